package export

import (
	"math"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

const (
	textInset = 9.0  // from a card's edge to its text
	edgeGap   = 4.0  // from the edge of a page's part of the map to what stands there
	leastRest = 40.0 // of a cut card, to say again what it is
)

// continued returns, for cards that the edges of a part cut, their text set anew within what is to be
// seen of them: on both pages such a card says what it is. It is nil when no card is cut.
func continued(l *scene.Layer, part layout.Rect) *scene.Layer {
	var again []*scene.Group
	l.Meeting(part, func(g *scene.Group, at layout.Point) {
		if g.Ref.Kind != model.CardRecord {
			return
		}
		if box := g.Bounds.Move(at); box.X < part.X || box.Right() > part.Right() {
			if cut := cutCard(g, at, part); cut != nil {
				again = append(again, cut)
			}
		}
	})
	if len(again) == 0 {
		return nil
	}
	return scene.NewLayer(part, scene.Color{}, again)
}

// cutCard returns the text of a card as it stands within part, or nil when nothing of it is cut.
func cutCard(g *scene.Group, at layout.Point, part layout.Rect) *scene.Group {
	card, ok := cardRect(g, at, part)
	if !ok {
		return nil
	}
	fromLeft := card.X < part.X-1
	texts, end := paragraphs(g, at, card.Rect, part, fromLeft)
	if len(texts) == 0 {
		return nil
	}
	out := &scene.Group{Ref: g.Ref, Label: g.Words()}
	left, right := texts[0].at.X, math.Min(card.Right()-textInset, part.Right()-edgeGap)
	plate := layout.Rect{X: left - 1, Y: card.Y + 2, W: part.Right() - left + 1, H: card.H - 4}
	if fromLeft {
		left = part.X + edgeGap + textInset
		plate.X, plate.W = part.X, end-part.X
	}
	if !plate.Empty() { // what the card says lies there already, cut in two by the edge
		out.Items = append(out.Items, scene.Rect{Rect: plate, Fill: card.Fill})
	}
	out.Items = append(out.Items, set(texts, left, right, card.Bottom()-5)...)
	out.Bounds = bounds(out.Items)
	return out
}

// cardRect finds the outline of a card that part cuts and that shows enough of itself in it.
func cardRect(g *scene.Group, at layout.Point, part layout.Rect) (scene.Rect, bool) {
	for _, item := range g.Drawn() {
		if r, ok := item.(scene.Rect); ok {
			r.Rect = r.Rect.Move(at)
			shown := math.Min(r.Right(), part.Right()) - math.Max(r.X, part.X)
			cut := r.X < part.X-1 || r.Right() > part.Right()+1
			return r, cut && shown > leastRest
		}
	}
	return scene.Rect{}, false
}

// paragraph is lines of one style below each other.
type paragraph struct {
	text  string
	style layout.Style
	color scene.Color
	zoom  scene.Zoom
	at    layout.Point // of the first line
	pitch float64      // between lines
	gap   float64      // from the last line of the paragraph before
}

// paragraphs gathers the texts of a card that an edge of part hides or cuts, and where the widest ends.
func paragraphs(g *scene.Group, at layout.Point, card, part layout.Rect, fromLeft bool) (out []paragraph, end float64) {
	last := 0.0
	for _, item := range g.Drawn() {
		t, ok := item.(scene.Text)
		if !ok {
			continue
		}
		p := t.At.Add(at)
		if !card.Contains(p) || fromLeft && p.X >= part.X || !fromLeft && p.X >= part.Right() {
			continue
		}
		if n := len(out) - 1; n >= 0 && out[n].style == t.Line.Style && out[n].at.X == p.X && p.Y > last {
			out[n].text += " " + t.Line.Text
			out[n].pitch = p.Y - last
		} else {
			_, _, pitch := layout.Metrics(t.Line.Style)
			out = append(out, paragraph{t.Line.Text, t.Line.Style, t.Color, t.Zoom, p, pitch, p.Y - last})
		}
		last = p.Y
		end = math.Max(end, p.X+t.Line.Width+1)
	}
	return out, end
}

// set places paragraphs between left and right, above bottom.
func set(texts []paragraph, left, right, bottom float64) []scene.Item {
	var out []scene.Item
	y := 0.0
	for i, p := range texts {
		if y += p.gap; i == 0 {
			y = p.at.Y
		}
		room := int((bottom-y)/p.pitch) + 1
		if y > bottom || room < 1 {
			break
		}
		lines, _ := layout.Wrap(p.text, p.style, right-left, room)
		for k, l := range lines {
			if k > 0 {
				y += p.pitch
			}
			out = append(out, scene.Text{At: layout.Point{X: left, Y: y}, Line: l, Color: p.color, Zoom: p.zoom})
		}
	}
	return out
}
