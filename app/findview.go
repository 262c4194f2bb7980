package app

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/model/search"
)

// findView is the field at the top of the sidebar and, while something is looked for, the hits below.
type findView struct {
	finder *finder
	bar    *fyne.Container // the field, always there
	panel  *fyne.Container // what stands in place of the sidebar's lists
	field  *look.Entry
	corner *fyne.Container // at the right in the field
	with   *look.Entry
	body   *fyne.Container // options, counts, replacing
	list   *look.List
	empty  *fyne.Container
	rows   map[int]*look.Press // of the hits in view
	lines  map[int]int         // the line of each hit in the list
	change bool                // the field for the new text is shown
}

// The heights of the list's lines.
const (
	findHeading = 26
	findLine    = 42
)

func newFindView(f *finder) *findView {
	v := &findView{finder: f, list: look.NewList(), rows: map[int]*look.Press{}, lines: map[int]int{}}
	v.field = look.NewEntry("find", "", "Find", nil)
	v.field.Icon = look.Resource("search", "text2")
	v.corner = container.NewStack()
	v.field.ActionItem = v.corner
	v.field.OnChanged = func(string) { v.typed() }
	v.field.OnSubmitted = func(string) { f.next(1) }
	v.field.OnKey = v.key
	v.with = look.NewEntry("find.with", "", "Replace by", nil)
	v.with.OnSubmitted = func(string) { f.replace(false) }
	v.with.OnKey = v.key
	v.bar, v.body, v.empty = container.NewStack(), container.NewStack(), container.NewStack()
	v.panel = container.NewBorder(v.body, nil, nil, nil, container.NewStack(v.list.Place, v.empty))
	v.arrange()
	return v
}

// typed follows a change of the field.
func (v *findView) typed() {
	f := v.finder
	if !f.active {
		if strings.TrimSpace(v.field.Text) == "" {
			return
		}
		f.before = nil
		f.start()
		return
	}
	f.at = -1
	f.search()
}

func (v *findView) key(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyEscape:
		v.finder.close()
	case fyne.KeyDown:
		v.finder.next(1)
	case fyne.KeyUp:
		v.finder.next(-1)
	case fyne.KeyF3:
		v.finder.window.findNext()
	default:
		return false
	}
	return true
}

// arrange shows the parts that belong to the present state.
func (v *findView) arrange() {
	f := v.finder
	v.corner.Objects = []fyne.CanvasObject{look.Pad(5, 6, 5, 0, look.Kbd(shortcutText(ctrl(fyne.KeyF))))}
	if f.active {
		v.corner.Objects = []fyne.CanvasObject{f.window.tipped(look.Button("find.close", look.Flat, "close", "", f.close), "Close the search", nil)}
	}
	v.corner.Refresh()
	v.bar.Objects = []fyne.CanvasObject{look.Pad(7, 9, 5, 9, v.field)}
	v.bar.Refresh()
	v.showOptions()
	if f.active {
		v.show()
	}
	if f.window.editor != nil && f.window.editor.sidebar != nil {
		f.window.editor.sidebar.showFind()
	}
}

// toggle is a small switch of the search.
func (v *findView) toggle(name, text, title string, on *bool) *look.Press {
	var p *look.Press
	p = look.NewPress(name, 4, look.Flat.Ground, func(s look.State) fyne.CanvasObject {
		ink := "text2"
		if s.On {
			ink = "accent"
		}
		return look.Pad(2, 6, 2, 6, look.Bold(text, 11, ink))
	}, func() {
		*on = !*on
		p.SetOn(*on)
		v.finder.search()
	})
	p.SetOn(*on)
	return v.finder.window.tipped(p, title, nil)
}

func (v *findView) showReplace(on bool) {
	v.change = on
	v.arrange()
}

// showOptions shows the switches, the count and the field for the new text.
func (v *findView) showOptions() { v.finder.window.keepKeyboard(v.body, v.makeOptions) }

