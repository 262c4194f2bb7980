package app

import "time"

// presses tells a double press from two single ones. Fyne's own double taps would hold each single one up.
type presses struct {
	what  any // that was pressed last; nil for nothing
	at    time.Time
	fresh bool // what that press changed is not on screen yet
}

// doubleClick is the longest time between the presses of a double press.
const doubleClick = 400 * time.Millisecond

// second reports whether a press of something is the second of a double press. The time in which the window is
// busy with the first does not count: the second waited for its turn meanwhile.
func (s *presses) second(p *Program, what any) bool {
	now := p.clock.Now()
	if s.what == what && (s.fresh || now.Sub(s.at) < doubleClick) {
		*s = presses{}
		return true
	}
	*s = presses{what, now, true}
	p.post(func() {
		if s.fresh && s.at.Equal(now) {
			s.at, s.fresh = p.clock.Now(), false
		}
	})
	return false
}
