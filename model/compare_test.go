package model_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/model"
)

// compareHere compares a journey of two workspaces.
func compareHere(before, after *model.Workspace) *model.Comparison {
	return model.Compare(before, jid, after, jid, nil)
}

// told2 writes differences as "card p moved", in their order.
func told2(list []model.Difference) string {
	var all []string
	for _, d := range list {
		id := d.After
		if id == "" {
			id = d.Before
		}
		text := fmt.Sprintf("%s %s %s", d.Kind, id, d.Op)
		for _, f := range d.Fields {
			text += fmt.Sprintf(" (%s: %s > %s)", f.Field, f.Before, f.After)
		}
		all = append(all, text)
	}
	return strings.Join(all, ", ")
}

func TestCompare_OneChange(t *testing.T) {
	tests := []struct {
		do   model.Command
		want string
	}{
		{rename("p", "other", ""), "card p changed (Title: Card p > other)"},
		{model.MoveCards{Journey: jid, Moves: []model.CardMove{to("p", "L", "a1", 9)}}, "card p moved"},
		{model.MoveCards{Journey: jid, Moves: []model.CardMove{to("p", "M", "b2", 0)}}, "card p moved"},
		{model.DeleteCards{Journey: jid, Cards: []model.CardID{"t"}}, "card t removed, link tv removed"},
		{model.EditStage{Journey: jid, Stage: "A", Title: "x"}, "stage A changed (Title: Stage A > x)"},
		{model.EditStep{Journey: jid, Step: "a2", Title: "x"}, "step a2 changed (Title: Step a2 > x)"},
		{model.MoveStep{Journey: jid, Step: "a1", Stage: "A", To: 2}, "step a1 moved, card v changed (Width: 4 steps > 5 steps)"},
		{model.MoveLane{Journey: jid, Lane: "N", To: 0}, "lane N moved"},
		{model.EditJourney{Journey: jid, Info: model.JourneyInfo{Title: "x", Kind: model.Current, Personas: []model.PersonaID{"ann"}, Owner: "shop"}}, "journey j changed (Title: Order > x)"},
		{model.AddLink{Journey: jid, Link: model.Link{ID: "new", From: "p", To: "x", Kind: model.Handoff}}, "link new added"},
	}
	for _, test := range tests {
		w := small()
		if got := told2(compareHere(w, apply(t, w, test.do)).Differences); got != test.want {
			t.Errorf("%#v: %s, want %s", test.do, got, test.want)
		}
	}
}

func TestCompare_SaysWhereFromAndWhereTo(t *testing.T) {
	w := small()
	next := apply(t, w, model.MoveCards{Journey: jid, Moves: []model.CardMove{to("p", "M", "b2", 0)}})
	next = apply(t, next, model.EditCards{Journey: jid, Cards: []model.Card{func() model.Card {
		c := *next.Journey(jid).Card("p")
		c.Title, c.Channel = "New title", ""
		return c
	}()}})
	c := compareHere(w, next)
	if len(c.Differences) != 1 {
		t.Fatal(told2(c.Differences))
	}
	d := c.Differences[0]
	want := "moved from Actions, step 1.1 Step a1 to Pains, step 2.2 Step b2; Title: “Card p” to “New title”; Channel: “Website” to nothing"
	if d.Op != model.Changed || !d.Moved || d.Words() != want || c.Groups[d.Group] != "2 Stage B" {
		t.Errorf("%v, moved %t, in %q: %s", d.Op, d.Moved, c.Groups[d.Group], d.Words())
	}
}

func TestFieldChange_QuotesInQuotes(t *testing.T) {
	got := model.FieldChange{Field: "Title", Before: "“Is it open?”", After: ""}.Words()
	if want := "Title: “‘Is it open?’” to nothing"; got != want {
		t.Errorf("it says %s, want %s", got, want)
	}
}

