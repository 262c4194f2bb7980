package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"stagecraft/model"
)

// SnapshotID names a snapshot of a file.
type SnapshotID string

// Reason says why a snapshot was made.
type Reason string

// The reasons. All but Named are made by the program itself.
const (
	Named         Reason = "named"   // a person gave it a name
	BeforeImport  Reason = "import"  // before an import
	BeforeRestore Reason = "restore" // before a restore
	BeforeMerge   Reason = "merge"   // before a merge
	Daily         Reason = "day"     // the first change of a day
	Deleted       Reason = "deleted" // before the journey was deleted
	Shared        Reason = "shared"  // when a copy was given away, in both files under the same id
)

// automatic reports whether a snapshot for this reason says nothing more than the one before it when
// nothing changed since.
func (r Reason) automatic() bool {
	switch r {
	case BeforeImport, BeforeRestore, BeforeMerge, Daily:
		return true
	}
	return false
}

// Tally counts the records in which one version of a journey differs from another: its own and those of
// the library that it refers to. Moved are records that stand elsewhere but are the same.
type Tally struct {
	Added, Removed, Changed, Moved int
}

// Snapshot describes a version of one journey as it once was.
type Snapshot struct {
	ID           SnapshotID
	Journey      model.JourneyID
	Title        string // the journey's title then
	Name         string // given by a person; may be empty
	Reason       Reason
	At           time.Time // UTC
	By           string
	Twin         model.JourneyID // the journey's twin then; the workspace of ReadSnapshot names none
	Stages       int
	Steps        int
	Cards        int
	Observations int
	Changes      Tally // against the snapshot before it of the same journey; none for the first
	Bytes        int64 // that it added to the file
}

// ErrNoSnapshot means that the file holds no snapshot with this id.
var ErrNoSnapshot = errors.New("no such snapshot")

// snapshotRecord is a snapshot in the file.
type snapshotRecord struct {
	ID           SnapshotID      `json:"id"`
	Journey      model.JourneyID `json:"journey"`
	Title        string          `json:"title"`
	Name         string          `json:"name,omitempty"`
	Reason       Reason          `json:"reason"`
	At           string          `json:"at"`
	By           string          `json:"by,omitempty"`
	Twin         model.JourneyID `json:"twin,omitempty"`
	Stages       int             `json:"stages"`
	Steps        int             `json:"steps"`
	Cards        int             `json:"cards"`
	Observations int             `json:"observations,omitempty"`
	Added        int             `json:"added,omitempty"`
	Removed      int             `json:"removed,omitempty"`
	Changed      int             `json:"changed,omitempty"`
	Moved        int             `json:"moved,omitempty"`
	Bytes        int64           `json:"bytes"`
	Top          string          `json:"top"`            // the block on top of its content
	Made         uint64          `json:"made,omitempty"` // counts the snapshots of the file
}

// version is a snapshot with where its content begins.
type version struct {
	Snapshot
	top  blockID
	made uint64 // they are ordered by it: a clock may go backwards
}

func (v version) record() snapshotRecord {
	c := v.Changes
	return snapshotRecord{
		ID: v.ID, Journey: v.Journey, Title: v.Title, Name: v.Name, Reason: v.Reason, At: timeText(v.At), By: v.By,
		Twin: v.Twin, Stages: v.Stages, Steps: v.Steps, Cards: v.Cards, Observations: v.Observations,
		Added: c.Added, Removed: c.Removed, Changed: c.Changed, Moved: c.Moved, Bytes: v.Bytes, Top: v.top.String(), Made: v.made,
	}
}

// versionIn returns the snapshot that is stored under a key.
func versionIn(key string, value []byte) (version, error) {
	_, content, err := unseal(bucketSnapshots, []byte(key), value)
	if err != nil {
		return version{}, err
	}
	return readVersion(key, content)
}

func readVersion(key string, content []byte) (version, error) {
	var r snapshotRecord
	if err := json.Unmarshal(content, &r); err != nil {
		return version{}, err
	}
	if string(r.ID) != key {
		return version{}, errKey
	}
	return r.version()
}

func (r snapshotRecord) version() (v version, err error) {
	at, err := textTime(r.At)
	if err != nil {
		return v, err
	}
	top, err := parseBlockID(r.Top)
	return version{Snapshot{
		ID: r.ID, Journey: r.Journey, Title: r.Title, Name: r.Name, Reason: r.Reason, At: at, By: r.By, Twin: r.Twin,
		Stages: r.Stages, Steps: r.Steps, Cards: r.Cards, Observations: r.Observations,
		Changes: Tally{r.Added, r.Removed, r.Changed, r.Moved}, Bytes: r.Bytes,
	}, top, r.Made}, err
}

// sortVersions puts the newest first.
func sortVersions(list []version) {
	slices.SortStableFunc(list, func(a, b version) int {
		return cmp.Or(cmp.Compare(b.made, a.made), b.At.Compare(a.At), cmp.Compare(b.ID, a.ID))
	})
}

// Snapshots lists the snapshots of all journeys, that which was made last first, whatever the clock said. It
// reads nothing from the disk.
func (f *File) Snapshots() []Snapshot {
	versions := f.versionsNow()
	list := make([]Snapshot, len(versions))
	for i, v := range versions {
		list[i] = v.Snapshot
	}
	return list
}

func (f *File) versionsNow() []version {
	if v := f.versions.Load(); v != nil {
		return *v
	}
	return nil
}

