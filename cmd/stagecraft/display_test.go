package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

// patience is how long a step of the real window may take before the test gives up; it bounds a hung
// program, it is no measure of speed.
const patience = 60 * time.Second

// asProgram is set for a run of the test's own binary that is to be the program: so nothing has to be
// built for these tests, and what runs is exactly what was compiled for them.
const asProgram = "STAGECRAFT_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		if os.Getenv(neverStops) != "" {
			go neverStop()
		}
		main()
		return
	}
	os.Exit(m.Run())
}

// screens bounds how many windows are open at once: each paints on the processor.
var screens = make(chan struct{}, 2)

// desk is a real window on a screen of its own, with a hand and an eye: xdotool presses and types, and
// the program's trace (STAGECRAFT_TRACE) says what lies where.
type desk struct {
	t       *testing.T
	display string
	dir     string
	data    string // the program's folder
	file    string // the workspace that open made
	window  string
	program *exec.Cmd
	env     []string // of the program, besides what every story sets
	exited  chan error
	stderr  *bytes.Buffer
	trace   string
}

// newDesk starts a screen; it skips where the tools for it are missing. The test runs beside others.
func newDesk(t *testing.T) *desk {
	t.Helper()
	return newDeskOf(t, 1600, 1000)
}

func newDeskOf(t *testing.T, width, height int) *desk {
	t.Helper()
	if testing.Short() {
		t.Skip("the real window is left out of a short run")
	}
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("the real window needs %s, which is not installed", tool)
		}
	}
	t.Parallel()
	screens <- struct{}{}
	t.Cleanup(func() { <-screens })
	d := &desk{t: t, dir: t.TempDir(), stderr: new(bytes.Buffer)}
	d.data = filepath.Join(d.dir, "data")
	d.trace = filepath.Join(d.dir, "trace.json")
	d.startScreen(width, height)
	d.prefer(width, height)
	return d
}

// beside returns another person's desk before the same screen, with the same folder of files and a
// program's folder of its own.
func (d *desk) beside() *desk {
	d.t.Helper()
	other := *d
	other.program, other.stderr = nil, new(bytes.Buffer)
	other.trace = filepath.Join(d.dir, "trace2.json")
	other.data = filepath.Join(d.dir, "data2")
	settings, err := os.ReadFile(d.settings())
	if err == nil {
		err = os.MkdirAll(other.data, 0o755)
	}
	if err == nil {
		err = os.WriteFile(other.settings(), settings, 0o600)
	}
	if err != nil {
		d.t.Fatal(err)
	}
	return &other
}

func (d *desk) startScreen(width, height int) {
	d.t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		d.t.Fatal(err)
	}
	screen := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height), "-nolisten", "tcp", "-noreset")
	screen.ExtraFiles = []*os.File{write}
	if err := screen.Start(); err != nil {
		d.t.Fatal(err)
	}
	write.Close()
	d.t.Cleanup(func() {
		_ = screen.Process.Kill()
		_ = screen.Wait()
	})
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		d.t.Fatalf("the screen did not come up: %v", err)
	}
	d.display = ":" + strings.TrimSpace(number)
}

// settings is where the program keeps what its user prefers.
func (d *desk) settings() string { return filepath.Join(d.data, "settings.json") }

// prefer makes the window open as large as the screen, as if it had been closed so.
func (d *desk) prefer(width, height int) {
	d.t.Helper()
	if err := os.MkdirAll(filepath.Dir(d.settings()), 0o755); err != nil {
		d.t.Fatal(err)
	}
	text := fmt.Sprintf(`{"window-width": %d, "window-height": %d}`, width, height)
	if err := os.WriteFile(d.settings(), []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

// open makes a file of a workspace, opens it in the program and returns when the board shows it.
func (d *desk) open(w *model.Workspace) {
	d.t.Helper()
	d.file = d.workspace("trip.stage", w)
	d.start(d.file)
	d.wait("the board", func(s seen) bool { return s.Screen == "board" && s.File == d.file && len(s.Cells) > 0 })
	d.settle()
}

// workspace makes a file in the desk's folder.
func (d *desk) workspace(name string, w *model.Workspace) string {
	d.t.Helper()
	path := filepath.Join(d.dir, name)
	f, err := store.Create(d.t.Context(), path, w)
	if err != nil {
		d.t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		d.t.Fatal(err)
	}
	return path
}

// command is a start of the program at this desk.
func (d *desk) command(args ...string) *exec.Cmd {
	d.t.Helper()
	self, err := os.Executable()
	if err != nil {
		d.t.Fatal(err)
	}
	p := exec.Command(self, args...)
	p.Env = append(os.Environ(), asProgram+"=1", "DISPLAY="+d.display, "WAYLAND_DISPLAY=", "LIBGL_ALWAYS_SOFTWARE=1",
		"STAGECRAFT_TRACE="+d.trace, "STAGECRAFT_DATA="+d.data,
		"HOME="+filepath.Join(d.dir, "home"), "XDG_CONFIG_HOME="+filepath.Join(d.dir, "config"),
		"XDG_DATA_HOME="+filepath.Join(d.dir, "share"), "XDG_CACHE_HOME="+filepath.Join(d.dir, "cache"))
	p.Env = append(p.Env, d.env...)
	return p
}

// again starts the program while it runs already, and waits until this start has ended.
func (d *desk) again(args ...string) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.t.Context(), patience)
	defer cancel()
	p := d.command(args...)
	ended := make(chan error, 1)
	var out []byte
	go func() {
		var err error
		out, err = p.CombinedOutput()
		ended <- err
	}()
	select {
	case err := <-ended:
		if err != nil {
			d.fail("the second start ended with %v: %s", err, out)
		}
	case <-ctx.Done():
		_ = p.Process.Kill()
		d.fail("the second start does not end")
	}
}

