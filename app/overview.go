package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
)

const noOverviewKey = "no-overview"

// overviewFoot is the foot of the inspector: the whole map, small, with a frame around what is seen.
func (e *editor) overviewFoot() *fyne.Container {
	head := look.H(6, look.Icon("minimap", 15, "text2"), look.Bold("Overview", 12.5, "text"), look.Space(),
		look.Text("click to go there", 11, "text2"))
	body := look.Pad(8, 14, 12, 14, look.V(6, look.Sized(0, 18, head), container.NewCenter(e.minimap)))
	return container.NewBorder(look.Line("line"), nil, nil, nil, body)
}

// showOverview shows the overview and the locator while there is a board that they are of.
func (e *editor) showOverview() {
	board := onMap(e.window)
	show(e.locator, board)
	was := e.foot.Visible()
	show(e.foot, board && !e.noOverview())
	show(e.minimap, board && !e.noOverview())
	if was != e.foot.Visible() {
		e.inspector.content.Refresh()
	}
}

func (e *editor) noOverview() bool { return e.window.program.settings.Bool(noOverviewKey) }

// toggleOverview shows or hides the overview, and brings the inspector in whose foot it is.
func (w *Window) toggleOverview() {
	prefs := w.program.settings
	if !w.inspectorShown() {
		prefs.SetBool(noOverviewKey, false)
		w.toggleInspector()
	} else {
		prefs.SetBool(noOverviewKey, !prefs.Bool(noOverviewKey))
	}
	w.editor.showOverview()
}

func overviewActions() []Action {
	return []Action{
		{ID: "view.overview", Title: "Overview", Words: "minimap navigator", Icon: "minimap", Menu: "View", Group: 4, Enabled: onMap, Checked: func(w *Window) bool {
			return opened(w) && w.inspectorShown() && !w.editor.noOverview()
		}, Run: (*Window).toggleOverview},
	}
}
