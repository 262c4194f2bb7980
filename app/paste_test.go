package app

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"

	"stagecraft/canvas/tool"
	"stagecraft/model"
)

func TestParseTable_AsSpreadsheetsCopy(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want [][]string
	}{
		"Excel":                  {"Search\tCompare\r\nPain\t\r\n", [][]string{{"Search", "Compare"}, {"Pain", ""}}},
		"a cell of two lines":    {"\"first\nsecond\"\tb\r\n", [][]string{{"first\nsecond", "b"}}},
		"quotation marks inside": {"\"say \"\"no\"\"\nloud\"\tb", [][]string{{"say \"no\"\nloud", "b"}}},
		"a quotation":            {"\"Is it nice?\"\tb\n", [][]string{{"\"Is it nice?\"", "b"}}},
		"a mark that never ends": {"\"half\tb\n", [][]string{{"\"half", "b"}}},
		"rows of other lengths":  {"a\nb\tc", [][]string{{"a", ""}, {"b", "c"}}},
		"empty":                  {" \r\n\t\n", nil},
		"kept from being run":    {"'=1+1\t'quoted", [][]string{{"=1+1", "'quoted"}}},
	} {
		if got := parseTable(c.text); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q is read as %q, want %q", name, c.text, got, c.want)
		}
	}
}

// titles are texts as cards have them, with what tables find hard.
func titles() *rapid.Generator[string] {
	hard := rapid.SampledFrom([]string{"a", "Zug", " ", "\t", "\n", `"`, `""`, "'", "=", "-", "+1", "@", "•", "é", "日本", "🚆", "1.", "#"})
	return rapid.Map(rapid.SliceOfN(hard, 0, 6), func(parts []string) string { return strings.TrimSpace(strings.Join(parts, "")) })
}

func TestTable_ThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.IntRange(1, 4).Draw(t, "columns")
		table := rapid.SliceOfN(rapid.SliceOfN(titles(), columns, columns), 1, 5).Draw(t, "table")
		if strings.TrimSpace(strings.Join(flattened(table), "")) == "" {
			return
		}
		text := formatTable(table)
		if got := parseTable(text); !reflect.DeepEqual(got, table) {
			t.Fatalf("%q became %q and came back as %q", table, text, got)
		}
		if got := parseTable(strings.ReplaceAll(text, "\n", "\r\n")); !reflect.DeepEqual(got, table) {
			t.Fatalf("with the line ends of Windows %q came back as %q", table, got)
		}
	})
}

func TestParseOutline_Levels(t *testing.T) {
	want := []outlineLine{{0, "Find"}, {1, "Search"}, {2, "Too many hits"}, {1, "Compare"}, {0, "Book"}, {1, "Pay"}}
	for name, text := range map[string]string{
		"tabs":     "Find\n\tSearch\n\t\tToo many hits\n\tCompare\nBook\n\tPay\n",
		"spaces":   "  Find\r\n    Search\r\n        Too many hits\r\n    Compare\r\n  Book\r\n     Pay",
		"bullets":  "- Find\n  * Search\n      • Too many hits\n  * Compare\n- Book\n  - Pay",
		"numbers":  "1. Find\n1.1 Search\n1.1.1 Too many hits\n1.2 Compare\n\n2. Book\n2.1 Pay",
		"headings": "# Find\n## Search\n- Too many hits\n## Compare\n# Book\n## Pay",
	} {
		if got := parseOutline(text); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: read as %v, want %v", name, got, want)
		}
		if got := guessReading(text, parseTable(text)); got != asOutline {
			t.Errorf("%s: taken for reading %d, want an outline", name, got)
		}
	}
	for text, want := range map[string]reading{"a\nb\nc": asCards, "a\tb\nc\td": asTable, "\ta\nb\t": asTable, "- a\n- b": asCards} {
		if got := guessReading(text, parseTable(text)); got != want {
			t.Errorf("%q is taken for reading %d, want %d", text, got, want)
		}
	}
}

