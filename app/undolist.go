package app

import (
	"strconv"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
)

// undoList shows the steps of the history, the oldest first, and goes to any of them.
type undoList struct {
	window *Window
	sheet  *sheet
	list   *look.List
	keys   *look.Keys
	labels []string // of all steps, also those that were undone
	now    int      // how many of them are done
	at     int      // the chosen line; 0 is the state before the first step
	rows   map[int]*look.Press
}

const undoLine = 27

// historyButton is the small arrow beside undo and redo.
func (w *Window) historyButton() *look.Press {
	b := look.NewPress("edit.history", 4, look.Flat.Ground, func(look.State) fyne.CanvasObject {
		return look.Fixed(16, 28, look.H(0, look.Space(), look.Icon("chevron-down", 11, "text2"), look.Space()))
	}, func() { w.do("edit.history") })
	return w.tipped(b, w.byID["edit.history"].Title, nil)
}

func (w *Window) openHistory() {
	u := &undoList{window: w, list: look.NewList(), rows: map[int]*look.Press{}}
	u.fill()
	head := look.Pad(10, 14, 8, 14, look.H(8, look.Bold("History", 13, "text"), look.Space(), look.Text("since the file was opened", 11, "text2")))
	foot := look.Pad(5, 12, 6, 12, look.H(6, look.Kbd("Up"), look.Kbd("Down"), look.Text("choose", 11, "text2"), look.Gap(4), look.Kbd("Enter"), look.Text("go there", 11, "text2"), look.Space()))
	u.keys = look.NewKeys("history", look.V(0, head, look.Line("line"), look.Grow(look.Pad(4, 4, 4, 4, u.list.Place)), look.Line("line"), foot), u.key)
	u.sheet = w.openFloat("history", u.keys, func(window fyne.Size) (fyne.Position, fyne.Size) {
		size := fyne.NewSize(look.Roomy(320), min(look.Roomy(undoLine*float32(len(u.labels)+1)+88), window.Height-140, look.Roomy(460)))
		right := float32(0)
		if w.editor != nil {
			right = window.Width - 300
		}
		return fyne.NewPos(max(right-size.Width, 20), 74), size
	})
	u.list.Reveal(u.at)
	w.window.Canvas().Focus(u.keys)
}

// fill lists the steps as the history has them now.
func (u *undoList) fill() {
	h := u.window.session.history
	done := h.Steps()
	u.labels, u.now, u.at = append(done, h.Undone()...), len(done), len(done)
	clear(u.rows)
	rows := make([]look.Row, len(u.labels)+1)
	for i := range rows {
		rows[i] = look.Row{Height: undoLine, Build: func() fyne.CanvasObject { return u.line(i) }}
	}
	u.list.SetRows(rows)
	u.list.Reveal(u.at)
}

// line is a step, or the state before the first one.
func (u *undoList) line(i int) fyne.CanvasObject {
	p := look.NewPress("history-"+strconv.Itoa(i), 4, look.Chosen, func(look.State) fyne.CanvasObject {
		label, ink, right := "As it was before", "text", ""
		if i > 0 {
			label = u.labels[i-1]
		}
		mark := fyne.CanvasObject(look.Gap(14))
		switch {
		case i == u.now:
			mark, right = look.Icon("check", 14, "accent"), "now"
		case i > u.now:
			ink, right = "text3", "undone"
		}
		text := look.CutText(label, 12.5, ink, i == u.now)
		if i > u.now {
			text = text.Italic()
		}
		return look.Pad(0, 10, 0, 8, look.H(8, mark, look.Grow(text), look.Text(right, 11, "text2")))
	}, func() { u.travel(i) })
	p.SetOn(i == u.at)
	u.rows[i] = p
	return p
}

func (u *undoList) key(key fyne.KeyName) {
	if to, moves := u.list.Step(key, u.at, 0, len(u.labels), undoLine); moves {
		u.choose(to)
		return
	}
	switch key {
	case fyne.KeyEscape:
		u.sheet.cancel()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		u.travel(u.at)
	}
}

func (u *undoList) choose(i int) {
	if row := u.rows[u.at]; row != nil {
		row.SetOn(false)
	}
	u.at = min(max(i, 0), len(u.labels))
	u.list.Reveal(u.at)
	if row := u.rows[u.at]; row != nil {
		row.SetOn(true)
	}
}

// travel makes the state after a step the present one; the list stays open.
func (u *undoList) travel(i int) {
	u.window.session.TravelTo(i)
	u.fill()
	u.window.window.Canvas().Focus(u.keys) // a press took the keyboard away
}
