package model

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sort"
	"time"
)

// Generate returns a workspace with one journey of the given size and a library to match, for
// measuring and trying things out: stages, steps (over all stages), lanes, cards spread over all
// cells, links mostly between neighbours, and observations of six metrics by step and month. The
// same arguments give the same value, ids included. Sizes below what a journey needs are raised to
// it: one stage, a step for each stage, and a lane when there are cards.
func Generate(stages, steps, lanes, cards, observations int, seed int64) *Workspace {
	g := &generator{random: rand.New(rand.NewPCG(uint64(seed), 0x5741_6765))}
	stages = max(stages, 1)
	steps = max(steps, stages)
	if cards > 0 {
		lanes = max(lanes, 1)
	}
	w := &Workspace{Name: "Generated workspace"}
	g.library(w)
	j := g.journey(w)
	w.Journeys = []*Journey{j}
	g.stages(j, stages, steps)
	g.lanes(w, j, max(lanes, 0))
	g.cards(w, j, max(cards, 0))
	g.links(j)
	if observations > 0 {
		g.observations(w, j, observations)
	}
	return w
}

type generator struct {
	random *rand.Rand
	made   int
}

// generatedID returns the next id: running, so that it is unique, and scattered like a real one.
func generatedID[T ~string](g *generator) T {
	g.made++
	var text [20]byte
	fill := g.random.Uint64()
	for i := range text {
		if i < 8 {
			text[i] = "abcdefghijklmnopqrstuvwxyz234567"[g.made>>(5*i)&31]
		} else {
			text[i] = "abcdefghijklmnopqrstuvwxyz234567"[fill>>(5*(i-8))&31]
		}
	}
	return T(text[:])
}

// pick returns one of the choices.
func pick[T any](g *generator, choices []T) T { return choices[g.random.IntN(len(choices))] }

// chance is true in share of the cases.
func (g *generator) chance(share float64) bool { return g.random.Float64() < share }

// half rounds to half steps.
func half(v float64) float64 { return math.Round(v*2) / 2 }

func (g *generator) journey(w *Workspace) *Journey {
	info := JourneyInfo{
		Title: "From first idea to second order", InWords: "I find, buy and use something that fits, without losing an evening over it",
		Kind: Current, Scenario: "First order by a new customer", Scope: "From the first idea to the second order",
		Owner: w.Owners[0].ID, Status: InReview, Version: "1.0", ReviewDate: "2026-09-30",
		Decision: "Where to invest next year", Confidentiality: "For internal use",
	}
	for _, p := range w.Personas {
		info.Personas = append(info.Personas, p.ID)
	}
	return &Journey{ID: generatedID[JourneyID](g), JourneyInfo: info}
}

func (g *generator) library(w *Workspace) {
	for _, name := range generatedOwners {
		w.Owners = append(w.Owners, &Owner{ID: generatedID[OwnerID](g), Name: name})
	}
	for _, c := range generatedChannels {
		w.Channels = append(w.Channels, &Channel{ID: generatedID[ChannelID](g), Name: c.name, Icon: c.icon, Class: c.class})
	}
	for i, name := range generatedSystems {
		w.Systems = append(w.Systems, &System{ID: generatedID[SystemID](g), Name: name, Owner: w.Owners[i%len(w.Owners)].ID})
	}
	for _, p := range generatedPersonas {
		p.ID = generatedID[PersonaID](g)
		w.Personas = append(w.Personas, &p)
	}
	for i, m := range generatedMetrics {
		m.Metric.ID = generatedID[MetricID](g)
		m.Metric.Owner = w.Owners[i%len(w.Owners)].ID
		w.Metrics = append(w.Metrics, &m.Metric)
	}
}

func (g *generator) stages(j *Journey, stages, steps int) {
	for i := range stages {
		base := generatedStages[i%len(generatedStages)]
		stage := &Stage{ID: generatedID[StageID](g), Title: numbered(base.title, i/len(generatedStages)), Definition: base.definition}
		for k := range steps*(i+1)/stages - steps*i/stages {
			title := base.steps[k%len(base.steps)]
			stage.Steps = append(stage.Steps, &Step{ID: generatedID[StepID](g), Title: numbered(title, k/len(base.steps))})
		}
		j.Stages = append(j.Stages, stage)
	}
}

// numbered tells the second and later rounds of the same title apart.
func numbered(title string, round int) string {
	if round == 0 {
		return title
	}
	return fmt.Sprintf("%s (%d)", title, round+1)
}

// generatedLanes names the kinds by importance: a journey of n lanes has the first n of them, in the
// order of the second number, from the customer down.
var generatedLanes = []struct {
	kind Kind
	at   int
}{
	{KindAction, 1}, {KindTouchpoint, 9}, {KindPain, 6}, {KindEmotion, 5}, {KindFrontstage, 11}, {KindBackstage, 12}, {KindSupport, 13},
	{KindOpportunity, 17}, {KindThinking, 3}, {KindEvidence, 0}, {KindSystem, 14}, {KindMetric, 16}, {KindGain, 7}, {KindFeeling, 4},
	{KindSaying, 8}, {KindPolicy, 15}, {KindDoing, 2}, {KindChannel, 10}, {KindNote, 18},
}

