package app

import (
	"encoding/json"
	"slices"

	"stagecraft/canvas"
	"stagecraft/model"
)

// keyLooked is the setting that says how each file was looked at last.
const keyLooked = "looked-at"

// mostLooked is of how many files that is kept.
const mostLooked = 20

// looked is how a file was looked at when it was closed: which journey, in which view and tint, and of each
// journey what was hidden, collapsed and filtered and which part of it was seen. It is the user's, not the
// file's.
type looked struct {
	Path     string                               `json:"path"`
	Journey  model.JourneyID                      `json:"journey"`
	View     View                                 `json:"view"`
	Metric   model.MetricID                       `json:"metric,omitempty"`
	Period   model.Period                         `json:"period,omitempty"`
	Segment  string                               `json:"segment,omitempty"`
	Presents map[model.JourneyID]*model.View      `json:"presents,omitempty"`
	Maps     map[model.JourneyID]mapLook          `json:"maps,omitempty"`
	Places   map[model.JourneyID]canvas.BoardView `json:"places,omitempty"`
}

func (s *settings) looked() []looked {
	var list []looked
	if json.Unmarshal([]byte(s.String(keyLooked)), &list) != nil {
		return nil // nothing of the user's work
	}
	return list
}

// keepLooked keeps how the open file is looked at, for when it is opened again.
func (w *Window) keepLooked() {
	s := w.session
	if s == nil || s.isGlimpse {
		return
	}
	l := looked{Path: s.file.Path(), Journey: s.journey, View: s.view, Metric: s.tint.metric, Period: s.tint.period, Segment: s.tint.segment,
		Maps: s.looked(), Presents: s.presents, Places: w.board.Views()}
	list := slices.DeleteFunc(w.program.settings.looked(), func(o looked) bool { return o.Path == l.Path })
	list = append([]looked{l}, list...)
	if data, err := json.Marshal(list[:min(len(list), mostLooked)]); err == nil {
		w.program.settings.SetString(keyLooked, string(data))
	}
}

// lookAsBefore looks at a file as it was left, as far as what it then showed is still there.
// It returns which part of each map was seen.
func (s *Session) lookAsBefore(kept []looked) (places map[model.JourneyID]canvas.BoardView) {
	i := slices.IndexFunc(kept, func(l looked) bool { return l.Path == s.file.Path() })
	if i < 0 {
		return nil
	}
	l, w := kept[i], s.Workspace()
	if w.Journey(l.Journey) == nil {
		return nil
	}
	s.lookAt(l.Maps)
	s.journey, s.tinted = l.Journey, l.Journey
	if l.View.onBoard() || l.View == MatrixView || l.View == TableView || l.View == EmpathyView || l.View == PersonasView {
		s.view = l.View
	}
	if w.Metric(l.Metric) != nil {
		s.tint.choose(l.Metric)
		s.tint.period, s.tint.segment = l.Period, l.Segment
	}
	s.noteView()
	for id, v := range l.Presents {
		if w.Journey(id) != nil && v != nil {
			v.Journey = id
			s.presents[id] = v
		}
	}
	return l.Places
}
