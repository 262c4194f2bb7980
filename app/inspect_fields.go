package app

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
)

// cardFields adds the fields of the selected cards to a form. Card gives the value that the fields show:
// of the one card, or what several have in common.
type cardFields struct {
	i     *inspector
	f     *form
	card  func() *model.Card
	mixed func(field string) bool // whether the cards differ in a field; nil for one card
}

// differ reports whether the cards differ in a field.
func (c cardFields) differ(field string) bool { return c.mixed != nil && c.mixed(field) }

// library adds a field whose values are records of the library, found and made by typing.
func (c cardFields) library(name, label, what, none, field string, now func() (text, icon string), options func() []look.Option, pick func(id string), create func(name string)) {
	c.f.choice(name, label, func() (string, string) {
		if c.differ(field) {
			return "Mixed", ""
		}
		if text, icon := now(); text != "" {
			return text, icon
		}
		return none, ""
	}, options, pick).TypeAhead(what, create)
}

func (c cardFields) channel() {
	s := c.i.session
	c.library("card-channel", "Channel", "channel", "None", "Channel", func() (string, string) {
		if ch := s.Workspace().Channel(c.card().Channel); ch != nil {
			return ch.Name, channelIcon(ch)
		}
		return "", ""
	}, func() []look.Option { return listOptions(s.Workspace().Channels, "None", "", channelOption) }, func(id string) {
		c.i.editCards("Change channel", func(card *model.Card) { card.Channel = model.ChannelID(id) })
	}, func(name string) {
		ch := model.Channel{ID: model.NewID[model.ChannelID](), Name: name, Icon: guessChannelIcon(name), Class: model.Owned}
		c.i.withNew("Change channel", model.PutChannel{Channel: ch}, func(card *model.Card) { card.Channel = ch.ID })
	})
}

var channelClasses = []model.ChannelClass{model.Owned, model.Earned, model.Paid}

