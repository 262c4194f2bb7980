package app

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
)

// empathyState is how the empathy map was left.
type empathyState struct {
	persona model.PersonaID // empty for everybody
	chosen  bool            // the persona was chosen, and is not the journey's first
	stage   model.StageID   // empty for the whole journey
	card    model.CardID    // that had the focus
}

// empathyPage shows what a persona says, thinks, does and feels, with pains and gains below: the cards
// of the board's own lanes, which can be added, edited, moved and deleted here too.
type empathyPage struct {
	window  *Window
	session *Session
	state   *empathyState
	content *fyne.Container
	head    *fyne.Container
	ghost   *fyne.Container // what is being dragged, above all else
	parts   map[model.Quadrant]*empathyPart
	made    empathyKey
	selects bool
	dragged *empathyNote
	over    model.Quadrant
}

// empathyKey is what the page was made of.
type empathyKey struct {
	journey  *model.Journey
	personas []*model.Persona
	state    empathyState
}

func newEmpathyPage(w *Window, s *Session) viewPage {
	p := &empathyPage{window: w, session: s, state: &w.pages.empathy, parts: map[model.Quadrant]*empathyPart{}}
	p.head, p.ghost = container.NewStack(), container.NewWithoutLayout()
	var parts []fyne.CanvasObject
	for _, q := range model.Quadrants {
		p.parts[q] = newEmpathyPart(p, q)
		parts = append(parts, p.parts[q].content)
	}
	body := container.New(empathyLayout{}, parts...)
	p.content = container.NewStack(look.NewBackdrop("board"),
		look.Pad(10, 14, 14, 14, look.V(0, look.Pad(0, 0, 8, 0, p.head), look.Grow(body))), p.ghost)
	p.fill()
	return p
}

// empathyLayout places the four quadrants in a square, and pains and gains side by side below.
type empathyLayout struct{}

func (empathyLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(420, 380) }

func (empathyLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const gap = 8
	strip := max(size.Height*0.27, 118)
	w, h := (size.Width-gap)/2, (size.Height-strip-2*gap)/2
	for i, part := range o {
		height := h
		if i >= 4 {
			height = strip
		}
		part.Move(fyne.NewPos(float32(i%2)*(w+gap), float32(i/2)*(h+gap)))
		part.Resize(fyne.NewSize(w, height))
	}
}

func (p *empathyPage) view() View                { return EmpathyView }
func (p *empathyPage) object() fyne.CanvasObject { return p.content }

// focus is the note that had it, else the first one, else the button that adds one.
func (p *empathyPage) focus() fyne.Focusable {
	if n := p.note(p.state.card); n != nil {
		return n
	}
	for _, q := range model.Quadrants {
		if notes := p.parts[q].notes; len(notes) > 0 {
			return notes[0]
		}
	}
	return p.parts[model.Says].add
}

func (p *empathyPage) leave() {}

func (p *empathyPage) note(id model.CardID) *empathyNote {
	for _, part := range p.parts {
		for _, n := range part.notes {
			if n.card.ID == id {
				return n
			}
		}
	}
	return nil
}

// updated follows the session.
func (p *empathyPage) updated(u Update) {
	if p.selects {
		return
	}
	if u.Show.Kind == model.CardRecord {
		p.state.card = model.CardID(u.Show.ID)
	}
	if u.Has(PartDocument | PartJourney) {
		p.fill()
	}
}

// persona returns whose map it is: the chosen one, or the journey's first.
func (p *empathyPage) persona() *model.Persona {
	w, j := p.session.Workspace(), p.session.Journey()
	if !p.state.chosen && j != nil && len(j.Personas) > 0 {
		return w.Persona(j.Personas[0])
	}
	return w.Persona(p.state.persona)
}

func (p *empathyPage) personaID() model.PersonaID {
	if who := p.persona(); who != nil {
		return who.ID
	}
	return ""
}

func (p *empathyPage) stage() model.StageID {
	if j := p.session.Journey(); j == nil || j.Stage(p.state.stage) == nil {
		return ""
	}
	return p.state.stage
}

