package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"stagecraft/canvas/layout"
)

var (
	_ fyne.Focusable             = (*Press)(nil)
	_ fyne.SecondaryTappable     = (*Press)(nil)
	_ desktop.Hoverable          = (*Press)(nil)
	_ fyne.CanvasObject          = (*Press)(nil)
	_ interface{ Name() string } = (*Press)(nil)
)

// State is what a Press shows of itself.
type State struct {
	Hovered, Focused, On, Disabled bool
}

// Ground is the look of a Press's ground in one state. Empty tokens draw nothing.
type Ground struct {
	Fill, Border string
	Width        float32
}

// Chosen is the ground of a line in a list of which one is the chosen one.
func Chosen(s State) Ground {
	switch {
	case s.On:
		return Ground{Fill: "accent-soft", Border: "accent", Width: 1}
	case s.Hovered:
		return Ground{Fill: "hover"}
	}
	return Ground{}
}

// Current is Chosen without a border, for lines that stand close together.
func Current(s State) Ground {
	g := Chosen(s)
	g.Border, g.Width = "", 0
	return g
}

// Press is anything that can be pressed: by mouse, or by Space and Enter when it has the focus. What
// it shows is given by two functions of its state.
type Press struct {
	widget.BaseWidget
	name   string
	ground func(State) Ground
	build  func(State) fyne.CanvasObject
	radius float32

	// OnTap, OnMenu and OnHover may be nil. OnMenu gets the absolute position at which a context menu
	// opens.
	OnTap   func()
	OnMenu  func(at fyne.Position)
	OnHover func(in bool)
	// Tip, when not nil, says what the part does and by which keys, for when the pointer rests on it.
	// Without one a text in it that is cut short is told in full.
	Tip func() (text, keys string)
	// OnEscape, when not nil, takes the Escape key, which is the window's otherwise.
	OnEscape func()
	// OnKey, when not nil, sees every key first and reports whether it used it.
	OnKey func(fyne.KeyName) bool
	// OnDown and OnRune, when not nil, take the Down key and what is typed.
	OnDown func()
	OnRune func(r rune)

	state   State
	content fyne.CanvasObject
	plate   *plate
	sheet   *sheet
	whole   bool      // the sheet shows ground and content; without it the content draws itself over the plate
	least   fyne.Size // of the content of a sheet; zero when it is to be asked
}

// NewPress returns a Press of a name that tests and support find it by. Build is called again only
// when On or Disabled change, so hovering makes nothing new.
func NewPress(name string, radius float32, ground func(State) Ground, build func(State) fyne.CanvasObject, tap func()) *Press {
	p := &Press{name: name, radius: radius, ground: ground, build: build, OnTap: tap, plate: newPlate()}
	p.sheet = newSheet(p.draw)
	p.ExtendBaseWidget(p)
	p.fill()
	p.paint()
	return p
}

// Name returns the name under which tests and support find the part.
func (p *Press) Name() string { return p.name }

// Inside returns what the part shows.
func (p *Press) Inside() fyne.CanvasObject { return p.content }

// SetOn shows the part as chosen or not.
func (p *Press) SetOn(on bool) { p.change(func(s *State) { s.On = on }) }

// SetDisabled makes the part answer to nothing.
func (p *Press) SetDisabled(off bool) { p.change(func(s *State) { s.Disabled = off }) }

// Disabled reports whether the part answers to nothing.
func (p *Press) Disabled() bool { return p.state.Disabled }

// Rebuild makes the content again, because what it tells has changed.
func (p *Press) Rebuild() {
	p.fill()
	p.BaseWidget.Refresh()
}

// fill makes the content for the present state.
func (p *Press) fill() {
	p.content = p.build(p.state)
	p.gather()
}

// gather finds out of what the content consists.
func (p *Press) gather() {
	p.whole, p.least = joined(p.content, p.sheet), fyne.Size{}
}

// settle lays out what is on the sheet when that has changed.
func (p *Press) settle() {
	if !p.whole {
		return
	}
	if p.sheet.unsettled {
		p.sheet.unsettled, p.least = false, fyne.Size{}
		p.content.Refresh()
	}
	if p.sheet.stale {
		p.sheet.stale = false
		area := painted(p.content)
		if !p.plate.Hidden {
			area = area.Union(boxOf(p.Size()))
		}
		if area.H > highestSheet {
			join(p.content, nil)
			p.whole = false
			return
		}
		p.sheet.cover(area)
	}
}

// draw paints ground and content.
func (p *Press) draw(b *brush) {
	size := p.Size()
	box := layout.Rect{W: wholePixel(float64(size.Width), b.scale), H: wholePixel(float64(size.Height), b.scale)}
	b.items = append(b.items, p.plate.items(box, b.scale)...)
	b.add(p.content)
}

