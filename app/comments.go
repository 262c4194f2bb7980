package app

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
)

// Comments: remarks on any record, in the inspector and in a list of all that a map has.

// commentsPanel lists the comments of the open journey in the inspector's place.
type commentsPanel struct {
	window  *Window
	session *Session
	content *fyne.Container
	ground  *cover
	list    *fyne.Container
	filter  *look.Segments
	which   int // 0 open, 1 resolved, 2 all
	said    string
}

func newCommentsPanel(w *Window, s *Session) *commentsPanel {
	p := &commentsPanel{window: w, session: s, ground: newCover(), list: look.V(0)}
	p.filter = look.NewSegments([]look.Segment{
		{Name: "comments-open", Text: "Open"}, {Name: "comments-resolved", Text: "Resolved"}, {Name: "comments-all", Text: "All"},
	}, 0, func(i int) {
		p.which = i
		p.filter.Set(i)
		p.show()
	})
	shut := look.Button("comments-close", look.Flat, "close", "", func() { w.do("view.comments") })
	head := look.V(8,
		look.Sized(0, 24, look.H(6, look.Icon("comment", 15, "text2"), look.Grow(look.CutText("Comments of this map", 13, "text", true)), shut)),
		look.H(0, p.filter.Container, look.Space()))
	body := container.NewBorder(look.V(0, look.Pad(10, 10, 8, 14, head), look.Line("line")), nil, nil, nil, container.NewVScroll(p.list))
	p.content = container.NewStack(p.ground, container.NewBorder(nil, nil, look.Line("line2"), nil, body))
	p.content.Hide()
	return p
}

func (p *commentsPanel) updated(u Update) {
	if p.window.withComments && u.Has(PartDocument|PartJourney|PartView) {
		p.show()
	}
}

// show makes the list again when it would show something else.
func (p *commentsPanel) show() {
	j := p.session.Journey()
	if j == nil {
		return
	}
	said := fmt.Sprint(p.which, j.ID, p.window.program.look)
	var rows []fyne.CanvasObject
	for _, c := range threads(j) {
		if p.which == 0 && c.Resolved || p.which == 1 && !c.Resolved {
			continue
		}
		said += fmt.Sprintf("%p %s", c, commentPlace(j, c.On))
		rows = append(rows, p.row(j, c))
	}
	if said == p.said {
		return
	}
	p.said = said
	if len(rows) == 0 {
		text := []string{"No open comment. Select something and press C to say what you think of it.", "No comment is resolved yet.", "No comment yet. Select something and press C to say what you think of it."}[p.which]
		rows = append(rows, look.Pad(14, 14, 0, 14, look.WrapText(text, 12, "text2", false)))
	}
	p.list.Objects = rows
	p.list.Refresh()
	p.content.Refresh()
}

// threads returns the comments so that those on one record follow each other, in the order in which the
// records were first spoken of.
func threads(j *model.Journey) []*model.Comment {
	var order []model.Ref
	by := map[model.Ref][]*model.Comment{}
	for _, c := range j.Comments {
		if by[c.On] == nil {
			order = append(order, c.On)
		}
		by[c.On] = append(by[c.On], c)
	}
	var all []*model.Comment
	for _, on := range order {
		all = append(all, by[on]...)
	}
	return all
}

// row is a comment with the record that it is on, which a press shows.
func (p *commentsPanel) row(j *model.Journey, c *model.Comment) fyne.CanvasObject {
	icon, token := commentIcon(j, c.On)
	place := look.NewPress("comment-go", 4, look.Flat.Ground, func(look.State) fyne.CanvasObject {
		return look.Sized(0, 24, look.Pad(0, 6, 0, 14, look.H(6, look.Icon(icon, 14, token),
			look.Grow(look.CutText(commentPlace(j, c.On), 11.5, "text", true)), look.Icon("chevron-right", 12, "text2"))))
	}, func() { p.window.showRecord(c.On) })
	return look.V(0, look.Pad(4, 8, 0, 0, place), p.window.commentRow(j, c), look.Line("line"))
}

