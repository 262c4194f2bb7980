package scene_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// viewed is the garden with what a view and its readers add: expectations, kinds of links, lists, comments
// on everything.
func viewed() *model.Workspace {
	w := garden()
	j := w.Journeys[0]
	card := func(id model.CardID) *model.Card {
		return j.Cards[slices.IndexFunc(j.Cards, func(c *model.Card) bool { return c.ID == id })]
	}
	card("m1").Expected = model.Some(0.5)
	card("m4").Expected = model.Some(1.0)
	card("a1").Body = "Looks for\n- hedges that are green all winter\n- a gate"
	on := func(kind model.RecordKind, id string) {
		j.Comments = append(j.Comments, &model.Comment{ID: model.CommentID("on" + id), Text: "Why?", On: model.Ref{Kind: kind, Journey: "j", ID: id}})
	}
	on(model.StageRecord, "s1")
	on(model.StepRecord, "p3")
	on(model.StepRecord, "p1")
	on(model.LaneRecord, "pain")
	on(model.CardRecord, "m2")
	on(model.CardRecord, "a1")
	for i, kind := range []model.LinkKind{model.Flow, model.DependsOn, model.Handoff, model.Causes} {
		j.Links = append(j.Links, &model.Link{ID: model.LinkID(fmt.Sprint("n", i)), From: "a1", To: "i1", Kind: kind, Label: "then", Condition: "if wet"})
	}
	return w
}

func viewedScene(theme *scene.Theme, o layout.Options) *scene.Scene {
	return scene.Build(layout.Compute(viewed(), "j", o), theme, nil)
}

func labelOf(t *testing.T, s *scene.Scene, kind model.RecordKind, id string) string {
	t.Helper()
	found := s.Groups(model.Ref{Kind: kind, Journey: "j", ID: id})
	if len(found) == 0 {
		t.Fatalf("no group of %s %s", kind, id)
	}
	var all []string
	for _, g := range found {
		all = append(all, g.Group.Words())
	}
	return strings.Join(all, "; ")
}

func TestCollapsedStageSaysWhatItHides(t *testing.T) {
	s := viewedScene(scene.Light(), layout.Options{Stages: []model.StageID{"s1"}})
	var all []string
	s.Body.Each(func(p scene.Placed) { all = append(all, texts(p.Group, 1)...) })
	for _, want := range []string{"1 card", "2 cards"} {
		if !slices.Contains(all, want) {
			t.Errorf("%q is not written: %q", want, all)
		}
	}
	if !slices.Contains(all, "\u20130.3") { // the mean of +1.5 and -2, rounded
		t.Errorf("Ana's mean is not written: %q", all)
	}
	if got := labelOf(t, s, model.StageRecord, "s1"); !strings.Contains(got, "I choose, collapsed, 2 steps, 5 comments") {
		t.Errorf("the stage says %q", got)
	}
	for i := range s.Layout.Rows {
		if c := s.Layout.Rows[i].Counts; c != nil && c[1] != 0 {
			t.Errorf("the open stage counts %v", c)
		}
	}
	for _, g := range s.Groups(model.Ref{Kind: model.CardRecord, Journey: "j", ID: "c1"}) {
		t.Errorf("a card of the collapsed stage is drawn: %q", g.Group.Words())
	}
	if len(s.Groups(model.Ref{Kind: model.CardRecord, Journey: "j", ID: "a2"})) == 0 {
		t.Error("a card that reaches out of the collapsed stage is not drawn")
	}
}

func TestFilterMakesTheOthersPale(t *testing.T) {
	for _, theme := range scene.Themes() {
		s := viewedScene(theme, layout.Options{Filter: model.Filter{Moments: true}})
		for _, c := range []struct {
			card string
			ink  string
		}{{"c2", "text"}, {"c1", "disabled"}, {"a1", "disabled"}} {
			for _, item := range group(t, s, c.card).Drawn() {
				if text, ok := item.(scene.Text); ok && text.Line.Style.Bold && text.Color != theme.Token(c.ink) && text.Line.Text != "3" {
					t.Errorf("%s: %q of card %s is %v", theme.Name, text.Line.Text, c.card, text.Color)
				}
			}
		}
		ink := theme.Token("disabled")
		if link := s.Groups(model.Ref{Kind: model.LinkRecord, Journey: "j", ID: "k1"})[0].Group; !slices.ContainsFunc(link.Drawn(), func(i scene.Item) bool {
			p, ok := i.(scene.Path)
			return ok && p.Stroke.Color == ink
		}) {
			t.Errorf("%s: a link of a pale card is not pale", theme.Name)
		}
	}
}

func TestCommentsAreCounted(t *testing.T) {
	s := viewedScene(scene.Light(), layout.Options{})
	for _, c := range []struct {
		kind model.RecordKind
		id   string
	}{{model.StageRecord, "s1"}, {model.StepRecord, "p3"}, {model.LaneRecord, "pain"}, {model.CardRecord, "a1"}} {
		if got := labelOf(t, s, c.kind, c.id); !strings.Contains(got, ", 1 comment") {
			t.Errorf("%s %s says %q", c.kind, c.id, got)
		}
	}
	if got := icons(group(t, s, "m2"), 1); !slices.Contains(got, "comment") {
		t.Errorf("the mood shows %q", got)
	}
	for _, part := range []struct {
		box layout.Rect
		ref string
	}{{s.Layout.Stages[0].Comments, "s1"}, {s.Layout.Columns[2].Comments, "p3"}, {s.Layout.Rows[s.Layout.Row("pain")].Comments, "pain"},
		{s.Layout.CardBox("a1").CommentsRect(), "a1"}} {
		if h := s.Layout.HitTest(part.box.Center()); h.Part != layout.PartComments || h.Ref.ID != part.ref {
			t.Errorf("the badge of %s hits %+v", part.ref, h)
		}
	}
}