func TestCompare_OfATwin(t *testing.T) {
	w := apply(t, small(), model.DuplicateJourney{Journey: jid, Salt: "salt", AsTwin: true})
	future := model.DerivedID("salt", jid)
	if c := model.Compare(w, jid, w, future, nil); len(c.Differences)+len(c.Doubts) != 0 {
		t.Fatalf("a new twin differs: %s, %d doubts", told2(c.Differences), len(c.Doubts))
	}
	// Renamed beyond recognition, a card is still the same by its id.
	twin := func(c model.CardID) model.CardID { return model.DerivedID(string(future), c) }
	card := *w.Journey(future).Card(twin("p"))
	card.Title = "Quite another text"
	next := apply(t, w, model.EditCards{Journey: future, Cards: []model.Card{card}})
	c := model.Compare(next, jid, next, future, nil)
	if got := c.Differences; len(got) != 1 || got[0].Before != "p" || got[0].After != string(twin("p")) || len(c.Doubts) != 0 {
		t.Errorf("%s", told2(got))
	}
	back := model.Compare(next, future, next, jid, nil)
	if got := back.Differences; len(got) != 1 || got[0].Before != string(twin("p")) || got[0].After != "p" {
		t.Errorf("the other way round: %s", told2(got))
	}
}

// apartFrom is a journey like the one of small, with ids that have nothing in common with its.
func apartFrom(w *model.Workspace) (*model.Workspace, func(model.CardID) model.CardID) {
	next, err := model.DuplicateJourney{Journey: jid, Salt: "salt"}.Apply(w)
	if err != nil {
		panic(err)
	}
	// A copy of the copy, in whose sight the original is a stranger.
	mid := model.DerivedID("salt", jid)
	next, err = model.DuplicateJourney{Journey: mid, Salt: "again"}.Apply(next)
	if err != nil {
		panic(err)
	}
	return next, func(c model.CardID) model.CardID {
		return model.DerivedID(string(apartID), model.DerivedID(string(mid), c))
	}
}

var apartID = model.DerivedID("again", model.DerivedID("salt", jid))

