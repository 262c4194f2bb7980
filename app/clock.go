package app

import (
	"context"
	"time"

	"stagecraft/app/look"
	"stagecraft/model"
)

// showClock says that the clock of this computer is behind the last save of the file, or that one was ahead.
func (b *banner) showClock(behind time.Duration) {
	b.show("warning", "warn", "The clock of this computer is "+model.SpanText(behind.Round(time.Minute))+" behind the last save in this file.",
		"Check its date and time. Your work is saved; until the clock is right, the change log gives it the time of that save.",
		look.Button("banner-clock", look.Plain, "", "This clock is right", b.window.trustClock),
		look.Button("banner-ok", look.Plain, "", "Got it", b.window.quietClock))
}

// trustClock takes the clock for right: the last save was made by one that was ahead.
func (w *Window) trustClock() {
	s := w.session
	f := s.file
	s.Background("go by the clock", func(context.Context) func() {
		f.TrustClock() // it waits for a save
		return s.lookNow
	})
	w.quietClock()
}

// quietClock puts the banner away until the clock is right and goes wrong again.
func (w *Window) quietClock() {
	s := w.session
	s.outside.told = true
	w.editor.banner.hide()
	s.publish(Update{Parts: PartSave, Before: s.Workspace()})
	w.focusBoard()
}
