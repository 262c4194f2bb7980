package canvas

import (
	"math"
	"time"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// Stats are figures of a board's work for benchmarks and tests.
type Stats struct {
	Tiles    int           // pictures in memory
	Bytes    int           // that they take
	Painted  int           // pictures painted so far
	Pending  int           // asked for and not here yet
	Missing  int           // tiles on screen without a picture
	Sharp    bool          // all on screen is painted at its size from the scene of now
	Objects  int           // Fyne objects of the board, hidden ones included
	LastShow time.Duration // that the last layout and scene took
}

// Stats returns the figures.
func (b *Board) Stats() Stats {
	m := b.mosaic
	s := Stats{Tiles: len(m.cache.pictures), Bytes: m.cache.bytes, LastShow: b.work.took}
	s.Pending, s.Painted = m.painter.pending()
	if m.scene != nil {
		s.Missing = m.missing()
		s.Sharp = !m.scaling() && m.settled()
	}
	for _, strip := range m.strips {
		s.Objects += len(strip.box.Objects)
	}
	for _, p := range append(b.panes[:], b.top) {
		s.Objects += len(p.live.Objects)
	}
	s.Objects += len(b.objects)
	return s
}

// bench is the state of a benchmark between its frames.
type bench struct {
	from  tool.Pixel
	drags bool
	card  model.CardID
	zoom  float64
}

// Bench drives the board by itself for benchmarks: frame i, from 0, of the named kind: pan, zoom, drag
// or edit. It reports whether the kind is known.
func (b *Board) Bench(kind string, i int) bool {
	l := b.Layout()
	switch kind {
	case "pan", "zoom", "drag", "edit":
	default:
		return false
	}
	if l == nil {
		return true
	}
	switch kind {
	case "pan":
		b.benchPan(i)
	case "zoom":
		b.benchZoom(i)
	case "drag":
		b.benchDrag(l, i)
	case "edit":
		b.benchEdit(l, i)
	}
	return true
}

// benchPan goes over the map in a long curve, about 20 pixels a frame.
func (b *Board) benchPan(i int) {
	lx, ly := b.view.limits()
	lx, ly = min(lx, 6000*b.view.scale), min(ly, 3000*b.view.scale)
	v := b.view
	v.x = lx / 2 * (1 - math.Cos(float64(i)*2*math.Pi/max(lx/12, 60)))
	v.y = ly / 2 * (1 - math.Cos(float64(i)*2*math.Pi/max(ly/7, 97)))
	b.look(v.settled())
}

// benchZoom goes in and out between half and double the zoom that it found.
func (b *Board) benchZoom(i int) {
	if i == 0 || b.bench.zoom == 0 {
		b.bench.zoom = b.view.zoom
	}
	z := b.bench.zoom * math.Exp2(math.Sin(float64(i)/40))
	b.look(b.view.zoomed(z, tool.Pixel{X: float64(b.Size().Width) / 2, Y: float64(b.Size().Height) / 2}))
}

// benchDrag lifts the first card in sight and carries it around without letting go.
func (b *Board) benchDrag(l *layout.Layout, i int) {
	if !b.bench.drags || b.machine.Idle() {
		cards := l.CardsMeeting(b.view.seen().Inset(20))
		if len(cards) == 0 {
			return
		}
		b.bench.from = b.view.pixel(cards[0].Rect.Center())
		b.bench.drags = true
		b.pointer.at, b.pointer.button = b.bench.from, tool.Primary
		b.machine.Handle(b.event(tool.Press))
	}
	w, h := float64(b.Size().Width), float64(b.Size().Height)
	b.pointer.at = tool.Pixel{
		X: w/2 + (w/2-60)*math.Cos(float64(i)/60), Y: h/2 + (h/2-120)*math.Sin(float64(i)/41),
	}
	b.machine.Handle(b.event(tool.Move))
}

// benchEdit changes the title of a card in sight.
func (b *Board) benchEdit(l *layout.Layout, i int) {
	if l.CardBox(b.bench.card) == nil {
		cards := l.CardsMeeting(b.view.seen().Inset(20))
		if len(cards) == 0 {
			return
		}
		b.bench.card = cards[len(cards)/2].Card.ID
	}
	words := [...]string{"Pays by card", "Pays by card and waits", "Pays and waits for the mail with the receipt"}
	b.do(tool.SetText(l, tool.FocusOf(l, tool.CardRef(l, b.bench.card)), words[i%len(words)]))
}
