package canvas_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// handle returns where a card's link handle is seen.
func (s *stage) handle(box *layout.CardBox) fyne.Position {
	at, size, _ := s.board.RecordRect(s.ref(box.Card))
	return at.AddXY(size.Width/2, size.Height+4)
}

// unlinked returns two cards on screen without a link between them.
func (s *stage) unlinked() (a, b *layout.CardBox) {
	s.t.Helper()
	cards := s.visibleCards()
	for _, a := range cards {
		for _, b := range cards {
			_, _, reason := tool.Link(s.layout(), a.Card.ID, b.Card.ID)
			if a != b && a.Row != b.Row && reason == "" && !s.linked(a.Card.ID, b.Card.ID) {
				return a, b
			}
		}
	}
	s.t.Fatal("all cards are linked")
	return nil, nil
}

func (s *stage) linked(a, b model.CardID) bool {
	for _, l := range s.layout().Journey.Links {
		if l.From == a && l.To == b {
			return true
		}
	}
	return false
}

func TestLinkIsDrawnFromTheHandle(t *testing.T) {
	s := newStage(t, small(2))
	a, b := s.unlinked()
	before := s.Workspace()
	s.hover(s.at(s.ref(a.Card)))
	s.drag(s.handle(a), s.at(s.ref(b.Card)), primary)
	if s.Workspace() != before || !strings.Contains(s.status, "Link from") {
		t.Fatalf("before the drop the status says %q", s.status)
	}
	s.drop(s.at(s.ref(b.Card)), primary)
	if !s.linked(a.Card.ID, b.Card.ID) || len(s.commands) != 1 || len(s.history.Steps()) != 1 {
		t.Fatalf("no link after %d commands", len(s.commands))
	}
	if got := s.layout().Journey.Links; len(s.selection) != 1 || s.selection[0].ID != string(got[len(got)-1].ID) {
		t.Errorf("selected is %v", s.selection)
	}
}

func TestLinkIsNotMadeOnEmptyGroundOrAfterEscape(t *testing.T) {
	s := newStage(t, small(2))
	a, b := s.unlinked()
	before := s.Workspace()
	s.click(s.at(s.ref(a.Card)))
	s.drag(s.handle(a), s.at(s.ref(b.Card)), primary)
	s.key(fyne.KeyEscape)
	s.drop(s.at(s.ref(b.Card)), primary)
	s.drag(s.handle(a), s.at(s.ref(a.Card)), primary)
	s.drop(s.at(s.ref(a.Card)), primary)
	s.drag(s.handle(a), fyne.NewPos(40, 20), primary) // over the headers
	s.drop(fyne.NewPos(40, 20), primary)
	if s.Workspace() != before || !s.board.Quiet() {
		t.Error("a link was made, or something is left over")
	}
}

func TestLinkByKeys(t *testing.T) {
	s := newStage(t, small(2))
	a := s.visibleCards()[0]
	s.click(s.at(s.ref(a.Card)))
	n := len(s.layout().Journey.Links)
	s.board.TypedRune('l')
	s.key(fyne.KeyReturn) // at no card yet
	if !strings.Contains(s.status, "Arrows choose") {
		t.Fatalf("the status says %q", s.status)
	}
	s.key(fyne.KeyDown, fyne.KeyRight, fyne.KeyReturn)
	if got := len(s.layout().Journey.Links); got != n+1 || !s.board.Quiet() {
		t.Fatalf("%d links, want %d", got, n+1)
	}
	s.click(s.at(s.ref(a.Card)))
	s.board.TypedRune('l')
	s.key(fyne.KeyDown, fyne.KeyEscape)
	if len(s.layout().Journey.Links) != n+1 || !s.board.Quiet() || s.board.Focused().Card != a.Card.ID {
		t.Error("Escape does not leave off")
	}
	// A press on another card ends it as well.
	_, b := s.unlinked()
	s.board.TypedRune('l')
	if s.linked(a.Card.ID, b.Card.ID) {
		t.Skip("linked already")
	}
	s.click(s.at(s.ref(b.Card)))
	if !s.linked(a.Card.ID, b.Card.ID) {
		t.Error("a press on a card does not link")
	}
}

func TestFollowLinksGoesThroughAll(t *testing.T) {
	w := small(2)
	s := newStage(t, w)
	cards := s.plainCards()
	from := cards[0].Card
	ends := map[model.CardID]bool{}
	for _, l := range s.layout().Journey.Links {
		if l.From == from.ID {
			ends[l.To] = true
		}
	}
	for _, to := range cards[1:] {
		if len(ends) < 3 && !ends[to.Card.ID] {
			c, _, _ := tool.Link(s.layout(), from.ID, to.Card.ID)
			if err := s.Do(c); err != nil {
				t.Fatal(err)
			}
			ends[to.Card.ID] = true
		}
	}
	s.board.FocusOn(s.ref(from))
	s.Select([]model.Ref{s.ref(from)})
	seen := map[model.CardID]bool{}
	for range ends {
		s.board.FollowLink(false)
		if len(s.selection) != 1 || s.board.Focused().Card != model.CardID(s.selection[0].ID) {
			t.Fatalf("focus %v, selected %v", s.board.Focused(), s.selection)
		}
		seen[s.board.Focused().Card] = true
	}
	for id := range ends {
		if !seen[id] {
			t.Errorf("card %s was not reached", id)
		}
	}
	last := s.board.Focused().Card
	s.board.FollowLink(true)
	for range 5 {
		if s.board.Focused().Card == from.ID {
			return
		}
		s.board.FollowLink(true)
	}
	t.Errorf("no way back from %s to %s", last, from.ID)
}

func TestDoubleClickOnALinkEditsItsLabel(t *testing.T) {
	s := newStage(t, small(2))
	for _, r := range s.layout().Links {
		for i := 1; i < len(r.Points); i++ {
			mid := layout.Point{X: (r.Points[i-1].X + r.Points[i].X) / 2, Y: (r.Points[i-1].Y + r.Points[i].Y) / 2}
			p := s.board.PixelAt(mid)
			if h := s.layout().HitTest(mid); h.Part != layout.PartLink || h.Ref.ID != string(r.Link.ID) || p.X < 180 || p.Y < 100 || p.X > 900 || p.Y > 600 {
				continue
			}
			s.click(p)
			s.click(p)
			if !s.board.Editing() {
				t.Fatal("the label is not open")
			}
			s.board.TypeText("only by post")
			s.board.CommitEdit()
			if got := s.layout().Journey.Link(r.Link.ID).Label; got != "only by post" {
				t.Errorf("the label is %q", got)
			}
			return
		}
	}
	t.Fatal("no link is on screen")
}
