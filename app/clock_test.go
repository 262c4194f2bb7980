package app

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

// shifted is the system's clock, ahead by what a test says; any goroutine may look at it.
type shifted struct{ ahead atomic.Int64 }

func (c *shifted) Now() time.Time                         { return time.Now().Add(time.Duration(c.ahead.Load())) }
func (c *shifted) After(d time.Duration) <-chan time.Time { return time.After(d) }

// clockAhead opens a file that was saved by a clock that was 26 hours ahead. It is right now.
func (s *stage) clockAhead() (*shifted, string) {
	s.t.Helper()
	clock := &shifted{}
	s.program.clock = clock
	path := s.file("hotel.stage", small())
	clock.ahead.Store(int64(26*time.Hour + time.Minute))
	f, err := store.Open(context.Background(), path, store.Options{Now: clock.Now})
	if err != nil {
		s.t.Fatal(err)
	}
	w, err := model.RenameWorkspace{Name: "Tomorrow"}.Apply(f.Workspace())
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := f.Save(context.Background(), w); err != nil {
		s.t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		s.t.Fatal(err)
	}
	clock.ahead.Store(0)
	s.open(path)
	return clock, path
}

func (s *stage) noBanner(when string) {
	s.t.Helper()
	s.until("no banner "+when, func() bool { return !s.window().editor.banner.content.Visible() })
}

// lookedAt waits until the clock was looked at and found behind, or not.
func (s *stage) lookedAt(behind bool) {
	s.t.Helper()
	s.session().lookNow()
	s.until("a look at the clock", func() bool { return (s.session().outside.behind > 0) == behind })
}

func TestStory_AClockThatIsBehindIsTold(t *testing.T) {
	s := newStage(t, Options{})
	clock, path := s.clockAhead()
	s.banner("1 day 2 hours behind the last save", "Check its date and time", "Your work is saved")
	s.rename("Made meanwhile")
	s.banner("1 day 2 hours behind")
	if got := s.reopened(path).Name; got != "Made meanwhile" {
		t.Errorf("the file holds %q", got)
	}
	s.tap("banner-ok")
	s.noBanner("when it was read")
	s.rename("Made after reading it")
	s.noBanner("after the next save")
	clock.ahead.Store(int64(27 * time.Hour))
	s.lookedAt(false)
	clock.ahead.Store(0)
	s.lookedAt(true)
	s.banner("1 day 2 hours behind") // it begins again
	clock.ahead.Store(int64(27 * time.Hour))
	s.lookedAt(false)
	s.noBanner("when the clock is right")
}

func TestStory_AClockThatIsRightIsGoneBy(t *testing.T) {
	s := newStage(t, Options{})
	_, path := s.clockAhead()
	s.banner("1 day 2 hours behind")
	begun := time.Now()
	s.tap("banner-clock")
	s.noBanner("when the clock is right")
	s.lookedAt(false)
	s.rename("Made now")
	log, err := s.session().file.Log(context.Background(), store.LogFilter{Limit: 1})
	if err != nil || len(log) != 1 || log[0].At.Sub(begun) > time.Minute {
		t.Errorf("at %v, the log has %+v, %v", begun, log, err)
	}
	s.program.goHome()
	s.until("the home screen", func() bool { return s.session() == nil })
	s.open(path)
	s.lookedAt(false)
	s.noBanner("at the next opening")
}

func TestStory_ADaysSnapshotDoesNotWaitForAClockThatWasAhead(t *testing.T) {
	s := newStage(t, Options{})
	clock := &shifted{}
	s.program.clock = clock
	s.open(s.file("hotel.stage", small()))
	clock.ahead.Store(int64(40 * 24 * time.Hour))
	s.delete(0)
	s.until("the snapshot of that day", func() bool { return len(s.snapshots()) == 1 })
	clock.ahead.Store(0)
	s.delete(0)
	s.until("the snapshot of today", func() bool { return len(s.snapshots()) == 2 })
}
