package store_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stagecraft/model"
	"stagecraft/store"
)

// TestFileAgainstAMemory works on a file at random and on a simple model of it in memory, and compares:
// commands, saves, snapshots, restores, drops, renames, reopenings, compactions, and crashes in the middle
// of a write, after which the work goes on with what the disk then held.
func TestFileAgainstAMemory(t *testing.T) {
	dir := t.TempDir()
	if quick, err := os.MkdirTemp("/dev/shm", "stagecraft-test"); err == nil {
		t.Cleanup(func() { os.RemoveAll(quick) })
		dir = quick // a sync costs nothing there, and here it is not the disk that is tried
	}
	defer store.KeepFewSnapshots(keptDays, keptWeeks)()
	runs, steps := 0, map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		runs++
		m := begin(t, filepath.Join(dir, fmt.Sprintf("run%d", runs)))
		defer m.end()
		for range 120 {
			steps[m.step()]++
		}
		steps["thinned out"] += m.thinned
		m.reopen()
		for id := range m.kept {
			m.read(id)
		}
	})
	total := 0
	for _, n := range steps {
		total += n
	}
	t.Logf("%d steps in %d runs: %v", total, runs, steps)
	for _, want := range []string{"command", "save", "snapshot", "restore", "drop", "reopen", "crash", "thinned out"} {
		if runs >= 50 && steps[want] < runs/4 {
			t.Errorf("%d steps of the kind %q in %d runs", steps[want], want, runs)
		}
	}
}

// memory is a file and what it must hold.
type memory struct {
	t    *rapid.T
	dir  string
	f    *store.File
	made int // files and moments

	history *model.History
	saved   *model.Workspace
	kept    map[store.SnapshotID]keptVersion
	author  string
	thinned int
}

// How many snapshots of days and weeks are kept here.
const (
	keptDays  = 1
	keptWeeks = 1
)

// keptVersion is a snapshot as it must be.
type keptVersion struct {
	store.Snapshot
	made    int
	content []byte // in the interchange form
}

func begin(t *rapid.T, dir string) *memory {
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	w := model.Generate(3, 6, 4, rapid.IntRange(0, 30).Draw(t, "cards"), rapid.SampledFrom([]int{0, 30, 1500}).Draw(t, "observations"), rapid.Int64().Draw(t, "seed"))
	m := &memory{t: t, dir: dir, history: model.NewHistory(w), saved: w, kept: map[store.SnapshotID]keptVersion{}}
	f, err := store.Create(context.Background(), m.path(), w)
	m.must(err)
	m.f = f
	return m
}

func (m *memory) end() {
	_ = m.f.Close()
	_ = os.RemoveAll(m.dir)
}