func TestCompare_OfJourneysMadeApart(t *testing.T) {
	w := small()
	for id, title := range map[model.CardID]string{"p": "Opens six tabs, reads reviews", "q": "Asks a friend", "t": "City tax shown only on the last page", "v": "Night audit", "x": "Files the invoice"} {
		w = apply(t, w, rename(string(id), title, ""))
	}
	w, other := apartFrom(w)
	if c := model.Compare(w, jid, w, apartID, nil); len(c.Differences)+len(c.Doubts) != 0 {
		t.Fatalf("equal texts differ: %s, %d doubts", told2(c.Differences), len(c.Doubts))
	}
	edit := func(id model.CardID, title string) {
		card := *w.Journey(apartID).Card(other(id))
		card.Title = title
		w = apply(t, w, model.EditCards{Journey: apartID, Cards: []model.Card{card}})
	}
	edit("p", "Opens six tabs and reads reviews")       // surely the same
	edit("t", "City tax appears late, on another page") // perhaps
	edit("x", "Sends a gift")                           // not
	w = apply(t, w, model.MoveCards{Journey: apartID, Moves: []model.CardMove{{Card: other("q"), To: model.Cell{
		Lane: w.Journey(apartID).Lanes[0].ID, Step: w.Journey(apartID).Steps()[3].ID}}}})
	c := model.Compare(w, jid, w, apartID, nil)
	got := map[string]model.Op{}
	for _, d := range c.Differences {
		got[d.Title] = d.Op
		if d.Doubtful != strings.HasPrefix(d.Title, "City") {
			t.Errorf("%s is doubtful: %t", d.Title, d.Doubtful)
		}
	}
	want := map[string]model.Op{"Opens six tabs and reads reviews": model.Changed, "City tax appears late, on another page": model.Changed,
		"Asks a friend": model.Moved, "Files the invoice": model.Removed, "Sends a gift": model.Added}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", got, want)
	}
	if len(c.Doubts) != 1 || c.Doubts[0].CardPair != (model.CardPair{Before: "t", After: other("t")}) || c.Open() != 1 {
		t.Fatalf("doubts %+v", c.Doubts)
	}
	decide := func(before, after model.CardID, same bool) {
		w = apply(t, w, model.DecidePair{Before: jid, After: apartID, Cards: model.CardPair{Before: before, After: after}, Same: same})
		c = model.Compare(w, jid, w, apartID, model.DecidedPairs(w, jid, apartID))
	}
	decide("t", other("t"), false)
	if c.Open() != 0 || countCards(c, model.Added) != 2 || countCards(c, model.Removed) != 2 {
		t.Errorf("decided against: %s", told2(c.Differences))
	}
	decide("t", other("t"), true)
	decide("x", other("x"), true)
	if len(w.Pairs) != 2 || c.Open() != 0 || c.Count(model.Added)+c.Count(model.Removed) != 0 {
		t.Errorf("decided for: %s", told2(c.Differences))
	}
	mirrored(t, c, model.Compare(w, apartID, w, jid, model.DecidedPairs(w, apartID, jid)))
	// A card has one counterpart at most, and a pair of which a card is gone is kept for when it comes back.
	decide("t", other("p"), true)
	if len(w.Pairs) != 2 || w.Pair(model.PairIDOf(apartID, other("t"), jid, "t")) != nil {
		t.Errorf("one card has several counterparts: %+v", w.Pairs)
	}
	gone := apply(t, w, model.DeleteCards{Journey: jid, Cards: []model.CardID{"x"}})
	if len(gone.Pairs) != 2 || model.Validate(gone) != nil {
		t.Errorf("%d pairs once a card is deleted: %v", len(gone.Pairs), model.Validate(gone))
	}
	if shared := model.Excerpt(gone, jid, apartID); len(shared.Pairs) != 1 {
		t.Errorf("a copy names cards that it lacks: %d pairs", len(shared.Pairs))
	}
	if shared := model.Excerpt(w, jid); len(shared.Pairs) != 0 {
		t.Errorf("a copy of one journey has %d pairs", len(shared.Pairs))
	}
	if w = apply(t, w, model.ForgetPairs{Before: apartID, After: jid}); len(w.Pairs) != 0 {
		t.Errorf("%d pairs once all are forgotten", len(w.Pairs))
	}
}

// TestLikeness holds against published values: Wikipedia on the Sørensen–Dice coefficient, and S. White,
// How to Strike a Match (1992).
func TestLikeness(t *testing.T) {
	tests := []struct {
		a, b string
		want float64
	}{
		{"night", "nacht", 0.25}, {"Healed", "Sealed", 0.80}, {"Healed", "Healthy", 0.55}, {"Healed", "Heard", 0.44}, {"Healed", "Herded", 0.40},
		{"Healed", "Help", 0.25}, {"Healed", "Sold", 0}, {"France", "French", 0.40}, {"FRANCE", "republic of france", 0.56},
		{"", "", 0}, {"a", "a", 1}, {"", "x", 0},
	}
	for _, test := range tests {
		if got := model.Likeness(test.a, test.b); math.Abs(got-test.want) > 0.005 {
			t.Errorf("%q and %q: %.3f, want %.2f", test.a, test.b, got, test.want)
		}
	}
}

// compared is what Compare looks at of a diff: records of the journey without its comments. Whether an
// empty list is there or not makes no difference to a reader, and a twin that the other workspace cannot
// hold is not compared.
func compared(before, after *model.Workspace, changes []model.Change) map[string]model.Op {
	all := map[string]model.Op{}
	for _, c := range changes {
		switch c.Ref.Kind {
		case model.JourneyRecord, model.StageRecord, model.StepRecord, model.LaneRecord, model.CardRecord, model.LinkRecord:
			if c.Ref.Journey != jid || c.Op == model.Changed && unread(before, after, c.Ref) {
				continue
			}
			all[string(c.Ref.Kind)+" "+c.Ref.ID] = c.Op
		}
	}
	return all
}

