package export_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"stagecraft/export"
	"stagecraft/model"
)

// discussed is a document whose journey has comments on a card, a step, a lane and the whole.
func discussed(n int) export.Document {
	d := document(2, 4, 4, 8)
	j := journey(d)
	on := []model.Ref{
		{Kind: model.CardRecord, Journey: j.ID, ID: string(j.Cards[3].ID)}, {Kind: model.StepRecord, Journey: j.ID, ID: string(j.Steps()[1].ID)},
		{Kind: model.LaneRecord, Journey: j.ID, ID: string(j.Lanes[0].ID)}, {Kind: model.JourneyRecord, Journey: j.ID, ID: string(j.ID)},
	}
	for i := range n {
		next, err := model.PutComment{Journey: j.ID, Comment: model.Comment{ID: model.CommentID(fmt.Sprint(i)), On: on[i%len(on)], Author: "Petra",
			At: time.Date(2026, 3, 1+i%20, 12, 0, 0, 0, time.UTC), Text: fmt.Sprintf("=remark %d: is this so?", i), Resolved: i%3 == 0}}.Apply(d.Workspace)
		if err != nil {
			panic(err)
		}
		d.Workspace = next
	}
	return d
}

func TestPDF_ListsTheCommentsWhenAsked(t *testing.T) {
	d := discussed(150)
	data, _ := written(t, d, asPDF(export.Page{Paper: "A4"}))
	plain := openPDF(t, data)
	d.Comments = true
	data, _ = written(t, d, asPDF(export.Page{Paper: "A4"}))
	listed := openPDF(t, data)
	if len(listed.pages) < len(plain.pages)+2 {
		t.Fatalf("%d pages with 150 comments, %d without: want two more at least", len(listed.pages), len(plain.pages))
	}
	text := strings.Join(listed.pages[len(plain.pages):], "")
	for i := range 150 {
		if !strings.Contains(text, fmt.Sprintf("remark%d:", i)) {
			t.Fatalf("comment %d is not on the pages", i)
		}
	}
	for _, want := range []string{"Petra", "resolved", "Lane:", "Map:"} {
		if !strings.Contains(text, want) {
			t.Errorf("the list of comments lacks %q", want)
		}
	}
	d = discussed(0)
	d.Comments = true
	data, _ = written(t, d, asPDF(export.Page{Paper: "A4"}))
	if got := openPDF(t, data); len(got.pages) != len(plain.pages) {
		t.Errorf("%d pages without a comment, want %d", len(got.pages), len(plain.pages))
	}
}

func TestXLSX_ListsTheCommentsWhenAsked(t *testing.T) {
	d := discussed(8)
	d.Comments = true
	data, _ := written(t, d, export.XLSX)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows := cells(t, f, "Comments")
	if len(rows) != 8 {
		t.Fatalf("%d rows, want 8", len(rows))
	}
	seen := map[string]bool{}
	for i, row := range rows {
		seen[row["Comment"]] = true
		if row["No."] != fmt.Sprint(i+1) || row["Author"] != "Petra" || row["On"] == "" || row["Name"] == "" {
			t.Errorf("row %d is %v", i+1, row)
		}
	}
	if rows[0]["On"] != "Map" || len(seen) != 8 {
		t.Errorf("the list begins with %v and has %d different comments", rows[0], len(seen))
	}
}
