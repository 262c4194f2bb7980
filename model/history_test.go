package model_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stagecraft/model"
)

func rename(id, title, merge string) model.Command {
	return renameIn(small(), id, title, merge)
}

func renameIn(w *model.Workspace, id, title, merge string) model.Command {
	c := *w.Journey(jid).Card(model.CardID(id))
	c.Title = title
	return model.EditCards{Journey: jid, Cards: []model.Card{c}, What: "Edit title", Merge: merge}
}

func do(t *testing.T, h *model.History, c model.Command, want bool) {
	t.Helper()
	changed, err := h.Do(c)
	if err != nil || changed != want {
		t.Fatalf("%#v: changed %t, error %v; want %t", c, changed, err, want)
	}
}

func TestHistory(t *testing.T) {
	start := small()
	h := model.NewHistory(start)
	if _, ok := h.Undo(); ok || h.UndoLabel() != "" || h.RedoLabel() != "" || len(h.Steps()) != 0 {
		t.Error("an empty history has steps")
	}
	do(t, h, model.DeleteLane{Journey: jid, Lane: "L"}, true)
	first := h.Current()
	do(t, h, model.MoveLane{Journey: jid, Lane: "M", To: 0}, false)
	if _, err := h.Do(model.DeleteLane{Journey: jid, Lane: "L"}); err == nil || h.Current() != first {
		t.Error("an impossible command made a step")
	}
	do(t, h, model.DeleteLane{Journey: jid, Lane: "M"}, true)
	second := h.Current()
	if got := h.Steps(); !slices.Equal(got, []string{"Delete lane “Actions”", "Delete lane “Pains”"}) {
		t.Errorf("steps %q", got)
	}
	for _, want := range []*model.Workspace{first, start} {
		if label, ok := h.Undo(); !ok || label != "Delete lane" || h.Current() != want {
			t.Fatal("undo does not give the earlier pointer")
		}
	}
	for _, want := range []*model.Workspace{first, second} {
		if _, ok := h.Redo(); !ok || h.Current() != want {
			t.Fatal("redo does not give the later pointer")
		}
	}
	h.Undo()
	do(t, h, model.AddLane{Journey: jid, Lane: model.Lane{ID: "K", Kind: model.KindNote}}, true)
	if _, ok := h.Redo(); ok || h.UndoLabel() != "Add lane" || len(h.Steps()) != 2 {
		t.Error("what was undone can still be done again")
	}
}

func TestHistory_MergesEditsUntilSealed(t *testing.T) {
	h := model.NewHistory(small())
	do(t, h, rename("p", "a", "title p"), true)
	do(t, h, rename("p", "ab", "title p"), true)
	if len(h.Steps()) != 1 {
		t.Fatal("two edits with one key are two steps")
	}
	do(t, h, renameIn(h.Current(), "q", "c", "title q"), true)
	do(t, h, renameIn(h.Current(), "q", "cd", ""), true)
	do(t, h, renameIn(h.Current(), "q", "cde", ""), true)
	if len(h.Steps()) != 4 {
		t.Fatal("edits with other keys or none were joined")
	}
	do(t, h, renameIn(h.Current(), "q", "x", "k"), true)
	h.Seal()
	do(t, h, renameIn(h.Current(), "q", "xy", "k"), true)
	if len(h.Steps()) != 6 {
		t.Fatal("an edit was joined after sealing")
	}
	h.Undo()
	do(t, h, renameIn(h.Current(), "q", "xyz", "k"), true)
	if len(h.Steps()) != 6 {
		t.Fatal("an edit was joined after undoing")
	}
	h.Undo()
	h.Redo()
	do(t, h, renameIn(h.Current(), "q", "xyzz", "k"), true)
	if len(h.Steps()) != 7 {
		t.Fatal("an edit was joined after redoing")
	}
	for range 7 {
		h.Undo()
	}
	if got := h.Current().Journey(jid).Card("p").Title; got != "Card p" {
		t.Errorf("undoing all gives the title %q", got)
	}
	h.Redo()
	if got := h.Current().Journey(jid).Card("p").Title; got != "ab" {
		t.Errorf("redoing the joined step gives the title %q", got)
	}
}

func TestHistory_KeepsAThousandSteps(t *testing.T) {
	h := model.NewHistory(small())
	for i := range 1100 {
		do(t, h, model.RenameWorkspace{Name: fmt.Sprint("name ", i)}, true)
	}
	n := 0
	for {
		if _, ok := h.Undo(); !ok {
			break
		}
		n++
	}
	if n != 1000 || h.Current().Name != "name 99" {
		t.Errorf("undid %d steps back to %q", n, h.Current().Name)
	}
}

// What a long history of a large map keeps is bounded too: each step holds a slice of all cards.
func TestHistory_BoundsWhatItKeeps(t *testing.T) {
	w := model.Generate(10, 100, 12, 200_000, 0, 1)
	h := model.NewHistory(w)
	j := w.Journeys[0]
	for i := range 200 {
		c := *j.Cards[i]
		c.Title = "other"
		do(t, h, model.EditCards{Journey: j.ID, Cards: []model.Card{c}}, true)
	}
	if n := len(h.Steps()); n < 50 || n > 150 {
		t.Errorf("keeps %d steps of 200,000 cards", n)
	}
}

func TestHistory_ListsBothWays(t *testing.T) {
	h := model.NewHistory(&model.Workspace{})
	for _, name := range []string{"one", "two", "three"} {
		if _, err := h.Do(model.RenameWorkspace{Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	h.Undo()
	h.Undo()
	if done, undone := len(h.Steps()), h.Undone(); done != 1 || len(undone) != 2 || !strings.HasPrefix(undone[0], h.RedoLabel()) {
		t.Errorf("after two of three steps were undone the history lists %d done and %q undone", done, undone)
	}
	h.Do(model.RenameWorkspace{Name: "four"})
	if undone := h.Undone(); len(undone) != 0 {
		t.Errorf("after another step %q can still be done again", undone)
	}
}
