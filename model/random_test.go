package model_test

import (
	"fmt"
	"math"
	"time"

	"stagecraft/model"
)

// dice is where random commands come from: rapid, or the bytes of a fuzzer.
type dice interface {
	below(n int) int // 0 <= result < n
}

// randomCommands makes commands that mostly can be done, and some that cannot.
type randomCommands struct {
	dice
	made int
}

func (r *randomCommands) fresh(prefix string) string {
	r.made++
	return fmt.Sprintf("%s%d", prefix, r.made)
}

// one returns one of the choices, and now and then an id of nothing.
func one[K ~string](r *randomCommands, choices []K) K {
	i := r.below(len(choices) + 1)
	if i == len(choices) {
		if r.below(4) > 0 && len(choices) > 0 {
			return choices[0]
		}
		return "nothing"
	}
	return choices[i]
}

// maybe is one of the choices or the empty id.
func maybe[K ~string](r *randomCommands, choices []K) K {
	if r.below(2) == 0 {
		return ""
	}
	return one(r, choices)
}

func some[K ~string](r *randomCommands, choices []K) []K {
	var ids []K
	for range r.below(4) {
		ids = append(ids, one(r, choices))
	}
	return ids
}

func ids[R any, K ~string](records []*R, id func(*R) K) []K {
	var all []K
	for _, r := range records {
		all = append(all, id(r))
	}
	return all
}

// known is what may be named in a workspace and one of its journeys.
type known struct {
	w        *model.Workspace
	j        *model.Journey
	journeys []model.JourneyID
	stages   []model.StageID
	steps    []model.StepID
	lanes    []model.LaneID
	cards    []model.CardID
	links    []model.LinkID
	comments []model.CommentID
	personas []model.PersonaID
	metrics  []model.MetricID
	channels []model.ChannelID
	owners   []model.OwnerID
	systems  []model.SystemID
	sources  []model.SourceID
	views    []model.ViewID
	images   []model.ImageID
}

func (r *randomCommands) known(w *model.Workspace) known {
	k := known{w: w, j: &model.Journey{ID: "none"}}
	if len(w.Journeys) > 0 {
		k.j = w.Journeys[r.below(len(w.Journeys))]
	}
	k.journeys = ids(w.Journeys, func(x *model.Journey) model.JourneyID { return x.ID })
	k.stages = ids(k.j.Stages, func(x *model.Stage) model.StageID { return x.ID })
	k.steps = ids(k.j.Steps(), func(x *model.Step) model.StepID { return x.ID })
	k.lanes = ids(k.j.Lanes, func(x *model.Lane) model.LaneID { return x.ID })
	k.cards = ids(k.j.Cards, func(x *model.Card) model.CardID { return x.ID })
	k.links = ids(k.j.Links, func(x *model.Link) model.LinkID { return x.ID })
	k.comments = ids(k.j.Comments, func(x *model.Comment) model.CommentID { return x.ID })
	k.personas = ids(w.Personas, func(x *model.Persona) model.PersonaID { return x.ID })
	k.metrics = ids(w.Metrics, func(x *model.Metric) model.MetricID { return x.ID })
	k.channels = ids(w.Channels, func(x *model.Channel) model.ChannelID { return x.ID })
	k.owners = ids(w.Owners, func(x *model.Owner) model.OwnerID { return x.ID })
	k.systems = ids(w.Systems, func(x *model.System) model.SystemID { return x.ID })
	k.sources = ids(w.Sources, func(x *model.Source) model.SourceID { return x.ID })
	k.views = ids(w.Views, func(x *model.View) model.ViewID { return x.ID })
	k.images = ids(w.Images, func(x *model.Image) model.ImageID { return x.ID })
	return k
}

func (r *randomCommands) text() string {
	texts := []string{"", "Title", "Ä漢🎉", "two\nlines", " ", "=1+1", "שלום"}
	if r.below(40) == 0 {
		return []string{"\xff", "a\x00"}[r.below(2)]
	}
	return texts[r.below(len(texts))]
}

