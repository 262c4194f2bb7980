package model_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"stagecraft/model"
)

func TestValidate_FindsWhatIsBroken(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(w *model.Workspace, j *model.Journey)
		want  string // the first problem
	}{
		{"nothing", func(*model.Workspace, *model.Journey) {}, ""},
		{"name", func(w *model.Workspace, _ *model.Journey) { w.Name = "\xff" }, "workspace, Name: is not valid UTF-8 text"},
		{"no stages", func(_ *model.Workspace, j *model.Journey) { j.Stages = nil }, "journey j, Stages: has no stage; a journey has at least one"},
		{"no steps", func(w *model.Workspace, j *model.Journey) {
			j.Stages[2].Steps = nil
			j.Cards, j.Links, j.Comments = nil, nil, nil
		},
			"stage C, Steps: has no step; a stage has at least one"},
		{"span", func(_ *model.Workspace, j *model.Journey) { j.Cards[7].Span = 2 }, "card x, Span: reaches past the last step"},
		{"no span", func(_ *model.Workspace, j *model.Journey) { j.Cards[7].Span = 0 }, "card x, Span: is less than one step"},
		{"lane", func(_ *model.Workspace, j *model.Journey) { j.Cards[7].Lane = "Q" }, "card x, Lane: refers to lane Q, which does not exist"},
		{"two cards of one id", func(_ *model.Workspace, j *model.Journey) { j.Cards[7].ID = "s" }, "card s, ID: occurs twice"},
		{"two steps of one id", func(_ *model.Workspace, j *model.Journey) { j.Stages[1].Steps[1].ID = "a1"; j.Cards[5].Step = "b1" }, "step a1, ID: occurs twice"},
		{"two lanes of one id", func(w *model.Workspace, j *model.Journey) {
			j.Lanes[1].ID = "N"
			j.Cards[4].Lane, j.Cards[5].Lane, j.Comments = "N", "N", nil
		}, "lane N, ID: occurs twice"},
		{"two links of one meaning", func(_ *model.Workspace, j *model.Journey) { j.Links[1].From, j.Links[1].To = "p", "q" }, "link qs: joins the same two cards in the same way as another link"},
		{"two journeys of one id", func(w *model.Workspace, j *model.Journey) { w.Journeys = append(w.Journeys, j) }, "journey j, ID: occurs twice"},
		{"a nil card", func(_ *model.Workspace, j *model.Journey) { j.Cards[7] = nil }, "card: number 8 is missing"},
		{"a nil step", func(_ *model.Workspace, j *model.Journey) { j.Stages[0].Steps[0] = nil }, "step: number 1 is missing"},
		{"a nil lane", func(_ *model.Workspace, j *model.Journey) { j.Lanes[2] = nil }, "lane: number 3 is missing"},
		{"a nil metric", func(w *model.Workspace, _ *model.Journey) {
			w.Metrics[0], w.Journeys, w.Datasets, w.Views = nil, nil, nil, nil
		}, "metric: number 1 is missing"},
		{"comment", func(_ *model.Workspace, j *model.Journey) { j.Comments[3].On.ID = "" }, "comment on-p, On: is empty"},
		{"view", func(w *model.Workspace, _ *model.Journey) { w.Views[0].Journey = "k" }, "view view, Journey: refers to journey k, which does not exist"},
		{"twin that does not know", func(w *model.Workspace, j *model.Journey) {
			other := model.NewJourney("Other", model.BlankGrid)
			w.Journeys, j.Twin = append(w.Journeys, other), other.ID
		}, "journey j, Twin: has another twin"},
		{"data of no source", func(w *model.Workspace, _ *model.Journey) { w.Datasets[0].Source = "x" }, "dataset x, Source: refers to source x, which does not exist"},
		{"value off the scale", func(w *model.Workspace, _ *model.Journey) {
			change(w.Datasets[0], 1, func(o *model.Observation) { o.Value = model.Some(0.5) })
		}, "dataset survey, Value: is 0.5, outside 1 to 5"},
		{"a lost step in data", func(w *model.Workspace, _ *model.Journey) {
			change(w.Datasets[0], 1, func(o *model.Observation) { o.Step = "x" })
		}, "dataset survey, Step: refers to step x, which does not exist"},
		{"too many lanes", func(_ *model.Workspace, j *model.Journey) {
			for i := range model.MaxLanes {
				j.Lanes = append(j.Lanes, &model.Lane{ID: model.LaneID(fmt.Sprint(i)), Kind: model.KindNote})
			}
		}, "journey j, Lanes: has more than 500 lanes"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := small()
			test.spoil(w, w.Journeys[0])
			got := ""
			if err := model.Validate(w); err != nil {
				got, _, _ = strings.Cut(err.Error(), "\n")
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestValidate_ListsAtMostAHundred(t *testing.T) {
	w := model.Generate(2, 4, 4, 1000, 0, 1)
	for _, c := range w.Journeys[0].Cards {
		c.Owner = "nobody"
	}
	err := model.Validate(w)
	if n := strings.Count(err.Error(), "\n") + 1; n != 100 {
		t.Errorf("%d problems", n)
	}
	if !errors.Is(err, model.ErrNotFound) {
		t.Error("a lost owner is not ErrNotFound")
	}
}

func TestMaybe_JSON(t *testing.T) {
	type pair struct {
		A, B model.Maybe[float64]
		C    model.Maybe[float64] `json:",omitzero"`
	}
	in := pair{A: model.Some(0.0)}
	data, err := json.Marshal(in)
	if err != nil || string(data) != `{"A":0,"B":null}` {
		t.Errorf("%s, %v", data, err)
	}
	out := pair{B: model.Some(1.0), C: model.Some(2.0)}
	if err := json.Unmarshal([]byte(`{"A":0,"B":null}`), &out); err != nil || out.A != in.A || out.B.Known || out.C.Or(3) != 2 || out.B.Or(3) != 3 {
		t.Errorf("%+v, %v", out, err)
	}
}

func TestIDs(t *testing.T) {
	a, b := model.NewID[model.CardID](), model.NewID[model.CardID]()
	if a == b || len(a) != 20 || strings.ToLower(string(a)) != string(a) {
		t.Errorf("fresh ids %q, %q", a, b)
	}
	d := model.DerivedID("salt", a)
	if d == a || d != model.DerivedID("salt", a) || d == model.DerivedID("other", a) || len(d) != 20 {
		t.Errorf("derived id %q", d)
	}
}

func TestParseDate(t *testing.T) {
	if d, err := model.ParseDate("2026-03-31"); err != nil || d != "2026-03-31" {
		t.Errorf("%q, %v", d, err)
	}
	if d, err := model.ParseDate(""); err != nil || d != "" {
		t.Errorf("%q, %v", d, err)
	}
	if _, err := model.ParseDate("31.3.2026"); err == nil {
		t.Error("took a date in another form")
	}
}
