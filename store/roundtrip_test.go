package store_test

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stagecraft/model"
	"stagecraft/store"
)

// everything returns a workspace in which every field of every kind of record holds something, and a
// list of the fields for which that is not so.
func everything() (w *model.Workspace, empty []string) {
	w = &model.Workspace{Name: "Alles ünd jedes <&> \u2028 \"日本\" مرحبا 🙂"}
	n := 0
	add := func(record any) {
		n++
		fill(reflect.ValueOf(record).Elem(), &n)
	}
	data := bytes.Repeat([]byte("\x89PNG of more than one chunk"), 30_000)
	picture := model.NewImage("photo.png", "image/png", data)
	image := &picture
	owner, system, channel, persona := &model.Owner{}, &model.System{}, &model.Channel{}, &model.Persona{}
	metric, source, view := &model.Metric{}, &model.Source{}, &model.View{}
	j, twin := &model.Journey{}, &model.Journey{}
	stage, stage2, step, step2, lane, card, card2, link, comment := &model.Stage{}, &model.Stage{}, &model.Step{}, &model.Step{}, &model.Lane{}, &model.Card{}, &model.Card{}, &model.Link{}, &model.Comment{}
	for _, r := range []any{owner, system, channel, persona, metric, source, view, lane, card, card2, link, comment, step, step2} {
		add(r)
	}
	for _, r := range []*model.Stage{stage, stage2} {
		n++
		r.ID, r.Title, r.Definition = model.StageID(fmt.Sprint("stage", n)), "Stage", "From here to there"
	}
	n++
	fill(reflect.ValueOf(&j.JourneyInfo).Elem(), &n)
	j.ID, twin.ID, twin.Title = "journey", "twin", "The twin"
	twin.Kind, twin.Twin = model.Future, j.ID
	twin.Stages = []*model.Stage{{ID: "s", Title: "S", Steps: []*model.Step{{ID: "t", Title: "T"}}}}

	system.Owner, source.Owner, metric.Owner, card.Owner, j.Owner = owner.ID, owner.ID, owner.ID, owner.ID, owner.ID
	persona.Photo, card.Image = image.ID, image.ID
	view.Journey, view.HideLanes, view.Collapsed = j.ID, []model.LaneID{lane.ID}, []model.StageID{stage2.ID}
	view.CollapsedLanes, view.Heights, view.Metric = []model.LaneID{lane.ID}, []model.LaneHeight{{Lane: lane.ID, Height: 80.5}}, metric.ID
	view.Filter.Personas, view.Filter.Channels = []model.PersonaID{persona.ID}, []model.ChannelID{channel.ID}
	view.Filter.Kinds, view.Filter.Evidence = []model.Kind{model.KindPain}, []model.Evidence{model.Validated}
	metric.Direction, metric.Aggregation, metric.Family = model.LowerIsBetter, model.Mean, model.OperationsFamily
	metric.ScaleMin, metric.ScaleMax, metric.Target = model.Some(-1000.25), model.Some(1000.5), model.Some(0.0)
	metric.Thresholds = []float64{-3, -1, 1.5, 1e6}
	lane.Kind, lane.Zone, lane.Persona, lane.Metric = model.KindMetric, model.ZoneSupport, persona.ID, metric.ID
	card.Lane, card.Step, card.Span, card.Kind = lane.ID, step.ID, 2, model.KindPain
	card.Persona, card.Channel, card.System, card.Severity = persona.ID, channel.ID, system.ID, 3
	card.Emotion, card.Expected, card.Evidence = model.Some(-1.25), model.Some(0.0), model.Validated
	card2.Lane, card2.Step, card2.Span = lane.ID, step2.ID, 1
	card2.Kind, card2.Persona, card2.Channel, card2.Owner, card2.System, card2.Image = "", "", "", "", "", ""
	card2.Severity, card2.Emotion, card2.Expected, card2.Evidence = 0, model.Maybe[float64]{}, model.Some(2.0), ""
	link.From, link.To, link.Kind, link.Evidence = card.ID, card2.ID, model.Handoff, model.Partial
	comment.On = model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(card.ID)}
	onJourney := &model.Comment{ID: "c2", Text: "on the journey", On: model.Ref{Kind: model.JourneyRecord, Journey: j.ID, ID: string(j.ID)}}
	channel.Icon, channel.Class = "web", model.Earned
	j.Kind, j.Status, j.ReviewDate, j.Twin = model.Current, model.InReview, "2026-03-31", twin.ID
	j.Personas = []model.PersonaID{persona.ID}
	stage.Steps, stage2.Steps = []*model.Step{step}, []*model.Step{step2}
	step.Serves, step2.Serves = []model.Served{{Persona: persona.ID, Goal: persona.Goals[1]}}, nil
	j.Stages, j.Lanes, j.Cards = []*model.Stage{stage, stage2}, []*model.Lane{lane}, []*model.Card{card, card2}
	j.Links, j.Comments = []*model.Link{link}, []*model.Comment{comment, onJourney}
	o := model.Observation{}
	n++
	fill(reflect.ValueOf(&o).Elem(), &n)
	o.Metric, o.Stage, o.Step, o.Card, o.Period = metric.ID, stage.ID, step.ID, card.ID, "2026-W14"
	rest := model.Observation{Metric: metric.ID, Value: model.Some(-0.5), Row: 7}

	for _, r := range []any{owner, system, channel, persona, metric, source, view, lane, card, link, comment, stage, step, &j.JourneyInfo, &o, image} {
		empty = append(empty, zeros(reflect.ValueOf(r).Elem())...)
	}
	w.Journeys = []*model.Journey{j, twin}
	w.Owners, w.Systems, w.Channels = []*model.Owner{owner}, []*model.System{system}, []*model.Channel{channel}
	w.Personas, w.Metrics, w.Sources = []*model.Persona{persona}, []*model.Metric{metric}, []*model.Source{source}
	w.Views, w.Images = []*model.View{view}, []*model.Image{image}
	n++
	pair := &model.Pair{}
	fill(reflect.ValueOf(pair).Elem(), &n)
	pair.Journey, pair.Other, pair.Card = j.ID, twin.ID, card.ID
	empty = append(empty, zeros(reflect.ValueOf(pair).Elem())...)
	w.Pairs = []*model.Pair{pair}
	w.Datasets = []*model.Dataset{{Source: source.ID, Journey: j.ID, Observations: model.ObservationsOf(o, rest)}}
	return w, empty
}

