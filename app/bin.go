package app

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// The bin holds the maps that were deleted: each is a snapshot that was made before. Undo does not need it;
// it is for what is missed when the steps are long gone, and for another person with the file.

// deleteJourney puts the open map into the bin and then deletes it. When it cannot be kept, it is asked
// whether it is to be deleted all the same.
func (w *Window) deleteJourney() {
	s, j := w.session, w.session.Journey()
	work := s.Workspace()
	w.showBusy("Putting “" + j.Title + "” into the bin")
	s.Background("put a map into the bin", func(ctx context.Context) func() {
		_, err := s.snapshot(ctx, work, store.Snapshot{Journey: j.ID, Reason: store.Deleted, At: w.program.clock.Now(), By: w.author()})
		return func() {
			w.showBusy("")
			switch {
			case w.session != s || s.Workspace().Journey(j.ID) == nil:
			case err != nil:
				title, detail := explain(err)
				w.ask("The map could not be put into the bin", title+". "+detail+" You can delete it all the same: then only Undo brings it back.", "Delete it", func() { w.dropJourney(j) })
			default:
				w.dropJourney(j)
			}
		}
	})
}

// dropJourney deletes a map and says what went and where it is.
func (w *Window) dropJourney(j *model.Journey) {
	s := w.session
	before := s.Workspace()
	s.quietly(func() {
		if s.Do(model.DeleteJourney{Journey: j.ID}) != nil {
			return
		}
		text := "“" + j.Title + "” is in the bin"
		if lost := model.Lost(before, s.Workspace()); lost.String() != "" {
			text += ", with " + lostWith(lost)
		}
		w.toasts.ShowDone(text)
	})
}

// lostWith says what went with a map, in the order in which it matters, not all of it.
func lostWith(l model.Loss) string {
	l.Counts[model.JourneyRecord] = 0
	parts := strings.Split(l.String(), ", ")
	if len(parts) > 3 {
		l.Counts[model.StageRecord], l.Counts[model.LinkRecord], l.Counts[model.LaneRecord] = 0, 0, 0
	}
	return l.String()
}

// quietly does something of which nothing is said by itself.
func (s *Session) quietly(do func()) {
	said := s.deleted
	s.deleted = func(string) {}
	defer func() { s.deleted = said }()
	do()
}

// snapshot keeps a journey in the file that is open when it is called, beside the saves.
func (s *Session) snapshot(ctx context.Context, w *model.Workspace, v store.Snapshot) (store.Snapshot, error) {
	return s.file.Snapshot(ctx, w, v)
}

// author is who works here; empty as long as nobody said.
func (w *Window) author() string { return w.program.settings.String(keyAuthor) }

// restoreBinned brings a map back from the bin, as one step of the history.
func (w *Window) restoreBinned(v store.Snapshot) {
	w.readBinned(v, func(from *model.Workspace) {
		s := w.session
		at := len(s.Workspace().Journeys)
		commands := []model.Command{model.AdoptJourney{Journey: v.Journey, From: from, At: at}}
		if twin := s.Workspace().Journey(v.Twin); twin != nil && twin.Twin == "" {
			info := from.Journey(v.Journey).JourneyInfo
			info.Twin = twin.ID
			commands = append(commands, model.EditJourney{Journey: v.Journey, Info: info})
		}
		if s.Do(model.Group{Name: "Restore map from the bin", Commands: commands}) != nil {
			return
		}
		s.OpenJourney(v.Journey)
		if p := w.portfolio(); p != nil {
			p.openPart(0)
		}
		w.toasts.ShowDone("“" + v.Title + "” is back")
	})
}

// readBinned reads a deleted map in the background.
func (w *Window) readBinned(v store.Snapshot, then func(*model.Workspace)) {
	s := w.session
	s.Background("read a map from the bin", func(ctx context.Context) func() {
		from, err := s.file.ReadSnapshot(ctx, v.ID)
		return func() {
			switch {
			case w.session != s:
			case err != nil:
				w.tellError(err)
			default:
				then(from)
			}
		}
	})
}

