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