// fill shows the cards that there are now. The focus stays with its card.
func (p *empathyPage) fill() {
	j := p.session.Journey()
	if j == nil {
		return
	}
	key := empathyKey{j, p.session.Workspace().Personas, *p.state}
	key.state.card = ""
	if p.made.journey == j && sameSlice(p.made.personas, key.personas) && p.made.state == key.state {
		return
	}
	p.made = key
	c := p.window.window.Canvas()
	focused := p.focusInside()
	p.fillHead(j)
	cards := model.EmpathyMap(j, p.personaID(), p.stage())
	for _, q := range model.Quadrants {
		p.parts[q].fill(j, cards[q])
	}
	if focused {
		c.Focus(p.focus())
	}
}

// focusInside reports whether a note of the page has the focus.
func (p *empathyPage) focusInside() bool {
	_, on := p.window.window.Canvas().Focused().(*empathyNote)
	return on
}

func (p *empathyPage) fillHead(j *model.Journey) {
	who := p.persona()
	name, under := "Everybody", "the cards of all personas"
	if who != nil {
		name, under = who.Name, who.Role
		if who.Quote != "" {
			under = strings.Join(nonEmpty(who.Role, "“"+strings.Trim(who.Quote, "“”\"")+"”"), " · ")
		}
	}
	face := p.window.face(who, 40)
	persona := look.NewChoice("empathy.persona", name, "persona", func() []look.Option { return p.personaOptions(j) }, func(id string) {
		p.state.persona, p.state.chosen = model.PersonaID(id), true
		p.fill()
	})
	stage := look.NewChoice("empathy.stage", stageText(j, p.stage()), "", func() []look.Option { return stageOptions(j, p.stage()) }, func(id string) {
		p.state.stage = model.StageID(id)
		p.fill()
	})
	board := look.Button("empathy.board", look.Plain, "journey", "Back to the board", p.window.backToBoard)
	p.head.Objects = []fyne.CanvasObject{look.Flow(10, face,
		look.Grow(look.Sized(200, 0, look.V(0, look.CutText("Empathy map of "+lowerEverybody(name), 15, "text", true), look.CutText(under, 11.5, "text2", false)))),
		look.Fixed(170, 28, persona.Press), look.Fixed(190, 28, stage.Press), board)}
	p.head.Refresh()
}

func lowerEverybody(name string) string {
	if name == "Everybody" {
		return "everybody"
	}
	return name
}

func (p *empathyPage) personaOptions(j *model.Journey) []look.Option {
	options := []look.Option{{ID: "", Text: "Everybody", Icon: "personas"}}
	for _, who := range journeyPersonas(p.session.Workspace(), j) {
		options = append(options, look.Option{ID: string(who.ID), Text: who.Name, Icon: "persona"})
	}
	return options
}

// journeyPersonas are all personas, those of the journey first.
func journeyPersonas(w *model.Workspace, j *model.Journey) []*model.Persona {
	var list []*model.Persona
	if j != nil {
		for _, id := range j.Personas {
			if who := w.Persona(id); who != nil {
				list = append(list, who)
			}
		}
	}
	for _, who := range w.Personas {
		if !slices.Contains(list, who) {
			list = append(list, who)
		}
	}
	return list
}

const wholeJourney = "The whole journey"

func stageText(j *model.Journey, id model.StageID) string {
	for i, s := range j.Stages {
		if s.ID == id {
			return plainNumber(float64(i+1)) + " " + s.Title
		}
	}
	return wholeJourney
}

func stageOptions(j *model.Journey, now model.StageID) []look.Option {
	options := []look.Option{{ID: "", Text: wholeJourney, On: now == ""}, {}}
	for _, s := range j.Stages {
		options = append(options, look.Option{ID: string(s.ID), Text: stageText(j, s.ID), On: s.ID == now})
	}
	return options
}

// said is the focused note in words.
func (p *empathyPage) said() (strong, keys string) {
	n, ok := p.window.window.Canvas().Focused().(*empathyNote)
	if !ok {
		return "Empathy map, " + lowerFirst(stageText(p.session.Journey(), p.stage())), "Tab to the notes   Ctrl+Enter add"
	}
	notes := p.parts[n.quadrant].notes
	at := slices.Index(notes, n)
	return n.quadrant.Name() + ", " + plainNumber(float64(at+1)) + " of " + plainNumber(float64(len(notes))) + ": " + n.text,
		"Enter edit   Ctrl+G move to   Ctrl+Enter add"
}

