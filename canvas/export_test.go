package canvas

import (
	"image"
	"time"

	"fyne.io/fyne/v2"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
)

// SetMods gives the board another source of the held modifier keys.
func (b *Board) SetMods(mods func() fyne.KeyModifier) { b.pointer.mods = mods }

// SetClock gives the board another clock.
func (b *Board) SetClock(now func() time.Time) { b.pointer.now = now }

// SetRest changes how long a zoom rests before it is painted.
func (b *Board) SetRest(d time.Duration) { b.mosaic.rest = d }

// SetLull changes how long a change waits for all its tiles, and how long after it nothing is painted ahead.
func (b *Board) SetLull(wait, lull time.Duration) { b.mosaic.patience, b.mosaic.lull = wait, lull }

// EdgeTick is one frame of the scrolling at the edges.
func (b *Board) EdgeTick() { b.edgeTick() }

// EdgeScrolling reports whether the map is being scrolled at an edge.
func (b *Board) EdgeScrolling() bool { return b.edges.animation != nil }

// Live returns how many live objects are visible.
func (b *Board) Live() int {
	n := 0
	for _, p := range append(b.panes[:], b.top) {
		for _, o := range p.live.Objects {
			if o.Visible() {
				n++
			}
		}
	}
	for _, s := range []*sprite{b.sprites.ghost} {
		if s.object.Visible() {
			n++
		}
	}
	return n
}

// Ghost reports whether the ghost of a drag is on screen.
func (b *Board) Ghost() bool { return b.sprites.ghost.object.Visible() }

// Field returns the text field of the editor.
func (b *Board) Field() fyne.Focusable { return b.editor.field }

// TypeText replaces the text in the editor.
func (b *Board) TypeText(text string) { b.editor.field.SetText(text) }

// EditorText returns the text in the editor.
func (b *Board) EditorText() string { return b.editor.field.Text }

// CacheLimit is the cap of the kept tiles in bytes.
// ClearOf is what a way draws beside labels.
var ClearOf = clearOf

var CacheLimit = cacheLimit(1000, 700)

// Compose paints the backdrop of a zoom for a window of a size.
func (b *Board) Compose(w, h int) { b.mosaic.compose(w, h) }

// Squeeze makes the layer of a header or label strip for a low zoom.
var Squeeze = squeeze

// TypeInEditor replaces the text in the editor.
func (b *Board) TypeInEditor(text string) { b.editor.field.SetText(text) }

// Quiet reports whether no gesture runs and nothing of one is on screen.
func (b *Board) Quiet() bool {
	return b.machine.Idle() && b.preview.Kind == tool.NoPreview && !b.Ghost() && !b.EdgeScrolling() &&
		!b.thread.line.Visible() && !b.thread.arrow.object.Visible() && !b.sprites.refusal.object.Visible()
}

// PixelAt returns where a point of the map is seen.
func (b *Board) PixelAt(p layout.Point) fyne.Position {
	at := b.view.pixel(p)
	return fyne.NewPos(float32(at.X), float32(at.Y))
}

// SetRest changes how long the document rests before the minimap is painted.
func (m *Minimap) SetRest(d time.Duration) {
	m.rest = d
	m.changed()
}

// Current reports whether the minimap shows the scene of now.
func (m *Minimap) Current() bool { return m.shown != nil && m.shown == m.board.Scene() }

// Picture returns what the minimap shows.
func (m *Minimap) Picture() image.Image { return m.picture.Image }

// Frame returns where the frame is.
func (m *Minimap) Frame() image.Rectangle {
	p, s := m.frame.Position(), m.frame.Size()
	return image.Rect(int(p.X), int(p.Y), int(p.X+s.Width+0.5), int(p.Y+s.Height+0.5))
}

// Tip reports whether the tip is on screen.
func (b *Board) Tip() bool { return b.sprites.tip.object.Visible() }

// Idle reports whether no gesture runs.
func (b *Board) Idle() bool { return b.machine.Idle() }

// Dragging reports whether the pointer drags something.
func (b *Board) Dragging() bool { return b.machine.Dragging() || b.bars.held }
