package app

import (
	"context"
	"image"
	"image/color"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// shared makes two copies of a workspace that know a version in common, theirs with changes, and returns
// their paths.
func (s *stage) shared(w *model.Workspace, theirs func(j *model.Journey) []model.Command) (mine, copied string) {
	s.t.Helper()
	work := w
	paths := []string{filepath.Join(s.folder, "mine.stage"), filepath.Join(s.folder, "theirs.stage")}
	for i, path := range paths {
		f, err := store.Create(context.Background(), path, w)
		if err == nil {
			_, err = f.Snapshot(context.Background(), w, store.Snapshot{ID: "together", Journey: w.Journeys[0].ID, Reason: store.Shared})
		}
		if i == 1 && err == nil {
			for _, c := range theirs(w.Journeys[0]) {
				if work, err = c.Apply(work); err != nil {
					break
				}
			}
			if err == nil {
				_, err = f.Save(context.Background(), work)
			}
		}
		if err == nil {
			err = f.Close()
		}
		if err != nil {
			s.t.Fatal(err)
		}
	}
	return paths[0], paths[1]
}

// retitled is a command that gives a card another title.
func retitled(j *model.Journey, at int, title string) model.Command {
	c := *j.Cards[at]
	c.Title = title
	return model.EditCards{Journey: j.ID, Cards: []model.Card{c}}
}

// marks counts the words of texts that lie on the ground of a mark.
func marks(o fyne.CanvasObject) int {
	ground := color.RGBAModel.Convert(look.Color("warn-soft"))
	n := 0
	walk(o, fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		l, ok := o.(*look.Label)
		if !ok {
			return
		}
		raster := test.WidgetRenderer(l).Objects()[0].(*canvas.Raster)
		img := raster.Generator(int(raster.Size().Width), int(raster.Size().Height))
		marked := func(x, y int) bool { return image.Pt(x, y).In(img.Bounds()) && img.At(x, y) == ground }
		before := 0
		for y := range img.Bounds().Dy() {
			runs := 0
			for x := range img.Bounds().Dx() {
				if marked(x, y) && !marked(x-1, y) {
					runs++
				}
			}
			if before == 0 { // no letter reaches the upper edge of its line
				n += runs
			}
			before = runs
		}
	})
	return n
}

// mergeWith merges a copy into the open file up to the page.
func (s *stage) mergeWith(path string) {
	s.t.Helper()
	s.window().do("file.merge")
	s.entry("merge.path").SetText(path)
	s.tap("merge.read")
	s.until("the copy", func() bool {
		return len(s.window().sheets) > 0 && s.window().sheets[0].name != "merge" || s.find("merge") != nil
	})
}

func TestMergeSaysWhatWasChangedOfWhatOneRemoved(t *testing.T) {
	s := newStage(t, Options{})
	mine, theirs := s.shared(small(), func(j *model.Journey) []model.Command { return []model.Command{retitled(j, 0, "As they say")} })
	s.open(mine)
	j := s.session().Journey()
	was := j.Cards[0].Title
	if err := s.session().Do(model.DeleteCards{Journey: j.ID, Cards: []model.CardID{j.Cards[0].ID}}); err != nil {
		t.Fatal(err)
	}
	s.mergeWith(theirs)
	if said, want := s.said(), "Title: “"+was+"” to “As they say”"; !strings.Contains(said, want) || !strings.Contains(said, "removed Mine") {
		t.Errorf("the page says %q, want beside the removal %q", said, want)
	}
}

