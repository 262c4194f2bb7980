package canvas

import (
	"fmt"
	"image/color"
	"reflect"
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// adopt has the map laid out by other options. The record that the user has hold of, a stage, step or
// lane, stays where it is on screen.
func (b *Board) adopt(o layout.Options, held model.Ref) {
	if reflect.DeepEqual(o, b.work.options) {
		return
	}
	if r, ok := b.rectOf(held); ok {
		at, _ := b.view.placeAny(r)
		b.held = hold{held, at}
	}
	if b.OnOptions != nil {
		b.OnOptions(o)
	} else {
		b.SetOptions(o)
	}
}

// hold is what stays where it is on screen when the map is next laid out.
type hold struct {
	ref model.Ref
	at  fyne.Position
}

// keepHold scrolls what is held back to where it was.
func (b *Board) keepHold() {
	h := b.held
	b.held = hold{}
	r, ok := b.rectOf(h.ref)
	if !ok {
		return
	}
	now, _ := b.view.placeAny(r)
	if h.ref.Kind == model.LaneRecord {
		b.look(b.view.scrolled(0, float64(now.Y-h.at.Y)))
	} else {
		b.look(b.view.scrolled(float64(now.X-h.at.X), 0))
	}
}

// sizeStep is by how much the keys resize, in document points.
const sizeStep = 8

// ResizeFocused makes the steps wider (by > 0) or narrower when a stage or step has the focus, and the
// focused lane higher or lower. It reports whether there was something to resize.
func (b *Board) ResizeFocused(by int) bool {
	l := b.Layout()
	if l == nil {
		return false
	}
	o, ok := tool.Resize(l, b.focus.Ref, sizeStep*float64(by))
	if ok {
		b.adopt(o, b.focus.Ref)
	}
	return ok
}

// ResizeSteps makes all steps wider (by > 0) or narrower.
func (b *Board) ResizeSteps(by int) {
	if l := b.Layout(); l != nil && len(l.Stages) > 0 {
		held := model.Ref{Kind: model.StepRecord, Journey: b.journey, ID: string(b.focus.Cell.Step)}
		if b.focus.Ref.Kind == model.StepRecord || b.focus.Ref.Kind == model.StageRecord {
			held = b.focus.Ref
		}
		o, _ := tool.Resize(l, model.Ref{Kind: model.StepRecord}, sizeStep*float64(by))
		b.adopt(o, held)
	}
}

// ResizeLabels makes the lane labels wider (by > 0) or narrower.
func (b *Board) ResizeLabels(by int) {
	if l := b.Layout(); l != nil {
		b.adopt(tool.WidenLabels(l, sizeStep*float64(by)), model.Ref{})
	}
}

// foldable returns the stages and lanes that are selected or focused, or to which what is belongs.
func (b *Board) foldable() []model.Ref {
	l := b.Layout()
	if l == nil {
		return nil
	}
	refs := tool.Foldable(l.Journey, b.chosenRefs())
	if len(refs) == 0 && b.focus.Cell != (model.Cell{}) {
		refs = tool.Foldable(l.Journey, []model.Ref{{Kind: model.StepRecord, Journey: b.journey, ID: string(b.focus.Cell.Step)}})
	}
	return refs
}

// CanFold reports whether a stage or lane is selected, or something of a stage.
func (b *Board) CanFold() bool { return len(b.foldable()) > 0 }

// ToggleFold collapses the selected stages and lanes, and expands them when the first is collapsed.
func (b *Board) ToggleFold() {
	if refs := b.foldable(); len(refs) > 0 {
		b.Fold(!tool.Folded(b.work.options, refs[0]))
	}
}

// Fold collapses the selected stages and lanes, or expands them.
func (b *Board) Fold(fold bool) {
	refs := b.foldable()
	if len(refs) == 0 {
		return
	}
	b.adopt(tool.Fold(b.work.options, refs, fold), refs[0])
	verb := map[bool]string{true: "Collapsed ", false: "Expanded "}[fold]
	what := tool.Describe(b.Layout(), tool.Focus{Ref: refs[0]})
	b.say(verb + strings.ToLower(what[:1]) + what[1:])
}

// FoldOthers collapses all other stages, or all other lanes, than the selected ones.
func (b *Board) FoldOthers() {
	if refs := b.foldable(); len(refs) > 0 {
		b.adopt(tool.FoldOthers(b.Layout(), refs), refs[0])
		b.ScrollTo(refs[0])
	}
}

// ExpandAll expands every stage and lane.
func (b *Board) ExpandAll() {
	o := b.work.options
	o.Stages, o.Collapsed = nil, nil
	b.adopt(o, b.focus.Ref)
}

// drawSizing shows where a border would come to lie.
func (b *Board) drawSizing() {
	p := b.preview
	if p.Kind != tool.Sizing {
		return
	}
	accent := b.token("accent", 1)
	if !p.Rect.Empty() {
		b.outline(p.Rect, -1, mark{b.token("accent", 0.09), accent, 1.5, 2})
	}
	b.border(p.Marker, accent)
}

// border draws a thin line over the whole board where a border of the map would be.
func (b *Board) border(r layout.Rect, c color.Color) {
	size := b.Size()
	if r.W < r.H {
		x := b.view.pixel(layout.Point{X: r.X}).X
		b.top.put(fyne.NewPos(float32(x)-1, 0), fyne.NewSize(2, size.Height), mark{fill: c})
		return
	}
	at, _ := b.view.place(layout.Rect{Y: r.Y})
	b.top.put(fyne.NewPos(0, at.Y-1), fyne.NewSize(size.Width, 2), mark{fill: c})
}

// drawChevron shows how to collapse the stage or lane under the pointer.
func (b *Board) drawChevron(l *layout.Layout) bool {
	r, ref, ok := b.chevron(l)
	if !ok || b.still || !b.machine.Idle() {
		return false
	}
	s := b.sprites.chevron
	name := map[bool]string{true: "chevron-right", false: "chevron-down"}[tool.Folded(l.Options, ref)]
	if ref.Kind == model.StageRecord {
		name = map[bool]string{true: "chevron-right", false: "chevron-left"}[tool.Folded(l.Options, ref)]
	}
	hot := b.hover.Part == layout.PartStageChevron || b.hover.Part == layout.PartLaneChevron
	zoom := b.view.headK() / b.view.scale
	const edge = 18
	s.paint(b, fmt.Sprint(name, hot), layout.Rect{W: edge, H: edge}, zoom, func() []scene.Placed {
		return []scene.Placed{b.chevronButton(name, hot, edge)}
	})
	at := b.view.pixel(r.Center())
	half := float64(s.size.Width) / 2
	if ref.Kind == model.StageRecord && at.X*b.view.scale < float64(b.view.left()) ||
		ref.Kind == model.LaneRecord && at.Y*b.view.scale < float64(b.view.top()) {
		return false // scrolled under the labels or the headers
	}
	s.object.Move(fyne.NewPos(float32(at.X-half), float32(at.Y-half)))
	return true
}

// chevronButton is a small round button.
func (b *Board) chevronButton(icon string, hot bool, edge float64) scene.Placed {
	t := b.work.theme
	ground, line, ink := t.Token("surface"), t.Token("line2"), t.Token("text")
	if hot {
		ground, line, ink = t.Token("accent"), t.Token("accent"), t.Token("on-accent")
	}
	r := layout.Rect{W: edge, H: edge}
	return placed(
		scene.Rect{Rect: r.Inset(0.5), Radius: edge / 2, Fill: ground, Stroke: scene.Stroke{Width: 1, Color: line}},
		scene.Icon{Rect: r.Inset(3), Name: icon, Color: ink},
	)
}

// chevron returns where the stage or lane under the pointer is collapsed.
func (b *Board) chevron(l *layout.Layout) (layout.Rect, model.Ref, bool) {
	switch b.hover.Base() {
	case layout.PartStage:
		for i := range l.Stages {
			if s := &l.Stages[i]; string(s.Stage.ID) == b.hover.Ref.ID {
				r := s.Chevron
				if s.Collapsed {
					r.W = r.H
				}
				return r, b.hover.Ref, true
			}
		}
	case layout.PartLane:
		if i := l.Row(model.LaneID(b.hover.Ref.ID)); i >= 0 {
			return l.Rows[i].Chevron, b.hover.Ref, true
		}
	}
	return layout.Rect{}, model.Ref{}, false
}
