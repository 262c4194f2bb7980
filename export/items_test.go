package export

import (
	"bufio"
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// everyKind is one item of each kind, in red, each alone in a square of 40 points; the last is hidden at
// full size and must not be drawn.
func everyKind() map[string]scene.Item {
	red := scene.Color{R: 255, A: 255}
	box := layout.Rect{X: 5, Y: 5, W: 30, H: 30}
	var picture bytes.Buffer
	img := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	for i := range 64 {
		img.Set(i%8, i/8, red)
	}
	if err := png.Encode(&picture, img); err != nil {
		panic(err)
	}
	return map[string]scene.Item{
		"rect":   scene.Rect{Rect: box, Radius: 4, Fill: red, Stroke: scene.Stroke{Width: 1, Color: red}},
		"hatch":  scene.Rect{Rect: box, Hatch: scene.Hatch{Width: 3, Every: 5, Color: red}},
		"path":   scene.Path{Segments: circle(box.Center(), 12), Closed: true, Fill: red},
		"line":   scene.Path{Segments: []layout.Segment{move(5, 20), line(35, 20)}, Stroke: scene.Stroke{Width: 6, Color: red, Dash: []float64{8, 2}, Round: true}},
		"text":   scene.Text{At: layout.Point{X: 4, Y: 32}, Line: layout.NewLine("Map", layout.Style{Size: 18, Bold: true}), Color: red},
		"icon":   scene.Icon{Rect: box, Name: "star-filled", Color: red},
		"image":  scene.Image{Rect: box, Radius: 3, Image: &model.Image{ID: "x", MIME: "image/png", Data: picture.Bytes()}},
		"faint":  scene.Rect{Rect: box, Fill: scene.Color{R: 255, A: 128}},
		"hidden": scene.Rect{Rect: box, Fill: red, Zoom: scene.Zoom{Max: 0.6}},
	}
}

func itemSheet(item scene.Item) sheet {
	g := &scene.Group{Ref: model.Ref{Kind: model.CardRecord, Journey: "j", ID: "c"}, Items: []scene.Item{item}, Bounds: layout.Rect{W: 40, H: 40}, Label: "a <card>"}
	layer := scene.NewLayer(layout.Rect{W: 40, H: 40}, scene.Print().Token("board"), []*scene.Group{g})
	return sheet{size: layout.Point{X: 80, Y: 80}, theme: scene.Print(), pieces: []piece{{layer: layer, part: layout.Rect{W: 40, H: 40}, at: layout.Point{X: 20, Y: 20}, scale: 1}}}
}

func TestRenderers_DrawEveryKindOfItem(t *testing.T) {
	ctx := context.Background()
	blank := scene.Rect{}
	for name, item := range everyKind() {
		img := image.NewRGBA(image.Rect(0, 0, 160, 160))
		if err := sheetPainter(ctx, itemSheet(item), 2)(img); err != nil {
			t.Fatal(err)
		}
		if red := redShare(img); (red > 0.01) == (name == "hidden") {
			t.Errorf("PNG of %s: %.3f of the dots are red", name, red)
		}
		if drawn := len(svgOf(t, item)) > len(svgOf(t, blank)); drawn == (name == "hidden") {
			t.Errorf("SVG of %s: drawn is %v", name, drawn)
		}
		if drawn := len(pdfOf(t, item)) > len(pdfOf(t, blank)); drawn == (name == "hidden") {
			t.Errorf("PDF of %s: drawn is %v", name, drawn)
		}
	}
}

// A picture is painted a few rows at a time, and nobody sees where.
func TestPNG_StripesMeetWithoutSeams(t *testing.T) {
	for name, item := range everyKind() {
		s := itemSheet(item)
		s.pieces[0].at.Y += 0.3 // off the pixels
		paint := sheetPainter(context.Background(), s, 2.3)
		whole := image.NewRGBA(image.Rect(0, 0, 184, 184))
		parts := image.NewRGBA(whole.Rect)
		if err := paint(whole); err != nil {
			t.Fatal(err)
		}
		for y := 0; y < 184; y += 23 {
			if err := paint(parts.SubImage(image.Rect(0, y, 184, y+23)).(*image.RGBA)); err != nil {
				t.Fatal(err)
			}
		}
		for i := range whole.Pix {
			if d := int(whole.Pix[i]) - int(parts.Pix[i]); d > 3 || d < -3 {
				t.Errorf("%s: the picture differs at %d, %d", name, i/4%184, i/4/184)
				break
			}
		}
	}
}

func redShare(img *image.RGBA) float64 {
	red := 0
	for i := 0; i < len(img.Pix); i += 4 {
		if img.Pix[i] > 200 && img.Pix[i+1] < 160 {
			red++
		}
	}
	return float64(red) / float64(len(img.Pix)/4)
}

func svgOf(t *testing.T, item scene.Item) string {
	t.Helper()
	var buf bytes.Buffer
	d := newSVGDrawer(bufio.NewWriter(&buf))
	for i, p := range itemSheet(item).pieces {
		if err := d.piece(context.Background(), p, i); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.out.Flush(); err != nil || d.err != nil {
		t.Fatal(err, d.err)
	}
	return buf.String()
}

// pdfOf returns the file of one page with one item.
func pdfOf(t *testing.T, item scene.Item) []byte {
	t.Helper()
	d := newPDFDrawer(newPDFFile(pdfInfo{}))
	d.page(layout.Point{X: 80, Y: 80})
	d.group(&scene.Group{Items: []scene.Item{item}}, layout.Point{})
	d.flush()
	var out bytes.Buffer
	if err := d.file.finish(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestPDF_CutsAtThePiecesEdge(t *testing.T) {
	s := itemSheet(scene.Rect{Rect: layout.Rect{X: -100, Y: -100, W: 300, H: 300}, Fill: scene.Color{R: 255, A: 255}})
	img := image.NewRGBA(image.Rect(0, 0, 80, 80))
	if err := sheetPainter(context.Background(), s, 1)(img); err != nil {
		t.Fatal(err)
	}
	for _, p := range []image.Point{{2, 2}, {18, 40}, {40, 62}, {78, 78}} {
		if img.RGBAAt(p.X, p.Y) != (color.RGBA{255, 255, 255, 255}) {
			t.Errorf("the piece runs over its edge at %v", p)
		}
	}
	if c := img.RGBAAt(40, 40); c.G > 10 {
		t.Errorf("the middle is %v", c)
	}
}

func TestBalance_KeepsOrderAndRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.IntRange(1, 12), 1, 30).Draw(t, "counts")
		room := rapid.IntRange(1, 40).Draw(t, "room")
		starts := balance(counts, room)
		if starts[0] != 0 || !slices.IsSorted(starts) || len(slices.Compact(slices.Clone(starts))) != len(starts) {
			t.Fatalf("starts %v", starts)
		}
		if len(starts) != len(breakAt(counts, room)) {
			t.Fatalf("%d pages where %d do", len(starts), len(breakAt(counts, room)))
		}
		for i, from := range starts {
			to := len(counts)
			if i+1 < len(starts) {
				to = starts[i+1]
			}
			sum := 0
			for _, c := range counts[from:to] {
				sum += c
			}
			if sum > room && to-from > 1 {
				t.Fatalf("page %d holds %d columns of %d", i, sum, room)
			}
		}
	})
}