func (v *findView) makeOptions() {
	f := v.finder
	more := look.NewPress("find.replace", 4, look.Flat.Ground, func(s look.State) fyne.CanvasObject {
		ink := "text2"
		if s.On {
			ink = "accent"
		}
		return look.Pad(2, 6, 2, 6, look.H(3, look.Icon("swap", 12, ink), look.Bold("Replace", 11, ink)))
	}, func() { v.showReplace(!v.change) })
	more.SetOn(v.change)
	parts := []fyne.CanvasObject{
		look.H(2, v.toggle("find.case", "Aa", "Capitals and small letters differ", &f.options.Case), v.toggle("find.word", "Word", "Only whole words", &f.options.Word), look.Space(), more),
	}
	if v.change {
		n := f.replaceable()
		one := look.Button("find.one", look.Plain, "", "Replace", func() { f.replace(false) })
		all := look.Button("find.all", look.Plain, "", "All "+numberText(model.Some(float64(n))), func() { f.replace(true) })
		off := n == 0 || !f.done || f.session.ReadOnly()
		one.SetDisabled(off)
		all.SetDisabled(off)
		parts = append(parts, v.with, look.H(6, one, all, look.Space()))
	}
	parts = append(parts, look.WrapText(v.count(), 11, "text2", false))
	if !f.pattern.Empty() {
		parts = append(parts, v.archived()...)
	}
	v.body.Objects = []fyne.CanvasObject{look.V(0, look.Pad(0, 9, 6, 9, look.V(5, parts...)), look.Line("line"))}
	v.body.Refresh()
}

// archived says how much was found in maps that are put aside, and shows or leaves it out.
func (v *findView) archived() []fyne.CanvasObject {
	f := v.finder
	text, link := plural(hitsIn(f.aside), "hit", "hits")+" in archived maps", "Show"
	switch {
	case f.archived && hasArchived(f.session.Workspace()):
		text, link = "Archived maps too", "Leave out"
	case len(f.aside) == 0:
		return nil
	}
	return []fyne.CanvasObject{look.H(6, look.Text(text, 11, "text2"), look.LinkText("find.archived", link, 11, func() {
		f.archived = !f.archived
		f.search()
		f.window.window.Canvas().Focus(v.field)
	}), look.Space())}
}

// count says how much was found: hits are places in texts, and one record may hold several of them.
func (v *findView) count() string {
	f := v.finder
	records, n := len(f.hits), hitsIn(f.hits)
	at := numberText(model.Some(float64(f.at + 1)))
	switch {
	case f.pattern.Empty():
		if !f.archived && hasArchived(f.session.Workspace()) {
			return "Searches every map that is not archived, and the library"
		}
		return "Searches every map and the library"
	case records == 0 && f.done:
		return "Nothing found"
	case records == 0:
		return "Searching"
	case n > records && f.at >= 0:
		return plural(n, "hit", "hits") + ", record " + at + " of " + numberText(model.Some(float64(records)))
	case n > records:
		return plural(n, "hit", "hits") + " in " + plural(records, "record", "records")
	case f.at >= 0:
		return at + " of " + plural(n, "hit", "hits")
	}
	return plural(n, "hit", "hits")
}

// show lists the hits under the names of their maps.
func (v *findView) show() {
	f := v.finder
	v.showOptions()
	clear(v.rows)
	clear(v.lines)
	var rows []look.Row
	counts := map[model.JourneyID]int{}
	for _, h := range f.hits {
		counts[h.Ref.Journey] += h.Count()
	}
	for i, h := range f.hits {
		if i == 0 || f.hits[i-1].Ref.Journey != h.Ref.Journey {
			rows = append(rows, look.Row{Height: findHeading, Build: func() fyne.CanvasObject { return v.heading(h.Ref.Journey, counts[h.Ref.Journey]) }})
		}
		v.lines[i] = len(rows)
		rows = append(rows, look.Row{Height: findLine, Build: func() fyne.CanvasObject { return v.line(i, h) }})
	}
	v.list.SetRows(rows)
	v.empty.Objects = nil
	if f.done && len(f.hits) == 0 && !f.pattern.Empty() {
		v.empty.Objects = []fyne.CanvasObject{v.nothing()}
	}
	v.empty.Refresh()
	v.list.Reveal(v.lines[f.at])
}

func (v *findView) heading(id model.JourneyID, count int) fyne.CanvasObject {
	title := "Library"
	if j := v.finder.session.Workspace().Journey(id); j != nil {
		title = j.Title
		if j.Archived {
			title = "Archived: " + title
		}
	}
	return look.Pad(4, 9, 0, 9, look.H(6, look.Grow(look.CutText(title, 11, "text2", true)), look.Text(numberText(model.Some(float64(count))), 11, "text2")))
}

