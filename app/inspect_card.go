package app

import (
	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
)

// editCards changes all selected cards as one step.
func (i *inspector) editCards(what string, change func(*model.Card)) {
	var cards []model.Card
	for _, c := range i.session.SelectedCards() {
		next := *c
		change(&next)
		cards = append(cards, next)
	}
	if len(cards) > 0 {
		i.session.Do(model.EditCards{Journey: i.session.JourneyID(), Cards: cards, What: what})
	}
}

// editCommand is editCards as a command, to be grouped with others.
func (i *inspector) editCommand(what string, change func(*model.Card)) model.Command {
	var cards []model.Card
	for _, c := range i.session.SelectedCards() {
		next := *c
		change(&next)
		cards = append(cards, next)
	}
	return model.EditCards{Journey: i.session.JourneyID(), Cards: cards, What: what}
}

// The parts of a card's page.
const (
	detailsTab = iota
	evidenceTab
	dataTab
	linksTab
)

func (i *inspector) cardPage(id model.CardID) *inspectPage {
	s, j := i.session, i.session.Journey()
	card := func() *model.Card {
		if c := s.Journey().Card(id); c != nil {
			return c
		}
		return &model.Card{}
	}
	kind := j.KindOf(card())
	f := newForm()
	icon := kindIcon(kind)
	if ch := s.Workspace().Channel(card().Channel); kind == model.KindTouchpoint && ch != nil {
		icon = channelIcon(ch)
	}
	i.head(f, icon, kindToken(kind), func() string { return kind.CardName() + " · " + placeText(s.Journey(), card().Step) },
		"edit.text", "edit.moveto", "edit.duplicate", "", "insert.linkfrom", "insert.comment", "", "edit.delete")
	i.title(f, "inspector.title", func() string { return card().Title }, may(func(text string) {
		i.editCards("Edit title", func(c *model.Card) { c.Title = text })
	}))
	i.cardTabs(f, id)
	page := &inspectPage{form: f}
	switch i.tab {
	case evidenceTab:
		c := cardFields{i, f, card, nil}
		c.evidence()
		c.moment()
		page.more, page.sum = func() []fyne.CanvasObject { return i.cardEvidence(id) }, func() string { return i.cardSum(id) }
	case dataTab:
		cardFields{i, f, card, nil}.figures()
		page.more, page.sum = func() []fyne.CanvasObject { return i.cardData(id) }, func() string { return i.cardSum(id) }
	case linksTab:
		page.more, page.sum = func() []fyne.CanvasObject { return i.cardLinks(id) }, func() string { return i.cardSum(id) }
	default:
		i.cardDetails(cardFields{i, f, card, nil}, kind)
		page.more, page.sum = func() []fyne.CanvasObject { return i.cardMore(id) }, func() string { return i.cardSum(id) }
	}
	return page
}

// cardTabs adds the tabs with how much there is on each.
func (i *inspector) cardTabs(f *form, id model.CardID) {
	names := []string{"Details", "Evidence", "Data", "Links"}
	t := look.NewTabs("inspector-tab", names, i.tab, func(n int) {
		i.tab = n
		i.key = ""
		i.updated(Update{Parts: PartSelection})
	})
	count := func() {
		j := i.session.Journey()
		if c := j.Card(id); c != nil {
			t.Count(evidenceTab, len(i.sourcesAt(c)))
			t.Count(dataTab, i.valuesAt(c))
			t.Count(linksTab, len(linksOf(j, id)))
		}
	}
	count()
	f.shows = append(f.shows, count)
	f.rows = append(f.rows, look.V(0, look.Pad(0, 14, 0, 14, t.Container), look.Line("line")), look.Gap(2))
}

// cardDetails adds the fields of a card: those that its kind usually has, those that are set, and all
// when that was asked for.
func (i *inspector) cardDetails(c cardFields, kind model.Kind) {
	now, zone := c.card(), kind.Zone()
	all := i.allFields
	if all || kind == model.KindTouchpoint || kind == model.KindChannel || now.Channel != "" {
		c.channel()
		c.class()
	}
	if all || kind == model.KindPain || now.Severity > 0 {
		c.severity()
	}
	if all || kind == model.KindEmotion || kind == model.KindFeeling || now.Emotion.Known || now.Expected.Known {
		c.moods()
	}
	c.owner()
	c.persona()
	if all || zone == model.ZoneFrontstage || zone == model.ZoneBackstage || zone == model.ZoneSupport || now.System != "" {
		c.system()
	}
	c.note()
	c.picture()
	c.evidence()
	c.moment()
	c.tags()
	c.f.heading("Figures", "")
	c.figures()
	c.f.heading("Place", "")
	c.kind()
	c.place()
	text := "Show all fields"
	if all {
		text = "Show the usual fields"
	}
	c.f.add(look.H(0, look.LinkText("card-all", text, 12, func() {
		i.allFields = !i.allFields
		i.key = ""
		i.updated(Update{Parts: PartSelection})
	}), look.Space()))
}
