package app

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"

	"stagecraft/app/look"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// openTable opens a workspace with the table in view.
func openTable(t *testing.T, w *model.Workspace) (*stage, *tablePage) {
	t.Helper()
	s := newStage(t, Options{})
	s.open(s.file("table.stage", w))
	s.window().do("view.table")
	p := s.window().tablePage()
	if p == nil {
		t.Fatal("Ctrl+4 does not show the table")
	}
	p.grid.Resize(fyne.NewSize(900, 500))
	return s, p
}

// press types keys into whatever has the focus.
func (s *stage) press(keys ...fyne.KeyName) {
	s.t.Helper()
	for _, k := range keys {
		f := s.window().window.Canvas().Focused()
		if f == nil {
			s.t.Fatalf("nothing has the focus to take %s", k)
		}
		f.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// types types text into whatever has the focus.
func (s *stage) types(text string) {
	for _, r := range text {
		s.window().window.Canvas().Focused().TypedRune(r)
	}
}

// goTo puts the cursor into a column of a card's row.
func (p *tablePage) goTo(t *testing.T, card model.CardID, column string) {
	t.Helper()
	at := p.rowOf(card)
	col := slices.IndexFunc(p.columns, func(c *cardColumn) bool { return c.id == column })
	if at < 0 || col < 0 && column != "title" {
		t.Fatalf("the table has no row for %s or no column %s", card, column)
	}
	p.moveTo(cellID{Row: at, Col: col}, false)
}

func TestTable_SortsEveryColumnStably(t *testing.T) {
	w := rich(t)
	j := w.Journeys[0]
	facts := newCardFacts(w, nil, nil)
	plain := listCards(context.Background(), facts, j.ID, listQuery{}, nil)
	if len(plain) != len(j.Cards) {
		t.Fatalf("the table lists %d of %d cards", len(plain), len(j.Cards))
	}
	for _, c := range append([]*cardColumn{titleColumn}, cardColumns...) {
		up := listCards(context.Background(), facts, j.ID, listQuery{sorting: sorting{sort: c.id}}, nil)
		down := listCards(context.Background(), facts, j.ID, listQuery{sorting: sorting{c.id, true}}, nil)
		for _, sorted := range [][]listedCard{up, down} {
			seen, empty := map[model.CardID]bool{}, false
			for _, r := range sorted {
				seen[r.card.ID] = true
				missing := c.text(facts, r) == ""
				if c.number != nil {
					missing = !c.number(facts, r).Known
				}
				if empty && !missing {
					t.Fatalf("sorted by %s, %q comes after a card without a value", c.id, r.name())
				}
				empty = missing
			}
			if len(seen) != len(plain) {
				t.Fatalf("sorted by %s the table lists %d of %d cards", c.id, len(seen), len(plain))
			}
		}
		place := map[model.CardID]int{}
		for i, r := range plain {
			place[r.card.ID] = i
		}
		for i := 1; i < len(up); i++ {
			a, b := up[i-1], up[i]
			if c.text(facts, a) == c.text(facts, b) && place[a.card.ID] > place[b.card.ID] {
				t.Fatalf("sorted by %s, %q and %q are alike and changed places", c.id, a.name(), b.name())
			}
		}
	}
	numbers := listCards(context.Background(), facts, j.ID, listQuery{sorting: sorting{"votes", true}}, nil)
	if numbers[0].card.Votes < numbers[1].card.Votes || numbers[0].card.Votes == 0 {
		t.Errorf("the most votes come as %d and %d", numbers[0].card.Votes, numbers[1].card.Votes)
	}
}

func TestTable_TypedTextIsOneStepInTheFile(t *testing.T) {
	s, p := openTable(t, rich(t))
	card := p.rows[4].card.ID
	p.goTo(t, card, "title")
	steps := len(s.session().history.Steps())
	s.press(fyne.KeyReturn)
	if p.editor == nil {
		t.Fatal("Enter opens no field over the cell")
	}
	p.editor.entry.SetText("")
	s.types("Waits in the rain")
	s.press(fyne.KeyReturn)
	if got := s.session().Journey().Card(card).Title; got != "Waits in the rain" {
		t.Fatalf("the card is called %q", got)
	}
	if got := len(s.session().history.Steps()) - steps; got != 1 {
		t.Errorf("typing made %d steps, want 1", got)
	}
	if p.state.row != 5 || s.window().window.Canvas().Focused() != fyne.Focusable(p.grid) {
		t.Errorf("Enter left the cursor at row %d, want the next one with the focus on the table", p.state.row+1)
	}
	s.saved()
	if got := s.reopened(s.session().file.Path()).Journeys[0].Card(card).Title; got != "Waits in the rain" {
		t.Errorf("the file has the title %q", got)
	}
	s.window().do("edit.undo")
	if got := s.session().Journey().Card(card).Title; got == "Waits in the rain" {
		t.Error("undo did not take the title back")
	}
}

func TestTable_ARefusedValueStaysWithItsReason(t *testing.T) {
	s, p := openTable(t, rich(t))
	card := p.rows[4].card.ID
	for column, wrong := range map[string]string{"mood": "7", "votes": "2.5", "duration": "soon", "title": strings.Repeat("x", model.MaxTitle+1)} {
		p.goTo(t, card, column)
		before := s.session().Workspace()
		s.press(fyne.KeyF2)
		p.editor.entry.SetText(wrong)
		s.press(fyne.KeyReturn)
		if p.editor == nil || p.editor.entry.Text != wrong || p.editor.note == nil || textOf(p.editor.note) == "" {
			t.Fatalf("%s: a value that cannot be is not kept beside its reason", column)
		}
		if s.session().Workspace() != before {
			t.Errorf("%s took %q", column, wrong)
		}
		s.press(fyne.KeyEscape)
		if p.editor != nil {
			t.Errorf("%s: Escape does not give the typing up", column)
		}
	}
	p.goTo(t, card, "stage")
	s.press(fyne.KeyReturn)
	if p.editor != nil || len(p.over.Objects) < 2 || !strings.Contains(textOf(p.over.Objects[1]), "Change the step") {
		t.Error("a stage that cannot be edited does not say what to do instead")
	}
}

func TestTable_AChoiceGoesToAllPickedRowsAsOneStep(t *testing.T) {
	s, p := openTable(t, rich(t))
	p.goTo(t, p.rows[3].card.ID, "owner")
	p.key(fyne.KeyDown, true)
	p.key(fyne.KeyDown, true)
	if n := len(s.session().SelectedCards()); n != 3 {
		t.Fatalf("Shift and two arrows pick %d cards, want 3", n)
	}
	steps, owner := len(s.session().history.Steps()), s.session().Workspace().Owners[1].ID
	s.press(fyne.KeyReturn)
	option := s.find("table.choice." + string(owner))
	if option == nil {
		t.Fatal("Enter on an owner opens no list of owners")
	}
	option.(*look.Press).OnTap()
	for _, c := range s.session().SelectedCards() {
		if c.Owner != owner {
			t.Errorf("%q has the owner %q, want %q", c.Title, c.Owner, owner)
		}
	}
	if got := len(s.session().history.Steps()) - steps; got != 1 {
		t.Errorf("the choice made %d steps, want 1", got)
	}
}

func TestTable_StepAndLaneMoveTheCard(t *testing.T) {
	s, p := openTable(t, rich(t))
	j := s.session().Journey()
	card := p.rows[0].card.ID
	p.goTo(t, card, "step")
	p.chose(p.rows[p.state.row], columnByID("step"), string(j.Steps()[4].ID))
	p.chose(p.rows[p.state.row], columnByID("lane"), string(j.Lanes[3].ID))
	if c := s.session().Journey().Card(card); c.Step != j.Steps()[4].ID || c.Lane != j.Lanes[3].ID {
		t.Errorf("the card is at %s in %s", c.Step, c.Lane)
	}
	if p.rows[p.state.row].card.ID != card {
		t.Error("the cursor did not follow the card to its new row")
	}
}

func TestTable_RowsAreAddedCopiedDeletedAndFound(t *testing.T) {
	s, p := openTable(t, rich(t))
	all := len(p.rows)
	p.goTo(t, p.rows[2].card.ID, "title")
	s.window().do("insert.card")
	s.types("A new one")
	s.press(fyne.KeyReturn)
	at := slices.IndexFunc(p.rows, func(r listedCard) bool { return r.card.Title == "A new one" })
	if len(p.rows) != all+1 || at != 3 {
		t.Fatalf("the new row is number %d of %d, want 4 of %d", at+1, len(p.rows), all+1)
	}
	p.goTo(t, p.rows[at].card.ID, "title")
	s.window().do("edit.duplicate")
	s.window().do("edit.copy")
	if got := s.program.fyne.Clipboard().Content(); !strings.HasPrefix(got, "A new one\t") || strings.Count(got, "\n") != 1 {
		t.Errorf("the clipboard holds %q", got)
	}
	p.ask(func(q *listQuery) { q.words = "NEW one" })
	if len(p.rows) != 2 {
		t.Fatalf("the words find %d rows, want the card and its copy", len(p.rows))
	}
	p.ask(func(q *listQuery) { *q = listQuery{only: onlyTwice} })
	if !slices.ContainsFunc(p.rows, func(r listedCard) bool { return r.card.Title == "A new one" }) {
		t.Error("a title that is there twice is not found")
	}
	p.ask(func(q *listQuery) { *q = listQuery{words: "new one"} })
	s.window().do("edit.all")
	s.press(fyne.KeyDelete)
	p.clearFilters()
	if len(p.rows) != all {
		t.Errorf("after deleting both there are %d rows, want %d", len(p.rows), all)
	}
}

func TestTable_InventoryListsTheTouchpointsOfAllJourneys(t *testing.T) {
	w := rich(t)
	other, err := model.DuplicateJourney{Journey: w.Journeys[0].ID, Salt: "x", Title: "Another"}.Apply(w)
	if err != nil {
		t.Fatal(err)
	}
	s, p := openTable(t, other)
	want := 0
	for _, j := range other.Journeys {
		for _, c := range j.Cards {
			if j.KindOf(c) == model.KindTouchpoint {
				want++
			}
		}
	}
	s.window().do("map.inventory")
	if len(p.rows) != want || p.columns[0].id != "journey" {
		t.Fatalf("the inventory has %d rows and begins with %s, want %d with their journeys", len(p.rows), p.columns[0].id, want)
	}
	last := p.rows[len(p.rows)-1]
	p.goTo(t, last.card.ID, "title")
	if s.session().JourneyID() != last.journey.ID || len(s.session().SelectedCards()) != 1 {
		t.Error("a row of another journey does not open it for the inspector")
	}
	s.window().do("table.board")
	if !s.session().View().onBoard() || s.session().SelectedCards()[0].ID != last.card.ID {
		t.Error("the card is not shown on the board")
	}
}

func TestTable_AllJourneysLeavesArchivedOnesOut(t *testing.T) {
	w := small()
	for _, c := range []model.Command{
		model.DuplicateJourney{Journey: w.Journeys[0].ID, Salt: "a", Title: "Second"}, model.DuplicateJourney{Journey: w.Journeys[0].ID, Salt: "b", Title: "Put aside"},
	} {
		next, err := c.Apply(w)
		if err != nil {
			t.Fatal(err)
		}
		w = next
	}
	s, p := openTable(t, w)
	each := len(w.Journeys[0].Cards)
	if s.find("table.archived") != nil {
		t.Error("archived journeys are offered where there is none")
	}
	aside := w.Journey(model.DerivedID("b", w.Journeys[0].ID))
	info := aside.JourneyInfo
	info.Archived = true
	s.session().Do(model.EditJourney{Journey: aside.ID, Info: info})
	for _, step := range []struct {
		press string
		cards int
	}{{"table.all", 2 * each}, {"table.archived", 3 * each}, {"table.this", each}} {
		s.tap(step.press)
		if len(p.rows) != step.cards {
			t.Errorf("%s lists %d cards, want %d", step.press, len(p.rows), step.cards)
		}
	}
	s.session().OpenJourney(aside.ID)
	if p = s.window().tablePage(); len(p.rows) != each || p.rows[0].journey.ID != aside.ID {
		t.Errorf("the open journey, which is archived, lists %d cards", len(p.rows))
	}
	s.window().do("table.scope")
	if len(p.rows) != 3*each {
		t.Errorf("with an archived one open all journeys list %d cards, want its too", len(p.rows))
	}
}

func TestTable_LongListsAreMadeInTheBackground(t *testing.T) {
	s, p := openTable(t, model.Generate(5, 40, 12, 3000, 10, 3))
	s.until("the rows", func() bool { return len(p.rows) == 3000 })
	p.sortBy("title")
	if p.rows[0].card.ID != listCards(context.Background(), p.facts, s.session().JourneyID(), listQuery{}, nil)[0].card.ID {
		t.Fatal("the rows went away before the sorted ones were there")
	}
	s.until("the sorted rows", func() bool {
		return slices.IsSortedFunc(p.rows[:50], func(a, b listedCard) int {
			return strings.Compare(strings.ToLower(a.card.Title), strings.ToLower(b.card.Title))
		}) && p.rows[0].card.Title != ""
	})
}

func TestTable_OpensAtWhatIsSelected(t *testing.T) {
	s, p := openTable(t, rich(t))
	p.moveTo(cellID{Row: 3, Col: 0}, false)
	s.window().do("view.journey")
	card := p.rows[50].card
	s.session().Select([]model.Ref{cardRef(s.session().Journey(), card)})
	s.window().do("view.table")
	p = s.window().tablePage()
	if p.state.at != card.ID || len(p.pickedRows()) != 1 {
		t.Errorf("the table opens at %q with %d rows picked, want the card that is selected on the board", p.state.at, len(p.pickedRows()))
	}
	p.moveTo(cellID{Row: 3, Col: 0}, false)
	s.window().do("view.journey")
	s.window().do("view.table")
	if p = s.window().tablePage(); p.grid.offset != (fyne.Position{}) {
		t.Errorf("a cursor in the first rows opens scrolled by %v", p.grid.offset)
	}
}

func TestTable_CellsAreWhereTheyAreSaidToBe(t *testing.T) {
	_, p := openTable(t, rich(t))
	for _, id := range []cellID{{Row: 60, Col: 15}, {Row: 3, Col: 0}, {Row: len(p.rows) - 1, Col: len(p.columns) - 1}, {Row: 0, Col: -1}} {
		p.moveTo(id, false)
		at, size := p.grid.place(id)
		view := p.grid.Size()
		if at.X < -tableGap || at.Y < tableCellHeight()-tableGap/2 || at.X+size.Width > view.Width+tableGap || at.Y+size.Height > view.Height+tableGap || id.Col >= 0 && at.X < p.width(titleColumn)-tableGap/2 {
			t.Errorf("the cursor at %v is at %v, out of sight in %v", id, at, view)
		}
	}
}

// Whatever keys are pressed, the table shows what the workspace holds, and the cursor is on it.
func TestTable_RandomKeys(t *testing.T) {
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue && os.Getenv("STAGECRAFT_SOAK") == "" {
		f.Value.Set("8") // every key draws the window
		defer f.Value.Set(f.DefValue)
	}
	s, p := openTable(t, rich(t))
	keys := []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyReturn, fyne.KeyEscape, fyne.KeyTab, fyne.KeyDelete}
	actions := []string{"edit.undo", "edit.redo", "insert.card", "edit.duplicate", "table.sort", "board.evidence", "edit.all", "table.reset"}
	rapid.Check(t, func(rt *rapid.T) {
		for range rapid.IntRange(1, 25).Draw(rt, "presses") {
			c := s.window().window.Canvas()
			switch rapid.IntRange(0, 5).Draw(rt, "what") {
			case 0:
				s.window().do(rapid.SampledFrom(actions).Draw(rt, "action"))
			case 1:
				if c.Focused() != nil {
					c.Focused().TypedRune(rapid.SampledFrom([]rune("a7-ü ")).Draw(rt, "rune"))
				}
			case 2:
				p.key(rapid.SampledFrom(keys[:8]).Draw(rt, "key"), true)
			default:
				if c.Focused() != nil {
					c.Focused().TypedKey(&fyne.KeyEvent{Name: rapid.SampledFrom(keys).Draw(rt, "key")})
				}
			}
			for len(c.Overlays().List()) > 0 {
				c.Overlays().Remove(c.Overlays().Top())
			}
		}
		p.finishEdit()
		if err := model.Validate(s.session().Workspace()); err != nil {
			rt.Fatal(err)
		}
		if n := len(p.rows); n != len(s.session().Journey().Cards) || p.state.row >= n || p.state.column >= len(p.columns) {
			rt.Fatalf("the table has %d rows of %d cards, with the cursor at %v", n, len(s.session().Journey().Cards), p.cursor())
		}
		for _, r := range p.rows {
			if s.session().Journey().Card(r.card.ID) != r.card {
				rt.Fatalf("the row of %q is not the card that there is now", r.name())
			}
		}
		if p.editor != nil {
			rt.Fatal("a field is left open")
		}
		if got := fmt.Sprint(s.session().Selection()); p.state.row >= 0 && len(p.pickedOf(s.session().JourneyID())) != len(s.session().SelectedCards()) {
			rt.Fatalf("the table has %d picked, the session %s", len(p.state.picked), got)
		}
	})
}

func TestTable_WithoutCardsSaysHowToBegin(t *testing.T) {
	w := small()
	for _, j := range w.Journeys {
		j.Cards, j.Links = nil, nil
	}
	s, p := openTable(t, w)
	s.tap("table.first")
	if n := len(s.session().Journey().Cards); n != 1 || len(p.rows) != 1 {
		t.Errorf("the first row's button made %d cards, and %d rows are listed", n, len(p.rows))
	}
	if s.find("table.first") != nil {
		t.Error("the table still says that it is empty")
	}
}

// The board behind the table follows the document, and says nothing in the status bar.
func TestTable_TheStatusIsTheTables(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("table.stage", rich(t)))
	status := func() string { return textOf(s.window().editor.status.middle) }
	j := s.session().Journey()
	card := j.Cards[0]
	s.window().board.EditAt(tool.Focus{Card: card.ID, Cell: model.Cell{Lane: card.Lane, Step: card.Step}})
	s.press(fyne.KeyEscape)
	if !strings.Contains(status(), card.Title[:8]) {
		t.Fatalf("on the board the status says %q", status())
	}
	s.window().do("view.table")
	p := s.window().tablePage()
	s.press(fyne.KeyDown, fyne.KeyDown)
	edited := *card
	edited.Title = "Another title"
	if err := s.session().Do(model.EditCards{Journey: j.ID, Cards: []model.Card{edited}, What: "title"}); err != nil {
		t.Fatal(err)
	}
	s.until("the board to follow", func() bool { return strings.Contains(s.window().editor.status.board, "Another title") })
	if want, _ := p.said(); !strings.Contains(status(), want) {
		t.Errorf("after an edit the status says %q, want %q", status(), want)
	}
	s.window().do("view.journey")
	if !strings.Contains(status(), "Another title") {
		t.Errorf("back on the board the status says %q", status())
	}
}
