package look

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
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

// bleed is how much wider than its place a line may be: no one sees half a unit, but an ellipsis.
const bleed = 0.5

// Label is a text without any padding, in a token's colour. It is set and painted as the texts of the board are.
type Label struct {
	leaf
	text  string
	size  float32
	token string
	style fyne.TextStyle
	fit   Fit
	align fyne.TextAlign
	lines []textLine
	width float32
	least fyne.Size // at the last arrangement
	marks []Stretch // in the order of the text
	room  measuredText
	strips
}

// textLine is a line of a label's text: what it says, and how that is set.
type textLine struct {
	said string
	layout.Line
}

// measuredText is the room that a text takes on one line. Fyne asks every part for its least size in every frame,
// and for that of a text once for each part around it.
type measuredText struct {
	text  string
	style layout.Style
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
	l.paint = func(b *brush) { b.items = append(b.items, l.items(layout.Point{}, b.scale)...) }
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
		l.marks = nil
	}
	l.text, l.token = text, token
	l.restart()
}

// Said returns the text, as assistive tools and tests read it.
func (l *Label) Said() string { return l.text }

func (l *Label) restart() {
	w := l.width
	l.width = -1
	l.arrange(max(w, 0))
}

func (l *Label) lineHeight() float32 { return l.oneLine().Height }

// set is how the letters look at the text size that the user chose.
func (l *Label) set() layout.Style { return styleOf(l.size, l.style) }

// oneLine is the room that the whole text takes on one line.
func (l *Label) oneLine() fyne.Size {
	if style := l.set(); l.room.Height == 0 || l.room.text != l.text || l.room.style != style {
		_, _, height := layout.Metrics(style)
		l.room = measuredText{l.text, style, fyne.NewSize(l.measure(l.text), inSum(height))}
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
	if size == l.Size() {
		return
	}
	l.leaf.Resize(size)
	l.arrange(size.Width)
	l.repaint()
}

// Refresh takes the colour and the size of the text from the theme again.
func (l *Label) Refresh() { l.restart() }

func (l *Label) arrange(width float32) {
	if l.width == width && l.lines != nil {
		return
	}
	l.width = width
	texts := []string{l.text}
	if l.fit == Cut && width > 0 {
		texts[0] = cut(l.text, width+bleed, l.measure)
	}
	if l.fit == Wrapped && width > 0 {
		texts = wrap(l.text, width+bleed, l.measure)
	}
	l.lines = make([]textLine, len(texts))
	for i, t := range texts {
		l.lines[i] = textLine{t, layout.NewLine(t, l.set())}
	}
	if least := l.MinSize(); least != l.least {
		l.least = least
		l.unsettle()
	}
	l.repaint()
}

// repaint has the text painted again, in a picture of its own or among others.
func (l *Label) repaint() {
	if l.among != nil {
		l.changed()
		return
	}
	l.strips.cover(l.area())
}

// join has the text painted on a sheet, or by itself.
func (l *Label) join(s *sheet) {
	if l.among != s {
		l.leaf.join(s)
		l.repaint()
	}
}

// spill is how far letters may reach out of their line at the left and at the right.
const spill = 1

// area returns where the lines and their marks are painted.
func (l *Label) area() (area layout.Rect) {
	y, height := float64(l.top()), float64(l.lineHeight())
	for i, line := range l.lines {
		if line.Width > 0 {
			area = area.Union(layout.Rect{X: float64(l.left(line)) - spill, Y: y + float64(i)*height, W: line.Width + 2*spill, H: height})
		}
	}
	return area
}

func (l *Label) measure(s string) float32 { return widthOf(s, l.set()) }

func widthOf(s string, style layout.Style) float32 { return inSum(layout.NewLine(s, style).Width) }

// inSum rounds a length up to a 64th of a unit: sums of such lengths are exact, and what is as large as its parts
// together holds them.
func inSum(length float64) float32 { return float32(math.Ceil(length*64) / 64) }

// top is where the first line begins.
func (l *Label) top() float32 {
	if l.fit == Wrapped {
		return 0
	}
	return max((l.Size().Height-l.lineHeight()*float32(len(l.lines)))/2, 0)
}

// left is where a line begins.
func (l *Label) left(line textLine) float32 {
	switch room := l.Size().Width - float32(line.Width); l.align {
	case fyne.TextAlignTrailing:
		return room
	case fyne.TextAlignCenter:
		return room / 2
	}
	return 0
}

// items returns the lines with what marks them.
func (l *Label) items(at layout.Point, scale float64) []scene.Item {
	items := l.markItems(at)
	ascent, _, height := layout.Metrics(l.set())
	color := straight(Color(l.token))
	y := at.Y + float64(l.top())
	for i, line := range l.lines {
		base := layout.Point{X: at.X + wholePixel(float64(l.left(line)), scale), Y: y + float64(i)*height + ascent}
		items = append(items, scene.Text{At: base, Line: line.Line, Color: color})
	}
	return items
}

// CreateRenderer draws the lines.
func (l *Label) CreateRenderer() fyne.WidgetRenderer { return &labelRenderer{l} }

type labelRenderer struct{ label *Label }

func (r *labelRenderer) Destroy()                     {}
func (r *labelRenderer) Layout(fyne.Size)             {}
func (r *labelRenderer) MinSize() fyne.Size           { return r.label.MinSize() }
func (r *labelRenderer) Refresh()                     { r.label.restart() }
func (r *labelRenderer) Objects() []fyne.CanvasObject { return r.label.objects }

func styleOf(size float32, s fyne.TextStyle) layout.Style {
	return layout.Style{Size: float64(textSize(size)), Bold: s.Bold, Italic: s.Italic}
}

// Shortened returns a text cut with an ellipsis so that it fits into a width at a size.
func Shortened(text string, size, width float32) string {
	style := styleOf(size, fyne.TextStyle{})
	return cut(text, width, func(s string) float32 { return widthOf(s, style) })
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
