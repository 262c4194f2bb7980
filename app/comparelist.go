package app

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// compareList is the list beside the compared maps: the pairs to be decided, what differs by stage, and
// the figures.
type compareList struct {
	page    *comparePage
	content *fyne.Container
	head    *fyne.Container
	detail  *fyne.Container
	list    *look.List
	keys    *look.Keys
	entries []compareEntry
	rows    map[int]*look.Press // by entry, those in view
	at      int                 // the chosen entry; -1 for none
	next    int                 // the entry to choose once a decision is made; -1 for none
}

// compareEntry is a line of the list that can be chosen.
type compareEntry struct {
	difference int // index; -1 for a doubt
	doubt      int
	line       int // in the list
}

// The heights of the lines.
const (
	compareHeading = 26
	compareLine    = 42
	compareDoubt   = 92
	compareFigure  = 24
)

func newCompareList(p *comparePage) *compareList {
	l := &compareList{page: p, list: look.NewList(), head: container.NewStack(), detail: container.NewStack(), rows: map[int]*look.Press{}, at: -1, next: -1}
	l.keys = look.NewKeys("compare.list", l.list.Place, l.typed)
	l.content = container.NewBorder(l.head, l.detail, nil, nil, l.keys)
	return l
}

// compareOps are the kinds of change in the order of the filter.
var compareOps = []struct {
	op         model.Op
	name, word string
}{{"", "compare.all", "All"}, {model.Added, "compare.added", "Added"}, {model.Removed, "compare.removed", "Removed"}, {model.Moved, "compare.moved", "Moved"}, {model.Changed, "compare.changed", "Changed"}}

// show fills the list with what was found.
func (l *compareList) show() {
	p := l.page
	l.showHead()
	clear(l.rows)
	l.entries = nil
	var lines []look.Row
	if p.state.figures {
		lines = l.figureLines()
	} else {
		lines = l.doubtLines(lines)
		lines = l.differenceLines(lines)
	}
	if len(lines) == 0 {
		lines = append(lines, look.Row{Height: 80, Build: func() fyne.CanvasObject {
			return look.Pad(12, 12, 0, 12, look.WrapText(l.nothing(), 12, "text2", false))
		}})
	}
	l.list.SetRows(lines)
	l.at = -1
	l.showChosen()
	if n := l.next; n >= 0 && n < len(l.entries) && l.entries[n].difference < 0 {
		l.choose(n)
	}
	l.next = -1
}

// nothing says why the list is empty.
func (l *compareList) nothing() string {
	switch {
	case l.page.state.figures:
		return "No figure was measured on either side, and no mood was set."
	case l.page.state.only != "":
		return "Nothing was " + string(l.page.state.only) + "."
	}
	return "Both are the same, but perhaps for comments."
}

// showHead shows how much differs, as a filter, and the switch to the figures.
func (l *compareList) showHead() {
	p := l.page
	on := 0
	if p.state.figures {
		on = 1
	}
	what := look.NewSegments([]look.Segment{
		{Name: "compare.changes", Text: fmt.Sprintf("Changes %d", len(p.found.Differences))}, {Name: "compare.figures", Text: fmt.Sprintf("Figures %d", len(p.deltas))},
	}, on, func(i int) {
		p.state.figures = i == 1
		l.show()
	})
	parts := []fyne.CanvasObject{look.H(0, what.Container, look.Space())}
	if !p.state.figures {
		var chips []fyne.CanvasObject
		for _, o := range compareOps {
			chips = append(chips, l.chip(o.op, o.name, o.word))
		}
		parts = append(parts, look.Flow(4, chips...))
	}
	l.head.Objects = []fyne.CanvasObject{look.V(0, look.Pad(8, 10, 8, 10, look.V(8, parts...)), look.Line("line"))}
	l.head.Refresh()
}