func unread(before, after *model.Workspace, ref model.Ref) bool {
	fields := model.ChangedFields(before, ref, after, ref)
	if ref.Kind == model.JourneyRecord {
		fields = slices.DeleteFunc(fields, func(f model.FieldChange) bool { return f.Field == "Twin" })
	}
	if ref.Kind == model.CardRecord {
		a, b := before.Journey(jid).Card(model.CardID(ref.ID)), after.Journey(jid).Card(model.CardID(ref.ID))
		if a.Lane != b.Lane || a.Step != b.Step {
			return false
		}
	}
	return len(fields) == 0
}

// TestCompare_RandomCommands does commands to a journey and wants exactly the records reported that Diff
// finds, and the same the other way round.
func TestCompare_RandomCommands(t *testing.T) {
	differed := 0
	rapid.Check(t, func(rt *rapid.T) {
		before := small()
		r := &randomCommands{dice: rapidDice{rt}}
		after := before
		for range rapid.IntRange(1, 12).Draw(rt, "commands") {
			if next, err := r.next(after).Apply(after); err == nil {
				after = next
			}
		}
		if after.Journey(jid) == nil {
			return
		}
		c := compareHere(before, after)
		want := compared(before, after, model.Diff(before, after))
		differed += len(want)
		got := map[string]model.Op{}
		for _, d := range c.Differences {
			id := cmpOr(d.After, d.Before)
			if _, twice := got[string(d.Kind)+" "+id]; twice {
				rt.Fatalf("%s %s is told twice", d.Kind, id)
			}
			got[string(d.Kind)+" "+id] = d.Op
			if d.Op == model.Changed && len(d.Fields) == 0 || d.Op == model.Moved && (len(d.Fields) > 0 || !d.Moved) {
				rt.Fatalf("%+v", d)
			}
		}
		for id, op := range got {
			if was, ok := want[id]; !ok || (op == model.Added || op == model.Removed || was == model.Added || was == model.Removed) && op != was {
				rt.Fatalf("%s is told as %s; the diff has it as %q", id, op, was)
			}
		}
		for id, op := range want {
			if _, ok := got[id]; !ok {
				rt.Fatalf("%s (%s) is missing", id, op)
			}
		}
		mirrored(rt, c, compareHere(after, before))
	})
	if differed == 0 {
		t.Error("no command made a difference")
	}
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// mirrored fails when one comparison is not the other one the other way round. Of neighbours that changed
// places either may be called moved, so moves are counted.
func mirrored(t fataler, a, b *model.Comparison) {
	flip := map[model.Op]model.Op{model.Added: model.Removed, model.Removed: model.Added, model.Changed: model.Changed, model.Moved: model.Moved}
	lines := func(c *model.Comparison, flipped bool) (lines []string, moves int) {
		for _, d := range c.Differences {
			if d.Op == model.Moved && d.From == "" {
				moves++
				continue
			}
			if flipped {
				d.Op, d.Before, d.After = flip[d.Op], d.After, d.Before
				for i, f := range d.Fields {
					d.Fields[i].Before, d.Fields[i].After = f.After, f.Before
				}
			}
			lines = append(lines, fmt.Sprint(d.Kind, d.Op, d.Before, ">", d.After, d.Fields, d.Doubtful))
		}
		for _, p := range c.Doubts {
			if flipped {
				p.Before, p.After = p.After, p.Before
			}
			lines = append(lines, fmt.Sprint("doubt", p))
		}
		slices.Sort(lines)
		return lines, moves
	}
	one, moves := lines(a, false)
	two, moves2 := lines(b, true)
	if !slices.Equal(one, two) || moves != moves2 {
		t.Fatalf("one way %q and %d moves, the other way %q and %d", one, moves, two, moves2)
	}
}

// TestCompare_ApartProperties compares journeys made apart, with random texts and commands: it pairs one
// to one, whichever comes first, and always alike.
func TestCompare_ApartProperties(t *testing.T) {
	words := []string{"Opens", "six", "tabs", "reads", "reviews", "asks", "a friend", "tax", "late", "page"}
	rapid.Check(t, func(rt *rapid.T) {
		w := small()
		text := func(label string) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 4).Draw(rt, label), " ")
		}
		for _, c := range []model.CardID{"p", "q", "r", "s", "t"} {
			if next, err := rename(string(c), text("title"), text("body")).Apply(w); err == nil {
				w = next
			}
		}
		w, other := apartFrom(w)
		for _, c := range []model.CardID{"p", "q", "r", "s", "t"} {
			card := *w.Journey(apartID).Card(other(c))
			card.Title = text("title")
			steps := w.Journey(apartID).Steps()
			card.Step = steps[rapid.IntRange(0, 1).Draw(rt, "step")].ID
			if next, err := (model.EditCards{Journey: apartID, Cards: []model.Card{card}}).Apply(w); err == nil {
				w = next
			}
		}
		c := model.Compare(w, jid, w, apartID, nil)
		seen := map[model.Ref]bool{}
		pairs := 0
		for _, card := range c.Before.Cards {
			ref := model.Ref{Kind: model.CardRecord, Journey: jid, ID: string(card.ID)}
			if to := c.AfterOf(ref); to != (model.Ref{}) {
				if seen[to] || c.BeforeOf(to) != ref {
					rt.Fatalf("%v is the counterpart of two, or not the other way round", to)
				}
				seen[to] = true
				pairs++
			}
		}
		if gone := c.Count(model.Removed); countCards(c, model.Removed)+pairs != len(c.Before.Cards) {
			rt.Fatalf("%d pairs, %d removed", pairs, gone)
		}
		back := model.Compare(w, apartID, w, jid, nil)
		mirrored(rt, c, back)
		if again := model.Compare(w, jid, w, apartID, nil); told2(again.Differences) != told2(c.Differences) {
			rt.Fatalf("%s, then %s", told2(c.Differences), told2(again.Differences))
		}
	})
}

