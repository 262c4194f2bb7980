package app

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/model"
)

func TestParseCapture(t *testing.T) {
	for line, want := range map[string]captured{
		"Late bus":               {-1, "", "Late bus"},
		"p Late bus":             {0, "", "Late bus"},
		"g 3.2 Knows my name":    {1, "3.2", "Knows my name"},
		"3.2 t   Why again?":     {2, "3.2", "Why again?"},
		"  x  ask the vendor ":   {6, "", "ask the vendor"},
		"P Late":                 {-1, "", "P Late"},
		"p":                      {-1, "", "p"},
		"p ":                     {0, "", ""},
		"3.2":                    {-1, "3.2", ""},
		"3.25 euros":             {-1, "3.25", "euros"},
		"3.2.1 is a version":     {-1, "", "3.2.1 is a version"},
		"3. first":               {-1, "", "3. first"},
		"p g both":               {0, "", "g both"},
		"1.1 2.2 two numbers":    {-1, "1.1", "2.2 two numbers"},
		"z not a kind":           {-1, "", "z not a kind"},
		"q What does 3.2 mean?":  {5, "", "What does 3.2 mean?"},
		"":                       {-1, "", ""},
		"a":                      {-1, "", "a"},
		"o\tnot a space is text": {-1, "", "o\tnot a space is text"},
	} {
		if got := parseCapture(line); got != want {
			t.Errorf("%q is read as %+v, want %+v", line, got, want)
		}
	}
}

func FuzzParseCapture(f *testing.F) {
	for _, line := range []string{"p 3.2 x", "3.2 g y", "99999.1 z", " \t", "p p p"} {
		f.Add(line)
	}
	j := small().Journeys[0]
	f.Fuzz(func(t *testing.T, line string) {
		c := parseCapture(line)
		if c.kind < -1 || c.kind >= len(captureKinds) || !strings.HasSuffix(strings.TrimSpace(line), c.text) {
			t.Fatalf("%q is read as %+v", line, c)
		}
		command, cards, left := captureCards(j, []string{model.CleanText(line)}, 0, j.Steps()[0].ID)
		if len(cards)+left > 1 || command == nil != (len(cards) == 0) {
			t.Fatalf("%q gives %d cards, %d left out and the command %v", line, len(cards), left, command)
		}
		if command == nil {
			return
		}
		w, err := command.Apply(&model.Workspace{Journeys: []*model.Journey{j}})
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if got := len(w.Journeys[0].Cards); got != len(j.Cards)+1 {
			t.Fatalf("%q adds %d cards", line, got-len(j.Cards))
		}
	})
}

// bare is a map with lanes of these kinds and two stages of two steps.
func bare(kinds ...model.Kind) *model.Workspace {
	j := model.NewJourney("Bare", model.ServiceBlueprint)
	j.Stages, j.Lanes = j.Stages[:2], nil
	for _, k := range kinds {
		lane := model.NewLane(k)
		j.Lanes = append(j.Lanes, &lane)
	}
	return &model.Workspace{Name: "Bare", Journeys: []*model.Journey{j}}
}

func TestCapture_FindsTheLane(t *testing.T) {
	for _, c := range []struct {
		lanes []model.Kind
		line  string
		lane  string // of the target; a new one in brackets
		kind  model.Kind
	}{
		{[]model.Kind{model.KindAction, model.KindPain, model.KindGain}, "g x", "Gains", ""},
		{[]model.Kind{model.KindAction, model.KindPain}, "g x", "Pains", model.KindGain},
		{[]model.Kind{model.KindAction}, "p x", "(Pains)", ""},
		{[]model.Kind{model.KindDoing}, "a x", "Doing", model.KindAction},
		{[]model.Kind{model.KindSaying, model.KindThinking}, "t x", "Thinking", ""},
		{[]model.Kind{model.KindNote}, "q x", "Notes", ""},
		{[]model.Kind{model.KindNote}, "x x", "Notes", ""},
		{[]model.Kind{model.KindAction}, "x x", "(Parking lot)", ""},
		{[]model.Kind{model.KindAction}, "q x", "(Questions)", ""},
	} {
		w := bare(c.lanes...)
		j := w.Journeys[0]
		command, ids, _ := captureCards(j, []string{c.line}, 0, j.Steps()[0].ID)
		next, err := command.Apply(w)
		if err != nil {
			t.Fatal(err)
		}
		j = next.Journeys[0]
		card := j.Card(ids[0])
		title := j.Lane(card.Lane).Title
		if len(j.Lanes) > len(c.lanes) {
			title = "(" + title + ")"
		}
		if title != c.lane || card.Kind != c.kind {
			t.Errorf("%q with lanes of %v goes to %s as %q, want %s as %q", c.line, c.lanes, title, card.Kind, c.lane, c.kind)
		}
	}
}

