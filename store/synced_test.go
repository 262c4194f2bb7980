package store_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"stagecraft/store"
)

func TestSyncedFoldersAreKnown(t *testing.T) {
	root := t.TempDir()
	for _, c := range []struct{ folder, marker, want string }{
		{"Documents/maps", "", ""},
		{"Dropbox/maps", "", "Dropbox"},
		{"Dropbox (Harbour Hotel)/maps/deep", "", "Dropbox"},
		{"Dropboxes/maps", "", ""},
		{"moved/maps", "moved/.dropbox.cache/", "Dropbox"},
		{"OneDrive - Harbour Hotel/maps", "", "OneDrive"},
		{"Library/Mobile Documents/com~apple~CloudDocs/maps", "", "iCloud Drive"},
		{"CloudStorage/GoogleDrive-ada@example.org/My Drive", "", "Google Drive"},
		{"cloud [x]/maps", "cloud [x]/.sync_0a1b2c.db", "Nextcloud"},
		{"shared/maps", "shared/.stfolder/", "Syncthing"},
	} {
		base := filepath.Join(root, filepath.FromSlash(c.folder))
		if err := os.MkdirAll(base, 0o700); err != nil {
			t.Fatal(err)
		}
		if c.marker != "" {
			if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(c.marker)), nil, 0o600); err != nil {
				if err := os.MkdirAll(filepath.Join(root, filepath.FromSlash(c.marker)), 0o700); err != nil {
					t.Fatal(err)
				}
			}
		}
		if got := store.Synced(filepath.Join(base, "shop.stage")); got != c.want {
			t.Errorf("%s: %q, want %q", c.folder, got, c.want)
		}
	}
}

func TestConflictCopiesAreFound(t *testing.T) {
	dir := t.TempDir()
	var want []string
	for _, name := range []string{
		"shop (Ada's conflicted copy 2026-03-02).stage", "shop (conflicted copy 2026-03-02 101500).stage",
		"shop.sync-conflict-20260302-101500-ABCDEFG.stage", "shop_conflict-20260302-101500.stage",
	} {
		want = append(want, filepath.Join(dir, name))
	}
	for _, name := range append([]string{"shop.stage", "shop copy.stage", "shopping (conflicted copy).stage", "shop.damaged-2026-03-02-101500.stage", "shop (conflicted copy).pdf"}, want...) {
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(name)), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got := store.ConflictCopies(filepath.Join(dir, "shop.stage")); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}
