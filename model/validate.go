package model

import (
	"errors"
	"fmt"
)

const twiceLinked = "joins the same two cards in the same way as another link"

// maxProblems is how many broken rules Validate lists before it stops looking.
const maxProblems = 100

// Validate checks a whole workspace against every rule. It returns nil when all hold, and otherwise
// the broken ones, each an *InvalidError, joined; at most one for each record and 100 in all.
func Validate(w *Workspace) error {
	v := &validation{w: w}
	if v.whole() {
		v.library()
		v.journeys()
		v.data()
	}
	return errors.Join(v.problems...)
}

// validateJourney checks one journey as if it were part of the workspace.
func validateJourney(w *Workspace, j *Journey) error {
	v := &validation{w: w}
	if v.wholeJourney(j) {
		v.journey(j)
	}
	return errors.Join(v.problems...)
}

type validation struct {
	w        *Workspace
	problems []error
}

func (v *validation) full() bool { return len(v.problems) >= maxProblems }

func (v *validation) add(err error) {
	if err != nil && !v.full() {
		v.problems = append(v.problems, err)
	}
}

// each checks the records of a list one by one, and that no id occurs twice.
func each[K ~string, R any, P record[K, R]](v *validation, kind RecordKind, j JourneyID, list []*R, check func(*R) error) {
	seen := make(map[K]struct{}, len(list))
	for _, r := range list {
		if v.full() {
			return
		}
		id := P(r).id()
		if _, twice := seen[id]; twice {
			v.add(invalid(Ref{kind, j, string(id)}, "ID", "occurs twice"))
			continue
		}
		seen[id] = struct{}{}
		v.add(check(r))
	}
}

// whole reports whether no list holds a missing record; the lookups rely on that.
func (v *validation) whole() bool {
	w := v.w
	wholeList(v, PersonaRecord, "", w.Personas)
	wholeList(v, MetricRecord, "", w.Metrics)
	wholeList(v, SourceRecord, "", w.Sources)
	wholeList(v, DatasetRecord, "", w.Datasets)
	wholeList(v, ChannelRecord, "", w.Channels)
	wholeList(v, OwnerRecord, "", w.Owners)
	wholeList(v, SystemRecord, "", w.Systems)
	wholeList(v, ViewRecord, "", w.Views)
	wholeList(v, PairRecord, "", w.Pairs)
	wholeList(v, ImageRecord, "", w.Images)
	wholeList(v, JourneyRecord, "", w.Journeys)
	for _, j := range w.Journeys {
		if j != nil {
			v.wholeJourney(j)
		}
	}
	return len(v.problems) == 0
}

func (v *validation) wholeJourney(j *Journey) bool {
	wholeList(v, StageRecord, j.ID, j.Stages)
	for _, s := range j.Stages {
		if s != nil {
			wholeList(v, StepRecord, j.ID, s.Steps)
		}
	}
	wholeList(v, LaneRecord, j.ID, j.Lanes)
	wholeList(v, CardRecord, j.ID, j.Cards)
	wholeList(v, LinkRecord, j.ID, j.Links)
	wholeList(v, CommentRecord, j.ID, j.Comments)
	return len(v.problems) == 0
}

func wholeList[R any](v *validation, kind RecordKind, j JourneyID, list []*R) {
	for i, r := range list {
		if r == nil {
			v.add(invalid(Ref{kind, j, ""}, "", fmt.Sprintf("number %d is missing", i+1)))
		}
	}
}

func (v *validation) library() {
	w := v.w
	c := checking(WorkspaceRecord, "", "")
	c.title("Name", w.Name)
	v.add(c.err)
	each[PersonaID](v, PersonaRecord, "", w.Personas, func(r *Persona) error { return checkPersona(w, r) })
	each[MetricID](v, MetricRecord, "", w.Metrics, func(r *Metric) error { return checkMetric(w, r) })
	each[SourceID](v, SourceRecord, "", w.Sources, func(r *Source) error { return checkSource(w, r) })
	each[ChannelID](v, ChannelRecord, "", w.Channels, checkChannel)
	each[OwnerID](v, OwnerRecord, "", w.Owners, checkOwner)
	each[SystemID](v, SystemRecord, "", w.Systems, func(r *System) error { return checkSystem(w, r) })
	each[PairID](v, PairRecord, "", w.Pairs, checkPair)
	each[ImageID](v, ImageRecord, "", w.Images, checkImage)
}

