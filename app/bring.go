package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// readBrought reads a workspace file, or a journey or workspace in the interchange form.
func readBrought(ctx context.Context, mine *store.File, work *model.Workspace, path string) (received, error) {
	if strings.ToLower(filepath.Ext(path)) == store.Extension {
		return readReceived(ctx, mine, work, path)
	}
	w, err := readInterchange(path)
	return received{path: path, workspace: w}, err
}

// readInterchange reads a journey, or else a whole workspace, in the interchange form.
func readInterchange(path string) (*model.Workspace, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case info.Size() > mostJourneyFile:
		return nil, fmt.Errorf("it is larger than %d MB", mostJourneyFile>>20)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	w, err := store.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("it is no journey that Stagecraft wrote: %w", err)
	}
	return w, nil
}

// chooseBrought asks for a file whose journeys are to come into the open workspace.
func (w *Window) chooseBrought() {
	w.askFile(fileQuestion{
		name: "bring-in", title: "Bring in a journey", example: "/home/me/received.stage", files: []string{store.Extension, ".json"},
		help: "A Stagecraft file (.stage) that somebody sent, or a journey as JSON. You choose next which of its maps come into this file.",
		yes:  look.LargeButton("sheet-ok", look.Main, "import", "Read", nil),
		then: func(path string) { w.program.settings.SetString("bring-in-path", path); w.bring(path) },
	})
}

// bring reads a file and asks which of its journeys are to come in.
func (w *Window) bring(path string) {
	s := w.session
	if s == nil {
		w.program.openDefault(func() { w.bring(path) })
		return
	}
	w.showBusy("Reading " + filepath.Base(path))
	mine, work := s.file, s.Workspace()
	s.Background("read "+filepath.Base(path), func(ctx context.Context) func() {
		r, err := readBrought(ctx, mine, work, path)
		return func() {
			w.showBusy("")
			switch {
			case w.session != s:
			case err != nil && strings.ToLower(filepath.Ext(path)) == store.Extension:
				w.tellError(err)
			case err != nil:
				w.inform(filepath.Base(path)+" could not be read", sentence(err.Error())+" Nothing was changed.")
			case len(r.workspace.Journeys) == 0:
				w.inform(filepath.Base(path)+" holds no map", "Nothing was changed.")
			default:
				w.askBrought(r)
			}
		}
	})
}

// askBrought asks which journeys come in. One that is there already comes in as a copy, or is merged with
// the one here when both began from a version that was shared.
func (w *Window) askBrought(r received) {
	s := w.session
	chosen := map[model.JourneyID]bool{}
	var rows []fyne.CanvasObject
	var sh *sheet
	yes := look.LargeButton("sheet-ok", look.Main, "import", "Bring in", nil)
	for i, j := range r.workspace.Journeys {
		note := journeyKindText(j) + ", " + model.Count(len(j.Cards), "card")
		chosen[j.ID] = s.Workspace().Journey(j.ID) == nil
		if !chosen[j.ID] {
			note += ". It is in this file already and would come in as a copy."
		}
		check := look.Check(fmt.Sprintf("bring.%d", i), j.Title, chosen[j.ID], nil, func(on bool) {
			chosen[j.ID] = on
			yes.SetDisabled(!anyChosen(chosen))
		})
		row := look.H(8, look.Grow(check))
		if r.canMerge(j.ID) {
			row = look.H(8, look.Grow(check), look.Button(fmt.Sprintf("bring.%d.merge", i), look.Plain, "compare", "Merge…", func() {
				sh.close()
				s.OpenJourney(j.ID)
				w.mergeOne(r, j.ID)
			}))
		}
		rows = append(rows, look.V(0, row, look.Pad(0, 0, 4, 22, look.CutText(note, 11, "text2", false))))
	}
	yes.OnTap = func() { sh.close(); w.bringIn(r, chosen) }
	yes.SetDisabled(!anyChosen(chosen))
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { sh.cancel() })
	list := look.V(4, rows...)
	body := look.V(8, look.WrapText("Choose the maps that come into this file, with the personas, metrics and values that they use.", 12, "text2", false),
		look.Sized(0, min(list.MinSize().Height+4, 320), container.NewVScroll(list)))
	sh = w.openSheet("bring", "Bring in from "+filepath.Base(r.path), 480, body, no, yes)
	if anyChosen(chosen) {
		w.window.Canvas().Focus(yes)
	} else {
		w.window.Canvas().Focus(firstFocusable(list))
	}
}

// canMerge reports whether the version is known from which a journey here and there parted.
func (r received) canMerge(id model.JourneyID) bool {
	for _, j := range r.journeys {
		if j.id == id {
			return j.base != nil
		}
	}
	return false
}

func anyChosen(chosen map[model.JourneyID]bool) bool {
	for _, on := range chosen {
		if on {
			return true
		}
	}
	return false
}

// bringIn adds the chosen journeys as one step of the history.
func (w *Window) bringIn(r received, chosen map[model.JourneyID]bool) {
	s := w.session
	at := len(s.Workspace().Journeys)
	var last model.JourneyID
	var notes []string
	g := model.Group{Name: "Bring in " + filepath.Base(r.path)}
	for _, j := range r.workspace.Journeys {
		if !chosen[j.ID] {
			continue
		}
		c := model.AdoptJourney{Journey: j.ID, From: r.workspace, At: at + len(g.Commands)}
		last = j.ID
		if s.Workspace().Journey(j.ID) != nil {
			c.Salt, c.Title = model.NewID[string](), freeTitle(s.Workspace(), j.Title)
			last = model.DerivedID(c.Salt, j.ID)
		}
		notes = append(notes, c.Notes(s.Workspace())...)
		g.Commands = append(g.Commands, c)
	}
	if s.Do(g) != nil {
		return
	}
	s.OpenJourney(last)
	w.toasts.ShowDone(plural(len(g.Commands), "map", "maps") + " came in from " + filepath.Base(r.path))
	if len(notes) > 0 {
		w.inform("Not everything came in as it was", strings.Join(notes, " "))
	}
}
