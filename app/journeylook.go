package app

import "stagecraft/model"

// mapLook is how one journey is looked at besides its view: as which kind of picture and by which values.
type mapLook struct {
	View    View           `json:"view"`
	Metric  model.MetricID `json:"metric,omitempty"`
	Period  model.Period   `json:"period,omitempty"`
	Segment string         `json:"segment,omitempty"`
}

// ofMap reports whether a view shows one journey; the others list many, and what is seen of one there
// says nothing of how it is looked at.
func (v View) ofMap() bool {
	return v.onBoard() || v == MatrixView || v == EmpathyView || v == PersonasView
}

// turn makes a journey the open one and looks at it as it was looked at last. One that was not looked at
// yet is shown as a map where one was shown before.
func (s *Session) turn(id model.JourneyID) Part {
	s.journey = id
	parts := PartJourney | PartHeat
	if !s.view.ofMap() {
		return parts
	}
	s.retint()
	view := s.view
	if kept, ok := s.looks[id]; ok && kept.View.ofMap() {
		view = kept.View
	} else if view.onBoard() {
		view = usualView(s.Journey())
	}
	if view != s.view {
		s.view = view
		parts |= PartView
	}
	s.noteView()
	return parts
}

// noteView notes how the open journey is looked at.
func (s *Session) noteView() {
	if s.journey != "" && s.view.ofMap() {
		look := s.looks[s.journey]
		look.View = s.view
		s.looks[s.journey] = look
	}
}

// viewOf returns how a journey was looked at last, or is usually.
func (s *Session) viewOf(j *model.Journey) View {
	if kept, ok := s.looks[j.ID]; ok && kept.View.ofMap() {
		return kept.View
	}
	return usualView(j)
}

// retint tints the open journey as it was tinted last; one that never was is not tinted, as in a file that
// is opened for the first time. It reports whether the tint is another one.
func (s *Session) retint() bool {
	if s.tinted == s.journey {
		return false
	}
	s.noteTint()
	s.tinted = s.journey
	kept := s.tints[s.journey]
	if s.Workspace().Metric(kept.Metric) == nil {
		kept.Metric = "" // it was removed since
	}
	was := mapLook{Metric: s.tint.metric, Period: s.tint.period, Segment: s.tint.segment}
	s.tint.choose(kept.Metric)
	s.tint.period, s.tint.segment = kept.Period, kept.Segment
	return was != mapLook{Metric: kept.Metric, Period: kept.Period, Segment: kept.Segment}
}

// noteTint notes by which values the journey is looked at that they were chosen for.
func (s *Session) noteTint() {
	if s.tinted != "" {
		s.tints[s.tinted] = mapLook{Metric: s.tint.metric, Period: s.tint.period, Segment: s.tint.segment}
	}
}

// tintHere makes what is chosen from now on the choice for the open journey.
func (s *Session) tintHere() {
	if s.tinted != s.journey {
		s.noteTint()
		s.tinted = s.journey
	}
}

// looked returns how each journey is looked at, to be kept with the file.
func (s *Session) looked() map[model.JourneyID]mapLook {
	s.noteTint()
	all := map[model.JourneyID]mapLook{}
	for _, j := range s.Workspace().Journeys {
		look, seen := s.looks[j.ID]
		tint, tinted := s.tints[j.ID]
		if !seen && !tinted {
			continue
		}
		if !seen {
			look.View = usualView(j)
		}
		look.Metric, look.Period, look.Segment = tint.Metric, tint.Period, tint.Segment
		all[j.ID] = look
	}
	return all
}

// lookAt looks at the journeys as was kept.
func (s *Session) lookAt(kept map[model.JourneyID]mapLook) {
	for id, look := range kept {
		if s.Workspace().Journey(id) == nil || !look.View.ofMap() {
			continue
		}
		s.looks[id] = mapLook{View: look.View}
		if look.Metric == "" || s.Workspace().Metric(look.Metric) != nil {
			s.tints[id] = look
		}
	}
}
