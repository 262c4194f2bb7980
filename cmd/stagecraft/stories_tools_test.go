package main

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stagecraft/model"
)

// The hotel is called a guest house now, everywhere at once.
func TestStory_FindsAndReplaces(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.key("ctrl+f")
	d.write("fee")
	d.widget("hit-card-fee")
	d.key("Return")
	d.wait("the hit on the board", func(s seen) bool { return slices.Equal(s.Selection, []string{"card:fee"}) })
	d.key("Escape")
	d.key("ctrl+h", "ctrl+a")
	d.write("site")
	d.fill("find.with", "page")
	d.press("find.all")
	j := d.saved()
	if got := j.Card("prices").Title; got != "Prices differ from page to page" {
		t.Errorf("the file says %q", got)
	}
	if got := j.Card("site").Title; got != "Web page" {
		t.Errorf("the file says %q", got)
	}
	d.key("Escape", "Escape")
	d.key("ctrl+z")
	if got := d.saved().Card("site").Title; got != "Web site" {
		t.Errorf("after one undo the file says %q", got)
	}
}

// After an hour somebody wants to see how it was before, and comes back.
func TestStory_GoesThroughTheHistory(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	before := d.savedWorkspace()
	d.click(d.card("books"), 1)
	d.key("m")
	d.click(d.card("fee"), 1)
	d.key("s")
	d.click(d.card("total"), 1)
	d.key("Delete")
	last := d.savedWorkspace()
	d.key("ctrl+shift+p")
	d.write("history")
	d.press("palette-edit.history")
	d.press("history-0")
	d.unchanged("at the first line of the history", before)
	d.press("history-2")
	if j := d.saved(); !j.Card("books").MomentOfTruth || j.Card("fee").Severity != 1 || j.Card("total") == nil {
		t.Error("at the third line the file does not hold two steps and not the third")
	}
	d.key("End", "Return")
	d.unchanged("at the last line of the history", last)
}

// A researcher fills an empathy map; the notes are cards of the map.
func TestStory_FillsAnEmpathyMap(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.key("ctrl+5")
	d.wait("the empathy map", func(s seen) bool { return s.Screen == "empathy" })
	for _, q := range []model.Quadrant{model.Says, model.Thinks} {
		d.press("empathy.add." + string(q))
		d.widget("empathy.entry")
		d.write("It " + string(q) + " a lot\n")
	}
	j := d.saved()
	for _, q := range []model.Quadrant{model.Says, model.Thinks} {
		at := slices.IndexFunc(j.Cards, func(c *model.Card) bool { return c.Title == "It "+string(q)+" a lot" })
		if at < 0 || !slices.Contains(q.Kinds(), j.KindOf(j.Cards[at])) {
			t.Errorf("the file has no card of %s with what was typed", q)
		}
	}
}

// A photo of the sketch from the workshop goes onto a card, small enough for the file.
func TestStory_PutsAPictureOnACard(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	picture := image.NewRGBA(image.Rect(0, 0, 900, 600))
	for i := range picture.Pix {
		picture.Pix[i] = byte(i * 7 % 256)
	}
	picture.Set(3, 3, color.Black)
	path := filepath.Join(d.dir, "sketch.png")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, picture); err != nil {
		t.Fatal(err)
	}
	f.Close()
	for _, id := range []string{"fee", "books"} {
		d.click(d.card(id), 1)
		d.key("ctrl+shift+p")
		d.write("picture")
		d.press("palette-insert.picture")
		d.fill("picture.path", path)
		d.press("sheet-ok")
		d.wait("the picture", func(s seen) bool { return strings.Contains(strings.ToLower(s.Undo), "pictur") })
	}
	w := d.savedWorkspace()
	if len(w.Images) != 1 || len(w.Images[0].Data) == 0 {
		t.Fatalf("the file has %d pictures, want one for both cards", len(w.Images))
	}
	for _, id := range []model.CardID{"fee", "books"} {
		if got := w.Journeys[0].Card(id).Image; got != w.Images[0].ID {
			t.Errorf("%s shows the picture %q", id, got)
		}
	}
}
