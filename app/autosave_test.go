package app

import (
	"context"
	"errors"
	"sync"
	"syscall"
	"testing"
	"time"

	"stagecraft/model"
)

// handClock is a clock that the test turns: each wait ends when the test says so.
type handClock struct {
	now   time.Time
	waits chan wait
}

type wait struct {
	d    time.Duration
	fire chan time.Time
}

func newHandClock() *handClock {
	return &handClock{now: time.Date(2026, 3, 1, 14, 32, 0, 0, time.UTC), waits: make(chan wait, 100)}
}

func (c *handClock) Now() time.Time { return c.now }

func (c *handClock) After(d time.Duration) <-chan time.Time {
	fire := make(chan time.Time, 1)
	c.waits <- wait{d, fire}
	return fire
}

// next lets the next wait pass and returns how long it was.
func (c *handClock) next(t *testing.T) time.Duration {
	t.Helper()
	select {
	case w := <-c.waits:
		w.fire <- c.now
		return w.d
	case <-time.After(10 * time.Second):
		t.Fatal("nothing waits")
		return 0
	}
}

// states collects what a saver reports.
type states struct {
	mu   sync.Mutex
	list []SaveState
	more chan struct{}
}

func newStates() *states { return &states{more: make(chan struct{}, 1000)} }

func (s *states) report(st SaveState) {
	s.mu.Lock()
	s.list = append(s.list, st)
	s.mu.Unlock()
	s.more <- struct{}{}
}

// until waits for a state in that phase and returns it.
func (s *states) until(t *testing.T, p SavePhase) SaveState {
	t.Helper()
	limit := time.After(10 * time.Second)
	seen := 0
	for {
		s.mu.Lock()
		for ; seen < len(s.list); seen++ {
			if s.list[seen].Phase == p {
				found := s.list[seen]
				s.list = s.list[seen+1:]
				s.mu.Unlock()
				return found
			}
		}
		s.mu.Unlock()
		select {
		case <-s.more:
		case <-limit:
			t.Fatalf("the saver never came to phase %d", p)
		}
	}
}

func workNamed(name string) *model.Workspace { return &model.Workspace{Name: name} }

func TestAutosave_SavesSoonAndOnce(t *testing.T) {
	clock, file, seen := newHandClock(), &failing{}, newStates()
	a := newAutosave(workNamed("start"), file.write, clock, seen.report)
	defer a.Close()
	last := workNamed("c")
	for _, w := range []*model.Workspace{workNamed("a"), workNamed("b"), last} {
		a.Note(w)
	}
	if d := clock.next(t); d > 300*time.Millisecond {
		t.Errorf("the first change waits %v, want at most 300 ms", d)
	}
	if st := seen.until(t, Saved); !st.At.Equal(clock.now) {
		t.Errorf("saved at %v, want %v", st.At, clock.now)
	}
	if file.last() != last || len(file.saved) != 1 {
		t.Errorf("wrote %d workspaces, want only the newest", len(file.saved))
	}
}

func TestAutosave_TriesAgainLaterAndLater(t *testing.T) {
	clock, seen := newHandClock(), newStates()
	file := &failing{fail: 3, err: syscall.ENOSPC}
	a := newAutosave(workNamed("start"), file.write, clock, seen.report)
	defer a.Close()
	want := workNamed("a")
	a.Note(want)
	clock.next(t)
	var waits []time.Duration
	for range 3 {
		if st := seen.until(t, SaveFailed); !errors.Is(st.Err, syscall.ENOSPC) {
			t.Errorf("the reason is %v, want the disk's", st.Err)
		}
		waits = append(waits, clock.next(t))
	}
	seen.until(t, Saved)
	if file.last() != want {
		t.Error("the work was not written in the end")
	}
	if !(waits[0] < waits[1] && waits[1] < waits[2]) {
		t.Errorf("waits between tries are %v, want growing ones", waits)
	}
}

func TestAutosave_RetryDoesNotWait(t *testing.T) {
	clock, seen := newHandClock(), newStates()
	file := &failing{fail: 1, err: syscall.EROFS}
	a := newAutosave(workNamed("start"), file.write, clock, seen.report)
	defer a.Close()
	a.Note(workNamed("a"))
	clock.next(t)
	seen.until(t, SaveFailed)
	a.Retry() // no wait is let pass
	seen.until(t, Saved)
}

func TestAutosave_EditDuringSave(t *testing.T) {
	clock, seen := newHandClock(), newStates()
	writing, goOn := make(chan struct{}), make(chan struct{})
	file := &failing{before: func() {
		writing <- struct{}{}
		<-goOn
	}}
	a := newAutosave(workNamed("start"), file.write, clock, seen.report)
	defer a.Close()
	a.Note(workNamed("first"))
	clock.next(t)
	<-writing
	second := workNamed("second")
	a.Note(second)
	goOn <- struct{}{}
	<-writing // the second save begins by itself
	goOn <- struct{}{}
	seen.until(t, Saved)
	if file.last() != second || a.Dirty() {
		t.Error("the edit that was made during the save is not in the file")
	}
}

func TestAutosave_FlushSavesWhatWaits(t *testing.T) {
	clock, file := newHandClock(), &failing{}
	a := newAutosave(workNamed("start"), file.write, clock, newStates().report)
	want := workNamed("last edit")
	a.Note(want)
	if err := a.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
	a.Close()
	if file.last() != want {
		t.Error("the last edit before closing was not written")
	}
}

func TestAutosave_FlushTellsWhyItCannot(t *testing.T) {
	file := &failing{fail: 1 << 30, err: syscall.ENOSPC}
	a := newAutosave(workNamed("start"), file.write, newHandClock(), newStates().report)
	defer a.Close()
	a.Note(workNamed("a"))
	if err := a.Flush(context.Background()); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("flush returned %v, want the disk's error", err)
	}
	if !a.Dirty() {
		t.Error("work that could not be written counts as saved")
	}
}

func TestAutosave_UndoneToTheSavedValueIsNotWritten(t *testing.T) {
	file, start := &failing{}, workNamed("start")
	a := newAutosave(start, file.write, newHandClock(), newStates().report)
	defer a.Close()
	a.Note(workNamed("a"))
	a.Note(start)
	if a.Dirty() {
		t.Error("the value that the file holds counts as unsaved")
	}
	if st := a.State(); st.Phase != Saved {
		t.Errorf("phase is %d, want saved", st.Phase)
	}
}
