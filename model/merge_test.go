package model_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/model"
)

func TestMerge_TakesWhatWasDecidedAboutPairs(t *testing.T) {
	base, other := apartFrom(small())
	decide := func(w *model.Workspace, id model.CardID, same bool) *model.Workspace {
		return apply(t, w, model.DecidePair{Before: apartID, After: jid, Cards: model.CardPair{Before: other(id), After: id}, Same: same})
	}
	base = decide(base, "p", true)
	mine := decide(base, "q", false)
	theirs := decide(decide(decide(base, "p", false), "q", true), "t", true)
	next := apply(t, mine, model.MergeJourney{Journey: jid, Base: base, Theirs: theirs})
	want := map[model.CardID]bool{"p": false, "q": false, "t": true} // changed there only, here too, made there
	for pair, same := range model.DecidedPairs(next, jid, apartID) {
		if is, ok := want[pair.Before]; !ok || same != is {
			t.Errorf("%v is the same card: %t", pair, same)
		}
		delete(want, pair.Before)
	}
	if len(want) > 0 {
		t.Errorf("not decided: %v", want)
	}
}

// merged applies commands to both sides of a common base and merges them with the choices as they stand
// at first.
func merged(t testing.TB, mine, theirs []model.Command, choose ...model.Side) (*model.Journey, *model.Merging) {
	t.Helper()
	base := small()
	x, y := base, base
	for _, c := range mine {
		x = apply(t, x, c)
	}
	for _, c := range theirs {
		y = apply(t, y, c)
	}
	m, err := model.Merge(base, x, y, jid)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range choose {
		m.Choose(i, s)
	}
	return apply(t, x, m.Command()).Journey(jid), m
}

func edit(card model.Card) model.Command {
	return model.EditCards{Journey: jid, Cards: []model.Card{card}}
}

// TestMergeJoins merges changes that have nothing to do with each other.
func TestMergeJoins(t *testing.T) {
	add := func(id, lane, step string) model.Command {
		return model.AddCards{Journey: jid, Cards: []model.PlacedCard{{Card: model.Card{ID: model.CardID(id), Lane: model.LaneID(lane), Step: model.StepID(step), Span: 1, Title: "New " + id}, Index: 1}}}
	}
	tests := []struct {
		name         string
		mine, theirs []model.Command
		want         string
	}{
		{"nothing", nil, nil, "A a1 a2 a3 | B b1 b2 | C c1\nL: a1(p q r) b1(s)\nM: a2(t) b2(u+2)\nN: a2(v+4) c1(x)"},
		{
			"cards added in one cell", []model.Command{add("m", "L", "a1")}, []model.Command{add("n", "L", "a1")},
			"A a1 a2 a3 | B b1 b2 | C c1\nL: a1(p m n q r) b1(s)\nM: a2(t) b2(u+2)\nN: a2(v+4) c1(x)",
		},
		{
			"a step put under a wide card by each", []model.Command{model.AddStep{Journey: jid, Stage: "A", At: 2, Step: model.Step{ID: "m", Title: "M"}}},
			[]model.Command{model.AddStep{Journey: jid, Stage: "B", At: 1, Step: model.Step{ID: "n", Title: "N"}}},
			"A a1 a2 m a3 | B b1 n b2 | C c1\nL: a1(p q r) b1(s)\nM: a2(t) b2(u+2)\nN: a2(v+6) c1(x)",
		},
		{
			"a stage moved and a step added to it", []model.Command{model.MoveStage{Journey: jid, Stage: "C", To: 0}},
			[]model.Command{model.AddStep{Journey: jid, Stage: "C", At: 1, Step: model.Step{ID: "n", Title: "N"}}},
			"C c1 n | A a1 a2 a3 | B b1 b2\nL: a1(p q r) b1(s)\nM: a2(t) b2(u)\nN: c1(x) a2(v+4)",
		},
		{
			"a step deleted and cards elsewhere moved", []model.Command{model.DeleteStep{Journey: jid, Step: "b1"}},
			[]model.Command{model.MoveCards{Journey: jid, Moves: []model.CardMove{{Card: "q", To: model.Cell{Lane: "L", Step: "c1"}}}}},
			"A a1 a2 a3 | B b2 | C c1\nL: a1(p r) c1(q)\nM: a2(t) b2(u+2)\nN: a2(v+3) c1(x)",
		},
		{
			"lanes reordered and one added", []model.Command{model.MoveLane{Journey: jid, Lane: "N", To: 0}},
			[]model.Command{model.AddLane{Journey: jid, At: 2, Lane: model.Lane{ID: "O", Kind: model.KindGain, Title: "Gains"}}},
			"A a1 a2 a3 | B b1 b2 | C c1\nN: a2(v+4) c1(x)\nL: a1(p q r) b1(s)\nM: a2(t) b2(u+2)\nO:",
		},
	}
	for _, test := range tests {
		for _, swap := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, swapped %t", test.name, swap), func(t *testing.T) {
				mine, theirs := test.mine, test.theirs
				want := test.want
				if swap {
					mine, theirs, want = theirs, mine, strings.Replace(want, "p m n", "p n m", 1) // what mine added stands first
				}
				j, m := merged(t, mine, theirs)
				if len(m.Conflicts) > 0 {
					t.Errorf("conflicts: %+v", m.Conflicts)
				}
				got, _, _ := strings.Cut(sketch(j), "\nlinks:")
				if got != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			})
		}
	}
}