// setVersions publishes the list; it is never changed afterwards.
func (f *File) setVersions(list []version) {
	sortVersions(list)
	f.versions.Store(&list)
}

func (f *File) version(id SnapshotID) (version, error) {
	list := f.versionsNow()
	if i := slices.IndexFunc(list, func(v version) bool { return v.ID == id }); i >= 0 {
		return list[i], nil
	}
	return version{}, fmt.Errorf("%s: %w", id, ErrNoSnapshot)
}

// Snapshot keeps a journey of w as it is there, with the records of the library that it refers to and its
// datasets, in one transaction. Of s the caller gives the Journey, and may give Name, Reason (empty is
// Named), At (zero is now), By (empty is the author of the saves), and ID, to give one snapshot the same id
// in two files; the rest is filled in and returned. One that the program makes by itself before an import,
// restore or merge or once a day, and that would equal the newest of its journey, is not made: that one is
// returned. It costs what differs from earlier snapshots of the journey. One of a day thins out the older ones
// of days (thin.go).
//
// The error is model.ErrNotFound when w has no such journey, otherwise as of Save.
func (f *File) Snapshot(ctx context.Context, w *model.Workspace, s Snapshot) (Snapshot, error) {
	j := w.Journey(s.Journey)
	if j == nil {
		return Snapshot{}, fmt.Errorf("journey %s: %w", s.Journey, model.ErrNotFound)
	}
	v := version{Snapshot: s}
	v.Title, v.Twin = j.Title, j.Twin
	v.Stages, v.Steps, v.Cards, v.Observations = len(j.Stages), len(j.Steps()), len(j.Cards), 0
	v.ID, v.Reason = cmp.Or(s.ID, SnapshotID(model.NewID[model.JourneyID]())), cmp.Or(s.Reason, Named)
	if v.At = s.At.UTC(); s.At.IsZero() {
		v.At = time.Now().UTC()
	}
	part := model.UsedBy(w, j)
	for _, d := range part.Datasets {
		v.Observations += d.Observations.Len()
	}
	ready, err := f.packAhead(ctx, v, part, j)
	if err != nil {
		return Snapshot{}, err
	}
	var kept []version
	err = f.beside(ctx, func(saving *saving) error {
		v.By = cmp.Or(v.By, f.authorNow())
		if _, err := f.version(v.ID); err == nil {
			return fmt.Errorf("snapshot %s: is there already", v.ID)
		}
		before, known := f.latest(v.Journey)
		if !saving.adopt(ready, &v) {
			if _, err := saving.content(&v, part, j, f.last); err != nil {
				return err
			}
		}
		if known && v.Reason.automatic() && before.top == v.top {
			v = before
			return nil
		}
		if known {
			v.Changes, _ = saving.fetch().tally(before.top, v.top) // none when the other is damaged
		}
		for _, o := range f.versionsNow() {
			v.made = max(v.made, o.made)
		}
		v.made++
		if err := saving.version(v); err != nil || v.Reason != Daily {
			return err
		}
		kept = append([]version{v}, f.versionsNow()...)
		var err error
		kept, err = saving.dropVersions(kept, thinned(kept, v.Journey))
		return err
	}, func(list []version) []version {
		switch {
		case slices.ContainsFunc(list, func(o version) bool { return o.ID == v.ID }):
			return list
		case v.Reason == Daily:
			return kept
		}
		return append(list, v)
	})
	if err != nil {
		return Snapshot{}, err
	}
	return v.Snapshot, nil
}

// latest returns the newest snapshot of a journey.
func (f *File) latest(j model.JourneyID) (version, bool) {
	for _, v := range f.versionsNow() {
		if v.Journey == j {
			return v, true
		}
	}
	return version{}, false
}

// RenameSnapshot gives a snapshot another name. The error wraps ErrNoSnapshot when there is none with
// this id, otherwise it is as of Save.
func (f *File) RenameSnapshot(ctx context.Context, id SnapshotID, name string) error {
	var v version
	return f.beside(ctx, func(s *saving) (err error) {
		if v, err = f.version(id); err != nil {
			return err
		}
		v.Name = name
		return s.version(v)
	}, func(list []version) []version {
		for i := range list {
			if list[i].ID == id {
				list[i] = v
			}
		}
		return list
	})
}

// DropSnapshots deletes snapshots, and of their content what no other snapshot holds. Those that are not
// there are passed over. The error is as of Save.
func (f *File) DropSnapshots(ctx context.Context, ids ...SnapshotID) error {
	var kept []version
	return f.beside(ctx, func(s *saving) (err error) {
		all := slices.Clone(f.versionsNow())
		kept, err = s.dropVersions(all, slices.DeleteFunc(slices.Clone(all), func(v version) bool { return !slices.Contains(ids, v.ID) }))
		return err
	}, func([]version) []version { return kept })
}

// ReadSnapshot returns the workspace of a snapshot: its journey alone, with the records of the library that
// it refers to, its views and its datasets as they were then. It holds to the rules of the model; the
// journey names no twin, since that is another journey. The error wraps ErrNoSnapshot when there is none
// with this id, and ErrDamaged when its content is not whole.
func (f *File) ReadSnapshot(ctx context.Context, id SnapshotID) (*model.Workspace, error) {
	v, err := f.version(id)
	if err != nil {
		return nil, err
	}
	var w *model.Workspace
	err = f.reading(ctx, func(s shelf) (err error) {
		w, err = fetchFrom(s).workspace(ctx, v)
		return err
	}, bucketContent)
	if err != nil {
		return nil, err
	}
	return w, nil
}
