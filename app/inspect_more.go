package app

import (
	"fmt"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// cardMore is what stands below a card's fields: values at its step, linked cards, comments.
func (i *inspector) cardMore(id model.CardID) []fyne.CanvasObject {
	j := i.session.Journey()
	if j == nil || j.Card(id) == nil {
		return nil
	}
	card := j.Card(id)
	parts := i.metricsHere(func(h *metric.Heat) metric.Value { return h.ForCard(card) })
	parts = append(parts, i.linked(j, card)...)
	return append(parts, i.comments(model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(id)})...)
}

// cardSum says in short what cardMore shows.
func (i *inspector) cardSum(id model.CardID) string {
	j := i.session.Journey()
	if j == nil || j.Card(id) == nil {
		return "gone"
	}
	card := j.Card(id)
	sum := i.metricsSum(func(h *metric.Heat) metric.Value { return h.ForCard(card) })
	for _, l := range j.Links {
		if l.From == id || l.To == id {
			sum += fmt.Sprintf("%p%p%p", l, j.Card(l.From), j.Card(l.To))
		}
	}
	return sum + i.commentsSum(model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(id)})
}

// metricsSum says in short what metricsHere shows.
func (i *inspector) metricsSum(at func(*metric.Heat) metric.Value) string {
	sum := ""
	for _, m := range i.session.Workspace().Metrics {
		if h := i.session.Values(m.ID); h != nil {
			v := at(h)
			sum += fmt.Sprintf("%p %v %v;", m, v.Value, v.N)
		}
	}
	return sum
}

// commentsSum says in short what comments shows.
func (i *inspector) commentsSum(on model.Ref) string {
	sum := ""
	for _, c := range i.session.Journey().Comments {
		if c.On == on {
			sum += fmt.Sprintf("%p", c)
		}
	}
	return sum
}

// metricsHere shows the value of each metric that was measured at a place.
func (i *inspector) metricsHere(at func(*metric.Heat) metric.Value) []fyne.CanvasObject {
	s := i.session
	var tiles []fyne.CanvasObject
	period := ""
	for _, m := range s.Workspace().Metrics {
		h := s.Values(m.ID)
		if h == nil {
			continue
		}
		v := at(h)
		if !v.Value.Known {
			continue
		}
		if period == "" {
			period = periodText(h)
		}
		tiles = append(tiles, look.Pad(0, 14, 5, 14, metricTile(h, v)))
	}
	if len(tiles) == 0 {
		return nil
	}
	return append([]fyne.CanvasObject{heading("Metrics here", period)}, tiles...)
}

// metricTile is a value with its verdict, a bar with the target on it, and how many it stands for.
func metricTile(h *metric.Heat, v metric.Value) fyne.CanvasObject {
	m := h.Metric
	facts := metric.DirectionText(m)
	if t := metric.TargetText(m); t != "" {
		facts += ", target " + t
	}
	n := "n " + metric.FormatN(v.N)
	if v.Small {
		n += " small"
	}
	sign := ""
	if h.Scale.Diverging {
		sign = h.Scale.Sign(v.Step)
	}
	return look.V(1,
		look.H(6, look.Text(m.Name, 12, "text"), look.Grow(look.CutText(facts, 11, "text2", false).Right())),
		look.H(6, look.Bold(metric.Format(m, v.Value.Value), 13, "text"), look.Bold(sign, 11, "text"), look.Grow(bullet(m, v.Value.Value)), look.Text(n, 11, "text2")))
}

// periodText says which periods values stand for.
func periodText(h *metric.Heat) string {
	switch n := len(h.Periods); {
	case h.Query.Period != "":
		return string(h.Query.Period)
	case n == 0:
		return ""
	case n == 1:
		return string(h.Periods[0])
	default:
		return string(h.Periods[0]) + " to " + string(h.Periods[n-1])
	}
}

func (i *inspector) linked(j *model.Journey, card *model.Card) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, l := range j.Links {
		other, way := l.To, "arrow-right"
		if l.To == card.ID {
			other, way = l.From, "chevron-left"
		} else if l.From != card.ID {
			continue
		}
		c := j.Card(other)
		if c == nil {
			continue
		}
		rows = append(rows, i.linkRow(j, l, c, way))
	}
	if len(rows) == 0 {
		return nil
	}
	return append([]fyne.CanvasObject{heading("Linked", plural(len(rows), "card", "cards"))}, rows...)
}

func (i *inspector) linkRow(j *model.Journey, l *model.Link, c *model.Card, way string) fyne.CanvasObject {
	kind := j.KindOf(c)
	ref := model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(c.ID)}
	row := look.NewPress("linked-"+cardTitle(c), 4, look.Flat.Ground, func(look.State) fyne.CanvasObject {
		return look.Sized(0, 24, look.Pad(0, 14, 0, 14, look.H(8, look.Icon(kindIcon(kind), 15, kindToken(kind)),
			look.Grow(look.CutText(cardTitle(c), 12, "text", false)), look.Text(l.Kind.Verb(), 11, "text2"),
			look.Icon(way, 12, "text2"), look.Text(j.StepNumber(c.Step), 11, "text2"))))
	}, func() { i.session.Show(ref) })
	row.OnMenu = func(at fyne.Position) {
		i.window.popUpMenu(fyne.NewMenu("",
			fyne.NewMenuItem("Go to the card", func() { i.session.Show(ref) }),
			fyne.NewMenuItem("About the link", func() {
				i.session.Select([]model.Ref{{Kind: model.LinkRecord, Journey: j.ID, ID: string(l.ID)}})
			}),
			fyne.NewMenuItem("Delete the link", func() { i.session.Do(model.DeleteLinks{Journey: j.ID, Links: []model.LinkID{l.ID}}) })), at)
	}
	return row
}
