package export_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"stagecraft/assets"
	"stagecraft/export"
	"stagecraft/model"
	"stagecraft/model/metric"
	"stagecraft/store/ingest"
)

// TestSamples_GoOutInEveryFormat exports every sample with every heat that its figures allow.
func TestSamples_GoOutInEveryFormat(t *testing.T) {
	for _, s := range assets.Samples() {
		w, err := ingest.Sample(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		d := export.Document{Workspace: w, Journey: w.Journeys[0].ID, Created: day}
		for i, m := range w.Metrics {
			h, err := metric.Compute(w, metric.Query{Metric: m.ID, Journey: d.Journey})
			if err != nil {
				t.Fatal(err)
			}
			d.Heat = h
			data, _ := written(t, d, asPDF(export.Page{Paper: "A3", Fit: []string{"page", "pages"}[i%2]}))
			pages := openPDF(t, data).pages
			for _, want := range []string{"Heat:" + m.Name, metric.DirectionText(m), "small sample"} {
				if !strings.Contains(pages[0], squeezed(want)) {
					t.Errorf("%s: the legend does not say %q", s.Name, want)
				}
			}
		}
		for name, write := range writers() {
			var out bytes.Buffer
			if _, err := write(context.Background(), io.Writer(&out), d); err != nil {
				t.Errorf("%s as %s: %v", s.Name, name, err)
			}
		}
		data, _ := written(t, d, export.XLSX)
		text := wholeSheet(t, openXLSX(t, data), "Touchpoints")
		for _, c := range d.Workspace.Journeys[0].Cards {
			if w.Journeys[0].KindOf(c) == model.KindTouchpoint && !strings.Contains(text, c.Title) {
				t.Errorf("%s: touchpoint %q is not in the inventory", s.Name, c.Title)
			}
		}
	}
}
