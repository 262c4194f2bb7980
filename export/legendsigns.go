package export

import (
	"fmt"
	"slices"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// signs is what a journey's map shows and a legend must therefore explain.
type signs struct {
	evidence       map[model.Evidence]bool
	kinds          map[model.Kind]bool
	channels       []*model.Channel
	star, votes    bool
	severity       bool
	comments       bool
	moods, assumed bool // moods, and moods that are assumed
	expected       bool // moods that were expected
	exchange       bool
	links          map[model.LinkKind]bool // that do not go both ways
	assumedLink    bool
	target         bool
}

func signsOf(d Document, j *model.Journey) signs {
	u := signs{evidence: map[model.Evidence]bool{}, kinds: map[model.Kind]bool{}, links: map[model.LinkKind]bool{}}
	hidden := func(id model.LaneID) bool {
		return slices.Contains(d.Layout.HideLanes, id) || slices.Contains(d.Layout.Collapsed, id)
	}
	used := map[model.ChannelID]bool{}
	for _, c := range j.Cards {
		if !hidden(c.Lane) {
			u.card(j, c)
			used[c.Channel] = true
		}
	}
	for _, c := range d.Workspace.Channels {
		if used[c.ID] {
			u.channels = append(u.channels, c)
		}
	}
	for _, l := range j.Lanes {
		if m := d.Workspace.Metric(l.Metric); l.Kind == model.KindMetric && m != nil && m.Target.Known && !hidden(l.ID) {
			u.target = true
		}
	}
	for _, l := range j.Links {
		from, to := j.Card(l.From), j.Card(l.To)
		if from == nil || to == nil || hidden(from.Lane) || hidden(to.Lane) {
			continue
		}
		u.exchange = u.exchange || l.Exchange
		if kind := l.Kind; !l.Exchange {
			if kind == "" {
				kind = model.Flow
			}
			u.links[kind] = true
		}
		u.assumedLink = u.assumedLink || l.Evidence == model.Assumption
	}
	for _, c := range j.Comments {
		u.comments = u.comments || c.On.Kind == model.CardRecord && !c.Resolved
	}
	return u
}

func (u *signs) card(j *model.Journey, c *model.Card) {
	kind := j.KindOf(c)
	if kind == model.KindEmotion {
		u.moods = u.moods || c.Emotion.Known
		u.expected = u.expected || c.Expected.Known
		u.assumed = u.assumed || c.Emotion.Known && (c.Evidence == model.Assumption || c.Evidence == "")
		return
	}
	e := c.Evidence
	if e == "" {
		e = model.Assumption
	}
	u.evidence[e] = true
	u.kinds[kind] = true
	u.star = u.star || c.MomentOfTruth
	u.votes = u.votes || c.Votes > 0
	u.severity = u.severity || kind == model.KindPain && c.Severity > 0
}

// legendSections returns the blocks of a journey's legend, none of them empty.
func legendSections(d Document, j *model.Journey) []section {
	u := signsOf(d, j)
	all := []section{
		{title: "What changed", entries: changeEntries(d)},
		{title: "How sure are we?", entries: evidenceEntries(u)},
		{title: "Lines", entries: lineEntries(u, j)},
		{title: "Marks", entries: markEntries(u)},
		channelSection(u),
	}
	var out []section
	for _, s := range all {
		if len(s.entries) > 0 {
			s.columns = max(s.columns, (len(s.entries)+legendRows-1)/legendRows)
			out = append(out, s)
		}
	}
	if d.Heat != nil && d.Heat.Metric != nil {
		out = append(out, heatSection(d))
	}
	return out
}

func evidenceEntries(u signs) []entry {
	box := func(words string, stroke func(s *sketch) scene.Stroke) entry {
		return entry{19, func(s *sketch, x, y float64) {
			s.rect(layout.Rect{X: x, Y: y - 4.2*s.unit, W: 19 * s.unit, H: 8.4 * s.unit}, 1.5*s.unit, "board", stroke(s))
		}, words}
	}
	var out []entry
	if u.evidence[model.Assumption] {
		out = append(out, box(model.Assumption.Name(), func(s *sketch) scene.Stroke { return s.stroke(0.9, "text", 3, 2.2) }))
	}
	if u.evidence[model.Partial] {
		out = append(out, box(model.Partial.Name(), func(s *sketch) scene.Stroke { return s.stroke(0.7, "line2") }))
	}
	if u.evidence[model.Validated] {
		out = append(out, box(model.Validated.Name(), func(s *sketch) scene.Stroke { return s.stroke(1.4, "text") }))
	}
	if u.star {
		out = append(out, iconEntry("star-filled", "moment of truth"))
	}
	if u.moods {
		words := "known mood"
		if u.assumed {
			words = "assumed, known mood"
		}
		out = append(out, entry{19, func(s *sketch, x, y float64) {
			if u.assumed {
				s.dot(x+5*s.unit, y, 2.9*s.unit, "board", s.stroke(1, "text", 1.5, 1.1))
			}
			s.dot(x+14*s.unit, y, 2.9*s.unit, "text", scene.Stroke{})
		}, words})
	}
	if u.expected {
		out = append(out, entry{19, func(s *sketch, x, y float64) {
			s.line(x, y, x+19*s.unit, y, s.stroke(0.75, "text", 1.2, 1.6))
			s.dot(x+9.5*s.unit, y, 2.4*s.unit, "board", s.stroke(0.9, "text"))
		}, "expected mood"})
	}
	return out
}

func iconEntry(icon, words string) entry {
	return entry{10, func(s *sketch, x, y float64) { s.icon(icon, x, y-5*s.unit, 10*s.unit, "text") }, words}
}

func lineEntries(u signs, j *model.Journey) []entry {
	rule := func(words string, width float64, dash ...float64) entry {
		return entry{27, func(s *sketch, x, y float64) {
			s.line(x, y, x+27*s.unit, y, s.stroke(width, "text", dash...))
		}, words}
	}
	var out []entry
	for _, l := range model.BlueprintLines(j.Lanes) {
		switch l.Kind {
		case model.LineOfInteraction:
			out = append(out, rule("interaction", 1.25))
		case model.LineOfVisibility:
			out = append(out, rule("visibility", 1.95, 8.5, 3.5))
		default:
			out = append(out, rule("internal interaction", 0.9, 1.8, 2.8))
		}
	}
	for _, kind := range []model.LinkKind{model.Flow, model.DependsOn, model.Handoff, model.Causes} {
		if u.links[kind] {
			out = append(out, entry{27, func(s *sketch, x, y float64) { s.link(kind, x, y) }, kind.Verb()})
		}
	}
	if u.exchange {
		out = append(out, entry{27, func(s *sketch, x, y float64) {
			s.line(x+5*s.unit, y, x+22*s.unit, y, s.stroke(0.9, "text"))
			s.arrow(x, y, false, "text")
			s.arrow(x+27*s.unit, y, true, "text")
		}, "exchange"})
	}
	if u.assumedLink {
		out = append(out, rule("assumed link", 0.9, 3, 2.2))
	}
	return out
}

// link draws the line of a kind of link, as the map does.
func (s *sketch) link(kind model.LinkKind, x, y float64) {
	at := func(v float64) float64 { return x + v*s.unit }
	switch kind {
	case model.DependsOn:
		s.line(at(0), y, at(27), y, s.stroke(1.1, "text", 1.1, 1.8))
		s.line(at(22.5), y-2.6*s.unit, at(27), y, s.stroke(0.9, "text"))
		s.line(at(22.5), y+2.6*s.unit, at(27), y, s.stroke(0.9, "text"))
		return
	case model.Handoff:
		s.line(at(0), y, at(23), y, s.stroke(2.5, "text"))
		s.line(at(0), y, at(23), y, s.stroke(1.1, "board"))
	case model.Causes:
		s.line(at(0.7), y-3*s.unit, at(0.7), y+3*s.unit, s.stroke(1.4, "text"))
		s.line(at(0), y, at(23), y, s.stroke(1.8, "text"))
	default:
		s.dot(at(2), y, 1.6*s.unit, "text", scene.Stroke{})
		s.line(at(2), y, at(22), y, s.stroke(0.9, "text"))
	}
	s.arrow(at(27), y, true, "text")
}

func markEntries(u signs) []entry {
	var out []entry
	if u.kinds[model.KindPain] {
		out = append(out, iconEntry("lane-pain", "pain"))
	}
	if u.severity {
		out = append(out, entry{15, func(s *sketch, x, y float64) {
			for i := range 3 {
				fill := "text"
				if i == 2 {
					fill = "board"
				}
				s.dot(x+(2+float64(i)*5)*s.unit, y, 1.7*s.unit, fill, s.stroke(0.7, "text"))
			}
		}, "severity 1 to 3"})
	}
	if u.kinds[model.KindGain] {
		out = append(out, iconEntry("lane-gain", "gain"))
	}
	if u.kinds[model.KindOpportunity] {
		out = append(out, iconEntry("lane-opportunity", "opportunity"))
	}
	if u.votes {
		out = append(out, entry{15, func(s *sketch, x, y float64) {
			s.rect(layout.Rect{X: x, Y: y - 4.3*s.unit, W: 15 * s.unit, H: 8.6 * s.unit}, 4.3*s.unit, "text", scene.Stroke{})
			s.dot(x+4.3*s.unit, y, 1.5*s.unit, "board", scene.Stroke{})
			s.textCenter(x+9.8*s.unit, y+2.5*s.unit, "9", s.style(legendText-0.4, true), "board", 0)
		}, "workshop votes"})
	}
	if u.comments {
		out = append(out, iconEntry("comment", "open comments"))
	}
	if u.target {
		out = append(out, entry{19, func(s *sketch, x, y float64) {
			s.rect(layout.Rect{X: x, Y: y - 1.8*s.unit, W: 19 * s.unit, H: 3.6 * s.unit}, 0, "line2", scene.Stroke{})
			s.line(x+14*s.unit, y-4.4*s.unit, x+14*s.unit, y+4.4*s.unit, s.stroke(1.5, "text"))
		}, "target"})
	}
	return out
}

// mostChannels is how many channels a legend names; the cards carry the names of all.
const mostChannels = 3 * legendRows

func channelSection(u signs) section {
	s := section{title: "Channels"}
	for i, c := range u.channels {
		if i == mostChannels-1 && len(u.channels) > mostChannels {
			s.entries = append(s.entries, entry{10, func(*sketch, float64, float64) {}, fmt.Sprintf("and %d more", len(u.channels)-i)})
			break
		}
		words := c.Name
		if r := []rune(words); len(r) > 18 {
			words = string(r[:17]) + "\u2026"
		}
		s.entries = append(s.entries, iconEntry(layout.ChannelIcon(c), plainText(words, true)))
	}
	if len(s.entries) > 4 {
		s.columns = 2
	}
	return s
}