func (m *memory) must(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

func (m *memory) path() string {
	m.made++
	return filepath.Join(m.dir, fmt.Sprintf("%d.stage", m.made))
}

func (m *memory) now() *model.Workspace { return m.history.Current() }

func (m *memory) step() string {
	switch n := rapid.IntRange(0, 99).Draw(m.t, "what"); {
	case n < 45:
		_, _ = m.history.Do(command(m.t, m.now())) // refused ones change nothing
		return "command"
	case n < 56:
		return m.day()
	case n < 60:
		m.history.Undo()
		return "undo"
	case n < 61:
		m.must(m.f.Compact(context.Background()))
		return "compact"
	case n < 69:
		m.snapshot()
		return "snapshot"
	case n < 74:
		return m.one("restore", m.restore)
	case n < 78:
		return m.one("drop", m.drop)
	case n < 80:
		return m.one("rename", m.rename)
	case n < 83:
		return m.one("read", m.read)
	case n < 87:
		m.crash()
		return "crash"
	case n < 91:
		m.reopen()
		return "reopen"
	default:
		m.save()
		return "save"
	}
}

// one does something with one of the snapshots.
func (m *memory) one(what string, do func(store.SnapshotID)) string {
	ids := slices.Sorted(maps.Keys(m.kept))
	if len(ids) == 0 {
		return "nothing"
	}
	do(rapid.SampledFrom(ids).Draw(m.t, "snapshot"))
	return what
}

func (m *memory) save() {
	m.author = rapid.SampledFrom([]string{"", "Ada", "Bo"}).Draw(m.t, "author")
	m.f.SetAuthor(m.author)
	before, after := m.saved, m.now()
	_, err := m.f.Save(context.Background(), after)
	m.must(err)
	m.saved = after
	changes := model.Diff(before, after)
	if len(changes) == 0 {
		return
	}
	log, err := m.f.Log(context.Background(), store.LogFilter{Limit: 1})
	m.must(err)
	if len(log) != 1 || log[0].By != m.author {
		m.t.Fatalf("after a save by %q: %+v", m.author, log)
	}
	for _, c := range changes {
		is := func(l store.LoggedChange) bool { return l.Ref == c.Ref }
		if log[0].More == 0 && !slices.ContainsFunc(log[0].Changes, is) {
			m.t.Fatalf("%+v is not in the log", c)
		}
	}
}

func keptContent(t *rapid.T, w *model.Workspace, j model.JourneyID) []byte {
	data, err := store.EncodeWorkspace(snapshotOf(w, j))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (m *memory) snapshot() {
	if w := m.now(); len(w.Journeys) > 0 {
		reasons := []store.Reason{store.Named, store.Daily, store.Deleted, store.BeforeImport}
		m.take(rapid.SampledFrom(w.Journeys[:min(2, len(w.Journeys))]).Draw(m.t, "journey").ID, rapid.SampledFrom(reasons).Draw(m.t, "reason"))
	}
}

// day makes the snapshot of a day of work on the first map.
func (m *memory) day() string {
	w := m.now()
	if len(w.Journeys) == 0 {
		return "nothing"
	}
	for range 3 {
		_, _ = m.history.Do(command(m.t, m.now()))
	}
	if j := m.now().Journey(w.Journeys[0].ID); j != nil {
		m.take(j.ID, store.Daily)
	}
	return "day"
}

func (m *memory) take(j model.JourneyID, reason store.Reason) {
	m.made++
	at := time.Date(2026, 1, 1, 12, 0, 0, 0, time.Local).AddDate(rapid.SampledFrom([]int{0, 0, 0, 0, 0, 0, 0, -9, 20}).Draw(m.t, "years wrong"), 0, m.made).UTC()
	name := fmt.Sprint("taken ", m.made)
	if reason == store.Daily {
		name = ""
	}
	s, err := m.f.Snapshot(context.Background(), m.now(), store.Snapshot{Journey: j, Reason: reason, At: at, Name: name})
	m.must(err)
	content := keptContent(m.t, m.now(), j)
	latest, known := m.latest(j)
	automatic := reason == store.Daily || reason == store.BeforeImport || reason == store.BeforeRestore
	switch old, again := m.kept[s.ID]; {
	case again && (!automatic || old.ID != latest.ID || !bytes.Equal(old.content, content)):
		m.t.Fatalf("an old snapshot came back for a new one: %+v", s)
	case !again && automatic && known && bytes.Equal(latest.content, content):
		m.t.Fatalf("a snapshot was taken of nothing new: %+v", s)
	case !again && known && bytes.Equal(latest.content, content) != (s.Changes == store.Tally{}):
		m.t.Fatalf("the changes are told as %+v", s.Changes)
	}
	if _, again := m.kept[s.ID]; !again {
		m.kept[s.ID] = keptVersion{s, m.made, content}
	}
	if s.Reason == store.Daily {
		m.thin(j)
	}
	m.recount()
}

// inOrder returns the snapshots of a journey, or of all, the newest first.
func (m *memory) inOrder(j model.JourneyID) []keptVersion {
	list := slices.DeleteFunc(slices.Collect(maps.Values(m.kept)), func(v keptVersion) bool { return j != "" && v.Journey != j })
	slices.SortFunc(list, func(a, b keptVersion) int { return b.made - a.made })
	return list
}

// thin forgets the snapshots of days that are not needed: of those behind the last few days the last of each
// week, and of those weeks behind the last few the last of each month.
func (m *memory) thin(j model.JourneyID) {
	days := slices.DeleteFunc(m.inOrder(j), func(v keptVersion) bool { return v.Reason != store.Daily || v.Name != "" })
	weeks, months := []string{}, []string{}
	for _, v := range days[min(keptDays, len(days)):] {
		year, number := v.At.Local().ISOWeek()
		week, month := fmt.Sprint(year, "-", number), v.At.Local().Format("2006-01")
		switch {
		case slices.Contains(weeks, week) || len(weeks) == keptWeeks && slices.Contains(months, month):
			delete(m.kept, v.ID)
			m.thinned++
		case len(weeks) < keptWeeks:
			weeks = append(weeks, week)
		default:
			months = append(months, month)
		}
	}
}

// recount takes over what the file tells of changes since the snapshot before, where that is another one now.
func (m *memory) recount() {
	list := m.f.Snapshots()
	if len(list) != len(m.kept) {
		m.t.Fatalf("%d snapshots, want %d", len(list), len(m.kept))
	}
	for _, s := range list {
		v := m.kept[s.ID]
		of := m.inOrder(s.Journey)
		at := slices.IndexFunc(of, func(o keptVersion) bool { return o.ID == s.ID })
		same := at+1 == len(of) || bytes.Equal(of[at+1].content, v.content)
		if same != (s.Changes == store.Tally{}) {
			m.t.Fatalf("%s is told to differ by %+v from the one before", s.ID, s.Changes)
		}
		v.Changes = s.Changes
		m.kept[s.ID] = v
	}
}

func (m *memory) latest(j model.JourneyID) (latest keptVersion, known bool) {
	for _, v := range m.kept {
		if v.Journey == j && (!known || v.made > latest.made) {
			latest, known = v, true
		}
	}
	return latest, known
}

func (m *memory) read(id store.SnapshotID) {
	w, err := m.f.ReadSnapshot(context.Background(), id)
	m.must(err)
	data, err := store.EncodeWorkspace(w)
	m.must(err)
	if !bytes.Equal(data, m.kept[id].content) {
		m.t.Fatalf("the snapshot %s holds something else", id)
	}
	m.must(model.Validate(w))
}

func (m *memory) restore(id store.SnapshotID) {
	v := m.kept[id]
	if m.now().Journey(v.Journey) != nil {
		m.take(v.Journey, store.BeforeRestore)
	}
	w, err := m.f.ReadSnapshot(context.Background(), id)
	m.must(err)
	_, err = m.history.Do(model.RestoreJourney{Journey: v.Journey, From: w, Twin: v.Twin})
	m.must(err)
	m.must(model.Validate(m.now()))
}

func (m *memory) drop(id store.SnapshotID) {
	m.must(m.f.DropSnapshots(context.Background(), id))
	delete(m.kept, id)
	m.recount()
}

func (m *memory) rename(id store.SnapshotID) {
	m.made++
	v := m.kept[id]
	v.Name = fmt.Sprint("renamed ", m.made)
	m.must(m.f.RenameSnapshot(context.Background(), id, v.Name))
	m.kept[id] = v
}

// reopen closes the file and opens it again: everything that was saved is there, and nothing else.
func (m *memory) reopen() {
	m.must(m.f.Close())
	m.open(m.f.Path(), m.saved, m.kept, false)
	m.history = model.NewHistory(m.f.Workspace())
	m.saved = m.f.Workspace()
}

// open opens a file and compares all of it with what it must hold.
func (m *memory) open(path string, want *model.Workspace, kept map[store.SnapshotID]keptVersion, torn bool) {
	f, err := store.Open(context.Background(), path, store.Options{})
	m.must(err)
	m.f = f
	if p := f.Problems(); len(p) > 0 && !torn {
		m.t.Fatalf("%v", p)
	}
	sameRapid(m.t, want, f.Workspace())
	list := f.Snapshots()
	if len(list) != len(kept) {
		m.t.Fatalf("%d snapshots, want %d", len(list), len(kept))
	}
	for _, s := range list {
		if s != kept[s.ID].Snapshot {
			m.t.Fatalf("%+v, want %+v", s, kept[s.ID].Snapshot)
		}
	}
	if !slices.IsSortedFunc(list, func(a, b store.Snapshot) int { return kept[b.ID].made - kept[a.ID].made }) {
		m.t.Fatal("the newest is not first")
	}
}

// crash lets the power fail while something is written. Until the header of the new state is there the
// disk may hold any of the pages that were written: the file is what it was before. Work goes on with that.
func (m *memory) crash() {
	before, saved, kept := m.image(), m.saved, maps.Clone(m.kept)
	what := rapid.SampledFrom([]func(){m.save, m.snapshot, func() { m.one("drop", m.drop) }}).Draw(m.t, "write")
	what()
	after := m.image()
	m.must(m.f.Close())
	path := m.path()
	torn := m.torn(before, after)
	m.must(os.WriteFile(path, torn, 0o600))
	headerHurt := !bytes.Equal(torn[:2*pageBytes], before[:2*pageBytes])
	m.open(path, saved, kept, headerHurt)
	m.saved, m.kept = m.f.Workspace(), kept
	m.history = model.NewHistory(m.f.Workspace())
	if headerHurt { // the first save writes the file anew
		_, err := m.f.Save(context.Background(), m.saved)
		m.must(err)
	}
}

const pageBytes = 4096

func (m *memory) image() []byte {
	data, err := os.ReadFile(m.f.Path())
	m.must(err)
	return data
}

// torn returns the file with some of the pages of the later state, and at most a part of its header.
func (m *memory) torn(before, after []byte) []byte {
	out := slices.Clone(before)
	if len(after) > len(out) && rapid.Bool().Draw(m.t, "grown") {
		out = append(out, make([]byte, len(after)-len(out))...)
	}
	all := rapid.Bool().Draw(m.t, "all pages")
	for at := 2 * pageBytes; at+pageBytes <= min(len(out), len(after)); at += pageBytes {
		if !bytes.Equal(out[at:at+pageBytes], after[at:at+pageBytes]) && (all || rapid.Bool().Draw(m.t, "written")) {
			copy(out[at:at+pageBytes], after[at:at+pageBytes])
		}
	}
	if all && rapid.Bool().Draw(m.t, "header torn") {
		for at := 0; at < 2*pageBytes; at += pageBytes {
			if !bytes.Equal(out[at:at+pageBytes], after[at:at+pageBytes]) {
				copy(out[at:at+16+48], after[at:at+16+48]) // not its number and checksum
			}
		}
	}
	return out
}