func FuzzPaste(f *testing.F) {
	for _, seed := range []string{"a line\nanother", "a\tb\nc\td", "\"x\ny\"\t1", "Stage\n\tStep\n\t\tCard", "1. A\n1.1 B", "+1\t-2", "\"", "'=\t\n\n\t"} {
		f.Add(seed, uint8(0), uint8(0))
		f.Add(seed, uint8(1), uint8(27))
	}
	w := model.Generate(2, 4, 4, 10, 0, 1)
	j := w.Journeys[0]
	f.Fuzz(func(t *testing.T, text string, at, how uint8) {
		table := parseTable(text)
		if len(table) == 0 {
			return
		}
		steps := j.Steps()
		cell := model.Cell{Lane: j.Lanes[int(at)%len(j.Lanes)].ID, Step: steps[int(at)%len(steps)].ID}
		o := pasteOptions{how&1 != 0, how&2 != 0}
		commands := []model.Command{
			planPaste(spotAt(j, nil, cell), tableItems(table, how&4 != 0), o).command(j),
			planPaste(spotAt(j, nil, cell), lineItems(pasteLines(text, table), spread(how%3)), o).command(j),
			planNamed(spotAt(j, nil, cell), table, how, o).command(j),
			planOutline(parseOutline(text)).command(outlineSpot{j, int(at) % len(j.Stages), 0, cell.Lane}),
		}
		for i, c := range commands {
			if c == nil {
				continue
			}
			next, err := c.Apply(w)
			if err != nil {
				t.Fatalf("reading %d of %q is refused: %v", i, text, err)
			}
			if err := model.Validate(next); err != nil {
				t.Fatalf("reading %d of %q breaks a rule: %v", i, text, err)
			}
		}
	})
}

// planNamed places a table whose first row or column, or both, are names.
func planNamed(spot pasteSpot, table [][]string, how uint8, o pasteOptions) *pastePlan {
	row, column := how&8 != 0, how&16 != 0 && len(table[0]) > 1
	if row {
		spot.columns = columnNames(table, column)
	}
	if column {
		spot.rows = rowNames(table, row)
	}
	return planPaste(spot, tableItems(tableBody(table, row, column), false), o)
}

// focusCell puts the board's focus on a cell.
func (s *stage) focusCell(cell model.Cell) {
	s.window().board.EditAt(tool.Focus{Cell: cell})
	s.window().window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if got := s.window().board.Focused().Cell; got != cell {
		s.t.Fatalf("the focus is on %v, want %v", got, cell)
	}
}

func (s *stage) clipboard(text string) { s.program.fyne.Clipboard().SetContent(text) }

// fourByFour is a workspace with a map of four steps and four lanes that take cards, and no card.
func fourByFour() *model.Workspace {
	j := model.NewJourney("Map", model.BlankGrid)
	j.Stages = []*model.Stage{{ID: "s1", Title: "One", Steps: []*model.Step{{ID: "a", Title: "A"}, {ID: "b", Title: "B"}}},
		{ID: "s2", Title: "Two", Steps: []*model.Step{{ID: "c", Title: "C"}, {ID: "d", Title: "D"}}}}
	j.Lanes = []*model.Lane{{ID: "l1", Kind: model.KindAction, Title: "Do"}, {ID: "l2", Kind: model.KindPain, Title: "Hurt"},
		{ID: "l3", Kind: model.KindEmotion, Title: "Feel"}, {ID: "l4", Kind: model.KindNote, Title: "Notes"}}
	return &model.Workspace{Name: "W", Journeys: []*model.Journey{j}}
}

// picture writes where the cards of a journey lie: "l1a one".
func picture(j *model.Journey) []string {
	var all []string
	for _, c := range j.Cards {
		text := clipTitle(c)
		all = append(all, string(c.Lane)+string(c.Step)+" "+text)
	}
	slices.Sort(all)
	return all
}