func (r *randomCommands) number(lo, hi float64) model.Maybe[float64] {
	switch n := r.below(24); n {
	case 0, 1, 2, 3:
		return model.Maybe[float64]{}
	case 4:
		return model.Some([]float64{math.NaN(), math.Inf(-1), hi + 1, lo - 1}[r.below(4)])
	default:
		return model.Some(lo + (hi-lo)*float64(n-5)/18)
	}
}

func (r *randomCommands) lane(k known, id model.LaneID) model.Lane {
	return model.Lane{
		ID: id, Kind: model.Kinds[r.below(len(model.Kinds))], Zone: maybe(r, model.Zones), Title: r.text(), Persona: maybe(r, k.personas),
		Metric: maybe(r, k.metrics), Locked: r.below(2) == 0,
	}
}

func (r *randomCommands) card(k known, id model.CardID) model.Card {
	return model.Card{
		ID: id, Lane: one(r, k.lanes), Step: one(r, k.steps), Span: r.below(5) - r.below(2), Kind: maybe(r, model.Kinds), Title: r.text(),
		Body: r.text(), Persona: maybe(r, k.personas), Channel: maybe(r, k.channels), Owner: maybe(r, k.owners), System: maybe(r, k.systems),
		Emotion: r.number(-2, 2), Severity: r.below(4), Evidence: maybe(r, []model.Evidence{model.Assumption, model.Validated}),
		Votes: r.below(5), Duration: r.number(0, 90), Image: maybe(r, k.images),
	}
}

func (r *randomCommands) move(k known, card model.CardID) model.CardMove {
	return model.CardMove{Card: card, To: model.Cell{Lane: one(r, k.lanes), Step: one(r, k.steps)}, Index: r.below(6) - 1}
}

func (r *randomCommands) moves(k known) []model.CardMove {
	var moves []model.CardMove
	for _, card := range some(r, k.cards) {
		moves = append(moves, r.move(k, card))
	}
	return moves
}

func (r *randomCommands) link(k known, id model.LinkID) model.Link {
	return model.Link{
		ID: id, From: one(r, k.cards), To: one(r, k.cards), Kind: one(r, []model.LinkKind{model.Flow, model.DependsOn}),
		Exchange: r.below(2) == 0, Label: r.text(),
	}
}

func (r *randomCommands) metric(k known, id model.MetricID) model.Metric {
	m := model.Metric{
		ID: id, Name: "Metric", Direction: model.LowerIsBetter, Aggregation: one(r, []model.Aggregation{model.Mean, model.NPS, model.Ratio}),
		Owner: maybe(r, k.owners), Target: r.number(1, 5),
	}
	if r.below(3) == 0 {
		m.ScaleMin, m.ScaleMax = model.Some(1.0), model.Some(5.0)
	}
	if r.below(3) == 0 {
		m.Thresholds = []float64{1, 2, 3, float64(2 + r.below(4))}
	}
	return m
}

func (r *randomCommands) observation(k known) model.Observation {
	return model.Observation{
		Metric: one(r, k.metrics), Stage: maybe(r, k.stages), Step: maybe(r, k.steps), Card: maybe(r, k.cards), Segment: r.text(),
		Period: []model.Period{"", "2026", "2026-03", "2026-Q1"}[r.below(4)], Value: r.number(1, 5), N: r.number(0, 100),
	}
}

func (r *randomCommands) info(k known) model.JourneyInfo {
	return model.JourneyInfo{
		Title: "T" + r.text(), Kind: one(r, []model.JourneyKind{model.Current, model.Future, model.DayInLife}), Twin: maybe(r, k.journeys),
		Personas: some(r, k.personas), Owner: maybe(r, k.owners), ReviewDate: []model.Date{"", "2026-01-31", "soon"}[r.below(3)],
	}
}

// next returns a command for the workspace.
func (r *randomCommands) next(w *model.Workspace) model.Command {
	k := r.known(w)
	switch r.below(5) {
	case 0:
		return r.gridCommand(k)
	case 1, 2:
		return r.cardCommand(k)
	case 3:
		return r.libraryCommand(k)
	default:
		if r.below(6) > 0 {
			return r.gridCommand(k)
		}
		var g model.Group
		for range r.below(4) {
			g.Commands = append(g.Commands, r.cardCommand(k))
		}
		g.Name = "Group"
		return g
	}
}

