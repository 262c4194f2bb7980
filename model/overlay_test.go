package model_test

import (
	"testing"

	"pgregory.net/rapid"

	"stagecraft/model"
)

func TestOverlay_HoldsBoth(t *testing.T) {
	w := small()
	before := w
	for _, c := range []model.Command{
		model.DeleteStep{Journey: jid, Step: "b1"},
		model.MoveCards{Journey: jid, Moves: []model.CardMove{to("p", "M", "b2", 0)}},
		model.AddCards{Journey: jid, Cards: []model.PlacedCard{{Card: model.Card{ID: "new", Lane: "L", Step: "c1", Title: "New"}}}},
		model.DeleteLane{Journey: jid, Lane: "N"},
	} {
		w = apply(t, w, c)
	}
	c := compareHere(before, w)
	o := c.Overlay()
	j := o.Workspace.Journey(o.Journey)
	if err := model.Validate(o.Workspace); err != nil {
		t.Fatal(err)
	}
	if len(j.Steps()) != 6 || len(j.Lanes) != 3 || j.Steps()[3].Title != "Step b1" {
		t.Fatalf("%d steps, %d lanes: %s", len(j.Steps()), len(j.Lanes), sketch(j))
	}
	// p at its old and its new place; s, v and x where they were; new and the others where they are.
	if len(j.Cards) != 8+1+1 {
		t.Errorf("%d cards: %s", len(j.Cards), sketch(j))
	}
	ops := map[string]model.Mark{}
	for ref, m := range o.Marks {
		if ref.Kind == model.CardRecord {
			text := j.Card(model.CardID(ref.ID)).Title
			if m.Gone {
				text += " gone"
			}
			ops[text] = m
		}
	}
	for text, op := range map[string]model.Op{"Card p": model.Moved, "Card p gone": model.Moved, "Card s": model.Removed, "Card v": model.Removed, "Card x": model.Removed, "New": model.Added} {
		if m, ok := ops[text]; !ok || m.Op != op || m.Number == 0 {
			t.Errorf("%s is marked %+v, want %s", text, m, op)
		}
		delete(ops, text)
	}
	if len(ops) > 0 {
		t.Errorf("also marked: %v", ops)
	}
	for i := range c.Differences {
		d := &c.Differences[i]
		if ref := o.Shows(d); d.Kind != model.JourneyRecord && o.Marks[ref].Number != i+1 {
			t.Errorf("difference %d, %s %s, is shown at %v, which is marked %+v", i+1, d.Kind, d.Op, ref, o.Marks[ref])
		}
	}
}

func TestOverlay_ShowsBothCurves(t *testing.T) {
	w := apply(t, small(), model.AddLane{Journey: jid, Lane: model.Lane{ID: "E", Kind: model.KindEmotion, Title: "Mood"}})
	for i, step := range []model.StepID{"a1", "a2"} {
		w = apply(t, w, model.AddCards{Journey: jid, Cards: []model.PlacedCard{{Card: model.Card{
			ID: model.CardID([]string{"m1", "m2"}[i]), Lane: "E", Step: step, Persona: "ann", Emotion: model.Some(-1.0)}}}})
	}
	card := *w.Journey(jid).Card("m2")
	card.Emotion = model.Some(1.0)
	next := apply(t, w, model.EditCards{Journey: jid, Cards: []model.Card{card}})
	o := compareHere(w, next).Overlay()
	j := o.Workspace.Journeys[0]
	moods := map[string][]float64{}
	for _, c := range j.Cards {
		if c.Lane == "E" {
			name := o.Workspace.Persona(c.Persona).Name
			moods[name] = append(moods[name], c.Emotion.Value)
		}
	}
	if len(moods["Ann"]) != 2 || moods["Ann"][1] != 1 || len(moods["Ann\u00a0before"]) != 2 || moods["Ann\u00a0before"][1] != -1 {
		t.Errorf("%v", moods)
	}
	same := compareHere(w, apply(t, w, rename("p", "x", ""))).Overlay()
	if got := len(same.Workspace.Journeys[0].Cards); got != 10 {
		t.Errorf("%d cards; the moods did not differ", got)
	}
}

func TestOverlay_IsAlwaysValid(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		before := small()
		r := &randomCommands{dice: rapidDice{rt}}
		after := before
		for range rapid.IntRange(1, 12).Draw(rt, "commands") {
			if next, err := r.next(after).Apply(after); err == nil {
				after = next
			}
		}
		for _, j := range after.Journeys {
			c := model.Compare(before, jid, after, j.ID, nil)
			o := c.Overlay()
			if err := model.Validate(o.Workspace); err != nil {
				rt.Fatal(err)
			}
			for i := range c.Differences {
				d := &c.Differences[i]
				ref := o.Shows(d)
				if d.Kind == model.CardRecord && o.Workspace.Journeys[0].Card(model.CardID(ref.ID)) == nil {
					rt.Fatalf("%s of %q is not on the overlay", d.Op, d.Title)
				}
			}
			if got, want := len(c.Places()), 1+len(o.Workspace.Journeys[0].Stages); got < want {
				rt.Fatalf("%d places, want %d at least", got, want)
			}
		}
	})
}
