package model

// Generate returns a workspace of the given size.
func Generate(stages, steps, lanes, cards, observations int, seed int64) *Workspace {
	return &Workspace{}
}
