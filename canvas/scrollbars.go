package canvas

import (
	"fyne.io/fyne/v2"

	"stagecraft/canvas/tool"
)

// bars are the two scroll bars, which lie over the map at its right and lower edges.
type bars struct {
	held  bool    // a bar is being dragged
	down  bool    // it is the upright one
	grab  float64 // from the thumb's beginning to where it is held
	hover int     // 0 none, 1 the level one, 2 the upright one
}

// The measures of a scroll bar in device-independent pixels.
const (
	barThick  = 5
	barWide   = 9 // under the pointer
	barMargin = 3
	barLeast  = 24 // of the thumb
	barReach  = 13 // from the board's edge on counts as on the bar
)

// thumb returns where along its track a bar's thumb lies, and the track's beginning and length; false when
// all of the map is in sight that way.
func (b *Board) thumb(down bool) (from, length, start, room float64, ok bool) {
	v, size, at := b.view, b.Size(), b.panes[bodyPane].at
	lx, ly := v.limits()
	limit, scroll, seen := lx, v.x, float64(v.freeW())
	start, room = float64(at.X)+barMargin, float64(size.Width-b.covered()-at.X)-2*barMargin
	if down {
		limit, scroll, seen = ly, v.y, float64(v.bodyH())
		start, room = float64(at.Y)+barMargin, float64(size.Height-at.Y)-2*barMargin
	}
	if limit <= 0 || room < 2*barLeast {
		return 0, 0, 0, 0, false
	}
	length = max(barLeast, room*seen/(limit+seen))
	return start + (room-length)*scroll/limit, length, start, room, true
}

// covered is how much of the right edge something lies over.
func (b *Board) covered() float32 { return float32(float64(b.view.over) / b.view.scale) }

// drawBars shows by thin bars at the edges which part of the map is seen.
func (b *Board) drawBars() {
	size := b.Size()
	for _, down := range []bool{false, true} {
		from, length, _, _, ok := b.thumb(down)
		if !ok {
			continue
		}
		thick, m := float32(barThick), mark{b.token("line2", 0.9), nil, 0, barThick / 2.0}
		if hot := b.bars.held && b.bars.down == down || !b.bars.held && b.bars.hover == barNumber(down); hot {
			thick, m = barWide, mark{b.token("text3", 0.8), nil, 0, barWide / 2.0}
		}
		at, bar := fyne.NewPos(float32(from), size.Height-thick-barMargin), fyne.NewSize(float32(length), thick)
		if down {
			at, bar = fyne.NewPos(size.Width-b.covered()-thick-barMargin, float32(from)), fyne.NewSize(thick, float32(length))
		}
		b.top.put(at, bar, m)
	}
}

func barNumber(down bool) int {
	if down {
		return 2
	}
	return 1
}

// barAt returns the scroll bar at a place: 0 for none.
func (b *Board) barAt(p tool.Pixel) int {
	size := b.Size()
	for _, down := range []bool{true, false} {
		_, _, start, room, ok := b.thumb(down)
		along, edge := p.X, float64(size.Height)-p.Y
		if down {
			along, edge = p.Y, float64(size.Width-b.covered())-p.X
		}
		if ok && edge >= 0 && edge < barReach && along >= start && along < start+room {
			return barNumber(down)
		}
	}
	return 0
}

// pressBar takes hold of a scroll bar; beside its thumb the thumb comes under the pointer first. It reports
// whether there is a bar.
func (b *Board) pressBar(p tool.Pixel) bool {
	n := b.barAt(p)
	if n == 0 {
		return false
	}
	b.bars.held, b.bars.down = true, n == 2
	from, length, _, _, _ := b.thumb(b.bars.down)
	b.bars.grab = b.along(p) - from
	if b.bars.grab < 0 || b.bars.grab > length {
		b.bars.grab = length / 2
	}
	b.dragBar(p)
	return true
}

func (b *Board) along(p tool.Pixel) float64 {
	if b.bars.down {
		return p.Y
	}
	return p.X
}

// dragBar takes the held bar's thumb along with the pointer.
func (b *Board) dragBar(p tool.Pixel) {
	_, length, start, room, ok := b.thumb(b.bars.down)
	if !ok {
		return
	}
	share := (b.along(p) - b.bars.grab - start) / max(room-length, 1)
	v := b.view
	lx, ly := v.limits()
	if b.bars.down {
		v.y = share * ly
	} else {
		v.x = share * lx
	}
	b.look(v.settled())
	b.drawOverlay()
}

// dropBar lets go of a held bar. It reports whether one was held.
func (b *Board) dropBar() bool {
	was := b.bars.held
	b.bars.held = false
	return was
}
