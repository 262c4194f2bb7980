package scene_test

import (
	"fmt"
	"strings"
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

var ops = []model.Op{model.Added, model.Removed, model.Moved, model.Changed}

func TestChangesAreToldWithoutColour(t *testing.T) {
	dashes, icons := map[string]bool{}, map[string]bool{}
	for _, op := range ops {
		dashes[fmt.Sprint(scene.ChangeDash(op))], icons[scene.ChangeIcon(op)] = true, true
	}
	if len(dashes) != len(ops) || len(icons) != len(ops) {
		t.Errorf("%d borders and %d signs for %d operations", len(dashes), len(icons), len(ops))
	}
	for _, theme := range scene.Themes() {
		for _, op := range ops {
			if got := contrast(theme.Token(scene.ChangeToken(op)), theme.Token("board")); got < 4.5 {
				t.Errorf("%s: the sign of %s has %.2f", theme.Name, op, got)
			}
		}
	}
}

func TestMarked(t *testing.T) {
	w := garden()
	l := layout.Compute(w, "j", layout.Options{})
	plain := scene.Build(l, scene.Light(), nil)
	ref := func(kind model.RecordKind, id string) model.Ref { return model.Ref{Kind: kind, Journey: "j", ID: id} }
	marks := map[model.Ref]model.Mark{
		ref(model.CardRecord, "a1"): {Op: model.Changed, Moved: true, Number: 1}, ref(model.CardRecord, "m1"): {Op: model.Added, Number: 2},
		ref(model.StageRecord, "s1"): {Op: model.Changed, Number: 3}, ref(model.StepRecord, "p3"): {Op: model.Removed, Number: 4},
		ref(model.LaneRecord, "back"): {Op: model.Moved, Number: 5}, ref(model.LinkRecord, string(w.Journeys[0].Links[0].ID)): {Op: model.Removed, Number: 6},
		ref(model.CardRecord, "t1"): {Op: model.Moved, Gone: true, Number: 7},
	}
	s := scene.Marked(plain, marks)
	for r, m := range marks {
		was, is := plain.Groups(r), s.Groups(r)
		if len(is) <= len(was) {
			t.Errorf("%v is not marked", r)
			continue
		}
		numbered, stroked := false, false
		for _, g := range is {
			if g.Group.Label != fmt.Sprintf("Difference %d, %s", m.Number, m.Op) {
				continue
			}
			for _, item := range g.Group.Drawn() {
				switch it := item.(type) {
				case scene.Text:
					numbered = numbered || it.Line.Text == fmt.Sprint(m.Number)
				case scene.Rect:
					stroked = stroked || fmt.Sprint(it.Stroke.Dash) == fmt.Sprint(scene.ChangeDash(m.Op)) && it.Stroke.Color == scene.Light().Token(scene.ChangeToken(m.Op))
				case scene.Path:
					stroked = stroked || fmt.Sprint(it.Stroke.Dash) == fmt.Sprint(scene.ChangeDash(m.Op))
				}
			}
		}
		if !numbered || !stroked {
			t.Errorf("%v: number %t, border %t", r, numbered, stroked)
		}
	}
	if scene.Marked(plain, nil) != plain {
		t.Error("without marks the scene is another one")
	}
}

// TestMarkedMoodsHideNoWords marks every mood of curves that say something at each low and high.
func TestMarkedMoodsHideNoWords(t *testing.T) {
	moods := []float64{0, 2, -1, 1, -2, 0.5, -0.5, 1.5, -1.5}
	for shift := range moods {
		j := &model.Journey{ID: "j", JourneyInfo: model.JourneyInfo{Title: "Marked", Personas: []model.PersonaID{"ana", "bo"}},
			Stages: []*model.Stage{{ID: "s", Title: "All"}}, Lanes: []*model.Lane{{ID: "mood", Kind: model.KindEmotion, Title: "Emotion"}}}
		marks := map[model.Ref]model.Mark{}
		for i, mood := range moods {
			step := model.StepID(fmt.Sprint("p", i))
			j.Stages[0].Steps = append(j.Stages[0].Steps, &model.Step{ID: step, Title: "Step"})
			for p, persona := range j.Personas {
				c := &model.Card{ID: model.CardID(fmt.Sprint(persona, i)), Lane: "mood", Step: step, Span: 1, Persona: persona, Emotion: model.Some(mood)}
				if p == 1 {
					c.Emotion = model.Some(moods[(i+shift)%len(moods)])
				} else {
					c.Title = "Nine minutes without a mail"
				}
				j.Cards = append(j.Cards, c)
				if i%3 != shift%3 {
					marks[model.Ref{Kind: model.CardRecord, Journey: "j", ID: string(c.ID)}] = model.Mark{Op: model.Changed, Number: 10 + i}
				}
			}
		}
		w := &model.Workspace{Journeys: []*model.Journey{j}, Personas: []*model.Persona{{ID: "ana", Name: "Ana"}, {ID: "bo", Name: "Bo"}}}
		s := scene.Build(layout.Compute(w, "j", layout.Options{}), scene.Light(), nil)
		var words []layout.Rect
		for ref := range marks {
			for _, g := range s.Groups(ref) {
				for _, item := range g.Group.Drawn() {
					if text, ok := item.(scene.Text); ok {
						words = append(words, layout.Rect{X: g.At.X + text.At.X, Y: g.At.Y + text.At.Y - 7, W: text.Line.Width, H: 8})
					}
				}
			}
		}
		if len(words) < 5 {
			t.Fatalf("only %d words beside the moods", len(words))
		}
		signs := 0
		for ref := range marks {
			for _, g := range scene.Marked(s, marks).Groups(ref) {
				for _, item := range g.Group.Drawn() {
					if r, ok := item.(scene.Rect); ok && r.Fill.A > 0 && strings.HasPrefix(g.Group.Label, "Difference") {
						signs++
						for _, word := range words {
							if r.Rect.Move(g.At).Meets(word) {
								t.Errorf("shift %d: the sign of %s at %v hides words at %v", shift, ref.ID, r.Rect, word)
							}
						}
					}
				}
			}
		}
		if signs != len(marks) {
			t.Errorf("%d signs of %d marked moods", signs, len(marks))
		}
	}
}

// TestMarkedCardKeepsItsVotes looks for the votes of a card that differs, which the border of its mark would run through.
func TestMarkedCardKeepsItsVotes(t *testing.T) {
	w := garden()
	s := scene.Build(layout.Compute(w, "j", layout.Options{}), scene.Light(), nil)
	ref := model.Ref{Kind: model.CardRecord, Journey: "j", ID: "x1"}
	groups := scene.Marked(s, map[model.Ref]model.Mark{ref: {Op: model.Changed, Number: 1}}).Groups(ref)
	mark := groups[len(groups)-1].Group
	border, votes := -1, -1
	for i, item := range mark.Drawn() {
		switch it := item.(type) {
		case scene.Rect:
			if it.Stroke.Width > 0 {
				border = max(border, i)
			}
		case scene.Text:
			if it.Line.Text == fmt.Sprint(w.Journeys[0].Card("x1").Votes) {
				votes = i
			}
		}
	}
	if votes < 0 || border < 0 || votes < border {
		t.Errorf("the votes are drawn at %d, the last border at %d", votes, border)
	}
}
