package store_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stagecraft/store"
)

// turnedClock opens a file that was last saved by a clock that was ahead. The clock is right now, and can be
// turned.
func turnedClock(t *testing.T, path string, ahead time.Duration) (f *store.File, turn func(time.Duration)) {
	t.Helper()
	var off time.Duration
	open := func(d time.Duration) *store.File {
		f, err := store.Open(context.Background(), path, store.Options{Now: func() time.Time { return time.Now().Add(d + off) }})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	f = open(ahead)
	if _, err := f.Save(context.Background(), edited(f.Workspace(), 0, "Made in the future")); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	f = open(0)
	t.Cleanup(func() { f.Close() })
	return f, func(d time.Duration) { off = d }
}

// TestClockBehindIsTold lets the clock be behind the last save, by little and by much, and be put right.
func TestClockBehindIsTold(t *testing.T) {
	ctx := context.Background()
	for ahead, told := range map[time.Duration]bool{
		-time.Hour: false, time.Minute: false, 9 * time.Minute: false, 11 * time.Minute: true, 26 * time.Hour: true, 20 * 365 * 24 * time.Hour: true,
	} {
		path := created(t, small())
		f, turn := turnedClock(t, path, ahead)
		// Reading takes time, so that the clock is behind by a little less.
		is := func(what string, want time.Duration) {
			t.Helper()
			if got := f.ClockBehind(); got > want || got < want-time.Minute || want > 0 && got <= 0 {
				t.Errorf("%v ahead, %s: behind by %v, want %v", ahead, what, got, want)
			}
		}
		want := time.Duration(0)
		if told {
			want = ahead
		}
		is("opened", want)
		w := edited(f.Workspace(), 1, "Made while the clock was behind")
		if _, err := f.Save(ctx, w); err != nil {
			t.Fatal(err)
		}
		is("saved into", want)
		if err := f.Compact(ctx); err != nil {
			t.Fatal(err)
		}
		is("written anew", want)
		other, err := f.SaveAs(ctx, filepath.Join(t.TempDir(), "copy.stage"), w)
		if err != nil {
			t.Fatal(err)
		}
		if got := other.ClockBehind() > 0; got != told {
			t.Errorf("%v ahead: told of a copy: %v", ahead, got)
		}
		other.Close()
		r, err := store.Check(ctx, path)
		if err != nil || !r.OK || (r.ClockBehind > 0) != told || strings.Contains(r.String(), "check its date and time") != told {
			t.Errorf("%v ahead: the check says %d, %q, %v", ahead, r.ClockBehind, r, err)
		}
		read, err := store.Open(ctx, path, store.Options{ReadOnly: true})
		if err != nil || read.ClockBehind() != 0 {
			t.Errorf("%v ahead: told of a file that is only read, %v", ahead, err)
		}
		turn(max(ahead, 0))
		is("when the clock is right", 0)
	}
}

// TestClockThatIsTrusted puts a clock right that was 26 hours ahead for a while, with and without a word of the
// user: with it, times go on from the right one. It is said for once: a clock that then goes backwards is told.
func TestClockThatIsTrusted(t *testing.T) {
	ctx := context.Background()
	for _, trust := range []bool{false, true} {
		f, turn := turnedClock(t, created(t, small()), 26*time.Hour)
		if trust {
			f.TrustClock()
			if f.ClockBehind() != 0 {
				t.Error("told although the clock is trusted")
			}
		}
		save := func(title string) time.Time {
			t.Helper()
			if _, err := f.Save(ctx, edited(f.Workspace(), 2, title)); err != nil {
				t.Fatal(err)
			}
			return logOf(t, f, store.LogFilter{})[0].At
		}
		begun := time.Now()
		at := save("Made when the clock was right again")
		if right := at.Sub(begun) < time.Minute; right != trust || (f.ClockBehind() > 0) == trust {
			t.Errorf("trusted %v: at %v, noted at %v and behind by %v", trust, begun, at, f.ClockBehind())
		}
		turn(-time.Hour)
		if again := save("Made an hour before"); again.Before(at) || f.ClockBehind() < 59*time.Minute {
			t.Errorf("trusted %v: noted at %v after %v, and behind by %v", trust, again, at, f.ClockBehind())
		}
	}
}
