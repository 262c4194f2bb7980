package canvas

import (
	"fmt"
	"image"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// sprite is a small live picture.
type sprite struct {
	object *fynecanvas.Image
	key    string // what the picture shows
	size   fyne.Size
	margin float32 // around what it stands for
}

// sprites are the live pictures of a board: the ghost of what is dragged, the invitation in an empty
// cell, the number of votes over the rings around a card, the sign that something cannot be dropped here, the button that collapses what is under the
// pointer, what is said of it when the pointer rests, and the names that stay while their labels scroll
// away.
type sprites struct {
	ghost, hint, refusal, chevron, tip, lane, stage *sprite
	votes                                           [2]*sprite // of the card with the focus, and of the one under the pointer
}

func newSprites() sprites {
	return sprites{newSprite(), newSprite(), newSprite(), newSprite(), newSprite(), newSprite(), newSprite(), [2]*sprite{newSprite(), newSprite()}}
}

func newSprite() *sprite {
	o := &fynecanvas.Image{FillMode: fynecanvas.ImageFillStretch, ScaleMode: fynecanvas.ImageScaleFastest}
	o.Hide()
	return &sprite{object: o}
}

// forget has the pictures painted anew.
func (s sprites) forget() {
	for _, each := range []*sprite{s.ghost, s.hint, s.refusal, s.chevron, s.tip, s.lane, s.stage, s.votes[0], s.votes[1]} {
		each.key = ""
	}
}

// largestSprite bounds a sprite's picture in pixels each way; larger ones are stretched.
const largestSprite = 1400

// paint has the sprite show groups: area is what of the document it shows, at zoom.
func (s *sprite) paint(b *Board, key string, area layout.Rect, zoom float64, groups func() []scene.Placed) {
	key += fmt.Sprintf("|%v|%g|%g|%p", area.W, area.H, zoom*b.view.scale, b.work.theme)
	if key == s.key {
		return
	}
	s.key = key
	k := zoom * b.view.scale
	k = min(k, largestSprite/max(area.W, area.H, 1))
	w, h := int(math.Ceil(area.W*k)), int(math.Ceil(area.H*k))
	img := image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	for _, g := range groups() {
		if g.Group.Bounds.Empty() {
			g.Group.Bounds = area
		}
		layer := scene.NewLayer(g.Group.Bounds, scene.Color{}, []*scene.Group{g.Group})
		raster.Draw(img, layer, layout.Point{X: area.X - g.At.X, Y: area.Y - g.At.Y}, k)
	}
	s.size = fyne.NewSize(float32(area.W*zoom), float32(area.H*zoom))
	s.object.Image = img
	s.object.Resize(s.size)
	s.object.Refresh()
}

// drawSprites shows the live pictures that belong to what is going on. It reports whether one came.
func (b *Board) drawSprites() (came bool) {
	put := func(s *sprite, on bool) {
		came = came || on && !s.object.Visible()
		show(s.object, on)
	}
	put(b.sprites.ghost, b.drawGhost())
	put(b.sprites.hint, b.drawHint())
	put(b.sprites.refusal, b.drawRefusal())
	l := b.Layout()
	for i := range b.sprites.votes {
		put(b.sprites.votes[i], l != nil && b.drawVotes(l, i))
	}
	put(b.sprites.chevron, l != nil && b.drawChevron(l))
	put(b.sprites.tip, l != nil && b.drawTip(l))
	put(b.sprites.lane, l != nil && b.drawLaneName(l))
	put(b.sprites.stage, l != nil && b.drawStageName(l))
	return came
}

// ghostMargin is the room around a ghost for its shadow, its sheets and its count, in points.
const ghostMargin = 40

// drawGhost draws what is dragged under the pointer. It reports whether anything is.
func (b *Board) drawGhost() bool {
	p, l, s := b.preview, b.Layout(), b.sprites.ghost
	if l == nil {
		return false
	}
	var r layout.Rect
	zoom := b.view.zoom
	switch p.Kind {
	case tool.MovingCards:
		box := l.CardBox(p.Cards[0])
		if box == nil {
			return false
		}
		r = box.Rect
		key := fmt.Sprintf("%p %d %v", box, len(p.Cards), p.Copy)
		s.paint(b, key, r.Inset(-ghostMargin), zoom, func() []scene.Placed { return b.cardGhost(r, p) })
	case tool.MovingStage, tool.MovingStep, tool.MovingLane:
		r = p.Rect
		zoom = b.view.headK() / b.view.scale
		s.paint(b, fmt.Sprint(p.Refs), r.Inset(-ghostMargin), zoom, func() []scene.Placed { return b.headGhost(p) })
	default:
		return false
	}
	s.object.Translucency = 0.05
	grab := p.Grab
	at := b.pointer.at
	s.object.Move(fyne.NewPos(
		float32(at.X-(grab.X+ghostMargin)*zoom), float32(at.Y-(grab.Y+ghostMargin)*zoom)))
	return true
}

// placed returns items as a group whose bounds are those of the sprite.
func placed(items ...scene.Item) scene.Placed {
	return scene.Placed{Group: &scene.Group{Items: items}}
}

// sheet is a card-shaped ground with the ghost's shadow.
func (b *Board) sheet(r layout.Rect, shadow bool) scene.Rect {
	t := b.work.theme
	s := scene.Rect{
		Rect: r, Radius: 6, Fill: t.Token("surface"),
		Stroke: scene.Stroke{Width: 1, Color: t.Token("line2")},
	}
	if shadow {
		s.Shadow = scene.Shadow{DY: 10, Blur: 26, Color: scene.Color{A: 87}}
	}
	return s
}

// cardGhost is the card under the pointer, on sheets and with a count when there are more.
func (b *Board) cardGhost(r layout.Rect, p tool.Preview) []scene.Placed {
	var out []scene.Placed
	n := len(p.Cards)
	if n > 1 {
		for _, d := range []float64{8, 4} {
			out = append(out, placed(b.sheet(r.Move(layout.Point{X: d, Y: d}), false)))
		}
	}
	out = append(out, placed(b.sheet(r, true)))
	out = append(out, b.Scene().Groups(tool.CardRef(b.Layout(), p.Cards[0]))...)
	switch {
	case n > 1:
		out = append(out, b.disc(layout.Point{X: r.Right(), Y: r.Y}, strconv.Itoa(n)))
	case p.Copy:
		out = append(out, b.disc(layout.Point{X: r.Right(), Y: r.Y}, "+"))
	}
	return out
}

// disc is a round sign with a short text.
func (b *Board) disc(at layout.Point, text string) scene.Placed {
	t := b.work.theme
	line := layout.NewLine(text, layout.Style{Size: 11, Bold: true})
	w := max(18, line.Width+9)
	return placed(
		scene.Rect{Rect: layout.Rect{X: at.X - w/2, Y: at.Y - 9, W: w, H: 18}, Radius: 9, Fill: t.Token("accent")},
		scene.Text{At: layout.Point{X: at.X - line.Width/2, Y: at.Y + 4}, Line: line, Color: t.Token("on-accent")},
	)
}

// headGhost is the header or label that is dragged.
func (b *Board) headGhost(p tool.Preview) []scene.Placed {
	out := []scene.Placed{placed(b.sheet(p.Rect, true))}
	for _, ref := range p.Refs {
		for _, g := range b.Scene().Groups(ref) {
			if g.Bounds().Meets(p.Rect) {
				out = append(out, g)
			}
		}
	}
	return out
}

// drawHint invites to add a card in the empty cell under the pointer or with the focus.
func (b *Board) drawHint() bool {
	l := b.Layout()
	if l == nil || b.still || !b.machine.Idle() || b.editor != nil || b.view.zoom < 0.4 {
		return false
	}
	cell, key := b.hover.Cell, "Enter"
	if b.focused && b.focus.Card == "" && b.focus.Cell != (model.Cell{}) {
		cell = b.focus.Cell
	} else if b.hover.Part != layout.PartCell {
		return false
	} else {
		key = "double click"
	}
	if len(l.Journey.CardsIn(cell)) > 0 || tool.TakesCards(l, cell) != "" {
		return false
	}
	r, ok := l.CellRect(cell)
	if !ok {
		return false
	}
	r = layout.Rect{X: r.X + 4, Y: r.Y + 6, W: r.W - 8, H: min(r.H-12, 40)}
	if r.H < 20 || len(l.CardsMeeting(r)) > 0 {
		return false
	}
	s := b.sprites.hint
	area := r.Inset(-1)
	s.paint(b, "hint "+key, layout.Rect{W: area.W, H: area.H}, b.view.zoom, func() []scene.Placed {
		return []scene.Placed{b.hint(layout.Rect{X: 1, Y: 1, W: r.W, H: r.H}, key)}
	})
	b.moveSprite(s, area)
	return true
}

// moveSprite puts a sprite of the body pane over an area of the map.
func (b *Board) moveSprite(s *sprite, area layout.Rect) {
	at, _ := b.view.place(area)
	s.object.Move(at.Subtract(b.panes[bodyPane].at))
}

// hint is the dashed field with "Add" and the key that does it.
func (b *Board) hint(r layout.Rect, key string) scene.Placed {
	t := b.work.theme
	add := layout.NewLine("Add", layout.Style{Size: 11})
	cap := layout.NewLine(key, layout.Style{Size: 9})
	const plus, gap, pad = 10, 5, 4
	items := []scene.Item{scene.Rect{
		Rect: r.Inset(0.5), Radius: 6, Fill: t.Token("hover"),
		Stroke: scene.Stroke{Width: 1, Color: t.Token("line2"), Dash: []float64{4, 3}},
	}}
	width := plus + gap + add.Width
	roomy := width+gap+cap.Width+2*pad < r.W-8
	if roomy {
		width += gap + cap.Width + 2*pad
	}
	x, y := r.Center().X-width/2, r.Center().Y
	line := scene.Stroke{Width: 1.5, Color: t.Token("text2"), Round: true}
	items = append(items, cross(layout.Point{X: x + plus/2, Y: y}, plus/2-1, line)...)
	x += plus + gap
	items = append(items, scene.Text{At: layout.Point{X: x, Y: y + 4}, Line: add, Color: t.Token("text2")})
	if roomy {
		x += add.Width + gap
		items = append(items,
			scene.Rect{
				Rect: layout.Rect{X: x, Y: y - 7, W: cap.Width + 2*pad, H: 14}, Radius: 3, Fill: t.Token("surface"),
				Stroke: scene.Stroke{Width: 1, Color: t.Token("line2")},
			},
			scene.Text{At: layout.Point{X: x + pad, Y: y + 3.2}, Line: cap, Color: t.Token("text2")})
	}
	return placed(items...)
}

// cross is a plus sign.
func cross(c layout.Point, r float64, s scene.Stroke) []scene.Item {
	line := func(dx, dy float64) scene.Item {
		return scene.Path{Stroke: s, Segments: []layout.Segment{
			{Op: 'M', Points: [3]layout.Point{{X: c.X - dx, Y: c.Y - dy}}},
			{Op: 'L', Points: [3]layout.Point{{X: c.X + dx, Y: c.Y + dy}}},
		}}
	}
	return []scene.Item{line(r, 0), line(0, r)}
}

// drawVotes puts the number of votes over the rings around the focused or selected card, or the one under the
// pointer: they would run through it.
func (b *Board) drawVotes(l *layout.Layout, which int) bool {
	if !b.machine.Idle() || b.view.zoom < 0.4 {
		return false
	}
	var box *layout.CardBox
	switch {
	case which == 1:
		box = b.hover.Card
	case b.focused && b.focus.Card != "":
		box = l.CardBox(b.focus.Card)
	default: // the keyboard is elsewhere
		if refs := b.doc.Selection(); len(refs) == 1 && refs[0].Kind == model.CardRecord {
			box = l.CardBox(model.CardID(refs[0].ID))
		}
	}
	if box == nil || box.Point || box.Dim {
		return false
	}
	pill := scene.VotesPill(b.work.theme, box.Card, layout.Rect{W: box.Rect.W})
	if pill == nil {
		return false
	}
	area := pill.Bounds
	s := b.sprites.votes[which]
	s.paint(b, fmt.Sprint("votes ", box.Card.Votes), layout.Rect{W: area.W, H: area.H}, b.view.zoom, func() []scene.Placed {
		return []scene.Placed{{Group: pill, At: layout.Point{X: -area.X, Y: -area.Y}}}
	})
	b.moveSprite(s, area.Move(layout.Point{X: box.Rect.X, Y: box.Rect.Y}))
	return true
}

// drawRefusal shows that and why cards cannot be dropped where the pointer is.
func (b *Board) drawRefusal() bool {
	p := b.preview
	r := p.Drop.CellRect
	if p.Kind != tool.MovingCards || p.Drop.OK || r.Empty() || p.Reason == "" {
		return false
	}
	s := b.sprites.refusal
	s.paint(b, p.Reason, layout.Rect{W: r.W, H: r.H}, b.view.zoom, func() []scene.Placed {
		return []scene.Placed{b.refusal(layout.Rect{W: r.W, H: r.H}, p.Reason)}
	})
	b.moveSprite(s, r)
	return true
}

// refusal is a hatched field with a dashed frame and the reason.
func (b *Board) refusal(r layout.Rect, reason string) scene.Placed {
	t := b.work.theme
	c := t.Token("error")
	veil := t.Token("board")
	veil.A = 140
	faint := c
	faint.A = 90
	items := []scene.Item{scene.Rect{
		Rect: r.Inset(0.75), Fill: veil, Hatch: scene.Hatch{Width: 1, Every: 7, Color: faint},
		Stroke: scene.Stroke{Width: 1.5, Color: c, Dash: []float64{4, 3}},
	}}
	lines, _ := layout.Wrap(reason, layout.Style{Size: 10.5, Bold: true}, max(r.W-12, 20), 3)
	const leading = 14
	y := r.Center().Y - float64(len(lines)-1)*leading/2
	for _, line := range lines {
		x := r.Center().X - line.Width/2
		items = append(items,
			scene.Rect{Rect: layout.Rect{X: x - 4, Y: y - 8, W: line.Width + 8, H: 16}, Fill: t.Token("surface")},
			scene.Text{At: layout.Point{X: x, Y: y + 4}, Line: line, Color: t.Token("error")})
		y += leading
	}
	return placed(items...)
}
