package export_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	pdfmodel "github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"stagecraft/export"
	"stagecraft/model"
	"stagecraft/model/metric"
)

var day = time.Date(2025, 10, 1, 9, 30, 0, 0, time.UTC)

// document is a believable journey with values.
func document(stages, steps, lanes, cards int) export.Document {
	w := model.Generate(stages, steps, lanes, cards, 400, 7)
	return export.Document{Workspace: w, Journey: w.Journeys[0].ID, Created: day}
}

// tinted is the same with the heat of the workspace's first metric.
func tinted(t testing.TB, d export.Document) export.Document {
	t.Helper()
	h, err := metric.Compute(d.Workspace, metric.Query{Metric: d.Workspace.Metrics[0].ID, Journey: d.Journey})
	if err != nil {
		t.Fatal(err)
	}
	d.Heat = h
	return d
}

func journey(d export.Document) *model.Journey { return d.Workspace.Journey(d.Journey) }

// written runs an export and returns its bytes.
func written(t testing.TB, d export.Document, write func(context.Context, io.Writer, export.Document) ([]export.Warning, error)) ([]byte, []export.Warning) {
	t.Helper()
	var out bytes.Buffer
	warnings, err := write(context.Background(), &out, d)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), warnings
}

func asPDF(p export.Page) func(context.Context, io.Writer, export.Document) ([]export.Warning, error) {
	return func(ctx context.Context, w io.Writer, d export.Document) ([]export.Warning, error) {
		return export.PDF(ctx, w, d, p)
	}
}

func asPNG(dpi float64) func(context.Context, io.Writer, export.Document) ([]export.Warning, error) {
	return func(ctx context.Context, w io.Writer, d export.Document) ([]export.Warning, error) {
		return export.PNG(ctx, w, d, dpi)
	}
}

// opened is a PDF as a second program reads it: validated, with the decoded content of its pages.
type opened struct {
	ctx   *pdfmodel.Context
	pages []string // the text of each page, without any white space, in drawing order
}

func openPDF(t testing.TB, data []byte) opened {
	t.Helper()
	api.DisableConfigDir()
	conf := pdfmodel.NewDefaultConfiguration()
	ctx, err := api.ReadAndValidate(bytes.NewReader(data), conf)
	if err != nil {
		t.Fatalf("not a valid PDF: %v", err)
	}
	o := opened{ctx: ctx}
	for n := 1; n <= ctx.PageCount; n++ {
		r, err := pdfcpu.ExtractPageContent(ctx, n)
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		o.pages = append(o.pages, squeezed(shownText(content)))
	}
	return o
}

// shownText gathers what a content stream's strings say.
func shownText(content []byte) string {
	var out strings.Builder
	for i := 0; i < len(content); i++ {
		if content[i] != '(' {
			continue
		}
		var raw []byte
		for i++; i < len(content) && content[i] != ')'; i++ {
			if content[i] == '\\' {
				if i++; content[i] == 'r' {
					raw = append(raw, '\r')
					continue
				}
			}
			raw = append(raw, content[i])
		}
		var units []uint16
		for k := 0; k+1 < len(raw); k += 2 {
			units = append(units, uint16(raw[k])<<8|uint16(raw[k+1]))
		}
		out.WriteString(string(utf16.Decode(units)))
	}
	return out.String()
}

// squeezed is s without white space and marks that only join.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200D' || r == '\uFE0F' {
			return -1
		}
		return r
	}, s)
}