func TestPaste_ARangeIsShownAndFillsRowsAndColumns(t *testing.T) {
	s := newStage(t, Options{})
	path := s.file("map.stage", fourByFour())
	s.open(path)
	s.focusCell(model.Cell{Lane: "l1", Step: "b"})
	s.clipboard("one\ttwo\r\n\"three\nlines\"\t\r\n+1\t–2\r\n")
	before := s.session().Workspace()

	s.window().do("edit.paste")
	said := s.said()
	for _, want := range []string{"5 cards over 2 steps and 3 lanes", "one", "1.2 B", "2.1 C", "Hurt"} {
		if !strings.Contains(said, want) {
			t.Errorf("the preview says %q, want %q in it", said, want)
		}
	}
	s.tap("sheet-cancel")
	if s.session().Workspace() != before {
		t.Fatal("cancelling the preview changed the map")
	}

	s.window().do("edit.paste")
	s.tap("sheet-ok")
	want := []string{"l1b one", "l1c two", "l2b three\nlines", "l3b +1", "l3c –2"}
	if got := picture(s.session().Journey()); !slices.Equal(got, want) {
		t.Errorf("the map holds %q, want %q", got, want)
	}
	if c := s.session().Journey().CardsIn(model.Cell{Lane: "l3", Step: "c"})[0]; c.Emotion != model.Some(-2.0) {
		t.Errorf("a mood in the emotion lane came in as %v", c.Emotion)
	}
	if got := len(s.session().Selection()); got != 5 {
		t.Errorf("%d cards are selected after the paste, want the 5 that came in", got)
	}
	s.saved()
	if got := picture(s.reopened(path).Journeys[0]); !slices.Equal(got, want) {
		t.Errorf("the file holds %q", got)
	}
	s.window().do("edit.undo")
	if s.session().Workspace() != before {
		t.Error("the paste is not one step of the history")
	}
}

func TestPaste_MakesRoomOrLeavesOut(t *testing.T) {
	for name, c := range map[string]struct {
		taps  []string
		steps int
		lanes int
		cards int
	}{
		"room is made": {nil, 5, 6, 6},
		"no steps":     {[]string{"paste-steps"}, 4, 6, 3},
		"no lanes":     {[]string{"paste-lanes"}, 5, 4, 2},
		"neither":      {[]string{"paste-lanes", "paste-steps"}, 4, 4, 1},
	} {
		s := newStage(t, Options{})
		s.open(s.file("map.stage", fourByFour()))
		s.focusCell(model.Cell{Lane: "l4", Step: "d"})
		s.clipboard("p\tq\nr\ts\nt\tu\n")
		s.window().do("edit.paste")
		for _, tap := range c.taps {
			s.tap(tap)
		}
		if left := 6 - c.cards; left > 0 && !strings.Contains(s.said(), model.Count(left, "card")+" left out") {
			t.Errorf("%s: the preview says %q", name, s.said())
		}
		s.tap("sheet-ok")
		j := s.session().Journey()
		if len(j.Steps()) != c.steps || len(j.Lanes) != c.lanes || len(j.Cards) != c.cards {
			t.Errorf("%s: %d steps, %d lanes, %d cards; want %d, %d, %d", name, len(j.Steps()), len(j.Lanes), len(j.Cards), c.steps, c.lanes, c.cards)
		}
	}
}

func TestPaste_LinesGoWhereTheyAreWanted(t *testing.T) {
	for tap, want := range map[string][]string{
		"":                             {"l1a one", "l1a three", "l1a two"},
		"paste-spread-Along the steps": {"l1a one", "l1b two", "l1c three"},
		"paste-spread-Down the lanes":  {"l1a one", "l2a two", "l3a three"},
	} {
		s := newStage(t, Options{})
		s.open(s.file("map.stage", fourByFour()))
		s.focusCell(model.Cell{Lane: "l1", Step: "a"})
		s.clipboard("- one\n\n- two\n- three")
		s.window().do("edit.paste")
		if tap != "" {
			s.tap(tap)
		}
		s.tap("sheet-ok")
		if got := picture(s.session().Journey()); !slices.Equal(got, want) {
			t.Errorf("%q: the map holds %q, want %q", tap, got, want)
		}
	}
}

func TestPaste_AnOutlineBecomesStagesAndSteps(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", fourByFour()))
	s.focusCell(model.Cell{Lane: "l1", Step: "b"})
	s.clipboard("Travel\n  Pack\n    The bag is full\n  Leave\nArrive")
	s.window().do("edit.paste")
	if said := s.said(); !strings.Contains(said, "2 stages, 3 steps, 1 card") || !strings.Contains(said, "after stage “One”") {
		t.Errorf("the preview says %q", said)
	}
	s.tap("sheet-ok")
	var got []string
	j := s.session().Journey()
	for _, st := range j.Stages {
		for _, step := range st.Steps {
			got = append(got, st.Title+"/"+step.Title)
		}
	}
	want := []string{"One/A", "One/B", "Travel/Pack", "Travel/Leave", "Arrive/Arrive", "Two/C", "Two/D"}
	if !slices.Equal(got, want) {
		t.Errorf("the map has %q, want %q", got, want)
	}
	if len(j.Cards) != 1 || j.Cards[0].Title != "The bag is full" || j.Cards[0].Lane != "l1" {
		t.Errorf("the third level became %v", picture(j))
	}
	s.window().do("edit.undo")
	if len(s.session().Journey().Stages) != 2 {
		t.Error("the outline is not one step of the history")
	}
}

