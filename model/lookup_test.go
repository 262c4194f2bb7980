package model_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"stagecraft/model"
)

func TestLookups(t *testing.T) {
	w := small()
	j := w.Journey(jid)
	if w.Journey("k") != nil || j.Card("k") != nil || j.Step("k") != nil || j.Stage("k") != nil || j.Lane("k") != nil || j.Link("k") != nil || j.Comment("k") != nil {
		t.Error("found what does not exist")
	}
	if w.Persona("ann") != w.Personas[0] || w.Metric("csat") != w.Metrics[0] || w.Source("survey") != w.Sources[0] || w.Dataset("survey") != w.Datasets[0] ||
		w.Channel("web") != w.Channels[0] || w.Owner("shop") != w.Owners[0] || w.System("crm") != w.Systems[0] || w.View("view") != w.Views[0] || w.Image("x") != nil {
		t.Error("a library record was not found")
	}
	if j.StageOf("b2").ID != "B" || j.StageOf("x") != nil || j.StepIndex("b2") != 4 || j.StepIndex("x") != -1 || j.StepNumber("b2") != "2.2" || j.StepNumber("x") != "" {
		t.Error("a step is in the wrong place")
	}
	if got := j.KindOf(j.Card("t")); got != model.KindPain {
		t.Errorf("kind %q", got)
	}
	if got := j.KindOf(&model.Card{Lane: "L", Kind: model.KindGain}); got != model.KindGain {
		t.Errorf("own kind %q", got)
	}
	var covered []string
	for _, s := range j.Covers(j.Card("v")) {
		covered = append(covered, string(s.ID))
	}
	if !slices.Equal(covered, []string{"a2", "a3", "b1", "b2"}) {
		t.Errorf("covers %q", covered)
	}
	if j.Covers(&model.Card{Step: "x", Span: 2}) != nil || len(j.Covers(&model.Card{Step: "c1", Span: 9})) != 1 {
		t.Error("covers steps that do not exist")
	}
}

// After any number of changes the lookups must say what a search through the slices says.
func checkLookups(t testing.TB, j *model.Journey) {
	t.Helper()
	cells := map[model.Cell][]*model.Card{}
	for _, c := range j.Cards {
		if j.Card(c.ID) != c {
			t.Fatalf("card %s: found %v", c.ID, j.Card(c.ID))
		}
		cell := model.Cell{Lane: c.Lane, Step: c.Step}
		cells[cell] = append(cells[cell], c)
	}
	for _, l := range j.Lanes {
		if j.Lane(l.ID) != l {
			t.Fatalf("lane %s is not found", l.ID)
		}
		for i, s := range j.Steps() {
			if j.Step(s.ID) != s || j.StepIndex(s.ID) != i {
				t.Fatalf("step %s is not found", s.ID)
			}
			cell := model.Cell{Lane: l.ID, Step: s.ID}
			if got := j.CardsIn(cell); !slices.Equal(got, cells[cell]) {
				t.Fatalf("cell %v: %d cards, want %d in their order", cell, len(got), len(cells[cell]))
			}
		}
	}
}

func TestLookups_AfterManyEdits(t *testing.T) {
	w := model.Generate(3, 9, 5, 200, 0, 5)
	j := w.Journeys[0]
	for i := range 300 {
		steps := j.Steps()
		card := j.Cards[(i*37)%len(j.Cards)]
		var c model.Command
		switch i % 3 {
		case 0:
			c = model.MoveCards{Journey: j.ID, Moves: []model.CardMove{{Card: card.ID, To: model.Cell{Lane: j.Lanes[i%5].ID, Step: steps[i%9].ID}, Index: i % 4}}}
		case 1:
			c = model.AddCards{Journey: j.ID, Cards: []model.PlacedCard{{Card: model.Card{ID: model.CardID(fmt.Sprint("n", i)), Lane: card.Lane, Step: card.Step}, Index: i % 3}}}
		default:
			c = model.DeleteCards{Journey: j.ID, Cards: []model.CardID{card.ID}}
		}
		gone := model.CardID("")
		if i%3 == 2 {
			gone = card.ID
		}
		next, err := c.Apply(w)
		if err != nil {
			t.Fatal(err)
		}
		w, j = next, next.Journeys[0]
		checkLookups(t, j)
		if gone != "" && j.Card(gone) != nil {
			t.Fatalf("found the deleted card %s", gone)
		}
	}
}

func TestLookups_ByManyAtOnce(t *testing.T) {
	w := model.Generate(4, 20, 6, 1000, 0, 2)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			j := w.Journeys[0]
			for _, c := range j.Cards {
				if j.Card(c.ID) != c || len(j.CardsIn(model.Cell{Lane: c.Lane, Step: c.Step})) == 0 || len(j.Covers(c)) != c.Span || w.Owner(c.Owner) == nil && c.Owner != "" {
					t.Error("a lookup is wrong")
					return
				}
			}
			for _, l := range j.Links {
				if j.Link(l.ID) != l {
					t.Error("a link is not found")
				}
			}
		})
	}
	wait.Wait()
}

