package app

import "testing"

// The overview is hidden and shown from the menu, also with its inspector, and not beside the matrix.
func TestOverview_ShowsAndHides(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", small()))
	w := s.window()
	seen := func() bool { return w.editor.foot.Visible() && !w.noInspector }
	if !seen() || s.find("minimap") == nil || s.find("locator") == nil {
		t.Fatal("no overview at first")
	}
	w.do("view.overview")
	if seen() {
		t.Error("the overview stays")
	}
	w.do("view.inspector")
	w.do("view.overview")
	if !seen() {
		t.Error("it does not come back with the inspector")
	}
	s.session().SetView(MatrixView)
	if w.editor.foot.Visible() || w.editor.locator.Visible() {
		t.Error("the matrix has an overview of the board")
	}
	s.session().SetView(BlueprintView)
	if !seen() || !w.editor.locator.Visible() {
		t.Error("the board has none any more")
	}
}