func (g *generator) lanes(w *Workspace, j *Journey, n int) {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	at := func(i int) int { return generatedLanes[i%len(generatedLanes)].at }
	sort.SliceStable(order, func(a, b int) bool { return at(order[a]) < at(order[b]) })
	for _, i := range order {
		kind := generatedLanes[i%len(generatedLanes)].kind
		round := i / len(generatedLanes)
		lane := &Lane{ID: generatedID[LaneID](g), Kind: kind, Title: numbered(kind.Name(), round), Hint: kind.Hint()}
		if round > 0 {
			lane.Persona = w.Personas[round%len(w.Personas)].ID
		}
		if kind == KindMetric {
			lane.Metric = w.Metrics[round%len(w.Metrics)].ID
		}
		j.Lanes = append(j.Lanes, lane)
	}
}

// cards fills the cells evenly, in rounds over the whole grid. A metric lane shows values instead of
// cards, and a cell of an emotion lane holds one mood for each persona, unless nothing else is there.
func (g *generator) cards(w *Workspace, j *Journey, n int) {
	type place struct{ row, col int }
	steps := j.Steps()
	var grid, moods []place
	for row, lane := range j.Lanes {
		for col := range steps {
			switch lane.Kind {
			case KindMetric:
			case KindEmotion:
				moods = append(moods, place{row, col})
			default:
				grid = append(grid, place{row, col})
			}
		}
	}
	if len(grid) == 0 {
		for col := range steps {
			grid = append(grid, place{0, col})
		}
	}
	j.Cards = make([]*Card, 0, n)
	for round := 0; len(j.Cards) < n; round++ {
		places := grid
		if round < len(w.Personas) {
			places = append(append([]place{}, grid...), moods...)
		}
		if left := n - len(j.Cards); left < len(places) {
			g.random.Shuffle(len(places), func(a, b int) { places[a], places[b] = places[b], places[a] })
			places = places[:left]
			sort.Slice(places, func(a, b int) bool {
				return places[a].row < places[b].row || places[a].row == places[b].row && places[a].col < places[b].col
			})
		}
		for _, p := range places {
			j.Cards = append(j.Cards, g.card(w, j, j.Lanes[p.row], p.col, round))
		}
	}
}

// card makes the card of one cell in one round.
func (g *generator) card(w *Workspace, j *Journey, lane *Lane, col, round int) *Card {
	steps := j.Steps()
	c := &Card{
		ID: generatedID[CardID](g), Lane: lane.ID, Step: steps[col].ID, Span: 1,
		Title: g.title(lane.Kind), Evidence: pick(g, []Evidence{Assumption, Assumption, Partial, Validated, Validated}),
	}
	if g.chance(0.35) {
		c.Body = pick(g, generatedBodies)
	}
	if g.chance(0.1) {
		c.Tags = []string{pick(g, generatedTags)}
	}
	if g.chance(0.15) {
		c.Votes = 1 + g.random.IntN(9)
	}
	switch lane.Kind {
	case KindEmotion:
		g.mood(w, c, col, len(steps), round)
	case KindPain:
		c.Severity = 1 + g.random.IntN(3)
		c.MomentOfTruth = g.chance(0.03)
	case KindTouchpoint, KindChannel:
		c.Channel, c.Owner = pick(g, w.Channels).ID, pick(g, w.Owners).ID
		c.MomentOfTruth = g.chance(0.12)
	case KindFrontstage, KindBackstage, KindSupport, KindSystem, KindPolicy:
		g.work(w, c, col, len(steps))
	case KindThinking, KindFeeling, KindSaying:
		c.Persona = pick(g, w.Personas).ID
	}
	return c
}

// mood gives the card the next point of its persona's curve: a slow wave of its own with some noise.
func (g *generator) mood(w *Workspace, c *Card, col, steps, round int) {
	who := round % len(w.Personas)
	c.Persona = w.Personas[who].ID
	wave := 1.3*math.Sin(float64(col)*2*math.Pi/(5+float64(who)*2)+float64(who)*1.7) + (g.random.Float64() - 0.5)
	if float64(col) > 0.6*float64(steps) && float64(col) < 0.75*float64(steps) {
		wave -= 1
	}
	c.Emotion = Some(half(min(max(wave, -2), 2)))
	if g.chance(0.3) {
		c.Expected = Some(half(min(max(wave+0.5, -2), 2)))
	}
}

