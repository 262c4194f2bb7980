package main

import (
	"slices"
	"testing"

	"stagecraft/model"
)

// copied puts text on the clipboard, as if it came from another program: by way of a note that is left
// as it was.
func (d *desk) copied(text string) {
	d.t.Helper()
	d.press("title")
	d.press("journey-scenario")
	d.write(text)
	d.key("ctrl+a", "ctrl+x", "Escape")
}

// A consultant brings a range of a spreadsheet onto the map, after a look at what will become of it.
func TestStory_PastesARange(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	before := d.savedWorkspace()
	d.copied("Finds a deal\tReads the terms\nChat\tHotline")
	d.click(d.cell("do", "pay"), 1)
	d.key("ctrl+v")
	d.wait("the preview", func(s seen) bool { return s.Dialog == "paste" })
	d.key("Escape")
	d.unchanged("after the preview was cancelled", before)
	d.key("ctrl+v")
	d.press("sheet-ok")
	j := d.saved()
	for _, want := range []struct {
		lane  model.LaneID
		step  model.StepID
		title string
	}{{"do", "pay", "Finds a deal"}, {"do", "arrive", "Reads the terms"}, {"touch", "pay", "Chat"}, {"touch", "arrive", "Hotline"}} {
		if got := titles(j, want.lane, want.step); !slices.Equal(got, []string{want.title}) {
			t.Errorf("the file has %q at %s, %s, want %q", got, want.lane, want.step, want.title)
		}
	}
	d.key("ctrl+z")
	d.unchanged("after one undo", before)
}

// The outline of a workshop becomes stages and steps.
func TestStory_PastesAnOutline(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.copied("Leave\n\tCheck out\n\tTravel home\nRemember\n\tTell friends")
	d.click(d.cell("do", "arrive"), 1)
	d.key("ctrl+v")
	d.wait("the preview", func(s seen) bool { return s.Dialog == "paste" })
	d.press("paste-as-Stages and steps")
	d.press("sheet-ok")
	j := d.saved()
	if len(j.Stages) != 5 || j.Stages[3].Title != "Leave" || j.Stages[4].Title != "Remember" {
		t.Fatalf("the file has %d stages", len(j.Stages))
	}
	if steps := j.Stages[3].Steps; len(steps) != 2 || steps[1].Title != "Travel home" {
		t.Errorf("the stage Leave of the file has %d steps", len(steps))
	}
}

// For the managers only the pains are shown, and that view gets a name; the next day it is there.
func TestStory_FiltersAndSavesTheView(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	before := d.savedWorkspace()
	d.key("ctrl+shift+f")
	d.press("filter-hide")
	d.press("filter-kind-Pain")
	d.press("filter-lane-Touchpoints")
	d.key("Escape")
	d.wait("only pains", func(s seen) bool { return len(s.Cards) == 2 })
	d.unchanged("after only looking", before)
	d.press("view-save")
	d.widget("ask-text")
	d.write("Pains for managers\n")
	views := d.savedWorkspace().Views
	if len(views) != 1 || views[0].Name != "Pains for managers" || !slices.Equal(views[0].HideLanes, []model.LaneID{"touch"}) || !slices.Equal(views[0].Filter.Kinds, []model.Kind{model.KindPain}) {
		t.Fatalf("the file has the views %+v", views)
	}
	d.press("filter-off")
	d.wait("all cards", func(s seen) bool { return len(s.Cards) == len(before.Journeys[0].Cards) })
	d.quit()
	d.start(d.file)
	d.wait("the board", func(s seen) bool { return s.Screen == "board" && len(s.Cards) > 0 })
	d.key("ctrl+shift+p")
	d.write("saved views")
	d.press("palette-view.views")
	d.press("view-Pains for managers")
	d.wait("only pains", func(s seen) bool { return len(s.Cards) == 2 })
}

// Somebody who knows no shortcut finds everything in the palette.
func TestStory_RunsAnActionFromThePalette(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.click(d.card("books"), 1)
	d.key("ctrl+shift+p")
	d.wait("the palette", func(s seen) bool { return s.Dialog == "palette" })
	d.write("moment of tr")
	d.key("Return")
	if !d.saved().Card("books").MomentOfTruth {
		t.Error("the file has no moment of truth")
	}
	d.key("ctrl+shift+p")
	d.write("duplicate the map")
	d.press("palette-map.duplicate")
	if n := len(d.savedWorkspace().Journeys); n != 2 {
		t.Errorf("the file has %d maps, want the copy too", n)
	}
}

