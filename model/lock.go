package model

import "reflect"

// A locked lane keeps its cards as they are: none is added, moved in or out, changed or deleted. What
// changes the map around them, as deleting a step, is not held up by it; nor are votes, which are cast
// on what is fixed.

// unlocked fails when a lane is locked. A lane that does not exist is another rule's business.
func unlocked(j *Journey, id LaneID) error {
	l := j.Lane(id)
	if l == nil || !l.Locked {
		return nil
	}
	name := l.Title
	if name == "" {
		name = l.Kind.Name()
	}
	return invalid(Ref{LaneRecord, j.ID, string(id)}, "", "“"+name+"” is locked; unlock it to change its cards")
}

// bothUnlocked checks the lane that a card lies in and the one that it comes to.
func bothUnlocked(j *Journey, card *Card, to LaneID) error {
	if err := unlocked(j, card.Lane); err != nil {
		return err
	}
	return unlocked(j, to)
}

// onlyVotes reports whether two values of a card differ in nothing but the votes.
func onlyVotes(a, b Card) bool {
	a.Votes = b.Votes
	return reflect.DeepEqual(a, b)
}
