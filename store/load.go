package store

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"stagecraft/model"
)

// ranked is a record with its place in its list.
type ranked[T any] struct {
	rank, key string
	record    T
}

// parts are what a file holds of one journey.
type parts struct {
	stages   []ranked[*model.Stage]
	steps    []ranked[step]
	lanes    []ranked[*model.Lane]
	cards    []ranked[*model.Card]
	links    []ranked[*model.Link]
	comments []ranked[*model.Comment]
}

type step struct {
	stage model.StageID
	*model.Step
}

// chunkOf is a part of a record's large content.
type chunkOf struct {
	index   int
	content []byte
}

// load collects the records of a file as walk finds them.
type load struct {
	problems
	have  map[string]total
	wrong map[string]int // records that could not be read, by bucket
	lost  bool           // what is there is not what was saved
	newer bool           // a record is whole, and of a format that this version does not know

	file  *fileRecord
	saved *savedRecord

	name     string
	journeys []ranked[*model.Journey]
	parts    map[model.JourneyID]*parts
	personas []ranked[*model.Persona]
	metrics  []ranked[*model.Metric]
	sources  []ranked[*model.Source]
	channels []ranked[*model.Channel]
	owners   []ranked[*model.Owner]
	systems  []ranked[*model.System]
	views    []ranked[*model.View]
	pairs    []ranked[*model.Pair]
	images   []ranked[imageRecord]
	datasets []ranked[datasetRecord]

	chunks map[string][]chunkOf // of datasets
	blobs  map[string][]chunkOf // of images
	texts  interner

	versions []version
	blocks   map[blockID][]blockID // with those below them
	entries  int                   // of the log
}

func newLoad(file string) *load {
	return &load{
		problems: problems{file: file}, have: map[string]total{}, wrong: map[string]int{},
		parts:  map[model.JourneyID]*parts{},
		chunks: map[string][]chunkOf{},
		blobs:  map[string][]chunkOf{},
		texts:  interner{},
		blocks: map[blockID][]blockID{},
	}
}

// entry is one record of the file that is being read.
type entry struct {
	bucket, key string
	scope, id   string
	rank        string
	content     []byte
}

var (
	errKey    = errors.New("its key is not as it should be")
	errNoRank = errors.New("its place among the others is damaged")
)

// readers say how the records of each bucket are read.
var readers = map[string]func(*load, entry) error{
	bucketMeta:         (*load).meta,
	bucketWorkspace:    (*load).workspaceName,
	bucketJourneys:     (*load).journey,
	bucketStages:       (*load).stage,
	bucketSteps:        (*load).step,
	bucketLanes:        (*load).lane,
	bucketCards:        (*load).card,
	bucketLinks:        (*load).link,
	bucketComments:     (*load).comment,
	bucketPersonas:     (*load).persona,
	bucketMetrics:      (*load).metric,
	bucketSources:      (*load).source,
	bucketDatasets:     (*load).dataset,
	bucketObservations: (*load).observations,
	bucketChannels:     (*load).channel,
	bucketOwners:       (*load).owner,
	bucketSystems:      (*load).system,
	bucketViews:        (*load).view,
	bucketPairs:        (*load).pair,
	bucketImages:       (*load).image,
	bucketBlobs:        (*load).blob,
	bucketSnapshots:    (*load).snapshot,
	bucketContent:      (*load).block,
	bucketLog:          (*load).logged,
}

// add takes in one record. What cannot be read is noted, never guessed.
func (l *load) add(bucket string, key, value []byte) {
	read, known := readers[bucket]
	if !known {
		return
	}
	e := entry{bucket: bucket, key: string(key)}
	var err error
	if e.rank, e.content, err = unseal(bucket, key, value); err == nil {
		var ok bool
		if e.scope, e.id, ok = splitKey(key); !ok && bucket != bucketMeta && !beside[bucket] {
			err = errKey
		}
	}
	if err == nil {
		err = read(l, e)
	}
	if err != nil {
		l.newer = l.newer || errors.Is(err, errFormat)
		l.wrong[bucket]++
		l.problems.add(kinds[bucket], titleIn(key, value), "could not be read and is left out: "+reason(err))
		return
	}
	if bucket != bucketMeta {
		l.have[bucket] = l.have[bucket].with(value)
	}
}

