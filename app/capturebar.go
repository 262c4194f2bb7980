package app

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"stagecraft/app/look"
	"stagecraft/model"
)

// captureBar is the field of quick capture under the board: a card a line, without leaving the keyboard.
type captureBar struct {
	window  *Window
	session *Session
	content *fyne.Container
	field   *look.Entry
	icon    *fyne.Container
	target  *fyne.Container
	chips   []*look.Press // of all the rows, of which one is shown
	kind    int
	step    model.StepID
	shown   string
}

func newCaptureBar(w *Window, s *Session) *captureBar {
	b := &captureBar{window: w, session: s, icon: container.NewStack(), target: container.NewStack()}
	b.field = look.NewEntry("capture", "", "Type it and press Enter", nil)
	b.field.OnChanged = func(string) { b.show() }
	b.field.OnSubmitted = func(text string) { b.add([]string{text}) }
	b.field.OnKey, b.field.TakesTab, b.field.OnPaste = b.key, true, b.paste
	more := look.H(6, look.Kbd("3.2"), look.Text("sets the step", 11, "text2"), look.Gap(4), look.Kbd("Esc"), look.Text("close", 11, "text2"))
	keys := look.H(6, look.Gap(4), look.Kbd("Tab"), look.Text("next step", 12, "text2"), look.Kbd("Enter"), look.Text("add", 12, "text2"))
	row := container.New(roomy{spare: 200}, look.H(10, b.icon, look.Grow(b.field), b.target), keys)
	framed := look.Framed("surface", "line2", 8, look.Pad(3, 10, 3, 12, row))
	b.content = look.Panel("accent-soft", look.V(0, look.Line("line2"), look.Pad(9, 14, 9, 14, look.V(7, framed, look.FirstFitting(300, look.H(6, b.chipRow(6, false), look.Space(), more), b.chipRow(6, false), b.chipRow(3, true))))))
	b.content.Hide()
	return b
}

// chipRow is a row of the kinds. A tight one is for a narrow window.
func (b *captureBar) chipRow(gap float32, tight bool) fyne.CanvasObject {
	var row []fyne.CanvasObject
	for i, k := range captureKinds {
		chip := captureChip(k, tight, func() { b.choose(i) })
		b.chips = append(b.chips, chip)
		row = append(row, chip)
	}
	return look.H(gap, append(row, look.Space())...)
}

// captureChip is a kind with its letter.
func captureChip(k captureKind, tight bool, tap func()) *look.Press {
	size, right, inner := float32(11.5), float32(10), float32(6)
	if tight {
		size, right, inner = 11, 6, 4
	}
	ground := func(s look.State) look.Ground {
		switch {
		case s.On:
			return look.Ground{Fill: "surface", Border: kindToken(k.kind), Width: 2}
		case s.Hovered:
			return look.Ground{Fill: "hover", Border: "line2", Width: 1}
		}
		return look.Ground{Fill: "surface", Border: "line2", Width: 1}
	}
	p := look.NewPress("capture-"+k.letter, 12, ground, func(s look.State) fyne.CanvasObject {
		text := look.Text(k.name, size, "text")
		if s.On {
			text = look.Bold(k.name, size, "text")
		}
		return look.Sized(0, 24, look.Pad(0, right, 0, 5, look.H(inner, look.Kbd(k.letter), text)))
	}, tap)
	if k.tag != "" {
		p.Tip = func() (string, string) { return "A note with the tag “" + k.tag + "”, in a lane of notes", "" }
	}
	return p
}

// openCapture opens the bar, or puts the keyboard into it.
func (w *Window) openCapture() {
	b := w.editor.capture
	b.begin()
	b.content.Show()
	w.editor.body.Refresh()
	b.show()
	w.window.Canvas().Focus(b.field)
}

// begin starts where the board's focus is.
func (b *captureBar) begin() {
	j := b.session.Journey()
	cell := b.window.board.Focused().Cell
	if cards := b.session.SelectedCards(); len(cards) == 1 {
		cell = model.Cell{Lane: cards[0].Lane, Step: cards[0].Step}
	}
	if refs := b.session.Selection(); len(refs) == 1 && refs[0].Kind == model.StepRecord {
		cell.Step = model.StepID(refs[0].ID)
	}
	if j.Step(cell.Step) != nil {
		b.step = cell.Step
	}
	lane := j.Lane(cell.Lane)
	if lane == nil {
		return
	}
	for i, k := range captureKinds {
		if k.kind == lane.Kind && (k.kind != model.KindNote || parkingLane(lane) == (k.letter == "x")) {
			b.kind = i
			return
		}
	}
}

// close hides the bar and goes back to the board. What is typed stays for the next time.
func (b *captureBar) close() {
	b.content.Hide()
	b.window.editor.body.Refresh()
	b.window.focusBoard()
}

