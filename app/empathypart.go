package app

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
)

// empathyPart is one part of the empathy map: its heading, a field for a new note, and its notes.
type empathyPart struct {
	page     *empathyPage
	quadrant model.Quadrant
	content  *fyne.Container
	frame    *look.Fill
	count    *look.Label
	add      *look.Press
	field    *fyne.Container
	empty    *fyne.Container // what to ask while there is nothing
	flow     *fyne.Container
	scroll   *container.Scroll
	notes    []*empathyNote
}

// mostNotes is how many notes a part shows; the table lists all.
const mostNotes = 120

func newEmpathyPart(p *empathyPage, q model.Quadrant) *empathyPart {
	part := &empathyPart{page: p, quadrant: q}
	part.frame = look.NewFill("panel", "line2", 1, 8)
	part.count = look.Text("", 11, "text2")
	part.add = look.Button("empathy.add."+string(q), look.Flat, "add", "", part.openEntry)
	p.window.tipped(part.add, "Add to "+q.Name(), nil)
	k := q.Kinds()[0]
	head := look.Sized(0, 28, look.H(7, look.Icon(kindIcon(k), 16, kindToken(k)), look.Bold(q.Name(), 13, "text"), part.count, look.Space(), part.add))
	part.field, part.empty = container.NewStack(), container.NewStack()
	flow := &noteFlow{}
	part.flow = container.New(flow)
	part.scroll = container.NewVScroll(part.flow)
	flow.grown = func() { p.window.program.post(part.scroll.Refresh) }
	part.content = container.NewStack(part.frame, look.Pad(3, 6, 6, 10,
		container.NewBorder(look.V(2, head, part.field, part.empty), nil, nil, nil, part.scroll)))
	return part
}

// fill shows other cards.
func (part *empathyPart) fill(j *model.Journey, cards []*model.Card) {
	part.notes = nil
	var objects []fyne.CanvasObject
	for i, c := range cards {
		if i == mostNotes {
			objects = append(objects, look.WrapText(plural(len(cards)-i, "more card is", "more cards are")+" in the table.", 11.5, "text2", false))
			break
		}
		n := newEmpathyNote(part.page, j, c, part.quadrant)
		part.notes = append(part.notes, n)
		objects = append(objects, n)
	}
	count := ""
	if len(cards) > 0 {
		count = plainNumber(float64(len(cards)))
	}
	part.empty.Objects = nil
	if len(cards) == 0 {
		hint := "Ctrl+Enter or the plus adds the first."
		if l, _ := model.EmpathyLane(j, part.page.personaID(), part.quadrant); l == nil {
			hint += " The map gets a lane for it."
		}
		part.empty.Objects = []fyne.CanvasObject{look.Pad(4, 8, 0, 2, look.V(2,
			look.WrapText(part.quadrant.Ask(), 12.5, "text", false), look.WrapText(hint, 11.5, "text2", false)))}
	}
	part.empty.Refresh()
	part.count.Set(count, "text2")
	part.flow.Objects = objects
	part.flow.Refresh()
	part.scroll.Refresh()
}

// openEntry opens the field for a new note. Enter adds and keeps the field for the next one.
func (part *empathyPart) openEntry() {
	p := part.page
	if p.session.ReadOnly() {
		p.session.tell(p.session.mayNot())
		return
	}
	j := p.session.Journey()
	e := look.NewEntry("empathy.entry", "", part.quadrant.Ask()+" Enter adds it at "+placeText(j, p.step()), nil)
	shut := func() {
		part.field.Objects = nil
		part.field.Refresh()
		part.content.Refresh()
	}
	e.OnSubmitted = func(text string) {
		text = strings.TrimSpace(model.CleanText(text))
		if text == "" {
			shut()
			p.window.focusBoard()
			return
		}
		e.Put("")
		p.addNote(part.quadrant, text)
		p.window.window.Canvas().Focus(e)
	}
	e.OnEscape = func() {
		shut()
		p.window.focusBoard()
	}
	part.field.Objects = []fyne.CanvasObject{look.Pad(0, 4, 4, 0, e)}
	part.field.Refresh()
	part.content.Refresh()
	p.window.window.Canvas().Focus(e)
}

// mark shows whether a dragged note would come here.
func (part *empathyPart) mark(on bool) {
	if on {
		part.frame.Set("accent-soft", "accent", 2)
		return
	}
	part.frame.Set("panel", "line2", 1)
}

// noteFlow lays notes out in columns of the width of a card, each under the shortest column.
type noteFlow struct {
	width float32
	grown func() // the room that the notes need is another than before
}

// Measures of the notes.
const (
	noteWidth = 150
	noteGap   = 6
)

func (l *noteFlow) columns(width float32) int {
	return max(int((width+noteGap)/(noteWidth+noteGap)), 1)
}

func (l *noteFlow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	l.each(objects, max(l.width, noteWidth), func(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		height = max(height, at.Y+size.Height)
	})
	return fyne.NewSize(noteWidth, height+2)
}

func (l *noteFlow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	before := l.MinSize(objects).Height
	l.width = size.Width
	n := l.columns(size.Width)
	width := (size.Width - 6 - noteGap*float32(n-1)) / float32(n)
	for _, o := range objects {
		if o.Size().Width != width {
			o.Resize(fyne.NewSize(width, o.MinSize().Height))
		}
	}
	l.each(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		o.Move(at)
		o.Resize(size)
	})
	if l.MinSize(objects).Height != before && l.grown != nil {
		l.grown()
	}
}

// each tells the place of every note.
func (l *noteFlow) each(objects []fyne.CanvasObject, room float32, tell func(o fyne.CanvasObject, at fyne.Position, size fyne.Size)) {
	n := l.columns(room)
	width := (room - 6 - noteGap*float32(n-1)) / float32(n)
	heights := make([]float32, n)
	for _, o := range objects {
		column := 0
		for i, h := range heights {
			if h < heights[column]-0.5 {
				column = i
			}
		}
		size := fyne.NewSize(width, o.MinSize().Height)
		tell(o, fyne.NewPos(float32(column)*(width+noteGap)+2, heights[column]+2), size)
		heights[column] += size.Height + noteGap
	}
}
