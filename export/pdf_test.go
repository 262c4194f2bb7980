package export_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"pgregory.net/rapid"

	"stagecraft/export"
	"stagecraft/model"
)

// sizes are the papers' sides in millimetres by the standards that define them.
var sizes = map[string][2]float64{
	"A4": {210, 297}, "A3": {297, 420}, "A2": {420, 594}, "A1": {594, 841}, "A0": {841, 1189},
	"Letter": {215.9, 279.4}, "Tabloid": {279.4, 431.8}, "ARCH D": {609.6, 914.4}, "ARCH E": {914.4, 1219.2},
}

func TestPDF_PageIsExactlyThePaper(t *testing.T) {
	d := document(3, 6, 6, 20)
	if len(export.Papers()) != len(sizes) {
		t.Fatalf("%d papers, want %d", len(export.Papers()), len(sizes))
	}
	for _, paper := range export.Papers() {
		for _, page := range []export.Page{{Paper: paper.Name, Landscape: true}, {Paper: strings.ToLower(paper.Name), Portrait: true}} {
			data, _ := written(t, d, asPDF(page))
			dims, err := openPDF(t, data).ctx.PageDims()
			if err != nil {
				t.Fatal(err)
			}
			want := sizes[paper.Name]
			if page.Landscape {
				want[0], want[1] = want[1], want[0]
			}
			for i, got := range []float64{dims[0].Width, dims[0].Height} {
				if mm := got * 25.4 / 72; math.Abs(mm-want[i]) > 0.01 {
					t.Errorf("%+v: side %d is %.4f mm, want %.1f", page, i, mm, want[i])
				}
			}
		}
	}
}

func TestPDF_UnknownPaperAndFitAreErrors(t *testing.T) {
	d := document(2, 3, 4, 5)
	for _, page := range []export.Page{{Paper: "B5"}, {Fit: "tiles"}} {
		if _, err := export.PDF(context.Background(), io.Discard, d, page); err == nil {
			t.Errorf("%+v was taken", page)
		}
	}
	d.Journey = "none"
	if _, err := export.PDF(context.Background(), io.Discard, d, export.Page{}); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("a missing journey gives %v", err)
	}
}

func TestPDF_HoldsEveryCardsText(t *testing.T) {
	d := tinted(t, document(5, 12, 14, 120))
	data, _ := written(t, d, asPDF(export.Page{Paper: "A2"}))
	text := openPDF(t, data).pages[0]
	j := journey(d)
	checked := 0
	for _, c := range j.Cards {
		want := squeezed(c.Title)
		switch j.KindOf(c) {
		case model.KindMetric, model.KindEmotion:
			continue // shown as bars and as quotes where there is room
		case model.KindTouchpoint:
			want = string([]rune(want)[:min(6, len([]rune(want)))]) // one line, cut where it is longer
		}
		if checked++; !strings.Contains(text, want) {
			t.Errorf("card %s %q is not in the PDF's text", c.ID, c.Title)
		}
	}
	if checked < 50 {
		t.Fatalf("only %d cards were looked for", checked)
	}
	for _, want := range []string{j.Title, j.InWords, "Page 1 / 1", "1 Oct 2025", "How sure are we?", d.Heat.Metric.Name, "no data"} {
		if !strings.Contains(text, squeezed(want)) {
			t.Errorf("%q is not on the page", want)
		}
	}
}

func TestPDF_OtherProgramsFindTheText(t *testing.T) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	d := document(3, 6, 8, 30)
	data, _ := written(t, d, asPDF(export.Page{}))
	file := filepath.Join(t.TempDir(), "map.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-raw", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := squeezed(string(out))
	for _, s := range journey(d).Stages {
		if !strings.Contains(text, squeezed(s.Title)) {
			t.Errorf("stage %q is not in the text", s.Title)
		}
	}
}

func TestPDF_SameDocumentSameBytes(t *testing.T) {
	d := tinted(t, document(4, 9, 10, 60))
	withPictures(d)
	first, _ := written(t, d, asPDF(export.Page{Fit: "pages"}))
	for range 3 {
		again, _ := written(t, d, asPDF(export.Page{Fit: "pages"}))
		if !bytes.Equal(first, again) {
			t.Fatal("two exports of one document differ")
		}
	}
}

func TestPDF_SaysNothingOfTheComputer(t *testing.T) {
	data, _ := written(t, document(2, 4, 6, 10), asPDF(export.Page{}))
	for _, word := range []string{"/tmp", "/home", "/root", "gofpdf", "FPDF"} {
		if bytes.Contains(data, []byte(word)) {
			t.Errorf("the file holds %q", word)
		}
	}
	info := openPDF(t, data).ctx.XRefTable
	if !strings.HasPrefix(info.CreationDate, "D:20251001093000") || info.Creator != "Stagecraft" || info.Title == "" {
		t.Errorf("metadata: created %q creator %q title %q", info.CreationDate, info.Creator, info.Title)
	}
}

