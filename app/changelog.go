package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// changeLog shows what was changed in the workspace, when and by whom, the newest first.
type changeLog struct {
	window  *Window
	session *Session
	sheet   *sheet
	filter  store.LogFilter
	span    string // which of the spans of time
	limit   int
	lines   []logLine
	more    bool // there are older entries
	at      int
	narrow  bool // there is no room for all columns
	authors []string
	cancel  func()

	list  *look.List
	keys  *look.Keys
	rows  map[int]*look.Press
	tools *fyne.Container
	find  *look.Entry
	count *look.Label
}

// logLine is one change of an entry.
type logLine struct {
	entry  *store.Logged
	change *store.LoggedChange // nil for a line that counts what is not listed
	first  bool                // of its entry: it says when and by whom
}

// logPage is how many entries are read at a time.
const logPage = 400

const logLineHeight = 27

// logSpans are the spans of time that can be chosen, in days back from now; 0 is today.
var logSpans = []struct {
	id, text string
	days     int
}{{"", "Any time", -1}, {"today", "Today", 0}, {"week", "The last 7 days", 6}, {"month", "The last 30 days", 29}, {"year", "The last 365 days", 364}}

// openChangeLog shows the change log of the open file.
func (w *Window) openChangeLog() {
	l := &changeLog{window: w, session: w.session, limit: logPage, list: look.NewList(), rows: map[int]*look.Press{}, tools: container.NewStack(), cancel: func() {}}
	l.find = look.NewEntry("changelog-find", "", "A name, a title, a field", nil)
	l.find.OnChanged = func(text string) {
		l.filter.Text = strings.TrimSpace(text)
		l.again()
	}
	l.find.OnSubmitted = func(string) { w.window.Canvas().Focus(l.keys) }
	l.count = look.Text("", 11.5, "text2")
	l.keys = look.NewKeys("changelog", look.Pad(3, 3, 3, 3, l.list.Place), l.key)
	size := w.window.Canvas().Size()
	width, height := min(look.Usual(size.Width)-80, 1080), min(look.Usual(size.Height)-250, 560)
	l.narrow = width < 760
	body := []fyne.CanvasObject{l.tools}
	if w.program.settings.String(keyAuthor) == "" {
		body = append(body, l.whoAreYou())
	}
	body = append(body, l.head(), look.Framed("board", "line2", 6, look.Sized(0, height, l.keys)), l.foot())
	l.showTools()
	shut := look.LargeButton("sheet-cancel", look.Plain, "", "Close", func() { l.sheet.cancel() })
	csv := look.LargeButton("changelog-csv", look.Plain, "export", "As CSV…", func() { l.export("csv") })
	xlsx := look.LargeButton("changelog-xlsx", look.Plain, "export", "As Excel workbook…", func() { l.export("xlsx") })
	l.sheet = w.openSheet("changelog", "Change log of "+look.Shortened(w.session.Workspace().Name, 15, 400), width, look.V(8, body...), csv, xlsx, shut)
	l.sheet.onExit = func() { l.cancel() }
	l.again()
	w.window.Canvas().Focus(l.keys)
}

// whoAreYou asks for the user's name where it is missed.
func (l *changeLog) whoAreYou() fyne.CanvasObject {
	place := container.NewStack()
	field, keep := l.window.authorField("changelog-author")
	done := func() {
		keep()
		if l.window.program.settings.String(keyAuthor) != "" {
			place.Hide()
			l.sheet.popup.Resize(l.sheet.popup.MinSize())
			l.window.window.Canvas().Focus(l.keys)
		}
	}
	field.OnSubmitted = func(string) { done() }
	place.Objects = []fyne.CanvasObject{look.Framed("accent-soft", "accent", 6, look.Pad(6, 10, 6, 10, look.H(10, look.Icon("persona", 15, "accent"),
		look.Text("Your changes have no name yet.", 12, "text"), look.Fixed(200, 0, field), look.Button("changelog-keep", look.Plain, "", "Keep", done), look.Space())))}
	return place
}

