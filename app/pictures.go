package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"stagecraft/app/look"
	"stagecraft/canvas/raster"
	"stagecraft/model"
)

func pictureActions() []Action {
	return []Action{
		{ID: "insert.picture", Title: "Picture…", Words: "image photo", Icon: "file", Menu: "Insert", Group: 1, Needs: "select a card or a cell", Enabled: canHavePicture, Run: (*Window).addPicture},
		{ID: "insert.nopicture", Title: "Remove picture", Menu: "Insert", Group: 1, Needs: "select a card with a picture", Enabled: hasPicture, Run: (*Window).removePicture},
	}
}

func canHavePicture(w *Window) bool {
	return editableMap(w) && (len(w.session.SelectedCards()) > 0 || w.board.Focused().Cell != (model.Cell{}))
}

func hasPicture(w *Window) bool {
	if !editableMap(w) {
		return false
	}
	for _, c := range w.session.SelectedCards() {
		if c.Image != "" {
			return true
		}
	}
	return false
}

// addPicture asks for a picture and puts it on the selected cards, or on a new card in the focused cell.
func (w *Window) addPicture() {
	s, j := w.session, w.session.JourneyID()
	cards := s.SelectedCards()
	cell := w.board.Focused().Cell
	w.choosePicture(func(picture model.Image) {
		switch {
		case w.session != s || s.JourneyID() != j:
			return // something else was opened meanwhile
		case len(cards) > 0:
			w.setPicture(picture, cards)
		default:
			w.newPictureCards([]model.Image{picture}, cell)
		}
	})
}

// choosePicture asks for a file and hands over the picture in it.
func (w *Window) choosePicture(then func(model.Image)) {
	w.askFile(fileQuestion{
		name: "picture", title: "Picture", example: "photo.jpg",
		help: "A PNG, JPEG, GIF, WebP, BMP or TIFF file. A large one is made smaller; where and with what it was taken is not kept.",
		yes:  look.LargeButton("sheet-ok", look.Main, "", "Add the picture", nil), files: raster.PictureFiles,
		then: func(path string) {
			w.program.settings.SetString("picture-path", path)
			w.takePictures([]string{path}, func(pictures []model.Image) { then(pictures[0]) })
		},
	})
}

// takePictures reads pictures in the background and hands over those that can be used, at least one. The
// user is told of the others.
func (w *Window) takePictures(paths []string, then func([]model.Image)) {
	w.program.Background("read the picture", func(ctx context.Context) func() {
		var pictures []model.Image
		var failed error
		var name string
		for _, path := range paths {
			picture, err := readPicture(ctx, path)
			if err != nil {
				failed, name = err, filepath.Base(path)
				continue
			}
			pictures = append(pictures, picture)
		}
		return func() {
			if len(pictures) > 0 {
				then(pictures)
			}
			if failed != nil {
				w.inform(name+" cannot be used", sentence("it "+failed.Error()))
			}
		}
	})
}

// readPicture reads the picture in a file. The error says what is wrong in words that follow the file's
// name.
func readPicture(ctx context.Context, path string) (model.Image, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return model.Image{}, errors.New("is not there or cannot be reached; check its name and folder")
	case !info.Mode().IsRegular():
		return model.Image{}, errors.New("is no file; choose a picture")
	case info.Size() > raster.MaxPictureFile:
		return model.Image{}, fmt.Errorf("is larger than %d MB; make it smaller and try again", raster.MaxPictureFile>>20)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return model.Image{}, errors.New("cannot be read; change who may read it or choose a copy")
	}
	return raster.TakePicture(ctx, filepath.Base(path), data)
}

// setPicture puts a picture on cards, as one step.
func (w *Window) setPicture(picture model.Image, cards []*model.Card) {
	s := w.session
	edit := withPicture(s.Journey(), cards, picture.ID, "Add picture")
	if len(edit.Cards) > 0 {
		s.Do(model.Group{Name: edit.What, Commands: []model.Command{model.PutImage{Image: picture}, edit}})
	}
}

// removePicture takes the pictures off the selected cards.
func (w *Window) removePicture() {
	s := w.session
	if edit := withPicture(s.Journey(), s.SelectedCards(), "", "Remove picture"); len(edit.Cards) > 0 {
		s.Do(edit)
	}
}

// withPicture gives the cards that are still there another picture; none for an empty id.
func withPicture(j *model.Journey, cards []*model.Card, id model.ImageID, what string) model.EditCards {
	edit := model.EditCards{Journey: j.ID, What: what}
	for _, c := range cards {
		if now := j.Card(c.ID); now != nil && now.Image != id {
			next := *now
			next.Image = id
			edit.Cards = append(edit.Cards, next)
		}
	}
	return edit
}

// newPictureCards adds a card for each picture at the end of a cell, named after the file.
func (w *Window) newPictureCards(pictures []model.Image, cell model.Cell) {
	s := w.session
	add := model.AddCards{Journey: s.JourneyID()}
	var commands []model.Command
	for _, p := range pictures {
		commands = append(commands, model.PutImage{Image: p})
		card := model.Card{ID: model.NewID[model.CardID](), Lane: cell.Lane, Step: cell.Step, Span: 1, Title: pictureTitle(p.Name), Image: p.ID}
		add.Cards = append(add.Cards, model.PlacedCard{Card: card, Index: 1 << 30})
	}
	if s.Do(model.Group{Name: "Add " + plural(len(pictures), "picture", "pictures"), Commands: append(commands, add)}) == nil {
		s.Show(model.Ref{Kind: model.CardRecord, Journey: s.JourneyID(), ID: string(add.Cards[0].Card.ID)})
	}
}

// pictureTitle makes a title of a file's name: "Front_desk-2.JPG" becomes "Front desk 2".
func pictureTitle(name string) string {
	name = strings.TrimSuffix(name, filepath.Ext(name))
	return strings.Join(strings.Fields(strings.NewReplacer("_", " ", "-", " ").Replace(model.CleanText(name))), " ")
}
