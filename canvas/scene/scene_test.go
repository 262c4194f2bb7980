package scene_test

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stagecraft/assets"
	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGolden(t *testing.T) {
	for name, s := range map[string]*scene.Scene{
		"light":      gardenScene(t, scene.Light(), ""),
		"print-heat": gardenScene(t, scene.Print(), "ces"),
		"view": viewedScene(scene.HighContrast(), layout.Options{Stages: []model.StageID{"s2"}, Collapsed: []model.LaneID{"sys"},
			Filter: model.Filter{Personas: []model.PersonaID{"ana"}, Evidence: []model.Evidence{model.Validated}}}),
	} {
		path := filepath.Join("testdata", name+".txt")
		got := scene.Dump(s)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if d := difference(got, string(want)); d != "" {
			t.Errorf("%s (go test -update writes it anew): %s", path, d)
		}
	}
}

// difference says where two texts differ first; empty when they do not.
func difference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d:\n got %s\nwant %s", i+1, a[i], b[i])
		}
	}
	if len(a) != len(b) {
		return fmt.Sprintf("%d lines, want %d", len(a), len(b))
	}
	return ""
}

func TestEveryIconExists(t *testing.T) {
	seen := map[string]bool{}
	for _, theme := range scene.Themes() {
		s := gardenScene(t, theme, "ces")
		for _, l := range []*scene.Layer{s.Body, s.Header, s.Labels, s.Corner} {
			l.Each(func(p scene.Placed) {
				for _, name := range icons(p.Group, 1) {
					seen[name] = true
				}
			})
		}
	}
	for _, k := range model.Kinds {
		w := garden()
		w.Journeys[0].Lanes[0].Kind = k
		s := scene.Build(layout.Compute(w, "j", layout.Options{}), scene.Light(), nil)
		s.Labels.Each(func(p scene.Placed) {
			for _, name := range icons(p.Group, 1) {
				seen[name] = true
			}
		})
	}
	for name := range seen {
		if _, ok := assets.Icon(name); !ok {
			t.Errorf("there is no icon %q", name)
		}
	}
	if len(seen) < 20 {
		t.Errorf("only %d icons are drawn", len(seen))
	}
}

func TestLevelsOfDetail(t *testing.T) {
	s := gardenScene(t, scene.Light(), "ces")
	c := group(t, s, "c2")
	shadows := func(zoom float64) int {
		return len(slices.DeleteFunc(rects(c, zoom), func(r scene.Rect) bool { return r.Shadow.Blur == 0 }))
	}
	if shadows(1) != 1 || shadows(0.6) != 1 || shadows(0.59) != 0 {
		t.Errorf("shadows at 100, 60, 59 %%: %d, %d, %d", shadows(1), shadows(0.6), shadows(0.59))
	}
	if got := texts(c, 1); !slices.Contains(got, "Web") || !slices.Contains(got, "Shop team") || !slices.Contains(got, "Order form") {
		t.Errorf("at 100 %%: %q", got)
	}
	if got := texts(c, 0.5); slices.Contains(got, "Web") || !slices.Contains(got, "Order form") {
		t.Errorf("at 50 %%: %q", got)
	}
	if got := texts(c, 0.39); len(got) != 0 {
		t.Errorf("at 39 %%: %q", got)
	}
	if got := rects(c, 0.3); len(got) < 2 {
		t.Errorf("at 30 %% there are no bars for the text: %v", got)
	}
	if got := rects(c, 0.1); len(got) != 1 || got[0].Stroke.Width != 0 || got[0].Radius != 0 {
		t.Errorf("at 10 %%: %v", got)
	}
	if len(rects(c, 0.04))+len(texts(c, 0.04)) != 0 {
		t.Errorf("at 4 %% the card is drawn")
	}
	tint := rects(c, 1)[0].Fill
	if got := rects(c, 0.1)[0].Fill; got != tint {
		t.Errorf("the heat is %v at 10 %% and %v at 100 %%", got, tint)
	}
	var counted bool
	s.Body.Each(func(p scene.Placed) {
		if slices.Contains(texts(p.Group, 0.04), "2") {
			counted = true
		}
	})
	if !counted {
		t.Error("at 4 % no cell says that it holds two cards")
	}
}

