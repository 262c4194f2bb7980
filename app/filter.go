package app

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
	"stagecraft/model"
)

// filterPanel is the list that drops from the funnel: what the map shows and what it leaves out. Every
// tick shows at once.
type filterPanel struct {
	window  *Window
	session *Session
	popup   *widget.PopUp
	opener  fyne.Focusable
	counts  filterCounts
	shows   []func()
}

// filterCounts says how many cards each value has.
type filterCounts struct {
	lanes    map[model.LaneID]int
	personas map[model.PersonaID]int
	channels map[model.ChannelID]int
	kinds    map[model.Kind]int
	evidence map[model.Evidence]int
	tags     map[string]int
	moments  int
}

func countForFilter(j *model.Journey) filterCounts {
	n := filterCounts{map[model.LaneID]int{}, map[model.PersonaID]int{}, map[model.ChannelID]int{}, map[model.Kind]int{}, map[model.Evidence]int{}, map[string]int{}, 0}
	for _, c := range j.Cards {
		n.lanes[c.Lane]++
		n.kinds[j.KindOf(c)]++
		n.channels[c.Channel]++
		n.evidence[evidenceLevels[evidenceIndex(c.Evidence)]]++
		persona := c.Persona
		if l := j.Lane(c.Lane); persona == "" && l != nil {
			persona = l.Persona
		}
		n.personas[persona]++
		for _, t := range c.Tags {
			n.tags[t]++
		}
		if c.MomentOfTruth {
			n.moments++
		}
	}
	return n
}

// openFilter drops the panel from the funnel, or from the window's middle when there is none.
func (w *Window) openFilter() {
	f := &filterPanel{window: w, session: w.session, counts: countForFilter(w.session.Journey())}
	c := w.window.Canvas()
	f.opener = c.Focused()
	width, height := look.Roomy(380), min(look.Roomy(620), c.Size().Height-140)
	clear := look.LinkText("filter-clear", "Show everything", 12, func() {
		f.session.ShowAll()
		f.show()
	})
	clear.OnEscape = f.close
	head := look.V(8,
		look.H(8, look.Icon("filter", 16, "text2"), look.Bold("What the map shows", 15, "text"), look.Space(), clear),
		f.modes())
	body := container.NewVScroll(look.Pad(0, 14, 8, 0, look.V(4, f.sections()...)))
	f.popup = widget.NewPopUp(look.UnderTips(look.Pad(6, 6, 6, 10, look.Sized(look.Usual(width), look.Usual(height), container.NewBorder(head, nil, nil, nil, body)))), c)
	at := fyne.NewPos((c.Size().Width-width)/2, 120)
	if b := w.editor.top.filter; b != nil && b.Visible() {
		at = fyne.CurrentApp().Driver().AbsolutePositionForObject(b).AddXY(-width+60, 34)
	}
	f.popup.ShowAtPosition(fyne.NewPos(max(at.X, 8), at.Y))
	if first := firstFocusable(body); first != nil {
		c.Focus(first)
	}
}

func (f *filterPanel) close() {
	f.window.tips.Hide()
	f.popup.Hide()
	f.window.focusBoard()
}

// show brings every tick up to date.
func (f *filterPanel) show() {
	for _, s := range f.shows {
		s()
	}
}

// modes says what becomes of the cards that are not of interest.
func (f *filterPanel) modes() fyne.CanvasObject {
	on := func() int {
		if f.session.Present().Filter.Hide {
			return 1
		}
		return 0
	}
	var s *look.Segments
	s = look.NewSegments([]look.Segment{{Name: "filter-dim", Text: "Show pale"}, {Name: "filter-hide", Text: "Leave out"}}, on(), func(i int) {
		f.session.ChangePresent(func(v *model.View) { v.Filter.Hide = i == 1 })
		f.show()
	})
	f.shows = append(f.shows, func() { s.Set(on()) })
	return look.H(10, look.Text("Other cards", 12, "text2"), s.Container, look.Space())
}

