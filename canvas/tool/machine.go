package tool

// Machine runs the gestures of one board.
type Machine struct {
	ed Editor
}

// NewMachine returns an idle machine that works on ed.
func NewMachine(ed Editor) *Machine { return &Machine{ed: ed} }

// Handle lets the machine see an event.
func (m *Machine) Handle(e Event) {}

// Idle reports whether no gesture runs.
func (m *Machine) Idle() bool { return true }
