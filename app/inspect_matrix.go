package app

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// matrixPage traces the value of the focused cell of the matrix: how it came about, and what is on the
// board there.
func (i *inspector) matrixPage() *inspectPage {
	f := newForm()
	p := i.window.editor.matrix
	if p.grid.row >= len(p.table.rows) || p.grid.column >= len(p.table.heats) {
		f.add(look.WrapText("Every value that was measured stands here with its trend, its answers and where it came from.", 12, "text2", false))
		return &inspectPage{form: f}
	}
	h := p.table.heats[p.grid.column]
	v, s := p.table.value(p.grid.row, p.grid.column)
	f.add(look.V(0, look.CutText(p.placeText(), 11, "text2", false), look.CutText(h.Metric.Name, 15, "text", true)))
	f.add(verdict(h.Metric, v, s))
	if v.Value.Known {
		i.traceTrend(f, h, v)
		i.traceAnswers(f, v)
		i.traceSource(f, h, v)
	}
	i.traceBoard(f, p)
	return &inspectPage{form: f}
}

// verdict is a value in large on its heat colour, with what it means.
func verdict(m *model.Metric, v metric.Value, s metric.Scale) fyne.CanvasObject {
	if !v.Value.Known {
		return look.WrapText("No data here. Nothing was measured, or nothing of it was matched to this place.", 12.5, "text", false)
	}
	token := fmt.Sprintf("hs%d", max(v.Step, 1))
	text := s.Name(v.Step)
	if s.Diverging {
		token = fmt.Sprintf("hd%d", max(v.Step, 1))
		switch {
		case v.Step == 3:
			text = "about on the target of " + metric.TargetText(m)
		case metric.TargetText(m) != "":
			text += " than the target of " + metric.TargetText(m)
		}
	}
	if v.Small {
		text += ". Small sample, n " + metric.FormatN(v.N)
	}
	big := container.NewStack(look.NewFill(token, "", 0, 6), look.Pad(4, 14, 4, 14, look.H(7, look.Bold(metric.Format(m, v.Value.Value), 24, token+"-t"), look.Bold(signOf(s, v), 17, token+"-t"))))
	return look.H(10, big, look.Grow(look.WrapText(text, 12, "text", false)))
}

func signOf(s metric.Scale, v metric.Value) string {
	if s.Diverging {
		return s.Sign(v.Step)
	}
	return ""
}

func (i *inspector) traceTrend(f *form, h *metric.Heat, v metric.Value) {
	if len(v.Trend) < 2 {
		return
	}
	f.heading("Trend", string(v.Trend[0].Period)+" to "+string(v.Trend[len(v.Trend)-1].Period))
	f.rows = append(f.rows, look.Pad(0, 10, 0, 10, newChart(240, 128, trendChart(h.Metric, v.Trend))))
}

// trendChart draws values over periods with the target as a dashed line.
func trendChart(m *model.Metric, trend []metric.Point) func(fyne.Size, *ink) {
	return func(size fyne.Size, k *ink) {
		if len(trend) > 8 {
			trend = trend[len(trend)-8:]
		}
		low, high := trendRange(m, trend)
		left, right, top, bottom := float32(38), size.Width-12, float32(14), size.Height-20
		y := func(v float64) float32 { return bottom - (bottom-top)*float32((v-low)/(high-low)) }
		for n := range 5 {
			v := low + (high-low)*float64(n)/4
			k.line(left, y(v), right, y(v), 1, look.Color("line"))
			k.text(axisText(m, v, high-low), left-6, y(v)-8, 10, look.Color("text2"), fyne.TextAlignTrailing, false)
		}
		if m.Target.Known {
			for x := left; x < right; x += 8 {
				k.line(x, y(m.Target.Value), min(x+5, right), y(m.Target.Value), 1.5, look.Color("text"))
			}
			k.text("target "+metric.TargetText(m), right, y(m.Target.Value)-15, 10, look.Color("text"), fyne.TextAlignTrailing, false)
		}
		x := func(n int) float32 { return left + 8 + (right-left-16)*float32(n)/float32(max(len(trend)-1, 1)) }
		for n, point := range trend {
			if n > 0 {
				k.line(x(n-1), y(trend[n-1].Value), x(n), y(point.Value), 2.25, look.Color("p1"))
			}
			r := float32(3.5)
			if n == len(trend)-1 {
				r = 5
				k.text(metric.Format(m, point.Value), x(n), y(point.Value)-21, 11.5, look.Color("text"), fyne.TextAlignCenter, true)
			}
			k.dot(x(n), y(point.Value), r, look.Color("p1"))
			k.text(shortPeriod(point.Period), x(n), bottom+4, 10, look.Color("text2"), fyne.TextAlignCenter, false)
		}
	}
}

// axisText writes a value beside an axis: with as many decimals as its range needs, and no unit.
func axisText(m *model.Metric, v, span float64) string {
	places := 0
	if span < 8 {
		places = 1
	}
	text := strconv.FormatFloat(v, 'f', places, 64)
	if m.Unit == "%" {
		text += " %"
	}
	return strings.Replace(text, "-", "–", 1)
}