// On a large map the overview leads to its far end, where a card is written.
func TestStory_GoesFarByTheOverview(t *testing.T) {
	d := newDesk(t)
	d.open(model.Generate(8, 40, 8, 300, 0, 7))
	j := d.saved()
	steps := j.Steps()
	last := string(steps[len(steps)-1].ID)
	if s := d.look(); slices.ContainsFunc(s.Cells, func(c place) bool { return c.Step == last }) {
		t.Fatal("the whole map is in view")
	}
	d.click(d.widget("minimap").at(0.995, 0.02), 1)
	cell := d.cell(string(j.Lanes[0].ID), last)
	before := len(titles(j, j.Lanes[0].ID, model.StepID(last)))
	d.click(cell.at(0.5, 0.97), 1)
	d.key("ctrl+Return")
	d.write("At the far end")
	d.key("ctrl+Return", "Escape")
	if got := titles(d.saved(), j.Lanes[0].ID, model.StepID(last)); len(got) != before+1 || !slices.Contains(got, "At the far end") {
		t.Errorf("the last cell of the file holds %q", got)
	}
}

// The facilitator types what people call out, a line each, while they watch: a letter says what it is,
// a number where it belongs.
func TestStory_CapturesWhatPeopleSay(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.copied("Queue at the desk\nNo lift")
	d.click(d.cell("do", "dream"), 1)
	d.key("ctrl+k")
	d.widget("capture")
	d.write("p 2.2 Card is refused\n")
	d.write("o Take cash\n")
	d.write("a 3.1 Finds the door\n")
	d.write("p ")
	d.key("ctrl+v")
	d.key("Return", "Escape")
	j := d.saved()
	for _, want := range []struct {
		lane   model.LaneID
		step   model.StepID
		titles []string
	}{
		{"pain", "pay", []string{"A fee appears at the end", "Card is refused"}},
		{"idea", "pay", []string{"Show the total price", "Take cash"}},
		{"do", "arrive", []string{"Finds the door"}},
		{"pain", "arrive", []string{"Queue at the desk", "No lift"}},
	} {
		if got := titles(j, want.lane, want.step); !slices.Equal(got, want.titles) {
			t.Errorf("the file has %q at %s, %s, want %q", got, want.lane, want.step, want.titles)
		}
	}
	if len(j.Cards) != len(trip().Journeys[0].Cards)+5 {
		t.Errorf("the file has %d cards", len(j.Cards))
	}
}

// Somebody who works with lists does it all in the table, with the keyboard.
func TestStory_EditsInTheTable(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.key("ctrl+4")
	d.wait("the table", func(s seen) bool { return s.Screen == "table" })
	d.key("F4")
	d.write("price")
	d.key("Return")
	d.press("table")
	d.key("Prior", "Home", "Return")
	d.widget("table.entry")
	d.key("ctrl+a")
	d.write("Prices differ\n")
	d.key("ctrl+a", "Delete")
	j := d.saved()
	if j.Card("prices") != nil || j.Card("total") != nil || j.Card("fee") == nil {
		t.Error("the rows that the filter left were not the ones that were deleted")
	}
	d.key("ctrl+z")
	j = d.saved()
	if got := j.Card("prices"); got == nil || got.Title != "Prices differ" {
		t.Errorf("after undo the card is %+v", got)
	}
	if got := j.Card("total"); got == nil {
		t.Error("one undo did not bring both back")
	}
}

// For a talk about booking, the planning is folded away, and that is kept as a view.
func TestStory_CollapsesAStageAndALane(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	before := d.savedWorkspace()
	wide := d.head("plan").W
	d.click(d.head("plan"), 1)
	d.key("ctrl+e")
	if now := d.head("plan").W; now > wide/2 {
		t.Errorf("the collapsed stage is %v wide, it was %v", now, wide)
	}
	high := d.head("mood").H
	d.click(d.head("mood"), 1)
	d.key("ctrl+e")
	if now := d.head("mood").H; now >= high {
		t.Errorf("the collapsed lane is %v high, it was %v", now, high)
	}
	d.unchanged("after only folding", before)
	d.key("ctrl+shift+p")
	d.write("save this view")
	d.press("palette-view.save")
	d.widget("ask-text")
	d.write("Booking\n")
	views := d.savedWorkspace().Views
	if len(views) != 1 || !slices.Equal(views[0].Collapsed, []model.StageID{"plan"}) || !slices.Equal(views[0].CollapsedLanes, []model.LaneID{"mood"}) {
		t.Fatalf("the file has the views %+v", views)
	}
	d.key("ctrl+shift+p")
	d.write("expand all")
	d.press("palette-map.expand")
	if now := d.head("plan").W; now != wide {
		t.Errorf("the stage is %v wide when it is open again, it was %v", now, wide)
	}
}
