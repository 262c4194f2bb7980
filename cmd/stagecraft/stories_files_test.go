package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stagecraft/model"
)

// A service designer begins a blueprint from a template and fills a lane below the line of visibility.
func TestStory_BeginsABlueprintFromATemplate(t *testing.T) {
	d := newDesk(t)
	d.start()
	d.press("home.template.service-blueprint")
	d.wait("the blueprint", func(s seen) bool { return s.Screen == "board" && len(s.Cells) > 0 })
	j := d.saved()
	if lines := model.BlueprintLines(j.Lanes); len(lines) != 3 {
		t.Errorf("the blueprint has %d lines, want 3", len(lines))
	}
	for _, l := range j.Lanes {
		if l.Kind == model.KindBackstage {
			d.click(d.cell(string(l.ID), string(j.Steps()[0].ID)), 1)
			d.write("Checks the stock")
			d.key("ctrl+Return", "Escape")
			if got := titles(d.saved(), l.ID, j.Steps()[0].ID); len(got) != 1 || got[0] != "Checks the stock" {
				t.Errorf("the backstage lane of the file has %q", got)
			}
			return
		}
	}
	t.Error("the blueprint has no backstage lane")
}

// Two people open the same file on a shared folder: the second may look, and not write.
func TestStory_TwoProgramsOneFile(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	other := d.beside()
	other.start(d.file)
	s := other.wait("the file, for reading", func(s seen) bool { return s.Screen == "board" && len(s.Cards) > 0 })
	if !strings.Contains(s.Banner, "open in another window") {
		t.Errorf("the second person is told %q", s.Banner)
	}
	before := readFile(t, d.file)
	other.click(other.card("books"), 1)
	other.key("m", "Delete")
	if s := other.look(); !strings.Contains(s.Status, "reading") || s.Undo != "" {
		t.Errorf("the status is %q and %q can be undone", s.Status, s.Undo)
	}
	other.press("sheet-ok") // the reminder that the file is for reading
	if !model.Equal(readFile(t, d.file), before) {
		t.Error("the second person changed the file")
	}
	other.quit()
	d.tool("windowfocus", "--sync", d.window)
	d.click(d.card("books"), 1)
	d.key("m")
	if !d.saved().Card("books").MomentOfTruth {
		t.Error("the first person cannot write any more")
	}
}

// The battery dies in the middle of a word: all that was saved is there, and the half word is not.
func TestStory_LosesPowerWhileTyping(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.click(d.cell("idea", "dream"), 1)
	d.write("Show the map")
	d.key("ctrl+Return")
	want := d.savedWorkspace()
	d.tool("type", "--delay", "8", "Half a thou")
	d.kill()
	d.start(d.file)
	d.wait("the board again", func(s seen) bool { return s.Screen == "board" && len(s.Cards) > 0 })
	d.titled("Show the map")
	d.unchanged("after the power cut", want)
}

// Somebody likes it dark; so it is the next morning.
func TestStory_KeepsTheLook(t *testing.T) {
	d := newDesk(t)
	d.start()
	for _, look := range []string{"dark", "high-contrast"} {
		d.press("home.look")
		d.quit()
		settings, err := os.ReadFile(d.settings())
		if err != nil || !strings.Contains(string(settings), fmt.Sprintf("%q", look)) {
			t.Fatalf("the settings are %s, want the look %s in them: %v", settings, look, err)
		}
		d.start()
		if s := d.wait("the look", func(s seen) bool { return s.Look != "" }); s.Look != look {
			t.Fatalf("the program starts with the look %s, want %s", s.Look, look)
		}
	}
}

// A designer goes back and forth between two maps; each is found as it was left.
func TestStory_EachMapKeepsItsView(t *testing.T) {
	d := newDesk(t)
	d.open(trips())
	before := d.savedWorkspace()
	d.press("view.zoomin")
	d.press("view.zoomin")
	d.press("journey-Way home")
	d.wait("the other map", func(s seen) bool { return s.Journey == "home" })
	d.press("view.zoomout")
	zoom := d.look().Zoom
	d.press("journey-City trip")
	if s := d.wait("the first map", func(s seen) bool { return s.Journey == "trip" }); s.Zoom != 1.5 {
		t.Errorf("the first map is at zoom %v, want 1.5 as it was left", s.Zoom)
	}
	d.press("journey-Way home")
	if s := d.wait("the other map", func(s seen) bool { return s.Journey == "home" }); s.Zoom != zoom {
		t.Errorf("the other map is at zoom %v, want %v as it was left", s.Zoom, zoom)
	}
	d.unchanged("after only looking", before)
}

