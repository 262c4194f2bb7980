package model

// Command is one thing that a person did, as a value.
//
// Apply returns the next workspace and never modifies w or anything reachable from it. It is
// deterministic: new ids and times are fields of the command. It returns w itself when there is
// nothing to do, and an error (*InvalidError where a rule is broken) with a nil workspace when it
// cannot be done. What a command holds belongs to the workspace once it was applied: it must not be
// changed any more.
type Command interface {
	// Label says what was done, as the undo menu shows it: "Move card".
	Label() string
	Apply(w *Workspace) (*Workspace, error)
}

// Group is several commands as one step of the history. It is done wholly or not at all.
type Group struct {
	Name     string
	Commands []Command
}

// RenameWorkspace changes the workspace's name.
type RenameWorkspace struct{ Name string }

// AddJourney adds a whole journey at index At (past the end means last).
type AddJourney struct {
	Journey *Journey
	At      int
}

// EditJourney replaces what is said of a journey as a whole. Naming a twin joins both journeys; taking
// the name away parts them.
type EditJourney struct {
	Journey JourneyID
	Info    JourneyInfo
}

// MoveJourney moves a journey to index To among the others.
type MoveJourney struct {
	Journey JourneyID
	To      int
}

// DuplicateJourney adds a copy after the original, with everything in it under derived ids; the
// copy's own id is DerivedID(Salt, Journey), and that of what is in it derived with the copy's id as
// salt. An empty Title keeps the original's. AsTwin makes it the
// future twin of a current journey that has none. Observations and views are not copied: they speak of
// the original.
type DuplicateJourney struct {
	Journey JourneyID
	Salt    string
	Title   string
	AsTwin  bool
}

// DeleteJourney removes a journey with its datasets, views and the twin's reference to it.
type DeleteJourney struct{ Journey JourneyID }

// AddStage adds a stage with at least one step at index At. Cards that span over the place grow by its
// steps.
type AddStage struct {
	Journey JourneyID
	Stage   Stage
	At      int
}

// EditStage replaces a stage's title and definition.
type EditStage struct {
	Journey    JourneyID
	Stage      StageID
	Title      string
	Definition string
}

// MoveStage moves a stage with its steps and cards to index To among the others. A card that spans on
// both sides of the new place grows over it; one whose steps are no longer neighbours keeps its first
// step and as much span as still fits.
type MoveStage struct {
	Journey JourneyID
	Stage   StageID
	To      int
}

// DuplicateStage adds a copy after the original, with its steps, the cards that begin in them and the
// links between these. A copied card spans no further than the copied stage.
type DuplicateStage struct {
	Journey JourneyID
	Stage   StageID
	Salt    string
}

// SplitStage makes the steps from index At on a stage of their own, after the first.
type SplitStage struct {
	Journey  JourneyID
	Stage    StageID
	At       int
	NewStage StageID
	Title    string
}

// MergeStages joins a stage with the one after it; its own title is kept. Comments and observations of
// the second stage go to the first.
type MergeStages struct {
	Journey JourneyID
	Stage   StageID
}

// DeleteStage removes a stage with its steps, the cards that begin in them, their links, comments
// and observations. See Lost for what goes with it. The last stage cannot be deleted.
type DeleteStage struct {
	Journey JourneyID
	Stage   StageID
}

// AddStep adds a step to a stage at index At. Cards that span over the place grow by one.
type AddStep struct {
	Journey JourneyID
	Stage   StageID
	Step    Step
	At      int
}

// EditStep replaces a step's title and definition.
type EditStep struct {
	Journey    JourneyID
	Step       StepID
	Title      string
	Definition string
}

// ServeGoal notes that a step serves one of a persona's goals, or takes that back.
type ServeGoal struct {
	Journey JourneyID
	Step    StepID
	Served
	Off bool
}

// MoveStep moves a step with its cards to index To of a stage. The only step of a stage stays. Spans
// follow as in MoveStage.
type MoveStep struct {
	Journey JourneyID
	Step    StepID
	Stage   StageID
	To      int
}

// DuplicateStep adds a copy after the original with the cards that begin in it, each over one step, and
// the links between these.
type DuplicateStep struct {
	Journey JourneyID
	Step    StepID
	Salt    string
}

// SplitStep adds a step after the given one and moves the named cards to it.
type SplitStep struct {
	Journey JourneyID
	Step    StepID
	NewStep StepID
	Title   string
	Cards   []CardID
}

// MergeSteps joins a step with the next one of its stage; its own title is kept. The second's cards come
// after the first's in their cells; its comments and observations go to the first.
type MergeSteps struct {
	Journey JourneyID
	Step    StepID
}

// DeleteStep removes a step with the cards that begin in it; others that span over it shrink. The
// only step of a stage cannot be deleted.
type DeleteStep struct {
	Journey JourneyID
	Step    StepID
}

// AddLane adds a lane at index At.
type AddLane struct {
	Journey JourneyID
	Lane    Lane
	At      int
}

