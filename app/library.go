package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/model/search"
)

// libraryState is how the library was left.
type libraryState struct {
	kind  model.RecordKind
	ref   model.Ref
	words string
}

// libraryKind is a kind of record that all maps share.
type libraryKind struct {
	kind      model.RecordKind
	one, many string
	icon      string
	empty     string // what it is, for who has none yet
}

// libraryKinds are in the order of the page.
var libraryKinds = []libraryKind{
	{model.PersonaRecord, "persona", "Personas", "persona", "A persona is one kind of customer: whose journey is it?"},
	{model.MetricRecord, "metric", "Metrics", "lane-metric", "A metric is a figure that is measured along the journeys."},
	{model.ChannelRecord, "channel", "Channels", "ch-web", "A channel is the medium of touchpoints: web, phone, store."},
	{model.OwnerRecord, "owner", "Owners", "persona", "An owner is a team or person that answers for something."},
	{model.SystemRecord, "system", "Systems", "lane-system", "A system is a piece of technology that cards use."},
	{model.SourceRecord, "source", "Sources", "source", "A source is where measured values came from."},
}

// libraryPage lists what all maps share, and where each of it is used.
type libraryPage struct {
	window  *Window
	session *Session
	state   *libraryState
	content *fyne.Container
	head    *fyne.Container
	words   *look.Entry
	list    *look.List
	keys    *look.Keys
	left    *fyne.Container
	places  *usePlaces
	rows    []libraryRow
	uses    map[model.Ref][]model.Use
	of      *model.Workspace // that uses were looked up in
	cancel  func()
	selects bool
}

// libraryRow is a record of the library.
type libraryRow struct {
	ref         model.Ref
	name, facts string
}

func newLibraryPage(w *Window, s *Session) viewPage {
	p := &libraryPage{window: w, session: s, state: &w.pages.library, list: look.NewList(), cancel: func() {}}
	if p.state.kind == "" {
		p.state.kind = model.PersonaRecord
	}
	if ref, _, ok := libraryRecord(s); ok {
		p.state.kind, p.state.ref = ref.Kind, ref
	}
	p.head, p.left = container.NewStack(), container.NewStack()
	p.words = look.NewEntry("library.words", p.state.words, "Filter by words", nil)
	p.words.Icon = look.Resource("search", "text2")
	p.words.OnChanged = func(text string) { p.state.words = text; p.show() }
	p.words.OnSubmitted = func(string) { w.focusBoard() }
	p.keys = look.NewKeys("library", p.list.Place, p.key)
	p.places = newUsePlaces(p)
	body := container.New(listAndPlaces{}, p.left, look.Line("line2"), p.places.content)
	p.content = container.NewStack(look.NewBackdrop("board"),
		container.NewBorder(look.V(0, look.Pad(10, 14, 8, 14, p.head), look.Line("line2")), nil, nil, nil, body))
	p.fill()
	w.program.post(func() { // not while the view is still being changed
		if _, _, chosen := libraryRecord(s); !chosen && w.editor != nil && w.editor.page == viewPage(p) {
			p.choose(p.at())
		}
	})
	return p
}

func (p *libraryPage) view() View                { return LibraryView }
func (p *libraryPage) object() fyne.CanvasObject { return p.content }
func (p *libraryPage) focus() fyne.Focusable     { return p.keys }
func (p *libraryPage) leave()                    { p.cancel() }

// updated follows the session.
func (p *libraryPage) updated(u Update) {
	if p.selects {
		return
	}
	if ref, _, ok := libraryRecord(p.session); ok && u.Has(PartSelection) {
		p.state.kind, p.state.ref = ref.Kind, ref
	}
	if u.Has(PartDocument | PartSelection) {
		p.fill()
	}
}

// fill lists the records, and looks up where they are used: in large maps in the background, what was known
// staying until it is done.
func (p *libraryPage) fill() {
	w := p.session.Workspace()
	if w == p.of {
		p.show()
		return
	}
	cards, values := 0, 0
	for _, j := range w.Journeys {
		cards += len(j.Cards)
	}
	for _, d := range w.Datasets {
		values += d.Observations.Len()
	}
	p.cancel()
	if cards < slowList && values < 20*slowList {
		p.uses, p.of = model.Uses(w), w
		p.show()
		return
	}
	p.show()
	p.cancel = p.session.Background("look where the library is used", func(context.Context) func() {
		uses := model.Uses(w)
		return func() {
			p.uses, p.of = uses, w
			p.show()
		}
	})
}

