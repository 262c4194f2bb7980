package scene_test

import (
	"math"
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// contrast is the contrast ratio of two opaque colours (WCAG 2.2, relative luminance), 1..21.
func contrast(a, b scene.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c scene.Color) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func TestContrastRatioOfKnownColours(t *testing.T) {
	white, grey := scene.Color{R: 255, G: 255, B: 255, A: 255}, scene.Color{R: 0x76, G: 0x76, B: 0x76, A: 255}
	if got := contrast(white, grey); math.Abs(got-4.54) > 0.01 { // the usual example of the least readable grey
		t.Errorf("#767676 on white has %v", got)
	}
}

func TestTextAndLinesCanBeSeen(t *testing.T) {
	for _, theme := range scene.Themes() {
		check := func(ink, ground string, least float64) {
			t.Helper()
			if theme.Token(ink).A == 0 || theme.Token(ground).A == 0 {
				t.Errorf("%s: no colour %s or %s", theme.Name, ink, ground)
				return
			}
			if got := contrast(theme.Token(ink), theme.Token(ground)); got < least {
				t.Errorf("%s: %s on %s has %.2f, less than %v", theme.Name, ink, ground, got, least)
			}
		}
		for _, ground := range []string{"win", "panel", "board", "surface", "stage-bg", "step-bg"} {
			check("text", ground, 4.5)
			check("text2", ground, 4.5)
		}
		check("text3", "step-bg", 4.5)
		check("on-accent", "accent", 4.5)
		check("board", "text", 4.5) // on discs and pills
		for _, zone := range model.Zones {
			z := scene.ZoneToken(zone)
			check("text", z+"-soft", 4.5)
			check("text2", z+"-soft", 4.5)
			check("text2", z+"-band", 4.5)
			check(z, z+"-soft", 3)
		}
		for _, kind := range model.Kinds {
			k := scene.KindToken(kind)
			check("text", k, 4.5)
			check("text2", k, 4.5)
			check(k+"-l", k, 3)
			check(k+"-l", "board", 3)
		}
		for style := range 5 {
			check(scene.PersonaToken(style), "z-customer-band", 3)
		}
	}
}

func TestTextOnHeatCanBeRead(t *testing.T) {
	for _, theme := range scene.Themes() {
		for _, diverging := range []bool{true, false} {
			for step := 0; step <= 5; step++ {
				fill, text, _ := theme.Heat(diverging, step)
				if got := contrast(text, fill); got < 4.5 {
					t.Errorf("%s: text on heat step %d (diverging %v) has %.2f", theme.Name, step, diverging, got)
				}
			}
		}
	}
}

// TestEveryTextOfAMap looks at what is really drawn: each text of a card against the card's fill.
func TestEveryTextOfAMap(t *testing.T) {
	for _, theme := range scene.Themes() {
		for _, m := range []model.MetricID{"", "ces"} {
			s := gardenScene(t, theme, m)
			s.Body.Each(func(p scene.Placed) {
				if p.Group.Ref.Kind != model.CardRecord {
					return
				}
				for i, item := range p.Group.Drawn() {
					text, ok := item.(scene.Text)
					if !ok || !text.Zoom.At(1) {
						continue
					}
					if got := contrast(text.Color, under(p.Group.Drawn()[:i], text, theme)); got < 4.5 {
						t.Errorf("%s: %q of %q has %.2f", theme.Name, text.Line.Text, p.Group.Words(), got)
					}
				}
			})
		}
	}
}

// under is the colour on which a text lies: the fill of the last rectangle below its middle.
func under(items []scene.Item, text scene.Text, theme *scene.Theme) scene.Color {
	ground := theme.Token("board")
	middle := layout.Point{X: text.At.X + text.Line.Width/2, Y: text.At.Y - 0.3*text.Line.Style.Size}
	for _, item := range items {
		if r, ok := item.(scene.Rect); ok && r.Zoom.At(1) && r.Fill.A == 255 && r.Rect.Contains(middle) {
			ground = r.Fill
		}
	}
	return ground
}