// class says who controls the channel; it is the channel's, and so that of all its cards.
func (c cardFields) class() {
	s := c.i.session
	c.f.segments("card-class", "Class", []string{"Owned", "Earned", "Paid"}, func() int {
		if ch := s.Workspace().Channel(c.card().Channel); ch != nil && !c.differ("Channel") {
			return slices.Index(channelClasses, ch.Class)
		}
		return -1
	}, func(n int) {
		ch := s.Workspace().Channel(c.card().Channel)
		if ch == nil {
			c.i.window.toasts.Show("info", "Choose a channel first: the class is the channel's", "", nil)
			return
		}
		next := *ch
		next.Class = channelClasses[n]
		s.Do(model.PutChannel{Channel: next})
	})
	c.f.help("Of the channel everywhere: yours, what others say, or bought.")
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

func (c cardFields) owner() {
	s := c.i.session
	c.library("card-owner", "Owner", "owner", "None", "Owner", func() (string, string) {
		if o := s.Workspace().Owner(c.card().Owner); o != nil {
			return o.Name, "persona"
		}
		return "", ""
	}, func() []look.Option { return listOptions(s.Workspace().Owners, "None", "", ownerOption) }, func(id string) {
		c.i.editCards("Change owner", func(card *model.Card) { card.Owner = model.OwnerID(id) })
	}, func(name string) {
		o := model.Owner{ID: model.NewID[model.OwnerID](), Name: name}
		c.i.withNew("Change owner", model.PutOwner{Owner: o}, func(card *model.Card) { card.Owner = o.ID })
	})
}

func (c cardFields) persona() {
	s := c.i.session
	c.library("card-persona", "Persona", "persona", "All", "Persona", func() (string, string) {
		if p := s.Workspace().Persona(c.card().Persona); p != nil {
			return p.Name, "persona"
		}
		return "", ""
	}, func() []look.Option { return listOptions(s.Workspace().Personas, "All", "", personaOption) }, func(id string) {
		c.i.editCards("Change persona", func(card *model.Card) { card.Persona = model.PersonaID(id) })
	}, func(name string) {
		p := model.Persona{ID: model.NewID[model.PersonaID](), Name: name}
		c.i.withNew("Change persona", model.PutPersona{Persona: p}, func(card *model.Card) { card.Persona = p.ID })
	})
}

func (c cardFields) system() {
	s := c.i.session
	c.library("card-system", "System", "system", "None", "System", func() (string, string) {
		if sys := s.Workspace().System(c.card().System); sys != nil {
			return sys.Name, "lane-system"
		}
		return "", ""
	}, func() []look.Option { return listOptions(s.Workspace().Systems, "None", "", systemOption) }, func(id string) {
		c.i.editCards("Change system", func(card *model.Card) { card.System = model.SystemID(id) })
	}, func(name string) {
		sys := model.System{ID: model.NewID[model.SystemID](), Name: name}
		c.i.withNew("Change system", model.PutSystem{System: sys}, func(card *model.Card) { card.System = sys.ID })
	})
}

func (c cardFields) note() {
	c.f.note("card-body", "Note", "", 3, func() string { return c.card().Body }, may(func(text string) {
		c.i.editCards("Edit note", func(card *model.Card) { card.Body = text })
	}))
}

func (c cardFields) picture() {
	w := c.i.window
	c.i.pictureField(c.f, "card-picture", "Picture", func() model.ImageID { return c.card().Image },
		func() { w.do("insert.picture") }, func() { w.do("insert.nopicture") })
}

func (c cardFields) severity() {
	c.f.choice("card-severity", "Severity", func() (string, string) {
		if c.differ("Severity") {
			return "Mixed", ""
		}
		return severityText(c.card().Severity), ""
	}, func() []look.Option {
		var options []look.Option
		for n := range 4 {
			options = append(options, look.Option{ID: fmt.Sprint(n), Text: severityText(n)})
		}
		return options
	}, func(id string) {
		c.i.editCards("Change severity", func(card *model.Card) { card.Severity = int(id[0] - '0') })
	})
}

func (c cardFields) moods() {
	c.f.number("card-mood", "Mood", "–2 to 2", -2, 2, func() model.Maybe[float64] { return c.card().Emotion }, func(v model.Maybe[float64]) {
		c.i.editCards("Change mood", func(card *model.Card) { card.Emotion = v })
	})
	c.f.number("card-expected", "Expected", "–2 to 2", -2, 2, func() model.Maybe[float64] { return c.card().Expected }, func(v model.Maybe[float64]) {
		c.i.editCards("Change expected mood", func(card *model.Card) { card.Expected = v })
	})
	c.f.help("What the customer felt, and what they had expected to feel.")
}

var evidenceLevels = []model.Evidence{model.Assumption, model.Partial, model.Validated}

func evidenceIndex(e model.Evidence) int { return max(slices.Index(evidenceLevels, e), 0) }

// evidence shows the three levels as the borders that cards get from them.
func (c cardFields) evidence() {
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
			c.i.editCards("Change evidence", func(card *model.Card) { card.Evidence = evidenceLevels[n] })
		})
		presses = append(presses, p)
	}
	showLevel := func() {
		for n, p := range presses {
			p.SetOn(n == evidenceIndex(c.card().Evidence) && !c.differ("Evidence"))
		}
	}
	showLevel()
	c.f.shows = append(c.f.shows, showLevel)
	c.f.row("Evidence", container.NewGridWithColumns(3, presses[0], presses[1], presses[2]))
}

