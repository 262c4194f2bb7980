package look

import (
	"reflect"

	"fyne.io/fyne/v2"
)

// Overlaid returns what Fyne's overlay shows, or nil for another object. The overlay's type is internal
// to Fyne, but not its field.
func Overlaid(o fyne.CanvasObject) fyne.CanvasObject {
	v := reflect.Indirect(reflect.ValueOf(o))
	if !v.IsValid() || v.Type().Name() != "OverlayContainer" {
		return nil
	}
	content, _ := v.FieldByName("Content").Interface().(fyne.CanvasObject)
	return content
}
