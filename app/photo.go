package app

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"

	"stagecraft/app/look"
	"stagecraft/canvas/raster"
	"stagecraft/model"
)

// pictureView shows a picture of the library in small. It reads it in the background and keeps only what it
// shows.
type pictureView struct {
	program *Program
	library func() *model.Workspace
	shown   model.ImageID
	picture *fynecanvas.Image
	box     *fyne.Container
	cancel  func()
}

// newPictureView makes a view of so many units; it is hidden while there is no picture.
func (p *Program) newPictureView(width, height float32, library func() *model.Workspace) *pictureView {
	v := &pictureView{program: p, library: library, picture: fynecanvas.NewImageFromImage(image.NewNRGBA(image.Rect(0, 0, 1, 1)))}
	v.picture.FillMode = fynecanvas.ImageFillContain
	v.box = look.Fixed(width, height, look.Framed("step-bg", "line", 6, v.picture))
	v.box.Hide()
	return v
}

// show shows the picture with the id, none for an empty one.
func (v *pictureView) show(id model.ImageID) {
	if id == v.shown {
		return
	}
	if v.cancel != nil {
		v.cancel()
	}
	v.shown = id
	source := v.library().Image(id)
	if source == nil {
		v.box.Hide()
		return
	}
	v.box.Show()
	v.cancel = v.program.Background("read the picture", func(context.Context) func() {
		small := raster.Thumbnail(source, 320)
		return func() {
			if small == nil { // what is damaged is shown as nothing
				v.box.Hide()
				return
			}
			v.picture.Image = small
			v.picture.Refresh()
		}
	})
}

// pictureField adds a picture with its ways of choosing and removing it to a form.
func (i *inspector) pictureField(f *form, name, label string, get func() model.ImageID, choose, remove func()) {
	view := i.window.program.newPictureView(132, 88, i.session.Workspace)
	pick := look.H(0, look.Button(name+".choose", look.Plain, "file", "Choose…", choose), look.Space())
	change := look.H(10, look.LinkText(name+".replace", "Replace…", 12, choose), look.LinkText(name+".remove", "Remove", 12, remove), look.Space())
	row := look.V(4, look.H(0, view.box, look.Space()), pick, change)
	update := func() {
		view.show(get())
		show(pick, get() == "")
		show(change, get() != "")
		row.Refresh()
	}
	update()
	f.shows = append(f.shows, update)
	f.row(label, row)
}

// setPhoto gives a persona another photo, none for nil.
func (w *Window) setPhoto(id model.PersonaID, photo *model.Image) {
	s := w.session
	if s == nil || s.Workspace().Persona(id) == nil {
		return
	}
	next := *s.Workspace().Persona(id)
	if photo == nil {
		next.Photo = ""
		s.Do(model.PutPersona{Persona: next})
		return
	}
	next.Photo = photo.ID
	s.Do(model.Group{Name: "Add photo", Commands: []model.Command{model.PutImage{Image: *photo}, model.PutPersona{Persona: next}}})
}
