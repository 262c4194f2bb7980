package export

import (
	"fmt"
	"slices"
	"strings"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// mostWarnings is how many records are named; the rest are counted.
const mostWarnings = 50

// cutText returns one warning for each card with more text than a card shows: the picture ends it in "…".
func cutText(l *layout.Layout, journey model.JourneyID) []Warning {
	var out []Warning
	cuts := 0
	for _, row := range l.Rows {
		for _, c := range row.Cards {
			if !c.Cut {
				continue
			}
			if cuts++; cuts <= mostWarnings {
				title, _ := cut(plainText(c.Card.Title, false), 60)
				out = append(out, Warning{Ref: model.Ref{Kind: model.CardRecord, Journey: journey, ID: string(c.Card.ID)},
					Text: fmt.Sprintf("the card “%s” has more text than the map shows; the workbook, CSV and JSON hold all of it", title)})
			}
		}
	}
	if cuts > mostWarnings {
		out = append(out, Warning{Text: fmt.Sprintf("%d more cards have more text than the map shows", cuts-mostWarnings)})
	}
	return out
}

// missingText gathers the characters that no font could draw, by record.
type missingText struct {
	order []model.Ref
	runes map[model.Ref][]rune
}

func newMissingText() *missingText { return &missingText{runes: map[model.Ref][]rune{}} }

func (m *missingText) note(ref model.Ref, l layout.Line) {
	if len(l.Missing) == 0 {
		return
	}
	known, seen := m.runes[ref]
	if !seen {
		m.order = append(m.order, ref)
	}
	for _, r := range l.Missing {
		if len(known) < 20 && !slices.Contains(known, r) {
			known = append(known, r)
		}
	}
	m.runes[ref] = known
}

// warnings returns one warning a record, with the characters by number: they cannot be shown.
func (m *missingText) warnings() []Warning {
	var out []Warning
	for i, ref := range m.order {
		if i == mostWarnings {
			out = append(out, Warning{Text: fmt.Sprintf("%d more records hold characters that no font here can draw", len(m.order)-i)})
			break
		}
		codes := make([]string, len(m.runes[ref]))
		for k, r := range m.runes[ref] {
			codes[k] = fmt.Sprintf("U+%04X", r)
		}
		out = append(out, Warning{Ref: ref, Text: "no font on this computer can draw " + strings.Join(codes, ", ") +
			"; a mark stands in its place. Install a font for that script and export again"})
	}
	return out
}
