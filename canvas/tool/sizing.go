package tool

import (
	"fmt"
	"math"
	"slices"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// The limits of what can be resized, in document points, and what a layout takes when nothing is said.
const (
	columnLeast, columnMost, columnUsual = 96, 320, 136
	labelLeast, labelMost, labelUsual    = 96, 200, 132
	laneLeast, laneMost                  = 46, 400
)

// sizing is a border of a step's header, of the lane labels or of a lane pulled to another place.
type sizing struct {
	from Event
	part layout.Part
	ref  model.Ref
	to   layout.Options // what the layout would be; set once the border has moved
	set  bool
}

func (s *sizing) button() Button { return s.from.Button }

func (s *sizing) alive(l *layout.Layout) bool {
	switch s.part {
	case layout.PartColumnEdge:
		return l.Column(model.StepID(s.ref.ID)) >= 0
	case layout.PartLaneEdge:
		return l.Row(model.LaneID(s.ref.ID)) >= 0
	}
	return true
}

func (s *sizing) handle(m *Machine, e Event) state {
	if e.Kind == Release {
		m.ed.Preview(Preview{})
		if s.set {
			m.ed.Adopt(s.to, s.ref)
		}
		return nil
	}
	p := s.pull(m.ed.Layout(), e)
	s.set = true
	m.ed.Preview(p)
	return s
}

// pull sets what the layout would be with the border where the pointer is.
func (s *sizing) pull(l *layout.Layout, e Event) Preview {
	p := Preview{Kind: Sizing, At: e.Body, Refs: []model.Ref{s.ref}}
	switch s.part {
	case layout.PartColumnEdge:
		c := &l.Columns[l.Column(model.StepID(s.ref.ID))]
		w := math.Round(between(e.Body.X-c.X, columnLeast, columnMost))
		s.to = WithColumn(l.Options, w)
		p.Rect = layout.Rect{X: c.X, Y: c.Head.Y, W: w, H: c.Head.H}
		p.Marker = layout.Rect{X: c.X + w, Y: 0, W: 1, H: l.Size.Y}
		p.Target = fmt.Sprintf("Steps %.0f points wide", w)
	case layout.PartLabelEdge:
		w := math.Round(between(e.At.X, labelLeast, labelMost))
		if e.At.X > l.Label { // over the body, which may be scrolled: by as much as the pointer went
			w = math.Round(between(l.Label+e.Body.X-s.from.Body.X, labelLeast, labelMost))
		}
		s.to = WithLabel(l.Options, w)
		p.Marker = layout.Rect{X: w, Y: 0, W: 1, H: l.Size.Y}
		p.Target = fmt.Sprintf("Lane names %.0f points wide", w)
	default:
		r := &l.Rows[l.Row(model.LaneID(s.ref.ID))]
		h := math.Round(between(e.Body.Y-r.Y, laneLeast, laneMost))
		s.to = WithHeight(l.Options, r.Lane.ID, h)
		p.Rect = layout.Rect{X: r.Label.X, Y: r.Y, W: r.Label.W, H: h}
		p.Marker = layout.Rect{X: 0, Y: r.Y + h, W: l.Size.X, H: 1}
		p.Target = fmt.Sprintf("%s at least %.0f points high", r.Lane.Title, h)
	}
	return p
}

func between(v, low, high float64) float64 { return min(max(v, low), high) }

// WithColumn returns options with another width of the steps, kept within its limits.
func WithColumn(o layout.Options, width float64) layout.Options {
	o.Column = between(width, columnLeast, columnMost)
	if o.Column == columnUsual {
		o.Column = 0
	}
	return o
}

// WithLabel returns options with another width of the lane labels, kept within its limits.
func WithLabel(o layout.Options, width float64) layout.Options {
	o.Label = between(width, labelLeast, labelMost)
	if o.Label == labelUsual {
		o.Label = 0
	}
	return o
}

// WithHeight returns options with another least height of a lane, kept within its limits.
func WithHeight(o layout.Options, lane model.LaneID, height float64) layout.Options {
	o.Heights = slices.DeleteFunc(slices.Clone(o.Heights), func(h model.LaneHeight) bool { return h.Lane == lane })
	if height > laneLeast {
		o.Heights = append(o.Heights, model.LaneHeight{Lane: lane, Height: min(height, laneMost)})
	}
	return o
}

// Resize returns options with which the keys make the steps (when ref is a stage or step) or a lane
// larger by a way in points, and whether there is anything to resize.
func Resize(l *layout.Layout, ref model.Ref, by float64) (layout.Options, bool) {
	switch ref.Kind {
	case model.StageRecord, model.StepRecord:
		width := l.Options.Column
		if width == 0 {
			width = columnUsual
		}
		return WithColumn(l.Options, width+by), true
	case model.LaneRecord:
		if row := l.Row(model.LaneID(ref.ID)); row >= 0 {
			return WithHeight(l.Options, model.LaneID(ref.ID), l.Rows[row].H+by), true
		}
	}
	return l.Options, false
}

// WidenLabels returns options with lane labels wider by a way in points.
func WidenLabels(l *layout.Layout, by float64) layout.Options {
	return WithLabel(l.Options, l.Label+by)
}

// Folded reports whether a stage or lane is collapsed.
func Folded(o layout.Options, ref model.Ref) bool {
	switch ref.Kind {
	case model.StageRecord:
		return slices.Contains(o.Stages, model.StageID(ref.ID))
	case model.LaneRecord:
		return slices.Contains(o.Collapsed, model.LaneID(ref.ID))
	}
	return false
}

// Fold returns options with stages and lanes collapsed, or expanded; other records are left out.
func Fold(o layout.Options, refs []model.Ref, fold bool) layout.Options {
	o.Stages, o.Collapsed = slices.Clone(o.Stages), slices.Clone(o.Collapsed)
	for _, ref := range refs {
		switch ref.Kind {
		case model.StageRecord:
			o.Stages = put(o.Stages, model.StageID(ref.ID), fold)
		case model.LaneRecord:
			o.Collapsed = put(o.Collapsed, model.LaneID(ref.ID), fold)
		}
	}
	return o
}

// put returns a list with an id in it, or without it.
func put[T comparable](list []T, id T, in bool) []T {
	if at := slices.Index(list, id); at >= 0 && !in {
		return slices.Delete(list, at, at+1)
	} else if at < 0 && in {
		return append(list, id)
	}
	return list
}

// FoldOthers returns options in which every stage, or every lane, but those of refs is collapsed.
func FoldOthers(l *layout.Layout, refs []model.Ref) layout.Options {
	var all []model.Ref
	stages := slices.ContainsFunc(refs, func(r model.Ref) bool { return r.Kind == model.StageRecord })
	if stages {
		for _, s := range l.Journey.Stages {
			all = append(all, model.Ref{Kind: model.StageRecord, Journey: l.Journey.ID, ID: string(s.ID)})
		}
	} else {
		for _, lane := range l.Journey.Lanes {
			all = append(all, model.Ref{Kind: model.LaneRecord, Journey: l.Journey.ID, ID: string(lane.ID)})
		}
	}
	return Fold(Fold(l.Options, all, true), refs, false)
}

// Foldable returns the stages and lanes that collapsing refs would collapse: themselves, and of a step or
// card the stage.
func Foldable(j *model.Journey, refs []model.Ref) []model.Ref {
	var out []model.Ref
	add := func(ref model.Ref) {
		if !holds(out, ref) {
			out = append(out, ref)
		}
	}
	for _, r := range refs {
		step := model.StepID("")
		switch r.Kind {
		case model.StageRecord, model.LaneRecord:
			add(r)
		case model.StepRecord:
			step = model.StepID(r.ID)
		case model.CardRecord:
			if c := j.Card(model.CardID(r.ID)); c != nil {
				step = c.Step
			}
		}
		if s := j.StageOf(step); s != nil {
			add(model.Ref{Kind: model.StageRecord, Journey: j.ID, ID: string(s.ID)})
		}
	}
	return out
}
