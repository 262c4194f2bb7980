package store

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"

	"stagecraft/model"
)

// prepared is the content of a snapshot, ready to be written.
type prepared struct {
	top   blockID
	all   []blockID
	fresh map[blockID][]byte // what the file lacked, sealed
}

// packAhead packs what a snapshot holds while saves go on. It returns nil when the file cannot be read so.
func (f *File) packAhead(ctx context.Context, v version, part *model.Workspace, j *model.Journey) (*prepared, error) {
	tx, last, err := f.begin()
	if err != nil || tx == nil {
		return nil, err
	}
	var ready *prepared
	err = guard(func() error {
		defer tx.Rollback()
		s := saving{ctx: ctx, tx: tx}
		ready, err = s.content(&v, part, j, last)
		return err
	})
	if errors.Is(err, errBroken) {
		return nil, nil
	}
	return ready, err
}

// adopt takes what was packed ahead, unless a part of it that was in the file was dropped since.
func (s *saving) adopt(p *prepared, v *version) bool {
	if p == nil {
		return false
	}
	for _, id := range p.all {
		if p.fresh[id] == nil && s.stored(bucketContent, string(id[:])) == nil {
			return false
		}
	}
	s.keep(p, v)
	return true
}

// keep keeps the blocks that the file lacks, to be written with the snapshot.
func (s *saving) keep(p *prepared, v *version) {
	s.blocks = p.fresh
	v.top, v.Bytes = p.top, 0
	for id, value := range p.fresh {
		if s.stored(bucketContent, string(id[:])) == nil {
			v.Bytes += int64(len(id) + len(value))
		}
	}
}

// content packs what a snapshot holds into blocks and keeps those that the file lacks. last is what the
// file holds.
func (s *saving) content(v *version, part *model.Workspace, j *model.Journey, last *model.Workspace) (*prepared, error) {
	fresh := newPacking()
	defer fresh.done()
	var p prepared
	t := newTree(func(node bool, id blockID, raw []byte) error {
		p.all = append(p.all, id)
		if !fresh.has(id) && s.stored(bucketContent, string(id[:])) == nil {
			fresh.add(node, id, slices.Clone(raw))
		}
		return s.ctx.Err()
	})
	t.library(part)
	t.journey(j)
	t.images(part.Images)
	for _, d := range part.Datasets {
		s.dataset(t, d, last.Dataset(d.Source))
	}
	var err error
	p.top, err = t.done()
	p.fresh = fresh.done()
	s.keep(&p, v)
	return &p, err
}

// packing packs blocks on several processors.
type packing struct {
	jobs   chan packJob
	end    sync.Once
	work   sync.WaitGroup
	mu     sync.Mutex
	sealed map[blockID][]byte
	known  map[blockID]bool
}

type packJob struct {
	node bool
	id   blockID
	raw  []byte
}

func newPacking() *packing {
	p := &packing{jobs: make(chan packJob, 64), sealed: map[blockID][]byte{}, known: map[blockID]bool{}}
	for range runtime.GOMAXPROCS(0) {
		p.work.Go(func() {
			for j := range p.jobs {
				value := seal(bucketContent, j.id[:], "", pack(j.node, j.raw))
				p.mu.Lock()
				p.sealed[j.id] = value
				p.mu.Unlock()
			}
		})
	}
	return p
}

func (p *packing) has(id blockID) bool { return p.known[id] }

func (p *packing) add(node bool, id blockID, raw []byte) {
	p.known[id] = true
	p.jobs <- packJob{node, id, raw}
}

// done returns the blocks as they are stored. Nothing may be added after it.
func (p *packing) done() map[blockID][]byte {
	p.end.Do(func() { close(p.jobs) })
	p.work.Wait()
	return p.sealed
}

// version writes a snapshot with the blocks that were kept for it.
func (s *saving) version(v version) error {
	if err := s.bucket(bucketContent, s.keyed()); err != nil {
		return err
	}
	return s.writeVersion(v)
}

func (s *saving) writeVersion(v version) error {
	content, err := compact(v.record())
	if err != nil {
		return err
	}
	key := string(v.ID)
	return s.bucket(bucketSnapshots, map[string][]byte{key: seal(bucketSnapshots, []byte(key), "", content)})
}

func (s *saving) keyed() map[string][]byte {
	pending := make(map[string][]byte, len(s.blocks))
	for id, value := range s.blocks {
		pending[string(id[:])] = value
	}
	return pending
}

// blocks fetches those of the file and those that are kept to be written.
func (s *saving) fetch() blocks {
	return func(id blockID) ([]byte, error) {
		value := s.blocks[id]
		if value == nil {
			value = s.stored(bucketContent, string(id[:]))
		}
		_, content, err := unseal(bucketContent, id[:], value)
		return content, err
	}
}

