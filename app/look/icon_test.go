package look

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// Icons of one name, size and colour are drawn once, and follow the theme.
func TestIconsShareTheirPicture(t *testing.T) {
	app := test.NewTempApp(t)
	shown := func(o fyne.CanvasObject) any {
		return test.WidgetRenderer(o.(fyne.Widget)).Objects()[0].(*canvas.Image).Image
	}
	make := func(name string, size float32) fyne.CanvasObject {
		i := Icon(name, size, "foreground")
		i.Resize(i.MinSize())
		return i
	}
	a, b, other, larger := make("journey", 16), make("journey", 16), make("edit", 16), make("journey", 24)
	if shown(a) == nil || shown(a) != shown(b) {
		t.Error("two icons of one kind are drawn twice")
	}
	if shown(a) == shown(other) || shown(a) == shown(larger) {
		t.Error("icons of another name or size look the same")
	}
	if none := make("no such icon", 16); shown(none) != nil || none.MinSize() != a.MinSize() {
		t.Error("an unknown name is not an empty square of the size")
	}
	before := shown(a)
	app.Settings().SetTheme(test.NewTheme())
	a.Refresh()
	if shown(a) == before {
		t.Error("the icon keeps the colour of the former theme")
	}
}
