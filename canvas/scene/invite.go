package scene

import (
	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// invitation is what an empty lane asks, and how it is filled.
type invitation struct{ question, how string }

const typeHere = "Pick a cell and type, or drop cards here."

var invitations = map[model.Kind]invitation{
	model.KindAction:      {"What does the customer do here?", typeHere},
	model.KindDoing:       {"What did we see customers do?", typeHere},
	model.KindThinking:    {"What goes through the customer's mind?", typeHere},
	model.KindFeeling:     {"What does the customer feel, in a word?", typeHere},
	model.KindSaying:      {"What do customers say, in their words?", "Pick a cell and type, or paste quotes, a line each."},
	model.KindEmotion:     {"How good or bad does each step feel?", "Pick a step and press 1 to 5, or click at the height of the mood."},
	model.KindPain:        {"What gets in the way?", "Pick a cell and type, or drop notes from the parking lot."},
	model.KindGain:        {"What helps or delights?", typeHere},
	model.KindTouchpoint:  {"Where do we meet the customer?", typeHere},
	model.KindChannel:     {"Through which channel, and where does it change?", typeHere},
	model.KindEvidence:    {"What does the customer see or hold?", typeHere},
	model.KindFrontstage:  {"What do we do in sight of the customer?", typeHere},
	model.KindBackstage:   {"What must be done that nobody sees?", typeHere},
	model.KindSupport:     {"Which processes and partners does it stand on?", typeHere},
	model.KindSystem:      {"Which systems carry each step?", typeHere},
	model.KindPolicy:      {"Which rules must be kept?", typeHere},
	model.KindMetric:      {"Which figure belongs here?", "Select the lane and choose its metric, or import a spreadsheet."},
	model.KindOpportunity: {"What could be better?", "Pick a cell and type, or press Ctrl+K and begin with o."},
	model.KindNote:        {"What is still open?", "Pick a cell and type, or press Ctrl+K and begin with q."},
}

var (
	questionStyle = layout.Style{Size: 11, Bold: true}
	inviteStyle   = layout.Style{Size: 10.5}
)

// The measures of an invitation.
const (
	inviteWidth  = 400
	inviteHeight = 38
	inviteLeft   = 40 // of its words
	inviteRight  = 8
)

// width is what an invitation needs to say all it says.
func (i invitation) width() float64 {
	return inviteLeft + max(layout.NewLine(i.question, questionStyle).Width, layout.NewLine(i.how, inviteStyle).Width) + inviteRight
}

// invited reports whether an empty lane asks to be filled. A lane whose cards a filter leaves out is not
// empty.
func (b *Builder) invited(l *layout.Layout, row *layout.Row) bool {
	return b.Invite && len(row.Cards) == 0 && row.Counts == nil && !row.Collapsed && !row.Lane.Locked &&
		row.Lane.Metric == "" && !l.Options.Filter.Hide && len(l.Columns) > 0
}

// inviteKey is all that an invitation depends on.
type inviteKey struct {
	kind  model.Kind
	w, h  float64
	theme *Theme
}

// invitation draws what an empty lane asks.
func (d *rowDrawer) invitation() []Placed {
	if !d.key.invite || d.key.tint.row == d.index && d.key.tint.heat != nil {
		return nil
	}
	first := d.l.Columns[0]
	if n := len(d.l.Columns); n > 3 || n > 1 && invitations[d.row.Lane.Kind].width() <= d.l.Size.X-d.l.Columns[1].X-8 {
		first = d.l.Columns[1] // the first cell is where a new map's focus stands
	}
	room := d.l.Size.X - first.X - 8
	k := inviteKey{kind: d.row.Lane.Kind, w: min(inviteWidth, room), h: d.row.H, theme: d.t}
	g := d.kept(k, func() *Group { return d.newInvitation(k) })
	g.At.X = first.X + 4
	return []Placed{g}
}

func (d *rowDrawer) newInvitation(k inviteKey) *Group {
	p := &pen{}
	says := invitations[k.kind]
	h := min(inviteHeight, k.h-8)
	box := layout.Rect{Y: (k.h - h) / 2, W: k.w, H: h}
	p.rect(Rect{Rect: box.Inset(0.5), Radius: 6, Fill: d.t.Token("board"),
		Stroke: Stroke{Width: 1, Color: d.t.Token("line2"), Dash: []float64{4, 3}}, Zoom: readable})
	p.icon(laneIcon(k.kind), layout.Rect{X: 11, Y: box.Center().Y - 9, W: 18, H: 18}, d.t.Token(ZoneToken(d.row.Lane.ZoneOf())), readable)
	const line = 15
	y := box.Center().Y - line
	for i, part := range [2]struct {
		text  string
		style layout.Style
	}{{says.question, questionStyle}, {says.how, inviteStyle}} {
		lines, _ := layout.Wrap(part.text, part.style, k.w-inviteLeft-inviteRight, 1)
		for _, l := range lines {
			p.text(layout.Point{X: inviteLeft, Y: y + float64(i)*line + baseline(part.style, line)}, l, d.t.Token("text2"), readable)
		}
	}
	return &Group{Ref: d.laneRef(), Bounds: p.bounds, Items: p.items, Label: says.question + " " + says.how}
}