// reason leaves out of a decoding error what means nothing to a reader.
func reason(err error) string {
	var syntax *json.SyntaxError
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &syntax) || errors.As(err, &wrongType) {
		return errChunk.Error()
	}
	return err.Error()
}

// titleIn looks for the title in a record that is damaged, to say which one it was.
func titleIn(key, value []byte) string {
	text := textIn(key, value)
	for _, mark := range []string{`"title":"`, `"name":"`, `"text":"`} {
		_, rest, ok := strings.Cut(text, mark)
		if !ok {
			continue
		}
		if title, _, ok := strings.Cut(rest, `"`); ok && !strings.ContainsFunc(title, func(r rune) bool { return r < ' ' || r == '\uFFFD' || r == '\\' }) {
			return title
		}
	}
	return ""
}

// read decodes a record and checks that its id is the one in its key.
func read[R any, ID ~string](e entry, id func(*R) ID) (R, error) {
	var r R
	if err := json.Unmarshal(e.content, &r); err != nil {
		return r, err
	}
	if string(id(&r)) != e.id {
		return r, errKey
	}
	if !isRank(e.rank) {
		return r, errNoRank
	}
	return r, nil
}

func keep[T any](list *[]ranked[T], e entry, record T) {
	*list = append(*list, ranked[T]{e.rank, e.key, record})
}

func (l *load) of(scope string) *parts {
	id := model.JourneyID(scope)
	if l.parts[id] == nil {
		l.parts[id] = &parts{}
	}
	return l.parts[id]
}

func (l *load) meta(e entry) error {
	switch e.key {
	case metaFile:
		return json.Unmarshal(e.content, &l.file)
	case metaSaved:
		return json.Unmarshal(e.content, &l.saved)
	}
	return nil
}

func (l *load) workspaceName(e entry) error {
	var r workspaceRecord
	err := json.Unmarshal(e.content, &r)
	l.name = r.Name
	return err
}

func (l *load) journey(e entry) error {
	r, err := read(e, func(r *journeyRecord) model.JourneyID { return r.ID })
	if err == nil {
		keep(&l.journeys, e, r.model())
	}
	return err
}

func (l *load) stage(e entry) error {
	r, err := read(e, func(r *stageRecord) model.StageID { return r.ID })
	if err == nil {
		keep(&l.of(e.scope).stages, e, r.model())
	}
	return err
}

func (l *load) step(e entry) error {
	r, err := read(e, func(r *stepRecord) model.StepID { return r.ID })
	if err == nil {
		keep(&l.of(e.scope).steps, e, step{r.Stage, r.model()})
	}
	return err
}

func (l *load) lane(e entry) error {
	r, err := read(e, func(r *laneRecord) model.LaneID { return r.ID })
	if err == nil {
		keep(&l.of(e.scope).lanes, e, r.model())
	}
	return err
}

func (l *load) card(e entry) error {
	r, err := read(e, func(r *cardRecord) model.CardID { return r.ID })
	if err == nil {
		keep(&l.of(e.scope).cards, e, r.model())
	}
	return err
}

func (l *load) link(e entry) error {
	r, err := read(e, func(r *linkRecord) model.LinkID { return r.ID })
	if err == nil {
		keep(&l.of(e.scope).links, e, r.model())
	}
	return err
}

func (l *load) comment(e entry) error {
	r, err := read(e, func(r *commentRecord) model.CommentID { return r.ID })
	if err != nil {
		return err
	}
	comment, err := r.model(model.JourneyID(e.scope))
	if err == nil {
		keep(&l.of(e.scope).comments, e, comment)
	}
	return err
}

func (l *load) persona(e entry) error {
	r, err := read(e, func(r *personaRecord) model.PersonaID { return r.ID })
	if err == nil {
		keep(&l.personas, e, r.model())
	}
	return err
}

