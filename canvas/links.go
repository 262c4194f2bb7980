package canvas

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// StartLink begins a link from the focused or selected card, for the keys: the arrows then go from card
// to card, Enter links and Escape leaves off.
func (b *Board) StartLink() {
	cards := b.chosen()
	if len(cards) == 0 {
		b.say("Select the card from which the link goes")
		return
	}
	b.takeKeyboard()
	b.machine.StartLink(cards[0])
}

// linkKey is a key on the way to link two cards.
func (b *Board) linkKey(name fyne.KeyName) {
	if d, ok := walkKeys[name]; ok {
		b.linkTowards(d)
		return
	}
	switch name {
	case fyne.KeyTab:
		b.linkTowards(layout.Next)
	case fyne.KeyReturn, fyne.KeyEnter:
		b.machine.FinishLink()
	}
}

func (b *Board) linkTowards(d layout.Direction) {
	if to := b.machine.LinkTowards(d); to != "" {
		b.ScrollTo(tool.CardRef(b.Layout(), to))
	}
}

// trail is where following links began, so that going on passes through all that are linked.
type trail struct {
	from, at model.CardID
	back     bool
	turn     int
}

// FollowLink goes from the focused card along its link to the card that it leads to, or to the one that
// it comes from when back is set. Of several the first is taken, and the next each time after.
func (b *Board) FollowLink(back bool) {
	l, cards := b.Layout(), b.chosen()
	if l == nil || len(cards) == 0 {
		b.say("Select the card whose link to follow")
		return
	}
	t := trail{from: cards[0], back: back}
	if b.trail.at == cards[0] && b.trail.back == back && len(shownEnds(l, b.trail.from, back)) > 1 {
		t = b.trail
		t.turn++
	}
	ends := shownEnds(l, t.from, back)
	if len(ends) == 0 {
		b.say(map[bool]string{false: "No link leads on from here", true: "No link leads here"}[back])
		return
	}
	t.turn %= len(ends)
	t.at = ends[t.turn]
	ref := tool.CardRef(l, t.at)
	b.doc.Select([]model.Ref{ref})
	b.FocusOn(ref)
	b.machine.SetAnchor(t.at)
	b.trail = t
	if len(ends) > 1 {
		b.say(fmt.Sprintf("Link %d of %d of %s: %s", t.turn+1, len(ends),
			tool.Quoted(l.Journey.Card(t.from).Title), tool.Describe(l, b.focus)))
	}
}

// shownEnds is linkEnds without the cards that are not on the map.
func shownEnds(l *layout.Layout, card model.CardID, back bool) []model.CardID {
	return slices.DeleteFunc(linkEnds(l.Journey, card, back), func(id model.CardID) bool { return l.CardBox(id) == nil })
}

// linkEnds returns the cards that links lead to from a card, or come from to it when back is set, in
// the order of the links.
func linkEnds(j *model.Journey, card model.CardID, back bool) []model.CardID {
	var out []model.CardID
	for _, link := range j.Links {
		from, to := link.From, link.To
		if back {
			from, to = to, from
		}
		switch {
		case from == card:
			out = append(out, to)
		case to == card && link.Exchange:
			out = append(out, from)
		}
	}
	return out
}