// trendRange holds the values and the target, on the metric's own scale where it has one.
func trendRange(m *model.Metric, trend []metric.Point) (low, high float64) {
	low, high = m.Target.Or(trend[0].Value), m.Target.Or(trend[0].Value)
	for _, p := range trend {
		low, high = min(low, p.Value), max(high, p.Value)
	}
	margin := (high - low) * 0.15
	if margin == 0 {
		margin = 1
	}
	low, high = low-margin, high+margin
	from, to := metric.ValueScale(m)
	if from.Known {
		low = max(low, from.Value)
	}
	if to.Known {
		high = min(high, to.Value)
	}
	if high <= low {
		high = low + 1
	}
	return low, high
}

var monthNames = strings.Fields("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")

// shortPeriod writes a period for the foot of a chart.
func shortPeriod(p model.Period) string {
	var year, month int
	if n, _ := fmt.Sscanf(string(p), "%d-%d", &year, &month); n == 2 && len(p) == 7 && month >= 1 && month <= 12 {
		return monthNames[month-1]
	}
	if _, rest, ok := strings.Cut(string(p), "-"); ok {
		return rest
	}
	return string(p)
}

func (i *inspector) traceAnswers(f *form, v metric.Value) {
	if len(v.Counts) == 0 {
		return
	}
	f.heading("Answers", "n "+metric.FormatN(v.N))
	most := 0.0
	for _, c := range v.Counts {
		most = max(most, c.N)
	}
	for n := len(v.Counts) - 1; n >= 0; n-- {
		c := v.Counts[n]
		f.add(look.Sized(0, 17, look.H(8, look.Fixed(24, 0, look.Text(numberText(model.Some(c.Answer)), 12, "text2")),
			look.Grow(look.Share(120, 11, c.N/max(most, 1), "panel", "text2")), look.Fixed(44, 0, look.Text(metric.FormatN(c.N), 12, "text")))))
	}
}

func (i *inspector) traceSource(f *form, h *metric.Heat, v metric.Value) {
	f.heading("Where it comes from", "")
	f.label = 70
	fact := func(label, text string) {
		if text != "" {
			f.add(look.HTop(8, look.Fixed(70, 0, look.Text(label, 12, "text2")), look.Grow(look.WrapText(text, 12, "text", false))))
		}
	}
	w := i.session.Workspace()
	shown := map[model.SourceID]bool{}
	for _, r := range v.Rows {
		src := w.Source(r.Source)
		if src == nil || shown[r.Source] {
			continue
		}
		shown[r.Source] = true
		fact("Source", src.Name)
		fact("Rows", rowsText(v.Rows, r.Source))
		if !src.Imported.IsZero() {
			fact("Imported", src.Imported.Local().Format("2 Jan 2006"))
		}
	}
	fact("Formula", metric.AggregationText(h.Metric.Aggregation))
	fact("Defined as", h.Metric.Definition)
}

// rowsText lists the rows of a source, a few of them when they are many.
func rowsText(rows []metric.RowRange, source model.SourceID) string {
	var parts []string
	for _, r := range rows {
		if r.Source != source || r.To == 0 {
			continue
		}
		if len(parts) == 4 {
			return strings.Join(parts, ", ") + " and more"
		}
		if r.From == r.To {
			parts = append(parts, fmt.Sprint(r.From))
		} else {
			parts = append(parts, fmt.Sprintf("%d to %d", r.From, r.To))
		}
	}
	return strings.Join(parts, ", ")
}

// traceBoard lists the cards at the cell's place, pains and opportunities first.
func (i *inspector) traceBoard(f *form, p *matrixPage) {
	j := i.session.Journey()
	cards := cardsAt(j, p.table.rows[p.grid.row])
	if len(cards) > 0 {
		f.heading("On the board", fmt.Sprint(len(cards)))
	}
	for n, c := range cards {
		if n == 8 {
			f.add(look.Text(plural(len(cards)-n, "more card", "more cards"), 11, "text2"))
			break
		}
		kind := j.KindOf(c)
		parts := []fyne.CanvasObject{look.Icon(kindIcon(kind), 15, kindToken(kind)), look.Grow(look.CutText(cardTitle(c), 12, "text", false))}
		if c.MomentOfTruth {
			parts = append(parts, look.Icon("star-filled", 13, "text"))
		}
		f.rows = append(f.rows, look.NewPress("trace-card", 4, look.Flat.Ground, func(look.State) fyne.CanvasObject {
			return look.Sized(0, 24, look.Pad(0, 14, 0, 14, look.H(8, parts...)))
		}, func() {
			i.session.SetView(BlueprintView)
			i.session.Show(model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(c.ID)})
		}))
	}
	f.rows = append(f.rows, look.Gap(4))
	f.add(look.H(8, look.Button("trace.show", look.Plain, "", "Show on the board", p.showOnBoard), look.Space()))
}

// cardsAt returns the cards of a row of the matrix that tell most: touchpoints, pains, opportunities.
func cardsAt(j *model.Journey, r matrixRow) []*model.Card {
	if r.stage == nil {
		return nil
	}
	var cards []*model.Card
	for _, kind := range []model.Kind{model.KindTouchpoint, model.KindPain, model.KindOpportunity} {
		for _, c := range j.Cards {
			at := j.StageOf(c.Step)
			if j.KindOf(c) == kind && at == r.stage && (r.step == nil || c.Step == r.step.ID) {
				cards = append(cards, c)
			}
		}
	}
	return cards
}
