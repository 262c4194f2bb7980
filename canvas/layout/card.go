package layout

import (
	"bytes"
	"image"
	_ "image/jpeg" // the size of pictures on cards
	_ "image/png"
	"slices"

	"stagecraft/model"
)

// textKey is all that a card's text depends on. Two cards with equal keys look alike.
type textKey struct {
	card     *model.Card
	kind     model.Kind
	width    float64
	channel  *model.Channel
	owner    *model.Owner
	image    *model.Image
	comments int
	links    int
}

// textOf lays out a card of a width. Nothing of it depends on where the card is.
func textOf(k textKey) *CardText {
	t := &CardText{key: k, Comments: k.comments, Links: k.links}
	box := Rect{cardPadX, cardPadY, k.width - 2*cardPadX, 0}
	if k.image != nil {
		t.Image = pictureBox(k.image, box)
		box.Y = t.Image.Bottom() + imageGap
	}
	if k.kind == model.KindTouchpoint {
		box.Y = t.touchpoint(k, box)
	} else {
		box.Y = t.note(k, box)
	}
	if k.comments > 0 || k.links > 0 {
		t.Counts = Rect{box.X, box.Y + 2, box.W, countsStep - 2}
		box.Y += countsStep
	}
	t.Height = max(cardMin, box.Y+cardPadY)
	return t
}

// pictureBox returns where a picture stands at the top of a box: as wide as the box, in the proportions of
// the picture, so that nothing of it is cut off; in the middle, when it would become too tall.
func pictureBox(m *model.Image, box Rect) Rect {
	tall := imageUnread
	if config, _, err := image.DecodeConfig(bytes.NewReader(m.Data)); err == nil && config.Width > 0 {
		tall = max(imageFlattest, float64(config.Height)/float64(config.Width))
	}
	width := box.W
	if tall > imageTallest {
		width *= imageTallest / tall
	}
	return Rect{snap(box.X + (box.W-width)/2), box.Y, snap(width), snap(width * tall)}
}

// touchpoint lays out the rows of a touchpoint: channel, title, owner. A heat chip takes its
// room from the owner when it is drawn. It returns where they end.
func (t *CardText) touchpoint(k textKey, box Rect) float64 {
	y := box.Y
	if k.channel != nil {
		t.Icon = ChannelIcon(k.channel)
		t.IconBox = Rect{box.X, y, 13, 13}
		left := box.X + 13 + 4
		t.meta(k.channel.Name, Rect{left, y, box.Right() - left - starColumn, metaStep})
		y += metaStep + touchGap
	}
	width := box.W
	if k.card.MomentOfTruth && k.channel == nil {
		width -= starColumn
	}
	y = max(t.words(k.card, touchStyle, Rect{box.X, y, width, 0}), y+cardStep) + touchGap
	if k.owner != nil {
		t.meta(k.owner.Name, Rect{box.X, y + chipHeight - metaStep, box.W, metaStep})
	}
	t.Chip = Point{box.Right(), y + chipHeight}
	return y + chipHeight
}

// meta adds a line of small print.
func (t *CardText) meta(text string, box Rect) {
	lines, _ := Wrap(text, metaStyle, box.W, 1)
	if len(lines) == 0 {
		return
	}
	t.Meta = append(t.Meta, lines[0])
	t.MetaAt = append(t.MetaAt, stack(lines[:1], metaStyle, box, metaStep)[0])
}

// note lays out a card that is an icon, if its kind has one, with text beside it. It returns where it
// ends.
func (t *CardText) note(k textKey, box Rect) float64 {
	end := box.Y + cardStep
	if icon := kindIcon(k.kind); icon != "" {
		t.Icon = icon
		t.IconBox = Rect{box.X + 1, box.Y, 14, 14}
		if k.card.Severity > 0 {
			t.Dots = Point{box.X + 8 - 8.25, box.Y + 14 + 4}
			end = t.Dots.Y + 4.5
		}
		box.X, box.W = box.X+iconColumn, box.W-iconColumn
	}
	if k.card.MomentOfTruth {
		box.W -= starColumn
	}
	style := cardStyle
	if roundKind(k.kind) {
		style = thoughtStyle
	}
	return max(end, t.words(k.card, style, box))
}

// words lays out a card's title and body below each other, both together in as many lines as a card may
// have. It returns where they end.
func (t *CardText) words(c *model.Card, style Style, box Rect) (end float64) {
	top := box.Y
	defer func() { t.Text = Rect{box.X, top, box.W, end - top} }()
	t.Title, t.TitleAt, t.Cut = t.list(c.Title, style, box, cardStep, cardLines)
	box.Y += float64(len(t.Title)) * cardStep
	left := cardLines - len(t.Title)
	if c.Body == "" || t.Cut {
		return box.Y
	}
	if left <= 0 {
		t.Cut = true
		return box.Y
	}
	box.Y += bodyGap
	t.Body, t.BodyAt, t.Cut = t.list(c.Body, bodyStyle, box, bodyStep, left)
	return box.Y + float64(len(t.Body))*bodyStep
}

// roundKind reports whether cards of the kind are somebody's words or thoughts: round and italic.
func roundKind(k model.Kind) bool {
	switch k {
	case model.KindThinking, model.KindFeeling, model.KindSaying, model.KindEmotion:
		return true
	default:
		return false
	}
}

// kindIcon is the icon in front of the text of a card; empty when its kind has none.
func kindIcon(k model.Kind) string {
	switch k {
	case model.KindPain:
		return "lane-pain"
	case model.KindGain:
		return "lane-gain"
	case model.KindOpportunity:
		return "lane-opportunity"
	default:
		return ""
	}
}

// ChannelIcon returns the name of a channel's icon in package assets; that of touchpoints for a channel
// without one.
func ChannelIcon(c *model.Channel) string {
	if slices.Contains(model.ChannelIcons, c.Icon) {
		return "ch-" + c.Icon
	}
	return "lane-touchpoint"
}

// stacks reports whether cards of the kind keep their own heights: pains and gains are compared by
// their number, the others read as a line of equals.
func stacks(k model.Kind) bool { return k == model.KindPain || k == model.KindGain }

// Picture returns the card's image, or nil when it has none.
func (t *CardText) Picture() *model.Image { return t.key.image }
