package scene

import (
	"stagecraft/model"
)

// Theme is one look of the map: a colour for every name of the design, and which effects it has.
// Themes are immutable; Light, Dark, Print and HighContrast always return the same pointers.
type Theme struct {
	Name string
	// Shadows says whether cards throw a soft shadow.
	Shadows bool
	// Hatching says whether the worse heat steps are hatched, so that they stay apart without colour.
	Hatching bool

	column int
	shadow Color
	colors map[string]Color
}

var (
	light        = newTheme("light", 0, true, Color{R: 20, G: 28, B: 44, A: 20})
	dark         = newTheme("dark", 1, true, Color{A: 115})
	printTheme   = newTheme("print", 2, false, Color{})
	highContrast = newTheme("high contrast", 3, false, Color{})
)

// Light returns the look for bright rooms.
func Light() *Theme { return light }

// Dark returns the look for dark rooms.
func Dark() *Theme { return dark }

// Print returns the look for paper: white, without shadows, worse heat steps hatched.
func Print() *Theme { return printTheme }

// HighContrast returns the look with the strongest contrast.
func HighContrast() *Theme { return highContrast }

// Themes lists every look.
func Themes() []*Theme { return []*Theme{light, dark, printTheme, highContrast} }

func newTheme(name string, column int, shadows bool, shadow Color) *Theme {
	t := &Theme{Name: name, Shadows: shadows, Hatching: column == 2, column: column, shadow: shadow,
		colors: make(map[string]Color, len(tokens))}
	for token, looks := range tokens {
		t.colors[token] = rgb(looks[column])
	}
	return t
}

func rgb(v uint32) Color {
	return Color{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 255}
}

// Token returns the colour with the given name of the design: "text2", "z-customer-soft", "hd1-t". An
// unknown name has no colour.
func (t *Theme) Token(name string) Color { return t.colors[name] }

// mix returns a mixed with b: share 1 is all a, 0 is all b. Alpha is mixed too.
func mix(a, b Color, share float64) Color {
	m := func(x, y uint8) uint8 { return uint8(float64(x)*share + float64(y)*(1-share) + 0.5) }
	return Color{R: m(a.R, b.R), G: m(a.G, b.G), B: m(a.B, b.B), A: m(a.A, b.A)}
}

// Fade returns c with its opacity multiplied by share (0..1).
func Fade(c Color, share float64) Color {
	c.A = uint8(float64(c.A)*share + 0.5)
	return c
}

// ZoneToken returns the name of a zone's strong colour; its soft and band colours are the same with
// "-soft" and "-band".
func ZoneToken(z model.Zone) string {
	switch z {
	case model.ZoneContact:
		return "z-contact"
	case model.ZoneFrontstage:
		return "z-front"
	case model.ZoneBackstage:
		return "z-back"
	case model.ZoneSupport:
		return "z-support"
	case model.ZoneInsight:
		return "z-insight"
	default:
		return "z-customer"
	}
}

// KindToken returns the name of a kind's card fill; its line is the same with "-l".
func KindToken(k model.Kind) string {
	switch k {
	case model.KindThinking, model.KindFeeling, model.KindSaying, model.KindEmotion:
		return "k-thought"
	case model.KindPain:
		return "k-pain"
	case model.KindGain:
		return "k-gain"
	case model.KindTouchpoint, model.KindChannel:
		return "k-touch"
	case model.KindFrontstage:
		return "k-front"
	case model.KindBackstage:
		return "k-back"
	case model.KindSupport, model.KindSystem, model.KindPolicy:
		return "k-support"
	case model.KindEvidence:
		return "k-evidence"
	case model.KindOpportunity, model.KindMetric:
		return "k-idea"
	case model.KindNote:
		return "k-note"
	default:
		return "k-action"
	}
}

// PersonaToken returns the name of the colour of a curve style (0..4; higher ones begin anew).
func PersonaToken(style int) string { return [...]string{"p1", "p2", "p3", "p4", "p5"}[style%5] }

// Persona returns the colour of a curve style (0..4; higher ones begin anew), and the dash and width of
// its line in document points.
func (t *Theme) Persona(style int) (c Color, dash []float64, width float64) {
	c = t.Token(PersonaToken(style))
	switch style % 5 {
	case 1:
		return c, []float64{7, 4}, 2
	case 2:
		return c, []float64{2, 3}, 2
	case 3:
		return c, []float64{12, 4}, 2
	case 4:
		return c, []float64{8, 3, 2, 3}, 2
	default:
		return c, nil, 2.5
	}
}

// Heat returns how a field of a heat step (1..5, see metric.Value) looks: its fill, the colour of text
// on it, and the hatching of the two worse steps where the theme hatches. Step 0 is no data: hatched,
// never a colour of the scale.
func (t *Theme) Heat(diverging bool, step int) (fill, text Color, hatch Hatch) {
	if step < 1 || step > 5 {
		return t.Token("surface"), t.Token("text"), Hatch{Width: 1.5, Every: 6.5, Color: t.Token("line")}
	}
	name := "hs" + string(rune('0'+step))
	if diverging {
		name = "hd" + string(rune('0'+step))
		if t.Hatching && step <= 2 {
			// 0.25 mm lines every 1.0 and 1.75 mm.
			every := [2]float64{2.83, 4.96}[step-1]
			hatch = Hatch{Width: 0.71, Every: every, Color: Color{A: 87}}
		}
	}
	return t.Token(name), t.Token(name + "-t"), hatch
}

// evidence returns the border of a card with a line and fill colour, by how sure the team is of it.
func (t *Theme) evidence(e model.Evidence, line, fill Color) Stroke {
	strong := t == highContrast
	switch {
	case e == model.Validated && strong:
		return Stroke{Width: 2.5, Color: line}
	case e == model.Validated:
		return Stroke{Width: 1.5, Color: line}
	case e == model.Partial && strong:
		return Stroke{Width: 1, Color: line}
	case e == model.Partial:
		return Stroke{Width: 1, Color: mix(line, fill, 0.5)}
	case strong:
		return Stroke{Width: 1.5, Color: line, Dash: []float64{4, 3}}
	default:
		return Stroke{Width: 1.25, Color: line, Dash: []float64{4, 3}}
	}
}
