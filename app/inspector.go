package app

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
)

// inspector shows everything about what is selected, and about the map when nothing is.
type inspector struct {
	window  *Window
	session *Session
	content *fyne.Container
	ground  *cover
	body    *fyne.Container
	scroll  *container.Scroll
	foot    *fyne.Container // below what scrolls
	key     string
	page    *inspectPage
	tab     int // of a card's page
	// allFields shows also those that a card of its kind usually does not have.
	allFields bool
}

// inspectPage is the fields of one kind of record, which stay while the record does, so that what is
// being typed and what has the focus stay too. More makes what stands below them; it is made again
// when sum, which says in short what it is made of, differs.
type inspectPage struct {
	form *form
	more func() []fyne.CanvasObject
	sum  func() string
	rest *fyne.Container
	said string
}

func newInspector(w *Window, s *Session) *inspector {
	i := &inspector{window: w, session: s, ground: newCover(), body: container.NewStack()}
	i.scroll = container.NewVScroll(i.body)
	i.foot = container.NewStack()
	i.content = container.NewStack(i.ground, container.NewBorder(nil, i.foot, look.Line("line2"), nil, i.scroll))
	return i
}

// updated shows the selection, or the matrix's cell while the matrix is open.
func (i *inspector) updated(u Update) {
	if !u.Has(PartDocument | PartSelection | PartJourney | PartHeat | PartView) {
		return
	}
	i.window.keepKeyboard(i.body, i.show)
}

func (i *inspector) show() {
	key := i.keyNow()
	if key == i.key && i.page != nil {
		i.page.form.show()
		i.fillRest()
		return
	}
	i.key = key
	i.page = i.pageNow()
	i.page.rest = look.V(0)
	i.fillRest()
	i.body.Objects = []fyne.CanvasObject{look.Pad(10, 0, 16, 0, look.V(5, i.page.form.column(), i.page.rest))}
	i.body.Refresh()
	i.scroll.ScrollToTop()
}

func (i *inspector) fillRest() {
	if i.page.sum != nil {
		said := i.page.sum()
		if said == i.page.said {
			return
		}
		i.page.said = said
	}
	i.page.rest.Objects = nil
	if i.page.more != nil {
		i.page.rest.Objects = i.page.more()
	}
	i.page.rest.Refresh()
	i.scroll.Refresh()
}

// keyNow names the page and the record that it is of: while it stays the same the fields stay.
func (i *inspector) keyNow() string {
	s := i.session
	refs := s.Selection()
	if s.View() == MatrixView && i.window.editor.matrix != nil && (len(refs) == 0 || onBoard(refs[0].Kind)) {
		return "matrix " + i.window.editor.matrix.focusText()
	}
	if len(refs) == 0 {
		return "journey " + string(s.JourneyID())
	}
	key := fmt.Sprint(len(refs), refs[0])
	if len(refs) > 1 {
		key = fmt.Sprint(refs)
	}
	if j := s.Journey(); j != nil {
		for _, c := range s.SelectedCards() {
			key += string(j.KindOf(c))
		}
	}
	return key
}

func (i *inspector) pageNow() *inspectPage {
	s := i.session
	refs := s.Selection()
	if s.View() == MatrixView && i.window.editor.matrix != nil && (len(refs) == 0 || onBoard(refs[0].Kind)) {
		return i.matrixPage()
	}
	if s.Journey() == nil && len(refs) == 0 {
		return i.emptyPage()
	}
	if len(refs) == 0 {
		return i.journeyPage()
	}
	if len(refs) > 1 {
		return i.manyPage(refs)
	}
	switch id := refs[0].ID; refs[0].Kind {
	case model.CardRecord:
		return i.cardPage(model.CardID(id))
	case model.StageRecord:
		return i.stagePage(model.StageID(id))
	case model.StepRecord:
		return i.stepPage(model.StepID(id))
	case model.LaneRecord:
		return i.lanePage(model.LaneID(id))
	case model.LinkRecord:
		return i.linkPage(model.LinkID(id))
	case model.PersonaRecord:
		return i.personaPage(model.PersonaID(id))
	case model.MetricRecord:
		return i.metricPage(model.MetricID(id))
	case model.SourceRecord:
		return i.sourcePage(model.SourceID(id))
	case model.ChannelRecord:
		return i.channelPage(model.ChannelID(id))
	case model.OwnerRecord:
		return i.ownerPage(model.OwnerID(id))
	case model.SystemRecord:
		return i.systemPage(model.SystemID(id))
	}
	return i.journeyPage()
}

