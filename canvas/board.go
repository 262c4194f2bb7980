// Package canvas is the board: the widget on which a map is seen and edited.
//
// It draws the map from tiles of the scene that goroutines paint ahead, so that a frame costs the
// same however many cards there are, and lays few live objects over them: hover, selection, focus,
// the ghost of a drag, the text editor. It turns what Fyne reports into events of package tool and
// does nothing to the document itself: every change is a command to its Document.
package canvas

import (
	"image"
	"maps"
	"reflect"
	"time"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
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
	// OnOptions is told how the user wants the map laid out, to keep it and to give it to SetOptions. Without
	// it the board takes the options over itself.
	OnOptions func(o layout.Options)
	// Invite has empty lanes ask to be filled.
	Invite bool
	// Shut says why nothing can be typed now; empty when it can. Nil is never.
	Shut func() string
	// OnComments asks for the comments on a record, whose badge was pressed.
	OnComments func(on model.Ref)
	// OnLinked is told of a link that was drawn and where it ends on the window's canvas, so that the user
	// can be asked what it means.
	OnLinked func(link model.Ref, at fyne.Position)
	// OnComment is told that the key for a comment was pressed on what has the focus.
	OnComment func()
	// OnPick is told of the record that was picked on a still board.
	OnPick func(ref model.Ref)
	// OnViewChanged is told that the board was scrolled, zoomed or resized.
	OnViewChanged func()

	doc     Document
	post    func(func())
	machine *tool.Machine
	mosaic  *mosaic
	work    workshop
	view    viewport
	views   map[model.JourneyID]viewport // where each journey was looked at last
	journey model.JourneyID              // on screen

	focus     tool.Focus
	focused   bool // the board has the keyboard
	preview   tool.Preview
	hover     layout.Hit
	found     Found
	foundRefs map[model.Ref]bool
	foundKept *foundMarks // nil when they are to be found out anew
	grip      tool.Handle // under the pointer
	pointer   pointer
	editor    *editor
	desk      *desk
	edges     edgeScroll
	still     bool // it is only looked at
	bench     bench

	ground  [2]*fynecanvas.Image // beside and below the map; one pixel is cheaper than a rectangle
	panes   [3]*pane             // over the body, the header, the labels
	top     *pane                // over all
	sprites sprites
	thread  thread
	tip     tip
	held    hold
	labels  keptLabels
	kept    keptService
	bars    bars
	trail   trail
	marked  markedTiles

	minimaps []*Minimap
	objects  []fyne.CanvasObject
	status   string
}

// The panes of the board.
const (
	bodyPane = iota
	headerPane
	labelPane
)

var (
	_ fyne.Widget              = (*Board)(nil)
	_ fyne.Focusable           = (*Board)(nil)
	_ fyne.Tabbable            = (*Board)(nil)
	_ fyne.Shortcutable        = (*Board)(nil)
	_ fyne.Draggable           = (*Board)(nil)
	_ fyne.Scrollable          = (*Board)(nil)
	_ fyne.SecondaryTappable   = (*Board)(nil)
	_ desktop.Mouseable        = (*Board)(nil)
	_ desktop.Hoverable        = (*Board)(nil)
	_ desktop.Cursorable       = (*Board)(nil)
	_ desktop.Keyable          = (*Board)(nil)
	_ fyne.WidgetRenderer      = (*renderer)(nil)
	_ interface{ Idle() bool } = (*tool.Machine)(nil)
)

// NewBoard returns a board over doc. Painted tiles come back to the UI goroutine through post, which
// must run the functions that it is given there, in order.
func NewBoard(doc Document, post func(func())) *Board {
	b := &Board{
		doc: doc, post: post, views: map[model.JourneyID]viewport{},
		view: viewport{scale: 1, zoom: 1},
		work: workshop{engine: layout.NewEngine(), builder: scene.NewBuilder(), theme: scene.Light()},
	}
	b.pointer = pointer{now: time.Now, mods: currentMods}
	b.machine = tool.NewMachine(hands{b})
	b.mosaic = newMosaic(post, func() { b.placeGround(b.Size()) })
	for i := range b.ground {
		b.ground[i] = &fynecanvas.Image{
			Image: dot(b.work.theme), FillMode: fynecanvas.ImageFillStretch,
			ScaleMode: fynecanvas.ImageScalePixels,
		}
	}
	b.top = newPane()
	strips := b.mosaic.strips
	b.panes[bodyPane] = newPane(strips[bodyStrip].box)
	b.panes[headerPane] = newPane(strips[headerStrip].box)
	b.panes[labelPane] = newPane(strips[labelStrip].box)
	b.desk = newDesk(b.work.theme)
	b.arrangeObjects()
	b.ExtendBaseWidget(b)
	return b
}

// dot is a pixel of the board's colour.
func dot(t *scene.Theme) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, 1, 1))
	fill(img, t.Token("board"))
	return img
}