func TestPaste_SaysWhatItCannotDo(t *testing.T) {
	s := newStage(t, Options{})
	w := fourByFour()
	w.Journeys[0].Lanes[1].Locked = true
	s.open(s.file("map.stage", w))
	s.focusCell(model.Cell{Lane: "l1", Step: "a"})
	s.clipboard("one\ntwo\t")
	s.window().do("edit.paste")
	if said := s.said(); !strings.Contains(said, "1 card left out, because lane Hurt is locked") {
		t.Errorf("about a locked lane the preview says %q", said)
	}
	s.tap("sheet-cancel")
	s.clipboard(strings.Repeat("x", maxPasteText+1))
	s.window().do("edit.paste")
	if !strings.Contains(s.said(), "too much to paste") {
		t.Errorf("about too large a text the dialog says %q", s.said())
	}
	s.tap("sheet-ok")
	s.clipboard(strings.Repeat("x\n", maxPasted+5))
	s.window().do("edit.paste")
	if !strings.Contains(s.said(), "5 more are left out") {
		t.Errorf("about too many lines the preview says %q", s.said())
	}
}

func TestCopy_TheLastCopyIsTheOneForOtherWindows(t *testing.T) {
	s := newStage(t, Options{})
	j := model.Generate(5, 40, 10, 3000, 0, 1).Journeys[0]
	all, _ := clipOf(&model.Workspace{Journeys: []*model.Journey{j}}, j, nil, j.Cards)
	one, _ := clipOf(&model.Workspace{Journeys: []*model.Journey{j}}, j, nil, j.Cards[:1])
	s.program.keepForOthers("many", all) // takes longer than the next
	s.program.keepForOthers("one", one)
	s.program.jobs.close()
	if c, ok := takeFromShelf("one"); !ok || len(c.Cards) != 1 {
		t.Error("for another window there is an earlier copy")
	}
}

func TestCopy_TravelsWholeToAnotherWorkspace(t *testing.T) {
	w := rich(t)
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", w))
	j := s.session().Journey()
	cards := j.Cards[:4]
	var refs []model.Ref
	for _, c := range cards {
		refs = append(refs, cardRef(j, c))
	}
	s.session().Select(refs)
	s.window().do("edit.copy")
	text := s.program.fyne.Clipboard().Content()
	if strings.Contains(text, "{") || !strings.Contains(text, clipTitle(cards[0])) {
		t.Errorf("other programs get %q, want the titles alone", text)
	}
	for wait := time.Now(); ; time.Sleep(5 * time.Millisecond) {
		if _, ok := takeFromShelf(text); ok {
			break
		}
		if time.Since(wait) > 20*time.Second {
			t.Fatal("the copied cards are not on the shelf")
		}
	}

	s.program.shelf = nil // as in another running program
	s.open(s.file("other.stage", fourByFour()))
	s.window().do("view.blueprint")
	s.focusCell(model.Cell{Lane: "l1", Step: "a"})
	s.window().do("edit.paste")
	if len(s.window().sheets) > 0 {
		s.tap("sheet-ok")
	}
	now := s.session().Workspace()
	got := now.Journeys[0].Cards
	if len(got) != 4 {
		t.Fatalf("%d cards arrived, want 4", len(got))
	}
	if err := model.Validate(now); err != nil {
		t.Fatal(err)
	}
	for _, c := range got {
		at := slices.IndexFunc(cards, func(o *model.Card) bool { return o.Title == c.Title && o.Body == c.Body })
		if at < 0 {
			t.Errorf("a card arrived that was not copied: %q", c.Title)
			continue
		}
		from, to := *cards[at], *c
		if was, is := w.Owner(from.Owner), now.Owner(to.Owner); (was == nil) != (is == nil) || was != nil && was.Name != is.Name {
			t.Errorf("%q lost its owner", c.Title)
		}
		if was, is := w.Channel(from.Channel), now.Channel(to.Channel); (was == nil) != (is == nil) || was != nil && was.Name != is.Name {
			t.Errorf("%q lost its channel", c.Title)
		}
		to.ID, to.Lane, to.Step, to.Kind, to.Span = from.ID, from.Lane, from.Step, from.Kind, from.Span
		a, _ := json.Marshal(from)
		b, _ := json.Marshal(to)
		if string(a) != string(b) {
			t.Errorf("%q arrived as %s, want %s", c.Title, b, a)
		}
	}
	s.window().do("edit.undo")
	if n := len(s.session().Journey().Cards) + len(s.session().Workspace().Owners); n != 0 {
		t.Error("the paste and what it brought along are not one step of the history")
	}
}