// show lists the records of the chosen kind.
func (p *libraryPage) show() {
	p.rows = nil
	pattern := search.NewPattern(p.state.words, search.Options{})
	for _, r := range libraryRows(p.session.Workspace(), p.state.kind) {
		if pattern.Empty() || pattern.Find(r.name+"\n"+r.facts) != nil {
			p.rows = append(p.rows, r)
		}
	}
	if p.at() < 0 && len(p.rows) > 0 {
		p.state.ref = p.rows[0].ref
	} else if len(p.rows) == 0 {
		p.state.ref = model.Ref{}
	}
	p.showHead()
	var rows []look.Row
	for i := range p.rows {
		rows = append(rows, look.Row{Height: mapRowHeight, Build: func() fyne.CanvasObject { return p.row(p.rows[i]) }})
	}
	p.list.SetRows(rows)
	p.left.Objects = []fyne.CanvasObject{p.keys}
	if len(rows) == 0 {
		p.left.Objects = []fyne.CanvasObject{p.empty(), p.keys}
	}
	p.left.Refresh()
	p.list.Reveal(p.at())
	p.places.show()
	if p.window.editor != nil && p.window.editor.status != nil {
		p.window.editor.status.showMiddle()
	}
}

func (p *libraryPage) empty() fyne.CanvasObject {
	k := p.kind()
	text := k.empty
	if p.state.words != "" {
		text = "Nothing here fits the words above."
	}
	return look.Pad(24, 24, 24, 24, look.V(8, look.Bold("No "+strings.ToLower(k.many)+" yet", 15, "text").Centre(), look.WrapText(text, 12, "text2", false)))
}

func (p *libraryPage) kind() libraryKind { return kindOfLibrary(p.state.kind) }

func kindOfLibrary(kind model.RecordKind) libraryKind {
	for _, k := range libraryKinds {
		if k.kind == kind {
			return k
		}
	}
	return libraryKinds[0]
}

func (p *libraryPage) at() int {
	return slices.IndexFunc(p.rows, func(r libraryRow) bool { return r.ref == p.state.ref })
}

// choose makes a record the chosen one, which the inspector shows.
func (p *libraryPage) choose(i int) {
	if len(p.rows) == 0 {
		return
	}
	p.state.ref = p.rows[min(max(i, 0), len(p.rows)-1)].ref
	p.selects = true
	p.session.Select([]model.Ref{p.state.ref})
	p.selects = false
	p.show()
}

// openKind shows another kind of record.
func (p *libraryPage) openKind(kind model.RecordKind) {
	p.state.kind, p.state.ref, p.state.words = kind, model.Ref{}, ""
	p.words.Put("")
	p.show()
	if len(p.rows) > 0 {
		p.choose(0)
	} else {
		p.session.Select(nil)
	}
	p.window.focusBoard()
}

func (p *libraryPage) key(key fyne.KeyName) {
	if to, moves := p.list.Step(key, p.at(), 0, len(p.rows)-1, mapRowHeight); moves {
		p.choose(to)
		return
	}
	switch key {
	case fyne.KeyRight, fyne.KeyReturn, fyne.KeyEnter:
		p.places.enter()
	case fyne.KeyDelete:
		p.window.do("library.delete")
	case fyne.KeyF2:
		p.window.do("library.rename")
	default:
		p.window.otherKey(key)
	}
}

// otherKey does what a key does in the window that a list has no use for.
func (w *Window) otherKey(key fyne.KeyName) {
	if c := w.window.Canvas(); c.OnTypedKey() != nil {
		c.OnTypedKey()(&fyne.KeyEvent{Name: key})
	}
}