// arrangeObjects lists the objects from the lowest to the highest.
func (b *Board) arrangeObjects() {
	b.sprites = newSprites()
	b.thread = newThread()
	b.panes[bodyPane].live.Objects = []fyne.CanvasObject{
		b.sprites.hint.object, b.sprites.refusal.object, b.thread.line, b.thread.arrow.object,
	}
	b.panes[bodyPane].over.Objects = []fyne.CanvasObject{b.sprites.votes[0].object, b.sprites.votes[1].object}
	b.panes[headerPane].live.Objects = []fyne.CanvasObject{b.sprites.stage.object}
	b.panes[labelPane].live.Objects = []fyne.CanvasObject{b.sprites.lane.object}
	b.objects = []fyne.CanvasObject{
		b.ground[0], b.ground[1], b.mosaic.backdrop,
		b.panes[bodyPane].clip, b.panes[headerPane].clip, b.panes[labelPane].clip,
		b.mosaic.strips[cornerStrip].box, b.top.clip, container.NewWithoutLayout(b.sprites.chevron.object, b.sprites.ghost.object, b.sprites.tip.object),
		b.desk.frame, b.desk.over,
	}
}

// Close stops the board's goroutines. The board must not be used afterwards.
func (b *Board) Close() {
	b.CancelGesture()
	b.edges.stop()
	for _, m := range b.minimaps {
		m.stop()
	}
	b.mosaic.close()
}

// CreateRenderer is part of fyne.Widget.
func (b *Board) CreateRenderer() fyne.WidgetRenderer { return &renderer{b} }

// renderer keeps nothing of its own: Fyne may throw it away and make another.
type renderer struct{ b *Board }

func (r *renderer) Destroy() {}

// Layout is part of fyne.WidgetRenderer.
func (r *renderer) Layout(fyne.Size) { r.b.resized() }

// MinSize is constant: the board takes whatever room there is.
func (r *renderer) MinSize() fyne.Size { return fyne.NewSize(240, 160) }

// Objects returns the same slice each time.
func (r *renderer) Objects() []fyne.CanvasObject { return r.b.objects }

// Refresh is asked for when the desktop's theme changes; the board's own changes never need it.
func (r *renderer) Refresh() { r.b.resized() }

// resized takes over the size and the scale of the screen.
func (b *Board) resized() {
	size := b.Size()
	v := b.view
	v.scale = b.screenScale()
	v.w, v.h = int(float64(size.Width)*v.scale+0.5), int(float64(size.Height)*v.scale+0.5)
	if v == b.view {
		return
	}
	if v.scale != b.view.scale {
		v.x, v.y = v.x*v.scale/b.view.scale, v.y*v.scale/b.view.scale
	}
	b.mosaic.backdrop.Resize(size)
	b.look(v.settled())
}

// screenScale returns the device pixels to a device-independent one.
func (b *Board) screenScale() float64 {
	c := b.canvas()
	if c == nil {
		return b.view.scale
	}
	const far = 1000
	x, _ := c.PixelCoordinateForPosition(fyne.NewPos(far, far))
	if x <= 0 {
		return b.view.scale
	}
	return float64(x) / far
}

// look moves the view and everything that goes with it.
func (b *Board) look(v viewport) {
	if v == b.view {
		return
	}
	b.view = v
	if l := b.Layout(); l != nil {
		b.views[b.journey] = v
	}
	b.mosaic.setView(v)
	b.drawOverlay()
	for _, m := range b.minimaps {
		m.moved()
	}
	if b.OnViewChanged != nil {
		b.OnViewChanged()
	}
}

// LookWhere makes the board look at each journey where another board does, from the next Show on.
func (b *Board) LookWhere(other *Board) { maps.Copy(b.views, other.views) }

// Layout returns the layout on screen; nil before the first one is there.
func (b *Board) Layout() *layout.Layout { return b.work.layout }

// Scene returns the scene on screen; nil before the first one is there.
func (b *Board) Scene() *scene.Scene { return b.mosaic.scene }

// SetTheme changes the look of the map.
func (b *Board) SetTheme(t *scene.Theme) {
	if t == b.work.theme {
		return
	}
	b.work.theme = t
	for _, g := range b.ground {
		g.Image = dot(t)
		g.Refresh()
	}
	b.sprites.forget()
	b.show(true)
}

// SetHeat tints the map by a metric; nil takes the tint off.
func (b *Board) SetHeat(h *metric.Heat) {
	if h == b.work.heat {
		return
	}
	b.work.heat = h
	b.show(true)
}

// SetOptions changes what the layout shows.
func (b *Board) SetOptions(o layout.Options) {
	if reflect.DeepEqual(o, b.work.options) {
		return
	}
	was := b.work.options
	b.work.options = o
	// Other columns wrap every text anew; what is hidden or collapsed only moves the rest.
	b.show(o.Column != was.Column || o.Label != was.Label)
}

// Options returns what the layout shows.
func (b *Board) Options() layout.Options { return b.work.options }

// say tells the status line something new.
func (b *Board) say(text string) {
	if text == b.status {
		return
	}
	b.status = text
	if b.OnStatus != nil {
		b.OnStatus(text)
	}
}