func TestStory_TwoCopiesBecomeOne(t *testing.T) {
	s := newStage(t, Options{})
	mine, theirs := s.shared(small(), func(j *model.Journey) []model.Command {
		return []model.Command{retitled(j, 0, "As they say"), retitled(j, 1, "Only theirs"), retitled(j, 2, "They think so"),
			model.AddCards{Journey: j.ID, Cards: []model.PlacedCard{{Card: model.Card{ID: "theirnew", Lane: j.Cards[3].Lane, Step: j.Cards[3].Step, Title: "From them"}}}}}
	})
	s.open(mine)
	j := s.session().Journey()
	for i, title := range map[int]string{0: "As I say", 2: "I think so", 4: "Only mine"} {
		if err := s.session().Do(retitled(j, i, title)); err != nil {
			t.Fatal(err)
		}
	}
	before := s.session().Workspace()
	s.mergeWith(theirs)
	if said := s.said(); !strings.Contains(said, "2 things were changed by you and by them") || !strings.Contains(said, "2 changes join without a question") {
		t.Errorf("the page says %q", said)
	}
	if run := s.find("merge-run").(*look.Press); !run.Disabled() {
		t.Error("a merge with open conflicts can be carried out")
	}
	for _, side := range []string{"merge-mine", "merge-theirs"} {
		if n := marks(s.find(side)); n != 1 {
			t.Errorf("%s has %d marked words, want one", side, n)
		}
	}
	s.key(fyne.Key2) // theirs; on to the next
	s.tap("merge-preview")
	if got := s.window().session.Journey().Card(j.Cards[0].ID).Title; s.window().glimpse == nil || got != "As they say" {
		t.Errorf("the preview shows %q", got)
	}
	if s.session().Workspace() != before {
		t.Error("the preview changed the work")
	}
	s.tap("banner-decide")
	s.key(fyne.Key1)
	if s.find("merge-run").(*look.Press).Disabled() {
		t.Fatal("with all decided the merge cannot be carried out")
	}
	s.key(fyne.KeyReturn)
	s.until("the merge", func() bool { return s.session().Workspace() != before })
	for at, want := range map[int]string{0: "As they say", 1: "Only theirs", 2: "I think so", 4: "Only mine"} {
		if got := s.session().Journey().Card(j.Cards[at].ID).Title; got != want {
			t.Errorf("card %d says %q after the merge, want %q", at, got, want)
		}
	}
	if s.session().Journey().Card("theirnew") == nil {
		t.Error("their new card did not come")
	}
	if v := s.snapshots()[0]; v.Reason != store.BeforeMerge {
		t.Errorf("the newest snapshot is %+v, want that before the merge", v)
	}
	s.window().do("edit.undo")
	if s.session().Workspace() != before {
		t.Error("one undo does not take the merge back")
	}
}

func TestStory_AMergeWithoutConflictsOnlyAsksToGoOn(t *testing.T) {
	s := newStage(t, Options{})
	mine, theirs := s.shared(small(), func(j *model.Journey) []model.Command {
		return []model.Command{retitled(j, 1, "Only theirs")}
	})
	s.open(mine)
	s.mergeWith(theirs)
	if said := s.said(); !strings.Contains(said, "1 change joins without a question: 1 card changed") || !strings.Contains(said, "Only theirs") {
		t.Errorf("the page says %q", said)
	}
	s.tap("merge-run")
	s.until("the merge", func() bool { return s.session().Journey().Cards[1].Title == "Only theirs" })
	s.mergeWith(theirs)
	if said := s.said(); !strings.Contains(said, "nothing to merge") {
		t.Errorf("the same copy again: %q", said)
	}
}

func TestStory_WithoutACommonVersionTheirsBecomesAMap(t *testing.T) {
	s := newStage(t, Options{})
	mine, strange := s.file("mine.stage", small()), s.file("strange.stage", small())
	s.open(mine)
	s.mergeWith(strange)
	if said := s.said(); !strings.Contains(said, "no snapshot of") {
		t.Errorf("without a common version the program says %q", said)
	}
	s.tap("merge-adopt")
	if n := len(s.session().Workspace().Journeys); n != 2 || !strings.Contains(s.session().Journey().Title, "(strange)") {
		t.Errorf("there are %d maps, and %q is open", n, s.session().Journey().Title)
	}
	other := small()
	other.Journeys[0] = model.NewJourney("Another", model.JourneyMap)
	other.Datasets, other.Views = nil, nil
	s.mergeWith(s.file("other.stage", other))
	if said := s.said(); !strings.Contains(said, "none of the maps") {
		t.Errorf("about a file of other maps the program says %q", said)
	}
	s.tap("sheet-ok")
	s.mergeWith(filepath.Join(s.folder, "missing.stage"))
	if said := s.said(); !strings.Contains(said, "missing.stage is not there") {
		t.Errorf("about a missing file the program says %q", said)
	}
}

// TestDialogsTakeKeysWithoutTheFocus presses beside what a dialog asks, which takes the focus away.
func TestDialogsTakeKeysWithoutTheFocus(t *testing.T) {
	s := newStage(t, Options{})
	mine, theirs := s.shared(small(), func(j *model.Journey) []model.Command { return []model.Command{retitled(j, 0, "As they say")} })
	s.open(mine)
	if err := s.session().Do(retitled(s.session().Journey(), 0, "As I say")); err != nil {
		t.Fatal(err)
	}
	s.mergeWith(theirs)
	press := func(key fyne.KeyName) {
		s.window().window.Canvas().Unfocus()
		s.window().window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: key})
	}
	press(fyne.Key2)
	if s.find("merge-run").(*look.Press).Disabled() {
		t.Error("a key of the page of conflicts is lost")
	}
	press(fyne.KeyReturn)
	s.until("the merge", func() bool { return s.session().Journey().Cards[0].Title == "As they say" })
	s.window().inform("Something", "has to be read.")
	press(fyne.KeyReturn)
	if len(s.window().sheets) > 0 {
		t.Error("Enter does not press the main button of a dialog")
	}
}
