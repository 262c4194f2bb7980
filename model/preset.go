package model

// Preset names a ready set of stages, steps and lanes for a new journey.
type Preset string

// The presets.
const (
	JourneyMap         Preset = "journey-map"
	ServiceBlueprint   Preset = "service-blueprint"
	PracticalBlueprint Preset = "practical-blueprint"
	EmpathyLanes       Preset = "empathy"
	DayInLifeMap       Preset = "day-in-life"
	BlankGrid          Preset = "blank"
)

// Presets lists the presets in the order in which menus show them.
var Presets = []Preset{JourneyMap, ServiceBlueprint, PracticalBlueprint, EmpathyLanes, DayInLifeMap, BlankGrid}

// stageText is a stage of a preset with the titles of its steps.
type stageText struct {
	title string
	steps []string
}

// presetText is what a preset consists of.
type presetText struct {
	name, help string
	kind       JourneyKind
	stages     []stageText
	lanes      []Kind
}

// lifeStages is the usual course of a relationship, in the customer's words.
var lifeStages = []stageText{
	{"Become aware", []string{"Notice a need", "Look around"}},
	{"Compare", []string{"Find out more", "Weigh the options"}},
	{"Decide", []string{"Choose", "Order or sign up"}},
	{"Use", []string{"Get started", "Use it day by day"}},
	{"Get help", []string{"Ask", "Have it solved"}},
	{"Stay or leave", []string{"Renew or return", "Tell others"}},
}

// serviceStages is the usual course of one service encounter.
var serviceStages = []stageText{
	{"Before the service", []string{"Find the service", "Book or order"}},
	{"Arrive", []string{"Arrive or log in", "Be received"}},
	{"During the service", []string{"Say what is needed", "Receive the service"}},
	{"Finish", []string{"Check and pay", "Leave"}},
	{"After the service", []string{"Get follow-up", "Give feedback"}},
}

var presetTexts = map[Preset]presetText{
	JourneyMap: {
		"Journey map", "What customers do, think and feel, where it hurts and what to improve.", Current, lifeStages,
		[]Kind{KindAction, KindTouchpoint, KindThinking, KindEmotion, KindPain, KindGain, KindOpportunity},
	},
	ServiceBlueprint: {
		"Service blueprint", "Physical evidence and customer actions over what is done frontstage, backstage and in support.", Current, serviceStages,
		[]Kind{KindEvidence, KindAction, KindFrontstage, KindBackstage, KindSupport},
	},
	PracticalBlueprint: {
		"Practical service blueprint", "Each step from definition and touchpoint down to systems, policies, metrics and open questions.", Current, serviceStages,
		[]Kind{KindTouchpoint, KindAction, KindEmotion, KindFrontstage, KindBackstage, KindSystem, KindPolicy, KindMetric, KindNote, KindOpportunity},
	},
	EmpathyLanes: {
		"Empathy map", "What one kind of customer says, thinks, does and feels, with pains and gains.", Current,
		[]stageText{{"Before", []string{"Before"}}, {"During", []string{"During"}}, {"After", []string{"After"}}},
		[]Kind{KindSaying, KindThinking, KindDoing, KindFeeling, KindPain, KindGain},
	},
	DayInLifeMap: {
		"Day in the life", "A whole day of the customer, also where the organisation plays no part.", DayInLife,
		[]stageText{
			{"Morning", []string{"Wake up", "Get ready"}}, {"Forenoon", []string{"Travel", "First tasks"}},
			{"Midday", []string{"Lunch"}}, {"Afternoon", []string{"Main tasks", "Errands"}}, {"Evening", []string{"Home", "Unwind"}},
		},
		[]Kind{KindAction, KindChannel, KindThinking, KindEmotion, KindPain, KindOpportunity},
	},
	BlankGrid: {
		"Blank grid", "One stage with three steps and one lane, to build from nothing.", Current,
		[]stageText{{"First stage", []string{"First step", "Second step", "Third step"}}},
		[]Kind{KindAction},
	},
}

// Name returns what menus call the preset: "Service blueprint".
func (p Preset) Name() string { return presetTexts[p].name }

// Help returns one sentence on what the preset is for.
func (p Preset) Help() string { return presetTexts[p].help }

// NewLane returns a lane of the kind with a fresh id, titled in plain words.
func NewLane(kind Kind) Lane {
	return Lane{ID: NewID[LaneID](), Kind: kind, Title: kind.Name(), Hint: kind.Hint()}
}

// NewJourney returns a draft journey with the preset's stages, steps and lanes, no cards, and fresh
// ids. A preset that does not exist gives the blank grid.
func NewJourney(title string, preset Preset) *Journey {
	text, ok := presetTexts[preset]
	if !ok {
		text = presetTexts[BlankGrid]
	}
	j := &Journey{ID: NewID[JourneyID](), JourneyInfo: JourneyInfo{Title: title, Kind: text.kind, Status: Draft}}
	for _, s := range text.stages {
		stage := &Stage{ID: NewID[StageID](), Title: s.title}
		for _, step := range s.steps {
			stage.Steps = append(stage.Steps, &Step{ID: NewID[StepID](), Title: step})
		}
		j.Stages = append(j.Stages, stage)
	}
	for _, kind := range text.lanes {
		lane := NewLane(kind)
		j.Lanes = append(j.Lanes, &lane)
	}
	return j
}
