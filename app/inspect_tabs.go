package app

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// sourcesAt returns the sources with values that speak of a card or of a step that it covers.
func (i *inspector) sourcesAt(card *model.Card) []*model.Source {
	w, j := i.session.Workspace(), i.session.Journey()
	covers := map[model.StepID]bool{}
	for _, s := range j.Covers(card) {
		covers[s.ID] = true
	}
	var sources []*model.Source
	for _, src := range w.Sources {
		d := w.Dataset(src.ID)
		if d == nil || d.Journey != j.ID {
			continue
		}
		for o := range d.Observations.All() {
			if o.Card == card.ID || o.Card == "" && covers[o.Step] {
				sources = append(sources, src)
				break
			}
		}
	}
	return sources
}

// valuesAt counts the metrics with a value at a card.
func (i *inspector) valuesAt(card *model.Card) int {
	n := 0
	for _, m := range i.session.Workspace().Metrics {
		if h := i.session.Values(m.ID); h != nil && h.ForCard(card).Value.Known {
			n++
		}
	}
	return n
}

// linksOf returns the links that begin or end at a card.
func linksOf(j *model.Journey, id model.CardID) []*model.Link {
	var links []*model.Link
	for _, l := range j.Links {
		if l.From == id || l.To == id {
			links = append(links, l)
		}
	}
	return links
}

// cardEvidence shows what a card rests on: the sources that measured its step, and what was said of it.
func (i *inspector) cardEvidence(id model.CardID) []fyne.CanvasObject {
	j := i.session.Journey()
	card := j.Card(id)
	if card == nil {
		return nil
	}
	sources := i.sourcesAt(card)
	parts := []fyne.CanvasObject{heading("Sources here", plural(len(sources), "source", "sources"))}
	if len(sources) == 0 {
		parts = append(parts, look.Pad(0, 14, 4, 14, look.WrapText("Nothing that was imported speaks of this step. What the team believes stays an assumption until someone asked, watched or counted.", 12, "text2", false)))
	}
	now := i.window.program.clock.Now()
	for _, src := range sources {
		date := ""
		if !src.Imported.IsZero() {
			date = dateText(src.Imported.Local(), now)
		}
		row := look.NewPress("source-here-"+src.Name, 4, look.Flat.Ground, func(look.State) fyne.CanvasObject {
			return look.Sized(0, 25, look.Pad(0, 14, 0, 14, look.H(8, look.Icon("spreadsheet", 15, "text2"),
				look.Grow(look.CutText(src.Name, 12, "text", false)), look.Text(date, 11, "text2"))))
		}, func() { i.session.Select([]model.Ref{{Kind: model.SourceRecord, ID: string(src.ID)}}) })
		parts = append(parts, row)
	}
	return append(parts, i.comments(model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(id)})...)
}

// cardData shows what was measured at a card.
func (i *inspector) cardData(id model.CardID) []fyne.CanvasObject {
	card := i.session.Journey().Card(id)
	if card == nil {
		return nil
	}
	parts := i.metricsHere(func(h *metric.Heat) metric.Value { return h.ForCard(card) })
	if len(parts) == 0 {
		parts = append(parts, heading("Metrics here", ""), look.Pad(0, 14, 0, 14, look.WrapText("Nothing was measured at this step. Import a spreadsheet, or type a value in.", 12, "text2", false)))
	}
	if editable(i.window) && hasMetrics(i.window) {
		value := look.Button("card-value", look.Plain, "edit", "Type a value", func() { i.window.typeValue("", "", card.Step) })
		parts = append(parts, look.Pad(4, 14, 0, 14, look.H(0, value, look.Space())))
	}
	return parts
}

// cardLinks shows the links of a card, and makes one to a card that is picked by its title.
func (i *inspector) cardLinks(id model.CardID) []fyne.CanvasObject {
	j := i.session.Journey()
	card := j.Card(id)
	if card == nil {
		return nil
	}
	parts := i.linked(j, card)
	if len(parts) == 0 {
		parts = append(parts, look.Pad(6, 14, 4, 14, look.WrapText("Not linked yet. A link says what leads to, depends on, hands over to or causes what.", 12, "text2", false)))
	}
	if editable(i.window) {
		to := look.NewChoice("card-link", "Link to another card", "link", func() []look.Option { return otherCards(j, id) }, func(to string) {
			i.session.Do(model.AddLink{Journey: j.ID, Link: model.Link{ID: model.NewID[model.LinkID](), From: id, To: model.CardID(to), Kind: model.Flow}})
		}).TypeAhead("card", nil)
		parts = append(parts, look.Pad(6, 14, 0, 14, to.Press))
	}
	return parts
}

// otherCards lists the cards of a journey but one, in reading order.
func otherCards(j *model.Journey, not model.CardID) []look.Option {
	order := slices.Clone(j.Cards)
	slices.SortStableFunc(order, func(a, b *model.Card) int { return j.StepIndex(a.Step) - j.StepIndex(b.Step) })
	var options []look.Option
	for _, c := range order {
		if c.ID != not {
			options = append(options, look.Option{ID: string(c.ID), Text: fmt.Sprintf("%s  (%s)", look.Shortened(cardTitle(c), 12, 240), j.StepNumber(c.Step)), Icon: kindIcon(j.KindOf(c))})
		}
	}
	return options
}
