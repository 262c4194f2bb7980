package app

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stagecraft/model"
)

// openEmpathy opens the rich workspace with the empathy map in view.
func openEmpathy(t *testing.T) (*stage, *empathyPage) {
	t.Helper()
	s := newStage(t, Options{})
	s.open(s.file("empathy.stage", rich(t)))
	s.window().window.Resize(fyne.NewSize(1400, 900))
	s.window().do("view.empathy")
	p, ok := s.window().editor.page.(*empathyPage)
	if !ok {
		t.Fatal("the empathy map does not open")
	}
	return s, p
}

func TestEmpathy_ShowsTheBoardsCards(t *testing.T) {
	s, p := openEmpathy(t)
	want := model.EmpathyMap(s.session().Journey(), s.session().Journey().Personas[0], "")
	for _, q := range model.Quadrants {
		var got []*model.Card
		for _, n := range p.parts[q].notes {
			got = append(got, n.card)
		}
		if !slices.Equal(got, want[q]) {
			t.Errorf("%s shows %d cards, want %d", q.Name(), len(got), len(want[q]))
		}
	}
	stage := s.session().Journey().Stages[1]
	s.tap("empathy.stage")
	s.tap("empathy.stage." + string(stage.ID))
	for _, q := range model.Quadrants {
		for _, n := range p.parts[q].notes {
			if !slices.ContainsFunc(s.session().Journey().Covers(n.card), func(st *model.Step) bool { return s.session().Journey().StageOf(st.ID).ID == stage.ID }) {
				t.Errorf("%q is shown for a stage that it does not reach into", n.text)
			}
		}
	}
}

func TestEmpathy_TheFirstCardBringsItsLaneAsOneStep(t *testing.T) {
	s, p := openEmpathy(t)
	if len(p.parts[model.Says].notes) != 0 {
		t.Fatal("the sample has something said already")
	}
	lanes, steps := len(s.session().Journey().Lanes), len(s.session().history.Steps())
	s.tap("empathy.add.says")
	s.types("It was dark already")
	s.press(fyne.KeyReturn)
	j := s.session().Journey()
	if len(j.Lanes) != lanes+1 || len(p.parts[model.Says].notes) != 1 || p.parts[model.Says].notes[0].text != "It was dark already" {
		t.Fatalf("after adding there are %d lanes and %d notes", len(j.Lanes)-lanes, len(p.parts[model.Says].notes))
	}
	if got := len(s.session().history.Steps()) - steps; got != 1 {
		t.Errorf("adding made %d steps, want 1", got)
	}
	s.types("Nobody told us")
	s.press(fyne.KeyReturn)
	if len(s.session().Journey().Lanes) != lanes+1 || len(p.parts[model.Says].notes) != 2 {
		t.Error("the second card does not go beside the first")
	}
	s.window().do("edit.undo")
	s.window().do("edit.undo")
	if len(s.session().Journey().Lanes) != lanes || len(p.parts[model.Says].notes) != 0 {
		t.Error("undo leaves the lane or the notes")
	}
}

func TestEmpathy_KeysEditMoveAndDelete(t *testing.T) {
	s, p := openEmpathy(t)
	n := p.parts[model.Thinks].notes[1]
	id := n.card.ID
	c := s.window().window.Canvas()
	c.Focus(n)
	if got := s.session().SelectedCards(); len(got) != 1 || got[0].ID != id {
		t.Fatal("the focused note is not what the inspector shows")
	}
	s.press(fyne.KeyF2)
	s.types("Is it far?")
	s.press(fyne.KeyReturn)
	if got := s.session().Journey().Card(id).Title; got != "Is it far?" {
		t.Fatalf("the card is called %q", got)
	}
	s.window().do("edit.moveto")
	s.tap("empathy.to.feels")
	moved := s.session().Journey().Card(id)
	if q := model.QuadrantOf(s.session().Journey().KindOf(moved)); q != model.Feels {
		t.Fatalf("the card went to %q", q)
	}
	if f, ok := c.Focused().(*empathyNote); !ok || f.card.ID != id {
		t.Error("the focus did not follow the card")
	}
	s.press(fyne.KeyDelete)
	if s.session().Journey().Card(id) != nil {
		t.Error("Delete leaves the card")
	}
	if _, ok := c.Focused().(*empathyNote); !ok {
		t.Error("after deleting no note has the focus")
	}
}

func TestEmpathy_ADragMovesToThePartUnderIt(t *testing.T) {
	s, p := openEmpathy(t)
	n := p.parts[model.Thinks].notes[0]
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.parts[model.Does].content).AddXY(40, 60)
	drag := func() {
		n.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at.AddXY(3, 3)}})
		n.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at}})
	}
	before := s.session().Workspace()
	drag()
	s.press(fyne.KeyEscape)
	n.DragEnd()
	if s.session().Workspace() != before || len(p.ghost.Objects) != 0 {
		t.Fatal("Escape does not give the drag up")
	}
	drag()
	n.DragEnd()
	c := s.session().Journey().Card(n.card.ID)
	if q := model.QuadrantOf(s.session().Journey().KindOf(c)); q != model.Does || len(p.ghost.Objects) != 0 {
		t.Errorf("the card went to %q", q)
	}
}

func TestEmpathy_AMoodWithoutWordsStays(t *testing.T) {
	s, p := openEmpathy(t)
	at := slices.IndexFunc(p.parts[model.Feels].notes, func(n *empathyNote) bool { return n.card.Title == "" })
	before := s.session().Workspace()
	p.move(p.parts[model.Feels].notes[at].card.ID, model.Says)
	if s.session().Workspace() != before || s.said() == "" {
		t.Error("a mood became a card without words, or nothing says why not")
	}
	test.Tap(s.find("sheet-ok").(fyne.Tappable))
}