// showTools shows the filters as they are set.
func (l *changeLog) showTools() {
	w := l.session.Workspace()
	by, in, span := "Everybody", "All maps", logSpans[0].text
	if l.filter.By != "" {
		by = l.filter.By
	}
	if j := w.Journey(l.filter.Journey); j != nil {
		in = j.Title
	}
	for _, s := range logSpans {
		if s.id == l.span {
			span = s.text
		}
	}
	people := look.NewChoice("changelog-by", by, "persona", func() []look.Option {
		options := []look.Option{{ID: "", Text: "Everybody"}}
		for _, a := range l.authors {
			options = append(options, look.Option{ID: a, Text: a})
		}
		return options
	}, func(id string) { l.filter.By = id; l.showTools(); l.again() })
	maps := look.NewChoice("changelog-in", in, "journey", func() []look.Option {
		options := []look.Option{{ID: "", Text: "All maps"}}
		for _, j := range w.Journeys {
			options = append(options, look.Option{ID: string(j.ID), Text: j.Title})
		}
		return options
	}, func(id string) { l.filter.Journey = model.JourneyID(id); l.showTools(); l.again() })
	times := look.NewChoice("changelog-when", span, "review-date", func() []look.Option {
		var options []look.Option
		for _, s := range logSpans {
			options = append(options, look.Option{ID: s.id, Text: s.text})
		}
		return options
	}, func(id string) { l.setSpan(id); l.showTools(); l.again() })
	choices := []float32{170, 210, 170}
	if l.narrow {
		choices = []float32{122, 122, 130}
	}
	l.tools.Objects = []fyne.CanvasObject{look.H(8, look.Grow(l.find), look.Fixed(choices[0], 28, people.Press), look.Fixed(choices[1], 28, maps.Press), look.Fixed(choices[2], 28, times.Press))}
	l.tools.Refresh()
}

func (l *changeLog) setSpan(id string) {
	l.span, l.filter.Since = id, time.Time{}
	for _, s := range logSpans {
		if s.id == id && s.days >= 0 {
			l.filter.Since = nextDay(l.window.program.clock.Now()).AddDate(0, 0, -s.days-1)
		}
	}
}

// The widths of the columns; the title and the fields share the rest.
const (
	logWhen = 112
	logWho  = 120
	logWhat = 150
	logMap  = 170
)

func (l *changeLog) columns(when, who, what, title, in, fields fyne.CanvasObject) fyne.CanvasObject {
	if l.narrow {
		return look.Pad(0, 6, 0, 6, look.H(6, look.Fixed(98, 0, when), look.Fixed(70, 0, who), look.Fixed(116, 0, what), look.Grow(title), look.Fixed(80, 0, fields)))
	}
	return look.Pad(0, 8, 0, 8, look.H(10, look.Fixed(logWhen, 0, when), look.Fixed(logWho, 0, who), look.Fixed(logWhat, 0, what), look.Grow(title), look.Fixed(logMap, 0, in), look.Grow(fields)))
}

func (l *changeLog) head() fyne.CanvasObject {
	label := func(text string) fyne.CanvasObject { return look.CutText(text, 11, "text2", true) }
	return look.Pad(0, 3, 0, 3, l.columns(label("When"), label("Who"), label("What"), label("Title"), label("Map"), label("Fields")))
}

func (l *changeLog) foot() fyne.CanvasObject {
	return look.H(6, l.count, look.Space(), look.Kbd("Up"), look.Kbd("Down"), look.Text("choose", 11, "text2"), look.Gap(2), look.Kbd("Enter"), look.Text("show it", 11, "text2"))
}

// again reads the log as the filter has it, in the background.
func (l *changeLog) again() {
	l.limit = logPage
	l.read(func() { l.at = 0 })
}

func (l *changeLog) read(then func()) {
	l.cancel()
	f, filter := l.session.file, l.filter
	filter.Limit = l.limit + 1
	l.cancel = l.session.Background("read the change log", func(ctx context.Context) func() {
		entries, err := f.Log(ctx, filter)
		return func() {
			if err != nil {
				title, detail := explain(err)
				l.count.Set(title+". "+detail, "error")
				return
			}
			then()
			l.take(entries)
		}
	})
}

// take shows the entries that were read.
func (l *changeLog) take(entries []store.Logged) {
	if l.more = len(entries) > l.limit; l.more {
		entries = entries[:l.limit]
	}
	l.lines = l.lines[:0:0]
	for i := range entries {
		e := &entries[i]
		if e.By != "" && !slices.Contains(l.authors, e.By) {
			l.authors = append(l.authors, e.By)
			slices.Sort(l.authors)
		}
		for k := range e.Changes {
			l.lines = append(l.lines, logLine{e, &e.Changes[k], k == 0})
		}
		if e.More > 0 {
			l.lines = append(l.lines, logLine{e, nil, len(e.Changes) == 0})
		}
	}
	text := plural(len(entries), "entry", "entries") + ", " + plural(len(l.lines), "change", "changes")
	if l.more {
		text = "The newest " + text
	}
	l.count.Set(text, "text2")
	l.fill()
}

func (l *changeLog) fill() {
	clear(l.rows)
	rows := make([]look.Row, len(l.lines))
	for i := range rows {
		rows[i] = look.Row{Height: logLineHeight, Build: func() fyne.CanvasObject { return l.row(i) }}
	}
	switch {
	case l.more:
		rows = append(rows, look.Row{Height: 36, Build: func() fyne.CanvasObject {
			return look.Pad(4, 8, 4, 8, look.H(0, look.Button("changelog-older", look.Plain, "", "Older entries", l.older), look.Space()))
		}})
	case len(rows) == 0:
		rows = append(rows, look.Row{Height: 60, Build: func() fyne.CanvasObject {
			return look.Pad(16, 12, 0, 12, look.WrapText(l.nothing(), 12.5, "text2", false))
		}})
	}
	l.list.SetRows(rows)
	l.list.Reveal(l.at)
	l.sheet.popup.Refresh()
}

