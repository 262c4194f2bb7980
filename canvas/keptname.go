package canvas

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// The measures of a name that is kept in sight, in points.
const (
	nameStep   = 15 // of a line of a lane's
	namePad    = 9  // above and below them together
	nameLeft   = 12
	nameLeast  = 60 // of what must be in view of a stage for its name to be kept
	nameHealth = 90 // at a stage's right end, for its health
)

// drawLaneName keeps the name of a lane in sight whose label has scrolled under the headers: lanes can be
// higher than the window. It reports whether there is such a lane.
func (b *Board) drawLaneName(l *layout.Layout) bool {
	zoom := b.view.headK() / b.view.scale
	top := float64(b.panes[labelPane].at.Y)
	for i := range l.Rows {
		r := &l.Rows[i]
		at, size := b.view.placeAny(r.Label)
		if float64(at.Y+size.Height) <= top {
			continue
		}
		if float64(at.Y) >= top || r.Collapsed || len(r.Title) == 0 {
			return false
		}
		first := r.TitleAt[0].Y - r.Label.Y - r.Title[0].Style.Size
		room := (float64(at.Y+size.Height) - top) / zoom
		if float64(at.Y)+first*zoom >= top-2 || room < namePad+nameStep+2 {
			return false
		}
		s := b.sprites.lane
		most := min(int((room-namePad-2)/nameStep), 2)
		s.paint(b, fmt.Sprintf("%s %s %s %d", r.Lane.ID, r.Lane.ZoneOf(), r.Lane.Title, most), laneNameArea(r, most), zoom, func() []scene.Placed {
			return []scene.Placed{b.laneName(r, most)}
		})
		s.object.Move(fyne.NewPos(0, 0))
		return true
	}
	return false
}

func laneNameLines(r *layout.Row, most int) []layout.Line {
	lines, _ := layout.Wrap(r.Lane.Title, r.Title[0].Style, r.Label.W-nameLeft-6, most)
	return lines
}

func laneNameArea(r *layout.Row, most int) layout.Rect {
	return layout.Rect{W: r.Label.W, H: namePad + nameStep*float64(len(laneNameLines(r, most)))}
}

// laneName is a lane's name on a piece of its label, in as many lines as there is room for.
func (b *Board) laneName(r *layout.Row, most int) scene.Placed {
	t, zone := b.work.theme, scene.ZoneToken(r.Lane.ZoneOf())
	area := laneNameArea(r, most)
	items := []scene.Item{
		scene.Rect{Rect: area, Fill: t.Token(zone + "-soft")},
		scene.Rect{Rect: layout.Rect{W: 4, H: area.H}, Fill: t.Token(zone)},
		scene.Rect{Rect: layout.Rect{X: 4, Y: area.H - 1, W: area.W - 4, H: 1}, Fill: t.Token("grid")},
	}
	for i, line := range laneNameLines(r, most) {
		at := layout.Point{X: nameLeft, Y: namePad/2 + nameStep*float64(i) + 12}
		items = append(items, scene.Text{At: at, Line: line, Color: t.Token("text")})
	}
	return placed(items...)
}

// drawStageName keeps the name of a stage in sight that has scrolled under the lanes' labels. It reports whether
// there is such a stage.
func (b *Board) drawStageName(l *layout.Layout) bool {
	zoom := b.view.headK() / b.view.scale
	left := float64(b.panes[headerPane].at.X)
	for i := range l.Stages {
		st := &l.Stages[i]
		at, size := b.view.placeAny(st.Rect)
		size.Width = float32(st.Rect.W * b.view.zoom)
		if float64(at.X+size.Width) <= left {
			continue
		}
		seen := (float64(at.X+size.Width) - left) / zoom
		if float64(at.X)+4*zoom >= left || st.Collapsed || seen < nameLeast {
			return false
		}
		area := layout.Rect{W: b.stageNameWidth(st, seen), H: st.Rect.H}
		s := b.sprites.stage
		s.paint(b, fmt.Sprintf("%s %d %s", st.Stage.ID, st.Index, st.Stage.Title), area, zoom, func() []scene.Placed {
			return []scene.Placed{b.stageName(st, area)}
		})
		s.object.Move(fyne.NewPos(0, 0))
		return true
	}
	return false
}

// stageNameLeft is where the words stand, after the number on its disc.
const stageNameLeft = 34

// stageNameWidth returns how much of what is seen of a stage its name covers: the health stays in view where
// there is room for both.
func (b *Board) stageNameWidth(st *layout.StageBox, seen float64) float64 {
	whole := stageNameLeft + layout.NewLine(st.Stage.Title, layout.Style{Size: 13, Bold: true}).Width + 8
	if whole <= seen-nameHealth {
		return whole
	}
	return seen - 1
}

// stageName is a stage's number and name on a piece of its header.
func (b *Board) stageName(st *layout.StageBox, area layout.Rect) scene.Placed {
	t := b.work.theme
	style := layout.Style{Size: 13, Bold: true}
	number := layout.NewLine(strconv.Itoa(st.Index+1), layout.Style{Size: 11, Bold: true})
	const disc = 17.0 // its middle
	items := []scene.Item{
		scene.Rect{Rect: area, Fill: t.Token("stage-bg")},
		scene.Rect{Rect: layout.Rect{X: disc - 9, Y: area.H/2 - 9, W: 18, H: 18}, Radius: 9, Fill: t.Token("text")},
		scene.Text{At: layout.Point{X: disc - number.Width/2, Y: area.H/2 + 4}, Line: number, Color: t.Token("board")},
	}
	if lines, _ := layout.Wrap(st.Stage.Title, style, area.W-stageNameLeft-4, 1); len(lines) > 0 {
		items = append(items, scene.Text{At: layout.Point{X: stageNameLeft, Y: area.H/2 + style.Size*0.36}, Line: lines[0], Color: t.Token("text")})
	}
	return placed(items...)
}
