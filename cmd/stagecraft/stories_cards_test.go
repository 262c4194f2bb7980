package main

import (
	"slices"
	"strings"
	"testing"

	"stagecraft/model"
)

// A facilitator types a map from nothing, with twelve people watching and no hand on the mouse.
func TestStory_TypesAMapByKeyboardAlone(t *testing.T) {
	d := newDesk(t)
	d.start()
	d.key("Return") // New journey map has the focus
	d.wait("the first map", func(s seen) bool { return s.Screen == "board" && len(s.Cells) > 0 })
	d.write("Kettle stops working")
	d.key("Tab")
	d.write("Looks at three shops")
	d.key("ctrl+Return")
	d.write("Reads the reviews")
	d.key("ctrl+Return")
	d.key("Escape") // no third one
	d.key("Up", "Up", "F2", "ctrl+a")
	d.write("See the need\n")
	j := d.saved()
	first, second := j.Stages[0].Steps[0], j.Stages[0].Steps[1]
	lane := j.Lanes[0].ID
	if got := titles(j, lane, first.ID); !slices.Equal(got, []string{"Kettle stops working"}) {
		t.Errorf("the first cell of the file holds %q", got)
	}
	if got := titles(j, lane, second.ID); !slices.Equal(got, []string{"Looks at three shops", "Reads the reviews"}) {
		t.Errorf("the second cell of the file holds %q", got)
	}
	if second.Title != "See the need" || len(j.Cards) != 3 {
		t.Errorf("the file has %d cards, want 3, and calls the second step %q", len(j.Cards), second.Title)
	}
}

// A note taker fills a row and goes from cell to cell with Tab.
func TestStory_FillsARowWithTab(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.click(d.cell("idea", "dream"), 1)
	for _, text := range []string{"More photos", "Compare for me", "Fewer questions"} {
		d.write(text)
		d.key("Tab")
	}
	d.key("Escape")
	j := d.saved()
	for step, want := range map[model.StepID]string{"dream": "More photos", "compare": "Compare for me", "choose": "Fewer questions"} {
		if got := titles(j, "idea", step); !slices.Equal(got, []string{want}) {
			t.Errorf("the file has %q in %s, want %q", got, step, want)
		}
	}
	if got := titles(j, "idea", "pay"); !slices.Equal(got, []string{"Show the total price"}) {
		t.Errorf("the card that Tab came to last now reads %q", got)
	}
}

// Somebody drops a thought, and drops a card on the way: Escape gives both up.
func TestStory_GivesUpWithEscape(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	before := d.savedWorkspace()
	d.click(d.card("books"), 2)
	d.wait("the editor", func(s seen) bool { return s.Editing })
	d.write(" and regrets it")
	d.key("Escape")
	d.wait("the editor's end", func(s seen) bool { return !s.Editing })
	d.click(d.cell("idea", "dream"), 1)
	d.write("Never mind")
	d.key("Escape")
	s := d.lift(d.card("books"), d.cell("do", "arrive"))
	if !strings.HasPrefix(s.Gesture, "Moving") {
		t.Errorf("while a card is carried the status says %q", s.Gesture)
	}
	d.key("Escape")
	d.drop()
	d.unchanged("after everything was given up", before)
	if u := d.look().Undo; u != "" {
		t.Errorf("there is something to undo: %q", u)
	}
}

// A writer takes a word back while typing, and the sentence afterwards: the two never mix.
func TestStory_UndoesInTheFieldAndInTheDocument(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.click(d.card("books"), 1)
	d.key("m")
	d.wait("the star", func(s seen) bool { return s.Undo != "" })
	d.key("F2", "End")
	d.write(" now")
	d.key("ctrl+z")
	if s := d.settle(); !s.Editing {
		t.Fatal("undo closed the field")
	}
	if c := d.saved().Card("books"); !c.MomentOfTruth || c.Title != "Books a room" {
		t.Fatalf("undo in the field reached the document: %+v", c)
	}
	d.key("ctrl+a")
	d.write("Books two rooms")
	d.key("ctrl+Return", "Escape", "Escape")
	d.wait("the text", func(s seen) bool { p, ok := find(s.Cards, "books"); return ok && p.Title == "Books two rooms" })
	d.key("ctrl+z")
	if c := d.saved().Card("books"); c.Title != "Books a room" || !c.MomentOfTruth {
		t.Errorf("undo of the text left %+v in the file", c)
	}
	d.key("ctrl+z")
	if c := d.saved().Card("books"); c.MomentOfTruth {
		t.Error("the second undo did not take the star back")
	}
	d.key("ctrl+y", "ctrl+y")
	if c := d.saved().Card("books"); c.Title != "Books two rooms" || !c.MomentOfTruth {
		t.Errorf("redo left %+v in the file", c)
	}
}

