package app

import (
	"fmt"
	"slices"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// manyPage is the page of several selected records: what they are, and the fields that they share.
func (i *inspector) manyPage(refs []model.Ref) *inspectPage {
	f := newForm()
	i.head(f, "inspector", "text2", fixed(metric.FormatN(float64(len(refs)))+" selected"), "edit.copy", "edit.moveto", "edit.duplicate", "insert.link", "", "edit.delete")
	j := i.session.Journey()
	cards := i.session.SelectedCards()
	counts := map[model.Kind]int{}
	for _, c := range cards {
		counts[j.KindOf(c)]++
	}
	line := func(icon, token, text string, n int) {
		f.add(look.H(8, look.Icon(icon, 15, token), look.Grow(look.CutText(text, 12, "text", false)), look.Bold(metric.FormatN(float64(n)), 12, "text")))
	}
	for _, k := range model.Kinds {
		if n := counts[k]; n > 0 {
			line(kindIcon(k), kindToken(k), k.CardName(), n)
		}
	}
	for _, k := range []struct {
		kind       model.RecordKind
		icon, text string
	}{{model.StageRecord, "add-stage", "Stage"}, {model.StepRecord, "journey", "Step"}, {model.LaneRecord, "add-lane", "Lane"}, {model.LinkRecord, "link", "Link"}} {
		n := 0
		for _, r := range refs {
			if r.Kind == k.kind {
				n++
			}
		}
		if n > 0 {
			line(k.icon, "text2", k.text, n)
		}
	}
	if len(cards) == 0 {
		return &inspectPage{form: f}
	}
	f.heading("Change all "+model.Count(len(cards), "card"), "")
	c := cardFields{i, f, func() *model.Card { return sharedCard(i.session.SelectedCards()) }, i.cardsDiffer}
	c.owner()
	c.persona()
	c.channel()
	c.system()
	if counts[model.KindPain] == len(cards) {
		c.severity()
	}
	c.kind()
	c.evidence()
	c.moment()
	c.tags()
	return &inspectPage{form: f}
}

// cardsDiffer reports whether the selected cards differ in a field.
func (i *inspector) cardsDiffer(field string) bool {
	j, cards := i.session.Journey(), i.session.SelectedCards()
	value := func(c *model.Card) string {
		switch field {
		case "Owner":
			return string(c.Owner)
		case "Channel":
			return string(c.Channel)
		case "Persona":
			return string(c.Persona)
		case "System":
			return string(c.System)
		case "Severity":
			return fmt.Sprint(c.Severity)
		case "Kind":
			return string(j.KindOf(c))
		case "Evidence":
			return fmt.Sprint(evidenceIndex(c.Evidence))
		}
		return fmt.Sprint(c.MomentOfTruth)
	}
	return slices.ContainsFunc(cards, func(c *model.Card) bool { return value(c) != value(cards[0]) })
}

// sharedCard is the first of several cards, which stands for all in what they do not differ in.
func sharedCard(cards []*model.Card) *model.Card {
	if len(cards) == 0 {
		return &model.Card{}
	}
	shared := *cards[0]
	for _, c := range cards[1:] {
		shared.MomentOfTruth = shared.MomentOfTruth && c.MomentOfTruth
	}
	return &shared
}