// line is a hit: its text with the place in bold, and where it is.
func (v *findView) line(i int, h search.Hit) fyne.CanvasObject {
	f := v.finder
	w := f.session.Workspace()
	more := look.Gap(0)
	if n := h.Count(); n > 1 {
		more = look.V(0, look.Text(plural(n, "hit", "hits"), 10.5, "text2"), look.Space())
	}
	p := look.NewPress("hit-"+string(h.Ref.Kind)+"-"+h.Ref.ID, 4, look.Current, func(look.State) fyne.CanvasObject {
		return look.Pad(3, 9, 3, 9, look.H(8, look.V(0, look.Icon(recordIcon(w, h.Ref), 14, "text2"), look.Gap(14)),
			look.Grow(look.V(0, excerpt(h.Matches[0]), look.CutText(hitPlace(w, h), 10.5, "text2", false))), more))
	}, func() {
		f.show(i)
		if onBoard(h.Ref.Kind) {
			f.window.focusBoard()
		}
	})
	p.SetOn(i == f.at)
	v.rows[i] = p
	return p
}

// excerpt is a text around its first hit.
func excerpt(m search.Match) fyne.CanvasObject {
	text, span := m.Text, m.Spans[0]
	clean := func(s string) string { return strings.Join(strings.Split(s, "\n"), " ") }
	before, hit, after := []rune(clean(text[:span.From])), clean(text[span.From:span.To]), clean(text[span.To:])
	const context = 12
	head := string(before)
	if len(before) > context {
		head = "…" + string(before[len(before)-context:])
	}
	return look.H(0, look.Text(head, 12, "text"), look.Bold(hit, 12, "accent"), look.Grow(look.CutText(after, 12, "text", false)))
}

// showAt shows which hit is the present one.
func (v *findView) showAt() {
	v.showOptions()
	v.list.Reveal(v.lines[v.finder.at])
	for i, p := range v.rows {
		p.SetOn(i == v.finder.at)
	}
}

// nothing says what to do when there is no hit.
func (v *findView) nothing() fyne.CanvasObject {
	f := v.finder
	parts := []fyne.CanvasObject{look.WrapText("No text reads “"+shortTitle(v.field.Text)+"”.", 12, "text", false)}
	if len(f.aside) > 0 {
		return look.Pad(10, 10, 0, 12, look.V(6, look.WrapText("“"+shortTitle(v.field.Text)+"” stands only in archived maps.", 12, "text", false)))
	}
	if len(f.near) > 0 {
		parts = append(parts, look.Text("Did you mean", 11.5, "text2"))
		for _, word := range f.near {
			parts = append(parts, look.H(0, look.LinkText("near-"+word, word, 12, func() {
				v.field.SetText(word)
				f.window.window.Canvas().Focus(v.field)
			}), look.Space()))
		}
	} else {
		parts = append(parts, look.WrapText("Try fewer letters, or a word of a card, a person, a channel or a comment.", 11.5, "text2", false))
	}
	if f.options.Case || f.options.Word {
		parts = append(parts, look.H(0, look.LinkText("find.loose", "Search without the switches", 12, func() {
			f.options = search.Options{}
			f.search()
			v.arrange()
		}), look.Space()))
	}
	return look.Pad(10, 10, 0, 12, look.V(6, parts...))
}

// recordIcon is the icon of a record in a list.
func recordIcon(w *model.Workspace, ref model.Ref) string {
	if j := w.Journey(ref.Journey); j != nil {
		switch ref.Kind {
		case model.CardRecord:
			if c := j.Card(model.CardID(ref.ID)); c != nil {
				return kindIcon(j.KindOf(c))
			}
		case model.LaneRecord:
			if l := j.Lane(model.LaneID(ref.ID)); l != nil {
				return kindIcon(l.Kind)
			}
		}
	}
	switch ref.Kind {
	case model.StageRecord, model.StepRecord:
		return "add-stage"
	case model.LinkRecord:
		return "link"
	case model.CommentRecord:
		return "comment"
	case model.PersonaRecord, model.OwnerRecord:
		return "persona"
	case model.MetricRecord:
		return "lane-metric"
	case model.SourceRecord:
		return "spreadsheet"
	case model.ChannelRecord:
		return "lane-touchpoint"
	case model.SystemRecord:
		return "lane-system"
	}
	return "journey"
}
