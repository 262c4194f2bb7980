package tool

import (
	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// Pixel is a place or a way on the board in device-independent pixels from its upper left corner.
type Pixel struct{ X, Y float64 }

// EventKind says what happened.
type EventKind int

// The kinds of event.
const (
	Press EventKind = iota
	Move
	Release
	DoubleClick
	Cancel // Escape, or the window lost the pointer
)

// Button is a pointer button.
type Button int

// The pointer's buttons.
const (
	Primary Button = iota
	Middle
	Secondary
)

// Mods are the keys that are held.
type Mods struct{ Shift, Ctrl, Space bool }

// Event is one thing that the pointer or the keyboard did.
type Event struct {
	Kind   EventKind
	Button Button
	Mods   Mods
	Pixel  Pixel        // where on the board
	At     layout.Point // what lies there: over a sticky header or label, the header's or label's own point
	Body   layout.Point // the same place if the map's body went on under the header and the labels
	Handle Handle       // over the map there
}

// Handle is a live sign over the map by which something is pulled.
type Handle struct {
	Kind HandleKind
	Card model.CardID // whose handle it is
}

// HandleKind says what a handle pulls.
type HandleKind int

// The kinds of handle.
const (
	NoHandle   HandleKind = iota
	LinkHandle            // a link from the card to another
	MoodHandle            // the mood that the customer expected at the card
)

// Editor is what a gesture works on.
type Editor interface {
	// Layout returns the layout on screen.
	Layout() *layout.Layout
	// Selection returns the selected records.
	Selection() []model.Ref
	// Select makes refs the selection.
	Select(refs []model.Ref)
	// Do carries out a command; it tells the user itself when that fails.
	Do(c model.Command) error
	// Preview shows what the running gesture would do; the zero Preview shows nothing.
	Preview(p Preview)
	// ScrollBy moves the map under the pointer by a way on screen.
	ScrollBy(by Pixel)
	// Focus puts the keyboard focus on a place.
	Focus(f Focus)
	// Edit opens the text of a place for typing.
	Edit(f Focus)
	// Adopt takes over how the map is laid out: what is collapsed, and how large. What the user had hold of
	// stays where it is on screen.
	Adopt(o layout.Options, held model.Ref)
	// Comments shows what was remarked on a record.
	Comments(on model.Ref)
	// Linked tells that a link was drawn, so that the user can be asked what it means.
	Linked(link model.Ref)
}

// Focus is a place that the keyboard focus can be on: a card, an empty cell, or the header of a stage
// or step, the label of a lane, or a link. The zero Focus is none.
type Focus struct {
	Cell model.Cell   // of the card, or the empty cell
	Card model.CardID // empty in an empty cell
	Ref  model.Ref    // of a stage, step, lane or link
}

// PreviewKind says which gesture runs.
type PreviewKind int

// The kinds of preview.
const (
	NoPreview PreviewKind = iota
	MovingCards
	MovingStage
	MovingStep
	MovingLane
	Spanning
	Mooding
	Marqueeing
	Panning
	Linking
	Sizing
)

// Preview is what a running gesture would do if it ended now.
type Preview struct {
	Kind   PreviewKind
	Cards  []model.CardID // lifted; the first is the one under the pointer
	Copy   bool           // Ctrl is held: the cards stay and copies go
	At     layout.Point   // the pointer
	Grab   layout.Point   // from the first card's upper left corner to the pointer
	Drop   layout.Drop    // where the cards would go
	Marker layout.Rect    // the insertion bar of a moving stage, step or lane
	Rect   layout.Rect    // the marquee, the card's rectangle with its new span, or the lifted header
	Refs   []model.Ref    // what the marquee holds
	Mood   float64        // of a dragged mood point, -2..+2
	// Expected says that Mood is the one that the customer expected.
	Expected bool
	To       model.CardID // the card that a link would end at; empty for none
	Keys     bool         // the gesture is made with the keys
	Title    string       // the text of what moves
	Target   string       // where it would go, in words
	Reason   string       // why it cannot go there, in words; empty when it can
}