// commentPlace names the record that a comment is on.
func commentPlace(j *model.Journey, on model.Ref) string {
	switch on.Kind {
	case model.StageRecord:
		if st := j.Stage(model.StageID(on.ID)); st != nil {
			return "Stage " + st.Title
		}
	case model.StepRecord:
		return placeText(j, model.StepID(on.ID))
	case model.LaneRecord:
		if l := j.Lane(model.LaneID(on.ID)); l != nil {
			return "Lane " + l.Title
		}
	case model.CardRecord:
		if c := j.Card(model.CardID(on.ID)); c != nil {
			return strings.TrimSpace(j.StepNumber(c.Step) + " " + cardTitle(c))
		}
	case model.LinkRecord:
		if l := j.Link(model.LinkID(on.ID)); l != nil {
			if from, to := j.Card(l.From), j.Card(l.To); from != nil && to != nil {
				return cardTitle(from) + " " + l.Verb() + " " + cardTitle(to)
			}
		}
	}
	return "The whole map"
}

func commentIcon(j *model.Journey, on model.Ref) (icon, token string) {
	switch on.Kind {
	case model.LaneRecord:
		if l := j.Lane(model.LaneID(on.ID)); l != nil {
			return kindIcon(l.Kind), kindToken(l.Kind)
		}
	case model.CardRecord:
		if c := j.Card(model.CardID(on.ID)); c != nil {
			return kindIcon(j.KindOf(c)), kindToken(j.KindOf(c))
		}
	case model.LinkRecord:
		return "link", "text2"
	}
	return "journey", "text2"
}

// openComments counts the comments of a journey that are not resolved.
func openComments(j *model.Journey) int {
	n := 0
	if j == nil {
		return 0
	}
	for _, c := range j.Comments {
		if !c.Resolved {
			n++
		}
	}
	return n
}

func (w *Window) toggleComments() {
	w.withComments, w.withVersions = !w.withComments, false
	w.editor.arrange()
	w.editor.comments.updated(Update{Parts: PartView})
	w.editor.top.showComments()
}

// showComments opens the comments for a record whose badge on the board was pressed.
func (w *Window) showComments(on model.Ref) {
	w.session.Select([]model.Ref{on})
	if !w.withComments {
		w.toggleComments()
	}
}

// showComments shows how many comments are open.
func (t *topBar) showComments() {
	n := openComments(t.session.Journey())
	said := fmt.Sprint(n, t.window.withComments)
	if len(t.comments.Objects) > 0 && t.commentsSaid == said {
		return
	}
	t.commentsSaid = said
	text := ""
	if n > 0 {
		text = fmt.Sprint(n)
	}
	t.window.keepKeyboard(t.comments, func() { t.makeComments(n, text) })
}

func (t *topBar) makeComments(n int, text string) {
	b := look.Button("view.comments", look.Flat, "comment", text, func() { t.window.do("view.comments") })
	b.SetOn(t.window.withComments)
	t.window.tipped(b, "Comments, "+plural(n, "open", "open"), nil)
	t.comments.Objects = []fyne.CanvasObject{b}
	t.comments.Refresh()
}

// comments lists the remarks on a record, with a button that adds one.
func (i *inspector) comments(on model.Ref) []fyne.CanvasObject {
	j := i.session.Journey()
	var rows []fyne.CanvasObject
	open := 0
	for _, c := range j.Comments {
		if c.On != on {
			continue
		}
		if !c.Resolved {
			open++
		}
		rows = append(rows, i.window.commentRow(j, c))
	}
	if !i.session.ReadOnly() {
		add := look.LinkText("comment-add", "Add a comment", 12, func() { i.window.writeComment(on, nil) })
		rows = append(rows, look.Pad(2, 14, 0, 14, look.H(0, add, look.Space())))
	}
	return append([]fyne.CanvasObject{heading("Comments", plural(open, "open", "open"))}, rows...)
}

