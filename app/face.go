package app

import (
	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
)

// face is a persona's photo in a disc, or its initial where there is none; everybody's is an icon.
func (w *Window) face(p *model.Persona, size float32) fyne.CanvasObject {
	if p == nil {
		return look.Fixed(size, size, container.NewStack(look.NewFill("surface", "line2", 1.5, size/2), container.NewCenter(look.Icon("personas", size/2, "text2"))))
	}
	if img := w.session.Workspace().Image(p.Photo); img != nil {
		style := personaToken(w.session, p.ID)
		return look.Fixed(size, size, container.NewStack(photo(img, look.Roomy(size/2)), look.NewFill("", style, 2, size/2)))
	}
	return avatar(p.Name, personaStyle(w.session, p.ID), size)
}

func personaToken(s *Session, id model.PersonaID) string {
	return "p" + plainNumber(float64(personaStyle(s, id)+1))
}

// photo is an image of the workspace that fills its place, with round corners.
func photo(img *model.Image, radius float32) *fynecanvas.Image {
	return &fynecanvas.Image{
		Resource: fyne.NewStaticResource(string(img.ID), img.Data), FillMode: fynecanvas.ImageFillCover, CornerRadius: radius,
	}
}
