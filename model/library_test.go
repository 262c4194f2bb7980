package model_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"stagecraft/model"
)

func TestDeleteRecord_ClearsReferences(t *testing.T) {
	del := func(kind model.RecordKind, id string) *model.Workspace {
		t.Helper()
		w := small()
		png := model.NewImage("face.png", "image/png", []byte("bytes"))
		w = apply(t, w, model.PutImage{Image: png})
		p := *w.Personas[0]
		p.Photo = png.ID
		w = apply(t, w, model.PutPersona{Persona: p})
		c := *w.Journey(jid).Card("q")
		c.Image = png.ID
		w = apply(t, w, model.EditCards{Journey: jid, Cards: []model.Card{c}})
		if kind == model.ImageRecord {
			id = string(png.ID)
		}
		return apply(t, w, model.DeleteRecord{Ref: model.Ref{Kind: kind, ID: id}})
	}
	if w := del(model.PersonaRecord, "ann"); len(w.Personas) != 0 || len(w.Journeys[0].Personas) != 0 || w.Journeys[0].Card("p").Persona != "" ||
		w.Journeys[0].Lane("M").Persona != "" || len(w.Views[0].Filter.Personas) != 0 {
		t.Error("the persona is still named")
	}
	if w := del(model.MetricRecord, "csat"); len(w.Metrics) != 0 || w.Journeys[0].Lane("N").Metric != "" || w.Views[0].Metric != "" || w.Datasets[0].Observations.Len() != 0 {
		t.Error("the metric is still named")
	}
	if w := del(model.SourceRecord, "survey"); len(w.Sources) != 0 || len(w.Datasets) != 0 {
		t.Error("the source left data")
	}
	if w := del(model.ChannelRecord, "web"); len(w.Channels) != 0 || w.Journeys[0].Card("p").Channel != "" || len(w.Views[0].Filter.Channels) != 0 {
		t.Error("the channel is still named")
	}
	if w := del(model.OwnerRecord, "shop"); len(w.Owners) != 0 || w.Journeys[0].Card("p").Owner != "" || w.Journeys[0].Owner != "" ||
		w.Metrics[0].Owner != "" || w.Sources[0].Owner != "" || w.Systems[0].Owner != "" {
		t.Error("the owner is still named")
	}
	if w := del(model.SystemRecord, "crm"); len(w.Systems) != 0 || w.Journeys[0].Card("p").System != "" {
		t.Error("the system is still named")
	}
	if w := del(model.ViewRecord, "view"); len(w.Views) != 0 {
		t.Error("the view is still there")
	}
	if w := del(model.ImageRecord, ""); len(w.Images) != 0 || w.Journeys[0].Card("q").Image != "" || w.Personas[0].Photo != "" {
		t.Error("the image is still named")
	}
	refused(t, small(), model.DeleteRecord{Ref: model.Ref{Kind: model.CardRecord, Journey: jid, ID: "p"}}, "", "not a record of the library")
	refused(t, small(), model.DeleteRecord{Ref: model.Ref{Kind: model.OwnerRecord, ID: "x"}}, "", "does not exist")
}

func TestPut(t *testing.T) {
	w := small()
	puts := []model.Command{
		model.PutPersona{Persona: model.Persona{ID: "bob", Name: "Bob", Goals: []string{"sleep"}}},
		model.PutMetric{Metric: model.Metric{ID: "nps", Name: "NPS", Direction: model.HigherIsBetter, Aggregation: model.NPS, Target: model.Some(30.0)}},
		model.PutChannel{Channel: model.Channel{ID: "app", Name: "App", Icon: "app"}},
		model.PutOwner{Owner: model.Owner{ID: "it", Name: "IT"}},
		model.PutSystem{System: model.System{ID: "erp", Name: "Stock"}},
		model.PutView{View: model.View{ID: "all", Name: "All", Journey: jid}},
		model.PutImage{Image: model.NewImage("a.png", "image/png", []byte{1})},
		model.PutSource{Source: model.Source{ID: "calls", Name: "Calls", Imported: time.Unix(5, 0)}},
	}
	for _, c := range puts {
		next := apply(t, w, c)
		if changes := model.Diff(w, next); len(changes) != 1 || changes[0].Op != model.Added {
			t.Errorf("%T: %v, want one record added", c, changes)
		}
		if apply(t, next, c) != next {
			t.Errorf("%T a second time changed something", c)
		}
	}
	next := apply(t, w, model.PutOwner{Owner: model.Owner{ID: "shop", Name: "Online shop"}})
	if len(next.Owners) != 1 || next.Owner("shop").Name != "Online shop" || w.Owner("shop").Name != "Shop" {
		t.Error("the owner was not replaced")
	}
}

