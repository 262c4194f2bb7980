package model

// longestTitle bounds how much of a title a step of the history shows.
const longestTitle = 32

// titled returns a command's label with the title of the one record that it is about, as far as it has
// one: Add card “Online check-in”.
func titled(c Command, before, after *Workspace) string {
	label := c.Label()
	title := []rune(subject(c, before, after))
	switch {
	case len(title) == 0:
		return label
	case len(title) > longestTitle:
		title = append(title[:longestTitle-1:longestTitle-1], '…')
	}
	return label + " “" + string(title) + "”"
}

// subject returns the title of the one record that a command is about, or "".
func subject(c Command, before, after *Workspace) string {
	card := func(journey JourneyID, id CardID) string {
		for _, w := range []*Workspace{after, before} {
			if j := w.Journey(journey); j != nil && j.Card(id) != nil {
				return j.Card(id).Title
			}
		}
		return ""
	}
	switch c := c.(type) {
	case AddCards:
		if len(c.Cards) == 1 {
			return c.Cards[0].Card.Title
		}
	case EditCards:
		if len(c.Cards) == 1 {
			return card(c.Journey, c.Cards[0].ID)
		}
	case MoveCards:
		if len(c.Moves) == 1 {
			return card(c.Journey, c.Moves[0].Card)
		}
	case DuplicateCards:
		if len(c.Cards) == 1 {
			return card(c.Journey, c.Cards[0])
		}
	case DeleteCards:
		if len(c.Cards) == 1 {
			return card(c.Journey, c.Cards[0])
		}
	case Group:
		if len(c.Commands) == 1 {
			return subject(c.Commands[0], before, after)
		}
	}
	return ""
}
