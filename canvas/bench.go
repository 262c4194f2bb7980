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
	Sharp    bool          // all on screen is painted at its size from the scene of now, and no other one is being made
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
		s.Sharp = !b.work.busy && !m.scaling() && m.settled()
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
	zoom  float64
}

// Bench drives the board by itself for benchmarks: frame i, from 0, of the named gesture: pan, zoom, or
// drag, which lifts the given number of cards.
func (b *Board) Bench(kind string, i, cards int) {
	l := b.Layout()
	if l == nil {
		return
	}
	switch kind {
	case "pan":
		b.benchPan(i)
	case "zoom":
		b.benchZoom(i)
	case "drag":
		b.benchDrag(l, i, cards)
	}
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

// benchDrag lifts the first cards from those in sight on and carries them around without letting go.
func (b *Board) benchDrag(l *layout.Layout, i, n int) {
	if !b.bench.drags || b.machine.Idle() {
		seen := l.CardsMeeting(b.view.seen().Inset(20))
		if len(seen) == 0 {
			return
		}
		refs := []model.Ref{tool.CardRef(l, seen[0].Card.ID)}
		for _, row := range l.Rows {
			for _, c := range row.Cards {
				if len(refs) < n && c != seen[0] && !c.Point && !row.Lane.Locked {
					refs = append(refs, tool.CardRef(l, c.Card.ID))
				}
			}
		}
		b.doc.Select(refs)
		b.bench.from = b.view.pixel(seen[0].Rect.Center())
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
