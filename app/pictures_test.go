package app

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"stagecraft/canvas/layout"
	"stagecraft/model"
	"stagecraft/store"
)

// photo writes a picture file into the stage's folder.
func (s *stage) photo(name string, w, h int) string {
	s.t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetNRGBA(x, y, color.NRGBA{uint8(x), uint8(y), 90, 255})
		}
	}
	var b bytes.Buffer
	err := png.Encode(&b, m)
	if strings.HasSuffix(name, ".jpg") {
		b.Reset()
		err = jpeg.Encode(&b, m, nil)
	}
	path := filepath.Join(s.folder, name)
	if err == nil {
		err = os.WriteFile(path, b.Bytes(), 0o600)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return path
}

func (s *stage) drop(at fyne.Position, paths ...string) {
	var files []fyne.URI
	for _, p := range paths {
		files = append(files, storage.NewFileURI(p))
	}
	s.window().takeDropped(at, files)
}

// place returns where a part of the map is in the window.
func (s *stage) place(of func(*layout.Layout) layout.Rect) fyne.Position {
	b := s.window().board
	want := of(b.Layout()).Center()
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
	size := b.Size()
	for y := float32(2); y < size.Height; y += 3 {
		for x := float32(2); x < size.Width; x += 3 {
			at := origin.AddXY(x, y)
			r := of(b.Layout())
			if hit := b.At(at); hit.Card != nil && hit.Card.Rect == r || hit.Card == nil && hit.Cell != (model.Cell{}) {
				if cell, ok := b.Layout().CellRect(hit.Cell); hit.Card != nil || ok && cell == r {
					return at
				}
			}
		}
	}
	s.t.Fatalf("%v is not to be seen", want)
	return fyne.Position{}
}

func (s *stage) cardPlace(id model.CardID) fyne.Position {
	s.session().Show(model.Ref{Kind: model.CardRecord, Journey: s.session().JourneyID(), ID: string(id)})
	return s.place(func(l *layout.Layout) layout.Rect { return l.CardBox(id).Rect })
}

func TestPictures_FromAFileOntoCards(t *testing.T) {
	s := newStage(t, Options{})
	path := s.file("hotel.stage", rich(t))
	s.open(path)
	j := s.session().Journey()
	before := s.session().Workspace()
	first, second := j.Cards[0].ID, j.Cards[1].ID
	s.session().Select([]model.Ref{cardRef(j, j.Card(first)), cardRef(j, j.Card(second))})
	s.window().do("insert.picture")
	s.entry("picture.path").SetText(s.photo("front desk.jpg", 2400, 1200))
	s.tap("sheet-ok")
	s.until("the picture", func() bool { return s.session().Journey().Card(first).Image != "" })
	w := s.session().Workspace()
	id := w.Journeys[0].Card(first).Image
	if w.Journeys[0].Card(second).Image != id || len(w.Images) != len(before.Images)+1 {
		t.Errorf("two cards with one picture hold %d pictures", len(w.Images)-len(before.Images))
	}
	if m, _, err := image.DecodeConfig(bytes.NewReader(w.Image(id).Data)); err != nil || m.Width != 1200 || m.Height != 600 {
		t.Errorf("the picture is %v, %v", m, err)
	}
	s.saved()
	if kept := s.reopened(path).Image(id); kept == nil || !bytes.Equal(kept.Data, w.Image(id).Data) {
		t.Error("the picture is not in the file")
	}

	s.window().do("insert.nopicture")
	if j := s.session().Journey(); j.Card(first).Image != "" || j.Card(second).Image != "" {
		t.Error("the picture is still there")
	}
	s.saved()
	if s.reopened(path).Image(id) != nil {
		t.Error("the file keeps a picture that no card shows")
	}
	s.window().do("edit.undo")
	s.saved()
	if again := s.reopened(path); again.Journeys[0].Card(first).Image != id || again.Image(id) == nil {
		t.Error("undo does not bring the picture back into the file")
	}
	s.window().do("edit.undo")
	if !model.Equal(model.WithoutStrayImages(s.session().Workspace()), before) {
		t.Error("adding a picture is not one step")
	}
}

