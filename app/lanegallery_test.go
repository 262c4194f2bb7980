package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stagecraft/app/look"
	"stagecraft/model"
)

func TestLanes_TheGalleryNamesEveryKindAndWorksByKey(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", sights()))
	s.window().do("insert.lane")
	for _, k := range model.Kinds {
		p, ok := s.find("lane-kind-" + string(k)).(*look.Press)
		if !ok || !strings.Contains(textOf(p), k.Help()) {
			t.Errorf("the gallery has no card with a line of help for %s", k)
		}
	}
	c := s.window().window.Canvas()
	first := c.Focused()
	first.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if c.Focused() == first {
		t.Error("the arrow does not go to the next kind")
	}
	want := model.Kind(strings.TrimPrefix(c.Focused().(interface{ Name() string }).Name(), "lane-kind-"))
	lanes := len(s.session().Journey().Lanes)
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	j := s.session().Journey()
	if len(j.Lanes) != lanes+1 {
		t.Fatalf("%d lanes after Enter, want %d", len(j.Lanes), lanes+1)
	}
	if got := j.Lane(model.LaneID(s.session().Selection()[0].ID)); got.Kind != want {
		t.Errorf("the new lane is of kind %s, want %s", got.Kind, want)
	}
}

func TestLanes_AnotherKindKeepsTheCards(t *testing.T) {
	s := newStage(t, Options{})
	w := sights()
	w.Journeys[0].Lanes[1].Title = model.KindPain.Name()
	s.open(s.file("map.stage", w))
	j := s.session().Journey()
	s.session().Show(model.Ref{Kind: model.LaneRecord, Journey: j.ID, ID: "l2"})
	s.window().do("map.lanekind")
	s.tap("lane-kind-gain")
	j = s.session().Journey()
	if l := j.Lane("l2"); l.Kind != model.KindGain || l.Title != model.KindGain.Name() {
		t.Errorf("the lane is %+v", l)
	}
	if c := j.Card("3"); c == nil || c.Lane != "l2" || j.KindOf(c) != model.KindGain {
		t.Errorf("its card is %+v", c)
	}
	s.session().Undo()
	if s.session().Journey().Lane("l2").Kind != model.KindPain {
		t.Error("undo does not bring the kind back")
	}
}

func TestLanes_ALockIsToldAndHoldsEverywhere(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", sights()))
	j := s.session().Journey()
	s.session().Show(model.Ref{Kind: model.LaneRecord, Journey: j.ID, ID: "l1"})
	s.window().do("map.lock")
	s.session().Show(model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: "1"})
	test.Tap(s.find("evidence-Partial").(*look.Press))
	if said := s.said(); !strings.Contains(said, "“Do” is locked; unlock it") {
		t.Errorf("an edit in the inspector says %q", said)
	}
	s.tap("sheet-ok")
	if got := s.session().Journey().Card("1").Evidence; got != model.Validated {
		t.Errorf("the card of a locked lane became %q", got)
	}
	s.session().Show(model.Ref{Kind: model.LaneRecord, Journey: j.ID, ID: "l1"})
	s.window().do("map.lock")
	if s.session().Journey().Lane("l1").Locked {
		t.Error("the lane cannot be unlocked")
	}
}