// A copy that comes back as plain text, as from a spreadsheet, gives the same titles in the same shape.
func TestCopy_TextGivesTheSameShape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := fourByFour()
		j := w.Journeys[0]
		lanes := []model.LaneID{"l1", "l2", "l4"}
		var placed []model.PlacedCard
		taken := map[model.Cell]bool{}
		for i, n := 0, rapid.IntRange(1, 8).Draw(t, "cards"); i < n; i++ {
			cell := model.Cell{Lane: rapid.SampledFrom(lanes).Draw(t, "lane"), Step: rapid.SampledFrom(j.Steps()).Draw(t, "step").ID}
			title := titles().Draw(t, "title")
			if title == "" || taken[cell] {
				continue
			}
			taken[cell] = true
			placed = append(placed, model.PlacedCard{Card: model.Card{ID: model.CardID(fmt.Sprint(i)), Lane: cell.Lane, Step: cell.Step, Title: title}})
		}
		next, err := model.AddCards{Journey: j.ID, Cards: placed}.Apply(w)
		if err != nil || len(placed) == 0 {
			return
		}
		copied := next.Journeys[0]
		_, table := clipOf(next, copied, nil, copied.Cards)
		row, col := 9, 9
		for _, c := range copied.Cards {
			row, col = min(row, laneIndex(copied, c.Lane)), min(col, copied.StepIndex(c.Step))
		}
		cell := model.Cell{Lane: copied.Lanes[row].ID, Step: copied.Steps()[col].ID}
		plan := planPaste(spotAt(j, nil, cell), tableItems(parseTable(formatTable(table)), false), pasteOptions{})
		back, err := plan.command(j).Apply(w)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := picture(back.Journeys[0]), picture(copied); !slices.Equal(got, want) {
			t.Fatalf("copied %q, pasted %q", want, got)
		}
	})
}

