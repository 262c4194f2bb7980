package app

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// stage is a program without a display, for a test to play a story on.
type stage struct {
	t       *testing.T
	folder  string
	program *Program
	queue   chan func()
}

// newStage starts a program in a folder of its own. What is posted to the main goroutine runs when the
// test waits, on the test's goroutine.
func newStage(t *testing.T, o Options) *stage {
	t.Helper()
	s := &stage{t: t, folder: t.TempDir(), queue: make(chan func(), 10000)}
	if o.Data == "" {
		o.Data = s.folder
	}
	t.Setenv("XDG_CACHE_HOME", filepath.Join(s.folder, "cache"))
	a := test.NewTempApp(t)
	s.program = Start(a, o, func(f func()) { s.queue <- f })
	s.program.clock = unhurried{}
	t.Cleanup(func() {
		s.program.jobs.stop()
		if p := s.program.session; p != nil {
			s.program.window.dropSession()
			p.Close()
		}
		s.program.jobs.wg.Wait()
	})
	return s
}

// unhurried is the system's clock, by which nothing is due while a story is told, however long that takes: the
// backups are those that the story makes.
type unhurried struct{ wallClock }

func (c unhurried) After(d time.Duration) <-chan time.Time {
	if d >= toastTime {
		return nil
	}
	return c.wallClock.After(d)
}

// settingsWritten waits until the settings file holds what was set. Other jobs may go on: one watches the
// file as long as it is open.
func (s *stage) settingsWritten() {
	s.t.Helper()
	kept := s.program.settings.file
	s.until("the settings", func() bool {
		go s.program.post(func() {})
		kept.mu.Lock()
		defer kept.mu.Unlock()
		return kept.written == kept.asked
	})
}

// until runs what is posted until ok.
func (s *stage) until(what string, ok func() bool) {
	s.t.Helper()
	limit := time.After(60 * time.Second)
	for !ok() {
		select {
		case f := <-s.queue:
			f()
		case <-limit:
			s.t.Fatalf("waited in vain for %s; dialog says %q", what, s.said())
		}
	}
}

func (s *stage) window() *Window   { return s.program.window }
func (s *stage) session() *Session { return s.program.session }

// said is the text of the dialogs that are open.
func (s *stage) said() string {
	var texts []string
	for _, o := range s.window().window.Canvas().Overlays().List() {
		texts = append(texts, textOf(o))
	}
	return strings.Join(texts, " ")
}

// find returns the part of that name on the page, in a dialog or in an open list.
func (s *stage) find(name string) fyne.CanvasObject {
	var found fyne.CanvasObject
	visit := func(o fyne.CanvasObject, _ fyne.Position) {
		if n, ok := o.(interface{ Name() string }); ok && n.Name() == name {
			found = o
		}
	}
	walk(s.window().page, fyne.Position{}, visit)
	walk(s.window().toasts.place, fyne.Position{}, visit)
	for _, o := range s.window().window.Canvas().Overlays().List() {
		walk(o, fyne.Position{}, visit)
	}
	return found
}

// tap presses the part of that name.
func (s *stage) tap(name string) {
	s.t.Helper()
	p, ok := s.find(name).(*look.Press)
	if !ok {
		s.t.Fatalf("there is nothing called %q to press; the dialog says %q", name, s.said())
	}
	test.Tap(p)
}

// entry returns the field of that name.
func (s *stage) entry(name string) *look.Entry {
	s.t.Helper()
	e, ok := s.find(name).(*look.Entry)
	if !ok {
		s.t.Fatalf("there is no field called %q", name)
	}
	return e
}

// file makes a workspace file in the stage's folder.
func (s *stage) file(name string, w *model.Workspace) string {
	s.t.Helper()
	path := filepath.Join(s.folder, name)
	f, err := store.Create(context.Background(), path, w)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		s.t.Fatal(err)
	}
	return path
}

// open opens a file in the window.
func (s *stage) open(path string) {
	s.t.Helper()
	s.program.Open(path)
	s.until("the file to open", func() bool { return s.session() != nil && s.session().file.Path() == path })
}

// saved waits until all work is in the file.
func (s *stage) saved() {
	s.t.Helper()
	s.until("the work to be saved", func() bool { return !s.session().save.Dirty() && s.session().SaveState().Phase == Saved })
}

// reopened returns what a file holds.
func (s *stage) reopened(path string) *model.Workspace {
	s.t.Helper()
	f, err := store.Open(context.Background(), path, store.Options{ReadOnly: true})
	if err != nil {
		s.t.Fatal(err)
	}
	defer f.Close()
	return f.Workspace()
}

// small is a workspace with a generated journey.
func small() *model.Workspace { return model.Generate(3, 6, 5, 20, 60, 1) }

