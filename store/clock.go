package store

import "time"

// clockSlack is how far this computer's clock may be behind a file's last save without a word. Computers that
// get the time from the network are seconds apart, and those that do not drift apart by minutes in a year; a
// wrong time zone or summer time makes half an hour at least.
const clockSlack = 10 * time.Minute

// behind returns how far a time is behind that of the last save; 0 when it is not, or by so little that it
// does not matter.
func (s *savedRecord) behind(now time.Time) time.Duration {
	last, err := textTime(s.At)
	if d := last.Sub(now); err == nil && d > clockSlack {
		return d
	}
	return 0
}

// ClockBehind says how far the clock of this computer is behind the last save of the file: it is wrong now, or
// the one that saved was ahead. It is 0 within ten minutes, in a file that is only read, and after TrustClock.
// While it lasts, saves go on and are noted at the time of that last one, so that times do not decrease. It
// waits while a Save is being done.
func (f *File) ClockBehind() time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed || f.readOnly || f.trusted {
		return 0
	}
	saved := f.savedLast()
	return saved.behind(f.now())
}

// TrustClock says that the clock of this computer is right and that of the last save was ahead: the next
// save is noted at the time of this clock, though it is the earlier one.
func (f *File) TrustClock() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.trusted = true
}

// now is what the clock says.
func (f *File) now() time.Time {
	if f.clock != nil {
		return f.clock().UTC()
	}
	return time.Now().UTC()
}

// at is the time of a save. It is never before that of the last one, though the clock may have gone
// backwards, unless a person said that the clock is right: what is listed by time stays in the order in which
// it was done.
func (s *saving) at(j job) time.Time {
	if last, err := textTime(s.record.At); err == nil && last.After(j.now) && !j.trusted {
		return last
	}
	return j.now
}