func TestCurvesStayAtEveryZoom(t *testing.T) {
	s := gardenScene(t, scene.Light(), "")
	ink, _, _ := s.Theme.Persona(0)
	for _, zoom := range []float64{4, 1, 0.5, 0.3, 0.1, 0.04} {
		found := false
		s.Body.Each(func(p scene.Placed) {
			for _, path := range items(p.Group, zoom, func(p scene.Path) scene.Zoom { return p.Zoom }) {
				found = found || path.Stroke.Color == ink && len(path.Segments) > 1 && path.Segments[1].Op == 'C'
			}
		})
		if !found {
			t.Errorf("at zoom %v there is no curve", zoom)
		}
	}
}

func TestEvidenceIsTheBorder(t *testing.T) {
	s := gardenScene(t, scene.Light(), "")
	for card, want := range map[string]struct {
		width float64
		dash  bool
	}{"a1": {1.5, false}, "a2": {1, false}, "t1": {1.25, true}} {
		border := rects(group(t, s, card), 1)[0].Stroke
		if border.Width != want.width || (border.Dash != nil) != want.dash {
			t.Errorf("card %s has border %+v, want %+v", card, border, want)
		}
	}
}

func TestHeatTintsTouchpoints(t *testing.T) {
	s := gardenScene(t, scene.Light(), "ces")
	better, _, _ := s.Theme.Heat(true, 5)
	worse, _, _ := s.Theme.Heat(true, 1)
	c1, c2, c3 := group(t, s, "c1"), group(t, s, "c2"), group(t, s, "c3")
	if got := rects(c1, 1)[0].Fill; got != better {
		t.Errorf("effort 1.6 of target 2.5 is %v, want %v", got, better)
	}
	if got := rects(c2, 1)[0].Fill; got != worse {
		t.Errorf("effort 4.4 of target 2.5 is %v, want %v", got, worse)
	}
	if !slices.Contains(texts(c1, 1), "1.6 ++") || !slices.Contains(texts(c2, 1), "4.4 !!") {
		t.Errorf("the numbers are missing: %q, %q", texts(c1, 1), texts(c2, 1))
	}
	if r := rects(c3, 1)[0]; r.Hatch.Every == 0 || !slices.Contains(texts(c3, 1), "no data") {
		t.Errorf("a touchpoint without data: hatch %+v, texts %q", r.Hatch, texts(c3, 1))
	}
	chip := func(g *scene.Group) scene.Stroke {
		for _, r := range rects(g, 1) {
			if r.Radius == 4 {
				return r.Stroke
			}
		}
		return scene.Stroke{}
	}
	if chip(c2).Dash == nil || chip(c1).Dash != nil {
		t.Errorf("borders of a small sample %+v and of a large one %+v", chip(c2), chip(c1))
	}
	if got := rects(group(t, s, "f1"), 1)[0].Fill; got != s.Theme.Token("k-front") {
		t.Errorf("a frontstage card is tinted: %v", got)
	}
	printed := gardenScene(t, scene.Print(), "ces")
	if r := rects(group(t, printed, "c2"), 1)[0]; r.Hatch.Every == 0 {
		t.Error("on paper the worst step is not hatched")
	}
	if r := rects(group(t, printed, "c1"), 1)[0]; r.Hatch.Every != 0 {
		t.Error("on paper the best step is hatched")
	}
}

func TestHeatWithoutTouchpointsTintsTheCustomersFirstLane(t *testing.T) {
	w := garden()
	l := layout.Compute(w, "j", layout.Options{HideLanes: []model.LaneID{"touch"}})
	s := scene.Build(l, scene.Light(), heatOf(t, w, "ces"))
	better, _, _ := s.Theme.Heat(true, 5)
	a1 := group(t, s, "a1")
	if rects(a1, 1)[0].Fill != better || !slices.Contains(texts(a1, 1), "1.6 ++") {
		t.Errorf("the action at step 1 has fill %v and texts %q", rects(a1, 1)[0].Fill, texts(a1, 1))
	}
	w.Journeys[0].Cards = w.Journeys[0].Cards[1:]
	w = &model.Workspace{Journeys: w.Journeys, Metrics: w.Metrics, Datasets: w.Datasets}
	s = scene.Build(layout.Compute(w, "j", layout.Options{HideLanes: []model.LaneID{"touch"}}), scene.Light(), heatOf(t, w, "ces"))
	found := false
	s.Body.Each(func(p scene.Placed) {
		found = found || p.Group.Ref.ID == "p1" && slices.Contains(texts(p.Group, 1), "1.6 ++")
	})
	if !found {
		t.Error("an empty cell of that lane shows no value")
	}
}

