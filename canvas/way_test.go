package canvas_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/canvas"
	"stagecraft/canvas/layout"
)

// What is drawn over a way leaves out the labels of links, and nothing else.
func TestWayLeavesOutLabels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := func(name string) float64 { return float64(rapid.IntRange(0, 200).Draw(t, name)) }
		leg := layout.Rect{X: at("x"), Y: at("y")}
		if long := at("long"); rapid.Bool().Draw(t, "level") {
			leg.W = long
		} else {
			leg.H = long
		}
		var labels []layout.Rect
		for range rapid.IntRange(0, 4).Draw(t, "labels") {
			labels = append(labels, layout.Rect{X: at("lx"), Y: at("ly"), W: 1 + at("lw")/2, H: 1 + at("lh")/4})
		}
		parts := canvas.ClearOf(leg, labels)
		covered := func(x, y float64) bool {
			for _, l := range labels {
				if x > l.X && x < l.Right() && y > l.Y && y < l.Bottom() {
					return true
				}
			}
			return false
		}
		drawn := func(x, y float64) bool {
			for _, p := range parts {
				if x >= p.X && x <= p.Right() && y >= p.Y && y <= p.Bottom() {
					return true
				}
			}
			return false
		}
		long := math.Max(leg.W, leg.H)
		for d := 0.5; d < long; d++ {
			x, y := leg.X, leg.Y
			if leg.W > 0 {
				x += d
			} else {
				y += d
			}
			if on := drawn(x, y); on == covered(x, y) && !edge(labels, x, y) {
				t.Fatalf("at %g,%g drawn is %v with labels %v and parts %v", x, y, on, labels, parts)
			}
		}
	})
}

// edge reports whether a place lies on the border of a label, where both are right.
func edge(labels []layout.Rect, x, y float64) bool {
	for _, l := range labels {
		if x == l.X || x == l.Right() || y == l.Y || y == l.Bottom() {
			return true
		}
	}
	return false
}
