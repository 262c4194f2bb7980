package model

import "sync/atomic"

// table finds the records of a list by id. It is built when a longer list is first searched.
type table[K ~string, R any] struct {
	atomic.Pointer[tableOf[K, R]]
}

type tableOf[K ~string, R any] struct {
	of []*R
	at map[K]int
}

// record is what a table holds: a pointer to a record that knows its id.
type record[K ~string, R any] interface {
	*R
	id() K
}

// shortList is up to where looking through a list is as fast as a map.
const shortList = 8

// lookup returns the record with this id, or nil.
func lookup[K ~string, R any, P record[K, R]](t *table[K, R], list []*R, id K) *R {
	if i := lookupIndex[K, R, P](t, list, id); i >= 0 {
		return list[i]
	}
	return nil
}

// lookupIndex returns the index of the record with this id, or -1.
func lookupIndex[K ~string, R any, P record[K, R]](t *table[K, R], list []*R, id K) int {
	if len(list) <= shortList {
		return indexOf[K, R, P](list, id)
	}
	ix := t.Load()
	if ix == nil || !sameSlice(ix.of, list) {
		ix = &tableOf[K, R]{of: list, at: make(map[K]int, len(list))}
		for i, r := range list {
			ix.at[P(r).id()] = i
		}
		t.Store(ix)
	}
	if i, ok := ix.at[id]; ok && P(list[i]).id() == id {
		return i
	}
	return -1
}

// indexOf looks the list through.
func indexOf[K ~string, R any, P record[K, R]](list []*R, id K) int {
	for i, r := range list {
		if P(r).id() == id {
			return i
		}
	}
	return -1
}

func (r *Journey) id() JourneyID { return r.ID }
func (r *Stage) id() StageID     { return r.ID }
func (r *Step) id() StepID       { return r.ID }
func (r *Lane) id() LaneID       { return r.ID }
func (r *Card) id() CardID       { return r.ID }
func (r *Link) id() LinkID       { return r.ID }
func (r *Comment) id() CommentID { return r.ID }
func (r *Persona) id() PersonaID { return r.ID }
func (r *Metric) id() MetricID   { return r.ID }
func (r *Source) id() SourceID   { return r.ID }
func (r *Dataset) id() SourceID  { return r.Source }
func (r *Channel) id() ChannelID { return r.ID }
func (r *Owner) id() OwnerID     { return r.ID }
func (r *System) id() SystemID   { return r.ID }
func (r *View) id() ViewID       { return r.ID }
func (r *Pair) id() PairID       { return r.ID }
func (r *Image) id() ImageID     { return r.ID }

// libraryTables are the lookups of a workspace.
type libraryTables struct {
	journeys table[JourneyID, Journey]
	personas table[PersonaID, Persona]
	metrics  table[MetricID, Metric]
	sources  table[SourceID, Source]
	datasets table[SourceID, Dataset]
	channels table[ChannelID, Channel]
	owners   table[OwnerID, Owner]
	systems  table[SystemID, System]
	views    table[ViewID, View]
	pairs    table[PairID, Pair]
	images   table[ImageID, Image]
}

// carry takes over what was built for another value; each table knows by itself whether it holds.
func (l *libraryTables) carry(from *libraryTables) {
	l.journeys.Store(from.journeys.Load())
	l.personas.Store(from.personas.Load())
	l.metrics.Store(from.metrics.Load())
	l.sources.Store(from.sources.Load())
	l.datasets.Store(from.datasets.Load())
	l.channels.Store(from.channels.Load())
	l.owners.Store(from.owners.Load())
	l.systems.Store(from.systems.Load())
	l.views.Store(from.views.Load())
	l.pairs.Store(from.pairs.Load())
	l.images.Store(from.images.Load())
}
