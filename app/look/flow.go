package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Flow lays its children out in a row like H, and goes on in a further row where one does not fit: for the
// tools of a page, whose words take more room when the text is large. What has Grow shares the room that is
// left in its row.
func Flow(gap float32, children ...fyne.CanvasObject) *fyne.Container {
	objects, grow := unwrap(children)
	return container.New(&flowLayout{gap: gap, grow: grow}, objects...)
}

type flowLayout struct {
	gap   float32
	grow  map[fyne.CanvasObject]bool
	width float32 // of the last layout, on which the height depends
}

// flowRow is a row of a flow: its children up to end, what they ask for, and how many of them grow.
type flowRow struct {
	end     int
	width   float32
	height  float32
	growing int
}

func (l *flowLayout) rows(objects []fyne.CanvasObject, width float32) []flowRow {
	var rows []flowRow
	var r flowRow
	shown := 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if shown > 0 && width > 0 && r.width+l.gap+m.Width > width {
			rows = append(rows, r)
			r, shown = flowRow{}, 0
		}
		if shown > 0 {
			r.width += l.gap
		}
		shown++
		r.end, r.width, r.height = i+1, r.width+m.Width, max(r.height, m.Height)
		if l.grow[o] {
			r.growing++
		}
	}
	if shown > 0 {
		rows = append(rows, r)
	}
	return rows
}

// MinSize is part of fyne.Layout: as wide as the widest child, as high as the rows of the last layout.
func (l *flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			size.Width = max(size.Width, o.MinSize().Width)
		}
	}
	for i, r := range l.rows(objects, l.width) {
		if i > 0 {
			size.Height += l.gap
		}
		size.Height += r.height
	}
	return size
}

// Layout is part of fyne.Layout.
func (l *flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	y, from := float32(0), 0
	for _, r := range l.rows(objects, size.Width) {
		x := float32(0)
		for _, o := range objects[from:r.end] {
			if !o.Visible() {
				continue
			}
			m := o.MinSize()
			if l.grow[o] {
				m.Width += max(size.Width-r.width, 0) / float32(r.growing)
			}
			o.Resize(m)
			o.Move(fyne.NewPos(x, y+(r.height-m.Height)/2))
			x += m.Width + l.gap
		}
		y, from = y+r.height+l.gap, r.end
	}
}
