package app

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
)

// personaColumn is one persona: its picture, its words, its lists and its facts, each a field.
type personaColumn struct {
	page    *personasPage
	id      model.PersonaID
	suffix  string // of the names of its parts
	content *fyne.Container
	form    *form
	picture *fyne.Container
	drawn   string
}

func newPersonaColumn(p *personasPage, id model.PersonaID, n int) *personaColumn {
	c := &personaColumn{page: p, id: id, picture: container.NewStack()}
	suffix := "." + plainNumber(float64(n))
	c.suffix = suffix
	f := newForm()
	f.inset = 0
	c.form = f
	name := f.entry("persona-name"+suffix, "", "Name", func() string { return c.persona().Name }, must("The persona", func(v string) {
		c.edit(func(p *model.Persona) { p.Name = v })
	}))
	name.TextStyle = fyne.TextStyle{Bold: true}
	f.label = 30 // beside the face there is little room
	c.line(suffix, "role", "Role", "first-time guest", func(p *model.Persona) *string { return &p.Role })
	quote := f.note("persona-quote"+suffix, "", "A quote in their own words", 2, func() string { return c.persona().Quote }, may(func(v string) {
		c.edit(func(p *model.Persona) { p.Quote = v })
	}))
	quote.TextStyle = fyne.TextStyle{Italic: true}
	c.list(suffix, "goals", "Goals", "target", "what they want to reach, a line each", func(p *model.Persona) *[]string { return &p.Goals })
	c.list(suffix, "needs", "Needs", "check-circle", "what it takes, a line each", func(p *model.Persona) *[]string { return &p.Needs })
	c.list(suffix, "frustrations", "Frustrations", "lane-pain", "what gets in their way, a line each", func(p *model.Persona) *[]string { return &p.Frustrations })
	f.rows = append(f.rows, look.Gap(4))
	f.label = 66
	c.line(suffix, "segment", "Segment", "as in the data", func(p *model.Persona) *string { return &p.Segment })
	c.line(suffix, "size", "Size", "38 % of guests", func(p *model.Persona) *string { return &p.SegmentSize })
	c.line(suffix, "relationship", "Relation", "prospect, customer …", func(p *model.Persona) *string { return &p.Relationship })
	foot := look.H(8, look.LinkText("persona-empathy"+suffix, "Empathy map", 12, c.openEmpathy), look.Space(),
		look.LinkText("persona-delete"+suffix, "Delete", 12, c.remove))
	// The name and the role stand beside the picture, the rest below.
	head := look.HTop(12, c.picture, look.Grow(look.V(5, f.rows[0], f.rows[1])))
	parts := append([]fyne.CanvasObject{head}, f.rows[2:]...)
	parts = append(parts, look.Gap(2), foot)
	c.content = look.Framed("panel", "line2", 8, look.Pad(12, 12, 12, 12, look.V(6, parts...)))
	return c
}

func (c *personaColumn) persona() *model.Persona {
	if p := c.page.session.Workspace().Persona(c.id); p != nil {
		return p
	}
	return &model.Persona{}
}

// edit changes the persona as one step.
func (c *personaColumn) edit(change func(*model.Persona)) {
	next := *c.persona()
	if next.ID == "" {
		return
	}
	change(&next)
	c.page.session.Do(model.PutPersona{Persona: next})
}

func (c *personaColumn) line(suffix, id, label, hint string, field func(*model.Persona) *string) {
	c.form.entry("persona-"+id+suffix, label, hint, func() string { return *field(c.persona()) }, may(func(v string) {
		c.edit(func(p *model.Persona) { *field(p) = v })
	}))
}

func (c *personaColumn) list(suffix, id, label, icon, hint string, field func(*model.Persona) *[]string) {
	c.form.add(look.Pad(6, 0, 0, 0, look.H(6, look.Icon(icon, 14, "text2"), look.Bold(label, 12, "text"), look.Space())))
	c.form.note("persona-"+id+suffix, "", hint, 3, func() string { return joinLines(*field(c.persona())) }, may(func(v string) {
		c.edit(func(p *model.Persona) { *field(p) = splitLines(v) })
	}))
}

// show brings fields and picture up to date.
func (c *personaColumn) show() {
	c.form.show()
	who := c.persona()
	drawn := who.Name + "\x00" + string(who.Photo)
	if drawn == c.drawn {
		return
	}
	c.drawn = drawn
	parts := []fyne.CanvasObject{c.page.window.face(who, 64), centred(look.LinkText("persona-photo"+c.suffix, "Photo…", 11, c.choosePhoto))}
	if who.Photo != "" {
		parts = append(parts, centred(look.LinkText("persona-nophoto"+c.suffix, "Remove", 11, func() { c.page.window.setPhoto(c.id, nil) })))
	}
	c.picture.Objects = []fyne.CanvasObject{look.V(3, parts...)}
	c.picture.Refresh()
}

func centred(o fyne.CanvasObject) fyne.CanvasObject { return look.H(0, look.Space(), o, look.Space()) }

func (c *personaColumn) choosePhoto() {
	c.page.window.choosePicture(func(photo model.Image) { c.page.window.setPhoto(c.id, &photo) })
}

func (c *personaColumn) openEmpathy() {
	c.page.window.pages.empathy.persona, c.page.window.pages.empathy.chosen = c.id, true
	c.page.window.do("view.empathy")
}

// remove deletes the persona, after asking when steps or cards speak of it.
func (c *personaColumn) remove() {
	c.page.window.deleteRecord(model.Ref{Kind: model.PersonaRecord, ID: string(c.id)})
}

// stepsText lists steps by their numbers: "1.2, 3.1".
func stepsText(j *model.Journey, steps []*model.Step) string {
	var numbers []string
	for _, s := range steps {
		numbers = append(numbers, j.StepNumber(s.ID))
	}
	return strings.Join(numbers, ", ")
}
