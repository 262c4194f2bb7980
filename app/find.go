package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"stagecraft/canvas"
	"stagecraft/model"
	"stagecraft/model/search"
)

// finder looks for a text in the whole workspace: what is typed, what was found, and which hit is the
// present one. Its view is the upper part of the sidebar.
type finder struct {
	window  *Window
	session *Session
	view    *findView

	options search.Options
	active  bool // the hits are shown in place of the sidebar's lists
	folded  bool // the sidebar was hidden before, and is again afterwards
	before  fyne.Focusable

	pattern  search.Pattern
	hits     []search.Hit // the records that hold the text, each with its places
	aside    []search.Hit // in archived maps, which are left out unless archived is set
	archived bool
	near     []string // when there are no hits: terms that were perhaps meant
	done     bool     // the search is complete
	at       int      // the present hit; -1 before the first
	wanted   int      // which way to go once the hits are there; 0 for nowhere
	cancel   func()

	replacing bool // all are to be replaced once the hits are there
}

func newFinder(w *Window, s *Session) *finder {
	f := &finder{window: w, session: s, at: -1, done: true, cancel: func() {}}
	f.view = newFindView(f)
	return f
}

// again returns a finder for panels that are made again, with what is typed.
func (f *finder) again(w *Window, s *Session) *finder {
	next := newFinder(w, s)
	if f != nil {
		f.end()
		next.options, next.archived = f.options, f.archived
		next.view.field.Text = f.view.field.Text
		next.view.with.Text = f.view.with.Text
		w.board.SetFound(canvas.Found{})
	}
	return next
}

