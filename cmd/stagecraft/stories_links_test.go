package main

import (
	"slices"
	"strings"
	"testing"

	"stagecraft/model"
)

// An analyst draws what causes what, by the handle below a card, and takes the meaning from the list.
func TestStory_DrawsALinkFromItsHandle(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.click(d.card("fee"), 1)
	handle := d.card("fee").at(0.5, 1).by(0, 4)
	s := d.lift(handle, d.card("prices"))
	if !strings.Contains(s.Gesture, "ink") {
		t.Errorf("while a link is drawn the status says %q", s.Gesture)
	}
	d.drop()
	d.press("menu:Causes")
	links := d.saved().Links
	if len(links) != 1 || links[0].From != "fee" || links[0].To != "prices" || links[0].Kind != model.Causes {
		t.Fatalf("the file has the links %+v", links)
	}
	d.key("ctrl+z")
	if links := d.saved().Links; len(links) != 0 {
		t.Errorf("one undo leaves the links %+v", links)
	}
}

// Without a mouse: L begins a link, the arrows choose where it goes, Enter draws it; Ctrl+L follows it.
func TestStory_LinksAndFollowsByKey(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.click(d.card("fee"), 1)
	d.key("l", "Down", "Return")
	d.widget("menu:Leads to")
	d.key("Return")
	links := d.saved().Links
	if len(links) != 1 || links[0].From != "fee" || links[0].To != "total" || links[0].Kind != model.Flow {
		t.Fatalf("the file has the links %+v", links)
	}
	d.click(d.card("fee"), 1)
	d.key("ctrl+l")
	if s := d.look(); !slices.Equal(s.Selection, []string{"card:total"}) {
		t.Errorf("Ctrl+L leads from the fee to %q", s.Selection)
	}
	d.key("ctrl+u")
	if s := d.look(); !slices.Equal(s.Selection, []string{"card:fee"}) {
		t.Errorf("Ctrl+U leads back to %q", s.Selection)
	}
}