// dropVersions deletes some of the snapshots and the blocks that the others do not need, and returns those:
// what changed in each is told against the one that is now before it. A snapshot that is damaged is deleted
// as far as its blocks can be found.
func (s *saving) dropVersions(all, gone []version) ([]version, error) {
	if len(gone) == 0 {
		return all, nil
	}
	kept := without(all, gone)
	if err := s.recount(all, kept); err != nil {
		return nil, err
	}
	needed, dropped := map[blockID]bool{}, map[blockID]bool{}
	for _, v := range kept {
		_, _ = s.fetch().below(v.top, needed)
	}
	pending := map[string][]byte{}
	for _, v := range gone {
		pending[string(v.ID)] = nil
		_, _ = s.fetch().below(v.top, dropped)
	}
	if err := s.bucket(bucketSnapshots, pending); err != nil {
		return nil, err
	}
	pending = map[string][]byte{}
	for id := range dropped {
		if !needed[id] {
			pending[string(id[:])] = nil
		}
	}
	return kept, s.bucket(bucketContent, pending)
}

// recount tells anew what changed in those snapshots before which another one stands now. Both lists hold the
// newest first.
func (s *saving) recount(all, kept []version) error {
	before := func(list []version, v version) (found version, known bool) {
		i := slices.IndexFunc(list, func(o version) bool { return o.ID == v.ID })
		for _, o := range list[i+1:] {
			if o.Journey == v.Journey {
				return o, true
			}
		}
		return version{}, false
	}
	for i, v := range kept {
		was, _ := before(all, v)
		is, known := before(kept, v)
		if was.ID == is.ID {
			continue
		}
		kept[i].Changes = Tally{}
		if known {
			kept[i].Changes, _ = s.fetch().tally(is.top, v.top) // none when one is damaged
		}
		if err := s.writeVersion(kept[i]); err != nil {
			return err
		}
	}
	return nil
}

// entries adds the records of a list.
func entries[T any, ID ~string, R any](t *tree, scope, bucket string, list []*T, id func(*T) ID, record func(*T) R) {
	for _, r := range list {
		t.record(bucket, keyOf(scope, string(id(r))), record(r))
	}
}

func (t *tree) library(w *model.Workspace) {
	entries(t, "", bucketPersonas, w.Personas, func(r *model.Persona) model.PersonaID { return r.ID }, toPersona)
	entries(t, "", bucketMetrics, w.Metrics, func(r *model.Metric) model.MetricID { return r.ID }, toMetric)
	entries(t, "", bucketSources, w.Sources, func(r *model.Source) model.SourceID { return r.ID }, toSource)
	entries(t, "", bucketChannels, w.Channels, func(r *model.Channel) model.ChannelID { return r.ID }, toChannel)
	entries(t, "", bucketOwners, w.Owners, func(r *model.Owner) model.OwnerID { return r.ID }, toOwner)
	entries(t, "", bucketSystems, w.Systems, func(r *model.System) model.SystemID { return r.ID }, toSystem)
	entries(t, "", bucketViews, w.Views, func(r *model.View) model.ViewID { return r.ID }, toView)
}

func (t *tree) journey(j *model.Journey) {
	scope := string(j.ID)
	info := toJourney(j)
	info.Twin = ""
	t.record(bucketJourneys, keyOf("", scope), info)
	entries(t, scope, bucketStages, j.Stages, func(r *model.Stage) model.StageID { return r.ID }, toStage)
	for _, stage := range j.Stages {
		entries(t, scope, bucketSteps, stage.Steps, func(r *model.Step) model.StepID { return r.ID }, func(r *model.Step) stepRecord {
			record := toStep(r)
			record.Stage = stage.ID
			return record
		})
	}
	entries(t, scope, bucketLanes, j.Lanes, func(r *model.Lane) model.LaneID { return r.ID }, toLane)
	entries(t, scope, bucketCards, j.Cards, func(r *model.Card) model.CardID { return r.ID }, toCard)
	entries(t, scope, bucketLinks, j.Links, func(r *model.Link) model.LinkID { return r.ID }, toLink)
	entries(t, scope, bucketComments, j.Comments, func(r *model.Comment) model.CommentID { return r.ID }, func(r *model.Comment) commentRecord {
		return toComment(r, j.ID)
	})
}

func (t *tree) images(list []*model.Image) {
	for _, i := range list {
		key := keyOf("", string(i.ID))
		t.record(bucketImages, key, imageInFile(i))
		for n := range pieces(len(i.Data), chunkBytes) {
			from, to := piece(len(i.Data), n, chunkBytes)
			t.add(bucketBlobs, chunkKey(key, n), i.Data[from:to])
		}
	}
}

// dataset adds a dataset. What the file holds of it already, in saved, is taken from there as it stands.
func (s *saving) dataset(t *tree, d, saved *model.Dataset) {
	key := keyOf(string(d.Journey), string(d.Source))
	t.record(bucketDatasets, key, datasetInFile(d))
	same := saved != nil && saved.Journey == d.Journey && saved.Observations == d.Observations
	n := d.Observations.Len()
	for i := range pieces(n, chunkObservations) {
		chunk := chunkKey(key, i)
		if same {
			if _, content, err := unseal(bucketObservations, []byte(chunk), s.stored(bucketObservations, chunk)); err == nil {
				t.add(bucketObservations, chunk, content)
				continue
			}
		}
		from, to := piece(n, i, chunkObservations)
		t.add(bucketObservations, chunk, encodeObservations(d.Observations, from, to))
	}
}

// label is how a message names a snapshot.
func (v version) label() string {
	if name := strings.TrimSpace(v.Name); name != "" {
		return name
	}
	return v.Title
}
