package export_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"stagecraft/export"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// compared is a journey with a version before it, of which one card was renamed, one removed, one moved and
// one added, and a mood got better.
func compared(t testing.TB) export.Document {
	t.Helper()
	d := document(3, 6, 8, 60)
	w := d.Workspace
	apply := func(c model.Command) {
		next, err := c.Apply(w)
		if err != nil {
			t.Fatal(err)
		}
		w = next
	}
	var plain []*model.Card
	for _, c := range journey(d).Cards {
		if k := journey(d).KindOf(c); k == model.KindEmotion {
			mood := *c
			mood.Emotion = model.Some(2.0)
			apply(model.EditCards{Journey: d.Journey, Cards: []model.Card{mood}})
		} else {
			plain = append(plain, c)
		}
	}
	renamed := *plain[0]
	renamed.Title = "Wholly different words"
	apply(model.EditCards{Journey: d.Journey, Cards: []model.Card{renamed}})
	apply(model.DeleteCards{Journey: d.Journey, Cards: []model.CardID{plain[1].ID}})
	steps := journey(d).Steps()
	apply(model.MoveCards{Journey: d.Journey, Moves: []model.CardMove{{Card: plain[2].ID, To: model.Cell{Lane: plain[2].Lane, Step: steps[len(steps)-1].ID}}}})
	apply(model.AddCards{Journey: d.Journey, Cards: []model.PlacedCard{{Card: model.Card{ID: "new", Lane: plain[0].Lane, Step: steps[0].ID, Title: "Freshly added"}}}})
	c := model.Compare(d.Workspace, d.Journey, w, d.Journey, nil)
	d.Workspace = w
	d.Compared = &export.Compared{Comparison: c, Before: "last week", After: "today"}
	return d
}

func TestComparisonPDF(t *testing.T) {
	d := compared(t)
	c := d.Compared.Comparison
	data, _ := written(t, d, func(ctx context.Context, w io.Writer, d export.Document) ([]export.Warning, error) {
		return export.ComparisonPDF(ctx, w, d, export.Page{})
	})
	alone := openPDF(t, data)
	if len(alone.pages) < 2 {
		t.Fatalf("%d pages", len(alone.pages))
	}
	// The map shows both: what was removed and what was added, with the legend of the marks.
	for _, want := range []string{"Freshlyadded", squeezed(c.Before.Cards[1].Title), "Before:lastweek.After:today.", "Whatchanged", "added", "removed", "moved;hollowwhereitwas", "Comparison"} {
		if !strings.Contains(alone.pages[0], want) {
			t.Errorf("the map lacks %q", want)
		}
	}
	// Each difference has its number there, which the same map without marks does not show.
	o := c.Overlay()
	data, _ = written(t, export.Document{Workspace: o.Workspace, Journey: o.Journey}, asPDF(export.Page{}))
	digits := func(text string) int {
		return len(strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, text))
	}
	if marked, plain := digits(alone.pages[0]), digits(openPDF(t, data).pages[0]); marked < plain+len(c.Differences)-1 {
		t.Errorf("%d digits on the map, %d without marks, of %d differences", marked, plain, len(c.Differences))
	}
	list := strings.Join(alone.pages[1:], "")
	for _, want := range []string{"Whollydifferentwords", "cardremoved", "cardadded", "Moodof", "better", "Figuresbeforeandafter", "besidewhatchanged", "beforeafterchange"} {
		if !strings.Contains(list, want) {
			t.Errorf("the list lacks %q", want)
		}
	}
	steady := 0 // what is the same at every place takes one line
	for _, delta := range metric.Deltas(c) {
		if delta.Steady() {
			steady++
		}
	}
	if lines := strings.Count(list, "Everywhereasbefore"); steady == 0 || lines != steady {
		t.Errorf("%d lines say that a figure is as before, of %d that are", lines, steady)
	}
	for _, difference := range c.Differences {
		if !strings.Contains(list, squeezed(difference.Title)) {
			t.Errorf("%s %s is not listed", difference.Op, difference.Title)
		}
	}
	whole, _ := written(t, d, asPDF(export.Page{}))
	with := len(openPDF(t, whole).pages)
	d.Compared = nil
	whole, _ = written(t, d, asPDF(export.Page{}))
	if without := len(openPDF(t, whole).pages); with != without+len(alone.pages) {
		t.Errorf("%d pages with the comparison, %d without, %d of the comparison", with, without, len(alone.pages))
	}
}

func TestComparisonXLSX(t *testing.T) {
	d := compared(t)
	c := d.Compared.Comparison
	for name, write := range map[string]func(context.Context, io.Writer, export.Document) ([]export.Warning, error){"alone": export.ComparisonXLSX, "with the map": export.XLSX} {
		data, _ := written(t, d, write)
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows := cells(t, f, "Changes")
		numbers, titles := map[string]bool{}, map[string]string{}
		for _, row := range rows {
			numbers[row["No."]] = true
			if row["Field"] == "Title" {
				titles[row["Before"]] = row["After"]
			}
		}
		if len(numbers) != len(c.Differences) || titles[c.Before.Card(model.CardID(idOf(c, "Wholly different words"))).Title] != "Wholly different words" {
			t.Errorf("%s: %d changes of %d; titles %v", name, len(numbers), len(c.Differences), titles)
		}
		tables, err := f.GetTables("Changes")
		if err != nil || len(tables) != 1 {
			t.Errorf("%s: %d tables, %v", name, len(tables), err)
		}
		better := false
		for _, row := range cells(t, f, "Figures before and after") {
			better = better || strings.HasPrefix(row["Figure"], "Mood") && row["Verdict"] == "better" && row["Level"] == "journey"
		}
		if !better {
			t.Errorf("%s: no mood got better", name)
		}
	}
}

func idOf(c *model.Comparison, title string) string {
	for _, d := range c.Differences {
		if d.Title == title {
			return d.Before
		}
	}
	return ""
}
