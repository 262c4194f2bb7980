package scene

import (
	"math"
	"strconv"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

var (
	discStyle   = layout.Style{Size: 11, Bold: true}
	healthStyle = layout.Style{Size: 10.5}
	cornerStyle = layout.Style{Size: 11}
	cornerTitle = layout.Style{Size: 11.5, Bold: true}
)

func newHeader(l *layout.Layout, t *Theme, health map[model.StageID]float64) *Layer {
	bounds := layout.Rect{X: l.Label, Y: 0, W: l.Size.X - l.Label, H: l.Header}
	groups := make([]*Group, 0, len(l.Stages)+len(l.Columns))
	for i := range l.Columns {
		groups = append(groups, newStep(l, i, t))
	}
	for i := range l.Stages {
		groups = append(groups, newStage(l, &l.Stages[i], t, health))
	}
	return NewLayer(bounds, t.Token("step-bg"), groups)
}

// newStage draws a stage's header.
func newStage(l *layout.Layout, s *layout.StageBox, t *Theme, health map[model.StageID]float64) *Group {
	p := &pen{}
	r := s.Rect
	p.bar(r.X, r.Y, r.W, r.H, t.Token("stage-bg"), always)
	p.bar(r.Right()-1, r.Y, 1, r.H, t.Token("stage-line"), always)
	p.bar(r.X, r.Bottom()-1, r.W, 1, t.Token("grid"), always)
	center := layout.Point{X: r.X + 6 + 9, Y: r.Y + r.H/2}
	p.disc(center, 9, t.Token("text"), Stroke{}, shaped)
	number := layout.NewLine(strconv.Itoa(s.Index+1), discStyle)
	p.text(layout.Point{X: center.X - number.Width/2, Y: r.Y + 5 + baseline(discStyle, 18)}, number, t.Token("board"), readable)
	p.lines([]layout.Point{s.TitleAt}, []layout.Line{s.Title}, t.Token("text"))
	label := "Stage " + strconv.Itoa(s.Index+1) + ", " + s.Stage.Title
	p.comments(s.Comments, s.Count, t)
	well, healthy := health[s.Stage.ID]
	healthy = healthy && l.StepsIn(s.First, s.Last) >= 2
	if s.Collapsed {
		if healthy {
			p.narrowHealth(t, r, well, s.Count == 0)
		}
		p.icon("chevron-right", layout.Rect{X: r.Right() - 20, Y: r.Y + 7, W: 14, H: 14}, t.Token("text2"), readable)
		label += ", collapsed, " + model.Count(l.StepsIn(s.First, s.Last), "step")
	}
	if s.Count > 0 {
		label += ", " + model.Count(s.Count, "comment")
	}
	if healthy {
		label += ", health " + strconv.Itoa(int(math.Round(well))) + " of 100"
	}
	if healthy && !s.Collapsed {
		p.health(t, r, well, s.TitleAt.X+s.Title.Width)
	}
	return &Group{Ref: model.Ref{Kind: model.StageRecord, Journey: l.Journey.ID, ID: string(s.Stage.ID)},
		Bounds: p.bounds, Items: p.items, Label: label}
}

// health draws the health of a stage at the right end of its header: a bar and the number, and the word
// when it has room behind the title.
func (p *pen) health(t *Theme, r layout.Rect, v, title float64) {
	number := healthNumber(v)
	word := layout.NewLine("Health", healthStyle)
	y := r.Y + baseline(healthStyle, r.H)
	x := r.Right() - 8 - number.Width
	p.text(layout.Point{X: x, Y: y}, number, t.Token("text2"), readable)
	x -= 5 + 28
	p.share(t, x, r.Y+r.H/2-2, 28, v)
	if x -= 7 + word.Width; x > title+6 {
		p.text(layout.Point{X: x, Y: y}, word, t.Token("text2"), full)
	}
}

func healthNumber(v float64) layout.Line {
	return layout.NewLine(strconv.Itoa(int(math.Round(v))), healthStyle)
}

// narrowHealth draws the health of a collapsed stage before its chevron: the number, and the bar where
// nothing else stands.
func (p *pen) narrowHealth(t *Theme, r layout.Rect, v float64, bar bool) {
	number := healthNumber(v)
	x := r.Right() - 21 - number.Width
	p.text(layout.Point{X: x, Y: r.Y + baseline(healthStyle, r.H)}, number, t.Token("text2"), readable)
	if bar {
		p.share(t, x-3-18, r.Y+r.H/2-2, 18, v)
	}
}

// share draws a bar that is filled to a share of 0..100.
func (p *pen) share(t *Theme, x, y, width, share float64) {
	track := t.Token("line2")
	if track == t.Token("text2") {
		track = t.Token("grid")
	}
	p.bar(x, y, width, 4, track, shaped)
	p.bar(x, y, width*share/100, 4, t.Token("text2"), shaped)
}

// newStep draws a step's header.
func newStep(l *layout.Layout, index int, t *Theme) *Group {
	c := &l.Columns[index]
	p := &pen{}
	r := c.Head
	p.bar(r.X, r.Y, r.W, r.H, t.Token("step-bg"), always)
	ink := t.Token("grid")
	if c.LastStep {
		ink = t.Token("stage-line")
	}
	p.bar(r.Right()-1, r.Y, 1, r.H, ink, always)
	p.bar(r.X, r.Bottom()-1, r.W, 1, t.Token("stage-line"), always)
	p.text(c.LabelAt, c.Label, t.Token("text3"), readable)
	p.lines(c.TitleAt, c.Title, t.Token("text"))
	p.comments(c.Comments, c.Count, t)
	label := "Step " + c.Number + ", " + c.Step.Title
	if c.Closed {
		label = ""
	}
	if c.Count > 0 {
		label += ", " + model.Count(c.Count, "comment")
	}
	return &Group{Ref: columnRef(l, index), Bounds: p.bounds, Items: p.items, Label: label}
}

// comments draws the badge of the open comments on a header or label.
func (p *pen) comments(r layout.Rect, n int, t *Theme) {
	if n == 0 {
		return
	}
	p.icon("comment", layout.Rect{X: r.X, Y: r.Y + 1, W: 11, H: 11}, t.Token("text2"), full)
	p.text(layout.Point{X: r.X + 13, Y: r.Y + baseline(countStyle, r.H)}, layout.NewLine(strconv.Itoa(n), countStyle), t.Token("text2"), full)
}

// cornerKey is all that the look of the corner depends on.
type cornerKey struct {
	journey              model.JourneyID
	title                string
	stages, steps, lanes int
	cards                int
	label                float64
	theme                *Theme
}

func newCornerKey(l *layout.Layout, t *Theme) cornerKey {
	return cornerKey{journey: l.Journey.ID, title: l.Journey.Title, stages: len(l.Stages), steps: len(l.Journey.Steps()),
		lanes: len(l.Rows), cards: len(l.Journey.Cards), label: l.Label, theme: t}
}

// newCorner draws the corner above the lane labels: what the map holds, or on paper what the headers are.
func newCorner(l *layout.Layout, t *Theme) *Layer {
	p := &pen{}
	r := layout.Rect{W: l.Label, H: l.Header}
	p.bar(0, 0, r.W, r.H, t.Token("panel"), always)
	p.bar(r.W-1, 0, 1, r.H, t.Token("stage-line"), always)
	p.bar(0, r.H-1, r.W, 1, t.Token("stage-line"), always)
	if t == printTheme {
		p.text(layout.Point{X: 12, Y: baseline(cornerStyle, 28)}, layout.NewLine("Stage", cornerStyle), t.Token("text"), readable)
		p.text(layout.Point{X: 12, Y: 28 + 6 + baseline(cornerStyle, 15)}, layout.NewLine("Step", cornerStyle), t.Token("text"), readable)
	} else {
		lines := []string{
			model.Count(len(l.Stages), "stage") + ", " + model.Count(len(l.Journey.Steps()), "step"),
			model.Count(len(l.Rows), "lane") + " \u00b7 " + model.Count(len(l.Journey.Cards), "card"),
		}
		title, _ := layout.Wrap(lines[0], cornerTitle, r.W-20, 1)
		below, _ := layout.Wrap(lines[1], cornerStyle, r.W-20, 1)
		p.words([]layout.Point{{X: 12, Y: 7 + baseline(cornerTitle, 15)}}, title, t.Token("text"), readable)
		p.words([]layout.Point{{X: 12, Y: 22 + baseline(cornerStyle, 15)}}, below, t.Token("text2"), readable)
	}
	g := &Group{Ref: model.Ref{Kind: model.JourneyRecord, Journey: l.Journey.ID, ID: string(l.Journey.ID)},
		Bounds: p.bounds, Items: p.items, Label: l.Journey.Title}
	return NewLayer(r, t.Token("panel"), []*Group{g})
}
