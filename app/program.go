package app

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"stagecraft/app/instance"
	"stagecraft/app/look"
	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
	"stagecraft/store"
)

// Options say how the program starts.
type Options struct {
	File  string // the file to open; empty opens the home screen
	Look  string // light, dark or high-contrast; empty means the user's last choice
	Data  string // the folder for the default workspace and for samples; empty means the user's data folder
	Trace string // a file that says where everything in the window is, see traceState; empty for none

	forgetful bool            // nothing of this run is remembered for the next: a benchmark
	first     *instance.First // what later starts hand over to; nil for nothing
}

// Program is the running program: its window, and the session when a file is open.
type Program struct {
	*jobs
	fyne     fyne.App
	options  Options
	clock    clock
	settings *settings
	look     string // as it was chosen: light, dark, high-contrast or system
	session  *Session
	window   *Window
	shelf    *shelf // what was copied here last; nil for nothing
	shelving shelving
	opening  string // the file that is being opened; empty for none
	wishes   int    // how often a file was to be opened
	handed   string // the file of a later start that waits for the end of a dialog; empty for none
	quitting bool
	ended    chan struct{} // closed when all work is done and the window is to go
}

// Start opens the program's window on a, whose main loop the caller runs. Post runs a function on the
// main goroutine: fyne.Do in a program.
func Start(a fyne.App, o Options, post func(func())) *Program {
	p := &Program{fyne: a, options: o, clock: wallClock{}, ended: make(chan struct{})}
	p.jobs = newJobs(post, func(name string, err error) { p.window.alarm(name, err) })
	p.settings = readSettings(p.settingsFolder(), a.Preferences(), p.jobs)
	p.look = o.Look
	if p.look == "" {
		p.look = p.settings.StringWithFallback(keyLook, "light")
	}
	a.Settings().SetTheme(p.theme())
	p.followSystem()
	p.watchFocus(a)
	p.window = newWindow(p)
	p.window.showHome()
	if o.Trace != "" {
		p.startTrace(o.Trace)
	}
	p.Background("read the system's fonts", func(context.Context) func() {
		layout.LoadSystemFonts() // so that the first Arabic or Chinese letter does not wait for it
		return nil
	})
	if o.File != "" {
		p.Open(o.File)
	}
	p.listen()
	return p
}

// Window returns the program's window.
func (p *Program) Window() fyne.Window { return p.window.window }

// settingsFolder returns the folder of the settings; empty when nothing is to be remembered.
func (p *Program) settingsFolder() string {
	folder, err := p.folder()
	if p.options.forgetful || err != nil {
		return ""
	}
	return folder
}

// lookNow returns the look that is in use.
func (p *Program) lookNow() string {
	if p.look != "system" {
		return p.look
	}
	if p.fyne.Settings().ThemeVariant() == theme.VariantDark {
		return "dark"
	}
	return "light"
}

// sceneTheme returns the map's theme in the look that is in use.
func (p *Program) sceneTheme() *scene.Theme {
	switch p.lookNow() {
	case "dark":
		return scene.Dark()
	case "high-contrast":
		return scene.HighContrast()
	}
	return scene.Light()
}

func (p *Program) theme() *look.Theme {
	return look.NewTheme(p.sceneTheme(), p.lookNow() != "light", p.textScale())
}

// setLook changes the look of the whole program.
func (p *Program) setLook(name string) {
	p.look = name
	p.settings.SetString(keyLook, name)
	p.dress()
}

// dress draws the whole program in the look and text size that are chosen.
func (p *Program) dress() {
	p.fyne.Settings().SetTheme(p.theme())
	p.window.relook()
}

// followSystem changes the look with the system's, when the user wants that.
func (p *Program) followSystem() {
	was := p.lookNow()
	p.fyne.Settings().AddListener(func(fyne.Settings) {
		p.post(func() {
			if now := p.lookNow(); p.look == "system" && now != was {
				was = now
				p.dress()
			}
		})
	})
}

// folder returns the folder in which the program makes files.
func (p *Program) folder() (string, error) { return p.options.folder() }

func (o *Options) folder() (string, error) {
	if o.Data != "" {
		return o.Data, os.MkdirAll(o.Data, 0o755)
	}
	path, err := store.DefaultPath()
	if err != nil {
		return "", err
	}
	return filepath.Dir(path), nil
}

