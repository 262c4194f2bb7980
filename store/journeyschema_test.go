package store_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"stagecraft/assets"
	"stagecraft/model"
	"stagecraft/store"
)

// published is the schema as other programs read it.
func published(t testing.TB) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(store.JourneySchema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("journey.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("journey.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func parsed(t testing.TB, data []byte) any {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestWhatIsWrittenFitsTheSchema(t *testing.T) {
	s := published(t)
	check := func(name string, data []byte) {
		if err := s.Validate(parsed(t, data)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, sample := range assets.Samples() {
		check(sample.Name, sample.Journey)
	}
	check("written by hand", []byte(byHand))
	w, _ := everything()
	data, err := store.EncodeJourney(w, w.Journeys[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	check("every field", data)
	rapid.Check(t, func(rt *rapid.T) {
		w := model.Generate(rapid.IntRange(1, 4).Draw(rt, "stages"), rapid.IntRange(1, 9).Draw(rt, "steps"), rapid.IntRange(0, 12).Draw(rt, "lanes"),
			rapid.IntRange(0, 60).Draw(rt, "cards"), rapid.IntRange(0, 60).Draw(rt, "observations"), rapid.Int64Range(0, 1000).Draw(rt, "seed"))
		data, err := store.EncodeJourney(w, w.Journeys[0].ID)
		if err != nil {
			rt.Fatal(err)
		}
		if err := s.Validate(parsed(t, data)); err != nil {
			rt.Fatal(err)
		}
	})
}

// TestSchemaHasEveryField holds the schema against a document in which every field is written: one that the
// schema does not know would be refused, and one that only the schema knows is missing from the document.
func TestSchemaHasEveryField(t *testing.T) {
	var schema struct {
		Properties map[string]any `json:"properties"`
		Defs       map[string]struct {
			Type       string         `json:"type"`
			Properties map[string]any `json:"properties"`
			Additional *bool          `json:"additionalProperties"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal(store.JourneySchema(), &schema); err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for name := range schema.Properties {
		known[name] = true
	}
	for name, def := range schema.Defs {
		if def.Type != "object" {
			continue
		}
		if def.Additional == nil || *def.Additional {
			t.Errorf("%s may have fields that nobody knows", name)
		}
		for field := range def.Properties {
			known[field] = true
		}
	}
	w, _ := everything()
	data, err := store.EncodeJourney(w, w.Journeys[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	written := map[string]bool{}
	eachField(parsed(t, data), func(_ map[string]any, name string) { written[name] = true })
	for _, old := range []string{"tag"} { // of older documents, read only
		delete(known, old)
	}
	if a, b := slices.Sorted(maps.Keys(known)), slices.Sorted(maps.Keys(written)); !slices.Equal(a, b) {
		t.Errorf("the schema has\n%v\nand documents have\n%v", a, b)
	}
}

// eachField visits the fields of all objects of a document.
func eachField(v any, visit func(in map[string]any, name string)) {
	switch v := v.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			visit(v, name)
			eachField(v[name], visit)
		}
	case []any:
		for _, item := range v {
			eachField(item, visit)
		}
	}
}

// TestDecoderRefusesWhatTheSchemaRefuses changes one field of a document at a time.
func TestDecoderRefusesWhatTheSchemaRefuses(t *testing.T) {
	s := published(t)
	w, _ := everything()
	data, err := store.EncodeJourney(w, w.Journeys[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	strange := []any{nil, true, json.Number("-7"), json.Number("0.5"), json.Number("99999999"), "", " ", "elsewhere", strings.Repeat("x", 1001), strings.Repeat("é", 20_001),
		[]any{}, []any{nil}, []any{"a", "a"}, []any{json.Number("1")}, map[string]any{}, map[string]any{"x": "y"}, "2026-13-99", "2026-03-31T1:00:00Z", "line\nend"}
	fields := 0
	eachField(parsed(t, data), func(map[string]any, string) { fields++ })
	refused, tried := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		doc := parsed(t, data)
		at, what := rapid.IntRange(0, fields-1).Draw(rt, "field"), rapid.IntRange(0, len(strange)+2).Draw(rt, "change")
		n, said := 0, ""
		eachField(doc, func(in map[string]any, name string) {
			if n++; n-1 != at {
				return
			}
			said = fmt.Sprintf("%s changed in way %d", name, what)
			switch what {
			case len(strange):
				delete(in, name)
			case len(strange) + 1:
				in[strings.ToUpper(name[:1])+name[1:]] = in[name]
				delete(in, name)
			case len(strange) + 2:
				in["more"] = "than there is"
			default:
				in[name] = strange[what]
			}
		})
		text, err := json.Marshal(doc)
		if err != nil {
			rt.Fatal(err)
		}
		tried++
		fits := s.Validate(parsed(t, text))
		_, err = store.DecodeJourney(text)
		if fits != nil {
			refused++
			if err == nil {
				rt.Fatalf("%s: the schema refuses it (%v), and it was decoded", said, fits)
			}
		}
	})
	if refused < tried/4 {
		t.Errorf("of %d documents the schema refused %d: the test tries too little", tried, refused)
	}
}

func TestDecodeIsStrictInsideRecords(t *testing.T) {
	for name, text := range map[string]string{
		"another case":  strings.Replace(byHand, `"title": "Ask"`, `"Title": "Ask"`, 1),
		"doubled":       strings.Replace(byHand, `"title": "Ask"`, `"title": "Ask", "title": "Tell"`, 1),
		"doubled by \\": strings.Replace(byHand, `"title": "Ask"`, `"title": "Ask", "t\u0069tle": "Tell"`, 1),
		"null text":     strings.Replace(byHand, `"title": "Ask"`, `"title": null`, 1),
		"file only":     strings.Replace(byHand, `"title": "Ask"`, `"title": "Ask", "stage": ""`, 1),
	} {
		if _, err := store.DecodeJourney([]byte(text)); err == nil || text == byHand {
			t.Errorf("%s: decoded", name)
		}
	}
	if _, err := store.DecodeJourney([]byte(strings.Replace(byHand, `"emotion": -1.5`, `"emotion": null`, 1))); err != nil {
		t.Errorf("a missing number as null: %v", err)
	}
}
