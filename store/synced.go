package store

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// synced tells the services that keep folders the same on several computers by the names of their
// folders and by what they leave in the topmost one.
var synced = []struct {
	name    string
	folder  *regexp.Regexp // of a whole name in the path
	markers []string       // patterns of files in that folder
}{
	{"Dropbox", regexp.MustCompile(`^Dropbox( \(.+\))?$`), []string{".dropbox", ".dropbox.cache"}},
	{"OneDrive", regexp.MustCompile(`^OneDrive( ?- ?.+)?$`), []string{".849C9593-D756-4E56-8D6E-42412F2A707B"}},
	{"iCloud Drive", regexp.MustCompile(`^(iCloudDrive|iCloud Drive|com~apple~CloudDocs)$`), nil},
	{"Google Drive", regexp.MustCompile(`^(Google Drive|GoogleDrive(-.+)?|My Drive)$`), []string{".tmp.drivedownload", ".tmp.driveupload"}},
	{"Nextcloud", regexp.MustCompile(`^(Nextcloud|ownCloud)$`), []string{".sync_*.db", "._sync_*.db", ".nextcloudsync.log", ".owncloudsync.log"}},
	{"Syncthing", nil, []string{".stfolder"}},
}

// Synced returns the name of the service that keeps the folder of a file the same on several computers,
// as far as names and marks show it; empty for none. It looks into the folders above the file.
func Synced(path string) string {
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		for _, s := range synced {
			if s.folder != nil && s.folder.MatchString(filepath.Base(dir)) {
				return s.name
			}
			for _, pattern := range s.markers {
				if found, err := filepath.Glob(filepath.Join(escapeGlob(dir), pattern)); err == nil && len(found) > 0 {
					return s.name
				}
			}
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}

// escapeGlob makes a folder's name stand for itself in a pattern.
func escapeGlob(dir string) string {
	if os.PathSeparator == '\\' {
		return dir // there a pattern has no escapes, and such names are rare
	}
	return regexp.MustCompile(`[*?\[\\]`).ReplaceAllString(dir, `\$0`)
}

// conflicts match what services put between the stem and the extension of a file that was changed on two
// computers at once: "shop (Ada's conflicted copy 2026-03-02)", "shop_conflict-20260302-101500",
// "shop.sync-conflict-20260302-101500-ABCDEFG".
var conflicts = regexp.MustCompile(`(?i)^( \(.*(conflicted copy|conflict).*\)|_conflict-\d{8}-\d{6}|\.sync-conflict-\d{8}-\d{6}(-\w+)?)$`)

// ConflictCopies returns the paths of the copies beside a file that a service made because the file was
// changed on two computers at once.
func ConflictCopies(path string) []string {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil
	}
	stem := strings.TrimSuffix(filepath.Base(path), Extension)
	var copies []string
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), Extension)
		rest, same := strings.CutPrefix(name, stem)
		if ok && same && conflicts.MatchString(rest) {
			copies = append(copies, filepath.Join(filepath.Dir(path), e.Name()))
		}
	}
	slices.Sort(copies)
	return copies
}