// A map gets its name, its goal and its state.
func TestStory_RenamesTheMap(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.press("title")
	d.fill("inspector.title", "A weekend in Porto")
	d.key("Return")
	d.fill("journey-words", "I book and enjoy two days")
	d.choose("journey-status", string(model.Approved))
	j := d.saved()
	if j.Title != "A weekend in Porto" || j.InWords != "I book and enjoy two days" || j.Status != model.Approved {
		t.Errorf("the file has the title %q, %q, %s", j.Title, j.InWords, j.Status)
	}
}

// A map is copied, made into a future one, deleted, and the deleting taken back.
func TestStory_CopiesAndDeletesAMap(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.menu(d.widget("journey-City trip"), "Make its future twin")
	w := d.savedWorkspace()
	if len(w.Journeys) != 2 || w.Journeys[1].Kind != model.Future || w.Journeys[0].Twin != w.Journeys[1].ID || len(w.Journeys[1].Cards) != len(w.Journeys[0].Cards) {
		t.Fatalf("the file has %d maps and no twin of the first", len(w.Journeys))
	}
	d.press("state.current")
	d.wait("the current map", func(s seen) bool { return s.Journey == "trip" })
	d.menu(d.widget("journey-City trip"), "Delete the map")
	d.wait("the deleting", func(s seen) bool { return strings.Contains(s.Toast, "is in the bin") })
	if w := d.savedWorkspace(); len(w.Journeys) != 1 || w.Journeys[0].Twin != "" {
		t.Fatalf("after the deleting the file has %d maps", len(w.Journeys))
	}
	d.key("ctrl+z")
	d.unchanged("after the deleting was taken back", w)
}

// The next morning the file is among the recent ones; a file that went away says so.
func TestStory_OpensARecentFile(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.click(d.card("books"), 1)
	d.key("m")
	d.quit() // at once: what was not saved yet is
	if !readFile(t, d.file).Journeys[0].Card("books").MomentOfTruth {
		t.Fatal("what was done just before quitting is not in the file")
	}
	d.start()
	d.press("home.recent.trip.stage")
	d.wait("the board", func(s seen) bool { return s.Screen == "board" && s.File == d.file })
	d.quit()
	if err := os.Rename(d.file, d.file+".gone"); err != nil {
		t.Fatal(err)
	}
	d.start()
	d.press("home.recent.trip.stage")
	s := d.wait("the message", func(s seen) bool { return s.Dialog != "" })
	if text := strings.Join(s.Texts, " "); !strings.Contains(text, "trip.stage") {
		t.Errorf("about a file that went away the program says %q", text)
	}
}

// On a train with a small laptop everything can be reached, and works.
func TestStory_WorksOnASmallScreen(t *testing.T) {
	d := newDeskOf(t, 1024, 680)
	d.open(trip())
	for _, w := range d.look().Widgets {
		if w.Out == nil && (w.X < 0 || w.Y < 0 || w.X+w.W > 1025 || w.Y+w.H > 681) {
			t.Errorf("%s lies at %v, %v and is %v x %v: off the screen", w.Name, w.X, w.Y, w.W, w.H)
		}
	}
	d.key("ctrl+9")
	d.click(d.card("fee"), 1)
	d.press("inspector-tab") // it comes over the map, which keeps its width
	d.choose("card-severity", "2")
	d.key("ctrl+i")
	d.drag(d.card("books"), d.cell("do", "dream"))
	j := d.saved()
	if j.Card("fee").Severity != 2 || j.Card("books").Step != "dream" {
		t.Errorf("the file has severity %d, and the card at %s", j.Card("fee").Severity, j.Card("books").Step)
	}
}

// Before a risky workshop somebody makes a copy, and goes on in the old file.
func TestStory_SavesACopy(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	before := d.savedWorkspace()
	// The menu bar has it; Ctrl+S goes there only when the file cannot be written.
	d.click(place{X: 20, Y: 10}, 1)
	d.key("Down", "Down", "Down", "Down", "Down", "Down", "Down", "Return")
	copied := filepath.Join(d.dir, "safe.stage")
	d.fill("copy.path", copied)
	d.press("sheet-ok")
	d.wait("the copy", func(s seen) bool { return strings.Contains(s.Toast, "safe.stage") })
	d.click(d.card("books"), 1)
	d.key("Delete")
	if d.saved().Card("books") != nil {
		t.Error("the work does not go on in the old file")
	}
	if !model.Equal(readFile(t, copied), before) {
		t.Error("the copy is not what was there when it was made")
	}
}
