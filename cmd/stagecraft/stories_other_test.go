package main

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stagecraft/model"
)

// drawn writes a picture into a file of the desk's folder.
func (d *desk) drawn(name string) string {
	d.t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, 300, 200))
	for i := range picture.Pix {
		picture.Pix[i] = byte(i * 7 % 256)
	}
	path := filepath.Join(d.dir, name)
	f, err := os.Create(path)
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, picture); err != nil {
		d.t.Fatal(err)
	}
	return path
}

// written writes text into a file of the desk's folder.
func (d *desk) written(name, text string) string {
	d.t.Helper()
	path := filepath.Join(d.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}

// Photos of the workshop's wall are dropped from the file manager: one onto a card, two into a cell.
func TestStory_DropsPicturesOnTheBoard(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	manager := d.otherProgram()
	sketch, wall := d.drawn("sketch.png"), d.drawn("the wall, 50 %.png")
	manager.drops(d, d.card("fee"), sketch)
	d.wait("the picture on the card", func(s seen) bool { return s.Undo != "" })
	w := d.savedWorkspace()
	if len(w.Images) != 1 || w.Journeys[0].Card("fee").Image != w.Images[0].ID {
		t.Fatalf("the file has %d pictures, and the card shows %q", len(w.Images), w.Journeys[0].Card("fee").Image)
	}
	once := d.look().Undo
	manager.drops(d, d.cell("idea", "arrive"), sketch, wall)
	d.wait("the pictures in the cell", func(s seen) bool { return s.Undo != once })
	w = d.savedWorkspace()
	made := w.Journeys[0].CardsIn(model.Cell{Lane: "idea", Step: "arrive"})
	if len(made) != 2 || made[0].Image == "" || made[1].Image == "" {
		t.Errorf("the cell of the file holds %d cards with pictures", len(made))
	}
	before := w
	manager.drops(d, d.cell("do", "pay"), d.written("notes.docx", "no picture"))
	s := d.wait("the message", func(s seen) bool { return s.Dialog != "" })
	if !strings.Contains(strings.Join(s.Texts, " "), "notes.docx") {
		t.Errorf("about a file of a foreign kind the program says %q", s.Texts)
	}
	d.press("sheet-ok")
	d.unchanged("after a file that cannot be used", before)
}

// A survey and another workspace are dropped on the board: the one opens the import, the other is opened.
func TestStory_DropsFilesOnTheBoard(t *testing.T) {
	d := newDesk(t)
	d.open(measured())
	manager := d.otherProgram()
	manager.drops(d, d.cell("do", "pay"), d.written("may.csv", "date,step,CSAT,n\n2026-05-01,Compare,3.5,40\n2026-05-01,Pay,2.5,50\n"))
	d.wait("the import", func(s seen) bool { return s.Screen == "import" })
	d.press("import.run")
	d.wait("the board", func(s seen) bool { return s.Screen == "board" && strings.Contains(strings.ToLower(s.Undo), "import") })
	found := 0
	for _, set := range d.savedWorkspace().Datasets {
		for o := range set.Observations.All() {
			if o.Period == "2026-05-01" {
				found++
			}
		}
	}
	if found != 2 {
		t.Errorf("%d values of May are in the file, want 2", found)
	}
	other := d.workspace("other.stage", trips())
	manager.drops(d, d.cell("do", "pay"), other)
	d.wait("the other file", func(s seen) bool { return s.Screen == "board" && s.File == other && len(s.Cards) > 0 })
	d.click(d.card("books"), 1)
	d.key("m")
	if !d.saved().Card("books").MomentOfTruth {
		t.Error("the dropped file cannot be worked in")
	}
}

// A file is dropped on the home screen: a workspace opens; a table leads to the import of a new map.
func TestStory_DropsAFileOnTheHomeScreen(t *testing.T) {
	d := newDesk(t)
	path := d.workspace("trip.stage", trip())
	d.start()
	manager := d.otherProgram()
	manager.drops(d, place{X: 900, Y: 700}, path)
	d.wait("the board", func(s seen) bool { return s.Screen == "board" && s.File == path && len(s.Cards) > 0 })
	d.click(d.card("books"), 1)
	d.key("m")
	if !d.saved().Card("books").MomentOfTruth {
		t.Error("the dropped file cannot be worked in")
	}
}

// A survey is dropped on the home screen, where no map is open: it leads to the import, which makes the map
// that the values speak of.
func TestStory_DropsASurveyOnTheHomeScreen(t *testing.T) {
	d := newDesk(t)
	d.start()
	manager := d.otherProgram()
	manager.drops(d, place{X: 900, Y: 700}, d.written("may.csv", "date,step,CSAT,n\n2026-05-01,Compare,3.5,40\n2026-05-01,Pay,2.5,50\n"))
	d.wait("the import", func(s seen) bool { return s.Screen == "import" })
	d.keepPicture("home-csv")
	d.press("import.run") // the names of the file become the steps of a new map
	d.wait("the board", func(s seen) bool { return s.Screen == "board" && len(s.Cells) > 0 })
	d.keepPicture("home-csv-done")
	w := d.savedWorkspace()
	if len(w.Journeys) != 1 || len(w.Datasets) != 1 || w.Datasets[0].Journey != w.Journeys[0].ID || w.Datasets[0].Observations.Len() != 2 {
		t.Fatalf("the file has %d maps and %d tables of values", len(w.Journeys), len(w.Datasets))
	}
	j := w.Journeys[0]
	for i, step := range j.Steps() {
		if i > 1 || j.Title != "may" || step.Title != []string{"Compare", "Pay"}[i] {
			t.Errorf("the map %q has the step %q at %d", j.Title, step.Title, i)
		}
	}
	if len(j.Steps()) != 2 {
		t.Errorf("the map has %d steps, want 2", len(j.Steps()))
	}
	d.key("ctrl+z")
	if w := d.savedWorkspace(); len(w.Journeys) != 0 {
		t.Errorf("after one undo the file has %d maps", len(w.Journeys))
	}
}

// Rows are copied in a spreadsheet and pasted on the map; copied on the map they are rows again.
func TestStory_PastesFromASpreadsheetAndBack(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	before := d.savedWorkspace()
	calc := d.otherProgram()
	calc.copies("Finds a deal\tReads the terms\nChat\tHotline")
	d.click(d.cell("do", "pay"), 1)
	d.key("ctrl+v")
	d.wait("the preview", func(s seen) bool { return s.Dialog == "paste" })
	d.press("sheet-ok")
	j := d.saved()
	for cell, want := range map[model.Cell]string{
		{Lane: "do", Step: "pay"}: "Finds a deal", {Lane: "do", Step: "arrive"}: "Reads the terms",
		{Lane: "touch", Step: "pay"}: "Chat", {Lane: "touch", Step: "arrive"}: "Hotline",
	} {
		if got := titles(j, cell.Lane, cell.Step); !slices.Equal(got, []string{want}) {
			t.Errorf("the file has %q at %v, want %q", got, cell, want)
		}
	}
	d.key("ctrl+c")
	if got, want := calc.pastes(), "Finds a deal\tReads the terms\nChat\tHotline\n"; got != want {
		t.Errorf("the spreadsheet gets %q, want %q", got, want)
	}
	d.key("ctrl+z")
	d.unchanged("after one undo", before)
}

// A table whose first row and first column are names goes to the steps and lanes of these names; the
// step and the lane that the map lacks come beside their neighbours.
func TestStory_PastesATableWithNames(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	before := d.savedWorkspace()
	calc := d.otherProgram()
	calc.copies("\tCompare\tDecide\tPay\nThinking\tToo many\tThis one\tHow much\nPains\tTabs\t\tSlow bank")
	d.click(d.cell("idea", "dream"), 1)
	d.key("ctrl+v")
	d.wait("the preview", func(s seen) bool { return s.Dialog == "paste" })
	d.keepPicture("paste-names")
	d.press("sheet-ok")
	j := d.saved()
	if got := j.Stages[0].Steps; len(got) != 3 || got[2].Title != "Decide" {
		t.Fatalf("the first stage has %d steps, want Decide after Compare", len(got))
	}
	at := slices.IndexFunc(j.Lanes, func(l *model.Lane) bool { return l.Kind == model.KindThinking })
	if at < 0 || j.Lanes[at+1].ID != "pain" {
		t.Fatalf("the lane of thoughts is lane %d, want it before the pains", at)
	}
	decide, think := j.Stages[0].Steps[2].ID, j.Lanes[at].ID
	for cell, want := range map[model.Cell][]string{
		{Lane: think, Step: "compare"}: {"Too many"}, {Lane: think, Step: decide}: {"This one"}, {Lane: think, Step: "pay"}: {"How much"},
		{Lane: "pain", Step: "compare"}: {"Prices differ from site to site", "Tabs"}, {Lane: "pain", Step: "pay"}: {"A fee appears at the end", "Slow bank"},
	} {
		if got := titles(j, cell.Lane, cell.Step); !slices.Equal(got, want) {
			t.Errorf("the file has %q at %v, want %q", got, cell, want)
		}
	}
	d.key("ctrl+z")
	d.unchanged("after one undo", before)
}

// Cards are copied in one file and pasted in another: with all that they are, and with the
// owner that the other file did not know.
func TestStory_CopiesCardsIntoAnotherFile(t *testing.T) {
	d := newDesk(t)
	w := trip()
	w.Journeys[0].Card("fee").Owner, w.Journeys[0].Card("fee").Severity = "desk", 2
	d.open(w)
	empty := model.Workspace{Name: "Other", Journeys: []*model.Journey{model.NewJourney("Other way", model.JourneyMap)}}
	other := d.workspace("other.stage", &empty)
	d.click(d.card("fee"), 1)
	d.key("ctrl+c")
	d.again(other)
	d.wait("the other file", func(s seen) bool { return s.File == other && len(s.Cells) > 0 })
	j := empty.Journeys[0]
	lane := j.Lanes[slices.IndexFunc(j.Lanes, func(l *model.Lane) bool { return l.Kind == model.KindPain })]
	d.click(d.cell(string(lane.ID), string(j.Steps()[1].ID)), 1)
	d.key("ctrl+v")
	d.titled("A fee appears at the end")
	got := d.savedWorkspace()
	cards := got.Journeys[0].CardsIn(model.Cell{Lane: lane.ID, Step: j.Steps()[1].ID})
	if len(cards) != 1 || cards[0].Severity != 2 || cards[0].ID == "fee" {
		t.Fatalf("the other file has %d cards there", len(cards))
	}
	if owner := got.Owner(cards[0].Owner); owner == nil || owner.Name != "Front desk" {
		t.Errorf("the card's owner there is %+v", owner)
	}
}
