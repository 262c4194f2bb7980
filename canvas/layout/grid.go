package layout

import (
	"slices"
	"strconv"

	"stagecraft/model"
)

// grid is the columns of a map. Rows share it, and are laid out anew when it is another one: so it
// holds only what their places depend on.
type grid struct {
	label, column float64
	ids           []model.StepID
	index         map[model.StepID]int
}

func (g *grid) x(column int) float64 { return g.label + float64(column)*g.column }
func (g *grid) columns() int         { return len(g.ids) }

// columnAt returns the column at x, or -1 beside the map.
func (g *grid) columnAt(x float64) int {
	if x < g.label {
		return -1
	}
	if c := int((x - g.label) / g.column); c < len(g.ids) {
		return c
	}
	return -1
}

// within returns v when it lies between low and high, the nearer of them when not, and usual for 0.
func within(v, low, high, usual float64) float64 {
	if v == 0 {
		return usual
	}
	return min(max(v, low), high)
}

// nextGrid returns the grid of the journey's steps: prev itself when nothing about it changed.
func nextGrid(j *model.Journey, o Options, prev *grid) *grid {
	steps := j.Steps()
	g := &grid{
		label:  within(o.Label, labelMin, labelMax, labelWidth),
		column: within(o.Column, columnMin, columnMax, columnWidth),
		ids:    make([]model.StepID, len(steps)),
	}
	for i, s := range steps {
		g.ids[i] = s.ID
	}
	if prev != nil && prev.label == g.label && prev.column == g.column && slices.Equal(prev.ids, g.ids) {
		return prev
	}
	g.index = make(map[model.StepID]int, len(steps))
	for i, id := range g.ids {
		g.index[id] = i
	}
	return g
}

// headers lays out the stage and step headers.
func (l *Layout) headers(prev *Layout) {
	if prev != nil && prev.grid == l.grid && sameSlice(prev.Journey.Stages, l.Journey.Stages) {
		l.Stages, l.Columns = prev.Stages, prev.Columns
		return
	}
	l.Stages = make([]StageBox, 0, len(l.Journey.Stages))
	l.Columns = make([]Column, 0, l.grid.columns())
	for i, s := range l.Journey.Stages {
		first := len(l.Columns)
		for k, step := range s.Steps {
			l.Columns = append(l.Columns, l.column(step, i, k, k == len(s.Steps)-1))
		}
		l.Stages = append(l.Stages, l.stage(s, i, first, len(l.Columns)))
	}
}

func (l *Layout) stage(s *model.Stage, index, first, last int) StageBox {
	x := l.grid.x(first)
	b := StageBox{Stage: s, Index: index, First: first, Last: last,
		Rect: Rect{x, 0, l.grid.x(last) - x, stageHeight}}
	left := float64(stagePad + stageDisc + stageGap)
	width := b.Rect.W - left - headPadX
	if last-first >= 2 {
		width -= healthWidth
	}
	lines, _ := Wrap(s.Title, stageStyle, width, 1)
	if len(lines) > 0 {
		b.Title = lines[0]
	}
	b.TitleAt = Point{x + left, baseline(stageStyle, stageHeight)}
	return b
}

func (l *Layout) column(step *model.Step, stage, k int, last bool) Column {
	i := len(l.Columns)
	c := Column{Step: step, Stage: stage, Number: strconv.Itoa(stage+1) + "." + strconv.Itoa(k+1),
		X: l.grid.x(i), W: l.grid.column, LastStep: last}
	c.Head = Rect{c.X, stageHeight, c.W, stepHeight}
	c.Label = NewLine(c.Number, numberStyle)
	top := c.Head.Y + 6
	c.LabelAt = Point{c.X + headPadX, top + baseline(numberStyle, cardStep)}
	left := headPadX + c.Label.Width + stepGap
	c.Title, _ = Wrap(step.Title, stepStyle, c.W-left-headPadX, 2)
	c.TitleAt = stack(c.Title, stepStyle, Rect{c.X + left, top, c.W - left - headPadX, 0}, cardStep)
	return c
}

// stack returns where lines under each other begin: at the left edge of box, or so that they end at the
// right one when the text is written from right to left. step is from one baseline to the next.
func stack(lines []Line, s Style, box Rect, step float64) []Point {
	if len(lines) == 0 {
		return nil
	}
	at := make([]Point, len(lines))
	y := box.Y + baseline(s, step)
	for i := range lines {
		at[i] = Point{box.X, y + float64(i)*step}
		if lines[i].RTL {
			at[i].X = max(box.X, box.Right()-lines[i].Width)
		}
	}
	return at
}

// sameSlice reports whether two slices are the same stretch of the same array.
func sameSlice[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}
