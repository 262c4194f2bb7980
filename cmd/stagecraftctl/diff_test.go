package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stagecraft/model"
	"stagecraft/store"
)

func TestDiffWithAFileAndASnapshot(t *testing.T) {
	mine, theirs := twoCopies(t)
	was := title(t, theirs, 3)
	retitle(t, theirs, 3, "Wholly different words")
	folder := t.TempDir()
	pdf, book := filepath.Join(folder, "diff.pdf"), filepath.Join(folder, "diff.xlsx")
	report := decode[diffReport](t, mustCtl(t, "diff", mine, "--journey", "hotel", "--file", theirs, "--json", "--pdf", pdf, "--xlsx", book))
	if report.Changed != 1 || len(report.Differences) != 1 || report.Added+report.Removed+report.Moved != 0 {
		t.Fatalf("%+v", report)
	}
	if f := report.Differences[0].Fields; len(f) != 1 || f[0] != (diffField{"Title", was, "Wholly different words"}) {
		t.Errorf("%+v", f)
	}
	for _, path := range []string{pdf, book} {
		if info, err := os.Stat(path); err != nil || info.Size() < 5000 {
			t.Errorf("%s: %v", path, err)
		}
	}
	var id string
	change(t, theirs, func(f *store.File) *model.Workspace {
		id = string(f.Snapshots()[0].ID)
		return f.Workspace()
	})
	text := mustCtl(t, "diff", theirs, "--journey", "hotel", "--snapshot", id)
	if !strings.Contains(text, "1 changed") || !strings.Contains(text, "Wholly different words") {
		t.Errorf("%s", text)
	}
}

func TestDiffWithTheTwin(t *testing.T) {
	path := hotel(t)
	if code, _, stderr := ctl(t, "diff", path, "--journey", "hotel"); code != exitFailed || !strings.Contains(stderr, "has no twin") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	change(t, path, func(f *store.File) *model.Workspace {
		w, err := model.DuplicateJourney{Journey: "hotel", Salt: "s", AsTwin: true, Title: "To be"}.Apply(f.Workspace())
		if err != nil {
			t.Fatal(err)
		}
		return w
	})
	for _, from := range []string{"hotel", "To be"} {
		report := decode[diffReport](t, mustCtl(t, "diff", path, "--journey", from, "--json"))
		if !strings.Contains(report.After, "To be") || len(report.Differences) != 1 || report.Differences[0].Kind != "journey" {
			t.Errorf("from %s: %+v", from, report)
		}
	}
	if code, _, _ := ctl(t, "diff", path, "--journey", "hotel", "--with", "twin", "--snapshot", "x"); code != exitUsage {
		t.Errorf("two ways at once: exit %d", code)
	}
}