func countCards(c *model.Comparison, op model.Op) int {
	n := 0
	for _, d := range c.Differences {
		if d.Kind == model.CardRecord && d.Op == op {
			n++
		}
	}
	return n
}

// BenchmarkCompare compares 10,000 cards with 10,000: two versions of which every tenth card changed, a
// twin, and a journey made apart.
func BenchmarkCompare(b *testing.B) {
	w, j := generated(10_000, 0)
	var edited []model.Card
	for i := 0; i < len(j.Cards); i += 10 {
		c := *j.Cards[i]
		c.Title += " now"
		edited = append(edited, c)
	}
	changed, err := model.EditCards{Journey: j.ID, Cards: edited}.Apply(w)
	if err != nil {
		b.Fatal(err)
	}
	twins, err := model.DuplicateJourney{Journey: j.ID, Salt: "salt", AsTwin: true}.Apply(w)
	if err != nil {
		b.Fatal(err)
	}
	twin := model.DerivedID("salt", j.ID)
	apart := model.Generate(10, 100, 12, 10_000, 0, 2)
	for _, pair := range []struct {
		name   string
		before *model.Workspace
		a      model.JourneyID
		after  *model.Workspace
		b      model.JourneyID
	}{{"versions", w, j.ID, changed, j.ID}, {"twin", twins, j.ID, twins, twin}, {"apart", w, j.ID, apart, apart.Journeys[0].ID}} {
		b.Run(pair.name, func(b *testing.B) {
			for b.Loop() {
				model.Compare(pair.before, pair.a, pair.after, pair.b, nil)
			}
		})
	}
}
