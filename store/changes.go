package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"stagecraft/model"
)

// changes finds what has to be written so that the file holds one workspace in place of another. It
// compares pointers, so its cost is that of one comparison a record of what a command touched.
type changes struct {
	pending map[string]map[string][]byte    // bucket, key -> value; nil deletes
	stored  func(bucket, key string) []byte // what the file holds
	err     error
}

func newChanges(stored func(bucket, key string) []byte) *changes {
	return &changes{pending: map[string]map[string][]byte{}, stored: stored}
}

func (c *changes) set(bucket, key string, value []byte) {
	if c.pending[bucket] == nil {
		c.pending[bucket] = map[string][]byte{}
	}
	c.pending[bucket][key] = value
}

func (c *changes) put(bucket, key, rank string, content []byte) {
	c.set(bucket, key, seal(bucket, []byte(key), rank, content))
}

// remove deletes a record, unless it was put again elsewhere: a step moves from stage to stage.
func (c *changes) remove(bucket, key string) {
	if c.pending[bucket][key] == nil {
		c.set(bucket, key, nil)
	}
}

func (c *changes) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// workspace compares everything; before is nil when the file is empty.
func (c *changes) workspace(before, after *model.Workspace) error {
	fresh := before == nil
	if fresh {
		before = &model.Workspace{}
	}
	if fresh || before.Name != after.Name {
		c.put(bucketWorkspace, keyOf("", ""), "", c.encode(workspaceRecord{after.Name}))
	}
	compare(c, library(bucketPersonas, func(p *model.Persona) model.PersonaID { return p.ID }, toPersona), before.Personas, after.Personas)
	compare(c, library(bucketMetrics, func(m *model.Metric) model.MetricID { return m.ID }, toMetric), before.Metrics, after.Metrics)
	compare(c, library(bucketSources, func(s *model.Source) model.SourceID { return s.ID }, toSource), before.Sources, after.Sources)
	compare(c, library(bucketChannels, func(h *model.Channel) model.ChannelID { return h.ID }, toChannel), before.Channels, after.Channels)
	compare(c, library(bucketOwners, func(o *model.Owner) model.OwnerID { return o.ID }, toOwner), before.Owners, after.Owners)
	compare(c, library(bucketSystems, func(s *model.System) model.SystemID { return s.ID }, toSystem), before.Systems, after.Systems)
	compare(c, library(bucketViews, func(v *model.View) model.ViewID { return v.ID }, toView), before.Views, after.Views)
	compare(c, library(bucketPairs, func(p *model.Pair) model.PairID { return p.ID }, toPair), before.Pairs, after.Pairs)
	c.images(before.Images, after.Images)
	c.datasets(before.Datasets, after.Datasets)
	c.journeys(before.Journeys, after.Journeys)
	return c.err
}

func (c *changes) journeys(before, after []*model.Journey) {
	id := func(j *model.Journey) model.JourneyID { return j.ID }
	compare(c, library(bucketJourneys, id, toJourney), before, after)
	pairs(id, before, after, c.journey)
}

var (
	noJourney = &model.Journey{}
	noStage   = &model.Stage{}
)

// journey compares the parts of a journey; before or after is nil when there is none.
func (c *changes) journey(before, after *model.Journey) {
	if before == nil {
		before = noJourney
	}
	scope := string(before.ID)
	if after == nil {
		after = noJourney
	} else {
		scope = string(after.ID)
	}
	stage := func(s *model.Stage) model.StageID { return s.ID }
	compare(c, part(scope, bucketStages, stage, toStage), before.Stages, after.Stages)
	pairs(stage, before.Stages, after.Stages, func(b, a *model.Stage) { c.stepsOf(scope, b, a) })
	compare(c, part(scope, bucketLanes, func(l *model.Lane) model.LaneID { return l.ID }, toLane), before.Lanes, after.Lanes)
	compare(c, part(scope, bucketCards, func(x *model.Card) model.CardID { return x.ID }, toCard), before.Cards, after.Cards)
	compare(c, part(scope, bucketLinks, func(l *model.Link) model.LinkID { return l.ID }, toLink), before.Links, after.Links)
	comment := func(x *model.Comment) commentRecord { return toComment(x, model.JourneyID(scope)) }
	compare(c, part(scope, bucketComments, func(x *model.Comment) model.CommentID { return x.ID }, comment), before.Comments, after.Comments)
}