func (p *Press) change(set func(*State)) {
	before := p.state
	set(&p.state)
	if p.state == before {
		return
	}
	if p.state.On != before.On || p.state.Disabled != before.Disabled {
		p.fill()
		p.BaseWidget.Refresh()
		return
	}
	p.paint()
}

func (p *Press) paint() {
	g := p.ground(p.state)
	border, width := g.Border, g.Width
	if p.state.Focused {
		border, width = "accent", 2
		if g.Fill == "accent" {
			border = "text"
		}
	}
	if p.plate.set(inToken(g.Fill), inToken(border), width, p.radius) {
		p.sheet.Refresh()
	}
}

// Tapped does what the part is for.
func (p *Press) Tapped(*fyne.PointEvent) { p.press() }

func (p *Press) press() {
	p.pointed(false)
	if !p.state.Disabled && p.OnTap != nil {
		p.OnTap()
	}
}

// TappedSecondary opens the part's menu.
func (p *Press) TappedSecondary(ev *fyne.PointEvent) {
	if !p.state.Disabled && p.OnMenu != nil {
		p.OnMenu(ev.AbsolutePosition)
	}
}

// MouseIn shows the pointer over the part.
func (p *Press) MouseIn(*desktop.MouseEvent) { p.hover(true) }

// MouseMoved does nothing; a Press looks the same wherever the pointer is.
func (p *Press) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the hovering.
func (p *Press) MouseOut() { p.hover(false) }

func (p *Press) hover(in bool) {
	p.change(func(s *State) { s.Hovered = in })
	p.pointed(in)
	if p.OnHover != nil {
		p.OnHover(in)
	}
}

// FocusGained draws the focus ring.
func (p *Press) FocusGained() {
	p.change(func(s *State) { s.Focused = true })
	if p.OnHover != nil {
		p.OnHover(true)
	}
}

// FocusLost removes the focus ring.
func (p *Press) FocusLost() {
	p.change(func(s *State) { s.Focused = false })
	if p.OnHover != nil {
		p.OnHover(false)
	}
}

// TypedRune does nothing unless the part has a use for text.
func (p *Press) TypedRune(r rune) {
	if p.OnRune != nil && !p.state.Disabled {
		p.OnRune(r)
	}
}

// TypedKey presses on Space and Enter and moves the focus with the arrows; every other key is the
// window's.
func (p *Press) TypedKey(ev *fyne.KeyEvent) {
	if p.OnKey != nil && !p.state.Disabled && p.OnKey(ev.Name) {
		return
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(p)
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.press()
	case fyne.KeyDown, fyne.KeyRight:
		if p.OnDown != nil && ev.Name == fyne.KeyDown && !p.state.Disabled {
			p.OnDown()
			return
		}
		if c != nil {
			c.FocusNext()
		}
	case fyne.KeyUp, fyne.KeyLeft:
		if c != nil {
			c.FocusPrevious()
		}
	case fyne.KeyF10:
		if p.OnMenu != nil {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p)
			p.OnMenu(at.AddXY(8, p.Size().Height))
		}
	case fyne.KeyEscape:
		if p.OnEscape != nil {
			p.OnEscape()
			return
		}
		passKey(c, ev)
	default:
		passKey(c, ev)
	}
}

// passKey gives a key that a focused part does not use to the window.
func passKey(c fyne.Canvas, ev *fyne.KeyEvent) {
	if c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(ev)
	}
}

// Refresh takes everything from the theme again.
func (p *Press) Refresh() {
	p.paint()
	p.BaseWidget.Refresh()
}

// CreateRenderer draws the ground and the content.
func (p *Press) CreateRenderer() fyne.WidgetRenderer { return &pressRenderer{press: p} }

type pressRenderer struct {
	press   *Press
	objects []fyne.CanvasObject
}

func (r *pressRenderer) Destroy() {}

func (r *pressRenderer) Layout(size fyne.Size) {
	r.press.plate.Resize(size)
	r.press.content.Resize(size)
	r.press.least = fyne.Size{} // other forms of it may fit now
	r.press.sheet.Refresh()
}

// MinSize is asked for before every frame.
func (r *pressRenderer) MinSize() fyne.Size {
	p := r.press
	p.settle()
	if !p.whole {
		return p.content.MinSize()
	}
	if p.least.IsZero() {
		p.least = p.content.MinSize()
	}
	return p.least
}

func (r *pressRenderer) Refresh() {
	r.press.paint()
	r.press.content.Resize(r.press.Size())
	r.press.content.Refresh()
	r.press.gather() // a container in it may hold something else now
	r.press.sheet.Refresh()
}

func (r *pressRenderer) Objects() []fyne.CanvasObject {
	p := r.press
	switch {
	case p.whole && len(r.objects) != 1:
		r.objects = []fyne.CanvasObject{p.sheet.Raster}
	case !p.whole && (len(r.objects) != 2 || r.objects[1] != p.content):
		r.objects = []fyne.CanvasObject{p.plate.Raster, p.content}
	}
	return r.objects
}