func TestCapture_ManyLinesAreOneStepAndOneLane(t *testing.T) {
	w := bare(model.KindAction)
	j := w.Journeys[0]
	lines := []string{"p First", "2.1 Second", "Third", "9.9 nowhere", "q Why?", "", "x Later"}
	command, ids, left := captureCards(j, lines, 3, j.Steps()[0].ID)
	next, err := command.Apply(w)
	if err != nil {
		t.Fatal(err)
	}
	j = next.Journeys[0]
	if len(ids) != 5 || left != 1 || len(j.Lanes) != 4 {
		t.Fatalf("%d cards, %d left out, %d lanes; want 5, 1, 4", len(ids), left, len(j.Lanes))
	}
	var steps []string
	for _, id := range ids {
		steps = append(steps, j.StepNumber(j.Card(id).Step))
	}
	if want := []string{"1.1", "2.1", "2.1", "2.1", "2.1"}; !slices.Equal(steps, want) {
		t.Errorf("the cards are at %v, want %v", steps, want)
	}
	if got := j.Card(ids[3]).Tags; !slices.Equal(got, []string{"question"}) {
		t.Errorf("the question has the tags %q", got)
	}
	if err := model.Validate(next); err != nil {
		t.Error(err)
	}
}

func TestCapture_TypesCardsIntoTheMap(t *testing.T) {
	s := newStage(t, Options{})
	path := s.file("bare.stage", bare(model.KindAction, model.KindPain))
	s.open(path)
	s.window().focusBoard()
	s.window().do("insert.capture")
	field := s.entry("capture")
	if s.window().window.Canvas().Focused() != fyne.Focusable(field) {
		t.Fatal("Ctrl+K does not put the keyboard into the field")
	}
	s.typed("g 2.1 Knows my name")
	if said := textOf(s.window().editor.capture.content); !strings.Contains(said, "Gain in 2.1 Arrive or log in Pains") {
		t.Errorf("the bar says %q, want where the gain goes", said)
	}
	before := s.session().Workspace()
	s.key(fyne.KeyReturn)
	j := s.session().Journey()
	if len(j.Cards) != 1 || j.Cards[0].Title != "Knows my name" || j.KindOf(j.Cards[0]) != model.KindGain || j.StepNumber(j.Cards[0].Step) != "2.1" {
		t.Fatalf("the map has the cards %+v", j.Cards)
	}
	if field.Text != "" || s.window().window.Canvas().Focused() != fyne.Focusable(field) {
		t.Error("the field is not ready for the next one")
	}
	s.key(fyne.KeyTab)
	s.typed("And my room")
	s.key(fyne.KeyReturn)
	j = s.session().Journey()
	if len(j.Cards) != 2 || j.StepNumber(j.Cards[1].Step) != "2.2" || j.KindOf(j.Cards[1]) != model.KindGain {
		t.Errorf("after Tab the second card is %+v, want a gain at 2.2", j.Cards)
	}
	s.typed("7.7 nowhere")
	s.key(fyne.KeyReturn)
	if said := textOf(s.window().editor.capture.content); len(s.session().Journey().Cards) != 2 || !strings.Contains(said, "There is no step 7.7") {
		t.Errorf("a step that is not there: %d cards, the bar says %q", len(s.session().Journey().Cards), said)
	}
	s.key(fyne.KeyEscape)
	if s.window().editor.capture.content.Visible() || s.window().window.Canvas().Focused() != fyne.Focusable(s.window().board) {
		t.Error("Escape does not close the bar and go back to the board")
	}
	s.session().Undo()
	s.session().Undo()
	if !model.Equal(s.session().Workspace(), before) {
		t.Error("two cards are not two steps of the history")
	}
}

func TestCapture_PastedLinesBecomeCards(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("bare.stage", bare(model.KindAction, model.KindPain)))
	s.window().do("insert.capture")
	before := s.session().Workspace()
	clipboard := s.program.fyne.Clipboard()
	clipboard.SetContent("p One\r\nTwo\n\n  g Three\n")
	s.window().run(s.window().byID["edit.paste"], true)
	if got := len(s.session().Journey().Cards); got != 3 {
		t.Fatalf("three lines became %d cards", got)
	}
	if said := textOf(s.window().toasts.place); !strings.Contains(said, "3 cards added") {
		t.Errorf("the toast says %q", said)
	}
	s.tap("toast-Undo")
	if !model.Equal(s.session().Workspace(), before) {
		t.Error("Undo on the toast did not take all of it back")
	}
	clipboard.SetContent("a\tb\nc\td\n")
	s.window().openCapture()
	s.window().run(s.window().byID["edit.paste"], true)
	if len(s.window().sheets) == 0 {
		t.Error("a pasted range does not show where it goes")
	}
	s.window().escape()
	clipboard.SetContent("one line")
	s.window().openCapture()
	s.window().run(s.window().byID["edit.paste"], true)
	if got := s.entry("capture").Text; got != "one line" {
		t.Errorf("one pasted line leaves %q in the field", got)
	}
}