// fill gives each field a value of its own.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(time.Date(2026, 3, 31, 12, 30, *n%60, 123456789, time.UTC)))
		return
	case model.Maybe[float64]:
		v.Set(reflect.ValueOf(model.Some(float64(*n) + 0.125)))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("ä\"<%d>\\", *n))
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(float64(*n) / 3)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i), n)
			}
		}
	}
}

// zeros lists the exported fields of a struct that hold nothing.
func zeros(v reflect.Value) (list []string) {
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.IsExported() && v.Field(i).IsZero() {
			list = append(list, v.Type().Name()+"."+f.Name)
		}
	}
	return list
}

// differences compares all exported fields, so that it finds one that neither the file nor
// model.Diff knows.
func differences(path string, a, b reflect.Value) []string {
	switch {
	case a.Type() == reflect.TypeFor[*model.Observations]():
		if !a.Interface().(*model.Observations).Equal(b.Interface().(*model.Observations)) {
			return []string{path}
		}
		return nil
	case a.Type() == reflect.TypeFor[time.Time]():
		if !a.Interface().(time.Time).Equal(b.Interface().(time.Time)) {
			return []string{path}
		}
		return nil
	case a.Kind() == reflect.Pointer && a.Pointer() != b.Pointer():
		return differences(path, a.Elem(), b.Elem())
	case a.Kind() == reflect.Pointer && a.Pointer() == b.Pointer():
		return nil
	case a.Kind() == reflect.Slice && a.Type().Elem().Kind() == reflect.Uint8:
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			return []string{path}
		}
		return nil
	case a.Kind() == reflect.Slice:
		if a.Len() != b.Len() {
			return []string{fmt.Sprintf("%s: %d and %d", path, a.Len(), b.Len())}
		}
		var list []string
		for i := range a.Len() {
			for _, d := range differences("", a.Index(i), b.Index(i)) {
				list = append(list, fmt.Sprintf("%s[%d]%s", path, i, d))
			}
		}
		return list
	case a.Kind() == reflect.Struct:
		var list []string
		for i := range a.NumField() {
			f := a.Type().Field(i)
			if !f.IsExported() {
				continue
			}
			for _, d := range differences("", a.Field(i), b.Field(i)) {
				list = append(list, path+"."+f.Name+d)
			}
		}
		return list
	case !a.Equal(b):
		return []string{fmt.Sprintf("%s: %v and %v", path, a.Interface(), b.Interface())}
	}
	return nil
}

func wantEqual(t testing.TB, want, got *model.Workspace) {
	t.Helper()
	if d := differences("workspace", reflect.ValueOf(want), reflect.ValueOf(got)); len(d) > 0 {
		t.Fatalf("%d fields differ: %v", len(d), d[:min(5, len(d))])
	}
}

