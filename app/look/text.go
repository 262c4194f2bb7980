package look

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Fit says what a Label does with a text that is wider than its place.
type Fit int

// A whole text asks for all its width, a cut one ends in an ellipsis, a wrapped one goes on in more
// lines.
const (
	Whole Fit = iota
	Cut
	Wrapped
)

// Label is a text without any padding, in a token's colour.
type Label struct {
	widget.BaseWidget
	text  string
	size  float32
	token string
	style fyne.TextStyle
	fit   Fit
	align fyne.TextAlign
	lines []*canvas.Text
	width float32
	marks []Stretch // in the order of the text
	bars  []fyne.CanvasObject
	room  measuredText
}

// measuredText is the room that a text takes on one line. Fyne asks every part for its least size in every frame,
// and for that of a text once for each part around it.
type measuredText struct {
	text  string
	size  float32
	style fyne.TextStyle
	fyne.Size
}

// Text returns a text of one line that asks for all its width.
func Text(text string, size float32, token string) *Label {
	return newLabel(text, size, token, fyne.TextStyle{}, Whole)
}

// Bold is Text in bold.
func Bold(text string, size float32, token string) *Label {
	return newLabel(text, size, token, fyne.TextStyle{Bold: true}, Whole)
}

// CutText returns a text of one line that ends in an ellipsis where it does not fit.
func CutText(text string, size float32, token string, bold bool) *Label {
	return newLabel(text, size, token, fyne.TextStyle{Bold: bold}, Cut)
}

// WrapText returns a text of as many lines as it needs.
func WrapText(text string, size float32, token string, bold bool) *Label {
	return newLabel(text, size, token, fyne.TextStyle{Bold: bold}, Wrapped)
}

func newLabel(text string, size float32, token string, style fyne.TextStyle, fit Fit) *Label {
	l := &Label{text: text, size: size, token: token, style: style, fit: fit, width: -1}
	l.ExtendBaseWidget(l)
	l.arrange(0)
	return l
}

// Right sets the text against the right edge of its place and returns the label.
func (l *Label) Right() *Label { l.align = fyne.TextAlignTrailing; l.restart(); return l }

// Centre sets the text in the middle of its place and returns the label.
func (l *Label) Centre() *Label { l.align = fyne.TextAlignCenter; l.restart(); return l }

// Align sets the text against an edge of its place or in the middle.
func (l *Label) Align(a fyne.TextAlign) {
	if l.align != a {
		l.align = a
		l.restart()
	}
}

// SetBold makes the text bold or not.
func (l *Label) SetBold(bold bool) {
	if l.style.Bold != bold {
		l.style.Bold = bold
		l.restart()
	}
}

// Italic slants the text and returns the label.
func (l *Label) Italic() *Label { l.style.Italic = true; l.restart(); return l }

// Set changes the text and its colour.
func (l *Label) Set(text, token string) {
	if l.text == text && l.token == token {
		return
	}
	if text != l.text {
		l.marks, l.bars = nil, nil
	}
	l.text, l.token = text, token
	l.restart()
	l.BaseWidget.Refresh()
}

// Said returns the text, as assistive tools and tests read it.
func (l *Label) Said() string { return l.text }

func (l *Label) restart() {
	l.room = measuredText{}
	w := l.width
	l.width = -1
	l.arrange(max(w, 0))
}

func (l *Label) lineHeight() float32 { return l.oneLine().Height }

// oneLine is the room that the whole text takes on one line.
func (l *Label) oneLine() fyne.Size {
	size := textSize(l.size)
	if m := &l.room; m.Height == 0 || m.text != l.text || m.size != size || m.style != l.style {
		height := fyne.MeasureText("Mg", size, l.style).Height
		*m = measuredText{l.text, size, l.style, fyne.NewSize(fyne.MeasureText(l.text, size, l.style).Width, height)}
	}
	return l.room.Size
}

// MinSize returns the room that the text asks for at its present width.
func (l *Label) MinSize() fyne.Size {
	line := l.oneLine()
	h := line.Height * float32(max(len(l.lines), 1))
	switch l.fit {
	case Whole:
		return fyne.NewSize(line.Width, h)
	default:
		return fyne.NewSize(8, h)
	}
}

