package canvas

import (
	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// liveServing and liveLegs are up to how many cards and legs of links of a service are drawn as live
// objects; more cards are painted into tiles, and more legs left out.
const (
	liveServing = 12
	liveLegs    = 20
	servingFill = 20 // of 255, the accent over a card that serves the selected one
)

// keptService is what stands behind a card, for as long as the layout is the same.
type keptService struct {
	of   *layout.Layout
	card model.CardID
	tool.Service
}

// service returns what stands behind the one selected card.
func (b *Board) service() tool.Service {
	l, refs := b.Layout(), b.doc.Selection()
	if l == nil || b.still || len(refs) != 1 || refs[0].Kind != model.CardRecord || refs[0].Journey != b.journey {
		return tool.Service{}
	}
	id := model.CardID(refs[0].ID)
	if b.kept.of != l || b.kept.card != id {
		b.kept = keptService{l, id, tool.ServiceOf(l, id)}
	}
	return b.kept.Service
}

// drawService frames what serves the selected card below the line of visibility, or what that serves, and
// draws over the links on the way. It returns the cards when they are too many for live objects.
func (b *Board) drawService() []model.CardID {
	if b.preview.Kind != tool.NoPreview {
		return nil
	}
	l, s := b.Layout(), b.service()
	if len(s.Cards) > liveServing {
		return s.Cards
	}
	accent := b.token("accent", 1)
	for _, id := range s.Cards {
		b.outline(l.CardBox(id).Rect, 1, mark{b.token("accent", servingFill/255.0), accent, 1.5, b.radius(6, 1)})
	}
	legs := 0
	for _, id := range s.Links {
		route := linkRoute(l, id)
		if route == nil {
			continue
		}
		if legs += len(route.Points) - 1; legs > liveLegs {
			break
		}
		b.drawWay(route.Points, 2.5, b.token("accent", 0.85))
	}
	return nil
}