// chip filters the list by a kind of change, and says how many there are.
func (l *compareList) chip(op model.Op, name, word string) fyne.CanvasObject {
	p := l.page
	n := p.found.Count(op)
	ground := func(s look.State) look.Ground {
		g := look.Ground{Fill: "surface", Border: "line2", Width: 1}
		if s.Hovered {
			g.Fill = "hover"
		}
		if s.On {
			g = look.Ground{Fill: "accent-soft", Border: "accent", Width: 1.5}
		}
		return g
	}
	c := look.NewPress(name, 12, ground, func(look.State) fyne.CanvasObject {
		var row []fyne.CanvasObject
		if op != "" {
			row = append(row, look.Icon(scene.ChangeIcon(op), 12, scene.ChangeToken(op)))
		}
		text := word
		if op != "" {
			text = fmt.Sprintf("%s %d", word, n)
		}
		row = append(row, look.Text(text, 10.5, "text"))
		return look.Pad(2, 7, 2, 6, look.H(3, row...))
	}, func() {
		p.state.only = op
		l.show()
	})
	c.SetOn(p.state.only == op)
	return c
}

// doubtLines adds the pairs that wait for a decision, and the way back from decisions.
func (l *compareList) doubtLines(lines []look.Row) []look.Row {
	p := l.page
	if open := p.found.Open(); open > 0 {
		lines = append(lines, look.Row{Height: compareHeading, Build: func() fyne.CanvasObject {
			return l.heading("Are these the same card?", model.Count(open, "pair"))
		}})
	}
	decided := 0
	for i, d := range p.found.Doubts {
		if d.Decided {
			decided++
			continue
		}
		n := len(l.entries)
		l.entries = append(l.entries, compareEntry{difference: -1, doubt: i, line: len(lines)})
		lines = append(lines, look.Row{Height: compareDoubt, Build: func() fyne.CanvasObject { return l.doubtRow(n, i) }})
	}
	if decided > 0 {
		lines = append(lines, look.Row{Height: 28, Build: func() fyne.CanvasObject {
			return look.Pad(4, 10, 0, 10, look.H(8, look.Text(model.Count(decided, "pair")+" decided", 11.5, "text2"), look.LinkText("compare.undecide", "Ask again", 11.5, p.undecide), look.Space()))
		}})
	}
	return lines
}

// doubtRow asks about one pair.
func (l *compareList) doubtRow(n, i int) fyne.CanvasObject {
	p := l.page
	d := p.found.Doubts[i]
	was, is := p.found.Before.Card(d.Before), p.found.After.Card(d.After)
	text := func(j *model.Journey, c *model.Card) fyne.CanvasObject {
		return look.CutText(strings.TrimSpace(j.StepNumber(c.Step)+" "+cardTitle(c)), 12, "text", false)
	}
	row := l.entryRow(n, fmt.Sprintf("compare-doubt-%d", i+1), func() fyne.CanvasObject {
		return look.Pad(5, 10, 0, 10, look.V(1,
			look.H(6, look.Fixed(40, 0, look.Text("Before", 10.5, "text2")), look.Grow(text(p.found.Before, was))),
			look.H(6, look.Fixed(40, 0, look.Text("After", 10.5, "text2")), look.Grow(text(p.found.After, is)))))
	})
	same := look.Button(fmt.Sprintf("compare-same-%d", i+1), look.Plain, "check", "Same card", func() { p.decide(d.CardPair, true) })
	other := look.Button(fmt.Sprintf("compare-other-%d", i+1), look.Plain, "close", "Different cards", func() { p.decide(d.CardPair, false) })
	alike := look.Text(fmt.Sprintf("%.0f %% alike", 100*d.Likeness), 10.5, "text2")
	return look.V(3, row, look.Pad(1, 10, 8, 10, look.H(6, same, other, look.Space(), alike)), look.Line("line"))
}

