package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stagecraft/model"
	"stagecraft/store"
)

// harmed makes a workspace file of which some cards cannot be read.
func harmed(t *testing.T) string {
	t.Helper()
	path := hotel(t)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	hurt := 0
	for _, c := range f.Workspace().Journeys[0].Cards {
		if at := strings.LastIndex(string(data), c.Title); at >= 0 && hurt < 3 {
			data[at] ^= 0x20
			hurt++
		}
	}
	if hurt < 3 {
		t.Fatalf("only %d titles are in the file as they are", hurt)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRecoverSaysWhatIsLost(t *testing.T) {
	path := harmed(t)
	before, _ := os.ReadFile(path)
	to := filepath.Join(t.TempDir(), "again.stage")
	r := decode[store.Recovery](t, mustCtl(t, "recover", path, to, "--json"))
	if len(r.Lost) == 0 || r.Records[model.CardRecord] < 40 || r.To != to {
		t.Errorf("%+v", r)
	}
	report := decode[store.CheckReport](t, mustCtl(t, "check", to, "--json"))
	if !report.OK || report.Records[model.CardRecord] != r.Records[model.CardRecord] {
		t.Errorf("the new file: %+v", report)
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) {
		t.Error("the damaged file was changed")
	}
	code, _, stderr := ctl(t, "recover", path, to)
	if code != exitFailed || !strings.Contains(stderr, "again.stage") {
		t.Errorf("over a file that is there: exit %d, %s", code, stderr)
	}
	said := mustCtl(t, "recover", path, to+"2")
	if !strings.Contains(said, "lost or was repaired") || !strings.Contains(said, "could not be read") {
		t.Errorf("it says %q", said)
	}
	if said := mustCtl(t, "recover", hotel(t), to+"3"); !strings.Contains(said, "nothing is lost") {
		t.Errorf("of a sound file it says %q", said)
	}
}

func TestBackupIsMadeAndListed(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	path := hotel(t)
	if said := mustCtl(t, "backup", path, "--list"); !strings.Contains(said, "0 backups") {
		t.Errorf("before: %q", said)
	}
	b := decode[store.Backup](t, mustCtl(t, "backup", path, "--json"))
	list := decode[[]store.Backup](t, mustCtl(t, "backup", path, "--list", "--json"))
	if len(list) != 1 || list[0] != b || b.Bytes == 0 || filepath.Dir(b.Path) == filepath.Dir(path) {
		t.Errorf("%+v listed as %+v", b, list)
	}
	if r := decode[store.CheckReport](t, mustCtl(t, "check", b.Path, "--json")); !r.OK {
		t.Errorf("%+v", r)
	}
	elsewhere := t.TempDir()
	mustCtl(t, "backup", path, "--folder", elsewhere)
	if entries, _ := os.ReadDir(elsewhere); len(entries) != 1 {
		t.Errorf("in the folder that was named: %v", entries)
	}
	code, _, stderr := ctl(t, "backup", harmed(t), "--folder", elsewhere)
	if code != exitFailed || !strings.Contains(stderr, "damaged") {
		t.Errorf("of a damaged file: exit %d, %s", code, stderr)
	}
}

func TestCompactGivesRoomBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "big.stage")
	mustCtl(t, "generate", path, "--cards", "2000", "--stages", "3", "--steps", "9")
	f, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	without, err := model.DeleteJourney{Journey: f.Workspace().Journeys[0].ID}.Apply(f.Workspace())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Save(t.Context(), without); err != nil {
		t.Fatal(err)
	}
	// Closing the file gives the room back too: the copy is of one whose program was killed.
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	path = filepath.Join(t.TempDir(), "killed.stage")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	r := decode[compacted](t, mustCtl(t, "compact", path, "--json"))
	if info, _ := os.Stat(path); r.After != info.Size() || r.After*2 > r.Before {
		t.Errorf("%+v, the file has %d bytes", r, info.Size())
	}
	if said := mustCtl(t, "check", path); !strings.Contains(said, "sound") {
		t.Errorf("it says %q", said)
	}
	code, _, stderr := ctl(t, "compact", harmed(t))
	if code != exitFailed || !strings.Contains(stderr, "recover it") {
		t.Errorf("of a damaged file: exit %d, %s", code, stderr)
	}
}
