package app

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
)

// segmentDialog asks for whom a copy of a map is to be: a persona, a segment of the data, or both.
type segmentDialog struct {
	window   *Window
	work     *model.Workspace
	original *model.Journey
	command  model.DuplicateFor
	segments []string
	title    *look.Entry
	titled   string // what the program called the copy: as long as it stands the program may call it otherwise
	segment  *look.Choice
	told     *look.Label
	sheet    *sheet
}

// duplicateForSegment opens the dialog for the open map.
func (w *Window) duplicateForSegment() {
	j := w.session.Journey()
	d := &segmentDialog{window: w, work: w.session.Workspace(), original: j}
	d.command = model.DuplicateFor{Journey: j.ID, Salt: model.NewID[string]()}
	d.segments = segmentsOf(d.work, j.ID)
	d.title = look.NewEntry("segment.title", "", "Title of the copy", nil)
	d.told = look.WrapText("", 12, "text2", false)
	persona := pick("segment.persona", "As it is", func() []look.Option {
		options := []look.Option{{ID: "", Text: "As it is"}, {}}
		for _, p := range d.work.Personas {
			options = append(options, personaOption(p))
		}
		return options
	}, d.choosePersona)
	d.segment = pick("segment.segment", "None", func() []look.Option {
		options := []look.Option{{ID: "", Text: "None"}}
		for _, name := range d.segments {
			options = append(options, look.Option{ID: name, Text: name})
		}
		return options
	}, func(id string) { d.command.Segment = id; d.show() })
	rows := []fyne.CanvasObject{labelled("Persona", persona.Press)}
	if len(d.segments) > 0 {
		rows = append(rows, labelled("Values of", d.segment.Press))
	}
	rows = append(rows, labelled("Title", d.title), d.told)
	d.show()
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { d.sheet.cancel() })
	yes := look.LargeButton("sheet-ok", look.Main, "duplicate", "Duplicate", d.done)
	d.sheet = w.openSheet("segment", "Duplicate for a segment", 480, look.V(9, rows...), no, yes)
	w.window.Canvas().Focus(persona.Press)
}

// segmentsOf lists the segments that a map's values are told apart by.
func segmentsOf(w *model.Workspace, id model.JourneyID) []string {
	seen := map[string]bool{}
	var list []string
	for _, d := range w.Datasets {
		if d.Journey != id {
			continue
		}
		for o := range d.Observations.All() {
			if o.Segment != "" && !seen[o.Segment] {
				seen[o.Segment] = true
				list = append(list, o.Segment)
			}
		}
	}
	slices.Sort(list)
	return list
}

// choosePersona takes a persona, and the segment whose values speak of it.
func (d *segmentDialog) choosePersona(id string) {
	d.command.Persona = model.PersonaID(id)
	if p := d.work.Persona(d.command.Persona); p != nil && slices.Contains(d.segments, p.Segment) {
		d.command.Segment = p.Segment
		d.segment.Choose(p.Segment, "")
	}
	d.show()
}

// show names the copy and says what will be in it.
func (d *segmentDialog) show() {
	who := d.command.Segment
	if p := d.work.Persona(d.command.Persona); p != nil {
		who = p.Name
	}
	if d.title.Text == d.titled {
		d.titled = d.original.Title + " (copy)"
		if who != "" {
			d.titled = d.original.Title + " (" + who + ")"
		}
		d.titled = freeTitle(d.work, d.titled)
		d.title.SetText(d.titled)
	}
	text := "A copy with all of its cards and without its values."
	if next, err := d.command.Apply(d.work); err == nil {
		j := next.Journey(model.DerivedID(d.command.Salt, d.original.ID))
		text = fmt.Sprintf("The copy has %d of ", len(j.Cards)) + model.Count(len(d.original.Cards), "card")
		values := 0
		for _, data := range next.Datasets {
			if data.Journey == j.ID {
				values += data.Observations.Len()
			}
		}
		text += " and " + model.Count(values, "measured value") + "."
		if left := len(d.original.Cards) - len(j.Cards); left > 0 {
			text += " What speaks of other personas is left out."
		}
	}
	d.told.Set(text, "text2")
	if d.sheet != nil {
		d.sheet.popup.Refresh()
	}
}

func (d *segmentDialog) done() {
	d.sheet.close()
	if d.command.Title = strings.TrimSpace(model.CleanText(d.title.Text)); d.command.Title == "" {
		d.command.Title = d.titled
	}
	s := d.window.session
	if s.Do(d.command) == nil {
		s.OpenJourney(model.DerivedID(d.command.Salt, d.original.ID))
		d.window.toasts.ShowDone("“" + d.command.Title + "” is there")
	}
}
