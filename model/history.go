package model

// History is the undo line of a workspace: a list of steps, of which the first at are done and the
// rest can be done again. It keeps the earlier values themselves, so there is no undo code for any
// command, and undoing gives back the very same pointer. It is not for concurrent use.
type History struct {
	start *Workspace
	steps []step
	at    int
	open  bool // the last step may still be joined by an edit with its key
}

type step struct {
	label string
	title string // the label with the title of the record, for lists of steps
	key   string
	after *Workspace
	cards int // in slices that the value before does not share
}

// maxSteps and maxKept bound what a history keeps: the number of steps, and the number of card
// pointers that they hold in slices of their own (8 bytes each). Of the latter at least minSteps.
const (
	maxSteps = 1000
	maxKept  = 2 << 20
	minSteps = 50
)

// NewHistory returns a history without steps that stands at w.
func NewHistory(w *Workspace) *History { return &History{start: w} }

// Current returns the current value.
func (h *History) Current() *Workspace { return h.value(h.at) }

// value returns the value after the first n steps.
func (h *History) value(n int) *Workspace {
	if n == 0 {
		return h.start
	}
	return h.steps[n-1].after
}

// Do applies the command to the current value and makes the result current. It makes no step, and
// reports false, when the command changes nothing or cannot be done; then err is Apply's. What was
// undone can no longer be done again. An edit with the same merge key as the last step becomes part
// of that step, unless the history was sealed since.
func (h *History) Do(c Command) (changed bool, err error) {
	before := h.Current()
	after, err := c.Apply(before)
	if err != nil || after == before {
		return false, err
	}
	key := ""
	if m, ok := c.(interface{ mergeKey() string }); ok {
		key = m.mergeKey()
	}
	if key != "" && h.open && h.at == len(h.steps) && h.at > 0 && h.steps[h.at-1].key == key {
		h.steps[h.at-1].after, h.steps[h.at-1].title = after, titled(c, before, after)
		return true, nil
	}
	clear(h.steps[h.at:])
	h.steps = append(h.steps[:h.at], step{label: c.Label(), title: titled(c, before, after), key: key, after: after, cards: ownCards(before, after)})
	h.at++
	h.open = true
	h.trim()
	return true, nil
}

// trim forgets the oldest steps when there are too many, and the lookups of values that from now on are
// only kept to be undone to. Whoever looked something up in one of them since, made them anew: a view
// that lags behind does.
func (h *History) trim() {
	const lag = 16 // steps
	for n := max(0, h.at-lag); n <= h.at-2; n++ {
		h.dropLookups(h.value(n))
	}
	drop := max(len(h.steps)-maxSteps, 0)
	for kept, i := 0, len(h.steps)-1; i >= drop; i-- {
		kept += h.steps[i].cards
		if kept > maxKept && len(h.steps)-i > minSteps {
			drop = i + 1
		}
	}
	if drop == 0 {
		return
	}
	h.start = h.steps[drop-1].after
	clear(h.steps[:drop])
	h.steps = h.steps[drop:]
	h.at -= drop
}

// dropLookups forgets the lookups of the journeys that are no longer current.
func (h *History) dropLookups(w *Workspace) {
	current := h.Current()
	for _, j := range w.Journeys {
		if current.Journey(j.ID) != j {
			j.lookups.drop()
		}
	}
}

// ownCards counts the cards in slices that after does not share with before.
func ownCards(before, after *Workspace) int {
	n := 0
	for i, j := range after.Journeys {
		if i >= len(before.Journeys) || !sameSlice(j.Cards, before.Journeys[i].Cards) {
			n += len(j.Cards)
		}
	}
	return n
}

// Undo makes the value before the last step current. It returns the step's label, or false when there
// is none.
func (h *History) Undo() (label string, ok bool) {
	if h.at == 0 {
		return "", false
	}
	h.at--
	return h.steps[h.at].label, true
}

// Redo makes the value after the step that was undone last current. It returns the step's label, or
// false when there is none.
func (h *History) Redo() (label string, ok bool) {
	if h.at == len(h.steps) {
		return "", false
	}
	h.at++
	h.open = false
	return h.steps[h.at-1].label, true
}

// UndoLabel returns the label of the step that Undo would take back, or "".
func (h *History) UndoLabel() string {
	if h.at == 0 {
		return ""
	}
	return h.steps[h.at-1].label
}

// RedoLabel returns the label of the step that Redo would do again, or "".
func (h *History) RedoLabel() string {
	if h.at == len(h.steps) {
		return ""
	}
	return h.steps[h.at].label
}

// Seal ends the joining of edits: the next one makes a step of its own.
func (h *History) Seal() { h.open = false }

// Steps returns the labels of the steps that are done, oldest first, with the titles of what they are about.
func (h *History) Steps() []string {
	labels := make([]string, h.at)
	for i := range labels {
		labels[i] = h.steps[i].title
	}
	return labels
}

// Undone returns the labels of the steps that can be done again, the one that Redo would do first.
func (h *History) Undone() []string {
	labels := make([]string, len(h.steps)-h.at)
	for i := range labels {
		labels[i] = h.steps[h.at+i].title
	}
	return labels
}