func (c *changes) stepsOf(scope string, before, after *model.Stage) {
	if before == nil {
		before = noStage
	}
	if after == nil {
		after = noStage
	}
	record := func(s *model.Step) stepRecord {
		r := toStep(s)
		r.Stage = after.ID
		return r
	}
	compare(c, part(scope, bucketSteps, func(s *model.Step) model.StepID { return s.ID }, record), before.Steps, after.Steps)
}

func (c *changes) datasets(before, after []*model.Dataset) {
	// A dataset has no id of its own: it is known by its source and journey.
	key := func(d *model.Dataset) string { return keyOf(string(d.Journey), string(d.Source)) }
	content := func(d *model.Dataset) any { return datasetInFile(d) }
	compare(c, records[model.Dataset]{bucketDatasets, key, content}, before, after)
	pairs(key, before, after, func(b, a *model.Dataset) {
		var was, is *model.Observations
		var record string
		if b != nil {
			was, record = b.Observations, key(b)
		}
		if a != nil {
			is, record = a.Observations, key(a)
		}
		if was == is {
			return
		}
		same := func(from, to int) bool { return was.EqualRange(is, from, to) }
		encode := func(from, to int) []byte { return encodeObservations(is, from, to) }
		c.chunks(bucketObservations, record, was.Len(), is.Len(), chunkObservations, same, encode)
	})
}

func (c *changes) images(before, after []*model.Image) {
	id := func(i *model.Image) model.ImageID { return i.ID }
	compare(c, library(bucketImages, id, imageInFile), before, after)
	pairs(id, before, after, func(b, a *model.Image) {
		var was, is []byte
		var record string
		if b != nil {
			was, record = b.Data, keyOf("", string(b.ID))
		}
		if a != nil {
			is, record = a.Data, keyOf("", string(a.ID))
		}
		if len(was) == len(is) && (len(is) == 0 || &was[0] == &is[0]) {
			return
		}
		same := func(from, to int) bool { return bytes.Equal(was[from:to], is[from:to]) }
		c.chunks(bucketBlobs, record, len(was), len(is), chunkBytes, same, func(from, to int) []byte { return is[from:to] })
	})
}

// chunks puts the pieces of a record's large content that differ, where it had so many things before and
// has so many after. same compares the things from..to-1, which both have.
func (c *changes) chunks(bucket, record string, before, after, size int, same func(from, to int) bool, encode func(from, to int) []byte) {
	was, is := pieces(before, size), pieces(after, size)
	for i := range is {
		from, to := piece(after, i, size)
		if _, end := piece(before, i, size); i >= was || end != to || !same(from, to) {
			c.put(bucket, chunkKey(record, i), "", encode(from, to))
		}
	}
	for i := is; i < was; i++ {
		c.remove(bucket, chunkKey(record, i))
	}
}

// records says how those of one list are written.
type records[T any] struct {
	bucket  string
	key     func(*T) string
	content func(*T) any
}

func library[T any, ID ~string, R any](bucket string, id func(*T) ID, content func(*T) R) records[T] {
	return part("", bucket, id, content)
}

func part[T any, ID ~string, R any](scope, bucket string, id func(*T) ID, content func(*T) R) records[T] {
	return records[T]{
		bucket:  bucket,
		key:     func(r *T) string { return keyOf(scope, string(id(r))) },
		content: func(r *T) any { return content(r) },
	}
}