// evidenceSample draws a card's border at a level of evidence: dashed, thin, thick.
func evidenceSample(level int) fyne.CanvasObject {
	switch level {
	case 0:
		return look.Fixed(34, 12, look.V(0, dashes(), look.Space(), dashes()))
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

func (c cardFields) moment() {
	text, star := "Moment of truth", look.Icon("star-filled", 14, "text")
	if c.differ("Moment") {
		text, star = "Moment of truth (some)", nil // both would widen the inspector
	}
	c.f.check("card-moment", text, star, func() bool { return c.card().MomentOfTruth }, func(on bool) {
		c.i.editCards("Moment of truth", func(card *model.Card) { card.MomentOfTruth = on })
	})
	c.f.help("Here the customer decides for or against you.")
}

// tags are typed with commas, or added one by one from those that the map has.
func (c cardFields) tags() {
	s := c.i.session
	if c.mixed == nil {
		c.f.entry("card-tags", "Tags", "words, with commas", func() string { return strings.Join(c.card().Tags, ", ") }, may(func(text string) {
			c.i.editCards("Edit tags", func(card *model.Card) { card.Tags = splitBy(text, ",") })
		}))
	}
	label := ""
	if c.mixed != nil {
		label = "Tags"
	}
	add := func(tag string) {
		c.i.editCards("Add tag", func(card *model.Card) {
			if !slices.Contains(card.Tags, tag) {
				card.Tags = append(slices.Clone(card.Tags), tag)
			}
		})
	}
	c.f.choice("card-tag", label, func() (string, string) { return "Add a tag", "add" }, func() []look.Option {
		var options []look.Option
		for _, t := range tagsOf(countForFilter(s.Journey()).tags) {
			options = append(options, look.Option{ID: t, Text: t})
		}
		return options
	}, add).TypeAhead("tag", add)
}

func (c cardFields) figures() {
	c.f.number("card-duration", "Duration", "minutes", 0, 1e7, func() model.Maybe[float64] { return c.card().Duration }, func(v model.Maybe[float64]) {
		c.i.editCards("Edit duration", func(card *model.Card) { card.Duration = v })
	})
	c.f.number("card-cost", "Cost", "", 0, 1e12, func() model.Maybe[float64] { return c.card().Cost }, func(v model.Maybe[float64]) {
		c.i.editCards("Edit cost", func(card *model.Card) { card.Cost = v })
	})
	c.f.number("card-votes", "Votes", "", 0, 1e6, func() model.Maybe[float64] {
		return model.Maybe[float64]{Value: float64(c.card().Votes), Known: c.card().Votes > 0}
	}, func(v model.Maybe[float64]) {
		c.i.editCards("Edit votes", func(card *model.Card) { card.Votes = int(v.Or(0)) })
	})
}

// kind is what the card is; it has its lane's kind unless it is given one of its own.
func (c cardFields) kind() {
	s := c.i.session
	laneKind := func() model.Kind {
		if l := s.Journey().Lane(c.card().Lane); l != nil {
			return l.Kind
		}
		return model.KindNote
	}
	c.f.choice("card-kind", "Kind", func() (string, string) {
		if c.differ("Kind") {
			return "Mixed", ""
		}
		k := s.Journey().KindOf(c.card())
		return k.CardName(), kindIcon(k)
	}, func() []look.Option {
		options := []look.Option{{ID: "", Text: "As its lane: " + lowerFirst(laneKind().CardName())}, {}}
		for _, k := range model.Kinds {
			options = append(options, look.Option{ID: string(k), Text: k.CardName(), Icon: kindIcon(k)})
		}
		return options
	}, func(id string) {
		c.i.editCards("Change kind", func(card *model.Card) {
			if card.Kind = model.Kind(id); s.Journey().KindOf(card) != model.KindPain {
				card.Severity = 0
			}
		})
	}).TypeAhead("kind", nil)
}

// place is where the card lies, and over how many steps it reaches.
func (c cardFields) place() {
	s := c.i.session
	move := func(to model.Cell) {
		s.Do(model.MoveCards{Journey: s.JourneyID(), Moves: []model.CardMove{{Card: c.card().ID, To: to, Index: 1 << 30}}})
	}
	c.f.choice("card-step", "Step", func() (string, string) { return placeText(s.Journey(), c.card().Step), "" },
		func() []look.Option { return stepOptions(s.Journey()) },
		func(id string) { move(model.Cell{Lane: c.card().Lane, Step: model.StepID(id)}) }).TypeAhead("step", nil)
	c.f.choice("card-lane", "Lane", func() (string, string) {
		if l := s.Journey().Lane(c.card().Lane); l != nil {
			return l.Title, kindIcon(l.Kind)
		}
		return "", ""
	}, func() []look.Option { return laneOptions(s.Journey()) },
		func(id string) { move(model.Cell{Lane: model.LaneID(id), Step: c.card().Step}) }).TypeAhead("lane", nil)
	c.f.entry("card-span", "Over", "", func() string { return strconv.Itoa(max(c.card().Span, 1)) }, func(text string) string {
		n, err := strconv.Atoi(strings.Fields(text + " x")[0])
		most := len(s.Journey().Steps()) - s.Journey().StepIndex(c.card().Step)
		if err != nil || n < 1 || n > most {
			return fmt.Sprintf("Type how many steps it covers, 1 to %d.", most)
		}
		c.i.editCards("Change span", func(card *model.Card) { card.Span = n })
		return ""
	})
}
