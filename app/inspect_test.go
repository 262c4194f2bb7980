package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stagecraft/app/look"
	"stagecraft/model"
)

// typeInto opens a choice by typing, as a person with a keyboard does.
func (s *stage) typeInto(name, text string, keys ...fyne.KeyName) {
	s.t.Helper()
	p, ok := s.find(name).(*look.Press)
	if !ok {
		s.t.Fatalf("there is no choice %q", name)
	}
	c := s.window().window.Canvas()
	c.Focus(p)
	runes := []rune(text)
	p.TypedRune(runes[0])
	e := s.entry(name + ".typed")
	if c.Focused() != fyne.Focusable(e) {
		s.t.Fatalf("typing on %q does not open its list", name)
	}
	test.Type(e, string(runes[1:]))
	for _, k := range keys {
		e.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestInspector_LibraryIsFoundAndMadeByTyping(t *testing.T) {
	s := newStage(t, Options{})
	w := sights()
	w.Owners = []*model.Owner{{ID: "o1", Name: "Digital"}, {ID: "o2", Name: "Front desk"}}
	s.open(s.file("map.stage", w))
	j := s.session().Journey()
	s.session().Show(cardRef(j, j.Cards[0]))
	s.typeInto("card-owner", "desk", fyne.KeyReturn)
	if got := s.session().Journey().Card("1").Owner; got != "o2" {
		t.Errorf("typing a part of the name chose %q, want o2", got)
	}
	if f, ok := s.window().window.Canvas().Focused().(interface{ Name() string }); !ok || f.Name() != "card-owner" {
		t.Error("the field does not have the keyboard again after a choice")
	}
	s.typeInto("card-owner", "d", fyne.KeyDown, fyne.KeyReturn)
	if got := s.session().Journey().Card("1").Owner; got != "o2" {
		t.Errorf("the second hit of two chose %q, want o2", got)
	}
	before := s.session().Workspace()
	s.typeInto("card-owner", "Kitchen", fyne.KeyEscape)
	if s.session().Workspace() != before {
		t.Error("Escape chose something")
	}
	s.typeInto("card-owner", "Kitchen")
	if !strings.Contains(s.said(), "Create owner “Kitchen”") {
		t.Errorf("the list says %q", s.said())
	}
	s.entry("card-owner.typed").TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	now := s.session().Workspace()
	if o := now.Owner(now.Journeys[0].Card("1").Owner); o == nil || o.Name != "Kitchen" {
		t.Errorf("the card's owner is %+v, want the new one", o)
	}
	s.session().Undo()
	if s.session().Workspace() != before {
		t.Error("the new owner and its card are not one step of the history")
	}
}

func TestInspector_OwnerOfManyCardsAtOnce(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", rich(t)))
	j := s.session().Journey()
	var refs []model.Ref
	for _, c := range j.Cards[:12] {
		refs = append(refs, cardRef(j, c))
	}
	s.session().Select(refs)
	steps := len(s.session().history.Steps())
	s.typeInto("card-owner", "Night shift", fyne.KeyReturn)
	now := s.session().Workspace()
	for _, r := range refs {
		c := now.Journeys[0].Card(model.CardID(r.ID))
		if o := now.Owner(c.Owner); o == nil || o.Name != "Night shift" {
			t.Fatalf("%q has the owner %+v", c.Title, o)
		}
	}
	if got := len(s.session().history.Steps()); got != steps+1 {
		t.Errorf("%d steps of the history, want 1", got-steps)
	}
	if len(s.session().Selection()) != 12 {
		t.Error("the cards are not selected any more")
	}
}

func TestInspector_SaysWhatCardsDifferIn(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", sights()))
	j := s.session().Journey()
	s.session().Select([]model.Ref{cardRef(j, j.Cards[0]), cardRef(j, j.Cards[1]), {Kind: model.StepRecord, Journey: j.ID, ID: "a"}})
	said := textOf(s.window().editor.inspector.content)
	for _, want := range []string{"3 selected", "Customer action", "Step", "Mixed"} {
		if !strings.Contains(said, want) {
			t.Errorf("the inspector says %q, want %q in it", said, want)
		}
	}
	s.tap("evidence-Validated")
	for _, id := range []model.CardID{"1", "2"} {
		if got := s.session().Journey().Card(id).Evidence; got != model.Validated {
			t.Errorf("card %s is %q after both were validated", id, got)
		}
	}
}

func TestInspector_PlaceAndSpan(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", sights()))
	j := s.session().Journey()
	s.session().Show(cardRef(j, j.Cards[0]))
	span := s.entry("card-span")
	for _, c := range []struct {
		text string
		want int
	}{{"3", 3}, {"9", 3}, {"no", 3}, {"2 steps", 2}} {
		span.SetText(c.text)
		span.Finish()
		if got := s.session().Journey().Card("1").Span; got != c.want {
			t.Errorf("after %q the card covers %d steps, want %d", c.text, got, c.want)
		}
	}
	s.typeInto("card-step", "D", fyne.KeyReturn)
	s.typeInto("card-lane", "Notes", fyne.KeyReturn)
	if c := s.session().Journey().Card("1"); c.Step != "d" || c.Lane != "l4" || c.Span != 1 {
		t.Errorf("the card came to %s %s over %d", c.Lane, c.Step, c.Span)
	}
}

func TestInspector_TabsHoldWhatTheyCount(t *testing.T) {
	s := newStage(t, Options{})
	w := sights()
	w.Journeys[0].Links = []*model.Link{{ID: "k", From: "1", To: "2", Kind: model.Flow}}
	s.open(s.file("map.stage", w))
	j := s.session().Journey()
	s.session().Show(cardRef(j, j.Cards[0]))
	if said := textOf(s.find("inspector-tab-Links")); said != "Links 1" {
		t.Errorf("the tab says %q, want Links 1", said)
	}
	s.tap("inspector-tab-Links")
	s.tap("linked-two")
	if got := s.session().Selection(); len(got) != 1 || got[0].ID != "2" {
		t.Fatalf("a linked card's row selects %v", got)
	}
	s.typeInto("card-link", "three", fyne.KeyReturn)
	links := s.session().Journey().Links
	if len(links) != 2 || links[1].From != "2" || links[1].To != "3" {
		t.Errorf("the links are %+v", links)
	}
	if said := textOf(s.find("inspector-tab-Links")); said != "Links 2" {
		t.Errorf("the tab says %q after a link was added, want Links 2", said)
	}
	s.tap("inspector-tab-Evidence")
	s.tap("evidence-Partial")
	if got := s.session().Journey().Card("2").Evidence; got != model.Partial {
		t.Errorf("the evidence is %q", got)
	}
	s.tap("inspector-tab-Data")
	s.entry("card-duration").SetText("5")
	s.entry("card-duration").Finish()
	if got := s.session().Journey().Card("2").Duration; got != model.Some(5.0) {
		t.Errorf("the duration is %v", got)
	}
}