func (i *inspector) emptyPage() *inspectPage {
	f := newForm()
	f.add(look.WrapText("Nothing is open yet. What you select will be described here.", 12, "text2", false))
	return &inspectPage{form: f}
}

// head is the line above a page's fields: what it is, where it is, and a menu.
func (i *inspector) head(f *form, icon, token string, text func() string, menu ...string) {
	label := look.CutText(text(), 11, "text2", false)
	f.shows = append(f.shows, func() { label.Set(text(), "text2") })
	line := []fyne.CanvasObject{look.Icon(icon, 15, token), look.Grow(label)}
	if len(menu) > 0 {
		var more *look.Press
		more = look.Button("inspector-more", look.Flat, "more", "", func() {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(more)
			i.window.popUp(at.AddXY(0, 28), menu...)
		})
		i.window.tipped(more, "What can be done with it", nil)
		line = append(line, more)
	}
	shut := look.Button("inspector-close", look.Flat, "close", "", i.window.leaveInspector)
	i.window.tippedBy(shut, func() string {
		if i.window.leaveHides() {
			return "Hide the inspector"
		}
		return "Select nothing"
	}, nil)
	line = append(line, shut)
	f.add(look.Sized(0, 24, look.H(5, line...)))
}

// fixed is a text that does not change while a page is shown.
func fixed(text string) func() string { return func() string { return text } }

// title adds the field of a record's title.
func (i *inspector) title(f *form, name string, get func() string, set func(string) string) {
	e := f.entry(name, "", "Title", get, set)
	e.TextStyle = fyne.TextStyle{Bold: true}
	f.rows = append(f.rows, look.Gap(2))
}

// must refuses an empty text and hands every other over.
func must(what string, set func(string)) func(string) string {
	return func(text string) string {
		if text == "" {
			return what + " needs a name."
		}
		set(text)
		return ""
	}
}

// may hands any text over.
func may(set func(string)) func(string) string {
	return func(text string) string {
		set(text)
		return ""
	}
}

// withNew makes a library record and changes the selected cards, as one step.
func (i *inspector) withNew(label string, put model.Command, change func(*model.Card)) {
	i.session.Do(model.Group{Name: label, Commands: []model.Command{put, i.editCommand(label, change)}})
}

const newOption = "\x00new"

// listOptions makes the options of a library list: none, the records, and a new one unless add is empty.
func listOptions[R any](records []*R, none, add string, option func(*R) look.Option) []look.Option {
	options := []look.Option{{ID: "", Text: none}}
	if len(records) > 0 {
		options = append(options, look.Option{})
	}
	for _, r := range records {
		options = append(options, option(r))
	}
	if add != "" {
		options = append(options, look.Option{}, look.Option{ID: newOption, Text: add, Icon: "add"})
	}
	return options
}

func ownerOption(o *model.Owner) look.Option {
	return look.Option{ID: string(o.ID), Text: o.Name, Icon: "persona"}
}

func personaOption(p *model.Persona) look.Option {
	return look.Option{ID: string(p.ID), Text: p.Name, Icon: "persona"}
}

func channelOption(c *model.Channel) look.Option {
	return look.Option{ID: string(c.ID), Text: c.Name, Icon: channelIcon(c)}
}

func systemOption(s *model.System) look.Option {
	return look.Option{ID: string(s.ID), Text: s.Name, Icon: "lane-system"}
}
