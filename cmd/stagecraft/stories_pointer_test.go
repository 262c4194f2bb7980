package main

import (
	"hash/fnv"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xfixes"
)

// pointer returns the picture of the pointer as the screen shows it, and a number that tells it from others.
func (d *desk) pointer(name string) uint64 {
	d.t.Helper()
	quietXgb()
	conn, err := xgb.NewConnDisplay(d.display)
	if err != nil {
		d.t.Fatal(err)
	}
	defer conn.Close()
	if err := xfixes.Init(conn); err != nil {
		d.t.Fatal(err)
	}
	if _, err := xfixes.QueryVersion(conn, 4, 0).Reply(); err != nil {
		d.t.Fatal(err)
	}
	r, err := xfixes.GetCursorImage(conn).Reply()
	if err != nil {
		d.t.Fatal(err)
	}
	img := image.NewNRGBA(image.Rect(0, 0, int(r.Width), int(r.Height)))
	sum := fnv.New64()
	for i, p := range r.CursorImage {
		c := color.RGBA{A: uint8(p >> 24), R: uint8(p >> 16), G: uint8(p >> 8), B: uint8(p)}
		img.Set(i%int(r.Width), i/int(r.Width), c)
		sum.Write([]byte{c.R, c.G, c.B, c.A})
	}
	if folder := os.Getenv("STAGECRAFT_PICTURES"); folder != "" {
		f, err := os.Create(filepath.Join(folder, "pointer-"+name+".png"))
		if err != nil {
			d.t.Fatal(err)
		}
		defer f.Close()
		if err := png.Encode(f, img); err != nil {
			d.t.Fatal(err)
		}
	}
	return sum.Sum64()
}

// Whoever moves the pointer over the map sees what a press would do, and while something is carried where it
// may go.
func TestStory_ThePointerSaysWhatAPressWouldDo(t *testing.T) {
	d := newDesk(t)
	w := trip()
	w.Journeys[0].Lanes[4].Locked = true
	d.open(w)
	shown := map[string]uint64{}
	seen := func(name string) { // Fyne asks for the pointer before it tells of a move, so it is right after the next
		d.tool("mousemove_relative", "--", "-1", "0")
		d.settle()
		shown[name] = d.pointer(name)
	}
	over := func(name string, p place) {
		d.point(p)
		seen(name)
	}
	over("card", d.card("books"))
	over("edge", d.card("books").at(1, 0.5).by(-1, 0))
	over("head", d.head("plan"))
	over("border", d.head("pain").at(0.5, 1).by(1, -1))
	d.lift(d.card("books"), d.cell("do", "arrive"))
	seen("carried")
	d.tool("keydown", "ctrl")
	d.tool("mousemove_relative", "3", "0")
	d.settle()
	seen("copied")
	d.tool("keyup", "ctrl")
	over("forbidden", d.cell("idea", "arrive"))
	d.key("Escape")
	d.drop()
	over("after", d.cell("idea", "dream"))
	if shown["after"] != shown["card"] {
		t.Error("after the gesture was given up the pointer is not the usual one")
	}
	said := map[uint64]string{}
	for _, name := range []string{"card", "edge", "head", "border", "carried", "copied", "forbidden"} {
		if same, ok := said[shown[name]]; ok {
			t.Errorf("the pointer over %s looks like that over %s", name, same)
		}
		said[shown[name]] = name
	}
	if got := d.saved().Card("books"); got.Step != "choose" || len(d.saved().Cards) != len(trip().Journeys[0].Cards) {
		t.Errorf("the card is at %s", got.Step)
	}
}