// lookIntoBin shows what is in a deleted map.
func (w *Window) lookIntoBin(v store.Snapshot) {
	w.readBinned(v, func(from *model.Workspace) {
		var sh *sheet
		j := from.Journey(v.Journey)
		now := w.program.clock.Now()
		restore := look.LargeButton("sheet-ok", look.Main, "undo", "Restore", func() { sh.close(); w.restoreBinned(v) })
		restore.SetDisabled(w.session.ReadOnly())
		no := look.LargeButton("sheet-cancel", look.Plain, "", "Close", func() { sh.cancel() })
		facts := "Deleted " + lowerFirst(whenText(v.At, now))
		if v.By != "" {
			facts += " by " + v.By
		}
		list := look.Sized(0, 360, container.NewVScroll(look.Pad(6, 14, 6, 8, look.V(0, outlineRows(j)...))))
		sh = w.openSheet("binned", v.Title, 560, look.V(8, look.WrapText(facts+". It holds "+model.Count(len(j.Stages), "stage")+", "+
			model.Count(len(j.Cards), "card")+" and "+model.Count(v.Observations, "observation")+".", 12, "text2", false), look.Framed("panel", "line2", 6, list)), no, restore)
		w.window.Canvas().Focus(restore)
	})
}

// mostOutline is how many lines of a deleted map are shown.
const mostOutline = 400

// outlineRows are the stages, steps and cards of a map as they are read.
func outlineRows(j *model.Journey) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for n, st := range j.Stages {
		rows = append(rows, look.Pad(6, 0, 2, 0, look.CutText(numbered(n+1, st.Title), 12.5, "text", true)))
		for _, step := range st.Steps {
			rows = append(rows, look.Pad(2, 0, 2, 10, look.CutText(placeText(j, step.ID), 12, "text", false)))
			for _, l := range j.Lanes {
				for _, c := range j.CardsIn(model.Cell{Lane: l.ID, Step: step.ID}) {
					if len(rows) >= mostOutline {
						return append(rows, look.Pad(4, 0, 4, 10, look.Text("and more", 12, "text2")))
					}
					rows = append(rows, look.Pad(1, 0, 1, 24, look.H(6, look.Icon(kindIcon(j.KindOf(c)), 13, "text2"), look.Grow(look.CutText(cardTitle(c), 11.5, "text2", false)))))
				}
			}
		}
	}
	return rows
}

func numbered(n int, title string) string { return plainNumber(float64(n)) + "  " + title }

// dropBinned deletes a map for ever, after asking.
func (w *Window) dropBinned(v store.Snapshot) {
	w.ask("Delete “"+v.Title+"” for ever?", "It has "+model.Count(v.Cards, "card")+" and cannot be brought back afterwards, not by Undo either.", "Delete for ever", func() {
		w.dropSnapshots("“"+v.Title+"” is deleted for ever", []store.Snapshot{v})
	})
}

// emptyBin deletes all that is in the bin for ever, after asking.
func (w *Window) emptyBin() {
	list := w.session.bin()
	cards := 0
	for _, v := range list {
		cards += v.Cards
	}
	w.ask("Empty the bin?", plural(len(list), "map", "maps")+" with "+model.Count(cards, "card")+" cannot be brought back afterwards.", "Empty the bin", func() {
		w.dropSnapshots("The bin is empty", list)
	})
}

// dropSnapshots deletes the maps of entries of the bin from the file, with every other version of them that
// the file keeps.
func (w *Window) dropSnapshots(said string, list []store.Snapshot) {
	s := w.session
	gone := map[model.JourneyID]bool{}
	for _, v := range list {
		gone[v.Journey] = true
	}
	var ids []store.SnapshotID
	for _, v := range s.file.Snapshots() {
		if gone[v.Journey] && s.Workspace().Journey(v.Journey) == nil {
			ids = append(ids, v.ID)
		}
	}
	s.Background("empty the bin", func(ctx context.Context) func() {
		err := s.file.DropSnapshots(ctx, ids...)
		return func() {
			if w.session != s {
				return
			}
			if err != nil {
				w.tellError(err)
				return
			}
			w.toasts.Show("check", said, "", nil)
			if p := w.portfolio(); p != nil {
				p.fill()
			}
			w.refreshMenus()
		}
	})
}