func TestBlueprintLines(t *testing.T) {
	lanes := func(kinds ...model.Kind) []*model.Lane {
		var all []*model.Lane
		for _, k := range kinds {
			all = append(all, &model.Lane{Kind: k})
		}
		return all
	}
	e, a, f, b, s, m, p := model.KindEvidence, model.KindAction, model.KindFrontstage, model.KindBackstage, model.KindSupport, model.KindMetric, model.KindPain
	tests := []struct {
		lanes []*model.Lane
		want  string
	}{
		{lanes(e, a, f, b, s), "interaction 2 visibility 3 internal 4"},
		{lanes(a, f, f, b, b, s, model.KindSystem, model.KindPolicy), "interaction 1 visibility 3 internal 5"},
		{lanes(a, m, f, m, b, m, s), "interaction 2 visibility 4 internal 6"},
		{lanes(e, a, f, b, s, p, m), "interaction 2 visibility 3 internal 4"},
		{lanes(a, b, s), "visibility 1 internal 2"},
		{lanes(a, b, f, s), "visibility 1 internal 3"},
		{lanes(f, a, b), "visibility 2"},
		{lanes(f, b), "visibility 1"},
		{lanes(a, p), ""},
		{lanes(f), ""},
		{lanes(s, f, a), ""},
		{nil, ""},
	}
	for i, test := range tests {
		got := ""
		for _, l := range model.BlueprintLines(test.lanes) {
			got += fmt.Sprintf(" %s %d", l.Kind, l.Before)
		}
		if len(got) > 0 {
			got = got[1:]
		}
		if got != test.want {
			t.Errorf("%d: %q, want %q", i, got, test.want)
		}
	}
	own := lanes(a, a)
	own[1].Zone = model.ZoneBackstage
	if got := model.BlueprintLines(own); len(got) != 1 || got[0].Kind != model.LineOfVisibility {
		t.Errorf("a lane's own zone does not count: %v", got)
	}
}

func TestPresets(t *testing.T) {
	for _, p := range model.Presets {
		j := model.NewJourney("Title", p)
		w := &model.Workspace{Journeys: []*model.Journey{j}}
		if err := model.Validate(w); err != nil {
			t.Errorf("%s: %v", p, err)
		}
		if p.Name() == "" || p.Help() == "" || len(j.Lanes) == 0 || j.Title != "Title" {
			t.Errorf("%s is not whole", p)
		}
		if model.NewJourney("Title", p).ID == j.ID {
			t.Errorf("%s: the id is not fresh", p)
		}
	}
	var kinds []model.Kind
	for _, l := range model.NewJourney("B", model.ServiceBlueprint).Lanes {
		kinds = append(kinds, l.Kind)
	}
	// The order of Bitner, Ostrom and Morgan, "Service Blueprinting" (2008).
	if !slices.Equal(kinds, []model.Kind{model.KindEvidence, model.KindAction, model.KindFrontstage, model.KindBackstage, model.KindSupport}) {
		t.Errorf("the blueprint's lanes are %v", kinds)
	}
	for _, k := range model.Kinds {
		if l := model.NewLane(k); k.Name() == string(k) || k.Help() == "" || l.Title != k.Name() || l.Hint == "" || l.Kind != k {
			t.Errorf("kind %s is not named", k)
		}
	}
	if model.Kind("dream").Name() != "dream" || model.Kind("dream").Help() != "" {
		t.Error("an unknown kind has a name")
	}
}

func TestCleanText(t *testing.T) {
	tests := []struct{ in, want string }{
		{"plain – ä 漢 שלום", "plain – ä 漢 שלום"}, {"a\r\nb\rc\u2028d", "a\nb\nc\nd"}, {"a\x00b\x1bc\td", "abc\td"}, {"a\xffb", "a\uFFFDb"}, {"", ""},
	}
	for _, test := range tests {
		if got := model.CleanText(test.in); got != test.want {
			t.Errorf("%q: %q, want %q", test.in, got, test.want)
		}
	}
}

func TestPeriod_Valid(t *testing.T) {
	for _, p := range []model.Period{"", "2026", "2026-03", "2026-03-31", "2026-Q1", "2026-Q4", "2026-W01", "2026-W53", "2025-W52"} {
		if !p.Valid() {
			t.Errorf("%q is not valid", p)
		}
	}
	for _, p := range []model.Period{"26", "2026-13", "2026-02-29", "2026-Q5", "2026-Q0", "2026-W00", "2026-W54", "2025-W53", "2026-Wx1", "March", "2026-3", "2026-W1", "2026 Q1"} {
		if p.Valid() {
			t.Errorf("%q is valid", p)
		}
	}
}
