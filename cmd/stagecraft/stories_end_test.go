package main

import (
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

// neverStops is set for a run of the program in which Fyne hangs while it shuts down.
const neverStops = "STAGECRAFT_TEST_NEVER_STOPS"

// neverStop makes Fyne wait for ever once its window is gone.
func neverStop() {
	for fyne.CurrentApp() == nil {
		time.Sleep(50 * time.Millisecond)
	}
	fyne.CurrentApp().Lifecycle().SetOnStopped(func() { select {} })
}

// Somebody quits and Fyne hangs: the program ends all the same, a moment after all work is in the file.
func TestStory_EndsThoughFyneHangs(t *testing.T) {
	d := newDesk(t)
	d.env = []string{neverStops + "=1"}
	d.open(trip())
	star := true
	for range 10 {
		d.click(d.card("books"), 1)
		d.key("m")
		asked := time.Now()
		d.quit() // which fails when the program does not end, or not with 0
		took := time.Since(asked)
		if w := readFile(t, d.file); w.Journeys[0].Card("books").MomentOfTruth != star {
			t.Error("the last change is not in the file")
		}
		if took >= shutdownPatience {
			return
		}
		// Fyne dropped the hook that hangs, which it does when its loop ends before that was asked to run.
		star = !star
		d.start(d.file)
		d.wait("the board", func(s seen) bool { return s.Screen == "board" && len(s.Cards) > 0 })
	}
	t.Error("Fyne never hung, so this tried nothing")
}

// The session of the user ends while something was just done and a field is open: all of it is in the file.
func TestStory_EndsWhenTheSystemAsks(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.click(d.card("books"), 1)
	d.key("Return", "ctrl+a")
	d.write("Books at the last moment")
	if err := d.program.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	d.ends()
	if c := readFile(t, d.file).Journeys[0].Card("books"); c.Title != "Books at the last moment" {
		t.Errorf("the file has the card %q", c.Title)
	}
	d.start(d.file)
	if s := d.wait("the board", func(s seen) bool { return s.Screen == "board" && len(s.Cards) > 0 }); s.Banner != "" {
		t.Errorf("the next start says %q", s.Banner)
	}
}