func TestEveryFieldComesBack(t *testing.T) {
	w, empty := everything()
	if len(empty) > 0 {
		t.Fatalf("the test leaves fields empty: %v", empty)
	}
	if err := model.Validate(w); err != nil {
		t.Fatal(err)
	}
	t.Run("file", func(t *testing.T) {
		path := created(t, w)
		wantEqual(t, w, opened(t, path).Workspace())
	})
	t.Run("workspace document", func(t *testing.T) {
		data, err := store.EncodeWorkspace(w)
		if err != nil {
			t.Fatal(err)
		}
		got, err := store.DecodeWorkspace(data)
		if err != nil {
			t.Fatal(err)
		}
		wantEqual(t, w, got)
	})
	t.Run("journey document", func(t *testing.T) {
		data, err := store.EncodeJourney(w, "journey")
		if err != nil {
			t.Fatal(err)
		}
		got, err := store.DecodeJourney(data)
		if err != nil {
			t.Fatal(err)
		}
		want := withJourneys(w, w.Journeys[:1])
		want.Name = w.Journeys[0].Title
		got.Journeys[0].Twin, got.Pairs = want.Journeys[0].Twin, want.Pairs // left out of this form: they name another journey
		wantEqual(t, want, got)
	})
}

// created makes a file that holds w and closes it.
func created(t testing.TB, w *model.Workspace) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shop.stage")
	f, err := store.Create(context.Background(), path, w)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// opened opens a file that must be sound.
func opened(t testing.TB, path string) *store.File {
	t.Helper()
	f, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	if p := f.Problems(); len(p) > 0 {
		t.Fatalf("%d problems, first: %v", len(p), p[0])
	}
	return f
}

// TestRandomWorkThroughTheFile does random commands, undoes and redoes, saves now and then, and opens
// the file again now and then: it always holds what was saved last.
func TestRandomWorkThroughTheFile(t *testing.T) {
	dir := t.TempDir()
	runs := 0
	rapid.Check(t, func(t *rapid.T) {
		runs++
		ctx := context.Background()
		path := filepath.Join(dir, fmt.Sprintf("run%d.stage", runs))
		start := model.Generate(3, 6, 4, rapid.IntRange(0, 40).Draw(t, "cards"), rapid.SampledFrom([]int{0, 30, 3000}).Draw(t, "observations"), rapid.Int64().Draw(t, "seed"))
		f, err := store.Create(ctx, path, start)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { f.Close() }()
		h := model.NewHistory(start)
		saved := start
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			switch rapid.IntRange(0, 9).Draw(t, "what") {
			case 0:
				h.Undo()
			case 1:
				h.Redo()
			case 2, 3:
				if _, err := f.Save(ctx, h.Current()); err != nil {
					t.Fatal(err)
				}
				saved = h.Current()
			case 4:
				if err := f.Close(); err != nil {
					t.Fatal(err)
				}
				if f, err = store.Open(ctx, path, store.Options{}); err != nil {
					t.Fatal(err)
				}
				if p := f.Problems(); len(p) > 0 {
					t.Fatalf("%v", p)
				}
				sameRapid(t, saved, f.Workspace())
				h = model.NewHistory(f.Workspace())
			default:
				_, _ = h.Do(command(t, h.Current())) // refused ones change nothing
			}
		}
		if _, err := f.Save(ctx, h.Current()); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if f, err = store.Open(ctx, path, store.Options{ReadOnly: true}); err != nil {
			t.Fatal(err)
		}
		if p := f.Problems(); len(p) > 0 {
			t.Fatalf("%v", p)
		}
		sameRapid(t, h.Current(), f.Workspace())
	})
}

func sameRapid(t *rapid.T, want, got *model.Workspace) {
	t.Helper()
	if d := differences("workspace", reflect.ValueOf(want), reflect.ValueOf(got)); len(d) > 0 {
		t.Fatalf("%d fields differ: %v", len(d), d[:min(5, len(d))])
	}
}

