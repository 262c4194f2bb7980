package tool_test

import (
	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// failer is what testing.T and rapid.T have in common.
type failer interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// desk is an Editor over a real history.
type desk struct {
	t         failer
	history   *model.History
	engine    *layout.Engine
	layout    *layout.Layout
	journey   model.JourneyID
	selection []model.Ref
	preview   tool.Preview
	focus     tool.Focus
	edited    []tool.Focus
	options   layout.Options
	linked    []model.Ref
	scrolled  tool.Pixel
	commands  []model.Command
	failed    error
}

func newDesk(t failer, w *model.Workspace) *desk {
	t.Helper()
	d := &desk{t: t, history: model.NewHistory(w), engine: layout.NewEngine(), journey: w.Journeys[0].ID}
	d.show()
	if d.layout == nil {
		t.Fatal("no layout")
	}
	return d
}

// small is a map with a bit of everything.
func small(seed int64) *model.Workspace { return model.Generate(3, 8, 12, 60, 0, seed) }

func (d *desk) show() {
	d.layout = d.engine.Compute(d.history.Current(), d.journey, d.options)
}

func (d *desk) Layout() *layout.Layout  { return d.layout }
func (d *desk) Selection() []model.Ref  { return d.selection }
func (d *desk) Select(refs []model.Ref) { d.selection = refs }
func (d *desk) Preview(p tool.Preview)  { d.preview = p }
func (d *desk) ScrollBy(by tool.Pixel)  { d.scrolled.X += by.X; d.scrolled.Y += by.Y }
func (d *desk) Focus(f tool.Focus)      { d.focus = f }
func (d *desk) Edit(f tool.Focus)       { d.edited = append(d.edited, f) }
func (d *desk) Adopt(o layout.Options, _ model.Ref) {
	d.options = o
	d.show()
}
func (d *desk) Comments(model.Ref)   {}
func (d *desk) Linked(ref model.Ref) { d.linked = append(d.linked, ref) }
func (d *desk) Do(c model.Command) error {
	d.commands = append(d.commands, c)
	changed, err := d.history.Do(c)
	if err != nil {
		d.failed = err
		return err
	}
	if changed {
		d.show()
	}
	return nil
}

// event is an event at a document point; pixels and points are the same here.
func event(kind tool.EventKind, p layout.Point) tool.Event {
	return tool.Event{Kind: kind, At: p, Body: p, Pixel: tool.Pixel{X: p.X, Y: p.Y}}
}

// gesture presses at from, moves to to in two steps, and does not let go.
func gesture(m *tool.Machine, from, to layout.Point, mods tool.Mods) {
	e := event(tool.Press, from)
	e.Mods = mods
	m.Handle(e)
	e = event(tool.Move, layout.Point{X: (from.X + to.X) / 2, Y: (from.Y + to.Y) / 2})
	e.Mods = mods
	m.Handle(e)
	e = event(tool.Move, to)
	e.Mods = mods
	m.Handle(e)
}

// release lets go at a point.
func release(m *tool.Machine, at layout.Point, mods tool.Mods) {
	e := event(tool.Release, at)
	e.Mods = mods
	m.Handle(e)
}

// center returns the middle of a card.
func (d *desk) center(id model.CardID) layout.Point {
	box := d.layout.CardBox(id)
	if box == nil {
		d.t.Fatalf("card %s is not on the map", id)
	}
	return box.Rect.Center()
}

// plainCards returns the cards of lanes in which cards can be dragged freely.
func (d *desk) plainCards() []*layout.CardBox {
	var out []*layout.CardBox
	for _, row := range d.layout.Rows {
		if row.Lane.Locked || row.Lane.Kind == model.KindEmotion || row.Lane.Kind == model.KindMetric {
			continue
		}
		out = append(out, row.Cards...)
	}
	return out
}