// TestMergeJoinsFields merges two edits of one card.
func TestMergeJoinsFields(t *testing.T) {
	p := *small().Journeys[0].Card("p")
	p.Tags, p.Votes = []string{"mobile", "slow"}, 2
	a, b := p, p
	a.Title, a.Tags, a.Votes = "Mine", []string{"mobile", "fees"}, 3
	b.Body, b.Tags, b.Votes = "Theirs", []string{"mobile", "slow", "queue"}, 7
	base := apply(t, small(), edit(p))
	m, err := model.Merge(base, apply(t, base, edit(a)), apply(t, base, edit(b)), jid)
	if err != nil || len(m.Conflicts) > 0 {
		t.Fatal(err, m.Conflicts)
	}
	got := apply(t, apply(t, base, edit(a)), m.Command()).Journey(jid).Card("p")
	want := a
	want.Body, want.Tags, want.Votes = "Theirs", []string{"mobile", "fees", "queue"}, 8
	if fmt.Sprintf("%+v", *got) != fmt.Sprintf("%+v", want) {
		t.Errorf("got  %+v\nwant %+v", *got, want)
	}
	if len(m.Joined) != 1 || m.Joined[0] != (model.Change{Ref: model.Ref{Kind: model.CardRecord, Journey: jid, ID: "p"}, Op: model.Changed}) {
		t.Errorf("joined: %+v", m.Joined)
	}
}

