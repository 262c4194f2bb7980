package app

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
)

// showInspector brings the inspector into view and the keyboard into its first field.
func (w *Window) showInspector() {
	w.bringInspector()
	if f := firstFocusable(w.editor.inspector.content); f != nil {
		w.window.Canvas().Focus(f)
	}
}

// openLibrary shows the library, with the selected record of it chosen.
func (w *Window) openLibrary() {
	ref, _, ok := libraryRecord(w.session)
	w.session.SetView(LibraryView)
	if p, is := w.editor.page.(*libraryPage); is && ok {
		p.state.kind, p.state.ref = ref.Kind, ref
		p.show()
	}
	w.focusBoard()
}

// renameRecord asks for another name of the selected record of the library, or opens it for typing where the
// sidebar shows it.
func (w *Window) renameRecord() {
	ref, name, _ := libraryRecord(w.session)
	inSidebar := ref.Kind == model.PersonaRecord || ref.Kind == model.MetricRecord || ref.Kind == model.SourceRecord
	if inSidebar && w.session.View() != LibraryView {
		if w.noSidebar {
			w.toggleSidebar()
		}
		w.editor.sidebar.rename(ref)
		return
	}
	w.askText("Rename the "+kindOfLibrary(ref.Kind).one, "Name", name, "Rename", func(text string) {
		if text = strings.TrimSpace(text); text != "" && text != name {
			w.session.Do(renamed(w.session.Workspace(), ref, text))
		}
	})
}

// addRecord adds to the library: of the kind that its page shows, otherwise after asking which.
func (w *Window) addRecord() {
	kind := w.pages.library.kind
	switch kind {
	case model.MetricRecord:
		w.addMetric()
		return
	case model.SourceRecord:
		w.chooseImport()
		return
	case model.ChannelRecord, model.OwnerRecord, model.SystemRecord:
	default:
		w.addPersona()
		return
	}
	w.askText("New "+kindOfLibrary(kind).one, "Name", "", "Add", func(name string) {
		if name = strings.TrimSpace(name); name == "" {
			return
		}
		var c model.Command
		ref := model.Ref{Kind: kind, ID: model.NewID[string]()}
		switch kind {
		case model.ChannelRecord:
			c = model.PutChannel{Channel: model.Channel{ID: model.ChannelID(ref.ID), Name: name}}
		case model.OwnerRecord:
			c = model.PutOwner{Owner: model.Owner{ID: model.OwnerID(ref.ID), Name: name}}
		default:
			c = model.PutSystem{System: model.System{ID: model.SystemID(ref.ID), Name: name}}
		}
		if w.session.Do(model.Group{Name: "Add " + string(kind), Commands: []model.Command{c}}) == nil {
			w.session.Select([]model.Ref{ref})
		}
	})
}

// others are the records of the library that may take the place of one.
func others(w *model.Workspace, ref model.Ref) []look.Option {
	var options []look.Option
	if ref.Kind == model.SourceRecord {
		return nil
	}
	for _, r := range libraryRows(w, ref.Kind) {
		if r.ref != ref {
			options = append(options, look.Option{ID: r.ref.ID, Text: r.name, Icon: kindOfLibrary(ref.Kind).icon})
		}
	}
	return options
}

// deleteRecord deletes a record of the library: at once when nothing uses it, else after saying where it is
// used and asking whether another is to take its place.
func (w *Window) deleteRecord(ref model.Ref) {
	s := w.session
	w.lookUpUses(ref, func(uses []model.Use) {
		if len(uses) == 0 {
			w.removeRecord(model.DeleteRecord{Ref: ref})
			return
		}
		name := model.TitleOf(s.Workspace(), ref)
		var sh *sheet
		by := ""
		options := others(s.Workspace(), ref)
		body := []fyne.CanvasObject{look.WrapText("It is used in "+plural(len(uses), "place", "places")+": "+usesText(s.Workspace(), uses)+".", 13, "text", false)}
		clear := "It is cleared there; nothing else of these changes."
		if values := valuesOf(uses); values > 0 {
			clear = model.Count(values, "measured value") + " of it " + goWord(values) + " with it."
		}
		told := look.WrapText(clear, 12, "text2", false)
		body = append(body, told)
		label := "Delete it"
		yes := look.LargeButton("sheet-ok", look.Main, "", label, func() {
			sh.close()
			if by == "" {
				w.removeRecord(model.DeleteRecord{Ref: ref})
				return
			}
			w.removeRecord(model.ReplaceRecord{Ref: ref, By: by})
		})
		if len(options) > 0 {
			all := func() []look.Option {
				return append([]look.Option{{ID: "", Text: "Nothing: clear it there"}, {}}, options...)
			}
			instead := pick("delete-by", "Nothing: clear it there", all, func(id string) {
				by = id
				text := clear
				if id != "" {
					text = "Every place that names it then names this one, and its values go to it."
				}
				told.Set(text, "text2")
			})
			body = append([]fyne.CanvasObject{body[0], labelled("Instead", instead.Press)}, body[1:]...)
		}
		no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { sh.cancel() })
		sh = w.openSheet("delete-record", "Delete the "+kindOfLibrary(ref.Kind).one+" “"+name+"”?", 480, look.V(9, body...), no, yes)
		w.window.Canvas().Focus(yes)
	})
}

