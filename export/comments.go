package export

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// remark is a comment with its number in the list and the words for what it is on.
type remark struct {
	number  int
	comment *model.Comment
	kind    string // "Card"
	step    string // the number of the step, empty for what lies in none
	name    string
}

// remarks lists the comments of a journey from left to right: of the whole map, its lanes, its stages and
// steps, and what begins in these; those on one record in the order in which they were written.
func remarks(j *model.Journey) []remark {
	list := make([]remark, 0, len(j.Comments))
	for _, c := range j.Comments {
		list = append(list, describe(j, c))
	}
	place := func(r remark) int {
		switch r.comment.On.Kind {
		case model.JourneyRecord:
			return -2
		case model.LaneRecord:
			return -1
		case model.StageRecord:
			if s := j.Stage(model.StageID(r.comment.On.ID)); s != nil && len(s.Steps) > 0 {
				return 2 * j.StepIndex(s.Steps[0].ID)
			}
		}
		return 2*stepOfRemark(j, r.comment.On) + 1
	}
	slices.SortStableFunc(list, func(a, b remark) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a.comment.On.ID, b.comment.On.ID), a.comment.At.Compare(b.comment.At))
	})
	for i := range list {
		list[i].number = i + 1
	}
	return list
}

// stepOfRemark is the index of the step in which a record lies or begins.
func stepOfRemark(j *model.Journey, on model.Ref) int {
	switch on.Kind {
	case model.StepRecord:
		return j.StepIndex(model.StepID(on.ID))
	case model.CardRecord:
		if c := j.Card(model.CardID(on.ID)); c != nil {
			return j.StepIndex(c.Step)
		}
	case model.LinkRecord:
		if l := j.Link(model.LinkID(on.ID)); l != nil && j.Card(l.From) != nil {
			return j.StepIndex(j.Card(l.From).Step)
		}
	}
	return -1
}

func describe(j *model.Journey, c *model.Comment) remark {
	r := remark{comment: c, kind: "Map", name: j.Title}
	switch c.On.Kind {
	case model.StageRecord:
		if s := j.Stage(model.StageID(c.On.ID)); s != nil {
			r.kind, r.name = "Stage", s.Title
		}
	case model.StepRecord:
		if s := j.Step(model.StepID(c.On.ID)); s != nil {
			r.kind, r.name, r.step = "Step", s.Title, j.StepNumber(s.ID)
		}
	case model.LaneRecord:
		if l := j.Lane(model.LaneID(c.On.ID)); l != nil {
			r.kind, r.name = "Lane", l.Title
		}
	case model.CardRecord:
		if card := j.Card(model.CardID(c.On.ID)); card != nil {
			r.kind, r.name, r.step = j.KindOf(card).CardName(), cardWords(card), j.StepNumber(card.Step)
		}
	case model.LinkRecord:
		if l := j.Link(model.LinkID(c.On.ID)); l != nil && j.Card(l.From) != nil && j.Card(l.To) != nil {
			r.kind, r.step = "Link", j.StepNumber(j.Card(l.From).Step)
			r.name = cardWords(j.Card(l.From)) + " " + l.Verb() + " " + cardWords(j.Card(l.To))
		}
	}
	return r
}

// cardWords names a card in a line.
func cardWords(c *model.Card) string {
	text := c.Title
	if text == "" {
		text = c.Body
	}
	if text = plainText(text, true); text == "" {
		return "a card without a text"
	}
	return text
}

func stateWords(c *model.Comment) string {
	if c.Resolved {
		return "resolved"
	}
	return "open"
}

// comments writes the list of comments.
func (b *workbook) comments(sheet string) error {
	t := table{columns: []column{
		{title: "No.", width: 6}, {title: "On", width: 18}, {title: "Step no.", width: 9}, {title: "Name", width: 36, wrap: true},
		{title: "Comment", width: 60, wrap: true}, {title: "Author", width: 18}, {title: "Date", width: 12}, {title: "State", width: 10},
		{title: "Comment ID", width: 22, id: true}, {title: "Record ID", width: 22, id: true},
	}}
	for _, r := range remarks(b.journey) {
		date := value{}
		if !r.comment.At.IsZero() {
			date = value{kind: dated, day: r.comment.At.UTC().Truncate(24 * time.Hour)}
		}
		t.rows = append(t.rows, []value{
			whole(r.number), str(r.kind), str(r.step), str(r.name), str(r.comment.Text), str(r.comment.Author), date,
			str(stateWords(r.comment)), str(string(r.comment.ID)), str(r.comment.On.ID),
		})
	}
	return b.list(sheet, "Comments", t)
}

