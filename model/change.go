package model

import (
	"reflect"
	"slices"
)

// What all commands stand on: making the next value by cloning only the slice and the record that
// change.

// cloneWorkspace returns a workspace with the same fields, to be changed before it is published.
func cloneWorkspace(w *Workspace) *Workspace {
	next := &Workspace{
		Name: w.Name, Journeys: w.Journeys, Personas: w.Personas, Metrics: w.Metrics, Sources: w.Sources, Datasets: w.Datasets,
		Channels: w.Channels, Owners: w.Owners, Systems: w.Systems, Views: w.Views, Pairs: w.Pairs, Images: w.Images,
	}
	next.tables.carry(&w.tables)
	return next
}

// inJourney applies change to one journey of the workspace. A change that returns its argument
// changes nothing.
func inJourney(w *Workspace, id JourneyID, change func(j *Journey) (*Journey, error)) (*Workspace, error) {
	at := lookupIndex(&w.tables.journeys, w.Journeys, id)
	if at < 0 {
		return nil, missing(Ref{JourneyRecord, id, string(id)})
	}
	next, err := change(w.Journeys[at])
	if err != nil {
		return nil, err
	}
	if next == w.Journeys[at] {
		return w, nil
	}
	out := cloneWorkspace(w)
	out.Journeys = replaced(w.Journeys, at, next)
	return out, nil
}

// replaced returns a copy of the list with v at index i.
func replaced[T any](list []T, i int, v T) []T {
	next := slices.Clone(list)
	next[i] = v
	return next
}

// inserted returns a copy of the list with v at index i, or at the nearest index that there is.
func inserted[T any](list []T, i int, v ...T) []T {
	i = min(max(i, 0), len(list))
	next := make([]T, 0, len(list)+len(v))
	next = append(next, list[:i]...)
	next = append(next, v...)
	return append(next, list[i:]...)
}

// without returns a copy of the list that lacks the element at index i.
func without[T any](list []T, i int) []T {
	next := make([]T, 0, len(list)-1)
	next = append(next, list[:i]...)
	return append(next, list[i+1:]...)
}

// shifted returns a copy of the list in which the element at index from stands at index to, or at
// the nearest index that there is; it is the list itself when that changes nothing.
func shifted[T any](list []T, from, to int) []T {
	to = min(max(to, 0), len(list)-1)
	if to == from {
		return list
	}
	return inserted(without(list, from), to, list[from])
}

// kept returns the elements that pass; it is the list itself when all do.
func kept[T any](list []T, pass func(T) bool) []T {
	for i, v := range list {
		if pass(v) {
			continue
		}
		next := append(make([]T, 0, len(list)-1), list[:i]...)
		for _, v := range list[i+1:] {
			if pass(v) {
				next = append(next, v)
			}
		}
		return next
	}
	return list
}

// mapped returns the list with each element replaced by what change makes of it; it is the list
// itself when change returns every element as it is.
func mapped[R any](list []*R, change func(*R) *R) []*R {
	next := list
	for i, r := range list {
		if c := change(r); c != r {
			if sameSlice(next, list) {
				next = slices.Clone(list)
			}
			next[i] = c
		}
	}
	return next
}

// put adds the record, or replaces the one with its id. It returns the list itself when the record
// stands there already.
func put[K ~string, R any, P record[K, R]](list []*R, r R) []*R {
	i := indexOf[K, R, P](list, P(&r).id())
	switch {
	case i < 0:
		return inserted(list, len(list), &r)
	case reflect.DeepEqual(*list[i], r):
		return list
	default:
		return replaced(list, i, &r)
	}
}
