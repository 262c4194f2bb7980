package app

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// askLinkKind offers the meanings of a link that was just drawn. The link is there whatever is chosen;
// the choice belongs to the same step of the history.
func (w *Window) askLinkKind(ref model.Ref, at fyne.Position) {
	s := w.session
	link := func() *model.Link {
		if j := s.Journey(); j != nil {
			return j.Link(model.LinkID(ref.ID))
		}
		return nil
	}
	edit := func(change func(*model.Link)) {
		if l := link(); l != nil {
			next := *l
			change(&next)
			s.Do(model.EditLink{Journey: s.JourneyID(), Link: next, Merge: model.LinkKey(next.ID)})
		}
	}
	l := link()
	if l == nil {
		return
	}
	menu := fyne.NewMenu("")
	for _, k := range tool.LinkKinds {
		item := fyne.NewMenuItem(asSentence(k.Verb()), func() { edit(func(l *model.Link) { l.Kind = k }) })
		item.Checked = k == l.Kind
		menu.Items = append(menu.Items, item)
	}
	menu.Items = append(menu.Items, fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(asSentence((&model.Link{Exchange: true}).Verb()), func() { edit(func(l *model.Link) { l.Exchange = true }) }),
		fyne.NewMenuItem("Write a label…", func() {
			s.Select([]model.Ref{ref})
			w.board.EditAt(tool.Focus{Ref: ref})
		}))
	pop := widget.NewPopUpMenu(menu, w.window.Canvas())
	hide := pop.OnDismiss
	pop.OnDismiss = func() {
		hide()
		w.program.post(func() { // after what was chosen is done: selecting would end the step of the history
			if link() != nil && !w.board.Editing() {
				w.focusBoard()
				s.Select([]model.Ref{ref})
			}
		})
	}
	pop.ShowAtPosition(at.AddXY(8, 8))
	pop.ActivateNext()
}

// linkActions draw links and go along them.
func linkActions() []Action {
	return []Action{
		{ID: "insert.linkfrom", Title: "Link to another card", Words: "arrow connector line flow", Icon: "link", Menu: "Insert", Group: 1, Keys: "L", Enabled: hasCards, Run: func(w *Window) { w.board.StartLink() }},
		{ID: "view.follow", Title: "Follow the link", Icon: "link", Menu: "View", Group: 5, Shortcut: ctrl(fyne.KeyL), Enabled: onCard, Run: func(w *Window) { w.board.FollowLink(false) }},
		{ID: "view.followback", Title: "Follow the link back", Icon: "link", Menu: "View", Group: 5, Shortcut: ctrl(fyne.KeyU), Enabled: onCard, Run: func(w *Window) { w.board.FollowLink(true) }},
	}
}

func onCard(w *Window) bool { return onMap(w) && len(w.session.SelectedCards()) > 0 }

func asSentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