func firstCard(w *model.Workspace) (*model.Journey, *model.Card) {
	j := w.Journeys[0]
	return j, j.Cards[0]
}

func cardRef(j *model.Journey, c *model.Card) model.Ref {
	return model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(c.ID)}
}

func TestStory_MoveUndoSaveReopen(t *testing.T) {
	s := newStage(t, Options{})
	path := s.file("hotel.stage", small())
	s.open(path)
	j, card := firstCard(s.session().Workspace())
	target := model.Cell{Lane: card.Lane, Step: j.Steps()[5].ID}

	if err := s.session().Do(model.MoveCards{Journey: j.ID, Moves: []model.CardMove{{Card: card.ID, To: target}}}); err != nil {
		t.Fatal(err)
	}
	s.saved()
	if got := s.reopened(path).Journeys[0].Card(card.ID).Step; got != target.Step {
		t.Errorf("the file has the card at %s after the move, want %s", got, target.Step)
	}

	s.session().Select(nil)
	s.window().do("edit.undo")
	if got := s.session().Journey().Card(card.ID).Step; got != card.Step {
		t.Errorf("after undo the card is at %s, want %s", got, card.Step)
	}
	if got := s.session().Selection(); len(got) != 1 || got[0] != cardRef(j, card) {
		t.Errorf("undo selected %v, want the card that it moved back", got)
	}
	s.saved()
	if got := s.reopened(path).Journeys[0].Card(card.ID).Step; got != card.Step {
		t.Errorf("the file has the card at %s after undo, want %s", got, card.Step)
	}

	s.window().do("edit.redo")
	want := s.session().Workspace()
	s.program.goHome()
	s.until("the home screen", func() bool { return s.session() == nil && s.window().home != nil })
	if !model.Equal(s.reopened(path), want) {
		t.Error("what was done just before closing is not in the file")
	}
}

func TestStory_UndoOpensTheJourneyThatItChanged(t *testing.T) {
	w := small()
	w.Journeys = append(w.Journeys, model.NewJourney("Second", model.JourneyMap))
	s := newStage(t, Options{})
	s.open(s.file("two.stage", w))
	j, card := firstCard(s.session().Workspace())
	edited := *card
	edited.Title = "Changed"
	s.session().Do(model.EditCards{Journey: j.ID, Cards: []model.Card{edited}})
	s.session().OpenJourney(w.Journeys[1].ID)
	s.session().Undo()
	if got := s.session().JourneyID(); got != j.ID {
		t.Errorf("undo left journey %s open, want %s, where the change was", got, j.ID)
	}
}

func TestStory_ANewLaneIsSeen(t *testing.T) {
	w := small()
	w.Journeys[0] = model.NewJourney("Plain", model.JourneyMap)
	w.Datasets = nil
	s := newStage(t, Options{})
	s.open(s.file("plain.stage", w))
	shown := func(id model.LaneID) bool {
		_, _, ok := s.window().board.RecordRect(model.Ref{Kind: model.LaneRecord, Journey: s.session().JourneyID(), ID: string(id)})
		return ok
	}
	s.window().putLane(model.KindBackstage, 1)
	lane := s.session().Journey().Lanes[1]
	if lane.Kind != model.KindBackstage || !shown(lane.ID) {
		t.Error("a backstage lane that was added to a journey map is not seen")
	}
	s.session().SetView(JourneyView)
	if shown(lane.ID) {
		t.Error("the journey view shows a backstage lane")
	}
	s.session().Do(model.DeleteLane{Journey: s.session().JourneyID(), Lane: lane.ID})
	s.session().Undo()
	if !shown(lane.ID) {
		t.Error("undo does not show the lane that it brought back")
	}
}

func TestStory_TheTwinsSwitchIsSeen(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", small()))
	s.window().do("map.twin")
	p, ok := s.find("state.current").(*look.Press)
	if !ok || p.Size().Height < p.MinSize().Height || p.Size().Width < p.MinSize().Width {
		t.Fatal("the switch between a map and its twin has no room")
	}
	s.tap("state.current")
	if got := s.session().Journey().Kind; got != model.Current {
		t.Errorf("the switch leads to the %s map", got)
	}
}

func TestStory_TheMatrixTakesTheKeyboard(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", small()))
	s.window().do("view.matrix")
	if got := s.window().window.Canvas().Focused(); got != fyne.Focusable(s.window().editor.matrix.grid) {
		t.Errorf("in the matrix the keyboard is with %T", got)
	}
	s.window().do("view.journey")
	if got := s.window().window.Canvas().Focused(); got != fyne.Focusable(s.window().board) {
		t.Errorf("back on the board the keyboard is with %T", got)
	}
}