// TestMergeAsks is about what cannot be joined without a choice.
func TestMergeAsks(t *testing.T) {
	p := *small().Journeys[0].Card("p")
	titled := func(title, body string) []model.Command {
		c := p
		c.Title, c.Body = title, body
		return []model.Command{edit(c)}
	}
	remove := []model.Command{model.DeleteCards{Journey: jid, Cards: []model.CardID{"p"}}}
	card := func(id string) func(*model.Journey) string {
		return func(j *model.Journey) string {
			if c := j.Card(model.CardID(id)); c != nil {
				return c.Title + "/" + c.Body
			}
			return "gone"
		}
	}
	move := func(step string) []model.Command {
		return []model.Command{model.MoveCards{Journey: jid, Moves: []model.CardMove{{Card: "p", To: model.Cell{Lane: "L", Step: model.StepID(step)}}}}}
	}
	place := func(j *model.Journey) string { return string(j.Card("p").Step) }
	addTo := []model.Command{model.AddCards{Journey: jid, Cards: []model.PlacedCard{{Card: model.Card{ID: "n", Lane: "L", Step: "b1", Span: 1, Title: "New"}}}}}
	noStep, noLane := []model.Command{model.DeleteStep{Journey: jid, Step: "b1"}}, []model.Command{model.DeleteLane{Journey: jid, Lane: "L"}}
	link := []model.Command{model.AddLink{Journey: jid, Link: model.Link{ID: "px", From: "p", To: "x", Kind: model.Flow}}}
	lanes := func(lane string) []model.Command {
		return []model.Command{model.MoveLane{Journey: jid, Lane: model.LaneID(lane), To: 0}}
	}
	order := func(j *model.Journey) string { return string(j.Lanes[0].ID + j.Lanes[1].ID + j.Lanes[2].ID) }
	tests := []struct {
		name         string
		mine, theirs []model.Command
		field        string
		base, x, y   string
		look         func(*model.Journey) string
		first        string // without a choice
		onMine       string
		onTheirs     string
		onBoth       string
	}{
		{"a title", titled("Mine", ""), titled("Theirs", ""), "Title", "Card p", "Mine", "Theirs", card("p"), "Mine/", "Mine/", "Theirs/", "Mine/"},
		{"a text", titled("Card p", "one"), titled("Card p", "two"), "Text", "", "one", "two", card("p"), "Card p/one", "Card p/one", "Card p/two", "Card p/one\ntwo"},
		{"a place", move("a2"), move("c1"), "Place", "Actions, step 1.1 Step a1", "Actions, step 1.2 Step a2", "Actions, step 3.1 Step c1", place, "a2", "a2", "c1", "a2"},
		{"removed by them", titled("Mine", ""), remove, "", "there", "kept and changed", "removed", card("p"), "Mine/", "Mine/", "gone", "Mine/"},
		{"removed by me", remove, titled("Theirs", ""), "", "there", "removed", "kept and changed", card("p"), "Theirs/", "gone", "Theirs/", "gone"},
		{"a link to what was removed", remove, link, "", "there", "removed", "kept and added to", card("p"), "Card p/", "gone", "Card p/", "gone"},
		{"a card added to a removed step", noStep, addTo, "", "there", "removed", "kept and added to", card("n"), "New/", "gone", "New/", "gone"},
		{"a removed step and a card added to it", addTo, noStep, "", "there", "kept and added to", "removed", card("n"), "New/", "New/", "gone", "New/"},
		{"a card added to a removed lane", noLane, addTo, "", "there", "removed", "kept and added to", card("s"), "Card s/", "gone", "Card s/", "gone"},
		{"the order of lanes", lanes("M"), lanes("N"), "Order of lanes", "Actions, Pains, Backstage", "Pains, Actions, Backstage", "Backstage, Actions, Pains", order, "MLN", "MLN", "NLM", "MLN"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			j, m := merged(t, test.mine, test.theirs)
			if len(m.Conflicts) != 1 {
				t.Fatalf("conflicts: %+v", m.Conflicts)
			}
			c := m.Conflicts[0]
			if c.Field != test.field || c.Base != test.base || c.Mine != test.x || c.Theirs != test.y || c.Title == "" {
				t.Errorf("conflict %+v", c)
			}
			if said := len(c.Changes) > 0; said != (c.Mine == "kept and changed" || c.Theirs == "kept and changed") {
				t.Errorf("changes of the side that kept it: %+v", c.Changes)
			} else if said && c.Changes[0] != (model.FieldChange{Field: "Title", Before: "Card p", After: strings.TrimSuffix(test.first, "/")}) {
				t.Errorf("changes of the side that kept it: %+v", c.Changes)
			}
			if c.CanBoth != (test.field == "Text") {
				t.Errorf("both: %t", c.CanBoth)
			}
			if got := test.look(j); got != test.first {
				t.Errorf("without a choice %q, want %q", got, test.first)
			}
			for side, want := range map[model.Side]string{model.Mine: test.onMine, model.Theirs: test.onTheirs, model.Both: test.onBoth} {
				j, _ := merged(t, test.mine, test.theirs, side)
				if got := test.look(j); got != want {
					t.Errorf("on %s %q, want %q", side, got, want)
				}
			}
		})
	}
}

// TestMergeLibrary is about what a merge does to what all journeys share.
func TestMergeLibrary(t *testing.T) {
	base := small()
	bob := model.Persona{ID: "bob", Name: "Bob"}
	theirs := apply(t, apply(t, base, model.PutPersona{Persona: bob}), model.PutPersona{Persona: model.Persona{ID: "stray", Name: "Stray"}})
	q := *base.Journeys[0].Card("q")
	q.Persona = "bob"
	theirs = apply(t, theirs, edit(q))
	web := *base.Channels[0]
	web.Name = "Web shop"
	theirs = apply(t, theirs, model.PutChannel{Channel: web})
	metric := *base.Metrics[0]
	metric.ScaleMax, metric.Target = model.Some(10.0), model.Some(8.0)
	mine := apply(t, base, model.PutMetric{Metric: metric})
	m, err := model.Merge(base, mine, theirs, jid)
	if err != nil || len(m.Conflicts) > 0 {
		t.Fatal(err, m.Conflicts)
	}
	w := apply(t, mine, m.Command())
	if p := w.Persona("bob"); p == nil || p.Name != "Bob" {
		t.Error("a persona that a card of theirs names did not come along")
	}
	if w.Persona("stray") != nil {
		t.Error("a persona that the journey does not use came along")
	}
	if w.Channel("web").Name != "Web shop" || w.Metric("csat").Target.Value != 8 {
		t.Errorf("channel %q, target %v", w.Channel("web").Name, w.Metric("csat").Target)
	}
}

