package main

import (
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
	d.click(d.card("books"), 1)
	d.key("m")
	asked := time.Now()
	d.quit() // which fails when the program does not end, or not with 0
	if took := time.Since(asked); took < shutdownPatience {
		t.Errorf("the program ended %v after it was asked to: Fyne did not hang, so this tried nothing", took)
	}
	if w := readFile(t, d.file); !w.Journeys[0].Card("books").MomentOfTruth {
		t.Error("the last change is not in the file")
	}
}
