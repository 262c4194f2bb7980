package look_test

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"stagecraft/app/look"
)

type oneColor struct{}

func (oneColor) Token(string) color.NRGBA { return color.NRGBA{R: 1, A: 255} }

// menuBarRenderer and menuRenderer ask for the shadow as Fyne's do.
type menuBarRenderer struct{}

func (menuBarRenderer) Refresh() color.Color { return theme.Color(theme.ColorNameShadow) }

type menuRenderer struct{}

func (menuRenderer) Refresh(t fyne.Theme) color.Color {
	return t.Color(theme.ColorNameShadow, theme.VariantLight)
}

func TestOnlyMenusHaveAShadow(t *testing.T) {
	for _, dark := range []bool{false, true} {
		own := look.NewTheme(oneColor{}, dark, 1)
		test.NewTempApp(t).Settings().SetTheme(own)
		if c := (menuBarRenderer{}).Refresh(); c != color.Transparent {
			t.Errorf("dark %v: the menu bar's shadow is %v", dark, c)
		}
		for who, c := range map[string]color.Color{"a menu": menuRenderer{}.Refresh(own), "what is none": theme.Color(theme.ColorNameShadow)} {
			if _, _, _, a := c.RGBA(); a == 0 {
				t.Errorf("dark %v: %s has no shadow", dark, who)
			}
		}
	}
}
