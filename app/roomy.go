package app

import "fyne.io/fyne/v2"

// roomy is a row of a part that is needed and of hints at its right end, which are left out where there
// is no room for them.
type roomy struct {
	spare float32 // how much more than its least the first part must keep
}

// Layout is part of fyne.Layout.
func (r roomy) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	part, hints := objects[0], objects[1]
	width := hints.MinSize().Width
	room := size.Width >= part.MinSize().Width+r.spare+width
	show(hints, room)
	if !room {
		width = 0
	}
	part.Move(fyne.NewPos(0, 0))
	part.Resize(fyne.NewSize(size.Width-width, size.Height))
	hints.Move(fyne.NewPos(size.Width-width, 0))
	hints.Resize(fyne.NewSize(width, size.Height))
}

// MinSize is part of fyne.Layout.
func (r roomy) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	return fyne.NewSize(least.Width, max(least.Height, objects[1].MinSize().Height))
}

// eitherEnd is a row of a part and of one of two forms of its end: the first where there is room for it,
// otherwise the second.
type eitherEnd struct {
	gap   float32
	spare float32 // how much more than its least the part must keep beside the first form
}

// Layout is part of fyne.Layout.
func (r eitherEnd) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	part, end := objects[0], objects[1]
	first := size.Width >= part.MinSize().Width+r.spare+r.gap+end.MinSize().Width
	show(objects[1], first)
	show(objects[2], !first)
	if !first {
		end = objects[2]
	}
	width := end.MinSize().Width
	part.Move(fyne.NewPos(0, 0))
	part.Resize(fyne.NewSize(size.Width-width-r.gap, size.Height))
	end.Move(fyne.NewPos(size.Width-width, 0))
	end.Resize(fyne.NewSize(width, size.Height))
}

// MinSize is part of fyne.Layout.
func (r eitherEnd) MinSize(objects []fyne.CanvasObject) fyne.Size {
	part, end := objects[0].MinSize(), objects[2].MinSize()
	return fyne.NewSize(part.Width+r.gap+end.Width, max(part.Height, objects[1].MinSize().Height))
}
