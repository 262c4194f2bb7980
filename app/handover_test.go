package app

import (
	"context"
	"strings"
	"testing"
	"time"

	"stagecraft/app/instance"
	"stagecraft/model"
	"stagecraft/store"
)

// starts hands over to the program on the stage, as a later start does.
func (s *stage) starts(file string) {
	s.t.Helper()
	done := make(chan bool, 1)
	go func() {
		second, handed := instance.Meet(s.folder, instance.Wish{File: file}, 20*time.Second)
		second.Close()
		done <- handed
	}()
	handed, ended := false, false
	s.until("the later start to end", func() bool {
		select {
		case handed = <-done:
			ended = true
		case <-time.After(5 * time.Millisecond):
			s.program.post(func() {}) // look again
		}
		return ended
	})
	if !handed {
		s.t.Fatalf("the later start with %q was not taken", file)
	}
}

// newFirstStage is a stage whose program later starts hand over to.
func newFirstStage(t *testing.T) *stage {
	t.Helper()
	folder := t.TempDir()
	o := Options{Data: folder}
	if HandOver(&o) {
		t.Fatal("the first start hands over")
	}
	t.Cleanup(o.first.Close)
	s := newStage(t, o)
	s.folder = folder
	return s
}

func TestStory_ALaterStartOpensItsFileHere(t *testing.T) {
	s := newFirstStage(t)
	first, second := s.file("first.stage", small()), s.file("second.stage", small())
	s.starts(first)
	s.until("the first file", func() bool { return s.session() != nil })
	j, card := firstCard(s.session().Workspace())
	s.session().Do(model.DeleteCards{Journey: j.ID, Cards: []model.CardID{card.ID}})
	s.starts(second)
	s.until("the second file", func() bool { return s.session() != nil && s.session().file.Path() == second })
	if s.reopened(first).Journeys[0].Card(card.ID) != nil {
		t.Error("the first file was left without saving what was done last")
	}
	session := s.session()
	s.starts("")
	s.starts(second)
	if s.session() != session || session.ReadOnly() {
		t.Error("a start that wants what is open already opens it anew")
	}
}

func TestStory_TheFileThatWasWishedForLastIsOpened(t *testing.T) {
	s := newStage(t, Options{})
	large, other := s.file("large.stage", model.Generate(5, 40, 10, 3000, 0, 1)), s.file("small.stage", small())
	free := func(path string) bool {
		f, err := store.Open(context.Background(), path, store.Options{Timeout: 10 * time.Millisecond})
		if err == nil {
			f.Close()
		}
		go s.program.post(func() {}) // look again
		return err == nil
	}
	for range 2 { // from the home screen, and beside an open file
		s.program.Open(large) // takes longer than the other
		s.program.Open(other)
		s.program.Open(other)
		s.until("the other file", func() bool { return s.session() != nil && s.session().file.Path() == other })
		s.until("the large file to be let go", func() bool { return free(large) })
		if got := s.session(); got.file.Path() != other || got.ReadOnly() {
			t.Fatalf("%s is open, for reading only is %v", got.file.Path(), got.ReadOnly())
		}
		s.open(s.file(model.NewID[string]()+".stage", small()))
	}
}

func TestStory_ALaterStartWaitsForADialog(t *testing.T) {
	s := newFirstStage(t)
	first, second := s.file("first.stage", small()), s.file("second.stage", small())
	s.open(first)
	s.window().do("help.about")
	s.starts(second)
	if s.session().file.Path() != first || !strings.Contains(textOf(s.window().toasts.place), "second.stage opens when this is finished") {
		t.Fatalf("behind a dialog %s is open; the toast says %q", s.session().file.Path(), textOf(s.window().toasts.place))
	}
	s.tap("sheet-ok")
	s.until("the second file", func() bool { return s.session() != nil && s.session().file.Path() == second })
}

func TestStory_AReaderBecomesTheWriter(t *testing.T) {
	work := small()
	work.Journeys = append(work.Journeys, model.NewJourney("Second", model.JourneyMap))
	s := newStage(t, Options{})
	path := s.file("shared.stage", work)
	other, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	s.open(path)
	s.session().OpenJourney(work.Journeys[1].ID)
	s.session().SetView(TableView)

	later, err := (model.RenameWorkspace{Name: "As the other has it"}).Apply(other.Workspace())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Save(context.Background(), later); err != nil {
		t.Fatal(err)
	}
	s.tap("banner-again")
	s.until("the newer state", func() bool { return s.session() != nil && s.session().Workspace().Name == "As the other has it" })
	s.until("the answer", func() bool {
		return strings.Contains(textOf(s.window().toasts.place), "still open in the other window")
	})
	if !s.session().ReadOnly() {
		t.Fatal("the reader writes while the file is held")
	}

	other.Close()
	s.tap("banner-again")
	s.until("the file for writing", func() bool { return s.session() != nil && !s.session().ReadOnly() })
	if s.session().JourneyID() != work.Journeys[1].ID || s.session().View() != TableView {
		t.Errorf("the writer looks at journey %s in view %d, not at what the reader looked at", s.session().JourneyID(), s.session().View())
	}
	if s.window().editor.banner.content.Visible() {
		t.Errorf("the writer's banner says %q", textOf(s.window().editor.banner.content))
	}
	if err := s.session().Do(model.RenameWorkspace{Name: "Mine"}); err != nil {
		t.Fatal(err)
	}
	s.saved()
	if got := s.reopened(path).Name; got != "Mine" {
		t.Errorf("the file is called %q after the reader's change", got)
	}
}
