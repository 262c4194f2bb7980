package look

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Row is a line of a List. Build is called when the line comes into view.
type Row struct {
	Height float32 // at the usual size of text
	Build  func() fyne.CanvasObject
}

// List is a scrolled column of rows, of which only those in view exist: its cost does not follow its
// length. Place is what to put into a window.
type List struct {
	Place *fyne.Container

	scroll *container.Scroll
	rows   []Row
	tops   []float32 // of each row, and the whole height
	built  map[int]fyne.CanvasObject
	body   *fyne.Container
}

// NewList returns an empty list.
func NewList() *List {
	l := &List{tops: []float32{0}, built: map[int]fyne.CanvasObject{}}
	l.body = container.New(l)
	l.scroll = container.NewVScroll(l.body)
	l.scroll.OnScrolled = func(fyne.Position) { l.fill() }
	l.Place = container.New(listFrame{l}, l.scroll)
	return l
}

// SetRows shows other rows, from the first one on.
func (l *List) SetRows(rows []Row) {
	l.rows = rows
	l.tops = make([]float32, len(rows)+1)
	for i, r := range rows {
		l.tops[i+1] = l.tops[i] + Roomy(r.Height)
	}
	clear(l.built)
	l.scroll.Offset = fyne.Position{}
	l.fill()
	l.scroll.Refresh()
}

// Rebuild makes a row again, because what it tells has changed.
func (l *List) Rebuild(i int) {
	if _, ok := l.built[i]; ok {
		delete(l.built, i)
		l.fill()
	}
}

// Reveal scrolls so far that a row is in view.
func (l *List) Reveal(i int) {
	if i < 0 || i >= len(l.rows) {
		return
	}
	at, height := l.scroll.Offset.Y, l.scroll.Size().Height
	switch {
	case l.tops[i] < at:
		at = l.tops[i]
	case l.tops[i+1] > at+height:
		at = l.tops[i+1] - height
	default:
		return
	}
	l.scroll.ScrollToOffset(fyne.NewPos(0, max(at, 0)))
	l.fill()
}

// Step returns the row to which a key leads from a chosen one, at the most from first to last, and whether the
// key is one that moves the choice. Height is that of most rows.
func (l *List) Step(key fyne.KeyName, at, first, last int, height float32) (to int, moves bool) {
	switch key {
	case fyne.KeyDown:
		to = at + 1
	case fyne.KeyUp:
		to = at - 1
	case fyne.KeyPageDown:
		to = at + l.PageRows(height)
	case fyne.KeyPageUp:
		to = at - l.PageRows(height)
	case fyne.KeyHome:
		to = first
	case fyne.KeyEnd:
		to = last
	default:
		return at, false
	}
	return max(min(to, last), first), true
}

// PageRows returns how many rows of a height fit into view.
func (l *List) PageRows(height float32) int { return max(int(l.scroll.Size().Height/Roomy(height)), 1) }

// MinSize is part of fyne.Layout: all rows, and no width of their own.
func (l *List) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(40, l.tops[len(l.tops)-1])
}

// Layout is part of fyne.Layout: it gives the rows in view the list's width.
func (l *List) Layout([]fyne.CanvasObject, fyne.Size) { l.place() }

// fill shows the rows that are in view now.
func (l *List) fill() {
	from, to := l.inView()
	objects := make([]fyne.CanvasObject, 0, to-from)
	kept := make(map[int]fyne.CanvasObject, to-from)
	changed := len(l.built) != to-from
	for i := from; i < to; i++ {
		o := l.built[i]
		if o == nil {
			o = l.rows[i].Build()
			changed = true
		}
		kept[i] = o
		objects = append(objects, o)
	}
	if !changed && len(objects) == len(l.body.Objects) {
		return
	}
	l.built = kept
	l.body.Objects = objects
	l.place()
}

// inView returns the first row in view and the one after the last.
func (l *List) inView() (from, to int) {
	top := l.scroll.Offset.Y
	bottom := top + max(l.scroll.Size().Height, 1)
	from = sort.Search(len(l.rows), func(i int) bool { return l.tops[i+1] > top })
	to = sort.Search(len(l.rows), func(i int) bool { return l.tops[i] >= bottom })
	return from, max(from, to)
}

func (l *List) place() {
	width := l.body.Size().Width
	for i, o := range l.built {
		o.Move(fyne.NewPos(0, l.tops[i]))
		o.Resize(fyne.NewSize(width, l.tops[i+1]-l.tops[i]))
	}
}

// listFrame gives a list's scroll its place and shows the rows that come into view with it.
type listFrame struct{ list *List }

func (f listFrame) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, 20) }

func (f listFrame) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	f.list.scroll.Move(fyne.Position{})
	f.list.scroll.Resize(size)
	f.list.fill()
}

// Keys is a ground that takes the keyboard for what lies on it.
type Keys struct {
	widget.BaseWidget
	name    string
	content fyne.CanvasObject
	typed   func(fyne.KeyName)
}

// NewKeys returns content with a keyboard of its own: typed gets each key while it has the focus.
func NewKeys(name string, content fyne.CanvasObject, typed func(fyne.KeyName)) *Keys {
	k := &Keys{name: name, content: content, typed: typed}
	k.ExtendBaseWidget(k)
	return k
}

// Name returns the name under which tests and support find the ground.
func (k *Keys) Name() string { return k.name }

// Inside returns what lies on the ground.
func (k *Keys) Inside() fyne.CanvasObject { return k.content }

// FocusGained is part of fyne.Focusable; the content shows what is chosen.
func (k *Keys) FocusGained() {}

// FocusLost is part of fyne.Focusable.
func (k *Keys) FocusLost() {}

// TypedRune does nothing: it takes no text.
func (k *Keys) TypedRune(rune) {}

// TypedKey hands a key over.
func (k *Keys) TypedKey(ev *fyne.KeyEvent) { k.typed(ev.Name) }

// CreateRenderer draws the content.
func (k *Keys) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(k.content) }
