package app

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
	"stagecraft/model"
)

// What can be done in the sidebar itself: rename in place, drag a map to another place, decisions.

// rowPart makes a row of the list editable: F2 and its menu rename it in place.
func (b *sidebar) rowPart(row *look.Press, ref model.Ref) fyne.CanvasObject {
	if b.renaming == ref && !b.session.ReadOnly() {
		return b.nameField(ref)
	}
	b.pressed[ref] = row
	row.OnKey = func(k fyne.KeyName) bool {
		if k != fyne.KeyF2 || b.session.ReadOnly() {
			return false
		}
		b.rename(ref)
		return true
	}
	return row
}

// openRow opens a map and leaves the keyboard on its row, which was made anew meanwhile: so F2 renames
// it at once.
func (b *sidebar) openRow(ref model.Ref) {
	b.session.OpenJourney(ref.Journey)
	if row := b.pressed[ref]; row != nil {
		b.window.window.Canvas().Focus(row)
	}
}

// rename opens a row's name for typing.
func (b *sidebar) rename(ref model.Ref) {
	if f := b.window.editor.find; f.active { // its hits stand in place of the list
		f.folded = false
		f.close()
	}
	b.renaming, b.field = ref, nil
	b.rebuild()
	if b.field != nil {
		b.window.window.Canvas().Focus(b.field)
		b.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// nameField is the row while its name is typed: Enter keeps it, Escape leaves it as it was. It stays the same
// field while the lists are made anew around it.
func (b *sidebar) nameField(ref model.Ref) fyne.CanvasObject {
	if b.field == nil {
		b.field = b.newNameField(ref)
	}
	return look.Pad(2, 8, 2, 8, b.field)
}

func (b *sidebar) newNameField(ref model.Ref) *look.Entry {
	was := model.TitleOf(b.session.Workspace(), ref)
	field := look.NewEntry("sidebar.rename", was, "Name", func(text string) {
		if text = strings.TrimSpace(model.CleanText(text)); text != "" && text != was {
			b.session.Do(renamed(b.session.Workspace(), ref, text))
		}
	})
	keep := field.OnSubmitted
	field.OnSubmitted = func(text string) {
		keep(text)
		b.endRename()
	}
	field.OnEscape = b.endRename
	return field
}

func (b *sidebar) endRename() {
	b.renaming, b.field = model.Ref{}, nil
	b.rebuild()
	b.window.focusBoard()
}

// renamed returns the command that gives a record of the sidebar another name.
func renamed(w *model.Workspace, ref model.Ref, name string) model.Command {
	var c model.Command
	switch ref.Kind {
	case model.JourneyRecord:
		info := w.Journey(ref.Journey).JourneyInfo
		info.Title = name
		c = model.EditJourney{Journey: ref.Journey, Info: info}
	case model.PersonaRecord:
		next := *w.Persona(model.PersonaID(ref.ID))
		next.Name = name
		c = model.PutPersona{Persona: next}
	case model.MetricRecord:
		next := *w.Metric(model.MetricID(ref.ID))
		next.Name = name
		c = model.PutMetric{Metric: next}
	case model.ChannelRecord:
		next := *w.Channel(model.ChannelID(ref.ID))
		next.Name = name
		c = model.PutChannel{Channel: next}
	case model.OwnerRecord:
		next := *w.Owner(model.OwnerID(ref.ID))
		next.Name = name
		c = model.PutOwner{Owner: next}
	case model.SystemRecord:
		next := *w.System(model.SystemID(ref.ID))
		next.Name = name
		c = model.PutSystem{System: next}
	default:
		next := *w.Source(model.SourceID(ref.ID))
		next.Name = name
		c = model.PutSource{Source: next}
	}
	return model.Group{Name: "Rename " + string(ref.Kind), Commands: []model.Command{c}}
}

// decisionRows list what the maps are to decide; a press opens the map.
func (b *sidebar) decisionRows() []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, j := range b.session.Workspace().Journeys {
		if strings.TrimSpace(j.Decision) == "" {
			continue
		}
		line := strings.Join(strings.Fields(j.Decision), " ")
		row := listRow("decision-"+j.Title, false, 44, look.V(0, look.Icon("map-check", 15, "text2"), look.Gap(13)),
			look.Grow(look.V(1, look.CutText(line, 12, "text", false), look.CutText(j.Title, 10.5, "text2", false))))(func() {
			b.session.OpenJourney(j.ID)
			b.window.do("map.info")
		})
		b.window.tipped(row, line, nil)
		rows = append(rows, row)
	}
	return rows
}

// journeyRowHeight is the height of a map's row.
const journeyRowHeight = 44

// rowDrag lies over a map's row and lets it be dragged to another place; presses go through it.
type rowDrag struct {
	widget.BaseWidget
	bar     *sidebar
	from    int
	by      float32
	dragged bool
}

func (b *sidebar) dragOf(index int) *rowDrag {
	d := &rowDrag{bar: b, from: index}
	d.ExtendBaseWidget(d)
	return d
}

// Dragged shows where the map would come to stand.
func (d *rowDrag) Dragged(ev *fyne.DragEvent) {
	if d.bar.session.ReadOnly() {
		return
	}
	d.by += ev.Dragged.DY
	d.dragged = true
	to := d.to()
	place := to
	if to > d.from {
		place++ // below the row that it takes the place of
	}
	d.bar.marker.Move(fyne.NewPos(6, d.bar.firstRow()+float32(place)*journeyRowHeight-1.5))
	d.bar.marker.Resize(fyne.NewSize(max(d.Size().Width-12, 0), 3))
	d.bar.marker.Show()
	d.bar.window.editor.status.showGesture(fmt.Sprintf("Move “%s” to place %d", d.bar.session.Workspace().Journeys[d.bar.places[d.from]].Title, to+1))
}

// to is the place at which the row would come to stand.
func (d *rowDrag) to() int {
	by := int((d.by + journeyRowHeight/2*sign(d.by)) / journeyRowHeight)
	return min(max(d.from+by, 0), len(d.bar.places)-1)
}

func sign(v float32) float32 {
	if v < 0 {
		return -1
	}
	return 1
}

// DragEnd moves the map.
func (d *rowDrag) DragEnd() {
	to, dragged := d.to(), d.dragged
	d.by, d.dragged = 0, false
	d.bar.marker.Hide()
	d.bar.window.editor.status.showGesture("")
	journeys, places := d.bar.session.Workspace().Journeys, d.bar.places
	if dragged && to != d.from && d.from < len(places) {
		d.bar.session.Do(model.MoveJourney{Journey: journeys[places[d.from]].ID, To: places[to]})
	}
}

// CreateRenderer draws nothing: the row below is seen.
func (d *rowDrag) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(look.NewFill("", "", 0, 0))
}

// firstRow is how far below the list's top the first map stands.
func (b *sidebar) firstRow() float32 {
	if b.rows == nil {
		return 0
	}
	return b.rows.Position().Y + 2
}

// renameJourney opens the name of the open map for typing, in the sidebar.
func (w *Window) renameJourney() {
	w.noSidebar = false
	w.editor.arrange()
	w.editor.sidebar.folded["Journeys"] = false
	j := w.session.JourneyID()
	w.editor.sidebar.rename(model.Ref{Kind: model.JourneyRecord, Journey: j, ID: string(j)})
}
