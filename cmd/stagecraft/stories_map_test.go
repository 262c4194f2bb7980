package main

import (
	"slices"
	"strings"
	"testing"

	"stagecraft/model"
)

func stageIDs(j *model.Journey) (ids []model.StageID) {
	for _, s := range j.Stages {
		ids = append(ids, s.ID)
	}
	return ids
}

func laneIDs(j *model.Journey) (ids []model.LaneID) {
	for _, l := range j.Lanes {
		ids = append(ids, l.ID)
	}
	return ids
}

func stepIDs(j *model.Journey) (ids []model.StepID) {
	for _, s := range j.Steps() {
		ids = append(ids, s.ID)
	}
	return ids
}

// A team finds that people pay before they plan, and pulls the stage to the front.
func TestStory_ReordersAStageByDrag(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	s := d.lift(d.head("book"), d.head("plan").at(0.1, 0.5))
	if !strings.Contains(s.Gesture, "place 1 as a stage") {
		t.Errorf("while a stage is carried the status says %q", s.Gesture)
	}
	d.drop()
	j := d.saved()
	if got := stageIDs(j); !slices.Equal(got, []model.StageID{"book", "plan", "stay"}) {
		t.Fatalf("the file has the stages %v", got)
	}
	if got := titles(j, "do", "choose"); !slices.Equal(got, []string{"Books a room"}) {
		t.Errorf("the stage came without its cards: %q", got)
	}
	d.key("ctrl+z")
	if got := stageIDs(d.saved()); !slices.Equal(got, []model.StageID{"plan", "book", "stay"}) {
		t.Errorf("after undo the file has the stages %v", got)
	}
}

// The same with the keyboard: a step goes across the border of its stage.
func TestStory_ReordersAStepByKey(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.click(d.head("dream"), 1)
	d.key("ctrl+Right")
	if got := stepIDs(d.saved()); !slices.Equal(got, []model.StepID{"compare", "dream", "choose", "pay", "arrive"}) {
		t.Fatalf("the file has the steps %v", got)
	}
	d.key("ctrl+Right")
	j := d.saved()
	if st := j.StageOf("dream"); st.ID != "book" {
		t.Errorf("the step is in the stage %s, want book", st.ID)
	}
	if got := titles(j, "do", "dream"); !slices.Equal(got, []string{"Looks at photos"}) {
		t.Errorf("the step came without its cards: %q", got)
	}
}

// A step goes by mouse into another stage.
func TestStory_ReordersAStepByDrag(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.drag(d.head("compare"), d.head("pay").at(0.9, 0.5))
	j := d.saved()
	if got := stepIDs(j); !slices.Equal(got, []model.StepID{"dream", "choose", "pay", "compare", "arrive"}) {
		t.Errorf("the file has the steps %v", got)
	}
	if st := j.StageOf("compare"); st.ID != "book" {
		t.Errorf("the step is in the stage %s, want book", st.ID)
	}
}

// The pains are to stand under the actions.
func TestStory_ReordersALaneByDrag(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.drag(d.head("pain"), d.head("touch").at(0.5, 0.1))
	j := d.saved()
	if got := laneIDs(j); !slices.Equal(got, []model.LaneID{"do", "pain", "touch", "mood", "idea"}) {
		t.Fatalf("the file has the lanes %v", got)
	}
	d.click(d.head("pain"), 1)
	d.key("ctrl+Down", "ctrl+Down")
	if got := laneIDs(d.saved()); !slices.Equal(got, []model.LaneID{"do", "touch", "mood", "pain", "idea"}) {
		t.Errorf("after Ctrl and arrow down the file has the lanes %v", got)
	}
}

// Somebody deletes a stage by mistake, is told what went, and takes it back.
func TestStory_DeletesAStageAndTakesItBack(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	before := d.savedWorkspace()
	d.click(d.head("plan"), 1)
	d.key("Delete")
	s := d.wait("the message", func(s seen) bool { return s.Toast != "" })
	if !strings.Contains(s.Toast, "2 steps") || !strings.Contains(s.Toast, "cards") {
		t.Errorf("the message says %q, want how much went", s.Toast)
	}
	d.point(d.widget("toast-Undo")) // it stays while the pointer is there
	j := d.saved()
	if got := stageIDs(j); !slices.Equal(got, []model.StageID{"book", "stay"}) || j.Card("looks") != nil {
		t.Fatalf("the file has the stages %v", got)
	}
	d.press("toast-Undo")
	d.unchanged("after the deleting was taken back", before)
}

// An analyst cuts a stage in two, and puts it together again; the cards of a step get one of their own.
func TestStory_SplitsAndMerges(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.menu(d.head("compare"), "Begin a stage with this step")
	j := d.saved()
	if len(j.Stages) != 4 || j.Stages[1].Title != "Compare" || len(j.Stages[0].Steps) != 1 {
		t.Fatalf("after the split the file has %d stages, the second called %q", len(j.Stages), j.Stages[1].Title)
	}
	d.menu(d.head("plan"), "Merge with the next")
	j = d.saved()
	if len(j.Stages) != 3 || len(j.Stages[0].Steps) != 2 {
		t.Fatalf("after the merge the file has %d stages, the first with %d steps", len(j.Stages), len(j.Stages[0].Steps))
	}
	d.menu(d.card("asks"), "Give these cards a step of their own")
	j = d.saved()
	if steps := j.Stages[0].Steps; len(steps) != 3 || j.Card("asks").Step != steps[2].ID || j.Card("lists").Step != "compare" {
		t.Fatalf("after the step's split the stage has %d steps and the card is at %s", len(steps), j.Card("asks").Step)
	}
	d.menu(d.head("compare"), "Merge with the next")
	if got := titles(d.saved(), "do", "compare"); !slices.Equal(got, []string{"Lists three hotels", "Asks a friend"}) {
		t.Errorf("after the steps' merge the cell holds %q", got)
	}
}

// A service designer adds what is missing: a stage, a step and a lane, each named at once.
func TestStory_AddsStageStepAndLane(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.click(d.head("arrive"), 1)
	d.key("ctrl+shift+t")
	d.write("Sleep\n")
	d.key("ctrl+shift+g")
	d.write("Leave\n")
	d.click(d.head("touch"), 1)
	d.key("ctrl+shift+l")
	d.press("lane-kind-backstage")
	j := d.saved()
	if got := j.Stage("stay").Steps; len(got) != 2 || got[1].Title != "Sleep" {
		t.Errorf("the file has no step Sleep in the last stage: %d steps", len(got))
	}
	if last := j.Stages[len(j.Stages)-1]; last.Title != "Leave" || len(last.Steps) != 1 {
		t.Errorf("the last stage of the file is %q", last.Title)
	}
	if l := j.Lanes[2]; l.Kind != model.KindBackstage || l.Title == "" {
		t.Errorf("below the touchpoints lies a lane of kind %q called %q", l.Kind, l.Title)
	}
}

// A map maker draws how one thing leads to another.
func TestStory_LinksTwoCards(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.click(d.card("fee"), 1)
	d.holding("ctrl", func() { d.click(d.card("total"), 1) })
	d.menu(d.card("total"), "Link the two selected cards")
	j := d.saved()
	if len(j.Links) != 1 || j.Links[0].From != "fee" || j.Links[0].To != "total" {
		t.Fatalf("the file has the links %v", j.Links)
	}
	d.key("ctrl+z")
	if got := d.saved().Links; len(got) != 0 {
		t.Errorf("after undo the file has the links %v", got)
	}
}
