package tool

import (
	"math"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// dragAfter is how far the pointer moves before a press becomes a drag.
const dragAfter = 4

// Machine runs the gestures of one board: at any time it is in one state.
type Machine struct {
	ed     Editor
	state  state
	anchor model.CardID // from which Shift extends the selection
}

// SetAnchor says from which card Shift extends the selection from now on.
func (m *Machine) SetAnchor(id model.CardID) { m.anchor = id }

// Anchor returns that card; empty for none.
func (m *Machine) Anchor() model.CardID { return m.anchor }

// state is a gesture between two events. The zero state, nil, is idle.
type state interface {
	// handle takes an event and returns the next state. It is not given Cancel.
	handle(m *Machine, e Event) state
	// button returns the button that holds the gesture.
	button() Button
}

// NewMachine returns an idle machine that works on ed.
func NewMachine(ed Editor) *Machine { return &Machine{ed: ed} }

// Idle reports whether no gesture runs.
func (m *Machine) Idle() bool { return m.state == nil }

// Dragging reports whether a gesture runs that the edges of the board should scroll.
func (m *Machine) Dragging() bool {
	switch m.state.(type) {
	case nil, *pressed, *holding, *panning:
		return false
	}
	return !m.LinkingByKeys()
}

// Handle lets the machine see an event. A press in the middle of a gesture means that its release was
// lost: the gesture is cancelled. Other buttons than the gesture's are left out.
func (m *Machine) Handle(e Event) {
	if e.Kind == Cancel {
		m.cancel()
		return
	}
	if s, ok := m.state.(*linking); ok && s.keys && e.Kind != Move {
		if e.Kind == Release || s.pressed(m, e) {
			return
		}
		m.cancel()
	}
	if m.state != nil && e.Kind != Move {
		if e.Button != m.state.button() {
			return
		}
		if e.Kind != Release {
			m.cancel()
		}
	}
	if m.ed.Layout() == nil {
		m.cancel()
		return
	}
	if m.state == nil {
		m.state = m.begin(e)
		return
	}
	before := m.state
	m.state = m.state.handle(m, e)
	if m.state == nil && before != nil {
		m.ed.Preview(Preview{})
	}
}

func (m *Machine) cancel() {
	if m.state == nil {
		return
	}
	m.state = nil
	m.ed.Preview(Preview{})
}

// Refresh tells the machine that the document changed under it: a gesture on records that are gone is
// cancelled.
func (m *Machine) Refresh() {
	g, ok := m.state.(interface{ alive(*layout.Layout) bool })
	if ok && (m.ed.Layout() == nil || !g.alive(m.ed.Layout())) {
		m.cancel()
	}
}

// begin starts a gesture from idle.
func (m *Machine) begin(e Event) state {
	switch e.Kind {
	case Press:
		return m.press(e)
	case DoubleClick:
		hit := m.ed.Layout().HitTest(e.At)
		if f := focusOf(hit); f != (Focus{}) && e.Button == Primary && !isSign(hit.Part) {
			m.ed.Focus(f)
			m.ed.Edit(f)
		}
	}
	return nil
}

func (m *Machine) press(e Event) state {
	if e.Button == Middle || e.Button == Primary && e.Mods.Space {
		m.ed.Preview(Preview{Kind: Panning})
		return &panning{held: e.Button, at: e.Pixel}
	}
	if e.Button == Primary && e.Handle.Kind != NoHandle {
		return &holding{from: e}
	}
	hit := m.ed.Layout().HitTest(e.At)
	p := &pressed{from: e, hit: hit}
	if ref, ok := selectable(hit); ok {
		p.was = holds(m.ed.Selection(), ref)
		m.pressOn(ref, hit, e, p.was)
	}
	m.ed.Focus(focusOf(hit))
	if e.Button == Secondary {
		return nil
	}
	return p
}

// pressOn changes the selection as far as the press alone decides it.
func (m *Machine) pressOn(ref model.Ref, hit layout.Hit, e Event, was bool) {
	switch {
	case e.Mods.Shift && hit.Card != nil && e.Button == Primary:
		m.ed.Select(m.rangeTo(hit.Card))
	case was || e.Mods.Ctrl && e.Button == Primary: // decided on release
	default:
		m.ed.Select([]model.Ref{ref})
		if hit.Card != nil {
			m.anchor = hit.Card.Card.ID
		}
	}
}

// rangeTo returns the cards of the rows and columns between the anchor and a card.
func (m *Machine) rangeTo(to *layout.CardBox) []model.Ref {
	l := m.ed.Layout()
	from := l.CardBox(m.anchor)
	if from == nil {
		m.anchor, from = to.Card.ID, to
	}
	return CardsBetween(l, cellOf(from), cellOf(to))
}

func cellOf(box *layout.CardBox) model.Cell {
	return model.Cell{Lane: box.Card.Lane, Step: box.Card.Step}
}

// CardRef names a card of a layout's journey.
func CardRef(l *layout.Layout, id model.CardID) model.Ref {
	return model.Ref{Kind: model.CardRecord, Journey: l.Journey.ID, ID: string(id)}
}

// selectable returns the record that a press at a place selects.
func selectable(h layout.Hit) (model.Ref, bool) {
	switch h.Base() {
	case layout.PartCard, layout.PartCardLeft, layout.PartCardRight, layout.PartPoint,
		layout.PartStage, layout.PartStep, layout.PartLane, layout.PartLink:
		return h.Ref, true
	}
	return model.Ref{}, false
}

// focusOf returns the place for the keyboard focus that a hit names.
func focusOf(h layout.Hit) Focus {
	switch h.Base() {
	case layout.PartCard, layout.PartCardLeft, layout.PartCardRight, layout.PartPoint:
		return Focus{Cell: h.Cell, Card: h.Card.Card.ID}
	case layout.PartCell, layout.PartBar:
		return Focus{Cell: h.Cell}
	case layout.PartStage, layout.PartStep, layout.PartLane, layout.PartLink:
		return Focus{Ref: h.Ref}
	}
	return Focus{}
}

// isSign reports whether a part does something when it is pressed once.
func isSign(p layout.Part) bool {
	return p == layout.PartStageChevron || p == layout.PartLaneChevron || p == layout.PartComments
}

func holds(refs []model.Ref, ref model.Ref) bool {
	for _, r := range refs {
		if r == ref {
			return true
		}
	}
	return false
}

// toggled returns refs with ref added, or without it when it was there.
func toggled(refs []model.Ref, ref model.Ref) []model.Ref {
	out := make([]model.Ref, 0, len(refs)+1)
	for _, r := range refs {
		if r != ref {
			out = append(out, r)
		}
	}
	if len(out) == len(refs) {
		out = append(out, ref)
	}
	return out
}

// pressed is a button held down that has not moved far.
type pressed struct {
	from Event
	hit  layout.Hit
	was  bool // the record under it was selected before
}

func (p *pressed) button() Button { return p.from.Button }

// alive reports whether what was pressed is still on the map, and follows a card to its place there.
func (p *pressed) alive(l *layout.Layout) bool {
	if p.hit.Card != nil {
		p.hit.Card = l.CardBox(p.hit.Card.Card.ID)
		return p.hit.Card != nil
	}
	ref, ok := selectable(p.hit)
	return !ok || FocusOf(l, ref) != (Focus{})
}

func (p *pressed) handle(m *Machine, e Event) state {
	switch {
	case e.Kind == Release:
		p.click(m)
		return nil
	case far(p.from.Pixel, e.Pixel):
		if s := p.drag(m); s != nil {
			return s.handle(m, e)
		}
		return nil
	}
	return p
}

func far(a, b Pixel) bool { return math.Hypot(a.X-b.X, a.Y-b.Y) >= dragAfter }

// click is a press and release in one place.
func (p *pressed) click(m *Machine) {
	switch p.hit.Part {
	case layout.PartStageChevron, layout.PartLaneChevron:
		o := m.ed.Layout().Options
		m.ed.Adopt(Fold(o, []model.Ref{p.hit.Ref}, !Folded(o, p.hit.Ref)), p.hit.Ref)
		return
	case layout.PartComments:
		m.ed.Comments(p.hit.Ref)
		return
	}
	ref, ok := selectable(p.hit)
	switch {
	case !ok && !p.from.Mods.Ctrl && !p.from.Mods.Shift:
		m.ed.Select(nil)
	case !ok || p.from.Mods.Shift && p.hit.Card != nil: // decided on press
	case p.from.Mods.Ctrl:
		m.ed.Select(toggled(m.ed.Selection(), ref))
	case p.was:
		m.ed.Select([]model.Ref{ref})
	}
	if p.hit.Card != nil && !p.from.Mods.Shift {
		m.anchor = p.hit.Card.Card.ID
	}
}

// drag begins the gesture that belongs to what was pressed.
func (p *pressed) drag(m *Machine) state {
	switch p.hit.Part {
	case layout.PartColumnEdge, layout.PartLabelEdge, layout.PartLaneEdge:
		return &sizing{from: p.from, part: p.hit.Part, ref: p.hit.Ref}
	}
	switch p.hit.Base() {
	case layout.PartCard:
		return newMoving(m, p)
	case layout.PartCardLeft, layout.PartCardRight:
		return newSpanning(m, p)
	case layout.PartPoint:
		return &mooding{from: p.from, card: p.hit.Card.Card, row: p.hit.Card.Row, expected: p.from.Mods.Shift}
	case layout.PartStage, layout.PartStep, layout.PartLane:
		return newReordering(m, p)
	}
	return &marqueeing{from: p.from, before: m.ed.Selection()}
}

// panning is the map held by the pointer.
type panning struct {
	held Button
	at   Pixel
}

func (p *panning) button() Button { return p.held }

func (p *panning) handle(m *Machine, e Event) state {
	if e.Kind == Release {
		return nil
	}
	m.ed.ScrollBy(Pixel{e.Pixel.X - p.at.X, e.Pixel.Y - p.at.Y})
	p.at = e.Pixel
	return p
}

// marqueeing is a rectangle pulled up over the cards to select.
type marqueeing struct {
	from   Event
	before []model.Ref
	refs   []model.Ref
}

func (s *marqueeing) button() Button { return s.from.Button }

func (s *marqueeing) handle(m *Machine, e Event) state {
	if e.Kind == Release {
		m.ed.Select(s.result())
		return nil
	}
	l := m.ed.Layout()
	r := span(s.from.Body, e.Body)
	s.refs = s.refs[:0:0]
	for _, box := range l.CardsMeeting(r) {
		s.refs = append(s.refs, CardRef(l, box.Card.ID))
	}
	m.ed.Preview(Preview{Kind: Marqueeing, Rect: r, Refs: s.result(), At: e.Body})
	return s
}

// result returns the selection with what the marquee holds: added to the one before with Shift or Ctrl.
func (s *marqueeing) result() []model.Ref {
	if !s.from.Mods.Shift && !s.from.Mods.Ctrl {
		return s.refs
	}
	seen := make(map[model.Ref]bool, len(s.before))
	out := append([]model.Ref(nil), s.before...)
	for _, r := range s.before {
		seen[r] = true
	}
	for _, r := range s.refs {
		if !seen[r] {
			out = append(out, r)
		}
	}
	return out
}

func span(a, b layout.Point) layout.Rect {
	return layout.Rect{X: min(a.X, b.X), Y: min(a.Y, b.Y), W: math.Abs(a.X - b.X), H: math.Abs(a.Y - b.Y)}
}