func (l *load) metric(e entry) error {
	r, err := read(e, func(r *metricRecord) model.MetricID { return r.ID })
	if err == nil {
		keep(&l.metrics, e, r.model())
	}
	return err
}

func (l *load) source(e entry) error {
	r, err := read(e, func(r *sourceRecord) model.SourceID { return r.ID })
	if err != nil {
		return err
	}
	source, err := r.model()
	if err == nil {
		keep(&l.sources, e, source)
	}
	return err
}

func (l *load) channel(e entry) error {
	r, err := read(e, func(r *channelRecord) model.ChannelID { return r.ID })
	if err == nil {
		keep(&l.channels, e, r.model())
	}
	return err
}

func (l *load) owner(e entry) error {
	r, err := read(e, func(r *ownerRecord) model.OwnerID { return r.ID })
	if err == nil {
		keep(&l.owners, e, r.model())
	}
	return err
}

func (l *load) system(e entry) error {
	r, err := read(e, func(r *systemRecord) model.SystemID { return r.ID })
	if err == nil {
		keep(&l.systems, e, r.model())
	}
	return err
}

func (l *load) pair(e entry) error {
	r, err := read(e, func(r *pairRecord) model.PairID { return r.ID })
	if err == nil {
		keep(&l.pairs, e, r.model())
	}
	return err
}

func (l *load) view(e entry) error {
	r, err := read(e, func(r *viewRecord) model.ViewID { return r.ID })
	if err == nil {
		keep(&l.views, e, r.model())
	}
	return err
}

func (l *load) image(e entry) error {
	r, err := read(e, func(r *imageRecord) model.ImageID { return r.ID })
	if err == nil {
		keep(&l.images, e, r)
	}
	return err
}

func (l *load) dataset(e entry) error {
	var r datasetRecord
	if err := json.Unmarshal(e.content, &r); err != nil {
		return err
	}
	if !isRank(e.rank) {
		return errNoRank
	}
	keep(&l.datasets, e, r)
	return nil
}

func (l *load) observations(e entry) error { return keepChunk(l.chunks, e) }

func (l *load) blob(e entry) error { return keepChunk(l.blobs, e) }

func keepChunk(chunks map[string][]chunkOf, e entry) error {
	record, index, ok := splitChunkKey([]byte(e.key))
	if !ok {
		return errKey
	}
	chunks[record] = append(chunks[record], chunkOf{index, slices.Clone(e.content)})
	return nil
}

func (l *load) intern(text []byte) string { return l.texts.intern(text) }

// checkTotals compares what was found with what the last save noted.
func (l *load) checkTotals() {
	if l.saved == nil {
		l.lost = true
		l.problems.add("", "", "its table of contents could not be read: records may be missing without a sign")
		return
	}
	for _, bucket := range sortedKeys(readers) {
		have, want, kind := l.have[bucket], l.saved.Totals[bucket], kinds[bucket]
		if bucket == bucketMeta || have == want {
			continue
		}
		l.lost = true
		missing := want.Count - have.Count - l.wrong[bucket]
		switch {
		case missing > 0 && chunked[bucket]: // told with the record whose content they are
		case missing > 0:
			l.problems.add(kind, "", fmt.Sprintf("records are missing: %s could not be found", counted(missing, kind)))
		case missing < 0:
			l.problems.add(kind, "", fmt.Sprintf("records are more than were saved: %s too many, perhaps older ones", counted(-missing, kind)))
		case l.wrong[bucket] == 0:
			l.problems.add(kind, "", "records are not all from the last save: some may be older")
		}
	}
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// inOrder returns the records of a list by rank.
func inOrder[T any](list []ranked[T]) []T {
	slices.SortFunc(list, func(a, b ranked[T]) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.key, b.key))
	})
	var out []T
	seen := make(map[string]bool, len(list))
	for _, r := range list {
		if !seen[r.key] { // an old copy beside the new one, in a file that is damaged
			seen[r.key] = true
			out = append(out, r.record)
		}
	}
	return out
}
