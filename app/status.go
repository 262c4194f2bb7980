package app

import (
	"errors"
	"fmt"
	"io/fs"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/canvas/tool"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// statusBar says where the work stands, what is selected or being done, and how far the map can be
// trusted.
type statusBar struct {
	window  *Window
	session *Session
	content *fyne.Container
	save    *fyne.Container
	middle  *fyne.Container
	right   *fyne.Container
	locator fyne.CanvasObject // shows where on the map the view is

	saved    string // what each part says, so that it is made again only when it differs
	said     string
	facts    string
	gesture  string // what is being done, on any page
	board    string // what the board says; it also follows the document while another page is shown
	busy     string
	hint     string
	hintKeys string
}

func newStatusBar(w *Window, s *Session) *statusBar {
	b := &statusBar{window: w, session: s}
	b.save, b.middle, b.right = container.NewStack(), container.NewStack(), container.NewStack()
	b.content = container.NewStack(look.NewBackdrop("win"),
		container.NewBorder(look.Line("line2"), nil, nil, nil, look.Pad(0, 10, 0, 10, look.H(16, b.save, look.Grow(b.middle), b.right))))
	return b
}

func (b *statusBar) updated(u Update) {
	b.showSave()
	if u.Has(PartView) {
		b.gesture = "" // what the former page said
	}
	b.showMiddle()
	if u.Has(PartDocument | PartJourney | PartView) {
		b.showFacts()
	}
}

// showHint shows what the part under the pointer does; an empty text ends it.
func (b *statusBar) showHint(text, keys string) {
	b.hint, b.hintKeys = text, keys
	b.showMiddle()
}

// showGesture shows what is being done; an empty text ends it.
func (b *statusBar) showGesture(text string) {
	b.gesture = text
	b.showMiddle()
}

// showBoard shows what the board is doing, or where its focus is, as long as it is the page.
func (b *statusBar) showBoard(text string) {
	b.board = text
	b.showMiddle()
}

// doing returns what is being done, or on the board where the focus is.
func (b *statusBar) doing() string {
	if b.gesture == "" && b.session.View().onBoard() {
		return b.board
	}
	return b.gesture
}

// showBusy shows what is being done in the background; an empty text ends it.
func (b *statusBar) showBusy(text string) {
	b.busy = text
	b.showMiddle()
}

// saveText says where the work stands.
func saveText(s SaveState) (icon, token, text string) {
	switch s.Phase {
	case Unsaved, Saving:
		return "timer", "text2", "Saving"
	case SaveFailed:
		return "error", "error", "Not saved"
	}
	if s.At.IsZero() {
		return "check-circle", "ok", "Saved"
	}
	return "check-circle", "ok", "Saved " + s.At.Local().Format("15:04")
}

func (b *statusBar) showSave() {
	icon, token, text := saveText(b.session.SaveState())
	switch o := b.session.outside; {
	case b.session.ReadOnly():
		icon, token, text = "lock", "warn", "For reading only"
	case errors.Is(o.err, fs.ErrNotExist) || b.session.replaced():
		icon, token, text = "error", "error", "Not saved"
	}
	if text == b.saved {
		return
	}
	b.saved = text
	b.save.Objects = []fyne.CanvasObject{look.H(6, look.Icon(icon, 14, token), look.Text(text, 11.5, "text2"))}
	b.save.Refresh()
	b.content.Refresh()
}

func (b *statusBar) showMiddle() {
	e, s := b.window.editor, b.session
	strong, plain, keys := "", b.doing(), ""
	if plain == "" && b.busy != "" {
		plain = b.busy
	}
	switch {
	case b.hint != "":
		plain, keys = b.hint, b.hintKeys
	case plain != "":
	case e != nil && e.page != nil && (s.Journey() != nil || s.View().ofWorkspace()):
		strong, keys = e.page.said()
	case e != nil && e.matrix != nil && s.View() == MatrixView:
		strong = e.matrix.focusText()
		keys = "Arrows move   Space open stage   Enter show on the board"
	default:
		strong, plain = selectionText(s)
	}
	said := strong + "\x00" + plain + "\x00" + keys
	if said == b.said {
		return
	}
	b.said = said
	cut := func(text string) *look.Label { return look.CutText(text, 11.5, "text2", false) }
	var row fyne.CanvasObject
	switch {
	case strong != "":
		row = look.Leading(8, 0, look.CutText(strong, 11.5, "text", true), cut(plain+keys))
	case plain != "" && keys != "":
		row = look.Leading(8, 0, cut(plain), look.Kbd(keys))
	default:
		row = cut(plain + keys)
	}
	b.middle.Objects = []fyne.CanvasObject{row}
	b.middle.Refresh()
}

// selectionText says what is selected and where it is.
func selectionText(s *Session) (strong, plain string) {
	j, refs := s.Journey(), s.Selection()
	if j == nil || len(refs) == 0 {
		return "", ""
	}
	if len(refs) > 1 {
		return metric.FormatN(float64(len(refs))) + " selected", ""
	}
	switch id := refs[0].ID; refs[0].Kind {
	case model.CardRecord:
		if c := j.Card(model.CardID(id)); c != nil {
			lane := ""
			if l := j.Lane(c.Lane); l != nil {
				lane = " · " + l.Title
			}
			return "1 card selected", placeText(j, c.Step) + lane
		}
	case model.StageRecord:
		if st := j.Stage(model.StageID(id)); st != nil {
			return "1 stage selected", st.Title
		}
	case model.StepRecord:
		return "1 step selected", placeText(j, model.StepID(id))
	case model.LaneRecord:
		if l := j.Lane(model.LaneID(id)); l != nil {
			return "1 lane selected", l.Title
		}
	case model.LinkRecord:
		return "1 link selected", tool.DescribeLink(j, model.LinkID(id))
	}
	return "", ""
}

func (b *statusBar) showFacts() {
	j := b.session.Journey()
	var row []fyne.CanvasObject
	facts := "-"
	if j != nil {
		if share, ok := assumptionShare(j); ok {
			text := fmt.Sprintf("%.0f %% assumptions", share*100)
			facts += text
			row = append(row, look.Text(text, 11.5, "text2"))
		}
		if text := reviewText(j, b.window.program.clock.Now()); text != "" {
			facts += text
			row = append(row, badge("review-date", text))
		}
	}
	if facts == b.facts {
		return
	}
	b.facts = facts
	row = append(row, container.NewCenter(b.locator))
	b.right.Objects = []fyne.CanvasObject{look.H(16, row...)}
	b.content.Refresh()
}

// badge is a warning in a pill.
func badge(icon, text string) fyne.CanvasObject {
	return look.Framed("warn-soft", "warn", 9, look.Pad(0, 8, 0, 8, look.H(5, look.Icon(icon, 13, "warn"), look.Text(text, 11, "warn"))))
}