func TestShelf_TakesOnlyWhatBelongsToTheText(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	c := clip{Cards: []clipCard{{Card: model.Card{Title: "x"}}}}
	if err := putOnShelf("x\n", c); err != nil {
		t.Fatal(err)
	}
	if got, ok := takeFromShelf("x\r\n"); !ok || got.Cards[0].Card.Title != "x" {
		t.Error("the clip is not found by its text with the line ends of Windows")
	}
	if _, ok := takeFromShelf("y"); ok {
		t.Error("another text finds the clip")
	}
	path, _ := shelfPath()
	j := fourByFour().Journeys[0]
	for _, broken := range []string{"", "{", `{"text":1}`, `{"text":"` + textSum("x") + `","clip":{"cards":[{"step":-9,"lane":999999,"card":{"Span":-4}}]}}`} {
		if err := os.WriteFile(path, []byte(broken), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, ok := takeFromShelf("x"); ok {
			items, _ := got.items(j, nil, model.Cell{Lane: "l1", Step: "a"})
			if len(items) == 0 {
				continue
			}
			t.Errorf("a shelf that holds %q gives cards", broken)
		}
	}
}

func TestPaste_RowsFindTheLaneOfTheirKind(t *testing.T) {
	from := fourByFour().Journeys[0]
	from.Cards = []*model.Card{
		{ID: "1", Lane: "l1", Step: "a", Span: 1, Title: "act"}, {ID: "2", Lane: "l2", Step: "a", Span: 1, Title: "hurts"},
		{ID: "3", Lane: "l4", Step: "b", Span: 1, Title: "note"},
	}
	c, _ := clipOf(&model.Workspace{}, from, nil, from.Cards)
	to := fourByFour().Journeys[0]
	to.Lanes = []*model.Lane{{ID: "n", Kind: model.KindNote}, {ID: "a", Kind: model.KindAction}, {ID: "t", Kind: model.KindThinking}, {ID: "p", Kind: model.KindPain}}
	items, spot := c.items(to, nil, model.Cell{Lane: "a", Step: "a"})
	plan := planPaste(spot, items, pasteOptions{})
	var got []string
	for _, p := range plan.cards {
		got = append(got, string(p.Card.Lane)+string(p.Card.Step)+" "+p.Card.Title)
	}
	if want := []string{"aa act", "pa hurts", "nb note"}; !slices.Equal(got, want) {
		t.Errorf("pasted %q, want %q", got, want)
	}
}

// A table with names goes to the steps and lanes of these names; what the map lacks comes beside its
// neighbours of the table.
func TestPaste_FirstRowAndColumnAreNames(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", fourByFour()))
	s.focusCell(model.Cell{Lane: "l4", Step: "d"})
	s.clipboard("\t b\tPay\t2.1 C\nhurt\tone\ttwo\t\nTouchpoints\t\t\tthree\nDo\t\tfour\t\n")
	before := s.session().Workspace()
	s.window().do("edit.paste")
	for _, want := range []string{"4 cards over 3 steps and 3 lanes", "With 1 new step and 1 new lane", "1.2 B", "Pay"} {
		if said := s.said(); !strings.Contains(said, want) {
			t.Errorf("the preview says %q, want %q in it", said, want)
		}
	}
	s.tap("sheet-ok")
	j := s.session().Journey()
	var steps, lanes []string
	for _, st := range j.Stages {
		for _, step := range st.Steps {
			steps = append(steps, st.Title+"/"+step.Title)
		}
	}
	for _, l := range j.Lanes {
		lanes = append(lanes, string(l.Kind)+" "+l.Title)
	}
	if want := []string{"One/A", "One/B", "One/Pay", "Two/C", "Two/D"}; !slices.Equal(steps, want) {
		t.Errorf("the steps are %q, want %q", steps, want)
	}
	if want := []string{"action Do", "pain Hurt", "touchpoint Touchpoints", "emotion Feel", "note Notes"}; !slices.Equal(lanes, want) {
		t.Errorf("the lanes are %q, want %q", lanes, want)
	}
	pay, touch := j.Stages[0].Steps[2].ID, j.Lanes[2].ID
	want := []string{"l1" + string(pay) + " four", "l2" + string(pay) + " two", "l2b one", string(touch) + "c three"}
	slices.Sort(want)
	if got := picture(j); !slices.Equal(got, want) {
		t.Errorf("the map holds %q, want %q", got, want)
	}
	copied := s.session().Selection()
	s.session().Select(slices.DeleteFunc(copied, func(r model.Ref) bool { return r.Kind != model.CardRecord }))
	s.window().do("edit.copynamed")
	if got, want := s.program.fyne.Clipboard().Content(), "\tB\tPay\tC\nDo\t\tfour\t\nHurt\tone\ttwo\t\nTouchpoints\t\t\tthree\n"; got != want {
		t.Errorf("copied with names the clipboard has %q, want %q", got, want)
	}
	s.window().do("edit.undo")
	if s.session().Workspace() != before {
		t.Error("the paste is not one step of the history")
	}
	s.focusCell(model.Cell{Lane: "l1", Step: "a"})
	s.clipboard("\tb\nhurt\tone\n")
	s.window().do("edit.paste")
	s.tap("paste-row-names")
	s.tap("paste-column-names")
	s.tap("sheet-ok")
	if got, want := picture(s.session().Journey()), []string{"l1b b", "l2a hurt", "l2b one"}; !slices.Equal(got, want) {
		t.Errorf("without names the map holds %q, want %q", got, want)
	}
}

func TestPaste_GuessesNames(t *testing.T) {
	j := fourByFour().Journeys[0]
	for text, want := range map[string][2]bool{
		"x\ty\nz\tw":                            {false, false},
		"A\tB\nz\tw":                            {true, false},
		"Do\tx\nHurt\ty":                        {false, true},
		"lane\ta\tb\nDo\tx\ty":                  {true, true},
		"\tFind\tBook\nPains\tx\ty\nIdeas\t\tz": {true, true},
		"\tx\ny\t":                              {false, false},
		"A\nB":                                  {false, false},
	} {
		if row, column := guessNames(j, parseTable(text)); row != want[0] || column != want[1] {
			t.Errorf("%q: names in the first row %v, column %v; want %v", text, row, column, want)
		}
	}
}
