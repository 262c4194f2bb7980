package model_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"stagecraft/model"
)

// Every kind of command says in the history what it did to which record.
func TestHistory_EveryCommandSaysWhatItDid(t *testing.T) {
	stage := func() *model.Workspace {
		w := small()
		w.Personas[0].Goals = []string{"Be quick"}
		w.Owners = append(w.Owners, &model.Owner{ID: "desk", Name: "Desk"})
		other := model.NewJourney("Other", model.BlankGrid)
		other.ID = "other"
		other.Cards = []*model.Card{{ID: "o", Lane: other.Lanes[0].ID, Step: other.Steps()[0].ID, Span: 1, Title: "Card o"}}
		w.Journeys = append(w.Journeys, other)
		return w
	}
	next := func(w *model.Workspace, c model.Command) *model.Workspace {
		after, err := c.Apply(w)
		if err != nil {
			t.Fatalf("%T: %v", c, err)
		}
		return after
	}
	old := next(stage(), model.EditStep{Journey: jid, Step: "a1", Title: "Before"})
	theirs := next(old, model.EditStep{Journey: jid, Step: "b1", Title: "Theirs"})
	info := stage().Journeys[0].JourneyInfo
	info.Owner = "desk"
	card := func(id string) model.PlacedCard {
		return model.PlacedCard{Card: model.Card{ID: model.CardID(id), Lane: "L", Step: "c1", Span: 1, Title: "Card " + id}}
	}
	cell := model.Cell{Lane: "L", Step: "c1"}
	comment := func(id, text string, resolved bool) model.PutComment {
		return model.PutComment{Journey: jid, Comment: model.Comment{ID: model.CommentID(id), On: model.Ref{Kind: model.CardRecord, Journey: jid, ID: "p"}, Text: text, Resolved: resolved}}
	}
	decided := model.DecidePair{Before: jid, After: "other", Cards: model.CardPair{Before: "p", After: "o"}, Same: true}
	cases := []struct {
		do   model.Command
		want string
	}{
		{model.RenameWorkspace{Name: "Big"}, "Rename workspace to “Big”"},
		{model.AddJourney{Journey: model.NewJourney("Fresh", model.BlankGrid)}, "Add journey “Fresh”"},
		{model.EditJourney{Journey: jid, Info: info}, "Edit journey “Order”"},
		{model.MoveJourney{Journey: jid, To: 1}, "Move journey “Order”"},
		{model.DuplicateJourney{Journey: jid, Salt: "s", Title: "Copy"}, "Duplicate journey “Order”"},
		{model.DuplicateFor{Journey: jid, Salt: "s", Title: "Copy", Persona: "ann"}, "Duplicate “Order” for “Ann”"},
		{model.DeleteJourney{Journey: jid}, "Delete journey “Order”"},
		{model.RestoreJourney{Journey: jid, From: old}, "Restore “Order” as it was"},
		{model.AdoptJourney{Journey: jid, From: old, Salt: "x", Title: "Adopted"}, "Add journey “Adopted”"},
		{model.MergeJourney{Journey: jid, Base: old, Theirs: theirs}, "Merge a copy into “Order”"},
		{model.AddStage{Journey: jid, Stage: model.Stage{ID: "D", Title: "Stage D", Steps: []*model.Step{{ID: "d1", Title: "One"}}}}, "Add stage “Stage D”"},
		{model.EditStage{Journey: jid, Stage: "A", Title: "Find"}, "Edit stage “Find”"},
		{model.MoveStage{Journey: jid, Stage: "A", To: 2}, "Move stage “Stage A”"},
		{model.DuplicateStage{Journey: jid, Stage: "A", Salt: "s"}, "Duplicate stage “Stage A”"},
		{model.SplitStage{Journey: jid, Stage: "A", At: 1, NewStage: "A2", Title: "Rest"}, "Split stage “Stage A”"},
		{model.MergeStages{Journey: jid, Stage: "A"}, "Merge stage “Stage B” into “Stage A”"},
		{model.DeleteStage{Journey: jid, Stage: "A"}, "Delete stage “Stage A”"},
		{model.AddStep{Journey: jid, Stage: "A", Step: model.Step{ID: "n", Title: "Pay"}}, "Add step “Pay”"},
		{model.EditStep{Journey: jid, Step: "a1", Title: "Look"}, "Edit step “Look”"},
		{model.MoveStep{Journey: jid, Step: "a1", Stage: "B"}, "Move step “Step a1”"},
		{model.DuplicateStep{Journey: jid, Step: "a1", Salt: "s"}, "Duplicate step “Step a1”"},
		{model.SplitStep{Journey: jid, Step: "a1", NewStep: "n", Title: "Rest", Cards: []model.CardID{"q"}}, "Split step “Step a1”"},
		{model.MergeSteps{Journey: jid, Step: "a1"}, "Merge step “Step a2” into “Step a1”"},
		{model.DeleteStep{Journey: jid, Step: "a1"}, "Delete step “Step a1”"},
		{model.ServeGoal{Journey: jid, Step: "a1", Served: model.Served{Persona: "ann", Goal: "Be quick"}}, "Serve “Be quick” at “Step a1”"},
		{model.AddLane{Journey: jid, Lane: model.Lane{ID: "X", Kind: model.KindNote, Title: "Notes"}}, "Add lane “Notes”"},
		{model.EditLane{Journey: jid, Lane: model.Lane{ID: "L", Kind: model.KindAction, Title: "Doing"}}, "Edit lane “Doing”"},
		{model.MoveLane{Journey: jid, Lane: "L", To: 2}, "Move lane “Actions”"},
		{model.DuplicateLane{Journey: jid, Lane: "L", Salt: "s"}, "Duplicate lane “Actions”"},
		{model.SplitLane{Journey: jid, Lane: "L", NewLane: model.Lane{ID: "X", Kind: model.KindAction, Title: "More"}, Cards: []model.CardID{"p"}}, "Split lane “Actions”"},
		{model.MergeLanes{Journey: jid, Lane: "L", Into: "M"}, "Merge lane “Actions” into “Pains”"},
		{model.DeleteLane{Journey: jid, Lane: "L"}, "Delete lane “Actions”"},
		{model.AddCards{Journey: jid, Cards: []model.PlacedCard{card("n")}}, "Add card “Card n”"},
		{model.AddCards{Journey: jid, Cards: []model.PlacedCard{card("n"), card("m")}}, "Add 2 cards"},
		{model.EditCards{Journey: jid, Cards: []model.Card{{ID: "p", Lane: "L", Step: "a1", Span: 1, Title: "Pays"}}}, "Edit card “Pays”"},
		{model.MoveCards{Journey: jid, Moves: []model.CardMove{{Card: "p", To: cell}}}, "Move card “Card p”"},
		{model.MoveCards{Journey: jid, Moves: []model.CardMove{{Card: "p", To: cell}, {Card: "q", To: cell}}}, "Move 2 cards to “Step c1”"},
		{model.DuplicateCards{Journey: jid, Cards: []model.CardID{"p"}, Salt: "s"}, "Duplicate card “Card p”"},
		{model.DeleteCards{Journey: jid, Cards: []model.CardID{"p"}}, "Delete card “Card p”"},
		{model.AddLink{Journey: jid, Link: model.Link{ID: "n", From: "p", To: "s", Kind: model.Flow}}, "Link “Card p” to “Card s”"},
		{model.EditLink{Journey: jid, Link: model.Link{ID: "pq", From: "p", To: "q", Kind: model.Flow, Label: "late"}}, "Edit link “Card p” to “Card q”"},
		{model.DeleteLinks{Journey: jid, Links: []model.LinkID{"pq"}}, "Delete link “Card p” to “Card q”"},
		{model.DeleteLinks{Journey: jid, Links: []model.LinkID{"pq", "qs"}}, "Delete 2 links"},
		{comment("n", "Really?", false), "Comment on “Card p”"},
		{comment("on-p", "Other words", false), "Edit comment on “Card p”"},
		{comment("on-p", "About p", true), "Resolve comment on “Card p”"},
		{model.DeleteComment{Journey: jid, Comment: "on-p"}, "Delete comment on “Card p”"},
		{model.PutPersona{Persona: model.Persona{ID: "ben", Name: "Ben"}}, "Add persona “Ben”"},
		{model.PutPersona{Persona: model.Persona{ID: "ann", Name: "Anna"}}, "Edit persona “Anna”"},
		{model.PutMetric{Metric: model.Metric{ID: "nps", Name: "NPS", Aggregation: model.NPS, Direction: model.HigherIsBetter}}, "Add metric “NPS”"},
		{model.PutChannel{Channel: model.Channel{ID: "web", Name: "Site", Icon: "web", Class: model.Owned}}, "Edit channel “Site”"},
		{model.PutOwner{Owner: model.Owner{ID: "it", Name: "IT"}}, "Add owner “IT”"},
		{model.PutSystem{System: model.System{ID: "erp", Name: "ERP"}}, "Add system “ERP”"},
		{model.PutView{View: model.View{ID: "v", Journey: jid, Name: "Ours"}}, "Save view “Ours”"},
		{model.PutImage{Image: model.NewImage("desk.png", "image/png", []byte("\x89PNG\r\n\x1a\n"))}, "Add image “desk.png”"},
		{model.PutSource{Source: model.Source{ID: "survey", Name: "Survey 2"}}, "Edit source “Survey 2”"},
		{model.DeleteRecord{Ref: model.Ref{Kind: model.SourceRecord, ID: "survey"}}, "Delete source “Survey”"},
		{model.ReplaceRecord{Ref: model.Ref{Kind: model.OwnerRecord, ID: "shop"}, By: "desk"}, "Replace owner “Shop” by “Desk”"},
		{model.ReplaceRecord{Ref: model.Ref{Kind: model.OwnerRecord, ID: "shop"}, By: "desk", Join: true}, "Merge owner “Shop” into “Desk”"},
		{model.Import{Source: model.Source{ID: "web", Name: "web.csv"}, Dataset: model.Dataset{Journey: jid, Observations: observations(1200)}}, "Import 1,200 values of “Satisfaction” from “web.csv”"},
		{model.PutObservation{Journey: jid, Source: "survey", Observation: model.Observation{Metric: "csat", Step: "b1", Value: model.Some(4.0)}}, "Type a value of “Satisfaction” at “Step b1”"},
		{decided, "Take for the same card “Card p”"},
		{model.ForgetPairs{Before: jid, After: "other"}, "Ask again about pairs: “Order” and “Other”"},
		{model.Group{Commands: []model.Command{model.AddLink{Journey: jid, Link: model.Link{ID: "n", From: "p", To: "s", Kind: model.Flow}}}}, "Link “Card p” to “Card s”"},
		{model.Group{Name: "Comment", Commands: []model.Command{comment("n", "Really?", false)}}, "Comment on “Card p”"},
		{model.Group{Name: "Add persona", Commands: []model.Command{model.PutPersona{Persona: model.Persona{ID: "ben", Name: "Ben"}}, model.EditJourney{Journey: jid, Info: info}}}, "Add persona “Ben”"},
		{model.Group{Name: "Restore map from the bin", Commands: []model.Command{model.RestoreJourney{Journey: jid, From: old}}}, "Restore map from the bin “Order”"},
		{model.Group{Name: "Add a step", Commands: []model.Command{
			model.AddStep{Journey: jid, Stage: "A", Step: model.Step{ID: "n", Title: "Pay"}}, model.EditStep{Journey: jid, Step: "n", Title: "Pay"}}}, "Add a step “Pay”"},
		{model.Group{Name: "Type a value in", Commands: []model.Command{model.PutSource{Source: model.Source{ID: "hand", Name: "Typed in"}},
			model.PutObservation{Journey: jid, Source: "hand", Observation: model.Observation{Metric: "csat", Step: "b1", Value: model.Some(4.0)}}}}, "Type a value in “Satisfaction”"},
	}
	tried := map[string]bool{}
	for _, c := range cases {
		w := stage()
		if _, ok := c.do.(model.ForgetPairs); ok {
			w = next(w, decided)
		}
		tried[strings.TrimPrefix(fmt.Sprintf("%T", c.do), "model.")] = true
		h := model.NewHistory(w)
		if changed, err := h.Do(c.do); err != nil || !changed {
			t.Errorf("%T: changed %v, %v", c.do, changed, err)
			continue
		}
		if got := h.Steps()[0]; got != c.want {
			t.Errorf("%T is the step %q, want %q", c.do, got, c.want)
		}
	}
	for _, name := range commandTypes(t) {
		if !tried[name] {
			t.Errorf("no case of %s", name)
		}
	}
}

// observations are so many of one metric.
func observations(n int) *model.Observations {
	var list model.ObservationList
	for i := range n {
		list.Add(model.Observation{Metric: "csat", Step: "b1", Value: model.Some(float64(1 + i%5)), Row: i + 2})
	}
	return list.Done()
}

// commandTypes are the types of this package that have the methods of a command, from its source.
func commandTypes(t *testing.T) []string {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil && f.Name.Name == "Label" {
				if id, ok := f.Recv.List[0].Type.(*ast.Ident); ok && id.IsExported() {
					names = append(names, id.Name)
				}
			}
		}
	}
	if len(names) < 40 {
		t.Fatalf("only %d kinds of command were found", len(names))
	}
	return names
}