func (r *randomCommands) gridCommand(k known) model.Command {
	j, at := k.j.ID, r.below(8)-1
	stage, step, lane := one(r, k.stages), one(r, k.steps), one(r, k.lanes)
	switch r.below(21) {
	case 0:
		s := model.Stage{ID: model.StageID(r.fresh("S")), Title: r.text()}
		for range r.below(4) {
			s.Steps = append(s.Steps, &model.Step{ID: model.StepID(r.fresh("t"))})
		}
		return model.AddStage{Journey: j, Stage: s, At: at}
	case 1:
		return model.EditStage{Journey: j, Stage: stage, Title: r.text(), Definition: r.text()}
	case 2, 3:
		return model.MoveStage{Journey: j, Stage: stage, To: at}
	case 4:
		return model.DuplicateStage{Journey: j, Stage: stage, Salt: r.fresh("salt")}
	case 5:
		return model.SplitStage{Journey: j, Stage: stage, At: at, NewStage: model.StageID(r.fresh("S")), Title: r.text()}
	case 6:
		return model.MergeStages{Journey: j, Stage: stage}
	case 7:
		return model.DeleteStage{Journey: j, Stage: stage}
	case 8:
		return model.AddStep{Journey: j, Stage: stage, Step: model.Step{ID: model.StepID(r.fresh("t")), Title: r.text()}, At: at}
	case 9:
		if len(k.personas) > 0 && r.below(2) == 0 {
			served := model.Served{Persona: one(r, k.personas), Goal: "rest"}
			if p := k.w.Persona(served.Persona); p != nil && len(p.Goals) > 0 {
				served.Goal = p.Goals[r.below(len(p.Goals))]
			}
			return model.ServeGoal{Journey: j, Step: step, Served: served, Off: r.below(3) == 0}
		}
		return model.EditStep{Journey: j, Step: step, Title: r.text()}
	case 10, 11:
		return model.MoveStep{Journey: j, Step: step, Stage: stage, To: at}
	case 12:
		return model.DuplicateStep{Journey: j, Step: step, Salt: r.fresh("salt")}
	case 13:
		return model.SplitStep{Journey: j, Step: step, NewStep: model.StepID(r.fresh("t")), Cards: r.beginning(k, func(c *model.Card) bool { return c.Step == step })}
	case 14:
		return model.MergeSteps{Journey: j, Step: step}
	case 15:
		return model.DeleteStep{Journey: j, Step: step}
	case 16:
		return model.AddLane{Journey: j, Lane: r.lane(k, model.LaneID(r.fresh("L"))), At: at}
	case 17:
		return model.EditLane{Journey: j, Lane: r.lane(k, lane)}
	case 18:
		return model.MoveLane{Journey: j, Lane: lane, To: at}
	case 19:
		return model.DuplicateLane{Journey: j, Lane: lane, Salt: r.fresh("salt")}
	default:
		switch r.below(3) {
		case 0:
			return model.SplitLane{Journey: j, Lane: lane, NewLane: r.lane(k, model.LaneID(r.fresh("L"))), Cards: r.beginning(k, func(c *model.Card) bool { return c.Lane == lane })}
		case 1:
			return model.MergeLanes{Journey: j, Lane: lane, Into: one(r, k.lanes)}
		default:
			return model.DeleteLane{Journey: j, Lane: lane}
		}
	}
}

// beginning returns some of the cards that pass.
func (r *randomCommands) beginning(k known, pass func(*model.Card) bool) []model.CardID {
	var chosen []model.CardID
	for _, c := range k.j.Cards {
		if pass(c) && r.below(2) == 0 {
			chosen = append(chosen, c.ID)
		}
	}
	return chosen
}

