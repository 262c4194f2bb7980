package layout

import (
	"slices"
	"sort"
	"strconv"

	"stagecraft/model"
)

// grid is the columns of a map. Rows share it, and are laid out anew when it is another one: so it
// holds only what their places depend on.
type grid struct {
	label, column float64
	ids           []model.StepID // of every step
	at            []int32        // of every step, its column
	index         map[model.StepID]int32
	left          []float64 // of every column, and behind the last one
	closed        []bool    // of every column: it is a collapsed stage
}

func (g *grid) x(column int) float64 { return g.left[column] }
func (g *grid) w(column int) float64 { return g.left[column+1] - g.left[column] }
func (g *grid) columns() int         { return len(g.closed) }

// columnOf returns the column of a step.
func (g *grid) columnOf(id model.StepID) (int, bool) {
	i, ok := g.index[id]
	if !ok {
		return 0, false
	}
	return int(g.at[i]), true
}

// covers returns the columns from..to that a card lies in, or false when its step does not exist.
func (g *grid) covers(c *model.Card) (from, to int, ok bool) {
	i, ok := g.index[c.Step]
	if !ok {
		return 0, 0, false
	}
	last := min(int(i)+max(c.Span, 1), len(g.ids)) - 1
	return int(g.at[i]), int(g.at[last]) + 1, true
}

// folded reports whether all columns from..to are collapsed stages.
func (g *grid) folded(from, to int) bool {
	for c := from; c < to; c++ {
		if !g.closed[c] {
			return false
		}
	}
	return true
}

// columnAt returns the column at x, or -1 beside the map.
func (g *grid) columnAt(x float64) int {
	if !(x >= g.label) || x >= g.left[len(g.closed)] {
		return -1
	}
	return sort.Search(len(g.closed), func(i int) bool { return g.left[i+1] > x })
}

// within returns v when it lies between low and high, the nearer of them when not, and usual for 0.
func within(v, low, high, usual float64) float64 {
	if !(v > 0) {
		return usual
	}
	return min(max(v, low), high)
}

// nextGrid returns the grid of the journey's steps: prev itself when nothing about it changed.
func nextGrid(j *model.Journey, o Options, prev *grid) *grid {
	g := &grid{
		label:  within(o.Label, labelMin, labelMax, labelWidth),
		column: within(o.Column, columnMin, columnMax, columnWidth),
	}
	x := g.label
	for _, stage := range j.Stages {
		closed := slices.Contains(o.Stages, stage.ID)
		for i, step := range stage.Steps {
			if i == 0 || !closed {
				g.left, g.closed = append(g.left, x), append(g.closed, closed)
				if x += g.column; closed {
					x += closedWidth - g.column
				}
			}
			g.ids, g.at = append(g.ids, step.ID), append(g.at, int32(len(g.closed)-1))
		}
	}
	g.left = append(g.left, x)
	if prev != nil && prev.label == g.label && prev.column == g.column && slices.Equal(prev.ids, g.ids) && slices.Equal(prev.at, g.at) &&
		slices.Equal(prev.closed, g.closed) {
		return prev
	}
	g.index = make(map[model.StepID]int32, len(g.ids))
	for i, id := range g.ids {
		g.index[id] = int32(i)
	}
	return g
}

// headers lays out the stage and step headers.
func (l *Layout) headers(prev *Layout) {
	if prev != nil && prev.grid == l.grid && sameSlice(prev.Journey.Stages, l.Journey.Stages) && prev.notes == l.notes {
		l.Stages, l.Columns = prev.Stages, prev.Columns
		return
	}
	l.Stages = make([]StageBox, 0, len(l.Journey.Stages))
	l.Columns = make([]Column, 0, l.grid.columns())
	for i, s := range l.Journey.Stages {
		first := len(l.Columns)
		if closed := len(s.Steps) > 0 && l.grid.closed[first]; closed {
			l.Columns = append(l.Columns, l.closedColumn(s, i))
		} else {
			for k, step := range s.Steps {
				l.Columns = append(l.Columns, l.column(step, i, k, k == len(s.Steps)-1))
			}
		}
		l.Stages = append(l.Stages, l.stage(s, i, first, len(l.Columns)))
	}
}