func TestPut_Refused(t *testing.T) {
	metric := func(change func(*model.Metric)) model.Command {
		m := *small().Metrics[0]
		change(&m)
		return model.PutMetric{Metric: m}
	}
	image := model.NewImage("a.png", "image/png", []byte{1})
	image.Data = []byte{2}
	tests := []struct {
		name          string
		do            model.Command
		field, reason string
	}{
		{"persona without a name", model.PutPersona{Persona: model.Persona{ID: "n", Name: " "}}, "Name", "empty"},
		{"persona with a lost photo", model.PutPersona{Persona: model.Persona{ID: "n", Name: "N", Photo: "x"}}, "Photo", "does not exist"},
		{"thresholds descend", metric(func(m *model.Metric) { m.Thresholds = []float64{1, 3, 2, 4} }), "Thresholds", "ascend"},
		{"thresholds equal", metric(func(m *model.Metric) { m.Thresholds = []float64{1, 2, 2, 4} }), "Thresholds", "ascend"},
		{"three thresholds", metric(func(m *model.Metric) { m.Thresholds = []float64{1, 2, 3} }), "Thresholds", "four"},
		{"threshold of nothing", metric(func(m *model.Metric) { m.Thresholds = []float64{1, 2, 3, math.Inf(1)} }), "Thresholds", "not a number"},
		{"scale upside down", metric(func(m *model.Metric) { m.ScaleMin = model.Some(5.0) }), "ScaleMax", "above"},
		{"target off the scale", metric(func(m *model.Metric) { m.Target = model.Some(12.0) }), "Target", "outside 1 to 5"},
		{"scale that leaves values out", metric(func(m *model.Metric) { m.ScaleMin = model.Some(2.5) }), "ScaleMax", "measured"},
		{"direction", metric(func(m *model.Metric) { m.Direction = "" }), "Direction", "empty"},
		{"aggregation", metric(func(m *model.Metric) { m.Aggregation = "mode" }), "Aggregation", "none of those"},
		{"small n", metric(func(m *model.Metric) { m.SmallN = -1 }), "SmallN", "negative"},
		{"icon", model.PutChannel{Channel: model.Channel{ID: "n", Name: "N", Icon: "fax"}}, "Icon", "none of those"},
		{"class", model.PutChannel{Channel: model.Channel{ID: "n", Name: "N", Class: "stolen"}}, "Class", "none of those"},
		{"owner of a system", model.PutSystem{System: model.System{ID: "n", Name: "N", Owner: "x"}}, "Owner", "does not exist"},
		{"view of no journey", model.PutView{View: model.View{ID: "n", Name: "N", Journey: "x"}}, "Journey", "does not exist"},
		{"view of no lane", model.PutView{View: model.View{ID: "n", Name: "N", Journey: jid, HideLanes: []model.LaneID{"x"}}}, "HideLanes", "does not exist"},
		{"view of no collapsed lane", model.PutView{View: model.View{ID: "n", Name: "N", Journey: jid, CollapsedLanes: []model.LaneID{"x"}}}, "CollapsedLanes", "does not exist"},
		{"view of no high lane", model.PutView{View: model.View{ID: "n", Name: "N", Journey: jid, Heights: []model.LaneHeight{{Lane: "x", Height: 80}}}}, "Heights", "does not exist"},
		{"view of no persona", model.PutView{View: model.View{ID: "n", Name: "N", Journey: jid, Filter: model.Filter{Personas: []model.PersonaID{"x"}}}}, "Filter", "does not exist"},
		{"view of no kind", model.PutView{View: model.View{ID: "n", Name: "N", Journey: jid, Filter: model.Filter{Kinds: []model.Kind{"x"}}}}, "Filter", "none of those"},
		{"view of no stage", model.PutView{View: model.View{ID: "n", Name: "N", Journey: jid, Collapsed: []model.StageID{"x"}}}, "Collapsed", "does not exist"},
		{"image of other bytes", model.PutImage{Image: image}, "ID", "SHA-256"},
		{"image of another type", model.PutImage{Image: model.NewImage("a.gif", "image/gif", []byte{1})}, "MIME", "neither"},
		{"image without bytes", model.PutImage{Image: model.NewImage("a.png", "image/png", nil)}, "Data", "empty"},
		{"source without a name", model.PutSource{Source: model.Source{ID: "n"}}, "Name", "empty"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { refused(t, small(), test.do, test.field, test.reason) })
	}
}

