package store_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/model"
	"stagecraft/store"
)

// written by hand, as a sample would be
const byHand = `{
  "format": "stagecraft-journey",
  "version": 1,
  "journey": {
    "id": "tea", "title": "A cup of tea", "personas": ["guest"],
    "stages": [
      { "id": "order", "title": "Order", "steps": [{ "id": "ask", "title": "Ask" }, { "id": "pay", "title": "Pay" }] }
    ],
    "lanes": [{ "id": "do", "kind": "action", "title": "Guest does" }, { "id": "mood", "kind": "emotion", "title": "Mood" }],
    "cards": [
      { "id": "c1", "lane": "do", "step": "ask", "span": 2, "title": "Asks what there is", "momentOfTruth": true },
      { "id": "c2", "lane": "mood", "step": "pay", "emotion": -1.5, "tags": ["price"] }
    ],
    "links": [{ "id": "l1", "from": "c1", "to": "c2", "kind": "causes" }],
    "comments": [
      { "id": "k1", "text": "On the journey" },
      { "id": "k2", "on": { "kind": "card", "id": "c2" }, "at": "2026-03-31T12:00:00Z", "text": "Why?" }
    ]
  },
  "personas": [{ "id": "guest", "name": "Mara" }],
  "metrics": [{ "id": "wait", "name": "Waiting", "unit": "min", "direction": "lower", "aggregation": "mean", "target": 4 }],
  "views": [{ "id": "v1", "name": "Only what is done", "hideLanes": ["mood"] }],
  "sources": [{ "id": "till", "name": "The till" }],
  "datasets": [
    { "source": "till", "observations": [{ "metric": "wait", "step": "pay", "period": "2026-W14", "value": 6.5, "n": 12, "row": 2 }] }
  ]
}
`