func (l *Layout) stage(s *model.Stage, index, first, last int) StageBox {
	x := l.grid.x(first)
	b := StageBox{Stage: s, Index: index, First: first, Last: last, Collapsed: l.grid.closed[first],
		Rect: Rect{x, 0, l.grid.x(last) - x, stageHeight}, Count: l.notes.stages[s.ID]}
	b.Chevron = Rect{x + stagePad, (stageHeight - stageDisc) / 2.0, stageDisc, stageDisc}
	left := float64(stagePad + stageDisc + stageGap)
	if b.Collapsed {
		b.Chevron.W = b.Rect.W - 2*stagePad
		b.Comments = badgeIn(b.Count, Point{b.Rect.X + left, b.Rect.Center().Y})
		return b
	}
	width := b.Rect.W - left - headPadX
	if last-first >= 2 {
		width -= healthWidth
	}
	if b.Count > 0 {
		width -= badgeWidth(b.Count) + stepGap
	}
	lines, _ := Wrap(s.Title, stageStyle, width, 1)
	if len(lines) > 0 {
		b.Title = lines[0]
	}
	b.TitleAt = Point{x + left, baseline(stageStyle, stageHeight)}
	b.Comments = badgeIn(b.Count, Point{b.TitleAt.X + b.Title.Width + stepGap, b.Rect.Center().Y})
	return b
}

func (l *Layout) column(step *model.Step, stage, k int, last bool) Column {
	i := len(l.Columns)
	c := Column{Step: step, Steps: 1, Stage: stage, Number: strconv.Itoa(stage+1) + "." + strconv.Itoa(k+1),
		X: l.grid.x(i), W: l.grid.w(i), LastStep: last, Count: l.notes.steps[step.ID]}
	c.Head = Rect{c.X, stageHeight, c.W, stepHeight}
	c.Label = NewLine(c.Number, numberStyle)
	top := c.Head.Y + 6
	c.LabelAt = Point{c.X + headPadX, top + baseline(numberStyle, cardStep)}
	left := headPadX + c.Label.Width + stepGap
	c.Title, _ = Wrap(step.Title, stepStyle, c.W-left-headPadX, 2)
	c.TitleAt = stack(c.Title, stepStyle, Rect{c.X + left, top, c.W - left - headPadX, 0}, cardStep)
	c.Comments = badgeIn(c.Count, Point{c.X + headPadX, top + 1.5*cardStep})
	return c
}

// closedColumn is the column of a collapsed stage, with the stage's title in its header.
func (l *Layout) closedColumn(s *model.Stage, stage int) Column {
	i := len(l.Columns)
	c := Column{Step: s.Steps[0], Steps: len(s.Steps), Closed: true, Stage: stage, Number: strconv.Itoa(stage + 1),
		X: l.grid.x(i), W: l.grid.w(i), LastStep: true}
	c.Head = Rect{c.X, stageHeight, c.W, stepHeight}
	c.Title, _ = Wrap(s.Title, stepStyle, c.W-2*headPadX, 2)
	c.TitleAt = stack(c.Title, stepStyle, Rect{c.X + headPadX, c.Head.Y + 6, c.W - 2*headPadX, 0}, cardStep)
	return c
}

// badgeWidth is the width of the badge of a number of comments: the icon and the number.
func badgeWidth(n int) float64 { return badgeIcon + NewLine(strconv.Itoa(n), metaStyle).Width }

// badgeIn returns the badge of a number of comments with the middle of its left edge at a place.
func badgeIn(n int, left Point) Rect {
	if n == 0 {
		return Rect{}
	}
	return Rect{left.X, left.Y - badgeHeight/2.0, badgeWidth(n), badgeHeight}
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

// sameRecords reports whether two slices hold the same records.
func sameRecords[T comparable](a, b []T) bool { return sameSlice(a, b) || slices.Equal(a, b) }