func TestMetricLaneSaysItsValues(t *testing.T) {
	s := gardenScene(t, scene.Light(), "")
	var all []string
	s.Body.Each(func(p scene.Placed) {
		if strings.HasPrefix(p.Group.Words(), "CSAT") {
			all = append(all, strings.Join(texts(p.Group, 1), " | "))
		}
	})
	want := []string{"4.2 | = | n 170", "3.1 | !! | n 12", "no data"}
	if !slices.Equal(all, want) {
		t.Errorf("values %q, want %q", all, want)
	}
}

func TestLabelsInWords(t *testing.T) {
	s := gardenScene(t, scene.Light(), "ces")
	for card, want := range map[string]string{
		"c2": "Touchpoint Order form, step 1.2, validated, moment of truth, Effort 4.4, much worse, small sample",
		"x1": "Pain Delivery takes weeks, step 1.2, validated, severity 2, hinders, 12 votes",
		"m2": "Mood \u20132 of Ana, Sold out, expected +1, step 1.2, validated",
		"f1": "Frontstage action Confirms the order, step 1.2, assumption",
	} {
		if got := group(t, s, card).Words(); got != want {
			t.Errorf("card %s: %q, want %q", card, got, want)
		}
	}
	link := s.Groups(model.Ref{Kind: model.LinkRecord, Journey: "j", ID: "k3"})[0].Group.Words()
	if link != "Delivery takes weeks causes Stock list, no stock" {
		t.Errorf("link: %q", link)
	}
	stage := s.Groups(model.Ref{Kind: model.StageRecord, Journey: "j", ID: "s1"})[0].Group.Words()
	if !strings.HasPrefix(stage, "Stage 1, I choose, health ") {
		t.Errorf("stage: %q", stage)
	}
}

func TestNothingIsDrawnOutsideItsBounds(t *testing.T) {
	for _, theme := range scene.Themes() {
		s := gardenScene(t, theme, "ces")
		for _, l := range []*scene.Layer{s.Body, s.Header, s.Labels, s.Corner} {
			l.Each(func(p scene.Placed) {
				for _, item := range p.Group.Drawn() {
					if r := boxOf(item); !within(r, p.Group.Bounds.Inset(-0.02)) {
						t.Errorf("%s: %T at %v is outside its group's bounds %v", p.Group.Words(), item, r, p.Group.Bounds)
					}
				}
			})
		}
	}
}

// TestEverythingIsFoundWhereItIs looks at each edge of each group.
func TestEverythingIsFoundWhereItIs(t *testing.T) {
	for _, w := range []*model.Workspace{garden(), model.Generate(3, 20, 12, 400, 300, 3)} {
		for _, o := range []layout.Options{{}, {Stages: []model.StageID{w.Journeys[0].Stages[0].ID}}} {
			s := scene.Build(layout.Compute(w, w.Journeys[0].ID, o), scene.Light(), nil)
			for _, l := range []*scene.Layer{s.Body, s.Header, s.Labels, s.Corner} {
				for _, p := range l.Groups() {
					r := p.Bounds()
					for _, edge := range []layout.Rect{{X: r.X, Y: r.Y, W: r.W, H: 0.01}, {X: r.X, Y: r.Bottom() - 0.01, W: r.W, H: 0.01}} {
						found := false
						l.Meeting(edge, func(g *scene.Group, at layout.Point) { found = found || g == p.Group && at == p.At })
						if !found {
							t.Errorf("%q at %v is not found at %v", p.Group.Words(), r, edge)
						}
					}
				}
			}
		}
	}
}

func boxOf(item scene.Item) layout.Rect {
	switch it := item.(type) {
	case scene.Rect:
		return it.Rect.Inset(-it.Stroke.Width / 2)
	case scene.Text:
		return layout.Rect{X: it.At.X, Y: it.At.Y - it.Line.Style.Size*0.7, W: it.Line.Width, H: it.Line.Style.Size * 0.7}
	case scene.Icon:
		return it.Rect
	case scene.Image:
		return it.Rect
	case scene.Path:
		r := layout.Rect{X: math.Inf(1), Y: math.Inf(1)}
		right, bottom := math.Inf(-1), math.Inf(-1)
		for _, s := range it.Segments {
			n := map[byte]int{'C': 3, 'Q': 2}[s.Op]
			for _, p := range s.Points[:max(n, 1)] {
				r.X, r.Y, right, bottom = min(r.X, p.X), min(r.Y, p.Y), max(right, p.X), max(bottom, p.Y)
			}
		}
		r.W, r.H = right-r.X, bottom-r.Y
		return r
	}
	return layout.Rect{}
}

func within(r, s layout.Rect) bool {
	return r.X >= s.X && r.Y >= s.Y && r.Right() <= s.Right() && r.Bottom() <= s.Bottom()
}
