package app

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
)

// mergePage shows what joins, and the conflicts one by one.
type mergePage struct {
	window  *Window
	session *Session
	theirs  *model.Workspace
	journey model.JourneyID
	from    string
	merging *model.Merging
	decided []bool
	at      int  // the conflict that is shown
	joined  bool // the list of what joins is shown instead

	sheet *sheet
	keys  *look.Keys
	top   *fyne.Container
	body  *fyne.Container
	foot  *fyne.Container
	list  *look.List
	rows  map[int]*look.Press
}

// open shows the page.
func (m *mergePage) open() {
	w := m.window
	m.top, m.body, m.foot = container.NewStack(), container.NewStack(), container.NewStack()
	m.list, m.rows = look.NewList(), map[int]*look.Press{}
	m.joined = m.joined || len(m.merging.Conflicts) == 0
	size := w.window.Canvas().Size()
	m.keys = look.NewKeys("merge", m.body, m.key)
	body := look.Sized(0, min(look.Usual(size.Height)-210, 460), m.keys)
	j := m.session.Workspace().Journey(m.journey)
	m.sheet = w.openSheet("merge", "Merge “"+look.Shortened(j.Title, 15, 300)+"” with "+look.Shortened(m.from, 15, 260), min(look.Usual(size.Width)-80, 960),
		look.V(10, m.top, body, m.foot))
	m.show()
	w.window.Canvas().Focus(m.keys)
}

// head says what joins by itself and what was changed by both.
func (m *mergePage) head() fyne.CanvasObject {
	joined, conflicts := len(m.merging.Joined), len(m.merging.Conflicts)
	var rows []fyne.CanvasObject
	if joined > 0 {
		text := plural(joined, "change joins", "changes join") + " without a question: " + joinedText(m.merging.Joined) + "."
		row := []fyne.CanvasObject{look.Icon("check-circle", 15, "ok"), look.Grow(look.CutText(text, 12.5, "text", false))}
		if conflicts > 0 {
			switchTo := "Show them"
			if m.joined {
				switchTo = "Back to the questions"
			}
			row = append(row, look.LinkText("merge-list", switchTo, 12, func() {
				m.joined = !m.joined
				m.show()
				m.window.window.Canvas().Focus(m.keys)
			}))
		}
		rows = append(rows, look.H(8, row...))
	}
	if conflicts > 0 {
		text := plural(conflicts, "thing was", "things were") + " changed by you and by them in different ways. Say for each what it is to be."
		rows = append(rows, look.H(8, look.Icon("warning", 15, "warn"), look.Grow(look.CutText(text, 12.5, "text", false))))
	}
	return look.V(4, rows...)
}

// left counts the conflicts that are not decided.
func (m *mergePage) left() int {
	n := 0
	for _, d := range m.decided {
		if !d {
			n++
		}
	}
	return n
}

// show shows the list of what joins or the present conflict, and what can be done.
func (m *mergePage) show() {
	if m.joined {
		m.body.Objects = []fyne.CanvasObject{m.joinedList()}
	} else {
		m.body.Objects = []fyne.CanvasObject{m.conflicts()}
	}
	m.body.Refresh()
	m.top.Objects = []fyne.CanvasObject{m.head()}
	m.top.Refresh()
	m.showFoot()
	m.sheet.popup.Refresh()
}

func (m *mergePage) showFoot() {
	left := m.left()
	merge := look.LargeButton("merge-run", look.Main, "check", "Merge", func() {
		m.sheet.close()
		m.apply()
	})
	merge.SetDisabled(left > 0)
	preview := look.LargeButton("merge-preview", look.Plain, "eye", "Preview", m.preview)
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { m.sheet.cancel() })
	var row []fyne.CanvasObject
	switch n := len(m.decided); {
	case left > 0:
		row = append(row, look.Share(90, 6, float64(n-left)/float64(n), "line", "accent"), look.Text(fmt.Sprintf("%d of %d decided", n-left, n), 12, "text2"),
			look.LinkText("merge-rest", "Keep mine for the rest", 12, m.keepRest))
	case n > 0:
		row = append(row, look.Icon("check", 14, "ok"), look.Text("All decided", 12, "text2"))
	}
	row = append(row, look.Space(), no, preview, merge)
	m.foot.Objects = []fyne.CanvasObject{look.H(10, row...)}
	m.foot.Refresh()
}

// keepRest decides all that is open for what is here.
func (m *mergePage) keepRest() {
	for i, done := range m.decided {
		if !done {
			m.merging.Choose(i, model.Mine)
			m.decided[i] = true
		}
	}
	m.show()
	m.window.window.Canvas().Focus(m.keys)
}

const mergeLine = 46

// conflicts shows the list of conflicts beside the present one.
func (m *mergePage) conflicts() fyne.CanvasObject {
	clear(m.rows)
	rows := make([]look.Row, len(m.merging.Conflicts))
	for i := range rows {
		rows[i] = look.Row{Height: mergeLine, Build: func() fyne.CanvasObject { return m.row(i) }}
	}
	m.list.SetRows(rows)
	m.list.Reveal(m.at)
	list := look.Framed("board", "line2", 6, look.Pad(3, 3, 3, 3, m.list.Place))
	return container.NewBorder(nil, nil, look.Pad(0, 12, 0, 0, look.Fixed(min(look.Usual(m.window.window.Canvas().Size().Width)*0.24, 270), 0, list)), nil, m.conflict())
}