func TestStory_FirstStart(t *testing.T) {
	s := newStage(t, Options{})
	if s.window().home == nil {
		t.Fatal("the program does not start on the home screen")
	}
	s.tap("home.new")
	s.until("the first map", func() bool { return s.session() != nil && s.session().Journey() != nil })
	if got, want := filepath.Dir(s.session().file.Path()), s.folder; got != want {
		t.Errorf("the default workspace lies in %s, want %s", got, want)
	}
	if got := s.session().View(); got != JourneyView {
		t.Errorf("a journey map opens in view %d, want the journey", got)
	}
	middle := s.window().editor.middle.Objects
	if len(middle) != 1 || middle[0] != fyne.CanvasObject(s.window().board) {
		t.Error("the board is not there although the workspace has a map now")
	}
	if s.window().window.Canvas().Focused() != fyne.Focusable(s.window().board) {
		t.Error("the board does not have the keyboard")
	}
	if cell := s.window().board.Focused().Cell; cell.Step != s.session().Journey().Steps()[0].ID {
		t.Errorf("the focus is on %v, want the first cell, so that typing begins a card", cell)
	}
	if s.said() != "" {
		t.Errorf("a dialog stands before the first card: %q", s.said())
	}
	s.saved()
	if got := s.reopened(s.session().file.Path()); len(got.Journeys) != 1 {
		t.Errorf("the file has %d journeys, want 1", len(got.Journeys))
	}
}

func TestStory_SecondOpenerReads(t *testing.T) {
	s := newStage(t, Options{})
	path := s.file("shared.stage", small())
	other, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	s.open(path)
	if banner := textOf(s.window().editor.banner.content); !strings.Contains(banner, "shared.stage is open in another window") || s.said() != "" {
		t.Errorf("the banner says %q, a dialog %q", banner, s.said())
	}
	if !s.session().ReadOnly() {
		t.Error("the second opener may write")
	}
	j, card := firstCard(s.session().Workspace())
	before := s.session().Workspace()
	if err := s.session().Do(model.DeleteCards{Journey: j.ID, Cards: []model.CardID{card.ID}}); err == nil || s.session().Workspace() != before {
		t.Error("a file that is open for reading was changed")
	}
}

