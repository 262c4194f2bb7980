package main

import (
	"context"
	"strings"
	"testing"

	"stagecraft/store"
)

// palette runs an action by a few letters of its name.
func (d *desk) palette(text string) {
	d.t.Helper()
	d.key("ctrl+shift+p")
	d.write(text)
	d.key("Return")
}

// Before a workshop somebody keeps the map, lets the group change it, and takes the morning back: all by
// keyboard.
func TestStory_KeepsAVersionAndRestoresIt(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	before := d.savedWorkspace()
	d.key("ctrl+shift+s")
	d.wait("the question for a name", func(s seen) bool { return s.Dialog == "snapshot" && s.Focus == "snapshot-name" })
	d.write("Before the workshop")
	d.key("Return")
	d.wait("the snapshot", func(s seen) bool { return strings.Contains(s.Toast, "Before the workshop") })
	d.click(d.card("books"), 1)
	d.key("Delete")
	changed := d.savedWorkspace()

	d.palette("snapshots")
	d.wait("the list", func(s seen) bool { return s.Focus == "versions" })
	d.key("Down", "Return")
	d.wait("the old version", func(s seen) bool { return strings.Contains(s.Banner, "Before the workshop") })
	d.card("books")
	d.key("Home", "Return")
	d.wait("the work", func(s seen) bool { return s.Banner == "" })
	d.unchanged("after only looking at the old version", changed)
	d.key("Down", "Return")
	d.press("banner-restore")
	d.wait("the restore", func(s seen) bool { return s.Banner == "" && s.Undo != "" && s.Saved })
	d.point(d.widget("toast-Undo")) // it stays while the pointer is there
	d.unchanged("after the restore", before)
	d.press("toast-Undo")
	d.unchanged("after the restore was taken back", changed)

	d.kill()
	f, err := store.Open(context.Background(), d.file, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var reasons []string
	for _, v := range f.Snapshots() {
		reasons = append(reasons, string(v.Reason))
	}
	if got := strings.Join(reasons, " "); got != "restore named" {
		t.Errorf("after a power cut the file has the snapshots %q", got)
	}
}
