package export_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"strings"
	"testing"

	"stagecraft/export"
	"stagecraft/model"
)

// hostile are texts that break programs.
var hostile = []string{
	"\U0001F600 \U0001F468\u200D\U0001F469\u200D\U0001F467 \u2764\uFE0F", "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd abc 123", "\xff\xfe\x80 broken",
	"a\x00b\x01c\x1b[31m", "\u6f22\u5b57\u304b\u306a \ud55c\uae00", "\U00010000\U0010FFFF", "\u202Eevil\u202C", "</svg><script>alert(1)</script>&amp;\"'",
	") Tj ET Q (", "\\(\\)", "\uFEFF\uFFFE\uFFFF", "e\u0301\u0302\u0303", "\ufdfa\u200b\u00ad", "\n\n\t\r\n", "-2+3", "=cmd|' /C calc'!A0", "+1", "@x",
	strings.Repeat("a long word without any break ", 3500), strings.Repeat("W", 100_000), "",
}

// hostileJourney says hostile things in every place that holds text.
func hostileJourney() export.Document {
	text := func(i int) string { return hostile[i%len(hostile)] }
	j := &model.Journey{ID: "j", JourneyInfo: model.JourneyInfo{Title: text(0) + text(1), InWords: text(2), Scope: text(7), Version: text(8), Owner: "o",
		Personas: []model.PersonaID{"p"}, ReviewDate: "2026-02-30x", Confidentiality: text(6), Status: "\xff"}}
	w := &model.Workspace{Name: text(3), Journeys: []*model.Journey{j}, Owners: []*model.Owner{{ID: "o", Name: text(4)}},
		Personas: []*model.Persona{{ID: "p", Name: text(5), Quote: text(1)}}, Channels: []*model.Channel{{ID: "c", Name: text(7), Icon: "../../etc/passwd"}},
		Images: []*model.Image{{ID: "i", MIME: "image/png", Data: []byte("not a picture")}}}
	for i := range 5 {
		stage := &model.Stage{ID: model.StageID(fmt.Sprint("s", i)), Title: text(i)}
		for k := range 4 {
			stage.Steps = append(stage.Steps, &model.Step{ID: model.StepID(fmt.Sprint("s", i, k)), Title: text(i*4 + k)})
		}
		j.Stages = append(j.Stages, stage)
	}
	n := 0
	for l, kind := range model.Kinds {
		lane := &model.Lane{ID: model.LaneID(fmt.Sprint("l", l)), Kind: kind, Title: text(l), Hint: text(l + 1), Persona: "p"}
		j.Lanes = append(j.Lanes, lane)
		for _, stage := range j.Stages {
			for _, step := range stage.Steps {
				n++
				c := &model.Card{ID: model.CardID(fmt.Sprint("c", n, "<&\"")), Lane: lane.ID, Step: step.ID, Span: 1, Title: text(n), Body: text(n + 5), Channel: "c", Owner: "o",
					Severity: n % 4, Votes: n % 3, MomentOfTruth: n%5 == 0, Image: "i", Tags: []string{text(n + 2)}, Persona: "p"}
				if kind == model.KindEmotion {
					c.Emotion = model.Some(float64(n%5) - 2)
				}
				j.Cards = append(j.Cards, c)
				if n > 1 {
					j.Links = append(j.Links, &model.Link{ID: model.LinkID(fmt.Sprint("k", n)), From: j.Cards[n-2].ID, To: c.ID, Kind: model.Flow, Label: text(n + 3)})
				}
			}
		}
	}
	return export.Document{Workspace: w, Journey: "j", Created: day}
}

func TestExports_SurviveHostileText(t *testing.T) {
	d := hostileJourney()
	for _, fit := range []string{"page", "pages"} {
		data, _ := written(t, d, asPDF(export.Page{Fit: fit}))
		text := strings.Join(openPDF(t, data).pages, "")
		for _, want := range []string{"</svg>", ")TjETQ(", "\U0001F600"} {
			if !strings.Contains(text, want) {
				t.Errorf("the PDF (%s) does not hold %q", fit, want)
			}
		}
	}
	data, _ := written(t, d, export.SVG)
	wellFormed(t, data)
	written(t, d, asPNG(20))
	written(t, d, export.CSV)
	data, warnings := written(t, d, export.XLSX)
	openXLSX(t, data)
	if len(warnings) == 0 {
		t.Error("text longer than a cell was cut without a warning")
	}
}

func wellFormed(t testing.TB, data []byte) (texts []string) {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(data))
	ids := map[string]bool{}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return texts
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			if x.Name.Local == "script" {
				t.Fatal("a text became an element")
			}
			for _, a := range x.Attr {
				if a.Name.Local == "id" {
					if ids[a.Value] {
						t.Fatalf("the id %q is there twice", a.Value)
					}
					ids[a.Value] = true
				}
			}
		case xml.CharData:
			texts = append(texts, string(x))
		}
	}
}

// withPictures puts pictures of one size and different content on some cards.
func withPictures(d export.Document) {
	j := journey(d)
	for i := range 5 {
		img := image.NewRGBA(image.Rect(0, 0, 40, 30))
		for p := range img.Pix {
			img.Pix[p] = byte(p*i + i*40)
		}
		img.Set(3, 3, color.White)
		var buf bytes.Buffer
		if png.Encode(&buf, img) != nil {
			panic("cannot encode")
		}
		id := model.ImageID(fmt.Sprint("picture", i))
		d.Workspace.Images = append(d.Workspace.Images, &model.Image{ID: id, MIME: "image/png", Data: buf.Bytes()})
		card := *j.Cards[i*3]
		card.Image = id
		j.Cards[i*3] = &card
	}
}
