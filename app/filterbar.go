package app

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
)

// filterBar is the strip above the board that says that something is hidden, or which saved view is in
// use, with the way back.
type filterBar struct {
	window  *Window
	session *Session
	content *fyne.Container
	said    string
}

const filterBarHeight = 32

func newFilterBar(w *Window, s *Session) *filterBar {
	b := &filterBar{window: w, session: s, content: container.NewStack()}
	b.content.Hide()
	return b
}

// update follows the session and reports whether the bar came or went.
func (b *filterBar) update() bool {
	said := b.text()
	if said == b.said {
		return false
	}
	was := b.said != ""
	b.said = said
	show(b.content, said != "")
	if said != "" {
		b.build()
	}
	return was != (said != "")
}

// text says what is hidden; empty for nothing. It tells a bar from another.
func (b *filterBar) text() string {
	s := b.session
	if s.Journey() == nil || !onMap(b.window) {
		return ""
	}
	v := s.viewNow()
	text := ""
	if v.Filter.Any() || len(v.HideLanes) > 0 {
		shown, all := s.shownCards()
		text = fmt.Sprintf("Filter on: %s of %s", model.Count(shown, "card"), model.Count(all, "card"))
		if shown != 1 {
			text = fmt.Sprintf("Filter on: %d of %s", shown, model.Count(all, "card"))
		}
	}
	name := v.Name
	if saved := s.Workspace().View(v.ID); saved == nil {
		name = ""
	} else {
		name = saved.Name
	}
	if text == "" && name == "" {
		return ""
	}
	return fmt.Sprint(text, "\x00", filterText(s.Workspace(), &v), "\x00", name, "\x00", s.ViewChanged(), b.window.program.look, len(s.Views()))
}

func (b *filterBar) build() {
	s, w := b.session, b.window
	v := s.viewNow()
	var row []fyne.CanvasObject
	filtered := v.Filter.Any() || len(v.HideLanes) > 0
	if filtered {
		shown, all := s.shownCards()
		row = append(row, look.Icon("filter", 15, "accent"), look.Bold(fmt.Sprintf("Filter on: %d of %s", shown, model.Count(all, "card")), 12, "text"))
	}
	if len(s.Views()) > 0 {
		row = append(row, look.Fixed(190, 26, b.choice()))
	}
	row = append(row, look.Grow(look.CutText(filterText(s.Workspace(), &v), 12, "text2", false)))
	if editable(w) {
		if s.ViewChanged() {
			row = append(row, look.LinkText("view-update", "Update the view", 12, func() { w.do("view.update") }))
		}
		row = append(row, look.LinkText("view-save", "Save as view…", 12, func() { w.do("view.save") }))
	}
	if filtered {
		row = append(row, look.Button("filter-off", look.Plain, "close", "Clear", func() { w.do("view.all") }))
	}
	b.content.Objects = []fyne.CanvasObject{
		look.Panel("accent-soft", look.Pad(2, 12, 2, 12, look.H(10, row...))),
	}
	b.content.Refresh()
}

// choice picks a saved view.
func (b *filterBar) choice() fyne.CanvasObject {
	text := "Saved views"
	if saved := b.session.Workspace().View(b.session.Present().ID); saved != nil {
		text = saved.Name
		if b.session.ViewChanged() {
			text += " (changed)"
		}
	}
	return look.NewChoice("view-pick", text, "eye", b.window.viewOptions, b.window.pickView).Press
}
