package look

import (
	"image/color"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Palette gives the colours of one look by the names of the design's tokens. It returns the zero
// colour for a name that it does not know.
type Palette interface {
	Token(name string) color.NRGBA
}

// Theme is a Fyne theme made from a palette. Besides Fyne's own colour names it answers to the names
// of the design's tokens, so that icons can be coloured with theme.NewColoredResource.
type Theme struct {
	palette Palette
	dark    bool
	scale   float32
}

// NewTheme returns the theme of a palette. Dark says whether Fyne's own leftovers (shadows, standard
// icons) should be those of a dark look. Scale multiplies the size of text; 0 means 1.
func NewTheme(p Palette, dark bool, scale float32) *Theme {
	if scale == 0 {
		scale = 1
	}
	return &Theme{palette: p, dark: dark, scale: scale}
}

// tokens names the design's token for each of Fyne's colours. The window is cleared in the background's
// colour, which costs nothing: so it is the panels', and they need no ground of their own.
var tokens = map[fyne.ThemeColorName]string{
	theme.ColorNameBackground:          "panel",
	theme.ColorNameHeaderBackground:    "panel",
	theme.ColorNameMenuBackground:      "panel",
	theme.ColorNameOverlayBackground:   "raised",
	theme.ColorNameInputBackground:     "surface",
	theme.ColorNameButton:              "surface",
	theme.ColorNameDisabledButton:      "hover",
	theme.ColorNameInputBorder:         "input",
	theme.ColorNameSeparator:           "line",
	theme.ColorNameForeground:          "text",
	theme.ColorNamePlaceHolder:         "text2",
	theme.ColorNameDisabled:            "disabled",
	theme.ColorNamePrimary:             "accent",
	theme.ColorNameFocus:               "accent-soft",
	theme.ColorNameHyperlink:           "accent",
	theme.ColorNameForegroundOnPrimary: "on-accent",
	theme.ColorNameForegroundOnError:   "board",
	theme.ColorNameForegroundOnWarning: "board",
	theme.ColorNameForegroundOnSuccess: "board",
	theme.ColorNameSelection:           "accent-soft",
	theme.ColorNameHover:               "hover",
	theme.ColorNamePressed:             "accent-soft",
	theme.ColorNameScrollBar:           "line2",
	theme.ColorNameError:               "error",
	theme.ColorNameWarning:             "warn",
	theme.ColorNameSuccess:             "ok",
}

// Color returns the colour of one of Fyne's names or of a token.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	token, known := tokens[name]
	if !known {
		token = string(name)
	}
	if name == theme.ColorNameShadow && menuBarAsks() {
		return color.Transparent
	}
	if t.contrast() { // Fyne's menus have no border: their ground and their shadow must tell them from the map
		switch name {
		case theme.ColorNameShadow:
			return color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0x70}
		case theme.ColorNameMenuBackground:
			return color.NRGBA{R: 0x26, G: 0x26, B: 0x26, A: 0xff}
		}
	}
	if name == theme.ColorNameShadow {
		return color.NRGBA{R: 10, G: 16, B: 32, A: 0x22}
	}
	if c := t.palette.Token(token); c != (color.NRGBA{}) {
		return c
	}
	variant := theme.VariantLight
	if t.dark {
		variant = theme.VariantDark
	}
	return theme.DefaultTheme().Color(name, variant)
}

// menuBarAsks reports whether it is Fyne's menu bar that asks for a colour, which it does when it is made and when
// the theme changes. Its shadow is as wide as the window and drawn in every frame, which takes a fifteenth of it
// where no graphics card helps; a line stands in its place. Nothing but who asks tells it from menus and pop-ups,
// and if Fyne calls it otherwise one day, the shadow comes back.
func menuBarAsks() bool {
	pc := make([]uintptr, 6)
	frames := runtime.CallersFrames(pc[:runtime.Callers(3, pc)])
	for {
		frame, more := frames.Next()
		if !strings.HasPrefix(frame.Function, "fyne.io/fyne/v2/theme.") || !more {
			return strings.Contains(frame.Function, "enuBar")
		}
	}
}

// contrast reports whether the palette is one of high contrast, where text is white on black.
func (t *Theme) contrast() bool {
	black, white := color.NRGBA{A: 0xff}, color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}
	return t.palette.Token("text") == white && t.palette.Token("panel") == black
}

// Font returns Noto Sans, so that panels and board look alike on every machine. It is the copy within
// Fyne, the same as the board's: Fyne loads a font that is not its own beside it.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Monospace, s.Symbol:
		return theme.DefaultTheme().Font(s)
	case s.Bold && s.Italic:
		return theme.DefaultTextBoldItalicFont()
	case s.Bold:
		return theme.DefaultTextBoldFont()
	case s.Italic:
		return theme.DefaultTextItalicFont()
	}
	return theme.DefaultTextFont()
}

// Icon returns Fyne's own icons; the program's are drawn by Icon.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Size returns the design's sizes.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return 12 * t.scale
	case theme.SizeNameCaptionText:
		return 11 * t.scale
	case theme.SizeNameSubHeadingText:
		return 15 * t.scale
	case theme.SizeNameHeadingText:
		return 20 * t.scale
	case theme.SizeNamePadding:
		return 4
	case theme.SizeNameInnerPadding:
		return 6
	case theme.SizeNameInlineIcon:
		return 16 * max(t.scale, 1)
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius:
		return 6
	case theme.SizeNameInputBorder, theme.SizeNameSeparatorThickness:
		return 1
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 4
	case theme.SizeNameModalBlurRadius:
		return 0
	}
	return theme.DefaultTheme().Size(name)
}

// Color returns the colour of a token in the theme that is in use.
func Color(token string) color.Color {
	settings := fyne.CurrentApp().Settings()
	return settings.Theme().Color(fyne.ThemeColorName(token), settings.ThemeVariant())
}

// Roomy scales a size of the design that holds text or stands beside it by the text size that the user chose;
// with smaller text it stays as it is.
func Roomy(size float32) float32 { return max(textSize(size), size) }

// Usual is the inverse of Roomy: what to ask of Sized and Fixed for a size that is measured in the window.
func Usual(size float32) float32 { return size / Roomy(1) }

// textSize scales a size of the design by the text size that the user chose.
func textSize(size float32) float32 {
	if t, ok := fyne.CurrentApp().Settings().Theme().(*Theme); ok {
		return size * t.scale
	}
	return size
}
