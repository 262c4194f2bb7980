package app

import (
	"slices"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// Present returns how the open journey is looked at now: what is hidden, collapsed and filtered. Its ID
// and name are those of the saved view that it began as, empty for none. It must not be changed.
func (s *Session) Present() *model.View {
	if v := s.presents[s.journey]; v != nil {
		return v
	}
	return &model.View{Journey: s.journey}
}

// ChangePresent changes how the open journey is looked at. Change gets a copy that it may alter, but
// not the lists that it holds.
func (s *Session) ChangePresent(change func(v *model.View)) {
	v := *s.Present()
	change(&v)
	s.presents[s.journey] = &v
	s.publish(Update{Parts: PartView, Before: s.Workspace()})
}

// AdoptOptions takes over what was collapsed or resized on the board itself.
func (s *Session) AdoptOptions(o layout.Options) {
	s.ChangePresent(func(v *model.View) {
		v.CollapsedLanes, v.Collapsed, v.Heights = o.Collapsed, o.Stages, o.Heights
		v.Column, v.Label = o.Column, o.Label
	})
}

// UseView looks at the open journey as a saved view has it, also its heat.
func (s *Session) UseView(id model.ViewID) {
	v := s.Workspace().View(id)
	if v == nil || v.Journey != s.journey {
		return
	}
	s.presents[s.journey] = v
	parts := PartView
	if v.Metric != s.tint.metric && (v.Metric == "" || s.Workspace().Metric(v.Metric) != nil) {
		s.tintHere()
		s.tint.choose(v.Metric)
		parts |= PartHeat
	}
	s.publish(Update{Parts: parts, Before: s.Workspace()})
}

// ShowAll takes the filter off and shows every lane. What is collapsed stays so.
func (s *Session) ShowAll() {
	s.ChangePresent(func(v *model.View) { v.ID, v.Name, v.HideLanes, v.Filter = "", "", nil, model.Filter{} })
}

// Views returns the saved views of the open journey.
func (s *Session) Views() []*model.View {
	var views []*model.View
	for _, v := range s.Workspace().Views {
		if v.Journey == s.journey {
			views = append(views, v)
		}
	}
	return views
}

// ViewChanged reports whether the map is looked at otherwise than the saved view in use has it.
func (s *Session) ViewChanged() bool {
	saved := s.Workspace().View(s.Present().ID)
	if saved == nil {
		return false
	}
	now := s.viewNow()
	return !slices.Equal(now.HideLanes, saved.HideLanes) || !slices.Equal(now.CollapsedLanes, saved.CollapsedLanes) ||
		!slices.Equal(now.Collapsed, saved.Collapsed) || !now.Filter.Equal(&saved.Filter) || now.Metric != saved.Metric ||
		now.Column != saved.Column || now.Label != saved.Label || !slices.Equal(now.Heights, saved.Heights)
}

// viewNow returns the present view as it can be saved: with the heat, and without what was deleted
// meanwhile.
func (s *Session) viewNow() model.View {
	w, j, v := s.Workspace(), s.Journey(), *s.Present()
	v.Metric = s.tint.metric
	v.HideLanes = present(v.HideLanes, func(id model.LaneID) bool { return j.Lane(id) != nil })
	v.CollapsedLanes = present(v.CollapsedLanes, func(id model.LaneID) bool { return j.Lane(id) != nil })
	v.Collapsed = present(v.Collapsed, func(id model.StageID) bool { return j.Stage(id) != nil })
	v.Heights = present(v.Heights, func(h model.LaneHeight) bool { return j.Lane(h.Lane) != nil })
	v.Filter.Personas = present(v.Filter.Personas, func(id model.PersonaID) bool { return w.Persona(id) != nil })
	v.Filter.Channels = present(v.Filter.Channels, func(id model.ChannelID) bool { return w.Channel(id) != nil })
	return v
}

// present returns the entries that are there.
func present[T any](list []T, there func(T) bool) []T {
	var kept []T
	for _, v := range list {
		if there(v) {
			kept = append(kept, v)
		}
	}
	return kept
}

// LayoutOptions returns what the board leaves out and collapses in the present view.
func (s *Session) LayoutOptions() layout.Options { return s.optionsFor(true) }

// optionsFor returns LayoutOptions, or those that leave out nothing but what the Journey view does.
func (s *Session) optionsFor(shown bool) layout.Options {
	j := s.Journey()
	if j == nil {
		return layout.Options{}
	}
	var o layout.Options
	if shown {
		v := s.viewNow()
		o = layout.ViewOptions(&v)
	}
	if s.view == JourneyView {
		o.HideLanes = slices.Clone(o.HideLanes)
		for _, l := range j.Lanes {
			if serves(l) && !slices.Contains(o.HideLanes, l.ID) {
				o.HideLanes = append(o.HideLanes, l.ID)
			}
		}
	}
	return o
}

// shownCards counts the cards that are of interest in the present view, of those in all lanes that the
// Journey or Blueprint view has.
func (s *Session) shownCards() (shown, all int) {
	j, v := s.Journey(), s.viewNow()
	if j == nil {
		return 0, 0
	}
	hidden := map[model.LaneID]bool{}
	for _, id := range v.HideLanes {
		hidden[id] = true
	}
	lanes := map[model.LaneID]*model.Lane{}
	for _, l := range j.Lanes {
		if s.view != JourneyView || !serves(l) {
			lanes[l.ID] = l
		}
	}
	for _, c := range j.Cards {
		l := lanes[c.Lane]
		if l == nil {
			continue
		}
		all++
		if !hidden[c.Lane] && v.Filter.Passes(c, l) {
			shown++
		}
	}
	return shown, all
}

// toggled returns a copy of a list with an entry taken out, or put at its end.
func toggled[T comparable](list []T, v T) []T {
	next := slices.Clone(list)
	if n := slices.Index(next, v); n >= 0 {
		return slices.Delete(next, n, n+1)
	}
	return append(next, v)
}
