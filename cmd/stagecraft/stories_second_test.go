package main

import (
	"strings"
	"syscall"
	"testing"
)

// Somebody double clicks a second file while the program runs: it opens in the window that is there, and
// what was done in the first file is saved.
func TestStory_ASecondStartOpensInTheFirstWindow(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	second := d.workspace("second.stage", trips())
	d.click(d.card("books"), 1)
	d.key("m")
	d.again(d.file)
	if s := d.settle(); s.File != d.file || s.Dialog != "" || s.Banner != "" {
		t.Errorf("starting again with the file that is open shows %s, dialog %q, banner %q", s.File, s.Dialog, s.Banner)
	}
	d.again(second)
	d.wait("the second file", func(s seen) bool { return s.File == second && len(s.Cards) > 0 })
	if !readFile(t, d.file).Journeys[0].Card("books").MomentOfTruth {
		t.Error("what was done in the first file is not saved")
	}
	lines := strings.Fields(d.tool("search", "--maxdepth", "0", ".*"))
	d.tool("windowfocus", lines[len(lines)-1]) // the desktop has the keyboard
	d.again()
	if s := d.settle(); s.File != second {
		t.Errorf("a start without a file shows %q", s.File)
	}
	if front := strings.TrimSpace(d.tool("getwindowfocus")); front != d.window {
		t.Errorf("window %s is in front, want %s", front, d.window)
	}
}

// The program hangs with a file open. A second start shows the file to read; when the first is gone it
// can be changed there, and after a power cut a new start finds nothing in its way.
func TestStory_AProgramThatHangsHoldsNobodyUp(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	if err := d.program.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	other := *d
	other.trace += "2"
	other.start(d.file)
	s := other.wait("the file, for reading", func(s seen) bool { return s.File == d.file && len(s.Cards) > 0 })
	if !strings.Contains(s.Banner, "open in another window") {
		t.Errorf("the banner says %q", s.Banner)
	}
	other.press("banner-again")
	other.wait("the answer", func(s seen) bool { return strings.Contains(s.Toast, "still open") })

	d.kill()
	other.press("banner-again")
	other.wait("the file for writing", func(s seen) bool { return s.Banner == "" && len(s.Cards) > 0 })
	other.click(other.card("books"), 1)
	other.key("m")
	if !other.saved().Card("books").MomentOfTruth {
		t.Error("the one that tried again cannot write")
	}

	other.kill()
	d.start(d.file)
	s = d.wait("the board", func(s seen) bool { return s.File == d.file && len(s.Cards) > 0 })
	if s.Banner != "" || s.Dialog != "" {
		t.Errorf("after a power cut the program says %q %q", s.Banner, s.Dialog)
	}
	d.click(d.card("books"), 1)
	d.key("m")
	if d.saved().Card("books").MomentOfTruth {
		t.Error("the third start cannot write")
	}
	d.again() // and it is the first now
}
