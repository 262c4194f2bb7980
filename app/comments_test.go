package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stagecraft/canvas/tool"
	"stagecraft/model"
)

func TestComments_AreWrittenAnsweredResolvedAndFound(t *testing.T) {
	s := newStage(t, Options{})
	path := s.file("map.stage", sights())
	s.open(path)
	j := s.session().Journey()
	on := model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: "3"}
	s.session().Show(on)
	s.window().board.TypedRune('c')
	s.entry("comment-text").SetText("Is that so?")
	s.entry("comment-author").SetText("Petra")
	s.tap("sheet-ok")
	comments := s.session().Journey().Comments
	if len(comments) != 1 || comments[0].On != on || comments[0].Author != "Petra" || comments[0].At.IsZero() {
		t.Fatalf("key C wrote %+v", comments)
	}
	if s.window().window.Canvas().Focused() != fyne.Focusable(s.window().board) {
		t.Error("the board does not have the keyboard again after a comment")
	}

	s.window().do("view.comments")
	panel := s.window().editor.comments
	if said := textOf(panel.content); !strings.Contains(said, "Is that so?") || !strings.Contains(said, "1.2 three") {
		t.Errorf("the list of comments says %q", said)
	}
	if said := textOf(s.window().editor.top.comments); said != "1" {
		t.Errorf("the top bar counts %q open comments, want 1", said)
	}

	s.session().Select(nil)
	s.tap("comment-reply")
	if s.find("comment-author") != nil {
		t.Error("the name is asked for again")
	}
	s.entry("comment-text").SetText("Yes, see the interviews.")
	s.entry("comment-text").OnKeep()
	comments = s.session().Journey().Comments
	if len(comments) != 2 || comments[1].On != on || comments[1].Author != "Petra" {
		t.Fatalf("the reply became %+v", comments[len(comments)-1])
	}
	s.tap("comment-go")
	if got := s.session().Selection(); len(got) != 1 || got[0] != on {
		t.Errorf("a press on the place of a comment selects %v", got)
	}

	before := s.session().Workspace()
	s.tap("comment-resolve") // the last one in the list
	if openComments(s.session().Journey()) != 1 {
		t.Error("the comment is not resolved")
	}
	s.tap("comments-resolved")
	if said := textOf(panel.content); !strings.Contains(said, "see the interviews") || strings.Contains(said, "Is that so?") {
		t.Errorf("the list of resolved comments says %q", said)
	}
	s.window().do("edit.undo")
	if s.session().Workspace() != before {
		t.Error("resolving is not one step of the history")
	}

	s.tap("comments-all")
	s.tap("comment-edit")
	s.entry("comment-text").SetText("Yes.")
	s.tap("sheet-ok")
	if got := s.session().Journey().Comments[1]; got.Text != "Yes." || got.Author != "Petra" {
		t.Errorf("the edited comment is %+v", got)
	}
	s.tap("comment-delete")
	s.saved()
	if got := s.reopened(path).Journeys[0].Comments; len(got) != 1 || got[0].Text != "Is that so?" {
		t.Errorf("the file holds %d comments", len(got))
	}
}

func TestComments_StandOnWhatHasTheFocus(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", sights()))
	j := s.session().Journey()
	for _, on := range []model.Ref{
		{Kind: model.StageRecord, Journey: j.ID, ID: "s1"}, {Kind: model.StepRecord, Journey: j.ID, ID: "c"}, {Kind: model.LaneRecord, Journey: j.ID, ID: "l2"},
	} {
		s.session().Show(on)
		s.window().board.TypedRune('C')
		s.entry("comment-text").SetText("On it")
		s.tap("sheet-ok")
		list := s.session().Journey().Comments
		if len(list) == 0 || list[len(list)-1].On != on {
			t.Errorf("a comment on %v went elsewhere", on)
		}
	}
	s.window().board.EditAt(tool.Focus{Cell: model.Cell{Lane: "l2", Step: "d"}})
	s.window().window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	test.Type(s.window().window.Canvas().Focused(), "c")
	if !s.window().board.Editing() {
		t.Error("a c in an empty cell does not begin a card")
	}
}