func (p *Program) defaultPath() (string, error) {
	if p.options.Data == "" {
		return store.DefaultPath()
	}
	folder, err := p.folder()
	return filepath.Join(folder, "My journeys.stage"), err
}

// Open opens a workspace file in the window in place of the one that is open.
func (p *Program) Open(path string) {
	if p.opening == path || p.session != nil && p.session.file.Path() == path && !p.session.ReadOnly() {
		return // it is open already, or about to be
	}
	p.open(path, store.Options{}, nil)
}

// open opens path and then, when it worked, runs then.
func (p *Program) open(path string, o store.Options, then func()) {
	o.Now = p.clock.Now
	p.openBy(path, func(ctx context.Context) (*store.File, error) { return store.Open(ctx, path, o) }, then)
}

// openBy opens path in some way and then, when it worked, runs then. When another file is wished for meanwhile,
// which may be there sooner, nothing comes of it.
func (p *Program) openBy(path string, way func(context.Context) (*store.File, error), then func()) {
	p.wishes++
	p.opening = path
	nr := p.wishes
	p.Background("open "+filepath.Base(path), func(ctx context.Context) func() {
		f, err := way(ctx)
		if err == nil {
			p.prepare(ctx, f)
		}
		return func() {
			switch {
			case nr == p.wishes:
				p.opening = ""
				p.opened(path, f, err, then)
			case err == nil:
				p.Background("close the file", func(context.Context) func() { f.Close(); return nil })
			}
		}
	})
}

func (p *Program) opened(path string, f *store.File, err error, then func()) {
	switch {
	case err == nil && f.Damaged() && !f.ReadOnly():
		p.askDamaged(f, then)
	case err == nil:
		p.use(f, then)
	case errors.Is(err, store.ErrInUse):
		p.openHeld(path, then)
	case errors.Is(err, fs.ErrPermission) && !errors.Is(err, errProtected):
		p.openProtected(path, err, then)
	case errors.Is(err, store.ErrTooNew):
		title, detail := explain(err)
		p.window.ask(title, detail, "Open to read", func() { p.open(path, store.Options{ReadOnly: true}, nil) })
	default:
		p.forget(path, err)
		p.tellUnopened(path, err)
	}
}

// prepare does for a file that was opened what must be done before the window shows it, and would take too
// long there. The sidebar shows the health of every map, so that all measured values are needed at once.
func (p *Program) prepare(ctx context.Context, f *store.File) {
	p.keepOldForm(ctx, f)
	for _, d := range f.Workspace().Datasets {
		for range d.Observations.All() { // unpacks them
			break
		}
	}
}

// openDefault opens the default workspace, which is made when it is not there, and then runs then.
func (p *Program) openDefault(then func()) {
	path, err := p.defaultPath()
	if err != nil {
		p.window.tellError(err)
		return
	}
	p.openBy(path, func(ctx context.Context) (*store.File, error) {
		f, err := store.Open(ctx, path, store.Options{Now: p.clock.Now})
		if errors.Is(err, fs.ErrNotExist) {
			f, err = store.Create(ctx, path, &model.Workspace{Name: "My journeys"})
		}
		return f, err
	}, then)
}

// use makes f the open file. The one before is saved and closed first; it stays open when that fails.
func (p *Program) use(f *store.File, then func()) { p.useHeld(f, false, then) }

// useHeld makes f the open file; held says that another program has it open for writing.
func (p *Program) useHeld(f *store.File, held bool, then func()) {
	p.leave(func() {
		p.session = openSession(f, p.jobs, p.clock)
		p.session.isHeld = held
		p.session.setAuthor(p.settings.String(keyAuthor))
		p.keepBackups(p.session)
		p.session.watchFile()
		p.remember(f.Path())
		p.window.showSession(p.session)
		if !f.Damaged() || f.ReadOnly() { // otherwise it was told before
			p.window.tellProblems(f)
		}
		if then != nil {
			then()
		}
	}, func() { f.Close() })
}

// leave saves and closes the open file, if any, and then runs then. Kept runs when the user chose to
// stay.
func (p *Program) leave(then, kept func()) {
	s := p.session
	if s == nil {
		then()
		return
	}
	p.window.commitEdits()
	changed := s.Workspace() != s.file.Workspace()
	p.Background("save everything", func(ctx context.Context) func() {
		err := s.Finish(ctx)
		if err == nil {
			err = s.stranded(changed)
		}
		return func() {
			switch {
			case err == nil && s.save.Dirty(): // edited in the meantime
				p.leave(then, kept)
			case err == nil:
				p.drop(s, then, kept)
			default:
				s.lookNow() // so that the banner says the same
				p.window.askUnsaved(err, func() { p.drop(s, then, kept) }, p.again(s, err, then, kept), kept)
			}
		}
	})
}

