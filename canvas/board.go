// Package canvas is the board: the widget on which a map is seen and edited.
//
// It draws the map from tiles of the scene that goroutines paint ahead, so that a frame costs the
// same however many cards there are, and lays few live objects over them: hover, selection, focus,
// the ghost of a drag, the text editor. It turns what Fyne reports into events of package tool and
// does nothing to the document itself: every change is a command to its Document.
package canvas

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/canvas/tool"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// Document is what a board shows and edits. Its methods are called on the UI goroutine.
type Document interface {
	// Workspace returns the current value.
	Workspace() *model.Workspace
	// JourneyID returns the journey on the board; empty for none.
	JourneyID() model.JourneyID
	// Selection returns the selected records.
	Selection() []model.Ref
	// Select makes refs the selection and tells whoever shows it; the board is told by Show or
	// ShowSelection.
	Select(refs []model.Ref)
	// Do carries out a command as one step of the history and calls the board's Show when the
	// workspace changed. It tells the user when the command fails and returns that error.
	Do(c model.Command) error
}

// Board is the widget. Its methods are called on the UI goroutine.
type Board struct {
	widget.BaseWidget

	// OnStatus is told the running gesture or the focused place in words; empty means nothing to say.
	OnStatus func(text string)
	// OnMenu asks for the context menu of a record (of the journey on empty ground, with the cell there
	// if there is one) at a place on the window's canvas.
	OnMenu func(ref model.Ref, cell model.Cell, at fyne.Position)
	// OnViewChanged is told that the board was scrolled, zoomed or resized.
	OnViewChanged func()
}

// NewBoard returns a board over doc. Painted tiles come back to the UI goroutine through post, which
// must run the functions that it is given there, in order.
func NewBoard(doc Document, post func(func())) *Board { return &Board{} }

// Close stops the board's goroutines. The board must not be used afterwards.
func (b *Board) Close() {}

// CreateRenderer is part of fyne.Widget.
func (b *Board) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(nil) }

// Show takes over the document's current value and selection.
func (b *Board) Show() {}

// ShowSelection takes over the document's selection alone.
func (b *Board) ShowSelection() {}

// SetTheme changes the look of the map.
func (b *Board) SetTheme(t *scene.Theme) {}

// SetHeat tints the map by a metric; nil takes the tint off.
func (b *Board) SetHeat(h *metric.Heat) {}

// SetOptions changes what the layout shows.
func (b *Board) SetOptions(o layout.Options) {}

// Options returns what the layout shows.
func (b *Board) Options() layout.Options { return layout.Options{} }

// Layout returns the layout on screen; nil before the first one is there.
func (b *Board) Layout() *layout.Layout { return nil }

// Scene returns the scene on screen; nil before the first one is there.
func (b *Board) Scene() *scene.Scene { return nil }

// Zoom returns the zoom: 1 shows a document point as one device-independent pixel.
func (b *Board) Zoom() float64 { return 1 }

// ZoomTo zooms to z (0.05 to 4) about the middle of the view.
func (b *Board) ZoomTo(z float64) {}

// ZoomIn zooms to the next larger step.
func (b *Board) ZoomIn() {}

// ZoomOut zooms to the next smaller step.
func (b *Board) ZoomOut() {}

// ActualSize zooms to 100 %.
func (b *Board) ActualSize() {}

// Fit shows the whole map.
func (b *Board) Fit() {}

// View returns the part of the map's body that is on screen, in document points.
func (b *Board) View() layout.Rect { return layout.Rect{} }

// CenterOn scrolls so that p lies in the middle.
func (b *Board) CenterOn(p layout.Point) {}

// ScrollTo scrolls as little as needed to show a record of the journey.
func (b *Board) ScrollTo(ref model.Ref) {}

// FocusOn puts the keyboard focus on a record of the journey and scrolls to it.
func (b *Board) FocusOn(ref model.Ref) {}

// Focused returns the place with the keyboard focus.
func (b *Board) Focused() tool.Focus { return tool.Focus{} }

// FocusedRef returns the record with the keyboard focus; the zero Ref in an empty cell.
func (b *Board) FocusedRef() model.Ref { return model.Ref{} }

// Editing reports whether a text is open for typing.
func (b *Board) Editing() bool { return false }

// EditFocused opens the focused record's text; in an empty cell it begins a card.
func (b *Board) EditFocused() {}

// CommitEdit keeps the text that is being typed, if any.
func (b *Board) CommitEdit() {}

// CancelGesture ends the running gesture or edit without a change.
func (b *Board) CancelGesture() {}

// MoveFocus moves the keyboard focus: to the neighbouring card or cell, to the end of the row, to the
// next stage or to the next card in reading order. The selection follows; extend makes it grow.
func (b *Board) MoveFocus(d layout.Direction, extend bool) {}

// SelectAll selects the cards of the focused lane, and all of the map when these are selected already.
func (b *Board) SelectAll() {}

// AddCard begins a card in the focused cell, below the focused card if there is one.
func (b *Board) AddCard() {}

// MoveSelected moves the selected cards, stage, step or lane one place; the focus follows.
func (b *Board) MoveSelected(d layout.Direction) {}

// SpanSelected makes the focused card one step wider (by > 0) or narrower.
func (b *Board) SpanSelected(by int) {}

// DeleteSelected deletes what is selected.
func (b *Board) DeleteSelected() {}

// DuplicateSelected duplicates what is selected.
func (b *Board) DuplicateSelected() {}

// CycleEvidence gives the selected cards the next level of evidence.
func (b *Board) CycleEvidence() {}

// CycleSeverity gives the selected cards the next severity.
func (b *Board) CycleSeverity() {}

// ToggleMoment marks or unmarks the selected cards as moments of truth.
func (b *Board) ToggleMoment() {}

// Vote adds a vote to the selected cards, or takes one back when by < 0.
func (b *Board) Vote(by int) {}

// SetMood sets the mood (-2..+2) in the focused cell of an emotion lane: of its card, or of a new one.
func (b *Board) SetMood(mood float64) {}

// NudgeMood moves the mood in the focused cell of an emotion lane by a half step.
func (b *Board) NudgeMood(by float64) {}

// Stats are figures of a board's work for benchmarks and tests.
type Stats struct {
	Tiles    int           // pictures in memory
	Bytes    int           // that they take
	Painted  int           // pictures painted so far
	Pending  int           // asked for and not here yet
	Objects  int           // Fyne objects of the board
	LastShow time.Duration // CPU of the last Show: layout and scene
}

// Stats returns the figures.
func (b *Board) Stats() Stats { return Stats{} }

// Bench drives the board by itself for benchmarks: step is one frame's change of the named kind: pan,
// zoom, drag or edit. i counts the frames from 0. It reports whether the kind is known.
func (b *Board) Bench(kind string, i int) bool { return false }