// start runs the program and waits until its window listens.
func (d *desk) start(args ...string) {
	d.t.Helper()
	_ = os.Remove(d.trace)
	p := d.command(args...)
	d.stderr.Reset()
	p.Stderr = d.stderr
	if err := p.Start(); err != nil {
		d.t.Fatal(err)
	}
	exited := make(chan error, 1)
	d.program, d.exited = p, exited
	go func() {
		err := p.Wait()
		exited <- err
	}()
	d.t.Cleanup(func() {
		if folder := os.Getenv("STAGECRAFT_PICTURES"); folder != "" && p == d.program {
			_ = d.picture(filepath.Join(folder, d.t.Name()+".png")) // of how each story ends, to be looked at
		}
		_ = p.Process.Kill()
		exited <- <-exited
	})
	d.wait("a screen", func(s seen) bool { return s.Screen != "" && len(s.Widgets) > 0 })
	windows := strings.Fields(d.tool("search", "--sync", "--onlyvisible", "--name", "Stagecraft"))
	d.window = windows[len(windows)-1]
	d.tool("windowfocus", "--sync", d.window)
	d.settle()
}

// kill ends the program as a power cut would.
func (d *desk) kill() {
	d.t.Helper()
	if err := d.program.Process.Signal(syscall.SIGKILL); err != nil {
		d.t.Fatal(err)
	}
	err := <-d.exited
	d.exited <- err
}

// quit closes the program as its user does, and waits until it has ended.
func (d *desk) quit() {
	d.t.Helper()
	d.tool("key", "ctrl+q")
	d.ends()
}

// ends waits until the program has ended well.
func (d *desk) ends() {
	d.t.Helper()
	select {
	case err := <-d.exited:
		d.exited <- err
		if err != nil {
			d.t.Fatalf("the program ended with %v\n%s", err, d.stderr)
		}
	case <-time.After(patience):
		_ = d.program.Process.Signal(syscall.SIGQUIT) // it says where it hangs
		err := <-d.exited
		d.exited <- err
		d.fail("the program does not end")
	}
}

// seen is the trace that the program writes.
type seen struct {
	Seq       int      `json:"seq"`
	Beat      int      `json:"beat"`
	Screen    string   `json:"screen"`
	Look      string   `json:"look"`
	Dialog    string   `json:"dialog"`
	Texts     []string `json:"texts"`
	File      string   `json:"file"`
	Journey   string   `json:"journey"`
	Saved     bool     `json:"saved"`
	Status    string   `json:"status"`
	Banner    string   `json:"banner"`
	Toast     string   `json:"toast"`
	Undo      string   `json:"undo"`
	Redo      string   `json:"redo"`
	Heat      string   `json:"heat"`
	Selection []string `json:"selection"`
	Focus     string   `json:"focus"`
	Gesture   string   `json:"gesture"`
	Editing   bool     `json:"editing"`
	Zoom      float64  `json:"zoom"`
	Widgets   []place  `json:"widgets"`
	Cards     []place  `json:"cards"`
	Cells     []place  `json:"cells"`
	Heads     []place  `json:"heads"`
	Links     []place  `json:"links"`
}

// place is a rectangle of the window in pixels.
type place struct {
	Name  string  `json:"name"`
	Off   bool    `json:"off"`
	Out   *place  `json:"out"` // what it is scrolled out of
	ID    string  `json:"id"`
	Lane  string  `json:"lane"`
	Step  string  `json:"step"`
	Title string  `json:"title"`
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
	W     float64 `json:"w"`
	H     float64 `json:"h"`
}

func (p place) middle() (x, y int) { return int(p.X + p.W/2), int(p.Y + p.H/2) }

// at returns the point of a place that lies at these shares of its width and height.
func (p place) at(across, down float64) place {
	p.X, p.Y, p.W, p.H = p.X+p.W*across, p.Y+p.H*down, 0, 0
	return p
}