// pairs calls visit for the records of two lists that have the same id and differ, and for those that
// are in one list only.
func pairs[T any, ID comparable](id func(*T) ID, before, after []*T, visit func(before, after *T)) {
	if len(before) == len(after) && (len(after) == 0 || &before[0] == &after[0]) {
		return
	}
	was := make(map[ID]*T, len(before))
	for _, b := range before {
		was[id(b)] = b
	}
	for _, a := range after {
		b := was[id(a)]
		delete(was, id(a))
		if a != b {
			visit(b, a)
		}
	}
	for _, b := range before {
		if was[id(b)] == b {
			visit(b, nil)
		}
	}
}

// compare puts the records of a list that are new, changed or moved, and removes those that are gone.
// Ranks are given to new and moved ones alone.
func compare[T any](c *changes, r records[T], before, after []*T) {
	if c.err != nil {
		return
	}
	head := 0
	for head < len(before) && head < len(after) && before[head] == after[head] {
		head++
	}
	tail := 0
	for tail < len(before)-head && tail < len(after)-head && before[len(before)-1-tail] == after[len(after)-1-tail] {
		tail++
	}
	was, is := before[head:len(before)-tail], after[head:len(after)-tail]
	if len(was) == 0 && len(is) == 0 {
		return
	}
	places := make(map[string]int, len(was))
	for i, b := range was {
		places[r.key(b)] = i
	}
	need := make([]bool, len(after))
	changed := make([]bool, len(is))
	olds, seen := make([]int, len(is)), make(map[string]bool, len(is))
	for i, a := range is {
		key := r.key(a)
		if seen[key] {
			c.fail(fmt.Errorf("two records in %s have the same id", r.bucket))
			return
		}
		seen[key] = true
		old, ok := places[key]
		if !ok {
			old = -1
		}
		olds[i], changed[i] = old, !ok || was[old] != a
	}
	for i, stays := range rising(olds) {
		need[head+i] = !stays
	}
	for _, b := range was {
		if key := r.key(b); !seen[key] {
			c.remove(r.bucket, key)
		}
	}
	put(c, r, after, head, changed, need)
}

// put writes the records that changed or need a rank.
func put[T any](c *changes, r records[T], after []*T, head int, changed, need []bool) {
	ranks, err := assignRanks(len(after), need, func(i int) (string, error) {
		return c.rank(r.bucket, r.key(after[i]))
	})
	if err != nil {
		c.fail(err)
		return
	}
	write := func(i int) {
		key, rank := r.key(after[i]), ranks[i]
		if rank == "" {
			rank, err = c.rank(r.bucket, key)
			if err != nil {
				c.fail(err)
			}
		}
		c.put(r.bucket, key, rank, c.encode(r.content(after[i])))
	}
	for i := range changed {
		if changed[i] || ranks[head+i] != "" {
			write(head + i)
			delete(ranks, head+i)
		}
	}
	for i := range ranks { // neighbours that had to make room
		write(i)
	}
}

// errLost means that a record which the file should hold is not there.
var errLost = errors.New("a record is missing in the file")

// rank returns the rank that a record has in the file.
func (c *changes) rank(bucket, key string) (string, error) {
	value := c.stored(bucket, key)
	if value == nil {
		return "", errLost
	}
	return rankIn(value), nil
}

// rising returns which numbers make up the longest rising run among those that are not negative: the
// records that need not move when the others do.
func rising(numbers []int) []bool {
	type link struct{ index, before int }
	links := make([]link, 0, len(numbers))
	var ends []int // per length, the link that ends lowest
	for i, n := range numbers {
		if n < 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(ends, n, func(end, n int) int { return numbers[links[end].index] - n })
		before := -1
		if at > 0 {
			before = ends[at-1]
		}
		links = append(links, link{i, before})
		if at == len(ends) {
			ends = append(ends, len(links)-1)
		} else {
			ends[at] = len(links) - 1
		}
	}
	stays := make([]bool, len(numbers))
	if len(ends) > 0 {
		for l := ends[len(ends)-1]; l >= 0; l = links[l].before {
			stays[links[l].index] = true
		}
	}
	return stays
}

// encode writes a record as compact JSON.
func (c *changes) encode(record any) []byte {
	content, err := compact(record)
	if err != nil {
		c.fail(err)
	}
	return content
}

func compact(record any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(record); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}