// sections are the values to choose among: those that the map has.
func (f *filterPanel) sections() []fyne.CanvasObject {
	w, j := f.session.Workspace(), f.session.Journey()
	var parts []fyne.CanvasObject
	section := func(title string, ticks []fyne.CanvasObject) {
		if len(ticks) > 0 {
			parts = append(parts, look.Pad(8, 0, 0, 0, look.Bold(title, 12, "text2")), container.NewGridWithColumns(2, ticks...))
		}
	}
	parts = append(parts, f.views()...)
	var lanes, personas, kinds, channels, levels, tags []fyne.CanvasObject
	for _, l := range j.Lanes {
		lanes = append(lanes, f.tick("filter-lane-"+l.Title, l.Title, f.counts.lanes[l.ID],
			func() bool { return !slices.Contains(f.session.Present().HideLanes, l.ID) },
			func(v *model.View) { v.HideLanes = toggled(v.HideLanes, l.ID) }))
	}
	for _, p := range w.Personas {
		if f.counts.personas[p.ID] > 0 || slices.Contains(j.Personas, p.ID) {
			personas = append(personas, condition(f, "persona", p.Name, f.counts.personas[p.ID], p.ID, func(c *model.Filter) *[]model.PersonaID { return &c.Personas }))
		}
	}
	for _, k := range model.Kinds {
		if n := f.counts.kinds[k]; n > 0 {
			kinds = append(kinds, condition(f, "kind", k.CardName(), n, k, func(c *model.Filter) *[]model.Kind { return &c.Kinds }))
		}
	}
	for _, ch := range w.Channels {
		if n := f.counts.channels[ch.ID]; n > 0 {
			channels = append(channels, condition(f, "channel", ch.Name, n, ch.ID, func(c *model.Filter) *[]model.ChannelID { return &c.Channels }))
		}
	}
	for _, e := range evidenceLevels {
		levels = append(levels, condition(f, "evidence", sentenceCase(e.Name()), f.counts.evidence[e], e, func(c *model.Filter) *[]model.Evidence { return &c.Evidence }))
	}
	for _, t := range tagsOf(f.counts.tags) {
		tags = append(tags, condition(f, "tag", t, f.counts.tags[t], t, func(c *model.Filter) *[]string { return &c.Tags }))
	}
	section("Lanes", lanes)
	section("Only personas", personas)
	section("Only kinds", kinds)
	section("Only channels", channels)
	section("Only evidence", append(levels, f.tick("filter-moments", "Moments of truth", f.counts.moments,
		func() bool { return f.session.Present().Filter.Moments },
		func(v *model.View) { v.Filter.Moments = !v.Filter.Moments })))
	section("Only tags", tags)
	return parts
}

// views are the saved views of the map, of which one may be in use.
func (f *filterPanel) views() []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, v := range f.session.Views() {
		on := func() bool { return f.session.Present().ID == v.ID }
		use := look.Button("view-use-"+v.Name, look.Flat, "eye", look.Shortened(v.Name, 12, 130), func() {
			f.session.UseView(v.ID)
			f.show()
		})
		use.SetOn(on())
		use.OnEscape = f.close
		f.shows = append(f.shows, func() { use.SetOn(on()) })
		rows = append(rows, use)
	}
	if len(rows) == 0 {
		return nil
	}
	return []fyne.CanvasObject{look.Bold("Saved views", 12, "text2"), container.NewGridWithColumns(2, rows...)}
}

func sentenceCase(text string) string { return strings.TrimSuffix(sentence(text), ".") }

// tagsOf returns the tags in order of the alphabet.
func tagsOf(counts map[string]int) []string {
	var tags []string
	for t := range counts {
		tags = append(tags, t)
	}
	slices.Sort(tags)
	return tags
}

// condition is a tick that puts a value into a list of the filter or takes it out.
func condition[T comparable](f *filterPanel, group, text string, n int, value T, list func(*model.Filter) *[]T) fyne.CanvasObject {
	return f.tick("filter-"+group+"-"+text, text, n,
		func() bool { v := *f.session.Present(); return slices.Contains(*list(&v.Filter), value) },
		func(v *model.View) { l := list(&v.Filter); *l = toggled(*l, value) })
}

// tick is a box with a text and how many cards it stands for.
func (f *filterPanel) tick(name, text string, n int, get func() bool, change func(*model.View)) fyne.CanvasObject {
	count := look.Text(fmt.Sprint(n), 11, "text2")
	box := look.Check(name, look.Shortened(text, 12, 128), get(), count, func(bool) {
		f.session.ChangePresent(change)
		f.show()
	})
	box.OnEscape = f.close
	f.shows = append(f.shows, func() { box.SetOn(get()) })
	return box
}

// filterText says in words what a view leaves out: "only Maya; validated; 2 lanes hidden".
func filterText(w *model.Workspace, v *model.View) string {
	var parts []string
	names := func(list []string) {
		if len(list) > 0 {
			parts = append(parts, strings.Join(list, " or "))
		}
	}
	var personas, kinds, channels, levels []string
	for _, id := range v.Filter.Personas {
		if p := w.Persona(id); p != nil {
			personas = append(personas, p.Name)
		}
	}
	for _, k := range v.Filter.Kinds {
		kinds = append(kinds, lowerFirst(k.CardName()))
	}
	for _, id := range v.Filter.Channels {
		if c := w.Channel(id); c != nil {
			channels = append(channels, c.Name)
		}
	}
	for _, e := range v.Filter.Evidence {
		levels = append(levels, e.Name())
	}
	names(personas)
	names(kinds)
	names(channels)
	names(levels)
	names(v.Filter.Tags)
	if v.Filter.Moments {
		parts = append(parts, "moments of truth")
	}
	if n := len(v.HideLanes); n > 0 {
		parts = append(parts, model.Count(n, "lane")+" hidden")
	}
	return strings.Join(parts, "; ")
}