// again returns what is tried to save the work after all, and then leave: where the file is gone it is written
// again, and where it was replaced the work goes into a new one.
func (p *Program) again(s *Session, err error, then, kept func()) func() {
	switch {
	case errors.Is(err, store.ErrReplaced):
		return func() { kept(); p.window.keepMine(func() { p.leave(then, kept) }) }
	case errors.Is(err, fs.ErrNotExist):
		return func() { kept(); p.window.writeAgain(func() { p.leave(then, kept) }) }
	}
	return func() { p.leave(then, kept) }
}

// drop gives the file back and then runs then. Kept is that of leave.
func (p *Program) drop(s *Session, then, kept func()) {
	if p.session != s { // it was given back in the meantime, as when one goes home and quits at once
		p.leave(then, kept)
		return
	}
	p.remember(s.file.Path())
	p.window.dropSession()
	p.session = nil
	p.Background("close the file", func(context.Context) func() {
		err := s.Close()
		return func() {
			if err != nil {
				p.window.tellError(err)
			}
			p.leave(then, kept) // at once, unless another file was opened meanwhile
		}
	})
}

// goHome closes the open file and shows the home screen.
func (p *Program) goHome() {
	p.leave(func() { p.window.showHome() }, func() {})
}

// Quit saves everything and ends the program. A second wish to quit while the first is being done
// changes nothing.
func (p *Program) Quit() {
	if p.quitting {
		return
	}
	p.quitting = true
	p.leave(func() {
		p.window.close()
		p.options.first.Close()
		p.jobs.close() // an export under way is stopped cleanly, with nothing half written left behind
		close(p.ended)
		p.fyne.Quit()
	}, func() { p.quitting = false })
}

// Ended is closed when everything is saved, every file is closed and nothing runs in the background any
// more: from then on nothing is lost if the program ends at once.
func (p *Program) Ended() <-chan struct{} { return p.ended }

// recent is a file that was open, as the home screen lists it.
type recent struct {
	Path     string    `json:"path"`
	Opened   time.Time `json:"opened"`
	Journeys int       `json:"journeys"`
	Personas int       `json:"personas"`
	Overdue  int       `json:"overdue"`
	Problem  string    `json:"problem,omitempty"`
}

// recents returns the files that were open, the last one first.
func (p *Program) recents() []recent {
	var list []recent
	// A list that cannot be read is an empty one: it holds nothing that the files do not.
	_ = json.Unmarshal([]byte(p.settings.String(keyRecent)), &list)
	return list
}

func (p *Program) remember(path string) {
	entry := recent{Path: path, Opened: p.clock.Now()}
	if s := p.session; s != nil && s.file.Path() == path {
		w := s.Workspace()
		entry.Journeys, entry.Personas = len(w.Journeys), len(w.Personas)
		for _, j := range w.Journeys {
			if overdue(j, p.clock.Now()) {
				entry.Overdue++
			}
		}
	}
	list := []recent{entry}
	for _, r := range p.recents() {
		if r.Path != path && len(list) < 12 {
			list = append(list, r)
		}
	}
	p.setRecents(list)
}

// forget marks a recent file that could not be opened.
func (p *Program) forget(path string, err error) {
	list := p.recents()
	for i := range list {
		if list[i].Path == path {
			list[i].Problem = "cannot be opened"
			if errors.Is(err, fs.ErrNotExist) {
				list[i].Problem = "file has moved"
			}
		}
	}
	p.setRecents(list)
}

func (p *Program) setRecents(list []recent) {
	data, err := json.Marshal(list)
	if err == nil {
		p.settings.SetString(keyRecent, string(data))
	}
}

// createFree makes a file "title.stage", or "title 2.stage" and so on when that is taken.
func createFree(ctx context.Context, folder, title string, w *model.Workspace) (*store.File, error) {
	for n := 1; ; n++ {
		f, err := store.Create(ctx, freeName(folder, title, n), w)
		if errors.Is(err, fs.ErrExist) && n < 1000 {
			continue
		}
		return f, err
	}
}