func (l *changeLog) nothing() string {
	if l.filter == (store.LogFilter{}) {
		return "Nothing was changed yet. From the first change on it says here what, when and by whom."
	}
	return "No change like that is in the log. Clear the words, and choose everybody, all maps and any time to see all."
}

// older reads further back.
func (l *changeLog) older() {
	l.limit *= 4
	l.read(func() {})
	l.window.window.Canvas().Focus(l.keys)
}

// opText and opIcon say what happened to a record.
func opText(op model.Op) (text, icon, token string) {
	switch op {
	case model.Added:
		return "Added", "add", "ok"
	case model.Removed:
		return "Removed", "delete", "error"
	case model.Moved:
		return "Moved", "swap", "text2"
	}
	return "Changed", "edit", "accent"
}

// row is a change. It is faint when the record is not there any more.
func (l *changeLog) row(i int) fyne.CanvasObject {
	line := l.lines[i]
	when, who := "", ""
	if line.first || i == 0 {
		when, who = l.when(line.entry.At), cmp.Or(line.entry.By, "Someone")
	}
	cut := func(text, token string, bold bool) fyne.CanvasObject { return look.CutText(text, 12, token, bold) }
	row := look.NewPress(fmt.Sprintf("changelog-%d", i), 3, look.Chosen, func(look.State) fyne.CanvasObject {
		if line.change == nil {
			return look.Sized(0, logLineHeight, l.columns(cut(when, "text2", false), cut(who, "text", false), cut("", "text", false), cut("and "+plural(line.entry.More, "more change", "more changes"), "text2", false), cut("", "text", false), cut("", "text", false)))
		}
		c := line.change
		text, icon, token := opText(c.Op)
		ink := "text"
		if !l.there(c) {
			ink = "text3"
		}
		what := look.H(6, look.Icon(icon, 13, token), look.Grow(cut(text+" "+kindWord(c.Ref.Kind), "text", false)))
		return look.Sized(0, logLineHeight, l.columns(cut(when, "text2", false), cut(who, "text", false), what, cut(c.Title, ink, c.Op != model.Moved), cut(c.In, "text2", false), cut(strings.Join(c.Fields, ", "), "text2", false)))
	}, func() {
		l.choose(i)
		l.show(i)
	})
	row.SetOn(i == l.at)
	l.rows[i] = row
	return row
}

// when writes a moment so that entries of one day can be told apart.
func (l *changeLog) when(t time.Time) string {
	text := whenText(t, l.window.program.clock.Now())
	if !strings.Contains(text, ":") {
		text += " " + t.Local().Format("15:04")
	}
	return text
}

// kindWord names a kind of record in a sentence.
func kindWord(k model.RecordKind) string {
	switch k {
	case model.JourneyRecord:
		return "map"
	case model.DatasetRecord:
		return "values"
	case model.ImageRecord:
		return "picture"
	}
	return string(k)
}

// there reports whether the record of a change can be shown.
func (l *changeLog) there(c *store.LoggedChange) bool {
	w := l.session.Workspace()
	switch c.Ref.Kind {
	case model.ViewRecord:
		return w.View(model.ViewID(c.Ref.ID)) != nil
	case model.CommentRecord:
		j := w.Journey(c.Ref.Journey)
		return j != nil && j.Comment(model.CommentID(c.Ref.ID)) != nil
	case model.WorkspaceRecord, model.PairRecord:
		return false
	}
	return exists(w, c.Ref)
}

func (l *changeLog) choose(i int) {
	if row := l.rows[l.at]; row != nil {
		row.SetOn(false)
	}
	l.at = min(max(i, 0), max(len(l.lines)-1, 0))
	l.list.Reveal(l.at)
	if row := l.rows[l.at]; row != nil {
		row.SetOn(true)
	}
}

// show closes the log and shows the record of a line, when it is there.
func (l *changeLog) show(i int) {
	if i >= len(l.lines) || l.lines[i].change == nil {
		return
	}
	c := l.lines[i].change
	if !l.there(c) {
		l.count.Set("“"+look.Shortened(c.Title, 12, 300)+"” is not there any more.", "warn")
		l.sheet.popup.Refresh()
		l.window.window.Canvas().Focus(l.keys)
		return
	}
	l.sheet.cancel()
	l.window.showRecord(c.Ref)
}

func (l *changeLog) key(key fyne.KeyName) {
	if key == fyne.KeyDown && l.more && l.at == len(l.lines)-1 {
		l.older()
		return
	}
	if to, moves := l.list.Step(key, l.at, 0, len(l.lines)-1, logLineHeight); moves {
		l.choose(to)
		return
	}
	switch key {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.show(l.at)
	case fyne.KeyEscape:
		l.sheet.cancel()
	}
}