// row is a conflict in the list, with what was chosen.
func (m *mergePage) row(i int) fyne.CanvasObject {
	c := m.merging.Conflicts[i]
	row := look.NewPress(fmt.Sprintf("merge-conflict-%d", i), 4, look.Chosen, func(look.State) fyne.CanvasObject {
		mark, text := look.Icon("help", 14, "warn"), "open"
		if m.decided[i] {
			mark, text = look.Icon("check", 14, "ok"), string(c.Choice)
		}
		return look.Sized(0, mergeLine, look.Pad(4, 8, 4, 8, look.H(8, mark, look.Grow(look.V(0,
			look.CutText(conflictTitle(c), 12, "text", true),
			look.H(6, look.Grow(look.CutText(conflictField(c), 11, "text2", false)), look.Text(text, 11, "text2")))))))
	}, func() { m.goTo(i) })
	row.SetOn(i == m.at)
	m.rows[i] = row
	return row
}

func conflictTitle(c model.Conflict) string {
	if c.Title != "" {
		return c.Title
	}
	return "Untitled " + kindWord(c.Ref.Kind)
}

// conflictField says what of a record both changed.
func conflictField(c model.Conflict) string {
	kind := kindWord(c.Ref.Kind)
	if c.Field == "" {
		return "The " + kind + " itself"
	}
	return c.Field + " of the " + kind
}

// conflict shows both sides of the present conflict.
func (m *mergePage) conflict() fyne.CanvasObject {
	c := m.merging.Conflicts[m.at]
	was := c.Base
	if was == "" {
		was = "nothing"
	}
	var mine, theirs []look.Stretch
	if c.Field != "" {
		mine, theirs = differing(c.Mine, c.Theirs)
	}
	sides := []fyne.CanvasObject{m.side("merge-mine", "1", "Mine", model.Mine, keptText(c, c.Mine), mine), m.side("merge-theirs", "2", "Theirs", model.Theirs, keptText(c, c.Theirs), theirs)}
	parts := []fyne.CanvasObject{
		look.V(0, look.CutText(conflictTitle(c), 15, "text", true), look.CutText(fmt.Sprintf("%s, %d of %d", conflictField(c), m.at+1, len(m.merging.Conflicts)), 12, "text2", false)),
	}
	if c.Field != "" {
		parts = append(parts, look.HTop(8, look.Fixed(44, 0, look.Text("Before", 12, "text2")), look.Grow(look.WrapText(was, 12, "text", false))))
	}
	keys := []fyne.CanvasObject{look.Kbd("1"), look.Text("mine", 11, "text2"), look.Kbd("2"), look.Text("theirs", 11, "text2")}
	if c.CanBoth {
		sides = append(sides, m.side("merge-both", "3", "Both", model.Both, c.Mine+"\n"+c.Theirs, nil))
		keys = append(keys, look.Kbd("3"), look.Text("both", 11, "text2"))
	}
	keys = append(keys, look.Kbd("Up"), look.Kbd("Down"), look.Text("other conflicts", 11, "text2"), look.Space())
	if len(mine)+len(theirs) > 0 {
		keys = append(keys, look.Text("Underlined", 11, "text2").Marked([]look.Stretch{{To: len("Underlined")}}), look.Text("is what differs", 11, "text2"))
	}
	return container.NewBorder(look.Pad(0, 0, 8, 0, look.V(6, parts...)), look.Pad(8, 0, 0, 0, look.H(6, keys...)), nil, nil, container.New(&sideLayout{gap: 10}, sides...))
}

// keptText is what a side says: beside a removal also what the side that kept the record changed of it.
func keptText(c model.Conflict, text string) string {
	if text == "removed" {
		return text
	}
	for _, f := range c.Changes {
		text += "\n" + f.Words()
	}
	return text
}

// differing returns the words in which two texts differ, as marks of them.
func differing(a, b string) (inA, inB []look.Stretch) {
	x, y := model.DifferingWords(a, b)
	marks := func(parts []model.Stretch) []look.Stretch {
		list := make([]look.Stretch, len(parts))
		for i, p := range parts {
			list[i] = look.Stretch(p)
		}
		return list
	}
	return marks(x), marks(y)
}

