package scene_test

import (
	"slices"
	"strings"
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// saidIn is all that the groups of a lane say at full size.
func saidIn(s *scene.Scene, lane model.LaneID) string {
	var all []string
	for _, p := range s.Groups(model.Ref{Kind: model.LaneRecord, Journey: s.Layout.Journey.ID, ID: string(lane)}) {
		all = append(all, texts(p.Group, 1)...)
	}
	return strings.Join(all, " ")
}

func TestEmptyLaneSaysHowItIsFilled(t *testing.T) {
	w := garden()
	j := w.Journeys[0]
	kinds := []model.Kind{}
	for _, k := range model.Kinds {
		kinds = append(kinds, k)
		j.Lanes = append(j.Lanes, &model.Lane{ID: model.LaneID("empty-" + string(k)), Kind: k, Title: k.Name()})
	}
	l := layout.Compute(w, "j", layout.Options{})
	b := scene.NewBuilder()
	b.Invite = true
	s := b.Build(l, scene.Light(), nil)
	asked := map[string]bool{}
	for _, k := range kinds {
		said := saidIn(s, model.LaneID("empty-"+string(k)))
		i := strings.Index(said, "?")
		if i < 0 || len(said) < i+15 || asked[said[:i]] {
			t.Errorf("an empty lane of %s asks %q, want a question of its own and what to do", k, said)
		}
		if i >= 0 {
			asked[said[:i]] = true
		}
	}
	for _, lane := range j.Lanes {
		if full := slices.ContainsFunc(j.Cards, func(c *model.Card) bool { return c.Lane == lane.ID }); full && strings.Contains(saidIn(s, lane.ID), "Pick a") {
			t.Errorf("the lane %s has cards and asks for some", lane.ID)
		}
	}
	if said := saidIn(scene.Build(l, scene.Light(), nil), "empty-pain"); strings.Contains(said, "?") {
		t.Errorf("an export says %q in an empty lane", said)
	}
	// A filter that leaves out all cards leaves the lanes as they are.
	none := layout.Compute(w, "j", layout.Options{Filter: model.Filter{Hide: true, Tags: []string{"no such tag"}}})
	if said := saidIn(b.Build(none, scene.Light(), nil), "empty-pain"); strings.Contains(said, "?") {
		t.Errorf("where a filter hides cards a lane asks %q", said)
	}
}

// TestInvitationLeavesTheFirstCellFree looks at a new map of three steps, whose focus is in its first cell.
func TestInvitationLeavesTheFirstCellFree(t *testing.T) {
	j := model.NewJourney("New", model.BlankGrid)
	w := &model.Workspace{Journeys: []*model.Journey{j}}
	l := layout.Compute(w, j.ID, layout.Options{})
	b := scene.NewBuilder()
	b.Invite = true
	asked := false
	for _, p := range b.Build(l, scene.Light(), nil).Groups(model.Ref{Kind: model.LaneRecord, Journey: j.ID, ID: string(j.Lanes[0].ID)}) {
		for _, text := range texts(p.Group, 1) {
			if strings.HasPrefix(text, "Pick a cell") {
				asked = strings.HasSuffix(text, "here.")
				if left := p.At.X + p.Group.Bounds.X; left < l.Columns[1].X {
					t.Errorf("the invitation begins at %g, the second step at %g", left, l.Columns[1].X)
				}
			}
		}
	}
	if !asked {
		t.Error("the lane does not say in full how it is filled")
	}
}
