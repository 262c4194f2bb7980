package app

import (
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
)

// The looks that can be chosen, and the sizes of the panels' text as factors.
var (
	lookNames = []struct{ id, text string }{
		{"light", "Light"}, {"dark", "Dark"}, {"high-contrast", "High contrast"}, {"system", "As the system"},
	}
	textSizes = []struct {
		factor float64
		text   string
	}{{0.9, "90 %"}, {1, "100 %"}, {1.1, "110 %"}, {1.25, "125 %"}, {1.5, "150 %"}}
)

// openSettings shows what the user decides about the program. Each choice holds at once.
func (w *Window) openSettings() {
	p := w.program
	var looks, sizes []look.Segment
	onLook, onSize := 0, 1
	for i, l := range lookNames {
		looks = append(looks, look.Segment{Name: "look." + l.id, Text: l.text})
		if l.id == p.look {
			onLook = i
		}
	}
	for i, s := range textSizes {
		sizes = append(sizes, look.Segment{Name: "textsize." + strings.TrimSuffix(s.text, " %"), Text: s.text})
		if s.factor == p.settings.FloatWithFallback(keyTextSize, 1) {
			onSize = i
		}
	}
	var lookRow, sizeRow *look.Segments
	lookRow = look.NewSegments(looks, onLook, func(i int) {
		lookRow.Set(i)
		p.setLook(lookNames[i].id)
	})
	sizeRow = look.NewSegments(sizes, onSize, func(i int) {
		sizeRow.Set(i)
		p.setTextSize(textSizes[i].factor)
	})
	still := look.Check("settings.still", "Nothing moves: messages do not rise, the caret does not blink", p.settings.Bool(keyStill), nil, func(on bool) { p.settings.SetBool(keyStill, on) })
	author := look.NewEntry("settings.author", p.settings.String(keyAuthor), "Your name", func(name string) {
		p.setAuthor(name)
	})
	row := func(label string, o fyne.CanvasObject, help string) fyne.CanvasObject {
		return look.HTop(10, look.Fixed(92, 0, look.Sized(0, 28, look.Text(label, 12, "text2"))),
			look.Grow(look.V(2, look.H(0, o, look.Space()), look.WrapText(help, 11, "text2", false))))
	}
	var s *sheet
	done := look.LargeButton("sheet-ok", look.Main, "", "Close", func() {
		author.Finish()
		s.close()
	})
	body := look.V(14,
		row("Look", lookRow.Container, "Of the window and the map. Exports are always light."),
		row("Text size", sizeRow.Container, "Of the panels and dialogs. The map has its own zoom: Ctrl and the wheel."),
		row("Motion", still, ""),
		row("Your name", look.Fixed(240, 0, author), "Stands at your comments, snapshots and changes. It stays on this computer unless you send the file on."))
	s = w.openSheet("settings", "Settings", 560, body, done)
	s.onExit = author.Finish
	w.window.Canvas().Focus(done)
}

// textScale returns the size of the panels' text as a factor.
func (p *Program) textScale() float32 {
	return float32(p.settings.FloatWithFallback(keyTextSize, 1))
}

// setTextSize changes the size of the panels' text.
func (p *Program) setTextSize(factor float64) {
	p.settings.SetFloat(keyTextSize, factor)
	p.dress()
}
