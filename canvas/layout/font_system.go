package layout

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// LoadSystemFonts reads the index of the system's fonts now, which otherwise happens when the first
// character is met that the bundled fonts lack. The first time on a machine that takes seconds; the
// index is then kept in the user's cache folder. A program with a window calls it on a goroutine after
// the first frame.
func LoadSystemFonts() { system().index() }

// systemFonts finds and reads fonts of the system. It is safe for concurrent use.
type systemFonts struct {
	index func() []fontscan.Footprint

	mu     sync.Mutex
	ranked map[wish][]*candidate
	loaded map[fontKey]*Face
}

// wish is what a fallback font is asked for.
type wish struct {
	script language.Script
	region string // of Chinese characters: sc, tc, jp, kr
	emoji  bool
	bold   bool
	italic bool
}

// candidate is a font that may fulfil a wish.
type candidate struct {
	print *fontscan.Footprint
	score int
}

type fontKey struct {
	file   string
	index  uint16
	weight bool // a variable font set to bold
}

var system = sync.OnceValue(func() *systemFonts {
	return &systemFonts{
		index:  sync.OnceValue(scanSystemFonts),
		ranked: map[wish][]*candidate{},
		loaded: map[fontKey]*Face{},
	}
})

// silent drops the scanner's remarks about odd font files: nobody can act on them.
type silent struct{}

func (silent) Printf(string, ...any) {}

// scanSystemFonts returns what fonts the system has: none when there are none or they cannot be read.
func scanSystemFonts() (prints []fontscan.Footprint) {
	defer func() {
		if recover() != nil {
			prints = nil
		}
	}()
	folder, temporary := indexFolder()
	if temporary {
		defer os.RemoveAll(folder)
	}
	prints, err := fontscan.SystemFonts(silent{}, folder)
	if err != nil {
		return nil
	}
	return prints
}

// indexFolder returns a folder that can be written to, because the scanner gives up without one. It is
// the user's cache folder, else a temporary one.
func indexFolder() (folder string, temporary bool) {
	if base, err := os.UserCacheDir(); err == nil {
		folder = filepath.Join(base, "stagecraft")
		if os.MkdirAll(folder, 0o755) == nil {
			if probe, err := os.CreateTemp(folder, "probe-*"); err == nil {
				probe.Close()
				os.Remove(probe.Name())
				return folder, false
			}
		}
	}
	folder, err := os.MkdirTemp("", "stagecraft-fonts-*")
	if err != nil {
		return os.TempDir(), false
	}
	return folder, true
}

// face returns the best font for a wish that has all the characters, or nil.
func (s *systemFonts) face(w wish, runes []rune) *Face {
	prints := s.index()
	if len(prints) == 0 {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	candidates, ok := s.ranked[w]
	if !ok {
		candidates = rank(prints, w)
		s.ranked[w] = candidates
	}
	for _, c := range candidates {
		if c.print == nil || !covers(c.print.Runes, runes) {
			continue
		}
		f := s.load(c.print, w.bold)
		if f == nil {
			c.print = nil // unreadable: do not try again
			continue
		}
		if f.shows(runes[0]) {
			return f
		}
	}
	return nil
}

func covers(set fontscan.RuneSet, runes []rune) bool {
	for _, r := range runes {
		if !ignorable(r) && !set.Contains(r) {
			return false
		}
	}
	return true
}

// load reads a font file once. It is called with s.mu held.
func (s *systemFonts) load(print *fontscan.Footprint, bold bool) *Face {
	bold = bold && print.Aspect.Weight < font.WeightSemibold
	key := fontKey{print.Location.File, print.Location.Index, bold}
	if f, ok := s.loaded[key]; ok {
		return f
	}
	f, err := readFace(print.Location, bold)
	if err != nil {
		f = nil
	}
	s.loaded[key] = f
	return f
}

// readFace parses a font of the system, set to bold where it is a variable one that can be.
func readFace(at fontscan.Location, bold bool) (face *Face, err error) {
	defer func() {
		if r := recover(); r != nil {
			face, err = nil, fmt.Errorf("font %s: %v", at.File, r)
		}
	}()
	file, err := os.Open(at.File)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	loaders, err := ot.NewLoaders(file)
	if err != nil {
		return nil, err
	}
	if int(at.Index) >= len(loaders) {
		return nil, fmt.Errorf("font %s: no font %d in it", at.File, at.Index)
	}
	parsed, err := font.NewFont(loaders[at.Index])
	if err != nil {
		return nil, err
	}
	face = newFace(parsed, "")
	if bold {
		face.reader.SetVariations([]font.Variation{{Tag: ot.MustNewTag("wght"), Value: 700}})
		face.coords = face.reader.Coords()
	}
	return face, nil
}
