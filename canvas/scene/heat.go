package scene

import (
	"stagecraft/canvas/layout"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// heatMark is what the heat does to one card or cell. It can be compared.
type heatMark struct {
	on        bool // heat is switched on
	target    bool // and tints this one
	badge     bool // the chip hangs on the border: the card has no room for it inside
	diverging bool
	step      int // 0 is no data
	chip      string
	small     bool
	words     string // for assistive tools
}

// tint is the heat over one layout.
type tint struct {
	heat *metric.Heat
	row  int // the row that is tinted when the map shows no touchpoints, else -1
}

// tinted reports whether the heat tints cards of a kind wherever they are. On a map that shows no lane of
// such cards it tints the first lane of the customer instead.
func tinted(k model.Kind) bool { return k == model.KindTouchpoint }

// newTint decides what the heat tints: the touchpoints, or on a map that shows none the cards and
// empty cells of the first lane of the customer.
func newTint(l *layout.Layout, h *metric.Heat) tint {
	t := tint{heat: h, row: -1}
	if h == nil {
		return t
	}
	for i := range l.Rows {
		r := &l.Rows[i]
		if tinted(r.Lane.Kind) && !r.Collapsed {
			return tint{heat: h, row: -1}
		}
		usable := r.Lane.ZoneOf() == model.ZoneCustomer && r.Lane.Kind != model.KindEmotion && !r.Collapsed
		if usable && t.row < 0 {
			t.row = i
		}
	}
	return t
}

// touches reports whether the heat can change a look in a row: then the row must be looked through
// whenever there is another heat.
func (t tint) touches(r *layout.Row, i int) bool {
	if t.heat == nil {
		return false
	}
	if i == t.row || tinted(r.Lane.Kind) {
		return true
	}
	for _, c := range r.Cards {
		if tinted(c.Kind) {
			return true
		}
	}
	return false
}

// card returns the mark of a card.
func (t tint) card(c *layout.CardBox) heatMark {
	if t.heat == nil {
		return heatMark{}
	}
	touch := tinted(c.Kind)
	if !touch && c.Row != t.row {
		return heatMark{}
	}
	m := t.mark(t.heat.ForCard(c.Card))
	m.badge = !touch
	return m
}

// cell returns the mark of an empty cell of the tinted lane.
func (t tint) cell(step model.StepID) heatMark {
	return t.mark(t.heat.ForCard(&model.Card{Step: step, Span: 1}))
}

// mark returns the mark of a value.
func (t tint) mark(v metric.Value) heatMark { return t.judged(v, t.heat.Scale) }

// stage returns the mark of a whole stage in a row that is tinted; of another row that of no tint.
func (t tint) stage(r *layout.Row, i int, id model.StageID) heatMark {
	if t.heat == nil || i != t.row && !tinted(r.Lane.Kind) {
		return heatMark{}
	}
	return t.judged(t.heat.Stages[id], t.heat.StageScale)
}

// judged returns the mark of a value on a scale.
func (t tint) judged(v metric.Value, s metric.Scale) heatMark {
	m := heatMark{on: true, target: true, diverging: s.Diverging}
	if !v.Value.Known {
		m.chip, m.words = noData, t.heat.Metric.Name+" "+noData
		return m
	}
	m.step, m.small = v.Step, v.Small
	m.chip = metric.Format(t.heat.Metric, v.Value.Value)
	m.words = t.heat.Metric.Name + " " + m.chip
	if sign := s.Sign(v.Step); sign != "" {
		m.words += ", " + s.Name(v.Step)
		if m.diverging {
			m.chip += " " + sign
		}
	}
	if v.Small {
		m.words += ", small sample"
	}
	return m
}

var (
	chipStyle = layout.Style{Size: 11, Bold: true}
	noneStyle = layout.Style{Size: 10}
)

const (
	chipHeight = 17
	noData     = "no data"
)

// chip draws the chip of a mark with its lower right corner at a place.
func (p *pen) chip(t *Theme, m heatMark, corner layout.Point) {
	style := m.style()
	border := Stroke{Width: 1, Color: mix(t.Token("text"), t.Token("surface"), 0.55)}
	switch {
	case m.none():
		border.Dash = []float64{3, 2}
	case m.small:
		border = Stroke{Width: 1.5, Color: t.Token("text"), Dash: []float64{0.1, 2.6}, Round: true}
	}
	line := layout.NewLine(m.chip, style)
	r := layout.Rect{X: corner.X - line.Width - 12, Y: corner.Y - chipHeight, W: line.Width + 12, H: chipHeight}
	p.rect(Rect{Rect: r.Inset(border.Width / 2), Radius: 4, Fill: t.Token("surface"), Stroke: border, Zoom: readable})
	p.text(layout.Point{X: r.X + 6, Y: r.Y + baseline(style, chipHeight)}, line, t.Token("text"), readable)
}

// none reports whether the mark says that there is no data.
func (m *heatMark) none() bool { return m.step == 0 && m.chip == noData }

func (m *heatMark) style() layout.Style {
	if m.none() {
		return noneStyle
	}
	return chipStyle
}

// chipWidth is how wide the chip of a mark is.
func chipWidth(m heatMark) float64 {
	if !m.target {
		return 0
	}
	return layout.NewLine(m.chip, m.style()).Width + 12
}

// baseline returns how far below the top of a line box of the given height its baseline lies.
func baseline(s layout.Style, height float64) float64 {
	ascent, descent, _ := layout.Metrics(s)
	return (height-ascent-descent)/2 + ascent
}
