package model

import (
	"fmt"
	"reflect"
	"slices"
)

// RestoreJourney puts back a journey as it is in From, which is the workspace of a snapshot or of another
// file: its facts, stages, steps, lanes, cards, links, comments, views and datasets. The journey keeps its id
// and its place among the others (it comes last when it was deleted) and the twin that it has now. Records of
// the library that are here already stay as they are, missing ones come along. Locked lanes are put back like
// the others. Notes says what cannot be as it was.
type RestoreJourney struct {
	Journey JourneyID
	From    *Workspace
	// Twin is whom a journey that was deleted is joined to again, when that has found no other meanwhile.
	Twin JourneyID
}

// AdoptJourney adds a journey of another workspace at index At, with its views, its datasets and the records
// of the library that it refers to and that are missing here. Without a Salt it keeps its ids, which must not
// be taken; with one it gets derived ones, as in DuplicateJourney. An empty Title keeps its own.
type AdoptJourney struct {
	Journey JourneyID
	From    *Workspace
	Salt    string
	Title   string
	At      int
}

// Label implements Command.
func (c RestoreJourney) Label() string { return "Restore journey" }

// Apply implements Command.
func (c RestoreJourney) Apply(w *Workspace) (*Workspace, error) {
	next, _, err := c.restore(w)
	return next, err
}

// Notes says, in a sentence each, what a restore into w would not put back as it was, because the library or
// the other journeys changed since. It is empty when everything comes back, and when Apply would fail.
func (c RestoreJourney) Notes(w *Workspace) []string {
	_, notes, _ := c.restore(w)
	return notes
}

func (c RestoreJourney) restore(w *Workspace) (*Workspace, []string, error) {
	j, err := journeyIn(c.From, c.Journey)
	if err != nil {
		return nil, nil, err
	}
	at := lookupIndex(&w.tables.journeys, w.Journeys, c.Journey)
	was := &Journey{}
	in := arriving{w: cloneWorkspace(w), from: c.From, source: c.Journey, j: cloneJourney(j)}
	in.j.Twin = c.Twin
	if at >= 0 {
		was = w.Journeys[at]
		in.j.Twin = was.Twin
		in.locks(was)
	} else if in.j.Twin == "" {
		in.j.Twin = j.Twin
	}
	in.library()
	in.twin()
	in.keep(was)
	if at >= 0 {
		in.w.Journeys = replaced(w.Journeys, at, in.j)
	} else {
		in.w.Journeys = inserted(w.Journeys, len(w.Journeys), in.j)
	}
	if err := in.settle(); err != nil {
		return nil, nil, err
	}
	if Equal(w, in.w) {
		return w, in.notes, nil
	}
	return in.w, in.notes, nil
}

// Label implements Command.
func (c AdoptJourney) Label() string { return "Add journey" }

// Apply implements Command.
func (c AdoptJourney) Apply(w *Workspace) (*Workspace, error) {
	next, _, err := c.adopt(w)
	return next, err
}

// Notes says, in a sentence each, what would not come along into w as it is in From. It is empty when
// everything does, and when Apply would fail.
func (c AdoptJourney) Notes(w *Workspace) []string {
	_, notes, _ := c.adopt(w)
	return notes
}

func (c AdoptJourney) adopt(w *Workspace) (*Workspace, []string, error) {
	j, err := journeyIn(c.From, c.Journey)
	if err != nil {
		return nil, nil, err
	}
	in := arriving{w: cloneWorkspace(w), from: c.From, source: c.Journey}
	if c.Salt == "" {
		in.j = cloneJourney(j)
	} else {
		in.j, in.salt = copyJourney(j, c.Salt), string(DerivedID(c.Salt, j.ID))
		in.j.Twin = "" // which names the original
	}
	if w.Journey(in.j.ID) != nil {
		return nil, nil, taken(JourneyRecord, in.j.ID, string(in.j.ID))
	}
	if c.Title != "" {
		in.j.Title = c.Title
	}
	in.library()
	in.twin()
	in.w.Journeys = inserted(w.Journeys, c.At, in.j)
	if err := in.settle(); err != nil {
		return nil, nil, err
	}
	return in.w, in.notes, nil
}

func journeyIn(w *Workspace, id JourneyID) (*Journey, error) {
	if w != nil {
		if j := w.Journey(id); j != nil {
			return j, nil
		}
	}
	return nil, missing(Ref{JourneyRecord, id, string(id)})
}

