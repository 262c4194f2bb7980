package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// tool runs xdotool. It returns when the screen has the events; the window takes them in their order.
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

func (d *desk) point(p place) {
	d.t.Helper()
	x, y := p.middle()
	d.tool("mousemove", fmt.Sprint(x), fmt.Sprint(y))
	d.settle()
}

// click presses the middle of a place.
func (d *desk) click(p place, times int) {
	d.t.Helper()
	d.point(p)
	d.tool("click", "--repeat", fmt.Sprint(times), "--delay", "20", "1")
	d.settle()
}

// standsStill waits until the screen shows the same picture for more than a second: what is painted in the
// background may still come in at first. A caret that blinks lets it rest for half as long.
func (d *desk) standsStill() bool {
	d.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); {
		if d.pictures(8, 150*time.Millisecond) == 1 {
			return true
		}
	}
	return false
}

// pictures looks at the screen so many times and returns how many different pictures it showed.
func (d *desk) pictures(times int, every time.Duration) int {
	d.t.Helper()
	seen := map[string]bool{}
	for range times {
		time.Sleep(every)
		c := exec.Command("xwd", "-root", "-silent")
		c.Env = append(os.Environ(), "DISPLAY="+d.display)
		out, err := c.Output()
		if err != nil {
			d.t.Skipf("the screen cannot be looked at: %v", err)
		}
		seen[string(out)] = true
	}
	return len(seen)
}

// scroll turns the wheel over a place by two notches, at its left, where no field takes the wheel.
func (d *desk) scroll(p place, up bool) {
	d.t.Helper()
	d.point(p.at(0.03, 0.5))
	button := map[bool]string{true: "4", false: "5"}[up]
	d.tool("click", "--repeat", "2", button)
	d.settle()
}

// menu opens the context menu of a place and chooses from it.
func (d *desk) menu(p place, item string) {
	d.t.Helper()
	d.point(p)
	d.tool("click", "3")
	d.press("menu:" + item)
}

// press clicks a named widget, as soon as it answers. It looks again before it clicks: what loads in the
// background may have moved it.
func (d *desk) press(name string) {
	d.t.Helper()
	for range 20 {
		d.wait("the widget "+name+" to answer", func(s seen) bool { p, ok := find(s.Widgets, name); return ok && !p.Off })
		p := d.widget(name)
		d.point(p)
		if now := d.widget(name); now.at(0.5, 0.5) == p.at(0.5, 0.5) && !now.Off {
			d.tool("click", "1")
			d.settle()
			return
		}
	}
	d.fail("the widget %s does not lie still", name)
}

// lift presses the button on one place and carries what is there over another, as a hand would.
func (d *desk) lift(from, to place) seen {
	d.t.Helper()
	x0, y0 := from.middle()
	x1, y1 := to.middle()
	d.point(from)
	d.tool("mousedown", "1")
	d.settle()
	const strokes = 10
	var way []string
	for i := 1; i <= strokes; i++ {
		way = append(way, "mousemove", fmt.Sprint(x0+(x1-x0)*i/strokes), fmt.Sprint(y0+(y1-y0)*i/strokes), "sleep", "0.01")
	}
	d.tool(way...)
	return d.settle()
}

// drop lets go of what was lifted.
func (d *desk) drop() {
	d.t.Helper()
	d.tool("mouseup", "1")
	d.settle()
}

// drag lifts and drops.
func (d *desk) drag(from, to place) {
	d.t.Helper()
	d.lift(from, to)
	d.drop()
}

// holding presses a key, as "ctrl", does something, and lets go of the key.
func (d *desk) holding(key string, do func()) {
	d.t.Helper()
	d.tool("keydown", key)
	do()
	d.tool("keyup", key)
	d.settle()
}

// key presses keys, as "ctrl+z".
func (d *desk) key(keys ...string) {
	d.t.Helper()
	for _, k := range keys {
		d.tool("key", k)
		d.settle()
	}
}

// write types text, the way a quick typist does.
func (d *desk) write(text string) {
	d.t.Helper()
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			d.tool("key", "Return")
		}
		d.tool("type", "--delay", "8", line)
	}
	d.settle()
}

// fill replaces the text of a named entry.
func (d *desk) fill(name, text string) {
	d.t.Helper()
	d.press(name)
	d.key("ctrl+a")
	d.write(text)
}

// choose opens a named list and takes one of its options.
func (d *desk) choose(name, option string) {
	d.t.Helper()
	d.press(name)
	d.press(name + "." + option)
}
