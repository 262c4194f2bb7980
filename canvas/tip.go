package canvas

import (
	"fmt"
	"math"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// tip is the card that says all about what is under the pointer once that rests. It is only a picture: a
// press goes to what lies under it, and any move, press or key takes it away.
type tip struct {
	ref  model.Ref // what the pointer rests on; zero for nothing
	at   tool.Pixel
	on   bool
	stop func()
}

// tipAfter is how long the pointer rests before the tip comes, and tipSlack how far it may tremble then.
const (
	tipAfter = 400 * time.Millisecond
	tipSlack = 4
)

// restTip takes the tip away when the pointer has moved, and lets it come again when it rests.
func (b *Board) restTip() {
	t := &b.tip
	ref := b.hover.Ref
	if b.hover.Part == layout.PartCell || b.hover.Part == layout.PartBar || b.hover.Part == layout.PartCorner {
		ref = model.Ref{}
	}
	if ref == t.ref && math.Hypot(b.pointer.at.X-t.at.X, b.pointer.at.Y-t.at.Y) <= tipSlack {
		return
	}
	b.hideTip()
	t.ref, t.at = ref, b.pointer.at
	if ref != (model.Ref{}) {
		t.stop = b.mosaic.after(tipAfter, func() {
			t.on = t.ref != (model.Ref{}) && b.machine.Idle() && b.editor == nil && b.pointer.inside
			b.drawOverlay()
		})
	}
}

// hideTip takes the tip away.
func (b *Board) hideTip() {
	if b.tip.stop != nil {
		b.tip.stop()
	}
	b.tip.stop, b.tip.on = nil, false
}

// drawTip lays the tip beside what it speaks of. It reports whether there is one.
func (b *Board) drawTip(l *layout.Layout) bool {
	r, ok := b.rectOf(b.tip.ref)
	if !b.tip.on || !ok || !b.machine.Idle() || b.editor != nil {
		return false
	}
	title, facts := tipText(l, b.tip.ref)
	if title == "" && len(facts) == 0 {
		return false
	}
	s := b.sprites.tip
	p := newTipPen(title, facts)
	s.paint(b, title+"\x00"+strings.Join(facts, "\x00"), layout.Rect{W: p.w + 2*tipShadow, H: p.h + 2*tipShadow}, 1,
		func() []scene.Placed { return []scene.Placed{b.tipCard(p)} })
	s.object.Move(b.tipPlace(r, fyne.NewSize(float32(p.w), float32(p.h))).SubtractXY(tipShadow, tipShadow))
	return true
}

// tipPlace puts a card of a size below what it speaks of, or above where there is no room, and beside the
// pointer rather than under it.
func (b *Board) tipPlace(r layout.Rect, size fyne.Size) fyne.Position {
	const gap = 10
	at, box := b.view.placeAny(r)
	board := b.Size()
	x := min(max(at.X, 4), board.Width-size.Width-4)
	y := at.Y + box.Height + gap
	if pointer := float32(b.pointer.at.Y) + 24; b.tip.ref.Kind == model.LinkRecord || y < pointer && box.Height > 120 {
		x, y = min(float32(b.pointer.at.X)+gap, board.Width-size.Width-4), pointer
	}
	if y+size.Height > board.Height-4 {
		y = max(min(at.Y, float32(b.pointer.at.Y))-gap-size.Height, 4)
	}
	return fyne.NewPos(max(x, 4), y)
}

// tipText says all that is known of a record in short: its full title, and a line each for the rest.
func tipText(l *layout.Layout, ref model.Ref) (title string, facts []string) {
	j := l.Journey
	switch ref.Kind {
	case model.CardRecord:
		c := j.Card(model.CardID(ref.ID))
		if c == nil {
			return "", nil
		}
		return c.Title, cardFacts(l, c)
	case model.StageRecord:
		if s := j.Stage(model.StageID(ref.ID)); s != nil {
			return s.Title, lines(s.Definition)
		}
	case model.StepRecord:
		if s := j.Step(model.StepID(ref.ID)); s != nil {
			return j.StepNumber(s.ID) + "  " + s.Title, lines(s.Definition)
		}
	case model.LaneRecord:
		if s := j.Lane(model.LaneID(ref.ID)); s != nil {
			facts = lines(s.Hint, s.Kind.Name()+". "+s.Kind.Help())
			if s.Locked {
				facts = append(facts, "Locked: its cards cannot be changed on the board")
			}
			return s.Title, facts
		}
	case model.LinkRecord:
		if s := j.Link(model.LinkID(ref.ID)); s != nil {
			facts = lines(s.Label)
			if s.Condition != "" {
				facts = append(facts, "When: "+s.Condition)
			}
			return tool.DescribeLink(j, s.ID), facts
		}
	}
	return "", nil
}

func cardFacts(l *layout.Layout, c *model.Card) []string {
	w, facts := l.Workspace, lines(c.Body)
	if c.Emotion.Known {
		mood := "Mood " + tool.MoodName(c.Emotion.Value)
		if c.Expected.Known {
			mood += ", expected " + tool.MoodName(c.Expected.Value)
		}
		facts = append(facts, mood)
	}
	named := func(what, name string) {
		if name != "" {
			facts = append(facts, what+": "+name)
		}
	}
	if p := w.Persona(c.Persona); p != nil {
		named("Persona", p.Name)
	}
	if r := w.Channel(c.Channel); r != nil {
		named("Channel", r.Name)
	}
	if r := w.Owner(c.Owner); r != nil {
		named("Owner", r.Name)
	} else if lane := l.Journey.Lane(c.Lane); lane != nil && lane.ZoneOf() != model.ZoneCustomer && lane.ZoneOf() != model.ZoneInsight {
		facts = append(facts, "No owner") // of a part of the service that is a finding
	}
	if r := w.System(c.System); r != nil {
		named("System", r.Name)
	}
	named("Evidence", c.Evidence.Name())
	if c.Severity > 0 {
		facts = append(facts, fmt.Sprintf("Severity: %d of 3", c.Severity))
	}
	if len(c.Tags) > 0 {
		named("Tags", strings.Join(c.Tags, ", "))
	}
	return facts
}

func lines(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			out = append(out, t)
		}
	}
	return out
}