func TestStory_FilesThatCannotBeOpened(t *testing.T) {
	s := newStage(t, Options{})
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"missing.stage": {nil, "not there"},
		"picture.stage": {[]byte("\x89PNG\r\n and nothing that a workspace has"), "not a Stagecraft file"},
		"empty.stage":   {[]byte{}, ""},
	} {
		path := filepath.Join(s.folder, name)
		if c.data != nil {
			if err := os.WriteFile(path, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		s.program.Open(path)
		s.until("a message about "+name, func() bool { return len(s.window().sheets) > 0 })
		if said := s.said(); !strings.Contains(said, c.want) || !strings.Contains(said, name) {
			t.Errorf("about %s the program says %q, want the name and %q", name, said, c.want)
		}
		s.tap("sheet-ok")
		if c.data != nil {
			if got, _ := os.ReadFile(path); string(got) != string(c.data) {
				t.Errorf("%s was changed by the attempt to open it", name)
			}
		}
	}
}

func TestStory_DeleteSaysWhatWentAndUndoes(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", small()))
	j := s.session().Journey()
	before := s.session().Workspace()
	s.session().Do(model.DeleteStage{Journey: j.ID, Stage: j.Stages[0].ID})
	said := textOf(s.window().toasts.place)
	if !strings.Contains(said, "step") || !strings.Contains(said, "card") {
		t.Errorf("the toast says %q, want how many steps and cards went", said)
	}
	s.tap("toast-Undo")
	if !model.Equal(s.session().Workspace(), before) {
		t.Error("Undo on the toast did not bring everything back")
	}
	s.session().Do(model.DeleteStage{Journey: j.ID, Stage: j.Stages[0].ID})
	s.session().Do(model.RenameWorkspace{Name: "Something else"})
	if s.find("toast-Undo") != nil {
		t.Error("a toast offers to undo a deletion that is not the last step any more")
	}
}

func TestStory_FullDiskIsToldAndTriedAgain(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", small()))
	disk := &failing{fail: 1 << 30, err: syscall.ENOSPC}
	s.session().save.Retarget(s.session().Workspace(), disk.write)
	j, card := firstCard(s.session().Workspace())
	s.session().Do(model.DeleteCards{Journey: j.ID, Cards: []model.CardID{card.ID}})
	banner := s.window().editor.banner
	s.until("the banner", banner.content.Visible)
	said := textOf(banner.content)
	for _, want := range []string{"Could not save", "disk is full", "safe in this window", "Save somewhere else"} {
		if !strings.Contains(said, want) {
			t.Errorf("the banner says %q, want %q in it", said, want)
		}
	}
	if !strings.Contains(textOf(s.window().editor.status.content), "Not saved") {
		t.Error("the status bar does not say that the work is not saved")
	}

	s.program.goHome()
	s.until("the question before closing", func() bool { return strings.Contains(s.said(), "could not be saved") })
	s.tap("sheet-cancel")
	if s.session() == nil {
		t.Fatal("the file was closed although the user stays")
	}

	disk.mu.Lock()
	disk.fail = 0
	disk.mu.Unlock()
	s.tap("banner-retry")
	s.until("the banner to go", func() bool { return !banner.content.Visible() })
	if disk.last() != s.session().Workspace() {
		t.Error("the retry did not write the newest work")
	}
}

func TestStory_SaveSomewhereElseGoesOnThere(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", small()))
	s.session().save.Retarget(s.session().Workspace(), (&failing{fail: 1 << 30, err: syscall.ENOSPC}).write)
	j, card := firstCard(s.session().Workspace())
	s.session().Do(model.DeleteCards{Journey: j.ID, Cards: []model.CardID{card.ID}})
	s.until("the banner", s.window().editor.banner.content.Visible)
	s.tap("banner-elsewhere")
	path := filepath.Join(s.folder, "rescued.stage")
	s.entry("copy.path").SetText(path)
	s.tap("sheet-ok")
	s.until("the new file", func() bool { return s.session().file.Path() == path })
	s.saved()
	if !model.Equal(s.reopened(path), s.session().Workspace()) {
		t.Error("the rescued file does not hold the work")
	}
	s.session().Do(model.RenameWorkspace{Name: "Later"})
	s.saved()
	if got := s.reopened(path).Name; got != "Later" {
		t.Errorf("what was done later is not in the rescued file: it is called %q", got)
	}
}

func TestStory_PanicInTheBackgroundIsTold(t *testing.T) {
	s := newStage(t, Options{})
	s.program.Background("fall over", func(context.Context) func() { panic("on purpose") })
	s.until("the message", func() bool { return strings.Contains(s.said(), "fall over") })
}

// failing is a way to a file that fails as often as it is told to.
type failing struct {
	mu     sync.Mutex
	fail   int
	err    error
	saved  []*model.Workspace
	before func()
}

func (f *failing) write(_ context.Context, w *model.Workspace) error {
	if f.before != nil {
		f.before()
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fail > 0 {
		f.fail--
		return f.err
	}
	f.saved = append(f.saved, w)
	return nil
}

func (f *failing) last() *model.Workspace {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.saved) == 0 {
		return nil
	}
	return f.saved[len(f.saved)-1]
}

// Undo of a moved stage shows the stage, and that of an added step nothing else: not the card of another lane that
// only became wider or narrower with them.
func TestStory_UndoShowsWhatWasMoved(t *testing.T) {
	w := small()
	j := w.Journeys[0]
	first, second := j.Stages[0], j.Stages[1]
	c := *j.Cards[0]
	c.Step, c.Span = first.Steps[len(first.Steps)-1].ID, 2
	wide, err := model.EditCards{Journey: j.ID, Cards: []model.Card{c}}.Apply(w)
	if err != nil {
		t.Fatal(err)
	}
	s := newStage(t, Options{})
	s.open(s.file("wide.stage", wide))
	step := model.Step{ID: model.NewID[model.StepID](), Title: "In between"}
	for _, test := range []struct {
		command model.Command
		shown   model.Ref
	}{
		{model.MoveStage{Journey: j.ID, Stage: first.ID, To: 1}, model.Ref{Kind: model.StageRecord, Journey: j.ID, ID: string(first.ID)}},
		{model.AddStep{Journey: j.ID, Stage: second.ID, Step: step, At: 0}, model.Ref{}},
	} {
		before := s.session().Journey().Card(c.ID).Span
		if err := s.session().Do(test.command); err != nil {
			t.Fatal(err)
		}
		if s.session().Journey().Card(c.ID).Span == before {
			t.Fatalf("%s leaves the card as wide as it was", test.command.Label())
		}
		s.session().Select(nil)
		s.session().Undo()
		got := s.session().Selection()
		if test.shown == (model.Ref{}) && len(got) > 0 || test.shown != (model.Ref{}) && !slices.Contains(got, test.shown) {
			t.Errorf("undo of %s shows %v", test.command.Label(), got)
		}
		for _, ref := range got {
			if ref.Kind == model.CardRecord {
				t.Errorf("undo of %s shows a card", test.command.Label())
			}
		}
	}
}
