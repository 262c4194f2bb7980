package app

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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
		"edit.text", "edit.moveto", "edit.duplicate", "", "insert.comment", "", "edit.delete")
	i.title(f, "inspector.title", func() string { return card().Title }, may(func(text string) {
		i.editCards("Edit title", func(c *model.Card) { c.Title = text })
	}))
	i.cardFields(f, kind, card)
	return &inspectPage{form: f, more: func() []fyne.CanvasObject { return i.cardMore(id) }, sum: func() string { return i.cardSum(id) }}
}

func (i *inspector) cardFields(f *form, kind model.Kind, card func() *model.Card) {
	switch kind {
	case model.KindTouchpoint, model.KindChannel:
		i.channelField(f, card)
	case model.KindPain:
		i.severityField(f, card)
	case model.KindEmotion, model.KindFeeling:
		i.moodFields(f, card)
	case model.KindGain:
		f.choice("card-kind", "Kind", func() (string, string) { return "Gain", "" }, func() []look.Option {
			return []look.Option{{ID: string(model.KindGain), Text: "Gain"}, {ID: string(model.KindPain), Text: "Pain"}}
		}, i.setKind)
	}
	if kind == model.KindPain {
		f.choice("card-kind", "Kind", func() (string, string) { return "Pain", "" }, func() []look.Option {
			return []look.Option{{ID: string(model.KindPain), Text: "Pain"}, {ID: string(model.KindGain), Text: "Gain"}}
		}, i.setKind)
	}
	i.ownerField(f, card)
	i.personaField(f, card)
	if z := kind.Zone(); z == model.ZoneFrontstage || z == model.ZoneBackstage || z == model.ZoneSupport {
		i.systemField(f, card)
	}
	f.note("card-body", "Note", "", 3, func() string { return card().Body }, may(func(text string) {
		i.editCards("Edit note", func(c *model.Card) { c.Body = text })
	}))
	i.pictureField(f, "card-picture", "Picture", func() model.ImageID { return card().Image },
		func() { i.window.do("insert.picture") }, func() { i.window.do("insert.nopicture") })
	i.evidenceField(f, card)
	f.check("card-moment", "Moment of truth", look.Icon("star-filled", 14, "text"), func() bool { return card().MomentOfTruth }, func(on bool) {
		i.editCards("Moment of truth", func(c *model.Card) { c.MomentOfTruth = on })
	})
	f.entry("card-tags", "Tags", "words, with commas", func() string { return strings.Join(card().Tags, ", ") }, may(func(text string) {
		i.editCards("Edit tags", func(c *model.Card) { c.Tags = splitBy(text, ",") })
	}))
	i.measureFields(f, card)
}

func (i *inspector) setKind(id string) {
	i.editCards("Change kind", func(c *model.Card) {
		c.Kind = model.Kind(id)
		if c.Kind != model.KindPain {
			c.Severity = 0
		}
	})
}

func (i *inspector) measureFields(f *form, card func() *model.Card) {
	f.number("card-duration", "Duration", "minutes", 0, 1e7, func() model.Maybe[float64] { return card().Duration }, func(v model.Maybe[float64]) {
		i.editCards("Edit duration", func(c *model.Card) { c.Duration = v })
	})
	f.number("card-cost", "Cost", "", 0, 1e12, func() model.Maybe[float64] { return card().Cost }, func(v model.Maybe[float64]) {
		i.editCards("Edit cost", func(c *model.Card) { c.Cost = v })
	})
	f.number("card-votes", "Votes", "", 0, 1e6, func() model.Maybe[float64] {
		return model.Maybe[float64]{Value: float64(card().Votes), Known: card().Votes > 0}
	}, func(v model.Maybe[float64]) {
		i.editCards("Edit votes", func(c *model.Card) { c.Votes = int(v.Or(0)) })
	})
}

func (i *inspector) channelField(f *form, card func() *model.Card) {
	s := i.session
	f.choice("card-channel", "Channel", func() (string, string) {
		if ch := s.Workspace().Channel(card().Channel); ch != nil {
			return ch.Name, channelIcon(ch)
		}
		return "None", ""
	}, func() []look.Option {
		return listOptions(s.Workspace().Channels, "None", "New channel…", channelOption)
	}, func(id string) {
		if id != newOption {
			i.editCards("Change channel", func(c *model.Card) { c.Channel = model.ChannelID(id) })
			return
		}
		i.newName("New channel", func(name string) []model.Command {
			ch := model.Channel{ID: model.NewID[model.ChannelID](), Name: name, Icon: guessChannelIcon(name), Class: model.Owned}
			return []model.Command{model.PutChannel{Channel: ch}, i.editCommand("Change channel", func(c *model.Card) { c.Channel = ch.ID })}
		})
	})
	classes := []model.ChannelClass{model.Owned, model.Earned, model.Paid}
	f.segments("card-class", "Class", []string{"Owned", "Earned", "Paid"}, func() int {
		if ch := s.Workspace().Channel(card().Channel); ch != nil {
			return slices.Index(classes, ch.Class)
		}
		return -1
	}, func(n int) {
		if ch := s.Workspace().Channel(card().Channel); ch != nil {
			next := *ch
			next.Class = classes[n]
			s.Do(model.PutChannel{Channel: next})
		}
	})
}