// The measures of the pages of comments, in points at unit 1.
const (
	remarkColumn = 360.0 // the least width of a column
	remarkGap    = 22.0  // between columns
	remarkIndent = 20.0  // of the text, for the number
	remarkSpace  = 9.0   // after each comment
)

// commentSheets are the pages that list the comments, in columns.
func (f *frame) commentSheets() []sheet {
	list := remarks(f.journey)
	if len(list) == 0 {
		return nil
	}
	p := newTextPages(f, "Comments on "+f.journey.Title, "Comments", "The numbers stand on the map, at the upper left corner of what a comment is on.", remarkIndent)
	for _, r := range list {
		p.write(r)
	}
	p.finish()
	return p.done
}

// newTextPages begins pages under a title. Texts stand right of an indent, in points at unit 1.
func newTextPages(f *frame, title, bookmark, note string, indent float64) *textPages {
	p := &textPages{frame: f, unit: f.unit, title: title, bookmark: bookmark, note: note, indent: indent}
	p.columns = max(int((f.content.W+remarkGap*f.unit)/((remarkColumn+remarkGap)*f.unit)), 1)
	p.width = (f.content.W - remarkGap*f.unit*float64(p.columns-1)) / float64(p.columns)
	p.begin()
	return p
}

// textPages fills columns and pages with text.
type textPages struct {
	frame           *frame
	title, bookmark string
	note            string // below the title
	indent          float64
	unit            float64
	width           float64 // of a column
	columns         int
	column          int
	y               float64
	sketch          *sketch
	done            []sheet
}

func (p *textPages) begin() {
	f := p.frame
	p.sketch = &sketch{theme: f.theme, unit: p.unit}
	text := p.title
	if len(p.done) > 0 {
		text += ", continued"
	}
	p.sketch.text(f.content.X, f.content.Y+15*p.unit, text, p.sketch.style(15, true), "text", f.content.W)
	p.sketch.text(f.content.X, f.content.Y+27*p.unit, p.note, p.sketch.style(legendText, false), "text2", f.content.W)
	p.column, p.y = 0, p.top()
}

func (p *textPages) top() float64 { return p.frame.content.Y + 42*p.unit }

func (p *textPages) finish() {
	f := p.frame
	s := sheet{size: f.size, theme: f.theme, around: []*scene.Group{p.sketch.group(p.bookmark, model.Ref{Kind: model.JourneyRecord, Journey: f.journey.ID, ID: string(f.journey.ID)})}}
	if len(p.done) == 0 {
		s.bookmarks = []string{p.bookmark}
	}
	p.done = append(p.done, s)
}

// room makes sure that a line fits, in the next column or on the next page if need be.
func (p *textPages) room(height float64) {
	if p.y+height <= p.frame.content.Bottom() {
		return
	}
	if p.column++; p.column < p.columns {
		p.y = p.top()
		return
	}
	p.finish()
	p.begin()
}

// lines writes wrapped text; the first line keeps as much as keep with what follows it.
func (p *textPages) lines(text string, st layout.Style, token string, keep float64) {
	up, _, height := layout.Metrics(st)
	wrapped, _ := layout.Wrap(plainText(text, false), st, p.width-p.indent*p.unit, 0)
	for i, l := range wrapped {
		need := height
		if i == 0 {
			need += keep
		}
		p.room(need)
		p.sketch.place(p.x()+p.indent*p.unit, p.y+up, l, token)
		p.y += height
	}
}

func (p *textPages) x() float64 {
	return p.frame.content.X + float64(p.column)*(p.width+remarkGap*p.unit)
}

func (p *textPages) write(r remark) {
	s := p.sketch.style
	small, bold, plain := s(labelText, false), s(valueText, true), s(valueText, false)
	_, _, line := layout.Metrics(plain)
	p.room(3 * line)
	up, _, _ := layout.Metrics(bold)
	p.sketch.text(p.x(), p.y+up, fmt.Sprint(r.number), bold, "text2", remarkIndent*p.unit)
	where := r.kind
	if r.step != "" {
		where = r.step + " " + where
	}
	p.lines(where+": "+r.name, bold, "text", 2*line)
	facts := r.comment.Author
	if !r.comment.At.IsZero() {
		facts += ", " + dateOf(r.comment.At)
	}
	p.lines(facts+", "+stateWords(r.comment), small, "text2", line)
	p.lines(r.comment.Text, plain, "text", 0)
	p.y += remarkSpace * p.unit
}
