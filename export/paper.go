package export

import (
	"fmt"
	"strings"

	"stagecraft/canvas/layout"
)

// perMM is how many points a millimetre has.
const perMM = 72 / 25.4

const (
	sheetMargin   = 10.0
	plotterMargin = 5.0
)

// papers are the ISO A sizes (ISO 216), the ANSI sizes A and B under their office names and the
// architectural sizes D and E (ASME Y14.1), which plotters take with a small margin.
var papers = []Paper{
	{"A4", 210, 297, sheetMargin},
	{"A3", 297, 420, sheetMargin},
	{"A2", 420, 594, sheetMargin},
	{"A1", 594, 841, plotterMargin},
	{"A0", 841, 1189, plotterMargin},
	{"Letter", 215.9, 279.4, sheetMargin},
	{"Tabloid", 279.4, 431.8, sheetMargin},
	{"ARCH D", 609.6, 914.4, plotterMargin},
	{"ARCH E", 914.4, 1219.2, plotterMargin},
}

// Papers returns the sizes of paper that a PDF can have.
func Papers() []Paper { return append([]Paper(nil), papers...) }

// FindPaper returns the paper of that name, whatever its case, spaces and hyphens; empty means A3.
func FindPaper(name string) (Paper, error) {
	if strings.TrimSpace(name) == "" {
		name = "A3"
	}
	for _, p := range papers {
		if paperKey(p.Name) == paperKey(name) {
			return p, nil
		}
	}
	names := make([]string, len(papers))
	for i, p := range papers {
		names[i] = p.Name
	}
	return Paper{}, fmt.Errorf("no paper is called %q; choose one of %s", name, strings.Join(names, ", "))
}

func paperKey(name string) string {
	key := strings.NewReplacer(" ", "", "-", "", "_", "").Replace(strings.ToLower(name))
	return strings.TrimPrefix(key, "us")
}

// size returns the paper's size in points.
func (p Paper) size(landscape bool) layout.Point {
	if landscape {
		return layout.Point{X: p.Height * perMM, Y: p.Width * perMM}
	}
	return layout.Point{X: p.Width * perMM, Y: p.Height * perMM}
}