// TestKindsOfLinksDiffer compares what is drawn of four links that say the same, in black: the kinds must
// differ without colour.
func TestKindsOfLinksDiffer(t *testing.T) {
	s := viewedScene(scene.Light(), layout.Options{})
	seen := map[string]model.LinkID{}
	for i := range 4 {
		id := model.LinkID(fmt.Sprint("n", i))
		look := ""
		for _, item := range s.Groups(model.Ref{Kind: model.LinkRecord, Journey: "j", ID: string(id)})[0].Group.Drawn() {
			if p, ok := item.(scene.Path); ok {
				look += fmt.Sprint(p.Stroke.Width, p.Stroke.Dash, p.Closed, p.Fill.A > 0, " ")
			}
		}
		if other, ok := seen[look]; ok {
			t.Errorf("links %s and %s look the same: %s", id, other, look)
		}
		seen[look] = id
	}
}

func TestExpectationIsDrawnBesideExperience(t *testing.T) {
	s := viewedScene(scene.Light(), layout.Options{})
	ink, _, _ := s.Theme.Persona(0)
	shaded, hollow := false, 0
	s.Body.Each(func(p scene.Placed) {
		for _, path := range items(p.Group, 1, func(p scene.Path) scene.Zoom { return p.Zoom }) {
			shaded = shaded || path.Closed && path.Fill == scene.Fade(ink, 0.1)
			if path.Fill == s.Theme.Token("board") && path.Stroke.Color == ink && path.Stroke.Dash == nil {
				hollow++
			}
		}
	})
	if !shaded || hollow != 2 {
		t.Errorf("shaded %v, %d hollow markers of Ana", shaded, hollow)
	}
	row := &s.Layout.Rows[s.Layout.Row("mood")]
	if row.Expected.Empty() || row.ExpectedName.Text != "Expected" {
		t.Error("the label does not explain it")
	}
	if got := labelOf(t, s, model.CardRecord, "m1"); !strings.Contains(got, "expected +0.5") {
		t.Errorf("the mood says %q", got)
	}
}

func TestListsHaveBullets(t *testing.T) {
	l := layout.Compute(viewed(), "j", layout.Options{})
	c := l.CardBox("a1")
	if len(c.Bullets) != 2 {
		t.Fatalf("%d bullets", len(c.Bullets))
	}
	for i, line := range c.Body {
		hangs := c.BodyAt[i].X > c.BodyAt[0].X
		if strings.HasPrefix(line.Text, "-") || hangs != (i > 0) {
			t.Errorf("line %q begins at %v", line.Text, c.BodyAt[i].X)
		}
	}
}

// TestWrittenTextsOfAView looks at what is really drawn in every look: no text of what is of interest is
// too pale, wherever it stands.
func TestWrittenTextsOfAView(t *testing.T) {
	for _, theme := range scene.Themes() {
		s := viewedScene(theme, layout.Options{Stages: []model.StageID{"s2"}, Collapsed: []model.LaneID{"sys"}})
		for _, layer := range []*scene.Layer{s.Body, s.Header, s.Labels, s.Corner} {
			layer.Each(func(p scene.Placed) {
				for i, item := range p.Group.Drawn() {
					text, ok := item.(scene.Text)
					if !ok || !text.Zoom.At(1) {
						continue
					}
					if got := contrast(text.Color, under(p.Group.Drawn()[:i], text, theme)); got < 4.5 && p.Group.Ref.Kind != model.LaneRecord && text.Line.Style != (layout.Style{Size: 10, Bold: true}) {
						t.Errorf("%s: %q of %q has %.2f", theme.Name, text.Line.Text, p.Group.Words(), got)
					}
				}
			})
		}
	}
}

func TestCollapsedStageKeepsItsHealthAndHeat(t *testing.T) {
	w := viewed()
	o := layout.Options{Stages: []model.StageID{"s1"}}
	heat := heatOf(t, w, "ces")
	s := scene.Build(layout.Compute(w, "j", o), scene.Light(), heat)
	if got := labelOf(t, s, model.StageRecord, "s1"); !strings.Contains(got, "health ") || !strings.Contains(got, " of 100") {
		t.Errorf("the collapsed stage says %q, without its health", got)
	}
	v := heat.Stages["s1"]
	if !v.Value.Known {
		t.Fatal("the stage has no value")
	}
	want, _, _ := scene.Light().Heat(true, v.Step)
	tinted, said := 0, ""
	s.Body.Each(func(p scene.Placed) {
		if p.Group.Ref.Kind != model.LaneRecord || !strings.Contains(p.Group.Words(), "card") {
			return
		}
		for _, r := range rects(p.Group, 1) {
			if r.Fill == want {
				tinted++
				said = p.Group.Words()
			}
		}
	})
	if tinted != 1 || !strings.Contains(said, "Effort ") {
		t.Errorf("%d counts have the tint of the stage's value; it says %q", tinted, said)
	}
	plain := scene.Build(layout.Compute(w, "j", o), scene.Light(), nil)
	plain.Body.Each(func(p scene.Placed) {
		if strings.Contains(p.Group.Words(), "Effort ") && p.Group.Ref.Kind == model.LaneRecord {
			t.Errorf("without heat a count says %q", p.Group.Words())
		}
	})
}
