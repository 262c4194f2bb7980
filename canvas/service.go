package canvas

import (
	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// liveServing and liveLegs are up to how many cards and legs of links of a service are drawn as live
// objects; a larger service is painted into tiles.
const (
	liveServing = 12
	liveLegs    = 20
	servingFill = 20  // of 255, the accent over a card that serves the selected one
	wayFill     = 217 // of 255, the accent over the links between them
)

// keptService is what stands behind a card, for as long as the layout is the same.
type keptService struct {
	of   *layout.Layout
	card model.CardID
	legs []layout.Rect // of the links on the way, without thickness
	tool.Service
}

// large reports whether there is too much of it for live objects.
func (k *keptService) large() bool { return len(k.Cards) > liveServing || len(k.legs) > liveLegs }

// service returns what stands behind the one selected card.
func (b *Board) service() *keptService {
	l, refs := b.Layout(), b.doc.Selection()
	if l == nil || b.still || len(refs) != 1 || refs[0].Kind != model.CardRecord || refs[0].Journey != b.journey {
		return &keptService{}
	}
	id := model.CardID(refs[0].ID)
	if b.kept.of != l || b.kept.card != id {
		b.kept = keptService{of: l, card: id, Service: tool.ServiceOf(l, id)}
		for _, link := range b.kept.Links {
			if route := linkRoute(l, link); route != nil {
				b.kept.legs = append(b.kept.legs, legsOf(route.Points, b.linkLabels())...)
			}
		}
	}
	return &b.kept
}

// drawService frames what serves the selected card below the line of visibility, or what that serves, and
// draws over the links on the way. It returns the service when it is too large for live objects.
func (b *Board) drawService() *keptService {
	if b.preview.Kind != tool.NoPreview {
		return nil
	}
	l, s := b.Layout(), b.service()
	if s.large() {
		return s
	}
	accent := b.token("accent", 1)
	for _, id := range s.Cards {
		b.outline(l.CardBox(id).Rect, 1, mark{b.token("accent", servingFill/255.0), accent, 1.5, b.radius(6, 1)})
	}
	way := mark{fill: b.token("accent", wayFill/255.0), radius: wayThick / 2}
	for _, leg := range s.legs {
		at, size := b.view.place(leg)
		at, size = around(at, size, wayThick/2)
		b.panes[bodyPane].put(at, size, way)
	}
	return nil
}

// wayThick is how thick the links of a service are drawn, in units of the window.
const wayThick = 2.5