// work gives the card of a lane of the organisation an owner, a system, a duration, and sometimes
// several steps.
func (g *generator) work(w *Workspace, c *Card, col, steps int) {
	c.Owner, c.System = pick(g, w.Owners).ID, pick(g, w.Systems).ID
	if g.chance(0.5) {
		c.Duration = Some(float64(5 * (1 + g.random.IntN(36))))
	}
	if g.chance(0.2) {
		c.Cost = Some(float64(g.random.IntN(400)) / 4)
	}
	if g.chance(0.06) {
		c.Span = 1 + g.random.IntN(min(4, steps-col))
	}
}

// title makes the text of a card of this kind.
func (g *generator) title(kind Kind) string {
	text, ok := generatedTitles[kind]
	if !ok {
		text = generatedTitles[KindNote]
	}
	title := pick(g, text.first)
	if len(text.second) > 0 {
		title += " " + pick(g, text.second)
	}
	return title
}

// links joins about a tenth of the cards to one in the next column or the next lane, and one in
// fifty of those to any card.
func (g *generator) links(j *Journey) {
	if len(j.Cards) < 2 {
		return
	}
	steps := j.Steps()
	row := make(map[LaneID]int, len(j.Lanes))
	for i, lane := range j.Lanes {
		row[lane.ID] = i
	}
	type ends struct{ from, to CardID }
	have := map[ends]bool{}
	for range len(j.Cards) / 10 {
		from := pick(g, j.Cards)
		kind := pick(g, []LinkKind{Flow, DependsOn, Handoff, Causes})
		cell := Cell{from.Lane, from.Step}
		if col := j.StepIndex(from.Step); kind == Flow && col+1 < len(steps) {
			cell.Step = steps[col+1].ID
		} else if r := row[from.Lane]; r+1 < len(j.Lanes) {
			cell.Lane = j.Lanes[r+1].ID
		}
		near := j.CardsIn(cell)
		if len(near) == 0 || g.chance(0.02) {
			near = j.Cards
		}
		to := pick(g, near)
		if to == from || have[ends{from.ID, to.ID}] {
			continue
		}
		have[ends{from.ID, to.ID}] = true
		link := &Link{ID: generatedID[LinkID](g), From: from.ID, To: to.ID, Kind: kind, Evidence: from.Evidence}
		if g.chance(0.1) {
			link.Label = pick(g, generatedLinkLabels)
		}
		j.Links = append(j.Links, link)
	}
}

// observations adds one source with n values: for every month from the newest back, every segment,
// every step and every metric, until there are n.
func (g *generator) observations(w *Workspace, j *Journey, n int) {
	source := &Source{
		ID: generatedID[SourceID](g), Name: "Quarterly figures", File: "quarterly-figures.csv",
		Imported: time.Date(2026, 7, 1, 8, 30, 0, 0, time.UTC), Rows: n, Owner: w.Owners[0].ID,
	}
	w.Sources = append(w.Sources, source)
	var list ObservationList
	list.Grow(n)
	defer func() {
		w.Datasets = append(w.Datasets, &Dataset{Source: source.ID, Journey: j.ID, Observations: list.Done()})
	}()
	steps := j.Steps()
	bias := make([]float64, len(steps)*len(w.Metrics))
	for i := range bias {
		bias[i] = g.random.NormFloat64()
	}
	for month := 0; ; month++ {
		at := time.Date(2026, time.June-time.Month(month), 1, 0, 0, 0, 0, time.UTC)
		period := Period(at.Format("2006-01"))
		for _, persona := range w.Personas {
			for col, step := range steps {
				for k, metric := range w.Metrics {
					if list.Len() == n {
						return
					}
					o := g.observation(metric, generatedMetrics[k], bias[k*len(steps)+col])
					o.Step, o.Stage = step.ID, j.StageOf(step.ID).ID
					o.Segment, o.Period, o.Row = persona.Segment, period, list.Len()+2
					list.Add(o)
				}
			}
		}
	}
}

// observation measures the metric once at a place that is so many deviations better than usual.
func (g *generator) observation(m *Metric, usual generatedMetric, bias float64) Observation {
	v := usual.mean + usual.spread*(bias+0.3*g.random.NormFloat64())
	if lo, ok := m.ScaleMin.Value, m.ScaleMin.Known; ok {
		v = max(v, lo)
	}
	if hi, ok := m.ScaleMax.Value, m.ScaleMax.Known; ok {
		v = min(v, hi)
	}
	cases := float64(8 + g.random.IntN(400))
	o := Observation{Metric: m.ID, N: Some(cases)}
	switch m.Aggregation {
	case Ratio:
		hits := math.Round(cases * v / 100)
		o.Numerator, o.Denominator = Some(hits), Some(cases)
		o.Value = Some(math.Round(hits/cases*1000) / 10)
	case NPS:
		o.Value = Some(math.Round(v))
		o.N = Some(1.0)
	default:
		o.Value = Some(math.Round(v*10) / 10)
	}
	return o
}