// differenceLines adds what differs under the names of the stages.
func (l *compareList) differenceLines(lines []look.Row) []look.Row {
	p := l.page
	group := -1
	for i := range p.found.Differences {
		d := &p.found.Differences[i]
		if p.state.only != "" && d.Op != p.state.only && !(p.state.only == model.Moved && d.Moved) {
			continue
		}
		if d.Group != group {
			group = d.Group
			lines = append(lines, look.Row{Height: compareHeading, Build: func() fyne.CanvasObject { return l.heading(p.found.Groups[d.Group], "") }})
		}
		n := len(l.entries)
		l.entries = append(l.entries, compareEntry{difference: i, doubt: -1, line: len(lines)})
		lines = append(lines, look.Row{Height: compareLine, Build: func() fyne.CanvasObject { return l.differenceRow(n, i) }})
	}
	return lines
}

func (l *compareList) heading(text, count string) fyne.CanvasObject {
	return look.Pad(5, 10, 0, 10, look.H(6, look.Grow(look.CutText(text, 11.5, "text2", true)), look.Text(count, 11, "text2")))
}

// entryRow is a line that can be chosen.
func (l *compareList) entryRow(n int, name string, build func() fyne.CanvasObject) *look.Press {
	row := look.NewPress(name, 4, look.Current, func(look.State) fyne.CanvasObject { return build() }, func() {
		l.choose(n)
		l.page.window.window.Canvas().Focus(l.keys)
	})
	row.SetOn(n == l.at)
	l.rows[n] = row
	return row
}

func (l *compareList) differenceRow(n, i int) fyne.CanvasObject {
	d := &l.page.found.Differences[i]
	return l.entryRow(n, fmt.Sprintf("compare-row-%d", i+1), func() fyne.CanvasObject {
		title := look.CutText(d.Title, 12, "text", true)
		line := look.H(6, look.Icon(scene.ChangeIcon(d.Op), 13, scene.ChangeToken(d.Op)), look.Text(fmt.Sprint(i+1), 11, "text2"), look.Grow(title), look.Text(kindWord(d.Kind), 10.5, "text2"))
		return look.Pad(4, 10, 4, 10, look.V(0, line, look.Pad(0, 0, 0, 19, look.CutText(differenceText(d), 11, "text2", false))))
	})
}

// differenceText says in a line what happened.
func differenceText(d *model.Difference) string {
	text := string(d.Op)
	switch {
	case d.Op == model.Added || d.Op == model.Removed:
		if d.Place != "" {
			text += ", " + d.Place
		}
	default:
		text = lowerFirst(d.Words())
	}
	return text
}

// showChosen shows which difference is chosen, and all of what it says.
func (l *compareList) showChosen() {
	p := l.page
	at := slices.IndexFunc(l.entries, func(e compareEntry) bool { return p.state.chosen >= 0 && e.difference == p.state.chosen })
	if at >= 0 || l.at >= len(l.entries) || l.at >= 0 && l.entries[l.at].difference >= 0 {
		l.at = at
	}
	for n, row := range l.rows {
		row.SetOn(n == l.at)
	}
	l.showDetail() // first: it takes room from the list
	if l.at >= 0 {
		l.list.Reveal(l.entries[l.at].line)
	}
}

// choose chooses an entry.
func (l *compareList) choose(n int) {
	if n < 0 || n >= len(l.entries) {
		return
	}
	p := l.page
	l.at = n
	if e := l.entries[n]; e.difference >= 0 {
		p.choose(e.difference)
		return
	}
	p.state.chosen = -1
	l.showChosen()
	pair := p.found.Doubts[l.entries[n].doubt].CardPair
	p.maps.jump(&model.Difference{Kind: model.CardRecord, Before: string(pair.Before), After: string(pair.After)})
	p.window.editor.status.showMiddle()
}

// typed takes the keys of the list.
func (l *compareList) typed(key fyne.KeyName) {
	if to, moves := l.list.Step(key, l.at, 0, len(l.entries)-1, compareLine); moves {
		l.choose(to)
		return
	}
	switch key {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.choose(max(l.at, 0))
	case fyne.KeyS, fyne.KeyD:
		if l.at >= 0 && l.at < len(l.entries) && l.entries[l.at].difference < 0 {
			l.page.decide(l.page.found.Doubts[l.entries[l.at].doubt].CardPair, key == fyne.KeyS)
		}
	case fyne.KeyEscape:
		l.page.escape()
	}
}