func (p *libraryPage) showHead() {
	w := p.session.Workspace()
	var items []look.Segment
	on := 0
	for i, k := range libraryKinds {
		items = append(items, look.Segment{Name: "library." + string(k.kind), Text: fmt.Sprintf("%s %d", k.many, len(libraryRows(w, k.kind)))})
		if k.kind == p.state.kind {
			on = i
		}
	}
	kinds := look.NewSegments(items, on, func(i int) { p.openKind(libraryKinds[i].kind) })
	title := look.V(0, look.Bold("Library", 15, "text"), look.CutText("What all maps of this file share. A change here is seen in every map.", 11.5, "text2", false))
	p.head.Objects = []fyne.CanvasObject{look.V(9,
		container.New(eitherEnd{gap: 8, spare: 160}, title, p.buttons(true), p.buttons(false)),
		look.H(8, kinds.Container, look.Grow(look.Fixed(90, 28, p.words))))}
	p.head.Refresh()
}

func (p *libraryPage) buttons(words bool) fyne.CanvasObject {
	var row []fyne.CanvasObject
	for _, a := range []struct{ id, text string }{{"library.rename", "Rename"}, {"library.merge", "Merge…"}, {"library.delete", "Delete…"}, {"library.add", "Add"}} {
		if !words {
			a.text = ""
		}
		button := p.window.tableButton(a.id, a.text)
		button.SetDisabled(!p.window.byID[a.id].Enabled(p.window))
		row = append(row, button)
	}
	return look.H(8, row...)
}

// row is a record in the list.
func (p *libraryPage) row(r libraryRow) fyne.CanvasObject {
	line := lineOf{key: r.ref.ID, name: "library." + r.name, on: r.ref == p.state.ref}
	line.choose = func() { p.choose(p.rowOf(r.ref)) }
	line.open = func() { p.window.showInspector() }
	line.menu = func(at fyne.Position) { line.choose(); p.window.recordMenu(r.ref, at) }
	return p.window.listLine(line, func() fyne.CanvasObject {
		text := []fyne.CanvasObject{look.CutText(r.name, 12.5, "text", true)}
		if r.facts != "" {
			text = append(text, look.CutText(r.facts, 11, "text2", false))
		}
		return look.Sized(0, mapRowHeight-1, look.Pad(0, mapEdge, 0, mapEdge, look.H(9, p.picture(r.ref), look.Grow(middled(look.V(0, text...))), p.useMark(r.ref))))
	})
}

func (p *libraryPage) rowOf(ref model.Ref) int {
	return slices.IndexFunc(p.rows, func(r libraryRow) bool { return r.ref == ref })
}

// useMark says in how many places a record is used.
func (p *libraryPage) useMark(ref model.Ref) fyne.CanvasObject {
	if p.uses == nil {
		return look.Text("…", 11.5, "text2")
	}
	n := len(p.uses[ref])
	if n == 0 {
		return look.Text("not used", 11.5, "text3")
	}
	return look.Text(plural(n, "place", "places"), 11.5, "text2")
}

func (p *libraryPage) picture(ref model.Ref) fyne.CanvasObject {
	switch w := p.session.Workspace(); ref.Kind {
	case model.PersonaRecord:
		return p.window.face(w.Persona(model.PersonaID(ref.ID)), 24)
	case model.ChannelRecord:
		return look.Fixed(24, 24, container.NewCenter(look.Icon(channelIcon(w.Channel(model.ChannelID(ref.ID))), 17, "text2")))
	}
	return look.Fixed(24, 24, container.NewCenter(look.Icon(p.kind().icon, 17, "text2")))
}

// said tells where the choice is.
func (p *libraryPage) said() (strong, keys string) {
	if f, ok := p.window.window.Canvas().Focused().(*look.Keys); ok && f == p.places.keys {
		return p.places.said(), "Enter show it   Left back to the list"
	}
	at := p.at()
	if at < 0 {
		return "Nothing to show", ""
	}
	return fmt.Sprintf("%s %d of %d: %s", p.kind().one, at+1, len(p.rows), p.rows[at].name), "Enter where it is used   F2 rename   Delete"
}

// listAndPlaces gives a list and what belongs to its choice their places, with a line between.
type listAndPlaces struct{}

func (listAndPlaces) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(420, 120) }

func (listAndPlaces) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := max(size.Width*0.46, 200)
	o[0].Resize(fyne.NewSize(left, size.Height))
	o[0].Move(fyne.NewPos(0, 0))
	o[1].Resize(fyne.NewSize(1, size.Height))
	o[1].Move(fyne.NewPos(left, 0))
	o[2].Resize(fyne.NewSize(size.Width-left-1, size.Height))
	o[2].Move(fyne.NewPos(left+1, 0))
}