// EditLane replaces a lane's fields; the lane keeps its place and its cards.
type EditLane struct {
	Journey JourneyID
	Lane    Lane
}

// MoveLane moves a lane with its cards to index To among the others.
type MoveLane struct {
	Journey JourneyID
	Lane    LaneID
	To      int
}

// DuplicateLane adds a copy after the original, with its cards and the links between these.
type DuplicateLane struct {
	Journey JourneyID
	Lane    LaneID
	Salt    string
}

// SplitLane adds NewLane after Lane and moves the named cards of Lane to it.
type SplitLane struct {
	Journey JourneyID
	Lane    LaneID
	NewLane Lane
	Cards   []CardID
}

// MergeLanes moves the cards of Lane to the end of their cells in Into and removes Lane. A card
// whose kind came from its lane keeps that kind as its own when the lanes' kinds differ.
type MergeLanes struct {
	Journey JourneyID
	Lane    LaneID
	Into    LaneID
}

// DeleteLane removes a lane with its cards, their links and comments.
type DeleteLane struct {
	Journey JourneyID
	Lane    LaneID
}

// PlacedCard is a card and its index within its cell (past the end means last).
type PlacedCard struct {
	Card  Card
	Index int
}

// AddCards adds cards, one after another. A span of 0 means 1.
type AddCards struct {
	Journey JourneyID
	Cards   []PlacedCard
}

// EditCards replaces cards by the given values; each must exist. Their lanes and steps may differ
// from before: then they come last in their new cell. What names the edit for the undo menu ("Edit
// title"); empty means "Edit card". Merge, when not empty, lets the history join this edit with the
// one before it under the same key until it is sealed.
type EditCards struct {
	Journey JourneyID
	Cards   []Card
	What    string
	Merge   string
}

// CardMove says where one card goes. Index counts among the cards of the cell that do not move.
type CardMove struct {
	Card  CardID
	To    Cell
	Index int
}

// MoveCards moves cards. A span that no longer fits is cut at the last step. Several cards for one index
// keep the order of Moves.
type MoveCards struct {
	Journey JourneyID
	Moves   []CardMove
}

// DuplicateCards adds a copy of each card after it in its cell, or at Moves's places when given
// (Moves[i].Card names the original). Links between the copied cards are copied too.
type DuplicateCards struct {
	Journey JourneyID
	Cards   []CardID
	Moves   []CardMove
	Salt    string
}

// DeleteCards removes cards with their links and comments.
type DeleteCards struct {
	Journey JourneyID
	Cards   []CardID
}

// AddLink joins two different cards; a second link of the same kind between the same two is an error.
type AddLink struct {
	Journey JourneyID
	Link    Link
}

// EditLink replaces a link's fields. Merge, when not empty, lets the history join this edit with the one
// before it under the same key, as in EditCards; AddLink's key is LinkKey.
type EditLink struct {
	Journey JourneyID
	Link    Link
	Merge   string
}

// DeleteLinks removes links.
type DeleteLinks struct {
	Journey JourneyID
	Links   []LinkID
}

// PutComment adds a comment, or replaces the one with the same id.
type PutComment struct {
	Journey JourneyID
	Comment Comment
}

// DeleteComment removes a comment.
type DeleteComment struct {
	Journey JourneyID
	Comment CommentID
}

// PutPersona adds a persona to the library, or replaces the one with the same id. Steps go on serving a
// goal that is reworded, and no longer serve one that is gone. PutMetric,
// PutChannel, PutOwner, PutSystem, PutView and PutImage do the same for their records.
type PutPersona struct{ Persona Persona }

// PutMetric adds or replaces a metric. Its scale must hold the values that were measured.
type PutMetric struct{ Metric Metric }

// PutChannel adds or replaces a channel.
type PutChannel struct{ Channel Channel }

// PutOwner adds or replaces an owner.
type PutOwner struct{ Owner Owner }

// PutSystem adds or replaces a system.
type PutSystem struct{ System System }

// PutView adds or replaces a saved view.
type PutView struct{ View View }

// PutImage adds an image; the same bytes are kept once.
type PutImage struct{ Image Image }

// PutSource adds or replaces a source's description.
type PutSource struct{ Source Source }

// DeleteRecord removes a persona, metric, source, channel, owner, system, view or image from the
// library. References to it are cleared, and a source or metric takes its observations with it.
type DeleteRecord struct{ Ref Ref }

// Import adds a source, the metrics that it needs (added or replaced) and its observations as one
// step. A dataset of the same source is replaced.
type Import struct {
	Source  Source
	Metrics []Metric
	Dataset Dataset
}

// PutObservation types one value in by hand into the dataset of the source (made when missing) in
// place of an earlier one for the same metric, place, segment and period. An observation without any
// number takes the earlier one away.
type PutObservation struct {
	Journey     JourneyID
	Source      SourceID
	Observation Observation
}