// updated follows the map; the bar closes when there is none to add to.
func (b *captureBar) updated() {
	if !b.content.Visible() {
		return
	}
	if !editableMap(b.window) {
		b.content.Hide()
		b.window.editor.body.Refresh()
		return
	}
	b.show()
}

// now returns what is typed and where it goes.
func (b *captureBar) now() (captured, captureTarget) {
	j := b.session.Journey()
	if j.Step(b.step) == nil {
		b.step = j.Steps()[0].ID
	}
	c := parseCapture(b.field.Text)
	return c, targetOf(j, c, b.kind, b.step)
}

// show writes out where the text goes.
func (b *captureBar) show() {
	_, t := b.now()
	what, place, lane := t.words(b.session.Journey())
	for i, chip := range b.chips {
		chip.SetOn(captureKinds[i%len(captureKinds)].letter == t.kind.letter)
	}
	if said := t.kind.letter + what + place + lane; said != b.shown {
		b.shown = said
		b.icon.Objects = []fyne.CanvasObject{look.Icon(t.kind.icon, 18, kindToken(t.kind.kind))}
		b.icon.Refresh()
		b.target.Objects = []fyne.CanvasObject{targetWords(t, what, place, lane)}
		b.target.Refresh()
		b.content.Refresh()
	}
}

func targetWords(t captureTarget, what, place, lane string) fyne.CanvasObject {
	if t.why != "" {
		return look.H(6, look.Icon("warning", 15, "warn"), look.Text(what, 12, "warn"))
	}
	const longest = 230
	return look.H(6, look.Text(what, 12, "text2"), look.Bold(look.Shortened(place, 12, longest), 12, "text"),
		look.Text(look.Shortened(lane, 12, longest), 12, "text2"))
}

// choose sets the kind by its chip.
func (b *captureBar) choose(kind int) {
	b.kind = kind
	if c := parseCapture(b.field.Text); c.kind >= 0 { // the chip wins over the letter
		text := c.text
		if c.number != "" {
			text = c.number + " " + text
		}
		b.field.SetText(text)
		b.field.CursorColumn = len([]rune(text))
	}
	b.show()
	b.window.window.Canvas().Focus(b.field)
}

// key is what the field does beside typing.
func (b *captureBar) key(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyEscape:
		b.close()
	case fyne.KeyTab:
		by := 1
		if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0 {
			by = -1
		}
		b.nextStep(by)
	default:
		return false
	}
	return true
}

// nextStep moves the target along the steps, round at the ends.
func (b *captureBar) nextStep(by int) {
	j := b.session.Journey()
	c, t := b.now()
	steps := j.Steps()
	b.step = steps[(j.StepIndex(t.step)+by+len(steps))%len(steps)].ID
	if c.number != "" { // the number would win over the key
		text := c.text
		if c.kind >= 0 {
			text = captureKinds[c.kind].letter + " " + text
		}
		b.field.SetText(text)
		b.field.CursorColumn = len([]rune(text))
	}
	b.show()
}

// add makes cards of lines and keeps the field for the next.
func (b *captureBar) add(lines []string) {
	j := b.session.Journey()
	_, t := b.now()
	command, cards, left := captureCards(j, lines, b.kind, b.step)
	if command == nil {
		if c := parseCapture(strings.Join(lines, " ")); c.text == "" && t.why == "" {
			b.keep(c, t) // a letter or a number alone sets the kind or the step
			b.field.SetText("")
		}
		b.show()
		return
	}
	if b.session.Do(command) != nil {
		return
	}
	b.keep(parseCapture(lines[len(lines)-1]), t)
	b.field.SetText("")
	b.session.Show(model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(cards[len(cards)-1])})
	b.window.window.Canvas().Focus(b.field)
	if len(lines) > 1 {
		text := plural(len(cards), "card", "cards") + " added"
		if left > 0 {
			text += ", " + plural(left, "line", "lines") + " left out"
		}
		b.window.toasts.ShowDone(text)
	}
	b.show()
}

// keep lets the next line go where this one went.
func (b *captureBar) keep(c captured, t captureTarget) {
	if c.kind >= 0 {
		b.kind = c.kind
	}
	b.step = t.step
}

// paste makes a card of each of several lines; a range of cells goes where a paste on the board would.
func (b *captureBar) paste(text string) bool {
	text = model.CleanText(text)
	lines := splitLines(text)
	switch {
	case strings.Contains(strings.TrimSpace(text), "\t"):
		j := b.session.Journey()
		_, t := b.now()
		if t.lane == nil {
			t.lane = j.Lanes[0]
		}
		b.window.pasteAt(text, model.Cell{Lane: t.lane.ID, Step: t.step})
	case len(lines) > 1:
		if typed := strings.TrimSpace(b.field.Text); typed != "" {
			lines[0] = typed + " " + lines[0]
		}
		b.add(lines)
	default:
		return false
	}
	return true
}