// TestPDF_BreaksOnlyAtStages reads the pages back: every stage's steps stand on the page that its
// bookmark leads to and on no other, whatever the stages' sizes.
func TestPDF_BreaksOnlyAtStages(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		counts := rapid.SliceOfN(rapid.IntRange(1, 9), 1, 8).Draw(rt, "steps a stage")
		d := steppedJourney(counts)
		paper := rapid.SampledFrom([]string{"A4", "A3", "A1"}).Draw(rt, "paper")
		data, _ := written(t, d, asPDF(export.Page{Paper: paper, Fit: "pages"}))
		pdf := openPDF(t, data)
		marks, err := api.Bookmarks(bytes.NewReader(data), nil)
		if err != nil {
			rt.Fatal(err)
		}
		if len(marks) != len(counts) {
			rt.Fatalf("%d bookmarks for %d stages", len(marks), len(counts))
		}
		last := 1
		for i, m := range marks {
			if want := fmt.Sprintf("%d Stage %d", i+1, i); m.Title != want {
				rt.Fatalf("bookmark %d is %q, want %q", i, m.Title, want)
			}
			if m.PageFrom < last || m.PageFrom > last+1 {
				rt.Fatalf("stage %d is on page %d after page %d", i, m.PageFrom, last)
			}
			last = m.PageFrom
			for s := range counts[i] {
				mark := fmt.Sprintf("step%d-%d.", i, s)
				for page, text := range pdf.pages {
					if strings.Contains(text, mark) != (page+1 == m.PageFrom) {
						rt.Fatalf("step %s, page %d, bookmark to page %d: %v", mark, page+1, m.PageFrom, strings.Contains(text, mark))
					}
				}
			}
		}
		for page, text := range pdf.pages {
			if !strings.Contains(text, "Lanewithaname") || !strings.Contains(text, fmt.Sprintf("Page%d/%d", page+1, len(pdf.pages))) {
				rt.Fatalf("page %d has no lane labels or no number", page+1)
			}
		}
	})
}

// steppedJourney has stages of the given numbers of steps, each step with a name of its own.
func steppedJourney(counts []int) export.Document {
	j := &model.Journey{ID: "j", JourneyInfo: model.JourneyInfo{Title: "Steps"}, Lanes: []*model.Lane{{ID: "l", Kind: model.KindAction, Title: "Lane with a name"}}}
	for i, n := range counts {
		stage := &model.Stage{ID: model.StageID(fmt.Sprintf("s%d", i)), Title: fmt.Sprintf("Stage %d", i)}
		for s := range n {
			stage.Steps = append(stage.Steps, &model.Step{ID: model.StepID(fmt.Sprintf("s%d-%d", i, s)), Title: fmt.Sprintf("step %d-%d.", i, s)})
		}
		j.Stages = append(j.Stages, stage)
	}
	return export.Document{Workspace: &model.Workspace{Journeys: []*model.Journey{j}}, Journey: "j", Created: day}
}

func TestPDF_WarnsOfTextTooSmallToRead(t *testing.T) {
	d := document(8, 40, 12, 200)
	_, warnings := written(t, d, asPDF(export.Page{Paper: "A4"}))
	if !slices.ContainsFunc(warnings, func(w export.Warning) bool { return strings.Contains(w.Text, "larger paper") }) {
		t.Errorf("no warning on A4: %v", warnings)
	}
	_, warnings = written(t, document(2, 3, 4, 5), asPDF(export.Page{Paper: "A1"}))
	if len(warnings) != 0 {
		t.Errorf("a small map on A1 warns: %v", warnings)
	}
}

func TestPDF_StopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	d := document(3, 6, 6, 20)
	for name, write := range writers() {
		if _, err := write(ctx, io.Discard, d); !errors.Is(err, context.Canceled) {
			t.Errorf("%s under an ended context: %v", name, err)
		}
	}
}

var errFull = errors.New("the disk is full")

type fullDisk struct{ room int }

func (f *fullDisk) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestExports_SayThatTheDiskIsFull(t *testing.T) {
	d := document(3, 6, 6, 20)
	for name, write := range writers() {
		if _, err := write(context.Background(), &fullDisk{room: 500}, d); !errors.Is(err, errFull) {
			t.Errorf("%s on a full disk: %v", name, err)
		}
	}
}

func writers() map[string]func(context.Context, io.Writer, export.Document) ([]export.Warning, error) {
	return map[string]func(context.Context, io.Writer, export.Document) ([]export.Warning, error){
		"PDF": asPDF(export.Page{}), "SVG": export.SVG, "PNG": asPNG(72), "XLSX": export.XLSX, "CSV": export.CSV,
	}
}

func BenchmarkPDF_10000CardsOnA0(b *testing.B) {
	d := document(10, 100, 12, 10000)
	for b.Loop() {
		if _, err := export.PDF(context.Background(), io.Discard, d, export.Page{Paper: "A0"}); err != nil {
			b.Fatal(err)
		}
	}
}

func TestPDF_WarnsOfCharactersThatNoFontDraws(t *testing.T) {
	d := document(2, 4, 6, 0)
	j := journey(d)
	j.Cards = append(j.Cards, &model.Card{ID: "odd", Lane: j.Lanes[0].ID, Step: j.Steps()[0].ID, Span: 1, Title: "unassigned \u0378 here"})
	d.Workspace = &model.Workspace{Journeys: []*model.Journey{j}}
	for name, write := range map[string]func(context.Context, io.Writer, export.Document) ([]export.Warning, error){
		"PDF": asPDF(export.Page{}), "SVG": export.SVG, "PNG": asPNG(72),
	} {
		_, warnings := written(t, d, write)
		if len(warnings) != 1 || warnings[0].Ref.ID != "odd" || !strings.Contains(warnings[0].Text, "U+0378") {
			t.Errorf("%s warns of %v", name, warnings)
		}
	}
}
