package model

// History is the undo line.
type History struct {
	current *Workspace
}

// NewHistory returns a history at w.
func NewHistory(w *Workspace) *History { return &History{current: w} }

// Current returns the current value.
func (h *History) Current() *Workspace { return h.current }

// Do applies c.
func (h *History) Do(c Command) (changed bool, err error) { return false, nil }

// Undo goes a step back.
func (h *History) Undo() (label string, ok bool) { return "", false }

// Redo goes a step forward.
func (h *History) Redo() (label string, ok bool) { return "", false }

// UndoLabel is the label of the step that Undo takes back.
func (h *History) UndoLabel() string { return "" }

// RedoLabel is the label of the step that Redo does again.
func (h *History) RedoLabel() string { return "" }

// Seal ends merging.
func (h *History) Seal() {}

// Steps lists the labels of the steps that are done, oldest first.
func (h *History) Steps() []string { return nil }
