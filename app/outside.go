package app

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// outside is what is told of the open file that does not come from this program: what others did to it, where
// it lies, and that the clock is wrong.
type outside struct {
	err     error         // why the file is not the one that was opened; nil while it is
	service string        // that keeps its folder the same on several computers; empty for none
	copies  []string      // that the service made because of a conflict
	quiet   bool          // the user has read of the service and the copies
	behind  time.Duration // the clock of this computer, behind the last save; 0 while it is right
	told    bool          // the user has read of the clock
	now     chan struct{}
	stop    context.CancelFunc
}

// lookEvery is how often the open file is looked at.
const lookEvery = 3 * time.Second

// watchFile looks at the session's file now and then, in the background, and at once when look is called.
func (s *Session) watchFile() {
	if s.outside.stop != nil {
		s.outside.stop()
	}
	f, now := s.file, make(chan struct{}, 1)
	s.outside = outside{now: now}
	s.outside.stop = s.Background("watch the file", func(ctx context.Context) func() {
		last := outside{service: store.Synced(f.Path())}
		for first := true; ; first = false {
			next := outside{err: f.Look(), service: last.service, behind: f.ClockBehind()}
			if next.service != "" {
				next.copies = store.ConflictCopies(f.Path())
			}
			if said(next.err) != said(last.err) || !slices.Equal(next.copies, last.copies) || first && next.service != "" ||
				next.behind.Truncate(time.Minute) != last.behind.Truncate(time.Minute) {
				last = next
				s.post(func() { s.noticed(f, next) })
			}
			select {
			case <-ctx.Done():
				return nil
			case <-now:
			case <-time.After(lookEvery):
			}
		}
	})
}

func said(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// noticed takes in what was seen of a file.
func (s *Session) noticed(f *store.File, o outside) {
	if s.file != f {
		return
	}
	quiet := s.outside.quiet && slices.Equal(o.copies, s.outside.copies)
	o.quiet, o.told, o.now, o.stop = quiet, s.outside.told && o.behind > 0, s.outside.now, s.outside.stop
	s.outside = o
	s.publish(Update{Parts: PartSave, Before: s.Workspace()})
}

// lookNow looks at the file at once, as when the user comes back from another program.
func (s *Session) lookNow() {
	if s.outside.now != nil {
		signal(s.outside.now)
	}
}

// replaced reports whether another program put a different file in the place of the open one.
func (s *Session) replaced() bool {
	return errors.Is(s.outside.err, store.ErrReplaced) ||
		s.saving.Phase == SaveFailed && errors.Is(s.saving.Err, store.ErrReplaced)
}

// stranded says why the work is in this window alone although all of it was saved: the file is gone from its
// place, or another one is there; where nothing was changed since the file was opened, that holds no work of
// this window. It looks at the file, and may be called on any goroutine.
func (s *Session) stranded(changed bool) error {
	if s.ReadOnly() {
		return nil
	}
	err := s.file.Look()
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, store.ErrReplaced) && changed {
		return err
	}
	return nil
}

// showOutside says what other programs did to the file, if anything.
func (b *banner) showOutside(name string) bool {
	s, o := b.session, b.session.outside
	w := b.window
	switch {
	case s.replaced():
		b.show("warning", "warn", name+" was replaced or changed by another program.", "Nothing is lost: your work is in this window, theirs is in the file. Nothing is written over it.",
			look.Button("banner-compare", look.Plain, "", "Compare…", w.compareTheirs),
			look.Button("banner-theirs", look.Plain, "", "Open theirs", w.openTheirs),
			look.Button("banner-mine", look.Plain, "", "Keep mine as a new file", func() { w.keepMine(nil) }))
	case s.SaveState().Phase == SaveFailed:
		return false
	case errors.Is(o.err, fs.ErrNotExist):
		b.show("warning", "warn", name+" was moved, renamed or deleted.", "Your work is safe in this window. The next change writes the file again where it was.",
			look.Button("banner-elsewhere", look.Plain, "", "Save somewhere else…", w.saveCopy),
			look.Button("banner-again", look.Plain, "", "Write it again now", func() { w.writeAgain(nil) }))
	case len(o.copies) > 0 && !o.quiet:
		other := o.copies[len(o.copies)-1]
		b.show("warning", "warn", o.service+" made a conflict copy: "+filepath.Base(other), "This file was changed on two computers at once, and each has some of the work. Compare them, and take over what you need.",
			look.Button("banner-compare", look.Plain, "", "Compare…", func() { w.compareFile(other) }),
			look.Button("banner-other", look.Plain, "", "Open it", func() { w.program.Open(other) }),
			look.Button("banner-ok", look.Plain, "", "Not now", func() { w.quietOutside(false) }))
	case o.behind > 0 && !o.told:
		b.showClock(o.behind)
	case o.service != "" && !o.quiet && !s.ReadOnly() && !slices.Contains(w.program.settings.list(keySynced), s.file.Path()):
		b.show("info", "accent", "This file lies in a folder of "+o.service+".", "Work on it on one computer at a time, and close it before you go on at another. If it is replaced from outside, you are asked; nothing is overwritten.",
			look.Button("banner-ok", look.Plain, "", "Got it", func() { w.quietOutside(true) }))
	default:
		return false
	}
	return true
}