// commentRow is a comment with what can be done about it.
func (w *Window) commentRow(j *model.Journey, c *model.Comment) fyne.CanvasObject {
	token, when := "text", whenText(c.At, w.program.clock.Now())
	head := []fyne.CanvasObject{look.Bold(c.Author, 12, token), look.Grow(look.CutText(when, 11, "text2", false))}
	if c.Resolved {
		token = "text2"
		head = []fyne.CanvasObject{look.Bold(c.Author, 12, token), look.Grow(look.CutText(when, 11, "text2", false)), look.Icon("check", 12, "ok"), look.Text("Resolved", 11, "text2")}
	}
	parts := []fyne.CanvasObject{look.H(6, head...), look.WrapText(c.Text, 12, token, false)}
	if !w.session.ReadOnly() {
		parts = append(parts, w.commentLinks(j, c))
	}
	return look.Pad(3, 14, 5, 14, look.HTop(8, avatar(c.Author, 4, 20), look.Grow(look.V(1, parts...))))
}

func (w *Window) commentLinks(j *model.Journey, c *model.Comment) fyne.CanvasObject {
	s := w.session
	state, label := "Resolve", "Resolve comment"
	next := *c
	if next.Resolved = !c.Resolved; c.Resolved {
		state, label = "Open again", "Open comment again"
	}
	put := func(label string, c model.Comment) {
		s.Do(model.Group{Name: label, Commands: []model.Command{model.PutComment{Journey: j.ID, Comment: c}}})
	}
	return look.H(12,
		look.LinkText("comment-resolve", state, 11, func() { put(label, next) }),
		look.LinkText("comment-reply", "Reply", 11, func() { w.writeComment(c.On, nil) }),
		look.LinkText("comment-edit", "Edit", 11, func() { w.writeComment(c.On, c) }),
		look.LinkText("comment-delete", "Delete", 11, func() { s.Do(model.DeleteComment{Journey: j.ID, Comment: c.ID}) }),
		look.Space())
}

// addComment asks for a remark on what is selected, or on the map.
func (w *Window) addComment() {
	s := w.session
	on := model.Ref{Kind: model.JourneyRecord, Journey: s.JourneyID(), ID: string(s.JourneyID())}
	if refs := s.Selection(); len(refs) == 1 && onBoard(refs[0].Kind) {
		on = refs[0]
	}
	w.writeComment(on, nil)
}

// writeComment asks for a new remark on a record, or changes one. The name is asked for once.
func (w *Window) writeComment(on model.Ref, old *model.Comment) {
	prefs, j := w.program.settings, w.session.Journey()
	comment := model.Comment{ID: model.NewID[model.CommentID](), On: on, Author: prefs.String(keyAuthor)}
	title, action, label := "Comment on "+look.Shortened(commentPlace(j, on), 15, 340), "Add", "Comment"
	if old != nil {
		comment, title, action, label = *old, "Edit the comment", "Keep", "Edit comment"
	}
	var sh *sheet
	note := look.NewNote("comment-text", comment.Text, "What should be said?", 4, nil)
	author := look.NewEntry("comment-author", comment.Author, "Your name", nil)
	done := func() {
		text := strings.TrimSpace(model.CleanText(note.Text))
		if text == "" {
			w.window.Canvas().Focus(note)
			return
		}
		comment.Text = text
		if old == nil {
			comment.At = w.program.clock.Now().UTC()
			if comment.Author = strings.TrimSpace(model.CleanText(author.Text)); comment.Author != "" {
				w.program.setAuthor(comment.Author)
			} else {
				comment.Author = "Someone"
			}
		}
		sh.close()
		w.session.Do(model.Group{Name: label, Commands: []model.Command{model.PutComment{Journey: j.ID, Comment: comment}}})
	}
	note.OnKeep = done
	body := look.V(8, note)
	if old == nil {
		body.Add(w.signature(author))
	}
	ok := look.LargeButton("sheet-ok", look.Main, "", action, done)
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { sh.cancel() })
	sh = w.openSheet("comment", title, 440, body, no, ok)
	w.window.Canvas().Focus(note)
}

// signature says whose comment it is, or asks when that is not known yet.
func (w *Window) signature(author *look.Entry) fyne.CanvasObject {
	if author.Text == "" {
		return author
	}
	place := container.NewStack()
	other := look.LinkText("comment-other", "Someone else?", 11.5, func() {
		place.Objects = []fyne.CanvasObject{author}
		place.Refresh()
		w.window.Canvas().Focus(author)
	})
	place.Objects = []fyne.CanvasObject{look.H(8, look.Text("as "+author.Text, 12, "text2"), other, look.Space())}
	return place
}