func TestHatch_StaysInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := layout.Rect{X: rapid.Float64Range(-50, 50).Draw(t, "x"), Y: rapid.Float64Range(-50, 50).Draw(t, "y"),
			W: rapid.Float64Range(1, 200).Draw(t, "w"), H: rapid.Float64Range(1, 200).Draw(t, "h")}
		lines := hatchLines(r, rapid.Float64Range(0.5, 20).Draw(t, "every"))
		wide := r.Inset(-1e-6)
		for i := 0; i+1 < len(lines); i += 2 {
			a, b := lines[i].Points[0], lines[i+1].Points[0]
			if !wide.Contains(a) || !wide.Contains(b) {
				t.Fatalf("%v to %v leaves %v", a, b, r)
			}
			if d := (b.X - a.X) - (a.Y - b.Y); d > 1e-6 || d < -1e-6 {
				t.Fatalf("%v to %v is not at 45 degrees", a, b)
			}
		}
	})
}

func FuzzPlainText(f *testing.F) {
	for _, s := range []string{"", "abc", "a\x00b", "\xff", "\U0001F600\u200D", "\u202Ex", "a\tb\nc", "\uFEFF\uFFFF"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, oneLine bool) {
		got := plainText(s, oneLine)
		if !utf8.ValidString(got) {
			t.Fatalf("%q became invalid UTF-8 %q", s, got)
		}
		for _, r := range got {
			if unicode.IsControl(r) && (oneLine || r != '\n' && r != '\t') {
				t.Fatalf("%q still holds %q", s, r)
			}
		}
		if again := plainText(got, oneLine); again != got {
			t.Fatalf("%q is cleaned to %q and then to %q", s, got, again)
		}
		if kept, less := cut(got, 5); len([]rune(kept)) > 5 || !strings.HasPrefix(got, kept) || less == (kept == got) {
			t.Fatalf("cut(%q) is %q, %v", got, kept, less)
		}
		if safe := Harmless(got); strings.TrimPrefix(safe, "'") != strings.TrimPrefix(got, "'") && safe != got {
			t.Fatalf("%q became %q", got, safe)
		}
		for _, r := range basicText(s) {
			if r > 0xFFFF {
				t.Fatalf("%q still holds %U", s, r)
			}
		}
	})
}

// TestContinued_CutCardsSayTheirTextOnBothPages cuts a wide card at the edge between two pages.
func TestContinued_CutCardsSayTheirTextOnBothPages(t *testing.T) {
	line := layout.NewLine("A booking engine and a payment provider", layout.Style{Size: 11})
	g := &scene.Group{Ref: model.Ref{Kind: model.CardRecord, ID: "c"}, Bounds: layout.Rect{W: 400, H: 60}, Items: []scene.Item{
		scene.Rect{Rect: layout.Rect{W: 400, H: 60}, Fill: scene.Color{R: 9, A: 255}},
		scene.Text{At: layout.Point{X: 9, Y: 20}, Line: line, Color: scene.Color{A: 255}},
	}}
	layer := scene.NewLayer(layout.Rect{W: 400, H: 60}, scene.Color{}, []*scene.Group{g})
	for _, part := range []layout.Rect{{X: -200, W: 330, H: 60}, {X: 130, W: 400, H: 60}} {
		rest := continued(layer, part)
		if rest == nil {
			t.Fatalf("nothing is said again in %v", part)
		}
		said := ""
		rest.Meeting(part, func(g *scene.Group, at layout.Point) {
			for _, item := range g.Drawn() {
				if text, ok := item.(scene.Text); ok {
					said += text.Line.Text
					if left, right := text.At.X, text.At.X+text.Line.Width; left < part.X || right > part.Right() {
						t.Errorf("%q runs from %.0f to %.0f, outside %v", text.Line.Text, left, right, part)
					}
				}
			}
		})
		if !strings.HasPrefix(strings.ReplaceAll(said, " ", ""), "Abookingengine") {
			t.Errorf("in %v the card says %q", part, said)
		}
	}
	if rest := continued(layer, layout.Rect{W: 400, H: 60}); rest != nil {
		t.Error("a whole card is said again")
	}
}