// by returns a place moved by pixels.
func (p place) by(dx, dy float64) place {
	p.X, p.Y = p.X+dx, p.Y+dy
	return p
}

// look returns the newest trace.
func (d *desk) look() seen {
	var s seen
	data, err := os.ReadFile(d.trace)
	if err == nil {
		err = json.Unmarshal(data, &s)
	}
	if err != nil && !os.IsNotExist(err) {
		d.fail("the trace cannot be read: %v", err)
	}
	return s
}

// wait looks until something holds.
func (d *desk) wait(what string, holds func(seen) bool) seen {
	d.t.Helper()
	end := time.Now().Add(patience)
	for time.Now().Before(end) {
		if s := d.look(); holds(s) {
			return s
		}
		select {
		case err := <-d.exited:
			d.exited <- err
			d.t.Fatalf("the program ended while waiting for %s: %v\n%s", what, err, d.stderr)
		case <-time.After(15 * time.Millisecond):
		}
	}
	d.fail("waited in vain for %s", what)
	return seen{}
}

// settle waits until the window has taken in everything that was done to it so far. A trace may have
// been taken before the last key and be written after it, and the next one before the window looked
// for keys; the third was taken after that.
func (d *desk) settle() seen {
	d.t.Helper()
	beat := d.look().Beat
	return d.wait("the window to go on", func(s seen) bool { return s.Beat >= beat+3 })
}

// still waits until what of picks lies at the same place in two traces in a row.
func (d *desk) still(what string, of func(seen) (place, bool)) place {
	d.t.Helper()
	var last place
	var beat, same int
	d.wait(what, func(s seen) bool {
		p, ok := of(s)
		switch {
		case !ok || !reflect.DeepEqual(p, last):
			same = 0
		case s.Beat > beat:
			same++
		}
		last, beat = p, s.Beat
		return ok && same >= 1
	})
	return last
}

// widget waits for a named widget, and scrolls to it.
func (d *desk) widget(name string) place {
	d.t.Helper()
	for range 100 {
		p := d.still("the widget "+name, func(s seen) (place, bool) { return find(s.Widgets, name) })
		if p.Out == nil {
			return p
		}
		d.scroll(*p.Out, p.Y+p.H/2 < p.Out.Y)
	}
	d.fail("the widget %s cannot be scrolled to", name)
	return place{}
}

// card waits for a visible card.
func (d *desk) card(id string) place {
	d.t.Helper()
	return d.still("the card "+id, func(s seen) (place, bool) { return find(s.Cards, id) })
}

// titled waits for a visible card of that title.
func (d *desk) titled(title string) place {
	d.t.Helper()
	return d.still("the card "+title, func(s seen) (place, bool) {
		for _, c := range s.Cards {
			if c.Title == title {
				return c, true
			}
		}
		return place{}, false
	})
}

// head waits for the header of a stage or step, or the label of a lane.
func (d *desk) head(id string) place {
	d.t.Helper()
	return d.still("the header "+id, func(s seen) (place, bool) { return find(s.Heads, id) })
}

// cell waits for a visible cell.
func (d *desk) cell(lane, step string) place {
	d.t.Helper()
	return d.still("the cell of "+lane+" and "+step, func(s seen) (place, bool) {
		for _, c := range s.Cells {
			if c.Lane == lane && c.Step == step {
				return c, true
			}
		}
		return place{}, false
	})
}

func find(places []place, name string) (place, bool) {
	for _, p := range places {
		if p.Name == name || p.ID == name {
			return p, true
		}
	}
	return place{}, false
}

// fail ends the test with what the window last said, and keeps a picture of it where it can.
func (d *desk) fail(format string, args ...any) {
	d.t.Helper()
	kept := filepath.Join(os.TempDir(), "stagecraft-failed-"+d.t.Name())
	picture := kept + ".png"
	if d.picture(picture) != nil {
		picture = "none"
	}
	data, _ := os.ReadFile(d.trace)
	_ = os.WriteFile(kept+".json", data, 0o600)
	s := d.look()
	s.Widgets, s.Cards, s.Cells, s.Heads, s.Links = nil, nil, nil, nil, nil
	d.t.Fatalf(format+"\npicture: %s\ntrace (whole in %s.json): %+v\nstderr: %s", append(args, picture, kept, s, d.stderr)...)
}

// picture takes a picture of the screen.
func (d *desk) picture(path string) error {
	shot := exec.Command("sh", "-c", `xwd -root -silent | convert xwd:- "$0"`, path)
	shot.Env = append(os.Environ(), "DISPLAY="+d.display)
	return shot.Run()
}

// keepPicture takes a picture in the middle of a story, when pictures are wanted.
func (d *desk) keepPicture(name string) {
	if folder := os.Getenv("STAGECRAFT_PICTURES"); folder != "" {
		_ = d.picture(filepath.Join(folder, name+".png"))
	}
}
