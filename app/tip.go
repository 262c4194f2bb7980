package app

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
)

// tipped has a part say what it does: in the status bar at once, and beside it when the pointer rests
// there. It returns the part.
func (w *Window) tipped(p *look.Press, title string, s fyne.Shortcut) *look.Press {
	return w.tippedBy(p, func() string { return title }, s)
}

// tippedBy is tipped with words that may differ each time.
func (w *Window) tippedBy(p *look.Press, title func() string, s fyne.Shortcut) *look.Press {
	p.OnHover = func(in bool) { w.hint(in, title(), s) }
	p.Tip = func() (string, string) {
		if s == nil {
			return title(), ""
		}
		return title(), shortcutText(s)
	}
	return p
}

// newTips returns the layer of the window on which controls say what they do.
func (w *Window) newTips() *look.Tips {
	return look.NewTips(func(d time.Duration, then func()) {
		w.program.Background("tip", func(ctx context.Context) func() {
			select {
			case <-ctx.Done():
				return nil
			case <-w.program.clock.After(d):
			}
			return then
		})
	})
}