func goWord(n int) string {
	if n == 1 {
		return "goes"
	}
	return "go"
}

// removeRecord does what takes a record out of the library. What was selected of it is not any more.
func (w *Window) removeRecord(c model.Command) {
	if w.session.Do(c) != nil {
		return
	}
	if r, ok := c.(model.ReplaceRecord); ok {
		w.session.Select([]model.Ref{{Kind: r.Ref.Kind, ID: r.By}})
		w.toasts.ShowDone("“" + model.TitleOf(w.session.Workspace(), model.Ref{Kind: r.Ref.Kind, ID: r.By}) + "” stands in its place now")
		return
	}
	w.session.Select(nil)
}

// lookUpUses finds where a record is used, in the background, since it visits every card and value.
func (w *Window) lookUpUses(ref model.Ref, then func([]model.Use)) {
	s := w.session
	if s.ReadOnly() {
		s.tell(errReadOnly)
		return
	}
	work := s.Workspace()
	if p, ok := w.editor.page.(*libraryPage); ok && p.of == work {
		then(p.uses[ref])
		return
	}
	s.Background("look where it is used", func(context.Context) func() {
		uses := model.Uses(work)[ref]
		return func() {
			if w.session == s && model.TitleOf(s.Workspace(), ref) != "" {
				then(uses)
			}
		}
	})
}

// usesText counts what uses a record: "9 cards, 2 lanes and 1 map, in 3 maps".
func usesText(w *model.Workspace, uses []model.Use) string {
	names := []struct {
		kind      model.RecordKind
		one, many string
	}{
		{model.CardRecord, "card", "cards"}, {model.JourneyRecord, "map as a whole", "maps as a whole"}, {model.LaneRecord, "lane", "lanes"}, {model.StepRecord, "step", "steps"},
		{model.MetricRecord, "metric", "metrics"}, {model.SystemRecord, "system", "systems"}, {model.SourceRecord, "source", "sources"},
		{model.ViewRecord, "saved view", "saved views"}, {model.DatasetRecord, "import", "imports"},
	}
	counts, maps := map[model.RecordKind]int{}, map[model.JourneyID]bool{}
	for _, u := range uses {
		counts[u.In.Kind]++
		if u.In.Journey != "" {
			maps[u.In.Journey] = true
		}
	}
	var parts []string
	for _, n := range names {
		if counts[n.kind] > 0 {
			parts = append(parts, plural(counts[n.kind], n.one, n.many))
		}
	}
	text := strings.Join(parts, ", ")
	if len(w.Journeys) > 1 && len(maps) > 0 {
		text += ". That is in " + plural(len(maps), "map", "maps")
	}
	return text
}

func valuesOf(uses []model.Use) int {
	n := 0
	for _, u := range uses {
		if u.In.Kind == model.DatasetRecord {
			n += u.Count
		}
	}
	return n
}

// mergeRecord asks which record means the same as the selected one, and makes one of both.
func (w *Window) mergeRecord() {
	s := w.session
	ref, name, _ := libraryRecord(s)
	options := others(s.Workspace(), ref)
	one := kindOfLibrary(ref.Kind).one
	var sh *sheet
	into := ""
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { sh.cancel() })
	yes := look.LargeButton("sheet-ok", look.Main, "", "Merge", func() {
		sh.close()
		w.removeRecord(model.ReplaceRecord{Ref: ref, By: into, Join: true})
	})
	yes.SetDisabled(true)
	told := look.WrapText("Choose the "+one+" that stays.", 12, "text2", false)
	choice := pick("merge-into", "Choose one", func() []look.Option { return options }, func(id string) {
		into = id
		yes.SetDisabled(false)
		told.Set("“"+model.TitleOf(s.Workspace(), model.Ref{Kind: ref.Kind, ID: id})+"” stays. What it leaves empty is filled from “"+name+"”, every place that names “"+name+"” names it from then on, and measured values go to it.", "text2")
	}).TypeAhead(one, nil)
	body := look.V(9, labelled("Into", choice.Press), told)
	sh = w.openSheet("merge-record", "Merge “"+name+"” into another "+one, 480, body, no, yes)
	w.window.Canvas().Focus(choice.Press)
}
