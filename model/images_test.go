package model_test

import (
	"testing"

	"stagecraft/model"
)

func TestWithoutStrayImages(t *testing.T) {
	w := small()
	if model.WithoutStrayImages(w) != w {
		t.Error("a workspace without images was changed")
	}
	face, view, stray := model.NewImage("face.png", "image/png", []byte("face")), model.NewImage("view.png", "image/png", []byte("view")), model.NewImage("stray.png", "image/png", []byte("stray"))
	card, persona := *w.Journeys[0].Card("t"), *w.Personas[0]
	card.Image, persona.Photo = view.ID, face.ID
	w = apply(t, w, model.Group{Name: "Pictures", Commands: []model.Command{
		model.PutImage{Image: face}, model.PutImage{Image: view},
		model.EditCards{Journey: jid, Cards: []model.Card{card}}, model.PutPersona{Persona: persona},
	}})
	if model.WithoutStrayImages(w) != w {
		t.Error("images in use were taken for stray ones")
	}
	with := apply(t, w, model.PutImage{Image: stray})
	got := model.WithoutStrayImages(with)
	if len(got.Images) != 2 || got.Image(stray.ID) != nil || got.Image(face.ID) == nil || got.Image(view.ID) == nil {
		t.Errorf("%d images are left", len(got.Images))
	}
	if with.Image(stray.ID) == nil {
		t.Error("the value itself was changed")
	}
	card.Image = ""
	if got := model.WithoutStrayImages(apply(t, w, model.EditCards{Journey: jid, Cards: []model.Card{card}})); got.Image(view.ID) != nil {
		t.Error("the picture of no card is left")
	}
}