// The measures of a tip, in device-independent pixels.
const (
	tipWidth  = 260
	tipPad    = 10
	tipShadow = 14
	tipStep   = 16
)

// tipPen is a tip's text broken into lines.
type tipPen struct {
	title, facts []layout.Line
	w, h         float64
}

func newTipPen(title string, facts []string) tipPen {
	var p tipPen
	if title != "" {
		p.title, _ = layout.Wrap(title, layout.Style{Size: 12, Bold: true}, tipWidth, 12)
	}
	for _, f := range facts {
		wrapped, _ := layout.Wrap(f, layout.Style{Size: 11}, tipWidth, 8)
		p.facts = append(p.facts, wrapped...)
	}
	for _, line := range append(p.title[:len(p.title):len(p.title)], p.facts...) {
		p.w = max(p.w, line.Width)
	}
	p.w = math.Ceil(p.w) + 2*tipPad
	p.h = float64(len(p.title)+len(p.facts))*tipStep + 2*tipPad - 2
	if len(p.title) > 0 && len(p.facts) > 0 {
		p.h += 4
	}
	return p
}

// tipCard is the picture of a tip.
func (b *Board) tipCard(p tipPen) scene.Placed {
	t := b.work.theme
	items := []scene.Item{scene.Rect{
		Rect: layout.Rect{X: tipShadow, Y: tipShadow, W: p.w, H: p.h}, Radius: 6, Fill: t.Token("surface"),
		Stroke: scene.Stroke{Width: 1, Color: t.Token("line2")}, Shadow: scene.Shadow{DY: 3, Blur: 10, Color: scene.Color{A: 60}},
	}}
	y := tipShadow + tipPad + 10.5
	put := func(line layout.Line, token string) {
		items = append(items, scene.Text{At: layout.Point{X: tipShadow + tipPad, Y: y}, Line: line, Color: t.Token(token)})
		y += tipStep
	}
	for _, line := range p.title {
		put(line, "text")
	}
	if len(p.title) > 0 {
		y += 4
	}
	for _, line := range p.facts {
		put(line, "text2")
	}
	return placed(items...)
}
