package canvas_test

import (
	"runtime"
	"testing"

	"fyne.io/fyne/v2"
)

// heap is the memory in use once everything that nobody needs is gone, in bytes.
func heap() int {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}

// TestEditorsKeepNothing opens text after text on the board, at several zooms: what one editor took is
// there for the next.
func TestEditorsKeepNothing(t *testing.T) {
	s := newStage(t, small(2))
	cards := s.visibleCards()
	edit := func(n int) {
		for i := range n {
			s.board.ZoomTo([]float64{1, 1.5, 2}[i%3])
			s.board.FocusOn(s.ref(cards[i%len(cards)].Card))
			s.key(fyne.KeyF2)
			if !s.board.Editing() {
				t.Fatal("no text is open")
			}
			s.window.Canvas().Capture()
			s.key(fyne.KeyEscape)
			s.settle()
		}
	}
	edit(6)
	before := heap()
	edit(12)
	if grown := heap() - before; grown > 10<<20 {
		t.Errorf("twelve more editors took %d MB", grown>>20)
	}
}

// A board that is closed has no pictures any more, even where it is still known.
func TestAClosedBoardKeepsNoPictures(t *testing.T) {
	s := newStage(t, small(2))
	s.settle()
	open := heap()
	s.board.Close()
	if freed := open - heap(); freed < 4<<20 {
		t.Errorf("closing gave %d KB back", freed>>10)
	}
	s.window.Canvas().Capture() // and it can still be asked for its looks
	runtime.KeepAlive(s.board)
}
