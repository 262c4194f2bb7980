package app

import (
	"context"
	"errors"
	"path/filepath"

	"stagecraft/app/instance"
	"stagecraft/store"
)

// HandOver gives the file that o names, or the wish to come to the front, to the program that runs
// already over the same folder, and reports whether that took it: then there is nothing left to do. If
// not, Start makes this program the one that later starts hand over to.
func HandOver(o *Options) bool {
	folder, err := o.folder()
	if err != nil {
		return false // Start tells of it
	}
	var handed bool
	o.first, handed = instance.Meet(folder, instance.Wish{File: o.File}, instance.Patience)
	return handed
}

// listen takes the wishes of later starts. A wish counts as taken only when the main goroutine saw it:
// a program that hangs takes none.
func (p *Program) listen() {
	p.options.first.Serve(func(ctx context.Context, wish instance.Wish) bool {
		taken := make(chan bool, 1)
		p.post(func() {
			ok := ctx.Err() == nil && !p.quitting
			if ok {
				p.grant(wish)
			}
			taken <- ok
		})
		select {
		case ok := <-taken:
			return ok
		case <-ctx.Done():
			return false
		}
	})
}

// grant comes to the front and opens the file of a later start as File > Open does. While a dialog or
// the import is open the file waits for its end.
func (p *Program) grant(wish instance.Wish) {
	p.window.window.RequestFocus()
	if wish.File == "" {
		return
	}
	if p.window.busy() {
		p.handed = wish.File
		p.window.toasts.Show("info", filepath.Base(wish.File)+" opens when this is finished.", "", nil)
		return
	}
	p.Open(wish.File)
}

// busy reports whether a dialog or the import stands in the way of another page.
func (w *Window) busy() bool { return len(w.sheets) > 0 || w.importp != nil }

// openHanded opens the file that waited for the end of a dialog or of the import.
func (p *Program) openHanded() {
	if path := p.handed; path != "" && !p.window.busy() {
		p.handed = ""
		p.post(func() { p.Open(path) }) // after what the dialog was for
	}
}

// openHeld opens a file that another program has open for writing, to read.
func (p *Program) openHeld(path string, then func()) {
	p.Background("read "+filepath.Base(path), func(ctx context.Context) func() {
		f, err := store.Open(ctx, path, store.Options{ReadOnly: true})
		return func() {
			if err != nil {
				p.opened(path, nil, err, nil)
				return
			}
			p.useHeld(f, true, then)
		}
	})
}

// errProtected marks why a file could not be opened, not even for reading.
var errProtected = errors.New("not even for reading")

// openProtected opens a file that may not be written to for reading; err says why it may not.
func (p *Program) openProtected(path string, err error, then func()) {
	p.Background("read "+filepath.Base(path), func(ctx context.Context) func() {
		f, e := store.Open(ctx, path, store.Options{ReadOnly: true})
		return func() {
			if e != nil {
				p.opened(path, nil, errors.Join(err, errProtected), nil)
				return
			}
			p.use(f, then)
		}
	})
}

// tryAgain opens the file of a session that may only read for writing, now that it may be free. The same
// journey stays on the board in the same view, as it is in the file now.
func (p *Program) tryAgain(s *Session) {
	path, journey, view := s.file.Path(), s.journey, s.view
	back := func() {
		p.session.OpenJourney(journey)
		p.session.SetView(view)
		if p.session.ReadOnly() {
			p.window.toasts.Show("lock", filepath.Base(path)+" is still open in the other window. You see what it has saved by now.", "", nil)
			return
		}
		p.window.toasts.Show("check", "You can make changes now.", "", nil)
	}
	p.open(path, store.Options{}, back)
}

// held reports whether the file may only be read because another program has it open.
func (s *Session) held() bool { return s.isHeld && s.ReadOnly() }