// openFind puts the keyboard into the field. What is selected on the board stays so.
func (w *Window) openFind() {
	f := w.editor.find
	if !f.active {
		f.before = w.window.Canvas().Focused()
		f.folded = w.noSidebar
	}
	if w.noSidebar {
		w.toggleSidebar()
	}
	f.start()
	w.window.Canvas().Focus(f.view.field)
	f.view.field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// openReplace is openFind with the field for the new text.
func (w *Window) openReplace() {
	w.editor.find.view.showReplace(true)
	w.openFind()
}

// start shows the hits of what is typed.
func (f *finder) start() {
	if !f.active {
		f.active = true
		f.search()
	}
	f.view.arrange()
}

// close gives the sidebar its lists back, and the keyboard to what had it. What is typed stays for F3.
func (f *finder) close() {
	f.cancel()
	f.active, f.done, f.wanted = false, true, 0
	f.hits, f.aside, f.near, f.at = nil, nil, nil, -1
	f.window.board.SetFound(canvas.Found{})
	f.view.arrange()
	if f.folded && !f.window.noSidebar {
		f.window.toggleSidebar()
	}
	if f.before != nil {
		f.window.refocus(f.before)
		f.before = nil
		return
	}
	f.window.focusBoard()
}

// end lets go of a search whose window shows another page from now on.
func (f *finder) end() {
	f.cancel()
	f.active = false
}

// search looks for what is typed, in the background. A search that is under way ends.
func (f *finder) search() {
	f.cancel()
	f.replacing = false
	text := f.view.field.Text
	f.pattern = search.NewPattern(text, f.options)
	if f.pattern.Empty() {
		f.take(nil, nil, true)
		return
	}
	w, open, pattern := f.session.Workspace(), f.session.JourneyID(), f.pattern
	f.done = false
	fresh := f.at < 0
	f.cancel = f.session.Background("find", func(ctx context.Context) func() {
		var hits []search.Hit
		err := search.Search(ctx, w, open, pattern, func(more []search.Hit) {
			hits = append(hits, more...)
			if !fresh {
				return
			}
			first := slices.Clip(hits)
			f.session.post(func() {
				if ctx.Err() == nil {
					f.take(first, nil, false)
				}
			})
		})
		var near []string
		if err == nil && len(hits) == 0 {
			near = search.Near(ctx, w, text, 3)
		}
		return func() { f.take(hits, near, true) }
	})
}

// take shows hits. The present one stays the present one when it is among them.
func (f *finder) take(hits []search.Hit, near []string, done bool) {
	if !f.active {
		return
	}
	var now model.Ref
	if f.at >= 0 && f.at < len(f.hits) {
		now = f.hits[f.at].Ref
	}
	was := f.at
	hits, f.aside = f.apart(hits)
	f.hits, f.near, f.done = hits, near, done
	f.at = slices.IndexFunc(hits, func(h search.Hit) bool { return h.Ref == now })
	if f.at < 0 && was >= 0 {
		f.at = min(was, len(hits)) - 1 // it was replaced: the next one follows
	}
	f.mark()
	f.view.show()
	if f.replacing && done {
		f.replacing = false
		f.replace(true)
		return
	}
	if f.wanted != 0 && len(hits) > 0 && done {
		by := f.wanted
		f.wanted = 0
		f.step(by)
	}
}

// apart takes out the hits in maps that are put aside, but for the open one.
func (f *finder) apart(hits []search.Hit) (rest, aside []search.Hit) {
	if f.archived {
		return hits, nil
	}
	for _, h := range hits {
		if j := f.session.Workspace().Journey(h.Ref.Journey); j != nil && j.Archived && j.ID != f.session.JourneyID() {
			aside = append(aside, h)
		} else {
			rest = append(rest, h)
		}
	}
	return rest, aside
}

// mark shows the hits on the board.
func (f *finder) mark() {
	pattern := f.pattern
	found := canvas.Found{Spans: func(text string) [][2]int {
		var spans [][2]int
		for _, s := range pattern.Find(text) {
			spans = append(spans, [2]int{s.From, s.To})
		}
		return spans
	}}
	for _, h := range f.hits {
		found.Refs = append(found.Refs, h.Ref)
	}
	f.window.board.SetFound(found)
}

// updated follows the document.
func (f *finder) updated(u Update) {
	if f.active && u.Has(PartDocument) {
		asked := f.replacing
		f.search()
		f.replacing = asked
	}
}

// findNext goes to the next hit of what was typed last, also when the list is closed. With Shift it
// goes back: Fyne reports Shift+F3 as F3.
func (w *Window) findNext() {
	by := 1
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0 {
		by = -1
	}
	w.editor.find.next(by)
}

func (w *Window) findPrevious() { w.editor.find.next(-1) }

// next goes by hits, round at the ends.
func (f *finder) next(by int) {
	switch {
	case strings.TrimSpace(f.view.field.Text) == "":
		f.window.openFind()
	case !f.active:
		f.before, f.folded = f.window.window.Canvas().Focused(), f.window.noSidebar
		f.wanted = by
		f.start()
	case !f.done:
		f.wanted = by
	default:
		f.step(by)
	}
}

func (f *finder) step(by int) {
	n := len(f.hits)
	if n == 0 {
		return
	}
	at := f.at + by
	if f.at < 0 && by < 0 {
		at = n - 1
	}
	f.show((at + n) % n)
}

// show makes a hit the present one and shows its record.
func (f *finder) show(i int) {
	f.at = i
	f.view.showAt()
	f.window.showRecord(f.hits[i].Ref)
}

// showRecord brings any record of the workspace into view: on the board what is of a map, else in the
// inspector. The keyboard stays where it is.
func (w *Window) showRecord(ref model.Ref) {
	s := w.session
	if ref.Kind == model.CommentRecord {
		if c := s.Workspace().Journey(ref.Journey).Comment(model.CommentID(ref.ID)); c != nil {
			ref = c.On
		}
	}
	switch {
	case ref.Kind == model.JourneyRecord:
		s.OpenJourney(ref.Journey)
		s.Select(nil)
	case onBoard(ref.Kind):
		if !s.View().onBoard() {
			s.SetView(usualView(s.Workspace().Journey(ref.Journey)))
		}
		s.Show(ref)
		s.unhide(ref)
	case ref.Kind == model.ViewRecord:
		if v := s.Workspace().View(model.ViewID(ref.ID)); v != nil {
			s.OpenJourney(v.Journey)
			s.UseView(v.ID)
		}
	default:
		s.Select([]model.Ref{ref})
	}
}

// unhide shows the lane and the stage of a record that the present view hides or collapses.
func (s *Session) unhide(ref model.Ref) {
	j := s.Journey()
	c := j.Card(model.CardID(ref.ID))
	if ref.Kind != model.CardRecord || c == nil {
		return
	}
	v, stage := s.Present(), j.StageOf(c.Step)
	hidden := slices.Contains(v.HideLanes, c.Lane) || slices.Contains(v.CollapsedLanes, c.Lane)
	if !hidden && (stage == nil || !slices.Contains(v.Collapsed, stage.ID)) {
		return
	}
	s.ChangePresent(func(v *model.View) {
		v.HideLanes = present(v.HideLanes, func(id model.LaneID) bool { return id != c.Lane })
		v.CollapsedLanes = present(v.CollapsedLanes, func(id model.LaneID) bool { return id != c.Lane })
		v.Collapsed = present(v.Collapsed, func(id model.StageID) bool { return id != stage.ID })
	})
	s.Show(ref)
}

// replace changes the present hit's record, or all of them, in one step of the history.
func (f *finder) replace(all bool) {
	if f.window.session.ReadOnly() {
		f.session.tell(f.session.mayNot())
		return
	}
	var refs []model.Ref
	if !all {
		if f.at < 0 {
			f.next(1)
			return
		}
		refs = []model.Ref{f.hits[f.at].Ref}
	} else {
		if f.replacing = !f.done; f.replacing {
			return // until all hits are known
		}
		for _, h := range f.hits { // not everywhere: archived maps may be left out
			refs = append(refs, h.Ref)
		}
	}
	command, n := search.Replace(f.session.Workspace(), f.pattern, model.CleanText(f.view.with.Text), refs)
	if command == nil {
		f.next(1) // the name of another record, which is a hit of its own
		return
	}
	if !all {
		f.wanted = 1
	}
	if f.session.Do(command) == nil && all {
		f.window.toasts.ShowDone(plural(n, "place", "places") + " replaced")
	}
}

// hitsIn counts the places at which the text stands: the hits.
func hitsIn(records []search.Hit) int {
	n := 0
	for _, h := range records {
		n += h.Count()
	}
	return n
}

// replaceable counts the places that replacing all would change.
func (f *finder) replaceable() int {
	n := 0
	for _, h := range f.hits {
		for _, m := range h.Matches {
			if !m.Borrowed {
				n += len(m.Spans)
			}
		}
	}
	return n
}

// hitPlace says where a hit is: "3.2 Check in online, Pains and gains".
func hitPlace(w *model.Workspace, h search.Hit) string {
	text := recordPlace(w, h.Ref)
	if field := h.Matches[0].Field; field != "title" && field != "name" && field != "comment" {
		text += ", " + field
	}
	return text
}

func recordPlace(w *model.Workspace, ref model.Ref) string {
	j := w.Journey(ref.Journey)
	if j == nil {
		return recordNames[ref.Kind]
	}
	switch ref.Kind {
	case model.CardRecord:
		c := j.Card(model.CardID(ref.ID))
		if c == nil {
			return ""
		}
		text := placeText(j, c.Step)
		if l := j.Lane(c.Lane); l != nil {
			text += ", " + l.Title
		}
		return text
	case model.StageRecord:
		for i, st := range j.Stages {
			if string(st.ID) == ref.ID {
				return fmt.Sprintf("Stage %d", i+1)
			}
		}
	case model.StepRecord:
		return "Step " + j.StepNumber(model.StepID(ref.ID))
	case model.LinkRecord:
		if l := j.Link(model.LinkID(ref.ID)); l != nil && j.Card(l.From) != nil {
			return "Link from " + cardTitle(j.Card(l.From))
		}
	case model.CommentRecord:
		if c := j.Comment(model.CommentID(ref.ID)); c != nil {
			if c.On.Kind == model.CardRecord && j.Card(model.CardID(c.On.ID)) != nil {
				return "Comment on " + cardTitle(j.Card(model.CardID(c.On.ID)))
			}
			return "Comment by " + c.Author
		}
	}
	return recordNames[ref.Kind]
}

// recordNames names the kinds of record that have no place on a map, or all of it.
var recordNames = map[model.RecordKind]string{
	model.JourneyRecord: "The map", model.LaneRecord: "Lane", model.StageRecord: "Stage", model.LinkRecord: "Link",
	model.PersonaRecord: "Persona", model.MetricRecord: "Metric", model.SourceRecord: "Source", model.ChannelRecord: "Channel",
	model.OwnerRecord: "Owner", model.SystemRecord: "System", model.ViewRecord: "Saved view", model.CommentRecord: "Comment",
}
