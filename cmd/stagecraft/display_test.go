package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long a step of the real window may take before the test gives up; it bounds a hung
// program, it is no measure of speed.
const patience = 45 * time.Second

// desk is a real window on a screen of its own, with a hand and an eye: xdotool presses and types, and
// the program's trace (STAGECRAFT_TRACE) says what lies where.
type desk struct {
	t       *testing.T
	display string
	dir     string
	binary  string
	program *exec.Cmd
	exited  chan error
	stderr  *bytes.Buffer
	trace   string
}

// seen is the trace that the program writes.
type seen struct {
	Seq       int      `json:"seq"`
	Screen    string   `json:"screen"`
	Dialog    string   `json:"dialog"`
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
	Editing   bool     `json:"editing"`
	Zoom      float64  `json:"zoom"`
	Widgets   []place  `json:"widgets"`
	Cards     []place  `json:"cards"`
	Cells     []place  `json:"cells"`
}

// place is a rectangle of the window in pixels.
type place struct {
	Name  string  `json:"name"`
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

// newDesk starts a screen and builds the program; it skips where the tools for it are missing.
func newDesk(t *testing.T) *desk {
	t.Helper()
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("the real window needs %s, which is not installed", tool)
		}
	}
	d := &desk{t: t, dir: t.TempDir(), stderr: new(bytes.Buffer)}
	d.trace = filepath.Join(d.dir, "trace.json")
	d.binary = filepath.Join(d.dir, "stagecraft")
	if out, err := exec.Command("go", "build", "-o", d.binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	d.startScreen()
	return d
}

func (d *desk) startScreen() {
	d.t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		d.t.Fatal(err)
	}
	screen := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1600x1000x24", "-nolisten", "tcp")
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

// start runs the program and waits until its window listens.
func (d *desk) start(args ...string) {
	d.t.Helper()
	_ = os.Remove(d.trace)
	p := exec.Command(d.binary, args...)
	p.Env = append(os.Environ(), "DISPLAY="+d.display, "WAYLAND_DISPLAY=", "LIBGL_ALWAYS_SOFTWARE=1",
		"STAGECRAFT_TRACE="+d.trace, "STAGECRAFT_DATA="+filepath.Join(d.dir, "data"),
		"HOME="+filepath.Join(d.dir, "home"), "XDG_CONFIG_HOME="+filepath.Join(d.dir, "config"),
		"XDG_DATA_HOME="+filepath.Join(d.dir, "share"), "XDG_CACHE_HOME="+filepath.Join(d.dir, "cache"))
	d.stderr.Reset()
	p.Stderr = d.stderr
	if err := p.Start(); err != nil {
		d.t.Fatal(err)
	}
	d.program, d.exited = p, make(chan error, 1)
	go func(exited chan error) { exited <- p.Wait() }(d.exited)
	d.t.Cleanup(func() { _ = p.Process.Kill() })
	d.wait("a screen", func(s seen) bool { return s.Screen != "" && len(s.Widgets) > 0 })
	window := strings.Fields(d.tool("search", "--sync", "--onlyvisible", "--name", "Stagecraft"))
	d.tool("windowfocus", window[len(window)-1])
}

// kill ends the program as a power cut would.
func (d *desk) kill() {
	d.t.Helper()
	if err := d.program.Process.Signal(syscall.SIGKILL); err != nil {
		d.t.Fatal(err)
	}
	<-d.exited
}

// tool runs xdotool.
func (d *desk) tool(args ...string) string {
	d.t.Helper()
	c := exec.Command("xdotool", args...)
	c.Env = append(os.Environ(), "DISPLAY="+d.display)
	out, err := c.CombinedOutput()
	if err != nil {
		d.fail("xdotool %v: %v %s", args, err, out)
	}
	return string(out)
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
		case <-time.After(40 * time.Millisecond):
		}
	}
	d.fail("waited in vain for %s", what)
	return seen{}
}

// widget waits for a named widget.
func (d *desk) widget(name string) place {
	d.t.Helper()
	s := d.wait("the widget "+name, func(s seen) bool { _, ok := find(s.Widgets, name); return ok })
	p, _ := find(s.Widgets, name)
	return p
}

// card waits for a visible card.
func (d *desk) card(id string) place {
	d.t.Helper()
	s := d.wait("the card "+id, func(s seen) bool { _, ok := find(s.Cards, id); return ok })
	p, _ := find(s.Cards, id)
	return p
}

// cell waits for a visible cell.
func (d *desk) cell(lane, step string) place {
	d.t.Helper()
	at := func(s seen) (place, bool) {
		for _, c := range s.Cells {
			if c.Lane == lane && c.Step == step {
				return c, true
			}
		}
		return place{}, false
	}
	s := d.wait("the cell of "+lane+" and "+step, func(s seen) bool { _, ok := at(s); return ok })
	p, _ := at(s)
	return p
}

func find(places []place, name string) (place, bool) {
	for _, p := range places {
		if p.Name == name || p.ID == name {
			return p, true
		}
	}
	return place{}, false
}

// click presses the middle of a place.
func (d *desk) click(p place, times int) {
	d.t.Helper()
	x, y := p.middle()
	d.tool("mousemove", fmt.Sprint(x), fmt.Sprint(y))
	time.Sleep(60 * time.Millisecond)
	for range times {
		d.tool("click", "1")
		time.Sleep(60 * time.Millisecond)
	}
}

// press clicks a named widget.
func (d *desk) press(name string) {
	d.t.Helper()
	d.click(d.widget(name), 1)
}

// drag moves the pointer from one place to another with the button held, as a hand would.
func (d *desk) drag(from, to place) {
	d.t.Helper()
	x0, y0 := from.middle()
	x1, y1 := to.middle()
	d.tool("mousemove", fmt.Sprint(x0), fmt.Sprint(y0))
	time.Sleep(60 * time.Millisecond)
	d.tool("mousedown", "1")
	const strokes = 12
	for i := 1; i <= strokes; i++ {
		d.tool("mousemove", fmt.Sprint(x0+(x1-x0)*i/strokes), fmt.Sprint(y0+(y1-y0)*i/strokes))
		time.Sleep(25 * time.Millisecond)
	}
	time.Sleep(80 * time.Millisecond)
	d.tool("mouseup", "1")
}

// key presses keys, as "ctrl+z".
func (d *desk) key(keys ...string) {
	d.t.Helper()
	for _, k := range keys {
		d.tool("key", "--clearmodifiers", k)
		time.Sleep(60 * time.Millisecond)
	}
}

// write types text.
func (d *desk) write(text string) {
	d.t.Helper()
	d.tool("type", "--delay", "12", text)
}

// fill replaces the text of a named entry.
func (d *desk) fill(name, text string) {
	d.t.Helper()
	d.press(name)
	d.key("ctrl+a")
	d.write(text)
}

// fail ends the test with what the window last said, and keeps a picture of it where it can.
func (d *desk) fail(format string, args ...any) {
	d.t.Helper()
	picture := filepath.Join(os.TempDir(), "stagecraft-failed-"+d.t.Name()+".png")
	shot := exec.Command("sh", "-c", fmt.Sprintf("xwd -root -silent | convert xwd:- %q", picture))
	shot.Env = append(os.Environ(), "DISPLAY="+d.display)
	if shot.Run() != nil {
		picture = "none"
	}
	data, _ := os.ReadFile(d.trace)
	d.t.Fatalf(format+"\npicture: %s\ntrace: %.3000s\nstderr: %s", append(args, picture, data, d.stderr)...)
}
