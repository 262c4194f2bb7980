package main

import (
	"strings"
	"testing"

	"stagecraft/model"
	"stagecraft/store"
)

func TestSnapshotsAreTakenListedRestoredAndDropped(t *testing.T) {
	path := hotel(t)
	first := title(t, path, 3)
	list := decode[[]listedSnapshot](t, mustCtl(t, "snapshots", path, "--journey", "hotel", "--take", "Before the workshop", "--by", "Ann", "--json"))
	if len(list) != 1 || list[0].Name != "Before the workshop" || list[0].By != "Ann" || list[0].Cards == 0 || list[0].Journey != "hotel" {
		t.Fatalf("%+v", list)
	}
	retitle(t, path, 3, "Something else")
	if r := decode[restoreReport](t, mustCtl(t, "restore", path, "before the workshop", "--dry-run", "--json")); !r.Changed || r.Before != "" {
		t.Errorf("%+v", r)
	}
	if now := title(t, path, 3); now != "Something else" {
		t.Errorf("a dry run changed the title to %q", now)
	}
	r := decode[restoreReport](t, mustCtl(t, "restore", path, "Before the workshop", "--by", "Bo", "--json"))
	if !r.Changed || r.Before == "" || r.Snapshot != list[0].ID || len(r.Notes) != 0 {
		t.Errorf("%+v", r)
	}
	if now := title(t, path, 3); now != first {
		t.Errorf("restored %q, want %q", now, first)
	}
	mustCtl(t, "restore", path, string(r.Before)) // and back
	if now := title(t, path, 3); now != "Something else" {
		t.Errorf("the snapshot before the restore holds %q", now)
	}
	text := mustCtl(t, "snapshots", path)
	if !strings.Contains(text, "Before the workshop, by Ann") || !strings.Contains(text, "1 changed") {
		t.Errorf("%s", text)
	}
	list = decode[[]listedSnapshot](t, mustCtl(t, "snapshots", path, "--drop", string(list[0].ID), "--json"))
	for _, s := range list {
		if s.Name != "" {
			t.Errorf("%+v is still there", s)
		}
	}
	if report := decode[store.CheckReport](t, mustCtl(t, "check", path, "--json")); !report.OK {
		t.Errorf("%+v", report.Problems)
	}
}

func TestRestoreBringsBackADeletedJourney(t *testing.T) {
	path := hotel(t)
	mustCtl(t, "snapshots", path, "--journey", "hotel", "--take", "Whole")
	change(t, path, func(f *store.File) *model.Workspace {
		w, err := model.DeleteJourney{Journey: "hotel"}.Apply(f.Workspace())
		if err != nil {
			t.Fatal(err)
		}
		return w
	})
	if text := mustCtl(t, "snapshots", path, "--journey", "hotel"); !strings.Contains(text, "Whole") {
		t.Errorf("%s", text)
	}
	mustCtl(t, "restore", path, "Whole")
	if title(t, path, 3) == "" {
		t.Error("nothing came back")
	}
}

func TestLogSaysWhoChangedWhat(t *testing.T) {
	path := hotel(t)
	retitle(t, path, 3, "Something else")
	log := decode[[]listedEntry](t, mustCtl(t, "log", path, "--limit", "1", "--json"))
	if len(log) != 1 || len(log[0].Changes) != 1 || log[0].Changes[0].Title != "Something else" || log[0].Changes[0].Op != model.Changed || len(log[0].Changes[0].Fields) != 1 {
		t.Fatalf("%+v", log)
	}
	if text := mustCtl(t, "log", path, "--journey", "hotel", "--text", "something", "--since", "2020-01-01"); !strings.Contains(text, `changed card "Something else" in`) {
		t.Errorf("%s", text)
	}
	if text := mustCtl(t, "log", path, "--until", "2020-01-01"); text != "" {
		t.Errorf("%s", text)
	}
}

func TestMemoryCommandsSayWhatIsWrong(t *testing.T) {
	path := hotel(t)
	for _, test := range []struct {
		code int
		says string
		args []string
	}{
		{exitFailed, "no snapshot", []string{"restore", path, "never taken"}},
		{exitFailed, "no snapshot", []string{"snapshots", path, "--drop", "never"}},
		{exitFailed, "no journey", []string{"log", path, "--journey", "moon"}},
		{exitUsage, "is not a day", []string{"log", path, "--since", "soon"}},
		{exitUsage, "--journey", []string{"snapshots", path, "--take", "x"}},
	} {
		if code, _, stderr := ctl(t, test.args...); code != test.code || !strings.Contains(stderr, test.says) {
			t.Errorf("%v: exit %d, %s", test.args[1:], code, stderr)
		}
	}
}
