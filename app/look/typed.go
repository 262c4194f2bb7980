package look

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// The most options that are made at a time while one types.
const mostTyped = 100

// typedList is an open list that is narrowed by typing. The field keeps the focus; the arrows move the
// mark.
type typedList struct {
	Options
	popup  *widget.PopUp
	canvas fyne.Canvas
	entry  *Entry
	rows   *fyne.Container
	scroll *container.Scroll
	shown  []Option // of the rows that can be chosen
	row    []*Press
	at     int
	width  float32
	frame  *sizedLayout
}

// openTyped shows a list with a field above it, in which text is typed already.
func openTyped(l Options, text string, canvas fyne.Canvas, place fyne.Position, size fyne.Size) {
	t := &typedList{Options: l, canvas: canvas, rows: V(0)}
	hint := "Type to find"
	if l.Create != nil {
		hint += ", or a new name"
	}
	t.entry = NewEntry(l.Name+".typed", "", hint, nil)
	t.entry.OnChanged = func(string) { t.fill() }
	t.entry.OnKey = t.key
	t.entry.OnSubmitted = func(string) { t.choose() }
	t.scroll = container.NewVScroll(t.rows)
	t.fill()
	t.width = max(size.Width, t.rows.MinSize().Width, 200)
	body := Sized(t.width, t.height(), container.NewBorder(Pad(0, 0, 4, 0, t.entry), nil, nil, nil, t.scroll))
	t.frame = body.Layout.(*sizedLayout)
	t.popup = widget.NewPopUp(UnderTips(body), canvas)
	height := t.height()
	y := place.Y + size.Height + 2
	if y+height+12 > canvas.Size().Height && place.Y > height+12 {
		y = place.Y - height - 14
	}
	t.popup.ShowAtPosition(fyne.NewPos(min(place.X, max(canvas.Size().Width-t.width-12, 0)), y))
	canvas.Focus(t.entry)
	if text != "" {
		t.entry.SetText(text)
		t.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	}
	t.reveal()
}

// fill lists the options that match what is typed.
func (t *typedList) fill() {
	typed := strings.TrimSpace(t.entry.Text)
	t.rows.Objects, t.shown, t.row, t.at = nil, nil, nil, 0
	for _, o := range matching(t.Choices, typed) {
		if o.Text == "" {
			t.rows.Objects = append(t.rows.Objects, Pad(3, 0, 3, 0, Line("line")))
			continue
		}
		if o.On = o.On || o.Text == t.Now; o.On && typed == "" {
			t.at = len(t.shown)
		}
		t.add(o)
	}
	if t.Create != nil && typed != "" && !named(t.Choices, typed) {
		t.add(Option{ID: createID, Text: "Create " + t.What + " “" + typed + "”", Icon: "add"})
	}
	if len(t.shown) == 0 {
		t.rows.Objects = append(t.rows.Objects, Pad(6, 8, 6, 8, Text("Nothing of that name", 12, "text2")))
	}
	t.rows.Refresh()
	if t.popup != nil { // only as high as what is left
		t.frame.height = t.height()
		t.popup.Resize(t.popup.MinSize())
	}
	t.reveal()
}

// height is that of the field and of the rows that are shown without scrolling.
func (t *typedList) height() float32 {
	return min(t.rows.MinSize().Height, listHeight-optionHeight) + t.entry.MinSize().Height + 8
}

// createID is the id of the row that makes something new.
const createID = "create"

func (t *typedList) add(o Option) {
	n := len(t.shown)
	row := listOption(t.Name, o, func() {
		t.at = n
		t.choose()
	})
	row.ground = func(s State) Ground {
		switch {
		case n == t.at:
			return Ground{Fill: "accent-soft"}
		case s.Hovered:
			return Ground{Fill: "hover"}
		}
		return Ground{}
	}
	t.shown, t.row = append(t.shown, o), append(t.row, row)
	t.rows.Objects = append(t.rows.Objects, row)
}

// matching returns the options that hold a text, those that begin with it first; all for none.
func matching(options []Option, typed string) []Option {
	if typed == "" {
		return options[:min(len(options), mostTyped)]
	}
	typed = strings.ToLower(typed)
	var first, rest []Option
	for _, o := range options {
		switch text := strings.ToLower(o.Text); {
		case o.Text == "" || o.ID == "":
		case strings.HasPrefix(text, typed):
			first = append(first, o)
		case strings.Contains(text, typed):
			rest = append(rest, o)
		}
	}
	all := append(first, rest...)
	return all[:min(len(all), mostTyped)]
}

// named reports whether an option has exactly this name.
func named(options []Option, name string) bool {
	for _, o := range options {
		if o.ID != "" && strings.EqualFold(o.Text, name) {
			return true
		}
	}
	return false
}

func (t *typedList) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown:
		t.move(1)
	case fyne.KeyUp:
		t.move(-1)
	case fyne.KeyEscape:
		t.leave()
	default:
		return false
	}
	return true
}

func (t *typedList) move(by int) {
	if len(t.shown) == 0 {
		return
	}
	t.at = (t.at + by + len(t.shown)) % len(t.shown)
	for _, r := range t.row {
		r.Refresh()
	}
	t.reveal()
}

// reveal scrolls to the marked row.
func (t *typedList) reveal() {
	if t.at >= len(t.row) || t.scroll.Size().Height == 0 {
		return
	}
	y, h := t.row[t.at].Position().Y, t.scroll.Size().Height
	if top := t.scroll.Offset.Y; y < top || y+optionHeight > top+h {
		t.scroll.ScrollToOffset(fyne.NewPos(0, max(y-h/2, 0)))
	}
}

func (t *typedList) leave() {
	t.popup.Hide()
	t.giveBack(t.canvas)
}

// choose hands over the marked option, or makes what was typed.
func (t *typedList) choose() {
	if t.at >= len(t.shown) {
		return
	}
	name, o := strings.TrimSpace(t.entry.Text), t.shown[t.at]
	t.leave()
	if o.ID == createID && t.Create != nil {
		t.Create(name)
		return
	}
	t.Pick(o.ID)
}