func TestViewsOfOlderFilesFilterAsBefore(t *testing.T) {
	w, err := store.DecodeJourney([]byte(strings.Replace(byHand, `"hideLanes": ["mood"]`, `"persona": "guest", "tag": "price"`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	want := model.Filter{Personas: []model.PersonaID{"guest"}, Tags: []string{"price"}}
	if f := w.Views[0].Filter; !f.Equal(&want) {
		t.Errorf("the filter is %+v", f)
	}
}

func TestDocumentWrittenByHand(t *testing.T) {
	w, err := store.DecodeJourney([]byte(byHand))
	if err != nil {
		t.Fatal(err)
	}
	j := w.Journeys[0]
	first, second := j.Cards[0], j.Cards[1]
	switch {
	case j.ID != "tea" || w.Name != "A cup of tea" || len(j.Steps()) != 2:
		t.Errorf("journey %+v", j.JourneyInfo)
	case first.Span != 2 || !first.MomentOfTruth || second.Span != 1 || second.Emotion != model.Some(-1.5) || first.Emotion.Known:
		t.Errorf("cards %+v %+v", first, second)
	case j.Comments[0].On != model.Ref{Kind: model.JourneyRecord, Journey: "tea", ID: "tea"}:
		t.Errorf("comment on %+v", j.Comments[0].On)
	case j.Comments[1].On != model.Ref{Kind: model.CardRecord, Journey: "tea", ID: "c2"} || j.Comments[1].At.Hour() != 12:
		t.Errorf("comment on %+v at %v", j.Comments[1].On, j.Comments[1].At)
	case w.Views[0].Journey != "tea" || w.Datasets[0].Journey != "tea" || w.Datasets[0].Observations.At(0).Value != model.Some(6.5):
		t.Errorf("view %+v, dataset %+v", w.Views[0], w.Datasets[0])
	}
	once, err := store.EncodeJourney(w, "tea")
	if err != nil {
		t.Fatal(err)
	}
	again, err := store.DecodeJourney(once)
	if err != nil {
		t.Fatal(err)
	}
	wantEqual(t, w, again)
}

func TestDecodeSaysWhere(t *testing.T) {
	replace := func(old, new string) string { return strings.Replace(byHand, old, new, 1) }
	tests := []struct{ name, text, says string }{
		{"empty", "", "ends too early"},
		{"cut off", byHand[:700], "ends too early"},
		{"not json", "hello", "line 1"},
		{"a list", "[]", `"{" should be`},
		{"other format", replace("stagecraft-journey", "figma"), `"figma"`},
		{"no format", replace(`"format": "stagecraft-journey",`, ""), "format"},
		{"newer", replace(`"version": 1`, `"version": 2`), "version 1"},
		{"unknown field of a card", replace(`"span": 2`, `"width": 2`), `line 11 `},
		{"unknown field of a card named", replace(`"span": 2`, `"width": 2`), `"width"`},
		{"unknown field at the top", replace(`"personas": [{`, `"people": [{`), `"people"`},
		{"doubled", replace(`"id": "tea",`, `"id": "tea", "id": "coffee",`), "twice"},
		{"wrong type", replace(`"emotion": -1.5`, `"emotion": "sad"`), "emotion"},
		{"something after", byHand + "{}", "after the end"},
		{"no id", replace(`"id": "c1", `, ""), "no id"},
		{"step that is not there", replace(`"step": "pay", "emotion"`, `"step": "payment", "emotion"`), "payment"},
		{"span too long", replace(`"span": 2`, `"span": 3`), "Span"},
		{"date", replace(`2026-03-31T`, `yesterday `), "at"},
		{"null", replace(`"cards": [`, `"cards": null, "x": [`), "cards"},
		{"two journeys", replace(`"journey": {`, `"journey": {}, "journey": {`), "twice"},
		{"no journey", `{"format": "stagecraft-journey", "version": 1}`, "no journey"},
		{"deep", strings.Repeat("[", 100_000), "line 1"},
	}
	for _, test := range tests {
		_, err := store.DecodeJourney([]byte(test.text))
		if err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	_, err := store.DecodeJourney([]byte(replace(`"span": 2`, `"span": 3`)))
	var invalid *model.InvalidError
	if !errors.As(err, &invalid) || invalid.Ref.ID != "c1" {
		t.Errorf("%v", err)
	}
	if _, err := store.DecodeWorkspace([]byte(byHand)); err == nil {
		t.Error("a journey was taken for a workspace")
	}
}

func TestEncodeJourneyTakesWhatItUses(t *testing.T) {
	w := model.Generate(3, 9, 6, 80, 100, 1)
	w.Owners = append(w.Owners, &model.Owner{ID: "unused", Name: "Nobody"}, &model.Owner{ID: "of-metric", Name: "Finance"})
	w.Metrics[0].Owner = "of-metric"
	w.Journeys = append(w.Journeys, model.NewJourney("Another one", model.ServiceBlueprint))
	data, err := store.EncodeJourney(w, w.Journeys[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	got, err := store.DecodeJourney(data)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Journeys) != 1 || got.Owner("unused") != nil || got.Owner("of-metric") == nil || got.Datasets[0].Observations.Len() != 100 {
		t.Errorf("%d journeys, owners %v", len(got.Journeys), got.Owners)
	}
	if _, err := store.EncodeJourney(w, "none"); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("%v", err)
	}
}

func TestDocumentsComeBackByteForByte(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := func(name string, most int) int { return rapid.IntRange(0, most).Draw(t, name) }
		w := model.Generate(1+n("stages", 4), 1+n("steps", 12), 1+n("lanes", 8), n("cards", 60), n("observations", 50), rapid.Int64().Draw(t, "seed"))
		h := model.NewHistory(w)
		for range n("commands", 12) {
			_, _ = h.Do(command(t, h.Current()))
		}
		w = h.Current()
		data, err := store.EncodeWorkspace(w)
		if err != nil {
			t.Fatal(err)
		}
		back, err := store.DecodeWorkspace(data)
		if err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		sameRapid(t, w, back)
		again, err := store.EncodeWorkspace(back)
		if err != nil || !bytes.Equal(data, again) {
			t.Fatalf("%v; differs from\n%s", err, data)
		}
		for _, j := range w.Journeys {
			one, err := store.EncodeJourney(w, j.ID)
			if err != nil || !json.Valid(one) {
				t.Fatal(err)
			}
			alone, err := store.DecodeJourney(one)
			if err != nil {
				t.Fatalf("%v\n%s", err, one)
			}
			twice, err := store.EncodeJourney(alone, j.ID)
			if err != nil || !bytes.Equal(one, twice) {
				t.Fatalf("%v: differs from\n%s", err, one)
			}
		}
	})
}

// TestLayoutOfDocuments checks that laying out changes nothing but the space, and keeps records on
// lines.
func TestLayoutOfDocuments(t *testing.T) {
	w, _ := everything()
	data, err := store.EncodeWorkspace(w)
	if err != nil {
		t.Fatal(err)
	}
	if back, err := store.DecodeWorkspace(data); err != nil {
		t.Error(err)
	} else {
		wantEqual(t, w, back)
	}
	w, err = store.DecodeJourney([]byte(byHand))
	if err != nil {
		t.Fatal(err)
	}
	out, err := store.EncodeJourney(w, "tea")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		`      { "id": "c2", "lane": "mood", "step": "pay", "emotion": -1.5, "tags": ["price"] }`,
		`    "title": "A cup of tea",`,
		`          { "id": "ask", "title": "Ask" },`,
	} {
		if !strings.Contains(string(out), "\n"+line+"\n") {
			t.Errorf("no line %q in\n%s", line, out)
		}
	}
	for i, line := range strings.Split(string(out), "\n") {
		if len(line) > 140 {
			t.Errorf("line %d is %d long", i+1, len(line))
		}
	}
}

func FuzzDecodeJourney(f *testing.F) {
	f.Add([]byte(byHand))
	f.Add([]byte(`{"format":"stagecraft-journey","version":1,"journey":{"id":"a","title":"A","stages":[]}}`))
	f.Add([]byte(`{}`))
	w := model.Generate(2, 3, 4, 10, 5, 1)
	data, err := store.EncodeJourney(w, w.Journeys[0].ID)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		w, err := store.DecodeJourney(data)
		if err != nil {
			return
		}
		if err := model.Validate(w); err != nil {
			t.Fatal(err)
		}
		once, err := store.EncodeJourney(w, w.Journeys[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		back, err := store.DecodeJourney(once)
		if err != nil {
			t.Fatalf("%v\n%s", err, once)
		}
		twice, err := store.EncodeJourney(back, w.Journeys[0].ID)
		if err != nil || !bytes.Equal(once, twice) {
			t.Fatalf("%v: differs\n%s\n%s", err, once, twice)
		}
	})
}

// FuzzOpen opens any bytes as a file. Whatever they are, there is an error or a workspace.
func FuzzOpen(f *testing.F) {
	data, err := os.ReadFile(filepath.Join("testdata", "v1.stage"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:4096])
	f.Add(data[:len(data)/2])
	f.Add([]byte{})
	f.Add(bytes.Repeat([]byte{0xED, 0x0C, 0xDA, 0xED}, 3000))
	dir := f.TempDir()
	n := 0
	f.Fuzz(func(t *testing.T, data []byte) {
		n++
		path := filepath.Join(dir, fmt.Sprint(os.Getpid(), n%16, ".stage"))
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := store.Open(t.Context(), path, store.Options{})
		if err != nil {
			if !strings.Contains(err.Error(), filepath.Base(path)) {
				t.Fatal(err)
			}
			return
		}
		defer file.Close()
		if _, err := store.EncodeWorkspace(file.Workspace()); err != nil {
			t.Fatal(err)
		}
		next := withJourneys(file.Workspace(), nil)
		next.Views, next.Datasets = nil, nil
		if _, err := file.Save(t.Context(), next); err != nil {
			t.Fatal(err)
		}
	})
}