// side is one of the versions between which a conflict is decided.
func (m *mergePage) side(name, key, title string, side model.Side, text string, marks []look.Stretch) fyne.CanvasObject {
	on := m.decided[m.at] && m.merging.Conflicts[m.at].Choice == side
	ground := func(s look.State) look.Ground {
		switch {
		case s.On:
			return look.Ground{Fill: "accent-soft", Border: "accent", Width: 2}
		case s.Hovered:
			return look.Ground{Fill: "hover", Border: "accent", Width: 1}
		}
		return look.Ground{Fill: "surface", Border: "line2", Width: 1}
	}
	ink := "text"
	if text == "" {
		text, ink = "nothing", "text2"
	}
	row := look.NewPress(name, 6, ground, func(s look.State) fyne.CanvasObject {
		head := []fyne.CanvasObject{look.Bold(title, 13, "text"), look.Kbd(key), look.Space()}
		if s.On {
			head = append(head, look.Icon("check-circle", 16, "accent"), look.Text("chosen", 11, "text"))
		}
		return look.Pad(10, 12, 10, 12, container.NewBorder(look.Pad(0, 0, 6, 0, look.H(8, head...)), nil, nil, nil, container.NewVScroll(look.Pad(0, 10, 0, 0, look.WrapText(text, 13, ink, false).Marked(marks)))))
	}, func() { m.choose(side) })
	row.SetOn(on)
	return row
}

// sideLayout gives all sides the same width and the whole height.
type sideLayout struct{ gap float32 }

func (sideLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, 120) }

func (l sideLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := (size.Width - l.gap*float32(len(o)-1)) / float32(len(o))
	for i, side := range o {
		side.Move(fyne.NewPos(float32(i)*(width+l.gap), 0))
		side.Resize(fyne.NewSize(width, size.Height))
	}
}

// choose decides the present conflict and goes to the next open one.
func (m *mergePage) choose(side model.Side) {
	if side == model.Both && !m.merging.Conflicts[m.at].CanBoth {
		return
	}
	m.merging.Choose(m.at, side)
	m.decided[m.at] = true
	for step := 1; step < len(m.decided); step++ {
		if next := (m.at + step) % len(m.decided); !m.decided[next] {
			m.at = next
			break
		}
	}
	m.show()
	m.window.window.Canvas().Focus(m.keys)
}

func (m *mergePage) goTo(i int) {
	m.at = min(max(i, 0), len(m.decided)-1)
	m.show()
	m.window.window.Canvas().Focus(m.keys)
}

// joinedList lists what joins without a question.
func (m *mergePage) joinedList() fyne.CanvasObject {
	work := m.session.Workspace()
	rows := make([]look.Row, len(m.merging.Joined))
	for i, c := range m.merging.Joined {
		rows[i] = look.Row{Height: logLineHeight, Build: func() fyne.CanvasObject {
			title := model.CalledOf(m.theirs, c.Ref)
			if title == "" {
				title = model.CalledOf(work, c.Ref)
			}
			text, icon, token := opText(c.Op)
			return look.Sized(0, logLineHeight, look.Pad(0, 12, 0, 12, look.H(10, look.Icon(icon, 13, token),
				look.Fixed(150, 0, look.CutText(text+" "+kindWord(c.Ref.Kind), 12, "text2", false)), look.Grow(look.CutText(title, 12, "text", true)))))
		}}
	}
	list := look.NewList()
	list.SetRows(rows)
	return look.Framed("board", "line2", 6, look.Pad(4, 2, 4, 2, list.Place))
}

func (m *mergePage) key(key fyne.KeyName) {
	if key == fyne.KeyEscape {
		m.sheet.cancel()
		return
	}
	if m.joined {
		if (key == fyne.KeyReturn || key == fyne.KeyEnter) && m.left() == 0 {
			m.sheet.close()
			m.apply()
		}
		return
	}
	switch key {
	case fyne.KeyDown, fyne.KeyRight:
		m.goTo(m.at + 1)
	case fyne.KeyUp, fyne.KeyLeft:
		m.goTo(m.at - 1)
	case fyne.KeyHome:
		m.goTo(0)
	case fyne.KeyEnd:
		m.goTo(len(m.decided) - 1)
	case fyne.Key1, fyne.KeyM:
		m.choose(model.Mine)
	case fyne.Key2, fyne.KeyT:
		m.choose(model.Theirs)
	case fyne.Key3, fyne.KeyB:
		m.choose(model.Both)
	case fyne.KeyReturn, fyne.KeyEnter:
		if m.left() == 0 {
			m.sheet.close()
			m.apply()
		} else if at := slices.Index(m.decided, false); at >= 0 {
			m.goTo(at)
		}
	}
}

// preview shows on the board what the merge would make.
func (m *mergePage) preview() {
	w := m.window
	merged, err := m.merging.Command().Apply(m.session.Workspace())
	if err != nil {
		w.tellError(err)
		return
	}
	m.sheet.close()
	g := &glimpse{
		icon:   "compare",
		title:  "This is what the merge with " + m.from + " would make.",
		detail: "Nothing is merged yet. Where nothing was decided your side is shown.",
	}
	g.buttons = func() []fyne.CanvasObject {
		merge := look.Button("banner-merge", look.Plain, "check", "Merge", m.apply)
		merge.SetDisabled(m.left() > 0)
		return []fyne.CanvasObject{look.Button("banner-cancel", look.Plain, "", "Cancel", w.endGlimpse), merge, look.Button("banner-decide", look.Plain, "edit", "Back to the merge", func() {
			w.endGlimpse()
			m.open()
		})}
	}
	w.showGlimpse(g, merged, m.journey)
}