func (r *randomCommands) cardCommand(k known) model.Command {
	j := k.j.ID
	switch r.below(11) {
	case 0, 1:
		var cards []model.PlacedCard
		for range r.below(4) {
			cards = append(cards, model.PlacedCard{Card: r.card(k, model.CardID(r.fresh("c"))), Index: r.below(5)})
		}
		return model.AddCards{Journey: j, Cards: cards}
	case 2, 3:
		var cards []model.Card
		for _, id := range some(r, k.cards) {
			cards = append(cards, r.card(k, id))
		}
		return model.EditCards{Journey: j, Cards: cards, Merge: []string{"", "key"}[r.below(2)]}
	case 4, 5:
		return model.MoveCards{Journey: j, Moves: r.moves(k)}
	case 6:
		return model.DuplicateCards{Journey: j, Cards: some(r, k.cards), Moves: r.moves(k), Salt: r.fresh("salt")}
	case 7:
		return model.DeleteCards{Journey: j, Cards: some(r, k.cards)}
	case 8:
		return model.AddLink{Journey: j, Link: r.link(k, model.LinkID(r.fresh("l")))}
	case 9:
		if r.below(2) == 0 {
			return model.EditLink{Journey: j, Link: r.link(k, one(r, k.links))}
		}
		return model.DeleteLinks{Journey: j, Links: some(r, k.links)}
	default:
		if r.below(3) == 0 {
			return model.DeleteComment{Journey: j, Comment: one(r, k.comments)}
		}
		on := []model.Ref{
			{Kind: model.CardRecord, Journey: j, ID: string(one(r, k.cards))}, {Kind: model.StepRecord, Journey: j, ID: string(one(r, k.steps))},
			{Kind: model.StageRecord, Journey: j, ID: string(one(r, k.stages))}, {Kind: model.LaneRecord, Journey: j, ID: string(one(r, k.lanes))},
			{Kind: model.LinkRecord, Journey: j, ID: string(one(r, k.links))}, {Kind: model.JourneyRecord, Journey: j, ID: string(j)},
		}[r.below(6)]
		return model.PutComment{Journey: j, Comment: model.Comment{ID: model.CommentID(r.fresh("m")), On: on, At: time.Unix(int64(r.below(99)), 0), Text: r.text()}}
	}
}

// standIn is a record that may take the place of another.
func (r *randomCommands) standIn(k known) model.Ref {
	return []model.Ref{
		{Kind: model.PersonaRecord, ID: string(one(r, k.personas))}, {Kind: model.MetricRecord, ID: string(one(r, k.metrics))},
		{Kind: model.ChannelRecord, ID: string(one(r, k.channels))}, {Kind: model.OwnerRecord, ID: string(one(r, k.owners))},
		{Kind: model.SystemRecord, ID: string(one(r, k.systems))},
	}[r.below(5)]
}

func (r *randomCommands) cardOf(w *model.Workspace, id model.JourneyID) model.CardID {
	if j := w.Journey(id); j != nil {
		return one(r, ids(j.Cards, func(x *model.Card) model.CardID { return x.ID }))
	}
	return "none"
}