// arriving is a journey that comes from another workspace into w, which is not published yet.
type arriving struct {
	w, from *Workspace
	source  JourneyID // its id there
	j       *Journey  // its own value of the journey
	salt    string    // of the ids in the journey, when they are derived
	notes   []string
}

func (in *arriving) note(format string, args ...any) {
	in.notes = append(in.notes, fmt.Sprintf(format, args...))
}

// locks tells which locked lanes are changed.
func (in *arriving) locks(was *Journey) {
	for _, l := range was.Lanes {
		if l.Locked && !sameLane(l.ID, was, in.j) {
			in.note("The lane “%s” is locked now; it is put back all the same.", laneName(l))
		}
	}
}

func laneName(l *Lane) string { return first(l.Title, l.Kind.Name()) }

// sameLane reports whether two values of a journey hold the same cards in a lane.
func sameLane(id LaneID, a, b *Journey) bool {
	of := func(j *Journey) []*Card { return kept(j.Cards, func(c *Card) bool { return c.Lane == id }) }
	return slices.EqualFunc(of(a), of(b), func(x, y *Card) bool { return x == y || reflect.DeepEqual(x, y) })
}

// library brings what is missing here, and lets go of what the library as it is here does not allow.
func (in *arriving) library() {
	bring(in.w, in.from, in.from.Journey(in.source))
	in.j.Stages = mapped(in.j.Stages, func(s *Stage) *Stage {
		steps := mapped(s.Steps, in.goals)
		if sameSlice(steps, s.Steps) {
			return s
		}
		next := *s
		next.Steps = steps
		return &next
	})
}

// goals leaves out the goals that a step served and that the persona has no longer.
func (in *arriving) goals(t *Step) *Step {
	serves := kept(t.Serves, func(g Served) bool {
		p := in.w.Persona(g.Persona)
		if p != nil && slices.Contains(p.Goals, g.Goal) {
			return true
		}
		if p != nil {
			in.note("The step “%s” served the goal “%s”, which %s no longer has.", t.Title, g.Goal, p.Name)
		}
		return false
	})
	if len(serves) == len(t.Serves) {
		return t
	}
	next := *t
	if next.Serves = serves; len(serves) == 0 {
		next.Serves = nil
	}
	return &next
}

// twin parts the journey from a twin that it cannot have here.
func (in *arriving) twin() {
	if in.j.Twin == "" {
		return
	}
	twin := in.w.Journey(in.j.Twin)
	switch {
	case twin == nil:
		in.note("Its twin is not in this workspace; the journey stands alone.")
	case twin.Twin != "" && twin.Twin != in.j.ID:
		in.note("Its twin “%s” has another twin by now; the journey stands alone.", twin.Title)
	case twin.kind() == in.j.kind() || twin.kind() == DayInLife || in.j.kind() == DayInLife:
		in.note("It can be no twin of “%s”: one is the current and the other the future journey.", twin.Title)
	default:
		return
	}
	in.j.Twin = ""
}

// keep puts the records that are as they were before in the place of equal ones, so that what did not change
// is seen not to have.
func (in *arriving) keep(was *Journey) {
	j := in.j
	j.Stages = keptOf[StageID](j.Stages, was.Stages)
	j.Lanes = keptOf[LaneID](j.Lanes, was.Lanes)
	j.Cards = keptOf[CardID](j.Cards, was.Cards)
	j.Links = keptOf[LinkID](j.Links, was.Links)
	j.Comments = keptOf[CommentID](j.Comments, was.Comments)
}

func keptOf[K ~string, R any, P record[K, R]](list, was []*R) []*R {
	if sameSlice(list, was) {
		return was
	}
	old := make(map[K]*R, len(was))
	for _, r := range was {
		old[P(r).id()] = r
	}
	next := mapped(list, func(r *R) *R {
		if o := old[P(r).id()]; o != nil && reflect.DeepEqual(o, r) {
			return o
		}
		return r
	})
	if slices.Equal(next, was) {
		return was
	}
	return next
}

// settle brings views and datasets, joins the twins and checks everything that came.
func (in *arriving) settle() error {
	if err := validateJourney(in.w, in.j); err != nil {
		return err
	}
	if err := in.views(); err != nil {
		return err
	}
	if err := in.datasets(); err != nil {
		return err
	}
	if in.salt == "" {
		takePairs(in.w, nil, in.from, in.j.ID)
	}
	return joinTwins(in.w, in.j.ID)
}
