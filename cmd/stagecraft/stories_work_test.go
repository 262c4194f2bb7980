package main

import (
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"stagecraft/model"
)

// A reviewer leaves a remark on a card, and the team settles it.
func TestStory_CommentsOnACardAndResolves(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.click(d.card("fee"), 1)
	d.key("ctrl+shift+c")
	d.widget("comment-text")
	d.write("Is this still so?")
	d.fill("comment-author", "Mara")
	d.press("sheet-ok")
	comments := d.saved().Comments
	if len(comments) != 1 || comments[0].On.ID != "fee" || comments[0].Author != "Mara" || comments[0].Text != "Is this still so?" {
		t.Fatalf("the file has the comments %+v", comments)
	}
	d.press("comment-resolve")
	if got := d.saved().Comments; len(got) != 1 || !got[0].Resolved {
		t.Errorf("the comment is not resolved: %+v", got)
	}
}

// A researcher adds the people that the journey is about.
func TestStory_AddsAPersona(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.press("add-Personas")
	d.widget("ask-text")
	d.write("Ben")
	d.press("sheet-ok")
	d.fill("persona-role", "books for the family")
	d.fill("persona-goals", "A room for four")
	d.key("ctrl+Return")
	w := d.savedWorkspace()
	if len(w.Personas) != 2 {
		t.Fatalf("the file has %d personas", len(w.Personas))
	}
	ben := w.Personas[1]
	if ben.Name != "Ben" || ben.Role != "books for the family" || !slices.Equal(ben.Goals, []string{"A room for four"}) {
		t.Errorf("the file has %+v", ben)
	}
	if got := w.Journeys[0].Personas; !slices.Contains(got, ben.ID) {
		t.Errorf("the journey is about %v, without the new persona", got)
	}
}

// An owner is found for a whole lane of pains at once.
func TestStory_GivesManyCardsOneOwner(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.click(d.card("prices"), 1)
	d.holding("shift", func() { d.click(d.card("total"), 1) })
	d.wait("three cards", func(s seen) bool { return len(s.Selection) == 3 })
	d.choose("card-owner", "desk")
	j := d.saved()
	for _, c := range j.Cards {
		want := model.OwnerID("")
		if c.ID == "prices" || c.ID == "fee" || c.ID == "total" {
			want = "desk"
		}
		if c.Owner != want {
			t.Errorf("the file gives %s the owner %q, want %q", c.ID, c.Owner, want)
		}
	}
	d.key("ctrl+z")
	if got := d.saved().Card("fee").Owner; got != "" {
		t.Errorf("one undo leaves the owner %q", got)
	}
}

// An analyst looks at the figures as heat, and types in one that is missing.
func TestStory_ShowsHeatAndTypesAValueIn(t *testing.T) {
	d := newDesk(t)
	d.open(measured())
	before := d.savedWorkspace()
	d.choose("heat", "csat")
	d.wait("the heat", func(s seen) bool { return s.Heat == "csat" })
	d.choose("heat", "")
	d.wait("no heat", func(s seen) bool { return s.Heat == "" })
	d.key("ctrl+j")
	d.wait("the heat again", func(s seen) bool { return s.Heat == "csat" })
	d.unchanged("after only looking", before)
	d.key("ctrl+3")
	d.wait("the matrix", func(s seen) bool { return s.Screen == "matrix" })
	d.press("data.value")
	d.choose("value-place", "step:pay")
	d.fill("value-value", "3.2")
	d.fill("value-n", "41")
	d.press("sheet-ok")
	found := false
	for _, set := range d.savedWorkspace().Datasets {
		for o := range set.Observations.All() {
			found = found || o.Step == "pay" && o.Metric == "csat" && o.Value == model.Some(3.2) && o.N == model.Some(41.0)
		}
	}
	if !found {
		t.Error("the value that was typed in is not in the file")
	}
}

// The same analyst walks through the matrix and goes from a cell back to the board.
func TestStory_GoesToTheMatrixAndBack(t *testing.T) {
	d := newDesk(t)
	d.open(measured())
	before := d.savedWorkspace()
	d.key("ctrl+3")
	d.wait("the matrix", func(s seen) bool { return s.Screen == "matrix" })
	d.key("Down", "Return")
	d.wait("the board with a selection", func(s seen) bool { return s.Screen == "board" && len(s.Selection) == 1 })
	d.unchanged("after the matrix", before)
}