// step is where a new card goes: the step of the focused one, else the first of the stage.
func (p *empathyPage) step() model.StepID {
	j := p.session.Journey()
	if c := j.Card(p.state.card); c != nil && (p.stage() == "" || j.StageOf(c.Step).ID == p.stage()) {
		return c.Step
	}
	if s := j.Stage(p.stage()); s != nil {
		return s.Steps[0].ID
	}
	return j.Steps()[0].ID
}

// addNote adds a card to a part and shows it.
func (p *empathyPage) addNote(q model.Quadrant, text string) {
	command, id := addToQuadrant(p.session.Journey(), p.personaID(), q, p.step(), text)
	p.state.card = id
	p.session.Do(command)
}

// move takes a card to another part.
func (p *empathyPage) move(id model.CardID, q model.Quadrant) {
	j := p.session.Journey()
	c := j.Card(id)
	if c == nil || model.QuadrantOf(j.KindOf(c)) == q {
		return
	}
	command, problem := moveToQuadrant(j, p.personaID(), c, q)
	if problem != "" {
		p.window.inform("This card stays where it is", problem)
		return
	}
	p.state.card = id
	p.session.Do(command)
}

// edit opens the focused note for typing.
func (p *empathyPage) edit() {
	if n := p.note(p.state.card); n != nil {
		n.edit()
	}
}

// newRow opens the field of the focused note's part.
func (p *empathyPage) newRow() {
	q := model.Says
	if n := p.note(p.state.card); n != nil {
		q = n.quadrant
	}
	p.parts[q].openEntry()
}

// remove deletes the focused note's card; the next one gets the focus.
func (p *empathyPage) remove() {
	n := p.note(p.state.card)
	if n == nil {
		return
	}
	id := n.card.ID
	if next := p.beside(n, 1); next != nil && next != n {
		p.state.card = next.card.ID
	}
	p.session.Do(model.DeleteCards{Journey: p.session.JourneyID(), Cards: []model.CardID{id}})
}

// duplicate copies the focused note's card.
func (p *empathyPage) duplicate() {
	if n := p.note(p.state.card); n != nil {
		p.session.Do(model.DuplicateCards{Journey: p.session.JourneyID(), Salt: model.NewID[string](), Cards: []model.CardID{n.card.ID}})
	}
}

// moveCards asks for the part that the focused note is to go to.
func (p *empathyPage) moveCards() {
	n := p.note(p.state.card)
	if n == nil {
		return
	}
	var options []look.Option
	for _, q := range model.Quadrants {
		options = append(options, look.Option{ID: string(q), Text: q.Name(), Icon: kindIcon(q.Kinds()[0]), On: q == n.quadrant})
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(n)
	look.OpenOptions(look.Options{Name: "empathy.to", Choices: options, Back: n, Pick: func(id string) { p.move(n.card.ID, model.Quadrant(id)) }},
		p.window.window.Canvas(), at, n.Size())
}

// showOnBoard opens the board at the focused note's card.
func (p *empathyPage) showOnBoard() {
	if n := p.note(p.state.card); n != nil {
		ref := model.Ref{Kind: model.CardRecord, Journey: p.session.JourneyID(), ID: string(n.card.ID)}
		p.session.SetView(p.window.pages.before)
		p.session.Show(ref)
		p.window.focusBoard()
	}
}

// beside returns the note so many places after another in reading order, as far as there are any.
func (p *empathyPage) beside(n *empathyNote, by int) *empathyNote {
	var all []*empathyNote
	for _, q := range model.Quadrants {
		all = append(all, p.parts[q].notes...)
	}
	return all[min(max(slices.Index(all, n)+by, 0), len(all)-1)]
}

// across returns the note at the same height of the part to the left or right, or nil.
func (p *empathyPage) across(n *empathyNote, by int) *empathyNote {
	at := slices.Index(model.Quadrants, n.quadrant)
	if at%2+by < 0 || at%2+by > 1 {
		return nil
	}
	notes := p.parts[model.Quadrants[at+by]].notes
	if len(notes) == 0 {
		return nil
	}
	return notes[min(slices.Index(p.parts[n.quadrant].notes, n), len(notes)-1)]
}

// took follows a note that got the focus: its card is selected, for the inspector.
func (p *empathyPage) took(n *empathyNote) {
	p.state.card = n.card.ID
	p.selects = true
	p.session.Select([]model.Ref{{Kind: model.CardRecord, Journey: p.session.JourneyID(), ID: string(n.card.ID)}})
	p.selects = false
	p.window.editor.status.showMiddle()
}