// Resize places the text in its new width.
func (l *Label) Resize(size fyne.Size) {
	l.BaseWidget.Resize(size)
	l.arrange(size.Width)
	l.place(size)
}

// Refresh takes the colour and the size of the text from the theme again.
func (l *Label) Refresh() {
	l.restart()
	l.place(l.Size())
	l.BaseWidget.Refresh()
}

func (l *Label) arrange(width float32) {
	if l.width == width && l.lines != nil {
		return
	}
	l.width = width
	texts := []string{l.text}
	if l.fit == Cut && width > 0 {
		texts[0] = cut(l.text, width, l.measure)
	}
	if l.fit == Wrapped && width > 0 {
		texts = wrap(l.text, width, l.measure)
	}
	color := Color(l.token)
	changed := len(texts) != len(l.lines)
	if changed {
		l.lines = make([]*canvas.Text, len(texts))
	}
	for i, t := range texts {
		if l.lines[i] == nil {
			l.lines[i] = &canvas.Text{}
		}
		line := l.lines[i]
		size := textSize(l.size)
		if line.Text == t && line.Color == color && line.TextSize == size && line.TextStyle == l.style && line.Alignment == l.align {
			continue
		}
		line.Text, line.Color, line.TextSize = t, color, size
		line.TextStyle, line.Alignment = l.style, l.align
		line.Refresh()
	}
	if changed {
		l.BaseWidget.Refresh()
	}
}

func (l *Label) measure(s string) float32 {
	return fyne.MeasureText(s, textSize(l.size), l.style).Width
}

func (l *Label) place(size fyne.Size) {
	h := l.lineHeight()
	y := max((size.Height-h*float32(len(l.lines)))/2, 0)
	if l.fit == Wrapped {
		y = 0
	}
	for _, t := range l.lines {
		t.Move(fyne.NewPos(0, y))
		t.Resize(fyne.NewSize(size.Width, h))
		y += h
	}
	l.mark()
}

// CreateRenderer draws the lines.
func (l *Label) CreateRenderer() fyne.WidgetRenderer { return &labelRenderer{l} }

type labelRenderer struct{ label *Label }

func (r *labelRenderer) Destroy()              {}
func (r *labelRenderer) Layout(size fyne.Size) { r.label.place(size) }
func (r *labelRenderer) MinSize() fyne.Size    { return r.label.MinSize() }
func (r *labelRenderer) Refresh()              { r.label.place(r.label.Size()) }

func (r *labelRenderer) Objects() []fyne.CanvasObject {
	objects := append(make([]fyne.CanvasObject, 0, len(r.label.bars)+len(r.label.lines)), r.label.bars...)
	for _, t := range r.label.lines {
		objects = append(objects, t)
	}
	return objects
}

// Shortened returns a text cut with an ellipsis so that it fits into a width at a size.
func Shortened(text string, size, width float32) string {
	return cut(text, width, func(s string) float32 { return fyne.MeasureText(s, textSize(size), fyne.TextStyle{}).Width })
}

// cut shortens text to a width with an ellipsis.
func cut(text string, width float32, measure func(string) float32) string {
	if measure(text) <= width {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes)
	for low < high {
		mid := (low + high + 1) / 2
		if measure(strings.TrimRight(string(runes[:mid]), " ")+"…") <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return strings.TrimRight(string(runes[:low]), " ") + "…"
}

// wrap breaks text at spaces and line ends so that each line fits into a width; a word that is wider
// is broken where it must be.
func wrap(text string, width float32, measure func(string) float32) []string {
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		line := ""
		for _, word := range strings.Fields(paragraph) {
			next := word
			if line != "" {
				next = line + " " + word
			}
			if line != "" && measure(next) > width {
				lines = append(lines, line)
				next = word
			}
			for measure(next) > width {
				head := fitting(next, width, measure)
				lines = append(lines, head)
				next = next[len(head):]
			}
			line = next
		}
		lines = append(lines, line)
	}
	return lines
}

// fitting returns as many characters of a word as fit into a width, at least one.
func fitting(word string, width float32, measure func(string) float32) string {
	runes := []rune(word)
	n := len(runes)
	for n > 1 && measure(string(runes[:n])) > width {
		n--
	}
	return string(runes[:n])
}