func (v *validation) journeys() {
	each[JourneyID](v, JourneyRecord, "", v.w.Journeys, func(j *Journey) error {
		v.journey(j)
		return checkTwin(v.w, j)
	})
	if !v.full() {
		each[ViewID](v, ViewRecord, "", v.w.Views, func(r *View) error { return checkView(v.w, r) })
	}
}

func (v *validation) journey(j *Journey) {
	v.add(checkInfo(v.w, j.ID, j.JourneyInfo))
	if !v.grid(j) {
		return
	}
	each[CardID](v, CardRecord, j.ID, j.Cards, func(r *Card) error { return checkCard(v.w, j, r) })
	type ends struct {
		from, to CardID
		kind     LinkKind
	}
	seen := make(map[ends]struct{}, len(j.Links))
	each[LinkID](v, LinkRecord, j.ID, j.Links, func(r *Link) error {
		key := ends{r.From, r.To, r.Kind}
		if _, twice := seen[key]; twice {
			return invalid(Ref{LinkRecord, j.ID, string(r.ID)}, "", twiceLinked)
		}
		seen[key] = struct{}{}
		return checkLink(j, r)
	})
	each[CommentID](v, CommentRecord, j.ID, j.Comments, func(r *Comment) error { return checkComment(j, r) })
}

// grid checks stages, steps and lanes; it reports whether the cards can be checked against them.
func (v *validation) grid(j *Journey) bool {
	ref := Ref{JourneyRecord, j.ID, string(j.ID)}
	var steps []*Step
	for _, s := range j.Stages {
		steps = append(steps, s.Steps...)
	}
	if err := checkSize(ref, len(j.Stages), len(steps), len(j.Lanes)); err != nil {
		v.add(err)
		return false
	}
	each[StageID](v, StageRecord, j.ID, j.Stages, func(r *Stage) error { return checkStage(j.ID, r) })
	each[StepID](v, StepRecord, j.ID, steps, func(r *Step) error { return checkStep(v.w, j.ID, r) })
	each[LaneID](v, LaneRecord, j.ID, j.Lanes, func(r *Lane) error { return checkLane(v.w, j.ID, r) })
	return true
}

// checkSize checks how many stages, steps and lanes a journey has.
func checkSize(ref Ref, stages, steps, lanes int) error {
	switch {
	case stages == 0:
		return invalid(ref, "Stages", "has no stage; a journey has at least one")
	case steps > MaxSteps:
		return invalid(ref, "Stages", fmt.Sprintf("has more than %d steps", MaxSteps))
	case lanes > MaxLanes:
		return invalid(ref, "Lanes", fmt.Sprintf("has more than %d lanes", MaxLanes))
	}
	return nil
}

// checkTwin checks that twins name each other and that one is current and the other future.
func checkTwin(w *Workspace, j *Journey) error {
	if j.Twin == "" {
		return nil
	}
	ref := Ref{JourneyRecord, j.ID, string(j.ID)}
	twin := w.Journey(j.Twin)
	switch {
	case twin == nil:
		return dangling(ref, "Twin", JourneyRecord, string(j.Twin))
	case twin.ID == j.ID:
		return invalid(ref, "Twin", "is the journey itself")
	case twin.Twin != j.ID:
		return invalid(ref, "Twin", "has another twin")
	case j.kind() == twin.kind() || j.kind() == DayInLife || twin.kind() == DayInLife:
		return invalid(ref, "Twin", "does not fit: twins are a current and a future journey")
	}
	return nil
}

// kind returns the journey's kind; one that is not named is current.
func (j *Journey) kind() JourneyKind {
	if j.Kind == "" {
		return Current
	}
	return j.Kind
}

func (v *validation) data() {
	if v.full() {
		return
	}
	each[SourceID](v, DatasetRecord, "", v.w.Datasets, func(d *Dataset) error { return checkDataset(v.w, d) })
}

// checkDataset checks a dataset and each of its observations, and returns the first broken rule.
func checkDataset(w *Workspace, d *Dataset) error {
	c := checking(DatasetRecord, d.Journey, string(d.Source))
	c.require(d.Source != "", "Source", "is empty")
	c.refers(w.Source(d.Source) != nil, "Source", SourceRecord, string(d.Source))
	c.require(d.Journey != "", "Journey", "is empty")
	j := w.Journey(d.Journey)
	c.refers(j != nil, "Journey", JourneyRecord, string(d.Journey))
	if c.err != nil {
		return c.err
	}
	rules := observationRules{w: w, j: j, source: d.Source}
	if rules.checkSummary(d.Observations) {
		return nil
	}
	for o := range d.Observations.All() {
		if err := rules.check(&o); err != nil {
			return err
		}
	}
	return nil
}
