package app

import (
	"context"
	"errors"
	"sync"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

// View is a way of looking at a journey.
type View int

// The views. Journey leaves out the lanes below the line of interaction; Blueprint shows all.
const (
	JourneyView View = iota
	BlueprintView
	MatrixView
	TableView
	EmpathyView
	PersonasView
	PortfolioView
	LibraryView
	// CompareView is that of two versions.
	CompareView
)

// onBoard reports whether a view is one of the board.
func (v View) onBoard() bool { return v == JourneyView || v == BlueprintView }

// ofWorkspace reports whether a view is of the whole workspace, so that it needs no journey.
func (v View) ofWorkspace() bool { return v == PortfolioView || v == LibraryView }

// Part names what an Update changed.
type Part uint

// The parts of what a session shows.
const (
	PartDocument  Part = 1 << iota // the workspace
	PartJourney                    // which journey is open
	PartSelection                  // what is selected
	PartView                       // how the journey is looked at
	PartHeat                       // metric, period, segment, or the values
	PartSave                       // where the work stands
	PartFigures                    // health or values of metrics that were not known before
)

// Update tells what changed in a session.
type Update struct {
	Parts  Part
	Before *model.Workspace // the workspace before; the same as Session.Workspace when it did not change
	Show   model.Ref        // the record to bring into view; the zero Ref for none
}

// Has reports whether the update changed any of the parts.
func (u Update) Has(p Part) bool { return u.Parts&p != 0 }

var errReadOnly = errors.New("the file is open for reading only")

// Session is one open workspace with what its user looks at. It decides which workspace is current:
// every change goes through Do, Undo or Redo. It belongs to the main goroutine, but for what says
// otherwise.
type Session struct {
	*jobs
	history  *model.History
	file     *store.File
	isHeld   bool // another program had the file open when this one opened it to read
	clock    clock
	author   string // whose the changes are; empty when it is not known
	save     *autosave
	keeper   *keeper // of backups; nil for none
	outside  outside
	saving   SaveState // as the main goroutine knows it
	watchers []func(Update)
	// tell tells the user of an error that no dialog is open for, and of what a deletion took along.
	tell    func(err error)
	deleted func(what string)
	// keptOne is told that there is another snapshot, notKept that one could not be made.
	keptOne func()
	notKept func(err error)

	isGlimpse bool // over another version, which can only be looked at
	keeping   sync.WaitGroup
	keptLast  <-chan struct{}               // closed when the snapshot that was asked for last is made
	keptUntil map[model.JourneyID]time.Time // when the next snapshot of the day is due

	journey   model.JourneyID
	selection []model.Ref
	view      View
	presents  map[model.JourneyID]*model.View // how each journey is looked at
	looks     map[model.JourneyID]mapLook     // as which picture
	tints     map[model.JourneyID]mapLook     // by which values
	tinted    model.JourneyID                 // for which of them tint was chosen
	tint      tint
	figures   figures
}

// openSession starts a session over a file that was opened or made.
func openSession(f *store.File, j *jobs, c clock) *Session {
	w := f.Workspace()
	s := &Session{
		jobs: j, history: model.NewHistory(w), file: f, clock: c,
		tell: func(error) {}, deleted: func(string) {}, keptOne: func() {}, notKept: func(error) {},
		keptUntil: map[model.JourneyID]time.Time{},
		presents:  map[model.JourneyID]*model.View{}, looks: map[model.JourneyID]mapLook{}, tints: map[model.JourneyID]mapLook{},
	}
	s.save = newAutosave(w, writerTo(f), c, func(st SaveState) {
		j.post(func() {
			s.saving = st
			if st.Phase == Saved && s.keeper != nil {
				s.keeper.note(s.Workspace())
			}
			s.publish(Update{Parts: PartSave, Before: s.Workspace()})
		})
	})
	if j := firstMap(w); j != nil {
		s.journey = j.ID
		s.view, s.tinted = usualView(j), j.ID
		s.noteView()
	}
	return s
}

// firstMap returns the map to open when none was chosen: the first that is not put aside; nil for none.
func firstMap(w *model.Workspace) *model.Journey {
	for _, j := range w.Journeys {
		if !j.Archived {
			return j
		}
	}
	if len(w.Journeys) > 0 {
		return w.Journeys[0]
	}
	return nil
}

// usualView is how a journey is looked at first: with all its lanes when it is a blueprint.
func usualView(j *model.Journey) View {
	if isBlueprint(j) {
		return BlueprintView
	}
	return JourneyView
}

func writerTo(f *store.File) func(context.Context, *model.Workspace) error {
	return func(ctx context.Context, w *model.Workspace) error {
		_, err := f.Save(ctx, model.WithoutStrayImages(w)) // they stay in the value, for undo
		return err
	}
}

// Watch has f called after every change.
func (s *Session) Watch(f func(Update)) { s.watchers = append(s.watchers, f) }

func (s *Session) publish(u Update) {
	for _, f := range s.watchers {
		f(u)
	}
}

// Workspace returns the current value.
func (s *Session) Workspace() *model.Workspace { return s.history.Current() }

// JourneyID returns the open journey; empty when the workspace has none.
func (s *Session) JourneyID() model.JourneyID { return s.journey }

// Journey returns the open journey, or nil.
func (s *Session) Journey() *model.Journey { return s.Workspace().Journey(s.journey) }

// Selection returns the selected records.
func (s *Session) Selection() []model.Ref { return s.selection }

// Select makes refs the selection.
func (s *Session) Select(refs []model.Ref) {
	if sameRefs(s.selection, refs) {
		return
	}
	s.history.Seal()
	s.selection = refs
	s.publish(Update{Parts: PartSelection, Before: s.Workspace()})
}

// Show selects a record, opens its journey and brings it into view.
func (s *Session) Show(ref model.Ref) {
	parts := s.follow(ref)
	s.history.Seal()
	s.selection = []model.Ref{ref}
	s.publish(Update{Parts: parts | PartSelection, Before: s.Workspace(), Show: ref})
}

// follow opens the journey of a record, in a view that shows its lane.
func (s *Session) follow(ref model.Ref) Part {
	var parts Part
	if ref.Journey != "" && ref.Journey != s.journey && s.Workspace().Journey(ref.Journey) != nil {
		was := s.view
		parts = s.turn(ref.Journey)
		if was.onBoard() && !s.view.onBoard() { // what is shown is on the map, however that was looked at last
			s.view = usualView(s.Journey())
			s.noteView()
		}
	}
	if s.view == JourneyView && s.behindTheScenes(ref) {
		s.view = BlueprintView
		parts |= PartView
	}
	return parts
}

// behindTheScenes reports whether a record of the open journey lies in a lane that only the blueprint
// view shows.
func (s *Session) behindTheScenes(ref model.Ref) bool {
	j := s.Journey()
	if j == nil {
		return false
	}
	lane := model.LaneID("")
	switch ref.Kind {
	case model.LaneRecord:
		lane = model.LaneID(ref.ID)
	case model.CardRecord:
		if c := j.Card(model.CardID(ref.ID)); c != nil {
			lane = c.Lane
		}
	}
	l := j.Lane(lane)
	return l != nil && serves(l)
}

// serves reports whether a lane is one of what the organisation does, which only the blueprint shows.
func serves(l *model.Lane) bool {
	z := l.ZoneOf()
	return z == model.ZoneFrontstage || z == model.ZoneBackstage || z == model.ZoneSupport
}

// SelectedCards returns the selected cards of the open journey.
func (s *Session) SelectedCards() []*model.Card {
	j := s.Journey()
	if j == nil {
		return nil
	}
	var cards []*model.Card
	for _, r := range s.selection {
		if r.Kind == model.CardRecord {
			if c := j.Card(model.CardID(r.ID)); c != nil {
				cards = append(cards, c)
			}
		}
	}
	return cards
}

// ReadOnly reports whether nothing can be changed.
func (s *Session) ReadOnly() bool { return s.mayNot() != nil }

// Do carries out a command as one step of the history. The user is told when it fails, and what went
// with a deletion.
func (s *Session) Do(c model.Command) error {
	if err := s.mayNot(); err != nil {
		s.tell(err)
		return err
	}
	before := s.Workspace()
	changed, err := s.history.Do(c)
	if err != nil {
		s.tell(err)
		return err
	}
	if !changed {
		return nil
	}
	s.adopt(before, model.Ref{}, nil)
	if removes(c) {
		s.deleted(model.Lost(before, s.Workspace()).String())
	}
	return nil
}

// Undo takes the last step back and shows what that changed.
func (s *Session) Undo() { s.travel(s.history.Undo) }

// Redo does the step that was taken back last again, and shows what that changed.
func (s *Session) Redo() { s.travel(s.history.Redo) }

func (s *Session) travel(step func() (string, bool)) {
	before := s.Workspace()
	if _, ok := step(); ok {
		s.arrive(before)
	}
}

// arrive adopts the value that the history travelled to, and shows what differs.
func (s *Session) arrive(before *model.Workspace) {
	touched := touchedBy(before, s.Workspace(), s.journey)
	var show model.Ref
	if len(touched) > 0 {
		show = touched[0]
	}
	s.adopt(before, show, touched)
}

// TravelTo undoes or does again until so many steps are done, and shows what that changed.
func (s *Session) TravelTo(done int) {
	before := s.Workspace()
	for len(s.history.Steps()) > done {
		if _, ok := s.history.Undo(); !ok {
			break
		}
	}
	for len(s.history.Steps()) < done {
		if _, ok := s.history.Redo(); !ok {
			break
		}
	}
	if s.Workspace() != before {
		s.arrive(before)
	}
}

// adopt publishes the history's new value. Selected, when not nil, becomes the selection.
func (s *Session) adopt(before *model.Workspace, show model.Ref, selected []model.Ref) {
	w := s.Workspace()
	parts := PartDocument | s.follow(show)
	if w.Journey(s.journey) == nil {
		s.journey = ""
		parts |= PartJourney | PartHeat
		if j := firstMap(w); j != nil {
			parts |= s.turn(j.ID)
		}
	}
	if selected == nil {
		selected = existing(w, s.selection)
	}
	if !sameRefs(selected, s.selection) {
		s.selection = selected
		parts |= PartSelection
	}
	if s.tint.stale(w, s.journey) {
		parts |= PartHeat
	}
	s.save.Note(w)
	s.keepDaily(before, w)
	s.publish(Update{Parts: parts, Before: before, Show: show})
}

// OpenJourney puts a journey of the workspace on the board.
func (s *Session) OpenJourney(id model.JourneyID) {
	if id == s.journey || s.Workspace().Journey(id) == nil {
		return
	}
	s.selection = nil
	parts := s.turn(id)
	s.history.Seal()
	s.publish(Update{Parts: parts | PartSelection, Before: s.Workspace()})
}

// View returns how the journey is looked at.
func (s *Session) View() View { return s.view }

// SetView changes how the journey is looked at.
func (s *Session) SetView(v View) {
	if s.view != v {
		s.view = v
		parts := PartView
		if v.ofMap() && s.retint() {
			parts |= PartHeat
		}
		s.noteView()
		s.publish(Update{Parts: parts, Before: s.Workspace()})
	}
}

// SaveState returns where the work stands.
func (s *Session) SaveState() SaveState { return s.saving }
