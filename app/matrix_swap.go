package app

import (
	"stagecraft/app/look"
	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// keySwapped is the setting that the matrix has the metrics below each other and the stages across.
const keySwapped = "matrix-swapped"

func (p *matrixPage) swapped() bool { return p.window.program.settings.Bool(keySwapped) }

// swapMatrix turns rows and columns of the matrix round, for this and later starts.
func (w *Window) swapMatrix() {
	w.program.settings.SetBool(keySwapped, !w.program.settings.Bool(keySwapped))
	p := w.editor.matrix
	p.update()
	p.grid.moveTo(p.grid.row, p.grid.column)
	w.focusBoard()
}

// matrixShown reports whether the matrix is in view and has values.
func matrixShown(w *Window) bool {
	return hasJourney(w) && w.session.View() == MatrixView && w.editor.matrix != nil && len(w.editor.matrix.table.heats) > 0
}

// placesAcross draws the header of a swapped matrix: the whole journey, the stages and the open steps.
func (p *matrixPen) placesAcross(t *matrixTable) *scene.Layer {
	var groups []*scene.Group
	for i, r := range t.rows {
		x := matrixColumn * float64(i)
		box := layout.Rect{X: x, W: matrixColumn, H: matrixHeader}
		fill := "step-bg"
		if r.step == nil {
			fill = "stage-bg"
		}
		p.rect(layout.Rect{X: x, W: matrixColumn - 1, H: matrixHeader - 1}, p.color(fill))
		p.rect(layout.Rect{X: x + matrixColumn - 1, W: 1, H: matrixHeader}, p.color("line"))
		p.rect(layout.Rect{X: x, Y: matrixHeader - 1, W: matrixColumn, H: 1}, p.color("line2"))
		p.placeAcross(r, x)
		groups = append(groups, p.group(box))
	}
	return scene.NewLayer(layout.Rect{W: t.size().X, H: matrixHeader}, p.color("step-bg"), groups)
}

// placeAcross writes a place: its number above, its title in two lines.
func (p *matrixPen) placeAcross(r matrixRow, x float64) {
	bold, top := true, 40.0
	switch {
	case r.stage == nil:
		top = 24
	case r.step != nil:
		bold = false
		p.text(r.number, x+10, 21, 60, 12, false, p.color("text2"))
	default:
		chevron := "chevron-right"
		if r.open {
			chevron = "chevron-down"
		}
		p.icon(chevron, x+matrixColumn-22, 9, 13, p.color("text2"))
		p.numberDisc(r.number, layout.Point{X: x + 19, Y: 16})
	}
	lines, _ := layout.Wrap(r.title, layout.Style{Size: 12, Bold: bold}, matrixColumn-18, 2)
	for i, line := range lines {
		p.items = append(p.items, scene.Text{At: layout.Point{X: x + 10, Y: top + float64(i)*15.5}, Line: line, Color: p.color("text")})
	}
}

// metricsDown draws the labels of a swapped matrix. The focused metric has an accent edge.
func (p *matrixPen) metricsDown(t *matrixTable, focused int) *scene.Layer {
	var groups []*scene.Group
	for i, h := range t.heats {
		y := matrixStage * float64(i)
		box := layout.Rect{Y: y, W: matrixLabel, H: matrixStage}
		p.rect(layout.Rect{Y: y, W: matrixLabel - 1, H: matrixStage - 1}, p.color("panel"))
		p.rect(layout.Rect{X: matrixLabel - 1, Y: y, W: 1, H: matrixStage}, p.color("line2"))
		p.rect(layout.Rect{Y: y + matrixStage - 1, W: matrixLabel, H: 1}, p.color("line"))
		if i == focused {
			p.rect(layout.Rect{X: matrixLabel - 3, Y: y, W: 3, H: matrixStage}, p.color("accent"))
		}
		p.metric(h.Metric, layout.Point{Y: y}, matrixLabel)
		groups = append(groups, p.group(box))
	}
	return scene.NewLayer(layout.Rect{W: matrixLabel, H: t.size().Y}, p.color("panel"), groups)
}

// numberDisc draws a stage's number in a dark disc.
func (p *matrixPen) numberDisc(text string, center layout.Point) {
	p.dot(center.X, center.Y, 9, p.color("text"))
	number := layout.NewLine(text, layout.Style{Size: 11, Bold: true})
	p.items = append(p.items, scene.Text{At: layout.Point{X: center.X - number.Width/2, Y: center.Y + 4}, Line: number, Color: p.color("board")})
}

// textScale is how much larger than in the design the matrix is drawn, for larger text.
func (g *matrixGrid) textScale() float64 { return float64(look.Roomy(1)) }
