package export

import (
	"fmt"

	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// itemDrawer writes the kinds of item of a scene into a file.
type itemDrawer interface {
	rect(scene.Rect)
	path(scene.Path)
	text(t scene.Text, of model.Ref)
	icon(scene.Icon)
	image(scene.Image)
}

// drawItem draws an item of a record's group if it is to be seen at the zoom of files, which is 1.
func drawItem(d itemDrawer, item scene.Item, of model.Ref) {
	switch it := item.(type) {
	case scene.Rect:
		if it.Zoom.At(1) {
			d.rect(it)
		}
	case scene.Path:
		if it.Zoom.At(1) {
			d.path(it)
		}
	case scene.Text:
		if it.Zoom.At(1) {
			d.text(it, of)
		}
	case scene.Icon:
		if it.Zoom.At(1) {
			d.icon(it)
		}
	case scene.Image:
		if it.Zoom.At(1) {
			d.image(it)
		}
	default:
		panic(fmt.Sprintf("no file can show a %T", item))
	}
}
