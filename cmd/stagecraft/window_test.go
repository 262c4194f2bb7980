package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stagecraft/assets"
	"stagecraft/store"
)

// TestTheWholeJob does in the real window what a person does in a first hour, and looks at the saved
// file after each step, not only at the screen.
func TestTheWholeJob(t *testing.T) {
	d := newDesk(t)
	d.start()

	d.press("home.sample.hotel")
	s := d.wait("the sample on the board, saved", func(s seen) bool { return s.Screen == "board" && s.File != "" && s.Saved && len(s.Cards) > 10 })
	file := s.File

	// Drag a card to another stage.
	const card, title = "act1.2", "Opens six tabs, reads reviews, checks the map"
	d.drag(d.card(card), d.cell("act", "step2.1"))
	d.wait("the move, saved", func(s seen) bool { return s.Undo != "" && s.Saved })
	if c := readFile(t, file).Journeys[0].Card(card); c.Step != "step2.1" || c.Lane != "act" {
		t.Fatalf("after the drag the file has the card at %s, %s", c.Lane, c.Step)
	}

	// Type into it.
	d.click(d.card(card), 2)
	d.wait("the editor", func(s seen) bool { return s.Editing })
	d.key("ctrl+a")
	d.write("Compares six hotels on the sofa")
	d.key("ctrl+Return")
	d.wait("the editor's end", func(s seen) bool { p, ok := find(s.Cards, card); return ok && strings.Contains(p.Title, "sofa") })
	d.key("Escape")
	d.wait("the text, saved", func(s seen) bool { return s.Saved && !s.Editing })
	if c := readFile(t, file).Journeys[0].Card(card); c.Title != "Compares six hotels on the sofa" {
		t.Fatalf("the file says %q", c.Title)
	}

	// Undo both, redo both.
	undone := func(s seen) bool {
		p, ok := find(s.Cards, card)
		return ok && p.Title == title && p.Step == "step1.2" && s.Saved
	}
	for range 6 {
		if undone(d.look()) {
			break
		}
		before := d.look().Seq
		d.key("ctrl+z")
		d.wait("an undo", func(s seen) bool { return s.Seq > before && s.Saved })
	}
	d.wait("both undone", undone)
	if c := readFile(t, file).Journeys[0].Card(card); c.Step != "step1.2" || c.Title != title {
		t.Fatalf("after undo the file has %q at %s", c.Title, c.Step)
	}
	for range 6 {
		if d.look().Redo == "" {
			break
		}
		before := d.look().Seq
		d.key("ctrl+shift+z")
		d.wait("a redo", func(s seen) bool { return s.Seq > before && s.Saved })
	}
	if c := readFile(t, file).Journeys[0].Card(card); c.Step != "step2.1" || c.Title != "Compares six hotels on the sofa" {
		t.Fatalf("after redo the file has %q at %s", c.Title, c.Step)
	}

	// Import figures.
	data := filepath.Join(d.dir, "survey.csv")
	text := "date,step,segment,CSAT,n\n2026-10-01,Pay and confirm,leisure,3.1,64\n2026-10-01,Check in online,leisure,2.2,71\n2026-10-01,The moon,leisure,4,1\n"
	if err := os.WriteFile(data, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	before := observations(t, file)
	d.key("ctrl+shift+i")
	d.fill("import.path", data)
	d.key("Return")
	d.press("import.unassigned")
	d.press("import.run")
	d.wait("the import, saved", func(s seen) bool {
		return s.Screen == "board" && s.Saved && strings.Contains(strings.ToLower(s.Undo), "import")
	})
	if got := observations(t, file); got < before+2 {
		t.Fatalf("%d observations in the file, %d before the import of 2", got, before)
	}

	// Heat: off, as the sample opens with it, and on again.
	d.key("ctrl+j")
	d.wait("the map without heat", func(s seen) bool { return s.Heat == "" })
	d.key("ctrl+j")
	d.wait("the heat map", func(s seen) bool { return s.Heat != "" })

	// Export.
	pdf, xlsx := filepath.Join(d.dir, "map.pdf"), filepath.Join(d.dir, "map.xlsx")
	exportTo(t, d, pdf, "%PDF-")
	exportTo(t, d, xlsx, "PK")

	// A power cut, and everything is there.
	want := encoded(t, file)
	d.wait("the status Saved", func(s seen) bool { return s.Saved })
	d.kill()
	d.start(file)
	d.wait("the board again", func(s seen) bool { return s.Screen == "board" && s.File == file })
	if p := d.card(card); p.Step != "step2.1" || p.Title != "Compares six hotels on the sofa" {
		t.Errorf("after the power cut the board shows %+v", p)
	}
	if encoded(t, file) != want {
		t.Error("after the power cut the file holds another journey")
	}
}

// exportTo exports from the dialog and waits for the whole file.
func exportTo(t *testing.T, d *desk, path, begin string) {
	t.Helper()
	d.key("ctrl+shift+e")
	d.fill("export.path", path)
	d.press("export.run")
	d.wait("the export of "+filepath.Base(path), func(seen) bool {
		data, err := os.ReadFile(path)
		return err == nil && strings.HasPrefix(string(data), begin)
	})
	d.wait("the dialog's end", func(s seen) bool { return s.Dialog == "" })
}

// TestASecondProgramIsTold opens a file twice: the second is told, and may look but not write.
func TestASecondProgramIsTold(t *testing.T) {
	d := newDesk(t)
	path := filepath.Join(d.dir, "shared.stage")
	w, err := store.DecodeJourney(assets.Samples()[0].Journey)
	if err != nil {
		t.Fatal(err)
	}
	held, err := store.Create(t.Context(), path, w)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	d.start(path)
	s := d.wait("the message", func(s seen) bool { return s.Banner != "" || s.Dialog != "" })
	if words := strings.ToLower(s.Banner + s.Dialog + s.Status); !strings.Contains(words, "open") {
		t.Errorf("the second opener is told %q", words)
	}
}

func observations(t *testing.T, path string) int {
	t.Helper()
	f, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for _, d := range f.Workspace().Datasets {
		n += d.Observations.Len()
	}
	return n
}

func encoded(t *testing.T, path string) string {
	t.Helper()
	f, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := store.EncodeJourney(f.Workspace(), f.Workspace().Journeys[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
