package store

import (
	"slices"

	"stagecraft/model"
)

// How many of the snapshots that are made by themselves on each day of work are kept of a journey: each of the
// last days, of those before the last of each of so many weeks, and of the last ones of the weeks before that
// the last of each month.
// They are counted and not measured against the present time, in the order in which they were made: a clock
// that was wrong for a while costs nothing. Those that a person made or named, and those made before an import,
// a restore, a merge or a deletion and for a copy that was given away, stay until a person deletes them.
// Tests lower them.
var (
	keptDailies = 14
	keptWeeks   = 13
)

// thinned returns the snapshots of a journey that are not needed any more. List holds the newest first.
func thinned(list []version, journey model.JourneyID) (gone []version) {
	days, weeks, months := 0, map[[2]int]bool{}, map[[2]int]bool{}
	for _, v := range list {
		if v.Journey != journey || v.Reason != Daily || v.Name != "" {
			continue
		}
		at := v.At.Local()
		year, number := at.ISOWeek()
		week, month := [2]int{year, number}, [2]int{at.Year(), int(at.Month())}
		switch {
		case days < keptDailies:
			days++
		case weeks[week]:
			gone = append(gone, v)
		case len(weeks) < keptWeeks:
			weeks[week] = true
		case months[month]:
			gone = append(gone, v)
		default:
			months[month] = true
		}
	}
	return gone
}

// without returns a list without some of it.
func without(list, gone []version) []version {
	return slices.DeleteFunc(slices.Clone(list), func(v version) bool {
		return slices.ContainsFunc(gone, func(g version) bool { return g.ID == v.ID })
	})
}
