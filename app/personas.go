package app

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
)

// personasState is how the personas' page was left.
type personasState struct {
	shown []model.PersonaID // side by side; nil for the journey's
	stage model.StageID     // whose steps the goals are matched against; empty for all
}

// personasPage shows personas side by side, and where each one's goals are served.
type personasPage struct {
	window  *Window
	session *Session
	state   *personasState
	content *fyne.Container
	head    *fyne.Container
	body    *fyne.Container
	scroll  *container.Scroll
	columns []*personaColumn
	goals   *goalGrid
	first   fyne.Focusable // no field: keys that belong to the page must not end up in a name
	made    []model.PersonaID
	chips   map[model.PersonaID]*look.Press
	headed  string // what the chips were made of
}

// mostColumns is how many personas stand side by side, mostChips of how many those are chosen.
const (
	mostColumns = 4
	mostChips   = 7
)

func newPersonasPage(w *Window, s *Session) viewPage {
	p := &personasPage{window: w, session: s, state: &w.pages.personas}
	p.head, p.body = container.NewStack(), container.NewStack()
	p.scroll = container.NewVScroll(p.body)
	p.goals = newGoalGrid(p)
	p.content = container.NewStack(look.NewBackdrop("board"),
		look.V(0, look.Pad(10, 14, 8, 14, p.head), look.Grow(p.scroll)))
	if refs := s.Selection(); len(refs) == 1 && refs[0].Kind == model.PersonaRecord {
		p.include(model.PersonaID(refs[0].ID))
	}
	p.fill()
	return p
}

// personaMenu opens the context menu of a persona.
func (w *Window) personaMenu(id model.PersonaID, at fyne.Position) {
	w.pages.empathy.persona, w.pages.empathy.chosen = id, true
	w.recordMenu(model.Ref{Kind: model.PersonaRecord, ID: string(id)}, at)
}

func (p *personasPage) view() View                { return PersonasView }
func (p *personasPage) object() fyne.CanvasObject { return p.content }
func (p *personasPage) focus() fyne.Focusable     { return p.first }
func (p *personasPage) leave()                    {}

// updated follows the session.
func (p *personasPage) updated(u Update) {
	if u.Has(PartSelection) && !u.Has(PartDocument) {
		if refs := p.session.Selection(); len(refs) == 1 && refs[0].Kind == model.PersonaRecord {
			p.include(model.PersonaID(refs[0].ID))
		}
	}
	if u.Has(PartDocument | PartJourney | PartSelection) {
		p.fill()
	}
}

// include shows a persona beside the others.
func (p *personasPage) include(id model.PersonaID) {
	shown := p.shown()
	if slices.ContainsFunc(shown, func(who *model.Persona) bool { return who.ID == id }) {
		return
	}
	p.state.shown = p.ids(shown)
	if len(p.state.shown) == mostColumns {
		p.state.shown = p.state.shown[1:]
	}
	p.state.shown = append(p.state.shown, id)
}

func (p *personasPage) ids(list []*model.Persona) []model.PersonaID {
	ids := []model.PersonaID{}
	for _, who := range list {
		ids = append(ids, who.ID)
	}
	return ids
}

// shown returns the personas that stand side by side: those that were chosen, else the journey's.
func (p *personasPage) shown() []*model.Persona {
	w := p.session.Workspace()
	var list []*model.Persona
	if p.state.shown == nil {
		list = journeyPersonas(w, p.session.Journey())
		if j := p.session.Journey(); j != nil && len(j.Personas) > 0 {
			list = list[:min(len(list), len(j.Personas))]
		}
	}
	for _, id := range p.state.shown {
		if who := w.Persona(id); who != nil {
			list = append(list, who)
		}
	}
	return list[:min(len(list), mostColumns)]
}

// fill shows the personas that there are now. Fields that are there already stay, with what is being
// typed in them.
func (p *personasPage) fill() {
	shown := p.shown()
	p.fillHead(shown)
	if ids := p.ids(shown); !slices.Equal(ids, p.made) || p.columns == nil {
		p.made = ids
		p.build(shown)
	}
	for _, c := range p.columns {
		c.show()
	}
	p.goals.fill(shown)
}

func (p *personasPage) build(shown []*model.Persona) {
	p.columns = nil
	if len(shown) == 0 {
		p.columns = []*personaColumn{}
		p.body.Objects = []fyne.CanvasObject{p.empty()}
		p.body.Refresh()
		return
	}
	var columns []fyne.CanvasObject
	for i, who := range shown {
		c := newPersonaColumn(p, who.ID, i+1)
		p.columns = append(p.columns, c)
		columns = append(columns, c.content)
	}
	p.body.Objects = []fyne.CanvasObject{look.Pad(0, 14, 16, 14, look.V(14, container.New(sideBySide{}, columns...), p.goals.content))}
	p.body.Refresh()
	p.scroll.Refresh()
}