// command returns a random change of the workspace.
func command(t *rapid.T, w *model.Workspace) model.Command {
	fresh := func() string { return rapid.StringMatching(`[a-z]{12}`).Draw(t, "id") }
	if len(w.Journeys) == 0 {
		return model.AddJourney{Journey: model.NewJourney("Another", model.ServiceBlueprint)}
	}
	j := rapid.SampledFrom(w.Journeys).Draw(t, "journey")
	stage := rapid.SampledFrom(j.Stages).Draw(t, "stage")
	step := rapid.SampledFrom(j.Steps()).Draw(t, "step")
	at := rapid.IntRange(0, 5).Draw(t, "at")
	title := rapid.StringN(0, 12, 60).Draw(t, "title")
	commands := []model.Command{
		model.RenameWorkspace{Name: title},
		model.AddJourney{Journey: model.NewJourney("Another", model.JourneyMap), At: at},
		model.MoveJourney{Journey: j.ID, To: at},
		model.DuplicateJourney{Journey: j.ID, Salt: fresh(), Title: "Copy", AsTwin: at == 0},
		model.AddStage{Journey: j.ID, At: at, Stage: model.Stage{ID: model.StageID(fresh()), Title: title, Steps: []*model.Step{{ID: model.StepID(fresh()), Title: "Step"}}}},
		model.EditStage{Journey: j.ID, Stage: stage.ID, Title: title},
		model.MoveStage{Journey: j.ID, Stage: stage.ID, To: at},
		model.DuplicateStage{Journey: j.ID, Stage: stage.ID, Salt: fresh()},
		model.SplitStage{Journey: j.ID, Stage: stage.ID, At: 1, NewStage: model.StageID(fresh()), Title: title},
		model.MergeStages{Journey: j.ID, Stage: stage.ID},
		model.DeleteStage{Journey: j.ID, Stage: stage.ID},
		model.AddStep{Journey: j.ID, Stage: stage.ID, Step: model.Step{ID: model.StepID(fresh()), Title: title}, At: at},
		model.EditStep{Journey: j.ID, Step: step.ID, Title: title, Definition: title},
		model.MoveStep{Journey: j.ID, Step: step.ID, Stage: stage.ID, To: at},
		model.Group{Name: "Serve a goal", Commands: []model.Command{
			model.PutPersona{Persona: model.Persona{ID: "served", Name: "P", Goals: []string{"rest", title}}},
			model.ServeGoal{Journey: j.ID, Step: step.ID, Served: model.Served{Persona: "served", Goal: "rest"}},
		}},
		model.DuplicateStep{Journey: j.ID, Step: step.ID, Salt: fresh()},
		model.MergeSteps{Journey: j.ID, Step: step.ID},
		model.DeleteStep{Journey: j.ID, Step: step.ID},
		model.PutPersona{Persona: model.Persona{ID: model.PersonaID(fresh()), Name: "P", Goals: []string{title}}},
		model.PutImage{Image: model.NewImage("i", "image/png", bytes.Repeat([]byte(title+"x"), 1+at*20_000))},
		model.DeleteJourney{Journey: j.ID},
	}
	if len(j.Lanes) > 0 {
		lane := rapid.SampledFrom(j.Lanes).Draw(t, "lane")
		l := *lane
		l.Title = title
		commands = append(commands,
			model.AddLane{Journey: j.ID, Lane: model.NewLane(model.KindPain), At: at},
			model.EditLane{Journey: j.ID, Lane: l},
			model.MoveLane{Journey: j.ID, Lane: lane.ID, To: at},
			model.DuplicateLane{Journey: j.ID, Lane: lane.ID, Salt: fresh()},
			model.DeleteLane{Journey: j.ID, Lane: lane.ID},
			model.AddCards{Journey: j.ID, Cards: []model.PlacedCard{{Card: model.Card{ID: model.CardID(fresh()), Lane: lane.ID, Step: step.ID, Span: 1, Title: title}, Index: at}}},
			model.AddCards{Journey: j.ID, Cards: []model.PlacedCard{{Card: model.Card{ID: model.CardID(fresh()), Lane: lane.ID, Step: step.ID, Span: 1, Body: title}, Index: 0}}},
		)
		if len(j.Cards) > 0 {
			card := rapid.SampledFrom(j.Cards).Draw(t, "card")
			c := *card
			c.Body, c.Votes = title, at
			other := rapid.SampledFrom(j.Cards).Draw(t, "other")
			commands = append(commands,
				model.EditCards{Journey: j.ID, Cards: []model.Card{c}},
				model.MoveCards{Journey: j.ID, Moves: []model.CardMove{{Card: card.ID, To: model.Cell{Lane: lane.ID, Step: step.ID}, Index: at}}},
				model.DuplicateCards{Journey: j.ID, Cards: []model.CardID{card.ID}, Salt: fresh()},
				model.DeleteCards{Journey: j.ID, Cards: []model.CardID{card.ID}},
				model.AddLink{Journey: j.ID, Link: model.Link{ID: model.LinkID(fresh()), From: card.ID, To: other.ID, Kind: model.Flow, Label: title}},
				model.PutComment{Journey: j.ID, Comment: model.Comment{ID: model.CommentID(fresh()), On: model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(card.ID)}, Text: title}},
			)
		}
	}
	for _, d := range w.Datasets {
		if n := d.Observations.Len(); n > 0 && d.Journey == j.ID {
			o := d.Observations.At(at * n / 6)
			o.Value = model.Some(o.Value.Or(0))
			o.Period = "2031"
			commands = append(commands,
				model.PutObservation{Journey: j.ID, Source: d.Source, Observation: o},
				model.DeleteRecord{Ref: model.Ref{Kind: model.SourceRecord, ID: string(d.Source)}})
		}
	}
	return rapid.SampledFrom(commands).Draw(t, "command")
}
