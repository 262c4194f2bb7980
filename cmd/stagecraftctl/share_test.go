package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stagecraft/store"
)

func TestSchemaIsThePublishedOne(t *testing.T) {
	if got := mustCtl(t, "schema"); got != string(store.JourneySchema()) || !strings.Contains(got, "2020-12") {
		t.Errorf("printed %.80q", got)
	}
}

func TestCopyLeavesOutAndCanBeMerged(t *testing.T) {
	path, to := hotel(t), filepath.Join(t.TempDir(), "copy.stage")
	report := decode[copied](t, mustCtl(t, "copy", path, to, "--journey", "hotel", "--without", "backstage,values,verbatims", "--json"))
	if len(report.Journeys) != 1 || report.Cards == 0 || report.Observations != 0 || !report.Mergeable || len(report.LeftOut) != 3 {
		t.Fatalf("%+v", report)
	}
	data, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	whole := mustCtl(t, "show", path, "--journey", "hotel", "--json")
	w, err := store.DecodeJourney([]byte(whole))
	if err != nil {
		t.Fatal(err)
	}
	if len(w.Systems) == 0 || w.Personas[0].Quote == "" {
		t.Fatal("the sample has nothing to leave out")
	}
	shown := mustCtl(t, "show", to, "--journey", "hotel", "--json")
	for _, text := range []string{w.Systems[0].Name, w.Personas[0].Quote} {
		if bytes.Contains(data, []byte(text)) || strings.Contains(shown, text) {
			t.Errorf("the copy holds %q", text)
		}
	}
	mine, theirs := snapshotsIn(t, path), snapshotsIn(t, to)
	if len(mine) != 1 || len(theirs) != 1 || mine[0].ID != theirs[0].ID {
		t.Errorf("the original notes %v, the copy %v", mine, theirs)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	mustCtl(t, "copy", path, filepath.Join(t.TempDir(), "quiet.stage"), "--unnoted")
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("%v: --unnoted changed the original", err)
	}
	if code, _, stderr := ctl(t, "copy", path, to+"2", "--without", "wings"); code != exitUsage || !strings.Contains(stderr, "wings") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	if code, _, stderr := ctl(t, "copy", path, to); code != exitFailed || !strings.Contains(stderr, "copy.stage") {
		t.Errorf("onto a file that is there: exit %d: %s", code, stderr)
	}
}

func snapshotsIn(t *testing.T, path string) []store.Snapshot {
	t.Helper()
	file, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	return file.Snapshots()
}

func TestAdoptJSONAndBackByteForByte(t *testing.T) {
	path, dir := hotel(t), t.TempDir()
	text := mustCtl(t, "show", path, "--journey", "hotel", "--json")
	from := filepath.Join(dir, "hotel.json")
	if err := os.WriteFile(from, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(dir, "empty.stage")
	mustCtl(t, "new", empty)
	report := decode[adopted](t, mustCtl(t, "adopt", empty, from, "--json"))
	if len(report.Journeys) != 1 || report.Journeys[0] != "hotel" || len(report.Notes) != 0 {
		t.Fatalf("%+v", report)
	}
	if got := mustCtl(t, "show", empty, "--journey", "hotel", "--json"); got != text {
		t.Error("the journey that came in is not written as it was")
	}
	again := decode[adopted](t, mustCtl(t, "adopt", empty, path, "--json"))
	if len(again.Journeys) != 1 || again.Journeys[0] == "hotel" {
		t.Errorf("one that is there already came in as %+v", again)
	}
	if code, _, stderr := ctl(t, "adopt", empty, filepath.Join(dir, "none.json")); code != exitFailed || !strings.Contains(stderr, "none.json") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}
