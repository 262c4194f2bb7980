package model

// findLane returns the index of a lane, or an error.
func findLane(j *Journey, id LaneID) (int, error) {
	at := lookupIndex(&j.lookups.lanes, j.Lanes, id)
	if at < 0 {
		return 0, missing(Ref{LaneRecord, j.ID, string(id)})
	}
	return at, nil
}

// withLanes returns the journey with other lanes.
func withLanes(j *Journey, lanes []*Lane) *Journey {
	if sameSlice(lanes, j.Lanes) {
		return j
	}
	next := cloneJourney(j)
	next.Lanes = lanes
	return next
}

// addLane puts a new lane at an index.
func addLane(w *Workspace, j *Journey, lane Lane, at int) (*Journey, error) {
	if err := checkLane(w, j.ID, &lane); err != nil {
		return nil, err
	}
	if j.Lane(lane.ID) != nil {
		return nil, taken(LaneRecord, j.ID, string(lane.ID))
	}
	if err := checkRoom(j, 0, 1); err != nil {
		return nil, err
	}
	return withLanes(j, inserted(j.Lanes, at, &lane)), nil
}

// Label implements Command.
func (c AddLane) Label() string { return "Add lane" }

// Apply implements Command.
func (c AddLane) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		return addLane(w, j, c.Lane, c.At)
	})
}

// Label implements Command.
func (c EditLane) Label() string { return "Edit lane" }

// Apply implements Command.
func (c EditLane) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		at, err := findLane(j, c.Lane.ID)
		if err != nil {
			return nil, err
		}
		if *j.Lanes[at] == c.Lane {
			return j, nil
		}
		lane := c.Lane
		if err := checkLane(w, j.ID, &lane); err != nil {
			return nil, err
		}
		return withLanes(j, replaced(j.Lanes, at, &lane)), nil
	})
}

// Label implements Command.
func (c MoveLane) Label() string { return "Move lane" }

// Apply implements Command.
func (c MoveLane) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		at, err := findLane(j, c.Lane)
		if err != nil {
			return nil, err
		}
		return withLanes(j, shifted(j.Lanes, at, c.To)), nil
	})
}

// Label implements Command.
func (c DuplicateLane) Label() string { return "Duplicate lane" }

// Apply implements Command.
func (c DuplicateLane) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		at, err := findLane(j, c.Lane)
		if err != nil {
			return nil, err
		}
		lane := *j.Lanes[at]
		lane.ID = DerivedID(c.Salt, c.Lane)
		next, err := addLane(w, j, lane, at+1)
		if err != nil {
			return nil, err
		}
		return copyCards(j, next, c.Salt, func(card *Card) (Cell, int, bool) {
			return Cell{lane.ID, card.Step}, card.Span, card.Lane == c.Lane
		})
	})
}

// Label implements Command.
func (c SplitLane) Label() string { return "Split lane" }

// Apply implements Command. The named cards must lie in the lane.
func (c SplitLane) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		at, err := findLane(j, c.Lane)
		if err != nil {
			return nil, err
		}
		moving, err := chosen(j, c.Cards, "Lane", func(card *Card) bool { return card.Lane == c.Lane })
		if err != nil {
			return nil, err
		}
		if err := unlocked(j, c.Lane); err != nil {
			return nil, err
		}
		next, err := addLane(w, j, c.NewLane, at+1)
		if err != nil {
			return nil, err
		}
		return withCards(next, mapped(next.Cards, func(card *Card) *Card {
			if !moving[card.ID] {
				return card
			}
			moved := *card
			moved.Lane = c.NewLane.ID
			return &moved
		})), nil
	})
}

// Label implements Command.
func (c MergeLanes) Label() string { return "Merge lanes" }

// Apply implements Command. Comments on the lane go to the other.
func (c MergeLanes) Apply(w *Workspace) (*Workspace, error) {
	return removing(w, c.Journey, func(j *Journey, g *gone) (*Journey, error) {
		at, err := findLane(j, c.Lane)
		if err != nil {
			return nil, err
		}
		into, err := findLane(j, c.Into)
		if err != nil {
			return nil, err
		}
		if at == into {
			return nil, invalid(Ref{LaneRecord, j.ID, string(c.Lane)}, "", "cannot be merged with itself")
		}
		for _, id := range []LaneID{c.Lane, c.Into} {
			if err := unlocked(j, id); err != nil {
				return nil, err
			}
		}
		g.mergedLane[c.Lane] = c.Into
		r := rearrange(j)
		for i, card := range j.Cards {
			if card.Lane == c.Lane {
				moved := *card
				moved.Lane = c.Into
				if card.Kind == "" && j.Lanes[at].Kind != j.Lanes[into].Kind {
					moved.Kind = j.Lanes[at].Kind
				}
				r.take(i)
				r.put(&moved, last)
			}
		}
		return withLanes(r.done(), without(j.Lanes, at)), nil
	})
}

// Label implements Command.
func (c DeleteLane) Label() string { return "Delete lane" }

// Apply implements Command.
func (c DeleteLane) Apply(w *Workspace) (*Workspace, error) {
	return removing(w, c.Journey, func(j *Journey, g *gone) (*Journey, error) {
		at, err := findLane(j, c.Lane)
		if err != nil {
			return nil, err
		}
		if err := unlocked(j, c.Lane); err != nil {
			return nil, err
		}
		cards := kept(j.Cards, func(card *Card) bool {
			if card.Lane == c.Lane {
				g.cards[card.ID] = true
			}
			return card.Lane != c.Lane
		})
		next := withLanes(j, without(j.Lanes, at))
		if !sameSlice(cards, j.Cards) {
			next.Cards = cards
			next.lookups.ids.Store(j.cardIDs().after(cards, len(j.Cards)-len(cards), nil))
		}
		return next, nil
	})
}
