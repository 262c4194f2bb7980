package main

import (
	"os"
	"path/filepath"
	"testing"

	"stagecraft/model"
	"stagecraft/store"
)

// twoCopies makes a workspace file and a copy of it, which have a snapshot in common.
func twoCopies(t *testing.T) (mine, theirs string) {
	t.Helper()
	mine = hotel(t)
	change(t, mine, func(f *store.File) *model.Workspace {
		if _, err := f.Snapshot(t.Context(), f.Workspace(), store.Snapshot{Journey: "hotel", Reason: store.Shared}); err != nil {
			t.Fatal(err)
		}
		return f.Workspace()
	})
	data, err := os.ReadFile(mine)
	if err != nil {
		t.Fatal(err)
	}
	theirs = filepath.Join(t.TempDir(), "theirs.stage")
	if err := os.WriteFile(theirs, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return mine, theirs
}

// change saves what becomes of a workspace file.
func change(t *testing.T, path string, next func(f *store.File) *model.Workspace) {
	t.Helper()
	f, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Save(t.Context(), next(f)); err != nil {
		t.Fatal(err)
	}
}

// retitle gives the n-th card of the hotel journey a title.
func retitle(t *testing.T, path string, n int, title string) {
	t.Helper()
	change(t, path, func(f *store.File) *model.Workspace {
		c := *f.Workspace().Journey("hotel").Cards[n]
		c.Title = title
		w, err := model.EditCards{Journey: "hotel", Cards: []model.Card{c}}.Apply(f.Workspace())
		if err != nil {
			t.Fatal(err)
		}
		return w
	})
}

func title(t *testing.T, path string, n int) string {
	t.Helper()
	f, err := openToRead(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return f.Workspace().Journey("hotel").Cards[n].Title
}

func TestMergeJoinsTwoCopies(t *testing.T) {
	mine, theirs := twoCopies(t)
	retitle(t, mine, 1, "By me")
	retitle(t, theirs, 2, "By them")
	look := decode[mergeReport](t, mustCtl(t, "merge", mine, "--journey", "hotel", "--with", theirs, "--dry-run", "--json"))
	if look.Joined != 1 || len(look.Conflicts) != 0 || look.Saved || title(t, mine, 2) == "By them" {
		t.Errorf("looked: %+v", look)
	}
	done := decode[mergeReport](t, mustCtl(t, "merge", mine, "--journey", "hotel", "--with", theirs, "--json"))
	if !done.Saved || done.Before == "" {
		t.Errorf("merged: %+v", done)
	}
	if a, b := title(t, mine, 1), title(t, mine, 2); a != "By me" || b != "By them" {
		t.Errorf("titles %q and %q", a, b)
	}
	if title(t, theirs, 1) == "By me" {
		t.Error("the other file was changed")
	}
}

func TestMergeWantsAPreferenceInAConflict(t *testing.T) {
	mine, theirs := twoCopies(t)
	retitle(t, mine, 1, "By me")
	retitle(t, theirs, 1, "By them")
	code, out, errs := ctl(t, "merge", mine, "--journey", "hotel", "--with", theirs, "--json")
	report := decode[mergeReport](t, out)
	if code != exitFailed || len(report.Conflicts) != 1 || report.Saved || title(t, mine, 1) != "By me" {
		t.Fatalf("exit %d, %s, %+v", code, errs, report)
	}
	if c := report.Conflicts[0]; c.Kind != "card" || c.Field != "Title" || c.Mine != "By me" || c.Theirs != "By them" {
		t.Errorf("conflict %+v", c)
	}
	mustCtl(t, "merge", mine, "--journey", "hotel", "--with", theirs, "--prefer", "theirs")
	if got := title(t, mine, 1); got != "By them" {
		t.Errorf("title %q", got)
	}
}

func TestMergeNeedsACommonVersion(t *testing.T) {
	mine, theirs := hotel(t), hotel(t)
	code, _, errs := ctl(t, "merge", mine, "--journey", "hotel", "--with", theirs)
	if code != exitFailed || errs == "" {
		t.Errorf("exit %d, %s", code, errs)
	}
	if code, _, _ := ctl(t, "merge", mine, "--journey", "hotel", "--with", theirs, "--prefer", "ours"); code != exitUsage {
		t.Errorf("exit %d for a side that there is not", code)
	}
}
