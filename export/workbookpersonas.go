package export

import (
	"slices"
	"strings"

	"stagecraft/model"
)

// personas writes the personas, those of the journey first, with where each of their goals is served.
func (b *workbook) personas(sheet string) error {
	t := table{columns: []column{
		{title: "Persona", width: 20}, {title: "Role", width: 22}, {title: "On this map", width: 12}, {title: "Quote", width: 34, wrap: true},
		{title: "Goals", width: 34, wrap: true}, {title: "Needs", width: 34, wrap: true}, {title: "Frustrations", width: 34, wrap: true},
		{title: "Goals served at", width: 40, wrap: true}, {title: "Segment", width: 14}, {title: "Segment size", width: 20},
		{title: "Relationship", width: 16}, {title: "Picture", width: 16}, {title: "Persona ID", width: 22, id: true},
	}}
	w, j := b.doc.Workspace, b.journey
	for n, id := range j.Personas {
		if p := w.Persona(id); p != nil {
			place := "yes"
			if n == 0 {
				place = "main"
			}
			t.rows = append(t.rows, personaRow(w, j, p, place))
		}
	}
	for _, p := range w.Personas {
		if !slices.Contains(j.Personas, p.ID) {
			t.rows = append(t.rows, personaRow(w, j, p, ""))
		}
	}
	return b.list(sheet, "Personas", t)
}

func personaRow(w *model.Workspace, j *model.Journey, p *model.Persona, place string) []value {
	lines := func(list []string) value { return str(strings.Join(list, "\n")) }
	return []value{
		str(p.Name), str(p.Role), str(place), str(p.Quote), lines(p.Goals), lines(p.Needs), lines(p.Frustrations), lines(goalsServed(j, p)),
		str(p.Segment), str(p.SegmentSize), str(p.Relationship), str(imageName(w, p.Photo)), str(string(p.ID)),
	}
}

// goalsServed says of each goal at which steps it is served: "Sleep well: 4.2, 4.3".
func goalsServed(j *model.Journey, p *model.Persona) []string {
	var lines []string
	for _, goal := range p.Goals {
		var numbers []string
		for _, s := range j.ServedAt(p.ID, goal) {
			numbers = append(numbers, j.StepNumber(s.ID))
		}
		if len(numbers) == 0 {
			numbers = []string{"nowhere"}
		}
		lines = append(lines, goal+": "+strings.Join(numbers, ", "))
	}
	return lines
}

// empathy writes the cards of the empathy map, part by part.
func (b *workbook) empathy(sheet string) error {
	t := table{columns: []column{
		{title: "Part", width: 12}, {title: "Persona", width: 18}, {title: "Text", width: 50, wrap: true}, {title: "Stage", width: 22},
		{title: "Step no.", width: 9}, {title: "Step", width: 22}, {title: "Mood", width: 8}, {title: "Severity", width: 9},
		{title: "Evidence", width: 16}, {title: "Card ID", width: 22, id: true},
	}}
	j := b.journey
	parts := model.EmpathyMap(j, "", "")
	for _, q := range model.Quadrants {
		for _, c := range parts[q] {
			who := personaName(b.doc.Workspace, j.PersonaOf(c))
			if who == "" {
				who = "All"
			}
			text := c.Title
			if text == "" {
				text = c.Body
			}
			t.rows = append(t.rows, []value{
				str(q.Name()), str(who), str(text), str(j.StageOf(c.Step).Title), str(j.StepNumber(c.Step)), str(j.Step(c.Step).Title),
				maybe(c.Emotion).as(moodFormat), severity(c), str(c.Evidence.Name()), str(string(c.ID)),
			})
		}
	}
	return b.list(sheet, "Empathy", t)
}