func (r *randomCommands) libraryCommand(k known) model.Command {
	journey := one(r, k.journeys)
	switch r.below(22) {
	case 20:
		return model.DecidePair{Before: journey, After: k.j.ID, Cards: model.CardPair{Before: r.cardOf(k.w, journey), After: one(r, k.cards)}, Same: r.below(2) == 0}
	case 21:
		if r.below(3) > 0 {
			return model.DecidePair{Before: k.j.ID, After: journey, Cards: model.CardPair{Before: one(r, k.cards), After: r.cardOf(k.w, journey)}, Same: r.below(2) == 0}
		}
		return model.ForgetPairs{Before: k.j.ID, After: journey}
	case 0:
		return model.RenameWorkspace{Name: r.text()}
	case 18:
		from, to := r.standIn(k), r.standIn(k)
		return model.ReplaceRecord{Ref: from, By: to.ID, Join: r.below(2) == 0}
	case 19:
		if len(k.w.Journeys) > 4 || len(k.j.Cards) > 60 {
			return model.DeleteJourney{Journey: journey}
		}
		return model.DuplicateFor{Journey: journey, Salt: r.fresh("salt"), Title: "T" + r.text(), Persona: maybe(r, k.personas), Segment: one(r, []string{"", "business"})}
	case 1:
		j := model.Generate(1+r.below(3), 1+r.below(5), r.below(5), r.below(20), 0, int64(r.below(99))).Journeys[0]
		j = &model.Journey{ID: model.JourneyID(r.fresh("J")), JourneyInfo: r.info(k), Stages: j.Stages, Lanes: nil}
		return model.AddJourney{Journey: j, At: r.below(4)}
	case 2:
		return model.EditJourney{Journey: journey, Info: r.info(k)}
	case 3:
		return model.MoveJourney{Journey: journey, To: r.below(4)}
	case 4:
		if len(k.w.Journeys) > 4 || len(k.j.Cards) > 60 {
			return model.DeleteJourney{Journey: journey}
		}
		return model.DuplicateJourney{Journey: journey, Salt: r.fresh("salt"), AsTwin: r.below(2) == 0}
	case 5:
		if len(k.w.Journeys) < 2 {
			return model.RenameWorkspace{Name: r.text()}
		}
		return model.DeleteJourney{Journey: journey}
	case 6:
		return model.PutPersona{Persona: model.Persona{ID: one(r, append(k.personas, "new")), Name: "P" + r.text(), Goals: []string{one(r, []string{"rest", "eat"}), "g" + r.text()}, Photo: maybe(r, k.images)}}
	case 7, 8:
		return model.PutMetric{Metric: r.metric(k, one(r, append(k.metrics, "new")))}
	case 9:
		return model.PutChannel{Channel: model.Channel{ID: one(r, append(k.channels, "new")), Name: "C" + r.text(), Icon: one(r, model.ChannelIcons)}}
	case 10:
		return model.PutOwner{Owner: model.Owner{ID: one(r, append(k.owners, "new")), Name: "O" + r.text()}}
	case 11:
		return model.PutSystem{System: model.System{ID: one(r, append(k.systems, "new")), Name: "S" + r.text(), Owner: maybe(r, k.owners)}}
	case 12:
		return model.PutView{View: model.View{
			ID: one(r, append(k.views, "new")), Name: "V" + r.text(), Journey: journey, HideLanes: some(r, k.lanes), Collapsed: some(r, k.stages),
			CollapsedLanes: some(r, k.lanes), Filter: model.Filter{Personas: some(r, k.personas), Channels: some(r, k.channels), Moments: r.below(2) == 0},
			Metric: maybe(r, k.metrics),
		}}
	case 13:
		return model.PutImage{Image: model.NewImage("i.png", "image/png", []byte{byte(r.below(3))})}
	case 14:
		if r.below(2) == 0 {
			return model.PutSource{Source: model.Source{ID: one(r, append(k.sources, "new")), Name: "S" + r.text(), Owner: maybe(r, k.owners)}}
		}
		return model.PutObservation{Journey: journey, Source: one(r, k.sources), Observation: r.observation(k)}
	case 15:
		var list model.ObservationList
		for range r.below(6) {
			list.Add(r.observation(k))
		}
		d := model.Dataset{Journey: k.j.ID, Observations: list.Done()}
		c := model.Import{Source: model.Source{ID: one(r, append(k.sources, "more")), Name: "S"}, Dataset: d}
		if r.below(2) == 0 {
			c.Metrics = []model.Metric{r.metric(k, one(r, append(k.metrics, "more")))}
		}
		return c
	default:
		return model.DeleteRecord{Ref: []model.Ref{
			{Kind: model.PersonaRecord, ID: string(one(r, k.personas))}, {Kind: model.MetricRecord, ID: string(one(r, k.metrics))},
			{Kind: model.ChannelRecord, ID: string(one(r, k.channels))}, {Kind: model.OwnerRecord, ID: string(one(r, k.owners))},
			{Kind: model.SystemRecord, ID: string(one(r, k.systems))}, {Kind: model.SourceRecord, ID: string(one(r, k.sources))},
			{Kind: model.ViewRecord, ID: string(one(r, k.views))}, {Kind: model.ImageRecord, ID: string(one(r, k.images))},
		}[r.below(8)]}
	}
}
