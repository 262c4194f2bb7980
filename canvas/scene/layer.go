package scene

import "stagecraft/canvas/layout"

// Layer is a part of the map that scrolls as one. It is immutable and may be read by any goroutine.
type Layer struct {
	Bounds     layout.Rect
	Background Color
	planes     []plane
}

// NewLayer returns a layer of groups whose coordinates are those of the document, in z order.
func NewLayer(bounds layout.Rect, background Color, groups []*Group) *Layer {
	placed := make([]Placed, len(groups))
	for i, g := range groups {
		placed[i] = Placed{Group: g}
	}
	return &Layer{Bounds: bounds, Background: background, planes: []plane{newFlat(placed)}}
}

// Meeting visits the groups that share any area with r, the lowest first. The items of a visited group
// are to be drawn moved by at. The cost follows what lies inside r.
func (l *Layer) Meeting(r layout.Rect, visit func(g *Group, at layout.Point)) {
	for _, p := range l.planes {
		p.meeting(r, visit)
	}
}

// Each visits every group of the layer, the lowest first.
func (l *Layer) Each(visit func(Placed)) {
	for _, p := range l.planes {
		p.each(visit)
	}
}

// Groups returns every group of the layer, the lowest first.
func (l *Layer) Groups() []Placed {
	var all []Placed
	l.Each(func(p Placed) { all = append(all, p) })
	return all
}