func TestPictures_DroppedOnTheBoard(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", rich(t)))
	j := s.session().Journey()
	card := j.Cards[3].ID
	s.drop(s.cardPlace(card), s.photo("lobby.png", 300, 200))
	s.until("the picture on the card", func() bool { return s.session().Journey().Card(card).Image != "" })
	if got := s.session().SelectedCards(); len(got) != 1 || got[0].ID != card {
		t.Error("the card is not selected")
	}

	count := len(s.session().Journey().Cards)
	var empty model.Cell
	for _, row := range s.window().board.Layout().Rows {
		if cell := (model.Cell{Lane: row.Lane.ID, Step: j.Steps()[0].ID}); len(j.CardsIn(cell)) == 0 && empty == (model.Cell{}) && row.Lane.Kind != model.KindEmotion && row.Lane.Kind != model.KindMetric {
			empty = cell
		}
	}
	if empty == (model.Cell{}) {
		empty = model.Cell{Lane: j.Cards[3].Lane, Step: j.Cards[3].Step}
	}
	s.focusCell(empty)
	rect := func(l *layout.Layout) layout.Rect { r, _ := l.CellRect(empty); return r }
	s.drop(s.place(rect), s.photo("one_hall.png", 30, 20), s.photo("two.jpg", 60, 20))
	s.until("the cards", func() bool { return len(s.session().Journey().Cards) == count+2 })
	in := s.session().Journey().CardsIn(empty)
	if last := in[len(in)-2:]; last[0].Title != "one hall" || last[1].Title != "two" || last[0].Image == "" || last[1].Image == "" {
		t.Errorf("the cards are %+v and %+v", last[0], last[1])
	}
	s.window().do("edit.undo")
	if len(s.session().Journey().Cards) != count {
		t.Error("one undo does not take both cards away")
	}
}

func TestPictures_ThatCannotBeUsed(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", rich(t)))
	before := s.session().Workspace()
	fake := filepath.Join(s.folder, "letter.png")
	if err := os.WriteFile(fake, []byte("no picture at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.drop(s.cardPlace(s.session().Journey().Cards[0].ID), fake)
	s.until("the message", func() bool { return s.said() != "" })
	if said := s.said(); !strings.Contains(said, "letter.png") || !strings.Contains(said, "choose a PNG") {
		t.Errorf("the message is %q", said)
	}
	s.tap("sheet-ok")
	if s.session().Workspace() != before {
		t.Error("what is no picture changed the map")
	}
	s.drop(fyne.NewPos(1, 1), s.photo("a.png", 3, 3))
	if said := textOf(s.window().toasts.place); !strings.Contains(said, "Drop the picture on a card") {
		t.Errorf("a picture dropped on the menu says %q", said)
	}
	s.drop(fyne.NewPos(1, 1), filepath.Join(s.folder, "tune.mp3"))
	if said := s.said(); !strings.Contains(said, "tune.mp3") || !strings.Contains(said, "cannot be used here") {
		t.Errorf("another file says %q", said)
	}
}

func TestDropped_FilesOpenOrImport(t *testing.T) {
	s := newStage(t, Options{})
	other := s.file("other.stage", small())
	s.open(s.file("hotel.stage", rich(t)))
	s.drop(fyne.NewPos(500, 300), writeSurvey(t, s))
	s.until("the import page", func() bool { return s.window().importp != nil })
	s.tap("import.cancel")
	s.drop(fyne.NewPos(500, 300), other)
	s.until("the other file", func() bool { return s.session() != nil && s.session().file.Path() == other })

	work := rich(t)
	data, err := store.EncodeJourney(work, work.Journeys[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(s.folder, "journey.json")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	s.drop(fyne.NewPos(500, 300), path)
	s.until("the journey", func() bool { return s.session() != nil && s.session().Workspace().Name == work.Journeys[0].Title })
	if got := s.session().Journey(); len(got.Cards) != len(work.Journeys[0].Cards) {
		t.Errorf("%d of %d cards came in", len(got.Cards), len(work.Journeys[0].Cards))
	}
}

func TestPictures_PhotoOfAPersona(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", rich(t)))
	id := s.session().Workspace().Personas[0].ID
	photo := func() model.ImageID { return s.session().Workspace().Persona(id).Photo }
	s.session().Select([]model.Ref{{Kind: model.PersonaRecord, ID: string(id)}})
	s.tap("persona-photo.choose")
	s.entry("picture.path").SetText(s.photo("face.png", 90, 120))
	s.tap("sheet-ok")
	s.until("the photo", func() bool { return photo() != "" })
	first := photo()
	s.drop(fyne.NewPos(1, 1), s.photo("face2.png", 120, 120))
	s.until("the other photo", func() bool { return photo() != first })
	s.tap("persona-photo.remove")
	if photo() != "" {
		t.Error("the photo is still there")
	}
	s.window().do("edit.undo")
	s.window().do("edit.undo")
	if photo() != first {
		t.Error("undo does not bring the first photo back")
	}
}

func TestPictures_PhotoOnThePersonasPage(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", rich(t)))
	s.window().do("view.personas")
	photo := func() model.ImageID { return s.session().Workspace().Personas[0].Photo }
	s.tap("persona-photo.1")
	s.entry("picture.path").SetText(s.photo("face.jpg", 90, 120))
	s.tap("sheet-ok")
	s.until("the photo", func() bool { return photo() != "" })
	s.tap("persona-nophoto.1")
	if photo() != "" {
		t.Error("the photo is still there")
	}
}
