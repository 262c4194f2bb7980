package model

// Validate checks every rule.
func Validate(w *Workspace) error { return nil }

// Loss is what a command takes with it: counts by record kind, and how many observations.
type Loss struct {
	Counts       map[RecordKind]int
	Observations int
}

// String says it in words.
func (l Loss) String() string { return "" }

// Deletes returns what c takes with it.
func Deletes(w *Workspace, c Command) Loss { return Loss{} }
