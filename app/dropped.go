package app

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/model"
	"stagecraft/store"
)

// tables are the endings of files that the import reads.
var tables = []string{".csv", ".tsv", ".txt", ".xlsx", ".xlsm"}

// mostJourneyFile is how many bytes a journey may have that is dropped as a file.
const mostJourneyFile = 256 << 20

// hearDrops takes the files that are dropped on the window. Fyne says where the pointer was before they came
// over the window, where that system tells of no moves on the way; so this waits until the last move is dealt
// with.
func (w *Window) hearDrops() {
	w.window.SetOnDropped(func(at fyne.Position, files []fyne.URI) {
		w.program.post(func() {
			if w.board != nil {
				if now, inside := w.board.Pointed(); inside {
					at = now
				}
			}
			w.takeDropped(at, files)
		})
	})
}

// takeDropped takes files that were dropped at a place of the window: pictures go onto the card or into the
// cell there, a table opens the import, a workspace is opened, and a journey becomes a workspace of its own.
func (w *Window) takeDropped(at fyne.Position, files []fyne.URI) {
	var pictures, others []string
	for _, f := range files {
		if slices.Contains(raster.PictureFiles, strings.ToLower(filepath.Ext(f.Path()))) {
			pictures = append(pictures, f.Path())
		} else {
			others = append(others, f.Path())
		}
	}
	switch {
	case len(files) == 0:
	case len(w.sheets) > 0:
		w.toasts.Show("info", "Close the dialog first, then drop the file again.", "", nil)
	case len(others) > 0 && len(files) > 1:
		w.inform("Drop one file at a time", "Several files can be dropped at once only when all of them are pictures. Nothing was changed.")
	case len(pictures) > 0:
		w.droppedPictures(at, pictures)
	default:
		w.droppedFile(others[0])
	}
}

func (w *Window) droppedFile(path string) {
	switch ending := strings.ToLower(filepath.Ext(path)); {
	case ending == ".stage":
		w.program.Open(path)
	case ending == ".json":
		w.openJourneyFile(path)
	case slices.Contains(tables, ending):
		if w.importp != nil {
			w.importp.close()
		}
		w.startImport(path)
	default:
		w.inform(filepath.Base(path)+" cannot be used here",
			"Drop a picture on the map, a table (CSV or XLSX) to import its values, a Stagecraft file (.stage) or a journey (.json). Nothing was changed.")
	}
}

// droppedPictures puts a picture onto the card or persona at a place, or pictures onto new cards in the cell
// there.
func (w *Window) droppedPictures(at fyne.Position, paths []string) {
	if w.importp != nil || !editable(w) {
		reason := "Open a map first, then drop the picture on one of its cards or cells."
		if w.session != nil && w.session.ReadOnly() {
			reason = "The file is open for reading only. Save a copy to make changes."
		}
		w.inform("The picture has no place here", reason)
		return
	}
	s := w.session
	hit := layout.Hit{}
	if onMap(w) {
		w.board.CancelGesture()
		hit = w.board.At(at)
	}
	persona := s.selectedPersona()
	switch {
	case hit.Card != nil && len(paths) == 1:
		id := hit.Card.Card.ID
		w.takePictures(paths, func(pictures []model.Image) {
			if c := w.stillCard(s, id); c != nil {
				w.setPicture(pictures[0], []*model.Card{c})
				s.Show(model.Ref{Kind: model.CardRecord, Journey: s.JourneyID(), ID: string(id)})
			}
		})
	case hit.Cell.Lane != "" && hit.Cell.Step != "":
		w.takePictures(paths, func(pictures []model.Image) {
			if w.session == s && s.Journey() != nil && s.Journey().Lane(hit.Cell.Lane) != nil {
				w.newPictureCards(pictures, hit.Cell)
			}
		})
	case hit.Part == layout.PartNone && persona != nil && len(paths) == 1:
		w.takePictures(paths, func(pictures []model.Image) { w.setPhoto(persona.ID, &pictures[0]) })
	default:
		w.toasts.Show("info", "Drop the picture on a card or in a cell of the map.", "", nil)
	}
}

// stillCard returns a card of the open journey when the session is still the open one.
func (w *Window) stillCard(s *Session, id model.CardID) *model.Card {
	if w.session != s || s.Journey() == nil {
		return nil
	}
	return s.Journey().Card(id)
}

// selectedPersona returns the persona whose page the inspector shows, or nil.
func (s *Session) selectedPersona() *model.Persona {
	if len(s.selection) != 1 || s.selection[0].Kind != model.PersonaRecord {
		return nil
	}
	return s.Workspace().Persona(model.PersonaID(s.selection[0].ID))
}

// openJourneyFile makes a workspace of a journey in the interchange form and opens it.
func (w *Window) openJourneyFile(path string) {
	folder, err := w.program.folder()
	if err != nil {
		w.tellError(err)
		return
	}
	w.program.Background("read the journey", func(ctx context.Context) func() {
		f, err := makeFromJourney(ctx, folder, path)
		return func() {
			if err != nil {
				w.inform(filepath.Base(path)+" could not be read", sentence(err.Error())+" Nothing was changed.")
				return
			}
			w.program.use(f, nil)
		}
	})
}

func makeFromJourney(ctx context.Context, folder, path string) (*store.File, error) {
	work, err := readInterchange(path)
	if err != nil {
		return nil, err
	}
	if len(work.Journeys) == 0 {
		return nil, errors.New("it holds no journey")
	}
	title := cmp.Or(work.Name, work.Journeys[0].Title)
	if work, err = (model.RenameWorkspace{Name: title}).Apply(work); err != nil {
		return nil, err
	}
	return createFree(ctx, folder, title, work)
}
