package model

// Preset names a ready set of lanes, stages and steps.
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

// NewLane returns a lane of the kind.
func NewLane(kind Kind) Lane {
	return Lane{ID: NewID[LaneID](), Kind: kind, Title: kind.Name(), Hint: kind.Hint()}
}

// NewJourney returns a journey.
func NewJourney(title string, preset Preset) *Journey {
	return &Journey{ID: NewID[JourneyID]()}
}