func TestObservations_FollowTheirPlaces(t *testing.T) {
	tests := []struct {
		name string
		do   model.Command
		want []string // stage/step/card of what is left
	}{
		{"delete card", model.DeleteCards{Journey: jid, Cards: []model.CardID{"t"}}, []string{"A//", "B/b1/", "//"}},
		{"delete another card", model.DeleteCards{Journey: jid, Cards: []model.CardID{"p"}}, []string{"A//", "B/b1/", "A/a2/t", "//"}},
		{"delete step", model.DeleteStep{Journey: jid, Step: "b1"}, []string{"A//", "A/a2/t", "//"}},
		{"delete stage", model.DeleteStage{Journey: jid, Stage: "A"}, []string{"B/b1/", "//"}},
		{"merge stages", model.MergeStages{Journey: jid, Stage: "A"}, []string{"A//", "A/b1/", "A/a2/t", "//"}},
		{"merge steps", model.MergeSteps{Journey: jid, Step: "a1"}, []string{"A//", "B/b1/", "A/a1/t", "//"}},
		{"card moved away before its step goes", model.Group{Name: "g", Commands: []model.Command{
			model.MoveCards{Journey: jid, Moves: []model.CardMove{to("t", "L", "c1", 0)}}, model.DeleteStage{Journey: jid, Stage: "A"},
		}}, []string{"B/b1/", "//t", "//"}},
		{"step moved away before its stage goes", model.Group{Name: "g", Commands: []model.Command{
			model.MoveStep{Journey: jid, Step: "b1", Stage: "C"}, model.DeleteStage{Journey: jid, Stage: "B"},
		}}, []string{"A//", "/b1/", "A/a2/t", "//"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := small()
			next := apply(t, w, test.do)
			var got []string
			for o := range next.Datasets[0].Observations.All() {
				got = append(got, string(o.Stage)+"/"+string(o.Step)+"/"+string(o.Card))
			}
			if len(got) != len(test.want) {
				t.Fatalf("got %q, want %q", got, test.want)
			}
			for i := range got {
				if got[i] != test.want[i] {
					t.Fatalf("got %q, want %q", got, test.want)
				}
			}
			if len(got) == 4 && got[1] == "B/b1/" && got[2] == "A/a2/t" && next.Datasets[0] != w.Datasets[0] {
				t.Error("untouched data was copied")
			}
		})
	}
}

func TestViews_FollowTheGrid(t *testing.T) {
	w := apply(t, small(), model.DeleteLane{Journey: jid, Lane: "M"})
	w = apply(t, w, model.DeleteStage{Journey: jid, Stage: "B"})
	if v := w.View("view"); len(v.HideLanes) != 0 || len(v.Collapsed) != 0 {
		t.Errorf("the view still names %v and %v", v.HideLanes, v.Collapsed)
	}
}

