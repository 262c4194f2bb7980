package canvas

import (
	"stagecraft/model"
)

// BoardView is which part of a map is seen: the zoom, and how far it is scrolled in units of the window.
type BoardView struct{ Zoom, X, Y float64 }

// Views returns which part of each map was seen last.
func (b *Board) Views() map[model.JourneyID]BoardView {
	views := make(map[model.JourneyID]BoardView, len(b.views))
	for id, v := range b.views {
		views[id] = BoardView{v.zoom, v.x / v.scale, v.y / v.scale}
	}
	return views
}

// LookAt shows parts of maps: of the one that is open at once, of the others when they are opened.
func (b *Board) LookAt(views map[model.JourneyID]BoardView) {
	for id, v := range views {
		next := b.view
		next.zoom, next.x, next.y = min(max(v.Zoom, minZoom), maxZoom), v.X*b.view.scale, v.Y*b.view.scale
		if b.views[id] = next; id == b.journey {
			b.look(next.settled())
		}
	}
}
