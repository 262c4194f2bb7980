package canvas

import (
	"time"

	"fyne.io/fyne/v2"

	"stagecraft/canvas/tool"
)

// edgeScroll scrolls the map while a drag rests at an edge of the board. Its animation runs only then.
type edgeScroll struct {
	animation *fyne.Animation
	since     time.Time // when the pointer came to the edge
	last      time.Time
}

const (
	edgeWidth = 36                     // of the zone at the edge, in device-independent pixels
	edgeDelay = 300 * time.Millisecond // before it scrolls
	edgeSpeed = 900                    // device-independent pixels a second at the very edge
)

// edgePull returns how strongly the pointer pulls at the edges, -1..1 each way.
func (b *Board) edgePull() (x, y float64) {
	v := b.view
	left, top := float64(v.left())/v.scale, float64(v.top())/v.scale
	right, bottom := float64(v.w-v.over)/v.scale, float64(v.h)/v.scale
	x, y = pull(b.pointer.at.X, left, right), pull(b.pointer.at.Y, top, bottom)
	switch b.preview.Kind {
	case tool.MovingStage, tool.MovingStep, tool.Spanning:
		y = 0
	case tool.MovingLane, tool.Mooding:
		x = 0
	case tool.Sizing:
		if b.preview.Marker.W < b.preview.Marker.H {
			y = 0
		} else {
			x = 0
		}
	}
	return x, y
}

func pull(at, from, to float64) float64 {
	switch {
	case to-from < 3*edgeWidth:
		return 0
	case at < from+edgeWidth:
		return -min((from+edgeWidth-at)/edgeWidth, 1)
	case at > to-edgeWidth:
		return min((at-to+edgeWidth)/edgeWidth, 1)
	}
	return 0
}

// scrollAtEdges starts or stops the scrolling.
func (b *Board) scrollAtEdges() {
	x, y := b.edgePull()
	if !b.machine.Dragging() || x == 0 && y == 0 {
		b.edges.stop()
		return
	}
	if b.edges.animation != nil {
		return
	}
	now := b.pointer.now()
	b.edges.since, b.edges.last = now, now
	b.edges.animation = &fyne.Animation{
		Duration: time.Second, RepeatCount: fyne.AnimationRepeatForever, Curve: fyne.AnimationLinear,
		Tick: func(float32) { b.edgeTick() },
	}
	b.edges.animation.Start()
}

// edgeTick is one frame at an edge.
func (b *Board) edgeTick() {
	now := b.pointer.now()
	seconds := now.Sub(b.edges.last).Seconds()
	b.edges.last = now
	x, y := b.edgePull()
	if b.edges.animation == nil || now.Sub(b.edges.since) < edgeDelay {
		return
	}
	before := b.view
	step := edgeSpeed * min(seconds, 0.05)
	b.look(b.view.scrolled(x*step, y*step))
	if b.view != before {
		b.drag()
	}
}

// stop ends the scrolling.
func (s *edgeScroll) stop() {
	if s.animation != nil {
		s.animation.Stop()
		s.animation = nil
	}
}
