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
	was, err := b.only(old, now)
	if err != nil {
		return Tally{}, err
	}
	is, err := b.only(now, old)
	if err != nil {
		return Tally{}, err
	}
	return compareHeld(was, is), nil
}

// only returns the records of the leaves that are not among others.
func (b blocks) only(leaves, others []blockID) (map[string]held, error) {
	shared := make(map[blockID]bool, len(others))
	for _, id := range others {
		shared[id] = true
	}
	records := map[string]held{}
	for _, id := range leaves {
		if shared[id] {
			continue
		}
		_, raw, err := b.read(id)
		if err != nil {
			return nil, err
		}
		err = eachRecord(raw, func(bucket, key string, content []byte) error {
			records[bucket+"/"+key] = held{bucket, key, len(records), content}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return records, nil
}

// comparing counts what differs between the records of two snapshots.
type comparing struct {
	Tally
	counted map[string]bool       // the keys of what was
	large   map[string]bool       // the keys of records whose large content differs
	groups  map[string][]standing // what is the same, among those among which its place counts
}

// standing is where a record stands in both.
type standing struct{ was, is int }

func compareHeld(was, is map[string]held) Tally {
	c := comparing{counted: map[string]bool{}, large: map[string]bool{}, groups: map[string][]standing{}}
	for key, a := range is {
		b, ok := was[key]
		c.record(a, b, ok)
	}
	for key, b := range was {
		if _, ok := is[key]; ok {
			continue
		}
		if !c.part(b) {
			c.Removed++
			c.counted[b.key] = true
		}
	}
	for _, group := range c.groups {
		c.order(group)
	}
	for key := range c.large {
		if !c.counted[key] {
			c.Changed++
		}
	}
	return c.Tally
}

func (c *comparing) record(a, b held, known bool) {
	same := known && bytes.Equal(a.content, b.content)
	switch {
	case same:
		group := groupOf(a)
		c.groups[group] = append(c.groups[group], standing{b.at, a.at})
		return
	case c.part(a):
		return
	case !known:
		c.Added++
	case onlyPlace(b, a):
		c.Moved++
	default:
		c.Changed++
	}
	c.counted[a.key] = true
}

// part notes a piece of large content that differs for the record that it belongs to, or says that h is
// none.
func (c *comparing) part(h held) bool {
	if h.bucket != bucketObservations && h.bucket != bucketBlobs {
		return false
	}
	if record, _, ok := splitChunkKey([]byte(h.key)); ok {
		c.large[record] = true
	}
	return true
}

// order counts those that moved among the others of a group.
func (c *comparing) order(group []standing) {
	slices.SortFunc(group, func(a, b standing) int { return cmp.Compare(a.is, b.is) })
	before := make([]int, len(group))
	for i, g := range group {
		before[i] = g.was
	}
	for _, stays := range rising(before) {
		if !stays {
			c.Moved++
		}
	}
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