// channelWords tell which icon a channel of a new name gets.
var channelWords = []struct{ icon, words string }{
	{"email", "mail"}, {"app", "app mobile"}, {"phone", "phone call hotline"}, {"chat", "chat messenger bot"}, {"sms", "sms text"},
	{"social", "social instagram facebook tiktok linkedin"}, {"post", "post letter parcel"}, {"kiosk", "kiosk terminal machine"},
	{"store", "store shop branch desk counter lobby"}, {"person", "person staff agent technician visit"},
}

func guessChannelIcon(name string) string {
	name = strings.ToLower(name)
	for _, c := range channelWords {
		for _, word := range strings.Fields(c.words) {
			if strings.Contains(name, word) {
				return c.icon
			}
		}
	}
	return "web"
}

func (i *inspector) ownerField(f *form, card func() *model.Card) {
	s := i.session
	f.choice("card-owner", "Owner", func() (string, string) {
		if o := s.Workspace().Owner(card().Owner); o != nil {
			return o.Name, "persona"
		}
		return "None", ""
	}, func() []look.Option { return listOptions(s.Workspace().Owners, "None", "New owner…", ownerOption) }, func(id string) {
		if id != newOption {
			i.editCards("Change owner", func(c *model.Card) { c.Owner = model.OwnerID(id) })
			return
		}
		i.newName("New owner", func(name string) []model.Command {
			o := model.Owner{ID: model.NewID[model.OwnerID](), Name: name}
			return []model.Command{model.PutOwner{Owner: o}, i.editCommand("Change owner", func(c *model.Card) { c.Owner = o.ID })}
		})
	})
}

func (i *inspector) personaField(f *form, card func() *model.Card) {
	s := i.session
	f.choice("card-persona", "Persona", func() (string, string) {
		if p := s.Workspace().Persona(card().Persona); p != nil {
			return p.Name, "persona"
		}
		return "All", ""
	}, func() []look.Option { return listOptions(s.Workspace().Personas, "All", "", personaOption) }, func(id string) {
		i.editCards("Change persona", func(c *model.Card) { c.Persona = model.PersonaID(id) })
	})
}

func (i *inspector) systemField(f *form, card func() *model.Card) {
	s := i.session
	f.choice("card-system", "System", func() (string, string) {
		if sys := s.Workspace().System(card().System); sys != nil {
			return sys.Name, "lane-system"
		}
		return "None", ""
	}, func() []look.Option { return listOptions(s.Workspace().Systems, "None", "New system…", systemOption) }, func(id string) {
		if id != newOption {
			i.editCards("Change system", func(c *model.Card) { c.System = model.SystemID(id) })
			return
		}
		i.newName("New system", func(name string) []model.Command {
			sys := model.System{ID: model.NewID[model.SystemID](), Name: name}
			return []model.Command{model.PutSystem{System: sys}, i.editCommand("Change system", func(c *model.Card) { c.System = sys.ID })}
		})
	})
}

func (i *inspector) severityField(f *form, card func() *model.Card) {
	f.choice("card-severity", "Severity", func() (string, string) { return severityText(card().Severity), "" }, func() []look.Option {
		var options []look.Option
		for n := range 4 {
			options = append(options, look.Option{ID: fmt.Sprint(n), Text: severityText(n)})
		}
		return options
	}, func(id string) {
		i.editCards("Change severity", func(c *model.Card) { c.Severity = int(id[0] - '0') })
	})
}

func (i *inspector) moodFields(f *form, card func() *model.Card) {
	f.number("card-mood", "Mood", "–2 to 2", -2, 2, func() model.Maybe[float64] { return card().Emotion }, func(v model.Maybe[float64]) {
		i.editCards("Change mood", func(c *model.Card) { c.Emotion = v })
	})
	f.number("card-expected", "Expected", "–2 to 2", -2, 2, func() model.Maybe[float64] { return card().Expected }, func(v model.Maybe[float64]) {
		i.editCards("Change expected mood", func(c *model.Card) { c.Expected = v })
	})
}

var evidenceLevels = []model.Evidence{model.Assumption, model.Partial, model.Validated}

func evidenceIndex(e model.Evidence) int { return max(slices.Index(evidenceLevels, e), 0) }

