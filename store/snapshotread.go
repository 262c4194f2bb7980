package store

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"stagecraft/model"
)

// workspace reads what a snapshot holds.
func (b blocks) workspace(ctx context.Context, v version) (*model.Workspace, error) {
	damaged := fmt.Errorf("snapshot %q: %w", v.label(), ErrDamaged)
	leaves, err := b.below(v.top, nil)
	if err != nil {
		return nil, damaged
	}
	l := newLoad(v.label())
	rank := ""
	take := func(bucket, key string, content []byte) error {
		read := readers[bucket]
		scope, id, ok := splitKey([]byte(key))
		if read == nil || beside[bucket] || !ok {
			return errBlock
		}
		rank = rankAfter(rank)
		return read(l, entry{bucket: bucket, key: key, scope: scope, id: id, rank: rank, content: content})
	}
	for _, id := range leaves {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		_, raw, err := b.read(id)
		if err == nil {
			err = eachRecord(raw, take)
		}
		if err != nil {
			return nil, damaged
		}
	}
	l.name = v.Title
	w := l.assemble()
	if l.problems.harm || len(w.Journeys) != 1 || w.Journeys[0].ID != v.Journey {
		return nil, damaged
	}
	return w, nil
}

// held is a record of a snapshot with its place among the others.
type held struct {
	bucket, key string
	at          int
	content     []byte
}

// tally compares two snapshots. It looks into the leaves alone that they do not share.
func (b blocks) tally(before, after blockID) (Tally, error) {
	old, err := b.below(before, nil)
	if err != nil {
		return Tally{}, err
	}
	now, err := b.below(after, nil)
	if err != nil {
		return Tally{}, err
	}
	was, oldData, err := b.only(old, now)
	if err != nil {
		return Tally{}, err
	}
	is, newData, err := b.only(now, old)
	if err != nil {
		return Tally{}, err
	}
	return compareHeld(was, is, oldData, newData), nil
}

// only returns the records of the leaves that are not among others, and of the large contents the records
// that they belong to.
func (b blocks) only(leaves, others []blockID) (records map[string]held, data map[string]bool, err error) {
	shared := make(map[blockID]bool, len(others))
	for _, id := range others {
		shared[id] = true
	}
	records, data = map[string]held{}, map[string]bool{}
	for _, id := range leaves {
		if shared[id] {
			continue
		}
		_, raw, err := b.read(id)
		if err != nil {
			return nil, nil, err
		}
		err = eachRecord(raw, func(bucket, key string, content []byte) error {
			if bucket == bucketObservations || bucket == bucketBlobs {
				if record, _, ok := splitChunkKey([]byte(key)); ok {
					data[record] = true
				}
				return nil
			}
			records[bucket+"/"+key] = held{bucket, key, len(records), content}
			return nil
		})
		if err != nil {
			return nil, nil, err
		}
	}
	return records, data, nil
}

func compareHeld(was, is map[string]held, oldData, newData map[string]bool) (t Tally) {
	counted := map[string]bool{}
	type both struct{ was, is int }
	groups := map[string][]both{}
	for key, a := range is {
		b, ok := was[key]
		switch {
		case !ok:
			t.Added++
		case bytes.Equal(a.content, b.content):
			group := groupOf(a)
			groups[group] = append(groups[group], both{b.at, a.at})
			continue
		case onlyPlace(b, a):
			t.Moved++
		default:
			t.Changed++
		}
		counted[a.key] = true
	}
	for key := range was {
		if _, ok := is[key]; !ok {
			t.Removed++
			counted[was[key].key] = true
		}
	}
	for _, group := range groups {
		slices.SortFunc(group, func(a, b both) int { return cmp.Compare(a.is, b.is) })
		order := make([]int, len(group))
		for i, g := range group {
			order[i] = g.was
		}
		for _, stays := range rising(order) {
			if !stays {
				t.Moved++
			}
		}
	}
	for key := range newData {
		if oldData[key] && !counted[key] {
			t.Changed++
		}
	}
	return t
}

// groupOf names those among which the place of a record counts: cards in their cell, steps in their stage.
func groupOf(h held) string {
	var r struct{ Lane, Step, Stage string }
	if h.bucket == bucketCards || h.bucket == bucketSteps {
		_ = json.Unmarshal(h.content, &r)
	}
	return fmt.Sprintf("%s %q %q %q", h.bucket, r.Lane, r.Step, r.Stage)
}

// onlyPlace reports whether a card or step differs in nothing but where it stands.
func onlyPlace(before, after held) bool {
	switch before.bucket {
	case bucketCards:
		return sameBut(before.content, after.content, func(c *cardRecord) { c.Lane, c.Step, c.Span = "", "", 0 })
	case bucketSteps:
		return sameBut(before.content, after.content, func(s *stepRecord) { s.Stage = "" })
	}
	return false
}

func sameBut[R any](before, after []byte, clear func(*R)) bool {
	var b, a R
	if json.Unmarshal(before, &b) != nil || json.Unmarshal(after, &a) != nil {
		return false
	}
	clear(&b)
	clear(&a)
	return reflect.DeepEqual(a, b)
}