// TestMergeData takes imports whole.
func TestMergeData(t *testing.T) {
	base := small()
	value := func(v float64) model.Command {
		return model.PutObservation{Journey: jid, Source: "survey", Observation: model.Observation{Metric: "csat", Stage: "A", Value: model.Some(v), Period: "2026-03"}}
	}
	mine, theirs := apply(t, base, value(2)), apply(t, base, value(5))
	m, err := model.Merge(base, mine, theirs, jid)
	if err != nil || len(m.Conflicts) != 1 || m.Conflicts[0].Field != "Values" {
		t.Fatalf("%v %+v", err, m)
	}
	m.Choose(0, model.Theirs)
	w := apply(t, mine, m.Command())
	if !w.Datasets[0].Observations.Equal(theirs.Datasets[0].Observations) {
		t.Error("their values were chosen and are not there")
	}
	m, err = model.Merge(base, apply(t, base, model.DeleteStage{Journey: jid, Stage: "A"}), theirs, jid)
	if err != nil {
		t.Fatal(err)
	}
	w = apply(t, apply(t, base, model.DeleteStage{Journey: jid, Stage: "A"}), m.Command())
	for o := range w.Datasets[0].Observations.All() {
		if o.Stage == "A" {
			t.Error("a value of a stage that is gone")
		}
	}
}

// TestMergeOfRandomWork holds what is true of any two people's work.
func TestMergeOfRandomWork(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := &randomCommands{dice: rapidDice{rt}}
		base := small()
		for range r.below(5) {
			base = r.work(base)
		}
		if base.Journey(jid) == nil {
			return
		}
		work := func() *model.Workspace {
			w := base
			for range 1 + r.below(8) {
				if next := r.work(w); next.Journey(jid) != nil {
					w = next
				}
			}
			return w
		}
		mine, theirs := work(), work()
		checkMerge(rt, base, mine, theirs)
	})
}

// work applies one random command, if it can be done.
func (r *randomCommands) work(w *model.Workspace) *model.Workspace {
	next, err := r.next(w).Apply(w)
	if err != nil {
		return w
	}
	return next
}

func checkMerge(t *rapid.T, base, mine, theirs *model.Workspace) {
	merge := func(base, mine, theirs *model.Workspace) (*model.Merging, *model.Workspace) {
		m, err := model.Merge(base, mine, theirs, jid)
		if err != nil {
			t.Fatal(err)
		}
		w, err := m.Command().Apply(mine)
		if err != nil {
			t.Fatal(err)
		}
		if err := model.Validate(w); err != nil {
			t.Fatalf("not valid: %v", err)
		}
		return m, w
	}
	if _, w := merge(base, mine, base); w != mine {
		t.Fatalf("they did nothing, and it changed %v", model.Diff(mine, w))
	}
	if m, w := merge(base, mine, mine); w != mine || len(m.Conflicts) > 0 {
		t.Fatalf("both did the same, and it changed %v", model.Diff(mine, w))
	}
	if m, w := merge(base, base, theirs); len(m.Conflicts) > 0 || len(inJourney(theirs, w)) > 0 {
		t.Fatalf("I did nothing: %+v, %v", m.Conflicts, inJourney(theirs, w))
	}
	m, w := merge(base, mine, theirs)
	swapped, _ := merge(base, theirs, mine)
	if a, b := conflicts(m), conflicts(swapped); !slices.Equal(a, b) {
		t.Fatalf("conflicts %v, from the other side %v", a, b)
	}
	was, j := base.Journey(jid), w.Journey(jid)
	for _, side := range []*model.Workspace{mine, theirs} {
		for _, c := range side.Journey(jid).Cards {
			if was.Card(c.ID) == nil && j.Card(c.ID) == nil {
				t.Fatalf("the added card %s is lost", c.ID)
			}
		}
	}
	for _, c := range j.Cards {
		b, x, y := was.Card(c.ID), mine.Journey(jid).Card(c.ID), theirs.Journey(jid).Card(c.ID)
		if b == nil || x == nil || y == nil {
			continue
		}
		if b.Title == x.Title && c.Title != y.Title || b.Title == y.Title && c.Title != x.Title {
			t.Fatalf("title %q of %q, mine %q, theirs %q", c.Title, b.Title, x.Title, y.Title)
		}
	}
}

// inJourney lists what a merged journey lacks of theirs. The library, of which a merge takes only what the
// journey uses, is left out, and so are the journey's place and what hangs on its twin.
func inJourney(theirs, w *model.Workspace) []model.Change {
	return slices.DeleteFunc(model.Diff(theirs, w), func(c model.Change) bool {
		if c.Ref.Kind != model.JourneyRecord {
			return c.Ref.Journey != jid || c.Ref.Kind == model.DatasetRecord
		}
		return c.Ref.Journey != jid || !slices.ContainsFunc(model.ChangedFields(theirs, c.Ref, w, c.Ref), func(f model.FieldChange) bool {
			return f.Field != "Twin" && f.Field != "State"
		})
	})
}

func conflicts(m *model.Merging) []string {
	var list []string
	for _, c := range m.Conflicts {
		list = append(list, fmt.Sprint(c.Ref, c.Field))
	}
	slices.Sort(list)
	return list
}