// evidenceField shows the three levels as the borders that cards get from them.
func (i *inspector) evidenceField(f *form, card func() *model.Card) {
	var presses []*look.Press
	for n, text := range []string{"Assumed", "Partial", "Validated"} {
		p := look.NewPress("evidence-"+text, 6, func(s look.State) look.Ground {
			if s.On {
				return look.Ground{Fill: "surface", Border: "accent", Width: 2}
			}
			return look.Ground{Fill: "surface", Border: "line2", Width: 1}
		}, func(s look.State) fyne.CanvasObject {
			ink := "text2"
			if s.On {
				ink = "text"
			}
			return look.Pad(7, 3, 3, 3, look.V(3, look.Pad(0, 6, 0, 6, evidenceSample(n)), look.CutText(text, 10.5, ink, false).Centre()))
		}, func() {
			i.editCards("Change evidence", func(c *model.Card) { c.Evidence = evidenceLevels[n] })
		})
		presses = append(presses, p)
	}
	showLevel := func() {
		for n, p := range presses {
			p.SetOn(n == evidenceIndex(card().Evidence))
		}
	}
	showLevel()
	f.shows = append(f.shows, showLevel)
	f.row("Evidence", container.NewGridWithColumns(3, presses[0], presses[1], presses[2]))
}

// evidenceSample draws a card's border at a level of evidence: dashed, thin, thick.
func evidenceSample(level int) fyne.CanvasObject {
	switch level {
	case 0:
		return look.Fixed(34, 12, look.V(8, dashes(), dashes()))
	case 1:
		return look.Sized(34, 12, look.NewFill("", "text3", 1, 3))
	}
	return look.Sized(34, 12, look.NewFill("", "text", 2, 3))
}

func dashes() fyne.CanvasObject {
	var row []fyne.CanvasObject
	for range 5 {
		row = append(row, look.Sized(4, 1.5, look.NewFill("text", "", 0, 0)))
	}
	return look.H(3, row...)
}

// manyPage is the page of several selected records: what they are, and the fields that they share.
func (i *inspector) manyPage(refs []model.Ref) *inspectPage {
	f := newForm()
	i.head(f, "inspector", "text2", fixed(fmt.Sprintf("%d selected", len(refs))), "edit.moveto", "edit.duplicate", "insert.link", "", "edit.delete")
	j := i.session.Journey()
	counts := map[model.Kind]int{}
	for _, c := range i.session.SelectedCards() {
		counts[j.KindOf(c)]++
	}
	for _, k := range model.Kinds {
		if n := counts[k]; n > 0 {
			f.add(look.H(8, look.Icon(kindIcon(k), 15, kindToken(k)), look.Grow(look.CutText(k.Name(), 12, "text", false)), look.Bold(fmt.Sprint(n), 12, "text")))
		}
	}
	if len(i.session.SelectedCards()) == 0 {
		return &inspectPage{form: f}
	}
	f.rows = append(f.rows, look.Gap(4))
	shared := func() *model.Card { return sharedCard(i.session.SelectedCards()) }
	i.channelOnly(f, shared)
	i.ownerField(f, shared)
	i.personaField(f, shared)
	i.evidenceField(f, shared)
	f.check("card-moment", "Moment of truth", look.Icon("star-filled", 14, "text"), func() bool { return shared().MomentOfTruth }, func(on bool) {
		i.editCards("Moment of truth", func(c *model.Card) { c.MomentOfTruth = on })
	})
	return &inspectPage{form: f}
}

func (i *inspector) channelOnly(f *form, card func() *model.Card) {
	s := i.session
	f.choice("card-channel", "Channel", func() (string, string) {
		if ch := s.Workspace().Channel(card().Channel); ch != nil {
			return ch.Name, channelIcon(ch)
		}
		return "None, or different ones", ""
	}, func() []look.Option { return listOptions(s.Workspace().Channels, "None", "", channelOption) }, func(id string) {
		i.editCards("Change channel", func(c *model.Card) { c.Channel = model.ChannelID(id) })
	})
}

// sharedCard holds what cards have in common; what they differ in is empty.
func sharedCard(cards []*model.Card) *model.Card {
	if len(cards) == 0 {
		return &model.Card{}
	}
	shared := *cards[0]
	for _, c := range cards[1:] {
		if c.Owner != shared.Owner {
			shared.Owner = ""
		}
		if c.Channel != shared.Channel {
			shared.Channel = ""
		}
		if c.Persona != shared.Persona {
			shared.Persona = ""
		}
		if evidenceIndex(c.Evidence) != evidenceIndex(shared.Evidence) {
			shared.Evidence = model.Assumption
		}
		shared.MomentOfTruth = shared.MomentOfTruth && c.MomentOfTruth
	}
	return &shared
}