func TestImport(t *testing.T) {
	w := small()
	c := model.Import{
		Source:  model.Source{ID: "web", Name: "Web figures", Rows: 2},
		Metrics: []model.Metric{{ID: "conv", Name: "Conversion", Unit: "%", Direction: model.HigherIsBetter, Aggregation: model.Ratio}},
		Dataset: model.Dataset{Source: "web", Journey: jid, Observations: model.ObservationsOf(
			model.Observation{Metric: "conv", Step: "b1", Numerator: model.Some(20.0), Denominator: model.Some(50.0)},
			model.Observation{Metric: "csat", Step: "b1", Value: model.Some(4.5)},
		)},
	}
	next := apply(t, w, c)
	if len(next.Datasets) != 2 || len(next.Metrics) != 2 || next.Dataset("web").Observations.Len() != 2 {
		t.Fatal("the import is not there")
	}
	if apply(t, next, c) != next {
		t.Error("the same import again changed something")
	}
	c.Dataset.Observations = model.ObservationsOf(c.Dataset.Observations.At(0))
	if again := apply(t, next, c); len(again.Datasets) != 2 || again.Dataset("web").Observations.Len() != 1 {
		t.Error("the dataset of the source was not replaced")
	}
	bad := func(field, reason string, change func(*model.Observation)) {
		t.Helper()
		c := c
		o := c.Dataset.Observations.At(0)
		change(&o)
		c.Dataset.Observations = model.ObservationsOf(o)
		refused(t, w, c, field, reason)
	}
	bad("Metric", "does not exist", func(o *model.Observation) { o.Metric = "x" })
	bad("Step", "does not exist", func(o *model.Observation) { o.Step = "x" })
	bad("Stage", "does not exist", func(o *model.Observation) { o.Stage = "x" })
	bad("Card", "does not exist", func(o *model.Observation) { o.Card = "none" })
	bad("Period", "not a day", func(o *model.Observation) { o.Period = "March" })
	bad("Value", "outside 1 to 5", func(o *model.Observation) { o.Metric, o.Value = "csat", model.Some(9.0) })
	bad("N", "negative", func(o *model.Observation) { o.N = model.Some(-1.0) })
	bad("Denominator", "not a number", func(o *model.Observation) { o.Denominator = model.Some(math.NaN()) })
	c.Dataset.Journey = "k"
	refused(t, w, c, "Journey", "does not exist")
}

func TestPutObservation(t *testing.T) {
	put := func(o model.Observation) model.PutObservation {
		return model.PutObservation{Journey: jid, Source: "survey", Observation: o}
	}
	w := apply(t, small(), put(model.Observation{Metric: "csat", Step: "b1", Period: "2026-Q1", Value: model.Some(4.0)}))
	if got := w.Datasets[0].Observations; got.Len() != 4 || got.At(1).Value.Value != 4 {
		t.Errorf("the value was not replaced: %v", got)
	}
	w = apply(t, w, put(model.Observation{Metric: "csat", Step: "b1", Period: "2026-Q2", Value: model.Some(5.0)}))
	if got := w.Datasets[0].Observations; got.Len() != 5 {
		t.Errorf("the value of another period was not added: %v", got)
	}
	w = apply(t, w, put(model.Observation{Metric: "csat", Step: "b1", Period: "2026-Q2"}))
	if got := w.Datasets[0].Observations; got.Len() != 4 {
		t.Errorf("an empty value did not take the earlier one away: %v", got)
	}
	fresh := apply(t, w, model.PutSource{Source: model.Source{ID: "hand", Name: "By hand"}})
	fresh = apply(t, fresh, model.PutObservation{Journey: jid, Source: "hand", Observation: model.Observation{Metric: "csat", Value: model.Some(2.0)}})
	if d := fresh.Dataset("hand"); d == nil || d.Journey != jid || d.Observations.Len() != 1 {
		t.Error("no dataset was made for the source")
	}
	refused(t, w, model.PutObservation{Journey: jid, Source: "none", Observation: model.Observation{Metric: "csat", Value: model.Some(2.0)}}, "Source", "does not exist")
}