// quietOutside puts the banner away; for ever when the user has read it once for this file.
func (w *Window) quietOutside(forEver bool) {
	s := w.session
	s.outside.quiet = true
	if forEver {
		paths := append(w.program.settings.list(keySynced), s.file.Path())
		w.program.settings.setList(keySynced, paths[max(0, len(paths)-200):])
	}
	w.editor.banner.hide()
	s.publish(Update{Parts: PartSave, Before: s.Workspace()})
	w.focusBoard()
}

// writeAgain writes the file that vanished, without waiting for a change, and then runs then.
func (w *Window) writeAgain(then func()) {
	s := w.session
	f, work := s.file, s.Workspace()
	s.Background("write the file again", func(ctx context.Context) func() {
		_, err := f.Save(ctx, model.WithoutStrayImages(work))
		return func() {
			if err != nil {
				w.tellError(err)
				return
			}
			s.lookNow()
			if then != nil {
				then()
			}
		}
	})
}

// keepMine goes on with the work in a new file beside the one that was replaced, and then runs then.
func (w *Window) keepMine(then func()) {
	s, p := w.session, w.program
	title := strings.TrimSuffix(filepath.Base(s.file.Path()), store.Extension) + " (mine " + p.clock.Now().Local().Format("2006-01-02 15.04") + ")"
	own, _ := p.folder()
	folders := []string{filepath.Dir(s.file.Path()), own}
	var try func(folder, n int)
	try = func(folder, n int) {
		s.SaveAs(freeName(folders[folder], title, n), true, func(err error) {
			switch {
			case err == nil:
				p.remember(s.file.Path())
				w.toasts.Show("check", "Your work is in "+filepath.Base(s.file.Path())+" now. The other file is as it was.", "", nil)
				if then != nil {
					then()
				}
			case errors.Is(err, fs.ErrExist) && n < 1000:
				try(folder, n+1)
			case folder+1 < len(folders):
				try(folder+1, 1)
			default:
				w.tellError(err)
			}
		})
	}
	try(0, 1)
}

// openTheirs keeps the work in a new file and opens the one that another program put in its place.
func (w *Window) openTheirs() {
	path := w.session.file.Path()
	w.keepMine(func() { w.program.Open(path) })
}

// compareTheirs compares the work with the file that another program put in its place.
func (w *Window) compareTheirs() { w.compareFile(w.session.file.Path()) }

// compareFile compares the open map with the same one of another file.
func (w *Window) compareFile(path string) {
	s := w.session
	w.program.Background("read "+filepath.Base(path), func(ctx context.Context) func() {
		f, err := store.Open(ctx, path, store.Options{ReadOnly: true})
		if err == nil {
			err = f.Close()
		}
		return func() {
			switch {
			case err != nil:
				w.tellError(err)
			case s != w.session:
			case s.Journey() == nil || f.Workspace().Journey(s.JourneyID()) == nil:
				w.inform("There is nothing to compare", "This map is not in "+filepath.Base(path)+".")
			default:
				w.openCompare(compareSide{"In " + filepath.Base(path), f.Workspace(), s.JourneyID()}, compareSide{"In this window", s.Workspace(), s.JourneyID()})
			}
		}
	})
}

// watchFocus looks at the file when the user comes back from another program.
func (p *Program) watchFocus(a fyne.App) {
	a.Lifecycle().SetOnEnteredForeground(func() {
		p.post(func() {
			if p.session != nil {
				p.session.lookNow()
			}
		})
	})
}
