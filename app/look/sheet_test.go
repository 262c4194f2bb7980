package look

import (
	"bytes"
	"image"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"pgregory.net/rapid"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// laidOut asks for the least size, as is done before every frame, and lays out what asks for more.
func laidOut(p *Press) *Press {
	p.Resize(p.Size().Max(p.MinSize()))
	p.MinSize()
	return p
}

// shot is what a Press of nothing but parts looks like.
func shot(p *Press) []uint8 {
	s := p.sheet
	return s.picture(int(s.Size().Width), int(s.Size().Height)).(*image.RGBA).Pix
}

// What happens to a part shows on the sheet, and makes room for itself.
func TestSheetFollowsItsParts(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(NewTheme(scene.Light(), false, 1))
	label, mark := Text("short", 12, "text"), Icon("check", 14, "accent")
	box := NewFill("", "", 0, 0)
	p := laidOut(NewPress("p", 4, Flat.Ground, func(State) fyne.CanvasObject { return H(5, label, mark, Sized(8, 8, box)) }, nil))
	if objects := test.WidgetRenderer(p).Objects(); len(objects) != 1 || objects[0] != p.sheet.Raster {
		t.Fatalf("it draws %d objects, want one sheet", len(objects))
	}
	before := shot(p)
	if len(bytes.Trim(before, "\x00")) == 0 {
		t.Fatal("nothing is painted")
	}
	x := mark.Position().X
	label.Set("much longer", "text")
	laidOut(p)
	if mark.Position().X <= x || p.Size().Width < mark.Position().X+mark.Size().Width {
		t.Errorf("the icon stays at %v of %v when the text before it grows", mark.Position().X, p.Size().Width)
	}
	p.Resize(p.Size().Add(fyne.NewSize(200, 0)))
	x = mark.Position().X
	label.Set("much longer than that", "text")
	if p.MinSize(); mark.Position().X <= x {
		t.Errorf("in a place that is wide enough, the icon stays at %v when the text before it grows", x)
	}
	for _, c := range []struct {
		name   string
		change func()
	}{
		{"a colour", func() { label.Set("much longer than that", "error") }},
		{"a fill", func() { box.Set("accent", "", 0) }},
		{"bold letters", func() { label.SetBold(true) }},
		{"a hidden part", func() { mark.Hide() }},
		{"a part that is back", func() { mark.Show() }},
		{"the pointer", func() { p.MouseIn(nil) }},
		{"the focus", p.FocusGained},
		{"another look", func() { app.Settings().SetTheme(NewTheme(scene.Dark(), false, 1)); p.Refresh() }},
		{"larger text", func() { app.Settings().SetTheme(NewTheme(scene.Dark(), false, 1.5)); p.Refresh() }},
	} {
		was := shot(laidOut(p))
		c.change()
		if !p.sheet.stale {
			t.Errorf("%s does not have the sheet painted again", c.name)
		}
		if bytes.Equal(shot(laidOut(p)), was) {
			t.Errorf("%s is not seen", c.name)
		}
	}
}

// What is more than parts draws itself.
func TestPressOfOtherThings(t *testing.T) {
	test.NewTempApp(t)
	field := widget.NewEntry()
	p := NewPress("p", 4, Flat.Ground, func(s State) fyne.CanvasObject {
		if s.On {
			return H(5, Text("on", 12, "text"))
		}
		return H(5, Text("off", 12, "text"), field)
	}, nil)
	draws := func() int { return len(test.WidgetRenderer(p).Objects()) }
	if n := draws(); n != 2 {
		t.Errorf("with a field in it, it draws %d objects, want its ground and its content", n)
	}
	if p.SetOn(true); draws() != 1 {
		t.Errorf("with a text in it, it draws %d objects, want a sheet", draws())
	}
	words, box := Text("", 12, "text"), container.NewStack()
	box.Add(words)
	p = laidOut(NewPress("p", 4, Flat.Ground, func(s State) fyne.CanvasObject { return box }, nil))
	words.Set("words", "text")
	box.Add(field)
	if p.Refresh(); draws() != 2 || words.among != nil || words.sheets[0].Size().Width < words.MinSize().Width {
		t.Errorf("with a field that was put in, it draws %d objects, and the text beside it %v", draws(), words.sheets[0].Size())
	}
	box.Remove(field)
	if p.Refresh(); draws() != 1 || words.among == nil {
		t.Errorf("with the field taken away, it draws %d objects", draws())
	}
}

// What a Press asks for follows the width that it has.
func TestSheetOfOtherForms(t *testing.T) {
	test.NewTempApp(t)
	p := NewPress("p", 4, Flat.Ground, func(State) fyne.CanvasObject {
		return FirstFitting(20, V(0, Text("all in one line", 12, "text")), V(0, Text("all in", 12, "text"), Text("two lines", 12, "text")))
	}, nil)
	p.Resize(fyne.NewSize(200, 40))
	one := p.MinSize().Height
	p.Resize(fyne.NewSize(70, 40))
	if two := p.MinSize().Height; two <= one {
		t.Errorf("two lines ask for %v, one for %v", two, one)
	}
}

// A text of any length is shown, by pictures of a size that every graphics card has, none over another.
func TestLongTexts(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(NewTheme(scene.Light(), false, 1))
	long := strings.Repeat("Ågot waits for the bus. ", 4000)
	l := WrapText(long, 12, "text", false)
	l.Resize(fyne.NewSize(300, 10))
	next := float32(0)
	for i, o := range test.WidgetRenderer(l).Objects() {
		if o.Position().Y != next || o.Size().Height > stripHeight {
			t.Fatalf("strip %d lies at %v with a height of %v, the one before ends at %v", i, o.Position().Y, o.Size().Height, next)
		}
		next += o.Size().Height
	}
	if next < l.MinSize().Height {
		t.Errorf("the strips are %v high, the text %v", next, l.MinSize().Height)
	}
	last := l.sheets[len(l.sheets)-1]
	if pix := last.picture(int(last.Size().Width), int(last.Size().Height)).(*image.RGBA).Pix; len(bytes.Trim(pix, "\x00")) == 0 {
		t.Error("the end of the text is not painted")
	}
	l.Set("short", "text")
	if n := len(test.WidgetRenderer(l).Objects()); n != 1 {
		t.Errorf("a short text has %d strips", n)
	}
	p := NewPress("p", 4, Flat.Ground, func(State) fyne.CanvasObject { return V(0, WrapText(long, 12, "text", false)) }, nil)
	p.Resize(fyne.NewSize(300, 10))
	laidOut(p)
	if n := len(test.WidgetRenderer(laidOut(p)).Objects()); n != 2 {
		t.Errorf("a Press that is as high as that draws %d objects, want its ground and its content", n)
	}
	if w := Text(long, 12, "text").sheets[0].Size().Width; w > widestSheet {
		t.Errorf("a line has a picture %v wide", w)
	}
}

// A sheet holds what it is for, and has whole pixels at every scale in tenths.
func TestSheetsHaveWholePixels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.Float64Range(-500, 500)
		area := layout.Rect{X: part.Draw(t, "x"), Y: part.Draw(t, "y"), W: math.Abs(part.Draw(t, "w")), H: math.Abs(part.Draw(t, "h"))}
		s := newSheet(func(*brush) {})
		s.cover(area)
		at, size := s.Position(), s.Size()
		for _, f := range []float32{size.Width, size.Height} {
			for tenths := 5; tenths < 40; tenths++ {
				if pixels := float64(f) * float64(tenths) / 10; math.Abs(pixels-math.Round(pixels)) > 1e-6 {
					t.Fatalf("%v is %v pixels at %v tenths", f, pixels, tenths)
				}
			}
		}
		const near = 0.001
		if float64(at.X) > area.X || float64(at.Y) > area.Y || float64(at.X+size.Width) < area.Right()-near || float64(at.Y+size.Height) < area.Bottom()-near {
			t.Fatalf("a sheet at %v with %v does not hold %v", at, size, area)
		}
	})
}