func TestTwins(t *testing.T) {
	w := apply(t, small(), model.DuplicateJourney{Journey: jid, Salt: "salt", Title: "To be", AsTwin: true})
	future := model.DerivedID("salt", jid)
	copied := w.Journey(future)
	if copied == nil || copied.Kind != model.Future || copied.Twin != jid || w.Journey(jid).Twin != future || copied.Title != "To be" {
		t.Fatal("no twin was made")
	}
	if len(copied.Cards) != 8 || len(copied.Links) != 3 || len(copied.Comments) != 6 || len(copied.Steps()) != 6 {
		t.Error("the copy is not whole")
	}
	refused(t, w, model.DuplicateJourney{Journey: jid, Salt: "other", AsTwin: true}, "Twin", "has none")
	refused(t, w, model.DuplicateJourney{Journey: jid, Salt: "salt"}, "ID", "in use")
	plain := apply(t, w, model.DuplicateJourney{Journey: jid, Salt: "other"})
	if j := plain.Journey(model.DerivedID("other", jid)); j.Twin != "" || j.Title != "Order" {
		t.Error("a plain copy took the twin along")
	}
	info := w.Journey(jid).JourneyInfo
	info.Kind = model.Future
	refused(t, w, model.EditJourney{Journey: jid, Info: info}, "Twin", "does not fit")
	info.Kind, info.Twin = model.Current, ""
	parted := apply(t, w, model.EditJourney{Journey: jid, Info: info})
	if parted.Journey(future).Twin != "" {
		t.Error("the twin still names the journey")
	}
	info.Twin = future
	if joined := apply(t, parted, model.EditJourney{Journey: jid, Info: info}); !model.Equal(joined, w) {
		t.Error("joining again gives another value")
	}
	info.Twin = jid
	refused(t, w, model.EditJourney{Journey: jid, Info: info}, "Twin", "itself")
	info.Twin = "x"
	refused(t, w, model.EditJourney{Journey: jid, Info: info}, "Twin", "does not exist")
	gone := apply(t, w, model.DeleteJourney{Journey: jid})
	if len(gone.Journeys) != 1 || gone.Journeys[0].Twin != "" || len(gone.Datasets)+len(gone.Views) != 0 || len(gone.Sources) != 1 {
		t.Error("deleting a journey left something of it")
	}
}

func TestJourneyCommands(t *testing.T) {
	w := small()
	added := model.NewJourney("New", model.ServiceBlueprint)
	next := apply(t, w, model.AddJourney{Journey: added, At: 0})
	if next.Journeys[0] != added || len(next.Journeys) != 2 {
		t.Fatal("the journey is not first")
	}
	if moved := apply(t, next, model.MoveJourney{Journey: added.ID, To: 9}); moved.Journeys[1] != added {
		t.Error("the journey was not moved")
	}
	if apply(t, next, model.MoveJourney{Journey: added.ID, To: -3}) != next {
		t.Error("moving a journey to where it is changed something")
	}
	refused(t, next, model.AddJourney{Journey: added}, "ID", "in use")
	refused(t, next, model.AddJourney{}, "", "missing")
	if _, err := (model.AddJourney{Journey: &model.Journey{ID: "n"}}).Apply(w); err == nil {
		t.Error("an empty journey was added")
	}
	info := w.Journey(jid).JourneyInfo
	if apply(t, w, model.EditJourney{Journey: jid, Info: info}) != w {
		t.Error("the same info changed something")
	}
	info.ReviewDate = "2026-02-30"
	refused(t, w, model.EditJourney{Journey: jid, Info: info}, "ReviewDate", "not a date")
	info.ReviewDate, info.Title = "", ""
	refused(t, w, model.EditJourney{Journey: jid, Info: info}, "Title", "empty")
	info.Title, info.Personas = "T", []model.PersonaID{"ann", "ann"}
	refused(t, w, model.EditJourney{Journey: jid, Info: info}, "Personas", "twice")
	if apply(t, w, model.RenameWorkspace{Name: "Small"}) != w || apply(t, w, model.RenameWorkspace{Name: "Other"}).Name != "Other" {
		t.Error("renaming")
	}
	_, err := model.DeleteJourney{Journey: "x"}.Apply(w)
	if !errors.Is(err, model.ErrNotFound) {
		t.Errorf("%v is not ErrNotFound", err)
	}
}
