package app

import (
	"context"
	"errors"
	"slices"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

// Keeping earlier versions: snapshots that a person takes, and those that are made by themselves. They
// are made in the background and beside the history: an edit never waits for them.

// keepAgain is how long after a failure a snapshot of the day is tried again.
const keepAgain = 10 * time.Minute

// errGlimpse says why nothing can be changed in another version.
var errGlimpse = errors.New("this is another version")

// keep makes a snapshot of a journey of w, of which the caller gives journey, name and reason, and then
// runs done.
func (s *Session) keep(w *model.Workspace, v store.Snapshot, done func(store.Snapshot, error)) {
	f := s.file
	v.At, v.By = s.clock.Now().UTC(), s.author
	before, kept := s.keptLast, make(chan struct{})
	s.keptLast = kept
	s.keeping.Add(1)
	s.Background("keep a version", func(ctx context.Context) func() {
		defer s.keeping.Done()
		defer close(kept)
		if before != nil {
			<-before // the list has them in the order in which they were made
		}
		if v.Reason == store.Daily {
			time.Sleep(changeTime) // it comes with a change, whose frame goes first
		}
		made, err := f.Snapshot(ctx, w, v)
		return func() {
			s.keptOne()
			done(made, err)
		}
	})
}

// keepBefore makes a snapshot of a journey as it is now, before something large is done to it. That it
// fails is told, and holds nothing up: there is undo.
func (s *Session) keepBefore(reason store.Reason, id model.JourneyID) {
	j := s.Workspace().Journey(id)
	if j == nil || s.ReadOnly() || len(j.Cards) == 0 {
		return
	}
	s.keep(s.Workspace(), store.Snapshot{Journey: id, Reason: reason}, func(_ store.Snapshot, err error) {
		if err != nil {
			s.notKept(err)
		}
	})
}

// keepDaily keeps the journeys that a step is the first of the day to change, as they were before it.
func (s *Session) keepDaily(before, after *model.Workspace) {
	now := s.clock.Now()
	for i, j := range after.Journeys {
		if i < len(before.Journeys) && before.Journeys[i] == j {
			continue
		}
		was := before.Journey(j.ID)
		due := s.keptUntil[j.ID]
		if due.After(nextDay(now)) {
			due = time.Time{} // the clock was ahead when it was set
		}
		if was == nil || was == j || len(was.Cards) == 0 || now.Before(due) {
			continue
		}
		s.keptUntil[j.ID] = nextDay(now)
		if s.keptToday(j.ID, now) {
			continue
		}
		s.keep(before, store.Snapshot{Journey: j.ID, Reason: store.Daily}, func(_ store.Snapshot, err error) {
			if err != nil {
				s.keptUntil[j.ID] = s.clock.Now().Add(keepAgain)
				s.notKept(err)
			}
		})
	}
}

// keptToday reports whether the file has the day's snapshot of a journey.
func (s *Session) keptToday(id model.JourneyID, now time.Time) bool {
	return slices.ContainsFunc(s.file.Snapshots(), func(v store.Snapshot) bool {
		return v.Journey == id && v.Reason == store.Daily && nextDay(v.At).Equal(nextDay(now))
	})
}

// nextDay is the first moment of the day after a moment, where the user is.
func nextDay(t time.Time) time.Time {
	year, month, day := t.Local().Date()
	return time.Date(year, month, day+1, 0, 0, 0, 0, time.Local)
}

// setAuthor says whose the next changes are.
func (s *Session) setAuthor(name string) {
	s.author = name
	s.file.SetAuthor(name)
}

// mayNot returns why nothing can be changed; nil when it can.
func (s *Session) mayNot() error {
	switch {
	case s.isGlimpse:
		return errGlimpse
	case s.file.ReadOnly():
		return errReadOnly
	}
	return nil
}

// snapshotsOf returns the snapshots of a journey, the newest first.
func (s *Session) snapshotsOf(id model.JourneyID) []store.Snapshot {
	return slices.DeleteFunc(s.file.Snapshots(), func(v store.Snapshot) bool { return v.Journey != id })
}

// glimpse returns a session over another version of a workspace that can be looked at as the open one
// and changed in nothing.
func (s *Session) glimpse(w *model.Workspace, id model.JourneyID) *Session {
	g := &Session{
		jobs: s.jobs, history: model.NewHistory(w), file: s.file, clock: s.clock, isGlimpse: true,
		tell: s.tell, deleted: s.deleted, keptOne: func() {}, notKept: func(error) {},
		journey: id, view: s.view, presents: map[model.JourneyID]*model.View{}, looks: map[model.JourneyID]mapLook{}, tints: map[model.JourneyID]mapLook{}, tinted: id,
		tint: tint{metric: s.tint.metric, last: s.tint.last, period: s.tint.period, segment: s.tint.segment},
	}
	for j, v := range s.presents {
		g.presents[j] = v
	}
	g.save = newAutosave(w, nil, s.clock, func(SaveState) {}) // it has nothing to save
	return g
}
