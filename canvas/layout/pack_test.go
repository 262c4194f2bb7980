package layout_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// strips is a lane with cards over two steps, one beginning at each step.
func strips(steps int) *model.Workspace {
	j := &model.Journey{ID: "j", Lanes: []*model.Lane{{ID: "l", Kind: model.KindAction, Title: "Actions"}}, Stages: []*model.Stage{{ID: "s", Title: "S"}}}
	for i := range steps {
		step := &model.Step{ID: model.StepID(fmt.Sprint("p", i)), Title: "Step"}
		j.Stages[0].Steps = append(j.Stages[0].Steps, step)
		if i < steps-1 {
			j.Cards = append(j.Cards, &model.Card{ID: model.CardID(fmt.Sprint("c", i)), Lane: "l", Step: step.ID, Span: 2, Title: "Over two steps"})
		}
	}
	return &model.Workspace{Journeys: []*model.Journey{j}}
}

func TestSpansPackLikeACalendar(t *testing.T) {
	w := strips(12)
	l := layout.Compute(w, "j", layout.Options{})
	for i, c := range boxes(l) {
		if want := l.CardBox(model.CardID(fmt.Sprint("c", i%2))).Rect.Y; c.Rect.Y != want {
			t.Errorf("card %s lies at %v, want %v: two tracks are enough", c.Card.ID, c.Rect.Y, want)
		}
	}
	edited := *w.Journeys[0].Cards[6]
	edited.Title = "A longer text over two steps that takes two or even three lines of the card, so that it is higher than the others"
	next, err := model.EditCards{Journey: "j", Cards: []model.Card{edited}}.Apply(w)
	if err != nil {
		t.Fatal(err)
	}
	after := layout.Compute(next, "j", layout.Options{})
	for _, id := range []model.CardID{"c0", "c1", "c2", "c3", "c4", "c5"} {
		if was, is := l.CardBox(id).Rect.Y, after.CardBox(id).Rect.Y; was != is {
			t.Errorf("card %s moved from %v to %v by the edit of one that begins after it", id, was, is)
		}
	}
}

func TestWordsOfMoodsKeepApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLayout(t)
		for i := range l.Rows {
			type words struct {
				text string
				box  layout.Rect
			}
			var all []words
			add := func(line layout.Line, at layout.Point) {
				if ascent, descent, _ := layout.Metrics(line.Style); line.Width > 0 {
					all = append(all, words{line.Text, layout.Rect{X: at.X, Y: at.Y - ascent + 2, W: line.Width, H: ascent + descent - 4}})
				}
			}
			for _, c := range l.Curves {
				if c.Row != i {
					continue
				}
				add(c.Label, c.LabelAt)
				for _, p := range c.Points {
					for k, line := range p.Quote {
						add(line, p.QuoteAt.Add(layout.Point{Y: float64(k) * 13}))
					}
				}
			}
			for k, a := range all {
				for _, b := range all[:k] {
					if a.box.Meets(b.box) {
						t.Fatalf("%q at %v and %q at %v", a.text, a.box, b.text, b.box)
					}
				}
			}
		}
	})
}

func TestListsEndWithinTheCard(t *testing.T) {
	w := strips(3)
	w.Journeys[0].Cards[0].Title = "Needs\n- a passport that is still valid for half a year and not torn\n- time"
	w.Journeys[0].Cards[1].Body = "- one\n- two\n- three\n- four\n- five\n- six\n- seven\n- eight\n- nine\n- ten\n- eleven\n- twelve\n- thirteen"
	l := layout.Compute(w, "j", layout.Options{})
	c := l.CardBox("c0")
	if len(c.Bullets) != 2 || c.TitleAt[1].X <= c.TitleAt[0].X || c.Title[1].Text[0] == '-' {
		t.Errorf("%d bullets, lines %v at %v", len(c.Bullets), c.Title, c.TitleAt)
	}
	long := l.CardBox("c1")
	if n := len(long.Title) + len(long.Body); n != 12 || !long.Cut {
		t.Errorf("the long list has %d lines, cut %v", n, long.Cut)
	}
	if last := long.Body[len(long.Body)-1].Text; last != "eleven\u2026" {
		t.Errorf("its last line is %q", last)
	}
}