// A team rates its cards in a meeting, without leaving the keyboard.
func TestStory_RatesCardsByKey(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.click(d.card("prices"), 1)
	d.key("e", "e", "s", "s", "s", "m", "v", "v", "v", "shift+v")
	c := d.saved().Card("prices")
	if c.Evidence != model.Validated || c.Severity != 3 || !c.MomentOfTruth || c.Votes != 2 {
		t.Errorf("the file has evidence %q, severity %d, star %v, %d votes", c.Evidence, c.Severity, c.MomentOfTruth, c.Votes)
	}
	d.key("e", "s", "m")
	c = d.saved().Card("prices")
	if c.Severity != 0 || c.MomentOfTruth || c.Evidence != model.Assumption {
		t.Errorf("after another round the file has evidence %q, severity %d, star %v", c.Evidence, c.Severity, c.MomentOfTruth)
	}
}

// A researcher sets how people felt, with the keys 1 to 5 and half steps.
func TestStory_SetsMoodsByKey(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.click(d.card("m1"), 1)
	d.key("5")
	d.click(d.cell("mood", "pay").at(0.5, 0.9), 1)
	d.key("1", "plus")
	j := d.saved()
	if got := j.Card("m1").Emotion; got != model.Some(2.0) {
		t.Errorf("key 5 gave the mood %v", got)
	}
	made := j.CardsIn(model.Cell{Lane: "mood", Step: "pay"})
	if len(made) != 1 || made[0].Emotion != model.Some(-1.5) {
		t.Errorf("keys 1 and + in an empty cell gave %v", made)
	}
}

// The same researcher pulls a point of the curve down.
func TestStory_DragsAMood(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	cell := d.cell("mood", "dream")
	s := d.lift(d.card("m1"), cell.at(0.5, 0.95))
	if !strings.HasPrefix(s.Gesture, "Mood of") {
		t.Errorf("while a mood is dragged the status says %q", s.Gesture)
	}
	d.drop()
	c := d.saved().Card("m1")
	if c.Emotion.Or(9) != -2 || c.Step != "dream" || c.Persona != "ana" {
		t.Errorf("the file has the mood %v at %s for %q", c.Emotion, c.Step, c.Persona)
	}
	d.key("ctrl+z")
	if got := d.saved().Card("m1").Emotion; got != model.Some(1.0) {
		t.Errorf("after undo the mood is %v", got)
	}
}

// A designer makes one card stand for three steps, by its edge, and narrower again by key.
func TestStory_SpansACardByItsEdge(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	edge := func(p place) place { return p.at(1, 0.5).by(-2, 0) }
	d.drag(edge(d.card("books")), d.cell("do", "arrive").at(0.9, 0.5))
	if c := d.saved().Card("books"); c.Span != 3 || c.Step != "choose" {
		t.Fatalf("the file has the card at %s over %d steps, want choose over 3", c.Step, c.Span)
	}
	d.key("ctrl+shift+Left")
	if c := d.saved().Card("books"); c.Span != 2 {
		t.Errorf("after one narrower the card spans %d steps", c.Span)
	}
	d.key("ctrl+shift+Right", "ctrl+shift+Right")
	if c := d.saved().Card("books"); c.Span != 3 {
		t.Errorf("at the map's end the card spans %d steps, want all 3 that there are", c.Span)
	}
}

// A designer copies a card into another stage by holding Ctrl while dragging.
func TestStory_CopiesWithCtrlDrag(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.holding("ctrl", func() {
		s := d.lift(d.card("fee"), d.cell("pain", "arrive"))
		if !strings.HasPrefix(s.Gesture, "Copying") {
			t.Errorf("while a copy is carried the status says %q", s.Gesture)
		}
		d.drop()
	})
	j := d.saved()
	for _, step := range []model.StepID{"pay", "arrive"} {
		if got := titles(j, "pain", step); !slices.Equal(got, []string{"A fee appears at the end"}) {
			t.Errorf("the file has %q at %s", got, step)
		}
	}
	if j.Card("fee").Step != "pay" {
		t.Error("the card itself moved")
	}
}

