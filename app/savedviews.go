package app

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
)

func hasViews(w *Window) bool { return hasJourney(w) && len(w.session.Views()) > 0 }

// filterActions narrow what the map shows, and keep that as views.
func filterActions() []Action {
	return []Action{
		{ID: "view.filter", Title: "Filter…", Words: "hide show tags", Icon: "filter", Menu: "View", Group: 5, Shortcut: ctrlShift(fyne.KeyF), Enabled: onMap, Run: (*Window).openFilter},
		{ID: "view.all", Title: "Show everything", Icon: "eye", Menu: "View", Group: 5, Enabled: func(w *Window) bool {
			return onMap(w) && (w.session.Present().Filter.Any() || len(w.session.Present().HideLanes) > 0)
		}, Run: func(w *Window) { w.session.ShowAll() }},
		{ID: "view.views", Title: "Saved views…", Icon: "eye", Menu: "View", Group: 5, Enabled: hasViews, Run: (*Window).openViews},
		{ID: "view.save", Title: "Save this view…", Icon: "snapshot", Menu: "View", Group: 5, Enabled: editableMap, Run: (*Window).saveView},
		{ID: "view.update", Title: "Update the saved view", Menu: "View", Group: 5, Enabled: func(w *Window) bool { return editableMap(w) && w.session.ViewChanged() }, Run: (*Window).updateView},
	}
}

// viewOptions lists the saved views, and the way to all of the map.
func (w *Window) viewOptions() []look.Option {
	now := w.session.Present().ID
	options := []look.Option{{ID: "", Text: "Everything", Icon: "eye", On: w.session.Workspace().View(now) == nil}, {}}
	for _, v := range w.session.Views() {
		options = append(options, look.Option{ID: string(v.ID), Text: v.Name, On: v.ID == now})
	}
	return append(options, look.Option{}, look.Option{ID: newOption, Text: "Rename or delete…", Icon: "edit"})
}

func (w *Window) pickView(id string) {
	switch id {
	case "":
		w.session.ShowAll()
	case newOption:
		w.do("view.views")
	default:
		w.session.UseView(model.ViewID(id))
	}
}

// saveView keeps how the map is looked at under a name.
func (w *Window) saveView() {
	w.askText("Save this view", "Name", "", "Save", func(name string) {
		if name = strings.TrimSpace(name); name == "" {
			return
		}
		for _, v := range w.session.Views() {
			if strings.EqualFold(v.Name, name) {
				w.ask("There is a view of that name", "“"+v.Name+"” is replaced by how the map is looked at now.", "Replace", func() { w.putView(v.ID, v.Name, "Replace view") })
				return
			}
		}
		w.putView(model.NewID[model.ViewID](), name, "Save view")
	})
}

func (w *Window) updateView() {
	v := w.session.Workspace().View(w.session.Present().ID)
	w.putView(v.ID, v.Name, "Update view")
}

func (w *Window) putView(id model.ViewID, name, label string) {
	v := w.session.viewNow()
	v.ID, v.Name, v.Journey = id, name, w.session.JourneyID()
	if w.session.Do(model.Group{Name: label, Commands: []model.Command{model.PutView{View: v}}}) == nil {
		w.session.UseView(id)
	}
}

// openViews lists the saved views, to use, rename or delete them.
func (w *Window) openViews() {
	var s *sheet
	var rows []fyne.CanvasObject
	again := func() {
		s.close()
		if hasViews(w) {
			w.openViews()
		}
	}
	for _, v := range w.session.Views() {
		use := look.NewPress("view-"+v.Name, 4, look.Flat.Ground, func(look.State) fyne.CanvasObject {
			facts := filterText(w.session.Workspace(), v)
			if facts == "" {
				facts = "everything"
			}
			return look.Sized(0, 40, look.Pad(0, 8, 0, 8, look.H(10, look.Icon("eye", 16, "text2"),
				look.Grow(look.V(0, look.CutText(v.Name, 12.5, "text", true), look.CutText(facts, 11, "text2", false))))))
		}, func() {
			s.close()
			w.session.UseView(v.ID)
		})
		row := []fyne.CanvasObject{look.Grow(use)}
		if editable(w) {
			row = append(row,
				look.Button("view-rename-"+v.Name, look.Flat, "edit", "", func() {
					s.close()
					w.renameView(v.ID)
				}),
				look.Button("view-delete-"+v.Name, look.Flat, "delete", "", func() {
					w.session.Do(model.DeleteRecord{Ref: model.Ref{Kind: model.ViewRecord, ID: string(v.ID)}})
					again()
				}))
		}
		rows = append(rows, look.H(2, row...))
	}
	done := look.LargeButton("sheet-cancel", look.Plain, "", "Close", func() { s.cancel() })
	list := container.NewVScroll(look.Pad(0, 12, 0, 0, look.V(2, rows...)))
	s = w.openSheet("views", "Saved views of this map", 460, look.Sized(0, min(float32(len(rows))*44+8, 380, look.Usual(w.window.Canvas().Size().Height-190)), list), done)
	if first := firstFocusable(list); first != nil {
		w.window.Canvas().Focus(first)
	}
}

func (w *Window) renameView(id model.ViewID) {
	v := w.session.Workspace().View(id)
	if v == nil {
		return
	}
	w.askText("Rename the view", "Name", v.Name, "Rename", func(name string) {
		if name = strings.TrimSpace(name); name == "" || name == v.Name {
			return
		}
		next := *v
		next.Name = name
		w.session.Do(model.Group{Name: "Rename view", Commands: []model.Command{model.PutView{View: next}}})
	})
}
