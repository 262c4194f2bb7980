package app

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"fyne.io/fyne/v2"

	"stagecraft/store"
)

// The keys of the settings that more than one file of the package reads.
const (
	keyLook     = "look"          // light, dark, high-contrast or system
	keyTextSize = "text-size"     // of the panels, as a factor
	keyStill    = "reduce-motion" // nothing moves
	keyAuthor   = "author"        // whose comments these are
	keyRecent   = "recent"        // the files that were open, as JSON
	keyRan      = "palette"       // the actions that the palette ran last, as JSON
	keySynced   = "synced-seen"   // the files of which it was told that a service synchronises them, as JSON
	keySeen     = "hints-seen"    // the hints that need not be shown again, as JSON
)

// settings are what the program remembers of its user from one run to the next. They belong to the
// main goroutine. Their file is replaced as a whole, so that ending the program at any moment leaves
// the old or the new one: Fyne's own preferences are written in place.
type settings struct {
	values map[string]any
	jobs   *jobs
	file   *settingsFile // nil when nothing is to be remembered
}

// settingsFile writes settings; of two writes that overtake each other the newer stays.
type settingsFile struct {
	path    string
	mu      sync.Mutex
	asked   int // of the main goroutine: how many writes were asked for
	written int
}

// settingsName is the name of the file in the program's folder.
const settingsName = "settings.json"

// readSettings reads the settings from a folder. Those of an earlier version, which Fyne kept, are
// taken over once. A file that cannot be read counts as empty: it holds nothing of the user's work.
func readSettings(folder string, old fyne.Preferences, j *jobs) *settings {
	s := &settings{values: map[string]any{}, jobs: j}
	if folder == "" {
		return s
	}
	s.file = &settingsFile{path: filepath.Join(folder, settingsName)}
	data, err := os.ReadFile(s.file.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		s.takeOver(old)
	case err == nil:
		if json.Unmarshal(data, &s.values) != nil || s.values == nil {
			s.values = map[string]any{}
		}
	}
	return s
}

// takeOver copies what Fyne's preferences hold.
func (s *settings) takeOver(old fyne.Preferences) {
	for _, key := range []string{keyLook, keyAuthor, keyRecent, "import-path", "import-profiles", "export-folder"} {
		if v := old.String(key); v != "" {
			s.values[key] = v
		}
	}
	for _, key := range []string{keyTextSize, "window-width", "window-height", "sidebar-width", "inspector-width"} {
		if v := old.Float(key); v != 0 {
			s.values[key] = v
		}
	}
}

// String returns a text; empty when there is none.
func (s *settings) String(key string) string { return s.StringWithFallback(key, "") }

// StringWithFallback returns a text, or otherwise when there is none.
func (s *settings) StringWithFallback(key, otherwise string) string {
	if v, ok := s.values[key].(string); ok {
		return v
	}
	return otherwise
}

// FloatWithFallback returns a number, or otherwise when there is none.
func (s *settings) FloatWithFallback(key string, otherwise float64) float64 {
	if v, ok := s.values[key].(float64); ok {
		return v
	}
	return otherwise
}

// Bool returns whether something is on; it is off when nothing is known.
func (s *settings) Bool(key string) bool { return s.BoolWithFallback(key, false) }

// BoolWithFallback returns whether something is on, or otherwise when nothing is known.
func (s *settings) BoolWithFallback(key string, otherwise bool) bool {
	if v, ok := s.values[key].(bool); ok {
		return v
	}
	return otherwise
}

// SetString keeps a text.
func (s *settings) SetString(key, value string) { s.set(key, value) }

// SetFloat keeps a number.
func (s *settings) SetFloat(key string, value float64) { s.set(key, value) }

// SetBool keeps whether something is on.
func (s *settings) SetBool(key string, value bool) { s.set(key, value) }

// list returns a list of names that was kept by setList.
func (s *settings) list(key string) []string {
	var names []string
	// What cannot be read is an empty list: it holds nothing that the user would miss.
	_ = json.Unmarshal([]byte(s.String(key)), &names)
	return names
}

func (s *settings) setList(key string, names []string) {
	if data, err := json.Marshal(names); err == nil {
		s.SetString(key, string(data))
	}
}

func (s *settings) set(key string, value any) {
	if s.values[key] == value {
		return
	}
	s.values[key] = value
	if s.file == nil {
		return
	}
	data, err := json.MarshalIndent(s.values, "", "\t")
	if err != nil {
		return // only texts, numbers and switches get in
	}
	s.file.asked++
	nr := s.file.asked
	s.jobs.Background("keep the settings", func(context.Context) func() {
		// A disk that is full is told of by the saving of the work. The settings can wait.
		_ = s.file.write(nr, data)
		return nil
	})
}

func (f *settingsFile) write(nr int, data []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if nr < f.written {
		return nil
	}
	f.written = nr
	return store.WriteFile(f.path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}
