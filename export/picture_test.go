package export_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"image/png"
	"io"
	"slices"
	"strings"
	"testing"

	"stagecraft/canvas/scene"
	"stagecraft/export"
	"stagecraft/model"
)

func TestSVG_IsWellFormedAndHoldsTheText(t *testing.T) {
	d := tinted(t, document(4, 9, 12, 60))
	withPictures(d)
	data, _ := written(t, d, export.SVG)
	all := squeezed(strings.Join(wellFormed(t, data), ""))
	j := journey(d)
	for _, c := range j.Cards {
		if kind := j.KindOf(c); kind != model.KindMetric && kind != model.KindEmotion && kind != model.KindTouchpoint && !strings.Contains(all, squeezed(c.Title)) {
			t.Errorf("card %q is not in the SVG", c.Title)
		}
	}
	for _, c := range j.Cards {
		if j.KindOf(c) == model.KindPain && !bytes.Contains(data, []byte(`id="card-`+string(c.ID)+`"`)) {
			t.Errorf("card %s has no group of its own", c.ID)
		}
	}
	if again, _ := written(t, d, export.SVG); !bytes.Equal(data, again) {
		t.Error("two exports of one document differ")
	}
}

// Whoever only gets the picture must not take a cut text for the whole one.
func TestPictures_WarnOfTextCutShort(t *testing.T) {
	d := document(2, 4, 3, 12)
	forms := map[string]func(context.Context, io.Writer, export.Document) ([]export.Warning, error){
		"PDF": asPDF(export.Page{Paper: "A0"}), "SVG": export.SVG, "PNG": asPNG(36),
	}
	card := journey(d).Cards[3]
	for name, write := range forms {
		card.Body = ""
		_, before := written(t, d, write)
		card.Body = strings.Repeat("There is more to say of this than any map can show. ", 60)
		_, after := written(t, d, write)
		if len(after) != len(before)+1 {
			t.Fatalf("%s: %d warnings, %d with a long text", name, len(before), len(after))
		}
		if k := slices.IndexFunc(after, func(w export.Warning) bool { return w.Ref.ID == string(card.ID) }); k < 0 || !strings.Contains(after[k].Text, "more text than the map shows") {
			t.Errorf("%s: the warnings are %v", name, after)
		}
	}
}

func TestPNG_IsAsLargeAsAsked(t *testing.T) {
	d := tinted(t, document(3, 6, 8, 30))
	small, _ := written(t, d, asPNG(72))
	large, _ := written(t, d, asPNG(144))
	a, err := png.DecodeConfig(bytes.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	b, err := png.DecodeConfig(bytes.NewReader(large))
	if err != nil {
		t.Fatal(err)
	}
	if b.Width < 2*a.Width-1 || b.Width > 2*a.Width+1 || b.Height < 2*a.Height-1 || b.Height > 2*a.Height+1 {
		t.Errorf("%dx%d at 72 and %dx%d at 144 dots an inch", a.Width, a.Height, b.Width, b.Height)
	}
	if at := bytes.Index(large, []byte("pHYs")); at < 0 || binary.BigEndian.Uint32(large[at+4:]) != 5669 {
		t.Error("the picture does not say that it has 144 dots an inch, 5669 a metre")
	}
	if again, _ := written(t, d, asPNG(72)); !bytes.Equal(small, again) {
		t.Error("two exports of one document differ")
	}
}

func TestPNG_OfAHugeMapIsDrawnWithFewerDots(t *testing.T) {
	if testing.Short() {
		t.Skip("paints 48 million dots")
	}
	data, warnings := written(t, document(6, 30, 12, 100), asPNG(1200))
	c, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if dots := c.Width * c.Height; dots > 49_000_000 || dots < 46_000_000 {
		t.Errorf("%d dots", dots)
	}
	if len(warnings) == 0 || !strings.Contains(warnings[0].Text, "too large") {
		t.Errorf("warnings %v", warnings)
	}
}

func TestPictures_FollowTheTheme(t *testing.T) {
	d := document(2, 4, 6, 10)
	d.Theme = scene.Dark()
	data, _ := written(t, d, asPNG(72))
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b, _ := img.At(1, 1).RGBA(); r > 0x4000 || g > 0x4000 || b > 0x4000 {
		t.Error("the dark picture has a light ground")
	}
	if pdf, _ := written(t, d, asPDF(export.Page{})); len(openPDF(t, pdf).pages) != 1 {
		t.Error("the dark PDF has not one page")
	}
}
