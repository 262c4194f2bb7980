package app

import (
	"context"
	"sync"
	"time"

	"stagecraft/model"
)

// clock is the time as autosave sees it; tests turn it by hand.
type clock interface {
	Now() time.Time
	After(d time.Duration) <-chan time.Time
}

type wallClock struct{}

func (wallClock) Now() time.Time                         { return time.Now() }
func (wallClock) After(d time.Duration) <-chan time.Time { return time.After(d) }

const (
	// saveDelay is how long a change waits for company before it is written.
	saveDelay = 200 * time.Millisecond
	// firstRetry and lastRetry bound the back-off after a failed save.
	firstRetry = 2 * time.Second
	lastRetry  = time.Minute
)

// SavePhase is where the work stands.
type SavePhase int

// The phases: Saved means that the file holds all of the work, durably.
const (
	Saved SavePhase = iota
	Unsaved
	Saving
	SaveFailed
)

// SaveState is what the status bar says of the file.
type SaveState struct {
	Phase SavePhase
	At    time.Time // of the last save that worked; zero before the first
	Err   error     // why the last save failed
}

// autosave writes the newest workspace to its file soon after each change, on its own goroutine. It
// needs no help from the main goroutine, which may be blocked while the user resizes the window.
type autosave struct {
	clock  clock
	report func(SaveState) // called on any goroutine, in order

	saving sync.Mutex // held while writing: saves never overlap
	mu     sync.Mutex // guards the rest
	write  func(context.Context, *model.Workspace) error
	latest *model.Workspace
	saved  *model.Workspace
	state  SaveState

	wake chan struct{} // holds one token while there is something to do
	now  chan struct{} // ends a wait early
	stop chan struct{}
	done chan struct{}
}

// newAutosave starts saving with write what differs from saved.
func newAutosave(saved *model.Workspace, write func(context.Context, *model.Workspace) error, c clock, report func(SaveState)) *autosave {
	a := &autosave{
		clock: c, report: report, write: write, latest: saved, saved: saved,
		wake: make(chan struct{}, 1), now: make(chan struct{}, 1),
		stop: make(chan struct{}), done: make(chan struct{}),
	}
	go a.run()
	return a
}

// Note hands over the newest workspace.
func (a *autosave) Note(w *model.Workspace) {
	a.mu.Lock()
	a.latest = w
	switch {
	case a.state.Phase == Saved && w != a.saved:
		a.set(SaveState{Phase: Unsaved, At: a.state.At})
	case a.state.Phase == Unsaved && w == a.saved:
		a.set(SaveState{Phase: Saved, At: a.state.At})
	}
	a.mu.Unlock()
	signal(a.wake)
}

// Retry saves at once instead of waiting.
func (a *autosave) Retry() {
	signal(a.wake)
	signal(a.now)
}

// Retarget makes write the way to the file from now on; the file holds saved already.
func (a *autosave) Retarget(saved *model.Workspace, write func(context.Context, *model.Workspace) error) {
	a.saving.Lock()
	defer a.saving.Unlock()
	a.mu.Lock()
	a.write, a.saved = write, saved
	a.set(SaveState{Phase: Saved, At: a.clock.Now()})
	dirty := a.latest != a.saved
	a.mu.Unlock()
	if dirty {
		a.Retry()
	}
}

// Dirty reports whether there is work that the file does not hold.
func (a *autosave) Dirty() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.latest != a.saved
}

// State returns where the work stands.
func (a *autosave) State() SaveState {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.state
}

// Flush saves everything now, on the caller's goroutine, and returns why it could not.
func (a *autosave) Flush(ctx context.Context) error {
	for a.Dirty() {
		if err := a.save(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Close ends the saving without a last save; call Flush before.
func (a *autosave) Close() {
	close(a.stop)
	<-a.done
}

func (a *autosave) run() {
	defer close(a.done)
	for {
		select {
		case <-a.stop:
			return
		case <-a.wake:
		}
		if !a.wait(saveDelay) || !a.settle() {
			return
		}
	}
}

// settle saves until the file holds the newest workspace; false means that the program is closing.
func (a *autosave) settle() bool {
	delay := firstRetry
	for a.Dirty() {
		if a.save(context.Background()) == nil {
			delay = firstRetry
			continue
		}
		if !a.wait(delay) {
			return false
		}
		delay = min(2*delay, lastRetry)
	}
	return true
}

func (a *autosave) wait(d time.Duration) bool {
	select {
	case <-a.stop:
		return false
	case <-a.now:
	case <-a.clock.After(d):
	}
	return true
}

func (a *autosave) save(ctx context.Context) error {
	a.saving.Lock()
	defer a.saving.Unlock()
	a.mu.Lock()
	w, write, at := a.latest, a.write, a.state.At
	if w == a.saved {
		a.mu.Unlock()
		return nil
	}
	a.set(SaveState{Phase: Saving, At: at})
	a.mu.Unlock()

	err := write(ctx, w)

	a.mu.Lock()
	defer a.mu.Unlock()
	switch {
	case err != nil:
		a.set(SaveState{Phase: SaveFailed, At: at, Err: err})
	case a.latest == w:
		a.saved = w
		a.set(SaveState{Phase: Saved, At: a.clock.Now()})
	default:
		a.saved = w
		a.set(SaveState{Phase: Unsaved, At: a.clock.Now()})
	}
	return err
}

// set is called with mu held, so that reports come in order.
func (a *autosave) set(s SaveState) {
	a.state = s
	a.report(s)
}

// signal puts a token into a channel that holds one.
func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