// A survey comes in whose steps are called otherwise: each name is given its place.
func TestStory_ImportsASurveyWithForeignNames(t *testing.T) {
	d := newDesk(t)
	d.open(measured())
	survey := filepath.Join(d.dir, "may.csv")
	text := "date,step,CSAT,n\n2026-05-01,Compare,3.5,40\n2026-05-01,Checkout,2.5,50\n2026-05-01,Nowhere,1,1\n"
	if err := os.WriteFile(survey, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	d.key("ctrl+shift+i")
	d.fill("import.path", survey)
	d.press("import.read")
	d.choose("import.name.Checkout", "step:pay")
	d.press("import.leave")
	d.press("import.run")
	d.wait("the import", func(s seen) bool { return s.Screen == "board" && strings.Contains(strings.ToLower(s.Undo), "import") })
	w := d.savedWorkspace()
	got := map[model.StepID]float64{}
	for _, set := range w.Datasets {
		for o := range set.Observations.All() {
			if o.Period == "2026-05-01" {
				got[o.Step] = o.Value.Value
			}
		}
	}
	if len(got) != 2 || got["compare"] != 3.5 || got["pay"] != 2.5 {
		t.Errorf("the file has the values %v of May, want compare 3.5 and pay 2.5", got)
	}
	d.key("ctrl+z")
	if n := len(d.savedWorkspace().Datasets); n != 1 {
		t.Errorf("after undo the file has %d datasets, want the one before", n)
	}
}

// A consultant sends the map out in every form; the map itself stays as it was.
func TestStory_ExportsInEveryForm(t *testing.T) {
	d := newDesk(t)
	d.open(measured())
	before := d.savedWorkspace()
	for extension, begin := range map[string]string{"pdf": "%PDF-", "xlsx": "PK", "svg": "<", "png": "\x89PNG", "csv": "", "json": "{"} {
		exportTo(t, d, filepath.Join(d.dir, "map."+extension), begin)
	}
	if data, _ := os.ReadFile(filepath.Join(d.dir, "map.svg")); !strings.Contains(string(data), "Books a room") {
		t.Error("the SVG lacks a card's text")
	}
	if data, _ := os.ReadFile(filepath.Join(d.dir, "map.csv")); !strings.Contains(string(data), "A fee appears at the end") {
		t.Error("the CSV lacks a card's text")
	}
	picture, err := os.Open(filepath.Join(d.dir, "map.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer picture.Close()
	if c, err := png.DecodeConfig(picture); err != nil || c.Width < 800 {
		t.Errorf("the PNG is %d pixels wide: %v", c.Width, err)
	}
	book, err := excelize.OpenFile(filepath.Join(d.dir, "map.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	found := false
	for _, sheet := range book.GetSheetList() {
		cells, err := book.SearchSheet(sheet, "Show the total price")
		found = found || err == nil && len(cells) > 0
	}
	if !found {
		t.Error("no sheet of the workbook has a card's text")
	}
	d.unchanged("after the exports", before)
}

// In the matrix a figure is missing: the menu of its cell types it in.
func TestStory_TypesAValueFromTheMatrixMenu(t *testing.T) {
	d := newDesk(t)
	d.open(measured())
	d.key("ctrl+3")
	d.wait("the matrix", func(s seen) bool { return s.Screen == "matrix" })
	grid := d.widget("matrix")
	d.menu(place{X: grid.X + 250, Y: grid.Y + 105}, "Type a value in…") // the whole journey
	d.fill("value-value", "3.1")
	d.press("sheet-ok")
	found := false
	for _, set := range d.savedWorkspace().Datasets {
		for o := range set.Observations.All() {
			found = found || o.Metric == "csat" && o.Value == model.Some(3.1) && o.Step == "" && o.Stage == ""
		}
	}
	if !found {
		t.Error("the value that was typed in is not in the file")
	}
}

// A facilitator does not wait for the new map to be painted before typing the first card. What is typed before the
// map is there goes nowhere; all that comes then is one card's text, and no letter is taken for a command.
func TestStory_TypesBeforeTheNewMapIsSeen(t *testing.T) {
	d := newDesk(t)
	d.start()
	const words = "Everymorningmyvanissomewhereelse"
	d.tool("key", "Return", "type", "--delay", "15", words)
	d.wait("the card to be typed", func(s seen) bool { return s.Editing })
	d.key("Tab")
	d.key("Escape")
	j := d.saved()
	if len(j.Cards) != 1 {
		t.Fatalf("the file has %d cards", len(j.Cards))
	}
	c := j.Cards[0]
	if len(c.Title) < 10 || !strings.HasSuffix(words, c.Title) || c.Evidence != model.Assumption && c.Evidence != "" || c.Votes != 0 || c.Severity != 0 || c.MomentOfTruth {
		t.Errorf("the card is %+v", c)
	}
	if len(j.Comments) > 0 {
		t.Error("a letter began a comment")
	}
}