// A facilitator catches three cards in a frame and moves them together.
func TestStory_FramesCardsAndMovesThem(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.drag(d.cell("do", "dream").at(0.5, 0.9), d.cell("do", "choose").at(0.5, 0.3))
	s := d.wait("the frame's cards", func(s seen) bool { return len(s.Selection) > 0 })
	for _, want := range []string{"card:looks", "card:lists", "card:asks", "card:books"} {
		if !slices.Contains(s.Selection, want) {
			t.Fatalf("the frame selected %q, want %s among them", s.Selection, want)
		}
	}
	d.drag(d.card("looks"), d.cell("do", "compare"))
	j := d.saved()
	for id, want := range map[model.CardID]model.StepID{"looks": "compare", "lists": "choose", "asks": "choose", "books": "pay"} {
		if got := j.Card(id).Step; got != want {
			t.Errorf("the file has %s at %s, want %s", id, got, want)
		}
	}
	if got := titles(j, "do", "choose"); !slices.Equal(got, []string{"Lists three hotels", "Asks a friend"}) {
		t.Errorf("the cards of one cell now stand as %q", got)
	}
	d.key("ctrl+z")
	if got := d.saved().Card("books").Step; got != "choose" {
		t.Errorf("one undo left a card at %s", got)
	}
}

// A person with a keyboard only moves a card with Ctrl and the arrows, and with the form.
func TestStory_MovesACardByKeyAndByForm(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.click(d.card("looks"), 1)
	d.key("ctrl+Right", "ctrl+Right")
	if s := d.look(); !strings.Contains(s.Gesture, "2.1, Actions") {
		t.Errorf("the focus did not follow the card: %q", s.Gesture)
	}
	if got := d.saved().Card("looks"); got.Step != "choose" || got.Lane != "do" {
		t.Fatalf("the file has the card at %s, %s", got.Lane, got.Step)
	}
	d.key("ctrl+g")
	d.choose("move-step", "arrive")
	d.press("sheet-ok")
	if got := d.saved().Card("looks"); got.Step != "arrive" {
		t.Errorf("after the form the file has the card at %s", got.Step)
	}
}

// A designer takes cards from one journey to another.
func TestStory_CutsCopiesAndPastesBetweenJourneys(t *testing.T) {
	d := newDesk(t)
	d.open(trips())
	d.click(d.card("lists"), 1)
	d.holding("ctrl", func() { d.click(d.card("prices"), 1) })
	d.wait("two selected", func(s seen) bool { return len(s.Selection) == 2 })
	d.key("ctrl+c")
	d.press("journey-Way home")
	d.wait("the other map", func(s seen) bool { return s.Journey == "home" })
	home := d.savedWorkspace().Journeys[1]
	d.click(d.cell(string(home.Lanes[0].ID), string(home.Steps()[1].ID)), 1)
	d.key("ctrl+v")
	home = d.savedWorkspace().Journeys[1]
	if got := titles(home, home.Lanes[0].ID, home.Steps()[1].ID); !slices.Equal(got, []string{"Lists three hotels"}) {
		t.Fatalf("the other map's cell holds %q", got)
	}
	if len(home.Cards) != 2 {
		t.Errorf("the other map has %d cards, want 2", len(home.Cards))
	}
	d.key("ctrl+x")
	w := d.savedWorkspace()
	if len(w.Journeys[1].Cards) != 0 || len(w.Journeys[0].Cards) != len(trip().Journeys[0].Cards) {
		t.Errorf("after the cut the maps have %d and %d cards", len(w.Journeys[0].Cards), len(w.Journeys[1].Cards))
	}
	d.key("ctrl+z")
	if got := len(d.savedWorkspace().Journeys[1].Cards); got != 2 {
		t.Errorf("after undo the other map has %d cards, want 2", got)
	}
}

// A note taker writes whole sentences into a card and its note: each letter is where it was typed,
// also where the lines break.
func TestStory_TypesWholeSentences(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	const title = "a b c d e f g h i j k l m n o p q r s t u v w x y z and they say it is as it was in all the rooms we saw"
	const body = "It is a big old house in which we sat on the roof as the sun went down and ate what we had got at the port."
	d.click(d.card("books"), 1)
	d.key("F2", "ctrl+a")
	d.write(title)
	d.key("ctrl+Return", "Escape")
	d.click(d.card("books"), 1)
	d.fill("card-body", body)
	d.key("ctrl+Return")
	c := d.saved().Card("books")
	if c.Title != title {
		t.Errorf("the file has the title %q", c.Title)
	}
	if c.Body != body {
		t.Errorf("the file has the note %q", c.Body)
	}
}
