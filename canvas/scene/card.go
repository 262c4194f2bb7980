package scene

import (
	"strconv"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// cardKey is all that the look of a card depends on. Two cards with equal keys share a group.
type cardKey struct {
	text   *layout.CardText
	kind   model.Kind
	w, h   float64
	mark   heatMark
	step   string // its number
	locked bool
	dim    bool // it does not pass the filter
	theme  *Theme
}

// cardInk is the colours of one card.
type cardInk struct {
	fill, line, text, faint, icon Color
	hatch                         Hatch
	border                        Stroke
}

func (k *cardKey) ink(c *model.Card) cardInk {
	t := k.theme
	name := KindToken(k.kind)
	ink := cardInk{fill: t.Token(name), line: t.Token(name + "-l"), text: t.Token("text"), faint: t.Token("text2")}
	if k.mark.on {
		ink.line = t.Token("text2")
	}
	ink.icon = ink.line
	if k.mark.target {
		fill, text, hatch := t.Heat(k.mark.diverging, k.mark.step)
		ink.hatch = hatch
		if k.mark.step > 0 {
			ink.fill, ink.text, ink.faint, ink.icon = fill, text, text, text
		}
	}
	ink.border = t.evidence(c.Evidence, ink.line, ink.fill)
	if k.dim {
		ink.pale(t)
	}
	return ink
}

// pale takes the colour from a card that is not of interest: what it says stays to be read, in the ink of
// what is disabled.
func (i *cardInk) pale(t *Theme) {
	faded := t.Token("disabled")
	i.fill, i.line, i.text, i.faint, i.icon, i.hatch = t.Token("board"), faded, faded, faded, faded, Hatch{}
	i.border.Color = mix(faded, i.fill, 0.6)
}

// cardDrawing draws a card when it is looked at.
type cardDrawing struct {
	key  cardKey
	card *model.Card
}

// newCard returns the group of a card with its upper left corner at the origin.
func newCard(c *layout.CardBox, k cardKey, journey model.JourneyID) *Group {
	return &Group{
		Ref:    model.Ref{Kind: model.CardRecord, Journey: journey, ID: string(c.Card.ID)},
		Bounds: k.bounds(c), later: newLater(&cardDrawing{k, c.Card}),
	}
}

// bounds returns an area that holds all that is drawn of a card.
func (k *cardKey) bounds(c *layout.CardBox) layout.Rect {
	const shadow, pill, badge = 3, 9, 9
	r := layout.Rect{W: k.w, H: k.h}.Inset(-shadow)
	if c.Card.Votes > 0 && !k.dim {
		r.Y, r.H = -pill, r.H+pill-shadow
	}
	if k.mark.badge && k.mark.target && !k.dim {
		r.H += badge
	}
	return wide(wide(r, c.TitleAt, c.Title), c.BodyAt, c.Body)
}

// wide returns r with the lines in it that are wider: those of a single sign too wide for the card.
func wide(r layout.Rect, at []layout.Point, lines []layout.Line) layout.Rect {
	left, right := r.X, r.Right()
	for i := range lines {
		left, right = min(left, at[i].X-2), max(right, at[i].X+lines[i].Width+2)
	}
	r.X, r.W = left, right-left
	return r
}

func (d *cardDrawing) words() string {
	return cardLabel(d.card, d.key.kind, d.key.step, d.key.mark, d.key.text.Comments)
}

// look leaves out the step, which is not drawn.
func (d *cardDrawing) look() any {
	k := d.key
	k.step = ""
	return k
}

// flat draws the card as a rectangle without text.
func (d *cardDrawing) flat() []Item {
	p := &pen{}
	d.key.flatBox(p, d.key.ink(d.card))
	return p.items
}

func (d *cardDrawing) draw() []Item {
	c := &layout.CardBox{Card: d.card, Kind: d.key.kind, CardText: d.key.text}
	k := &d.key
	p := &pen{items: make([]Item, 0, 4+3*len(c.Title))}
	ink := k.ink(c.Card)
	radius := 6.0
	if KindToken(k.kind) == "k-thought" {
		radius = 12
	}
	k.box(p, ink, radius)
	if !c.Image.Empty() {
		p.picture(c)
	}
	k.plate(p, c, ink)
	p.lines(c.TitleAt, c.Title, ink.text)
	p.words(c.BodyAt, c.Body, ink.faint, full)
	for _, at := range c.Bullets {
		p.disc(at, 1.6, ink.text, Stroke{}, readable)
	}
	k.meta(p, c, ink)
	k.icons(p, c, ink)
	k.counts(p, c, ink)
	if !k.dim {
		k.chip(p, c)
		k.star(p, c.Card)
		k.votes(p, c.Card)
	}
	return p.items
}

// box draws the card itself, at each level of detail.
func (k *cardKey) box(p *pen, ink cardInk, radius float64) {
	outline := layout.Rect{W: k.w, H: k.h}
	inset := ink.border.Width / 2
	r := Rect{Rect: outline.Inset(inset), Radius: radius - inset, Fill: ink.fill, Stroke: ink.border, Hatch: ink.hatch, Zoom: shaped}
	if k.theme.Shadows {
		r.Zoom = plain
		p.rect(r)
		r.Zoom = full
		r.Shadow = Shadow{DY: 1, Blur: 2, Color: k.theme.shadow}
	}
	p.rect(r)
	k.flatBox(p, ink)
}

// flatBox draws the card on a map so small that nothing of it can be read.
func (k *cardKey) flatBox(p *pen, ink cardInk) {
	flat := ink.fill
	if !k.mark.target {
		flat = mix(ink.line, ink.fill, 0.5)
	}
	p.rect(Rect{Rect: layout.Rect{W: k.w, H: k.h}, Fill: flat, Hatch: ink.hatch, Zoom: flatOnly})
}

// picture draws the card's image, or nothing when the library has lost it.
func (p *pen) picture(c *layout.CardBox) {
	if image := c.Picture(); image != nil {
		p.items = append(p.items, Image{Rect: c.Image, Radius: 4, Image: image, Zoom: shaped})
		p.cover(c.Image)
	}
}

// plate lays plain ground under the text of a hatched card.
func (k *cardKey) plate(p *pen, c *layout.CardBox, ink cardInk) {
	if ink.hatch.Every == 0 {
		return
	}
	under := func(at []layout.Point, lines []layout.Line, z Zoom) {
		for i, line := range lines {
			ascent, descent, _ := layout.Metrics(line.Style)
			p.rect(Rect{Rect: layout.Rect{X: at[i].X - 2, Y: at[i].Y - ascent + 1, W: line.Width + 4, H: ascent + descent - 2},
				Radius: 2, Fill: ink.fill, Zoom: z})
		}
	}
	under(c.TitleAt, c.Title, readable)
	under(c.BodyAt, c.Body, full)
	for i, at := range c.MetaAt {
		if c.Low(i) {
			at.Y += k.spare(c)
		}
		under([]layout.Point{at}, c.Meta[i:i+1], full)
	}
	if c.Icon != "" {
		p.rect(Rect{Rect: c.IconBox.Inset(-1), Radius: 2, Fill: ink.fill, Zoom: readable})
	}
}

// icons draws the icon of the kind or channel, and the dots of the severity.
func (k *cardKey) icons(p *pen, c *layout.CardBox, ink cardInk) {
	if c.Icon == "" {
		return
	}
	z := readable
	if k.kind == model.KindTouchpoint {
		z = full
	}
	p.icon(c.Icon, c.IconBox, ink.icon, z)
	if c.Card.Severity == 0 || c.Dots == (layout.Point{}) {
		return
	}
	for i := range 3 {
		fill := Color{}
		if i < c.Card.Severity {
			fill = ink.line
		}
		p.dot(c.Dots, i, fill, ink.line)
	}
}

// dot draws one of the three severity dots.
func (p *pen) dot(from layout.Point, i int, fill, line Color) {
	const size, step = 4.5, 6
	at := layout.Point{X: from.X + size/2 + float64(i)*step, Y: from.Y + size/2}
	p.path(Path{Segments: circle(at, size/2-0.5), Closed: true, Fill: fill, Stroke: Stroke{Width: 1, Color: line}, Zoom: readable})
}

// meta draws the channel and the owner, the owner as far as the heat chip leaves room.
func (k *cardKey) meta(p *pen, c *layout.CardBox, ink cardInk) {
	for i, line := range c.Meta {
		at := c.MetaAt[i]
		if c.Low(i) {
			at.Y += k.spare(c)
		}
		left := c.Chip.X - chipWidth(k.mark) - 4 - at.X
		if k.mark.target && !k.mark.badge && c.Low(i) && line.Width > left {
			cut, _ := layout.Wrap(line.Text, line.Style, left, 1)
			p.words([]layout.Point{at}, cut, ink.faint, full)
			continue
		}
		p.text(at, line, ink.faint, full)
	}
}

// spare is how far the last row of a touchpoint lies below where it would without the others of its lane:
// it stays at the lower border.
func (k *cardKey) spare(c *layout.CardBox) float64 {
	if k.kind != model.KindTouchpoint {
		return 0
	}
	return k.h - c.Height
}

var countStyle = layout.Style{Size: 10}

// counts draws the row that says how many comments and links a card has, and the lock of a locked one.
func (k *cardKey) counts(p *pen, c *layout.CardBox, ink cardInk) {
	if k.locked {
		p.icon("lock", layout.Rect{X: k.w - 16, Y: k.h - 16, W: 11, H: 11}, ink.faint, full)
	}
	if c.Counts.Empty() {
		return
	}
	x, y := c.Counts.X, c.Counts.Y+k.spare(c)
	for _, count := range []struct {
		icon   string
		number int
	}{{"comment", c.Comments}, {"link", c.Links}} {
		if count.number == 0 {
			continue
		}
		p.icon(count.icon, layout.Rect{X: x, Y: y + 1, W: 11, H: 11}, ink.faint, full)
		line := layout.NewLine(strconv.Itoa(count.number), countStyle)
		p.text(layout.Point{X: x + 13, Y: y + baseline(countStyle, 13)}, line, ink.faint, full)
		x += 13 + line.Width + 8
	}
}

// chip draws the value of the heat: in the last row of a touchpoint, else on the lower border.
func (k *cardKey) chip(p *pen, c *layout.CardBox) {
	switch {
	case !k.mark.target:
	case k.mark.badge:
		p.chip(k.theme, k.mark, layout.Point{X: k.w + 2, Y: k.h + 8})
	default:
		p.chip(k.theme, k.mark, c.Chip.Add(layout.Point{Y: k.spare(c)}))
	}
}

// star marks a moment of truth.
func (k *cardKey) star(p *pen, c *model.Card) {
	if !c.MomentOfTruth {
		return
	}
	center := layout.Point{X: k.w - 5 - 8.5, Y: 4 + 8.5}
	if c.Votes > 0 {
		center.Y += 4.5 // below the pill
	}
	p.disc(center, 8.5, k.theme.Token("text"), Stroke{}, readable)
	p.icon("star-filled", layout.Rect{X: center.X - 5.5, Y: center.Y - 5.5, W: 11, H: 11}, k.theme.Token("board"), readable)
}

var voteStyle = layout.Style{Size: 10, Bold: true}

// votes draws the pill with the number of votes.
func (k *cardKey) votes(p *pen, c *model.Card) {
	if g := VotesPill(k.theme, c, layout.Rect{W: k.w}); g != nil {
		p.items = append(p.items, g.Items...)
		p.cover(g.Bounds)
	}
}

// VotesPill returns the pill with the number of votes of a card in a place, as it hangs over the card's upper edge.
// It is nil for a card without votes.
func VotesPill(t *Theme, c *model.Card, place layout.Rect) *Group {
	if c.Votes == 0 {
		return nil
	}
	line := layout.NewLine(strconv.Itoa(c.Votes), voteStyle)
	w := 5 + 5 + 3 + line.Width + 6
	r := layout.Rect{X: place.Right() + 2 - w, Y: place.Y - 8, W: w, H: 15}
	ink := t.Token("board")
	p := &pen{}
	p.rect(Rect{Rect: r, Radius: 7.5, Fill: t.Token("text"), Zoom: readable})
	p.disc(layout.Point{X: r.X + 7.5, Y: r.Y + 7.5}, 2.5, ink, Stroke{}, readable)
	p.text(layout.Point{X: r.X + 13, Y: r.Y + baseline(voteStyle, 15)}, line, ink, readable)
	return &Group{Bounds: p.bounds, Items: p.items}
}