// sideBySide lays columns of one width out beside each other, each as high as it needs.
type sideBySide struct{}

const columnGap = 12

func (sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	return fyne.NewSize(float32(len(objects))*(190+columnGap)-columnGap, height)
}

func (sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min((size.Width-columnGap*float32(len(objects)-1))/float32(len(objects)), 460)
	for i, o := range objects {
		if o.Size().Width != width {
			o.Resize(fyne.NewSize(width, o.MinSize().Height))
		}
		o.Move(fyne.NewPos(float32(i)*(width+columnGap), 0))
		o.Resize(fyne.NewSize(width, max(size.Height, o.MinSize().Height)))
	}
}

// empty is what stands in place of personas while there are none.
func (p *personasPage) empty() fyne.CanvasObject {
	add := look.LargeButton("personas.first", look.Main, "add", "Add a persona", func() { p.window.do("insert.persona") })
	p.first = add
	return look.Pad(80, 0, 0, 0, container.NewCenter(look.V(10,
		look.Bold("Whose journey is it?", 20, "text"),
		look.Text("A persona is one kind of customer: what they want to reach, what they need, and what gets in their way.", 13, "text2"),
		look.H(8, add, look.Space()))))
}

// fillHead shows the personas that can stand side by side. The chips stay while their personas do, with the
// focus that one may have.
func (p *personasPage) fillHead(shown []*model.Persona) {
	all := journeyPersonas(p.session.Workspace(), p.session.Journey())
	all = all[:min(len(all), mostChips)]
	headed := ""
	for _, who := range all {
		headed += fmt.Sprintf("%q %q %q\n", who.ID, who.Name, who.Photo)
	}
	if headed != p.headed || p.chips == nil {
		p.headed = headed
		p.buildHead(all)
	}
	for _, who := range all {
		p.chips[who.ID].SetOn(slices.Contains(shown, who))
	}
	if len(all) > 0 {
		p.first = p.chips[all[0].ID]
	}
}

func (p *personasPage) buildHead(all []*model.Persona) {
	p.chips = map[model.PersonaID]*look.Press{}
	row := []fyne.CanvasObject{look.Grow(look.Sized(210, 0, look.V(0, look.Bold("Personas", 15, "text"),
		look.CutText("Up to four side by side. A list has a line for each entry.", 11.5, "text2", false))))}
	for _, who := range all {
		p.chips[who.ID] = p.chip(who)
		row = append(row, p.chips[who.ID])
	}
	row = append(row, p.window.tableButton("insert.persona", "Add"),
		look.Button("personas.empathy", look.Plain, "lane-feeling", "Empathy map", func() { p.window.do("view.empathy") }),
		look.Button("personas.board", look.Plain, "journey", "Back to the board", p.window.backToBoard))
	p.head.Objects = []fyne.CanvasObject{look.Flow(8, row...)}
	p.head.Refresh()
}

// chip puts a persona beside the others or takes it away.
func (p *personasPage) chip(who *model.Persona) *look.Press {
	return look.NewPress("personas.show."+who.Name, 13, func(s look.State) look.Ground {
		switch {
		case s.On:
			return look.Ground{Fill: "accent-soft", Border: "accent", Width: 1}
		case s.Hovered:
			return look.Ground{Fill: "hover", Border: "line2", Width: 1}
		}
		return look.Ground{Border: "line2", Width: 1}
	}, func(s look.State) fyne.CanvasObject {
		text := look.Text(look.Shortened(who.Name, 12, 90), 12, "text")
		parts := []fyne.CanvasObject{p.window.face(who, 20), text}
		if s.On {
			parts = append(parts, look.Icon("check", 12, "accent"))
		}
		return look.Sized(0, 26, look.Pad(0, 10, 0, 3, look.H(6, parts...)))
	}, func() { p.toggle(who.ID) })
}

func (p *personasPage) toggle(id model.PersonaID) {
	ids := p.ids(p.shown())
	if at := slices.Index(ids, id); at >= 0 {
		p.state.shown = slices.Delete(ids, at, at+1)
	} else {
		p.include(id)
	}
	p.fill()
}

// said tells where the focus is, for the status bar.
func (p *personasPage) said() (strong, keys string) {
	if n, ok := p.window.window.Canvas().Focused().(*look.Press); ok && n == p.goals.focused {
		return p.goals.focusText, "Space tick   Arrows move"
	}
	return plural(len(p.columns), "persona", "personas") + " side by side", "Tab to the next field   Enter keeps it"
}
