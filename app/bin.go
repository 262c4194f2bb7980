package app

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

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
	w.showBusy("Putting “" + j.Title + "” into the bin")
	s.keep(s.Workspace(), store.Snapshot{Journey: j.ID, Reason: store.Deleted}, func(_ store.Snapshot, err error) {
		w.showBusy("")
		switch {
		case w.session != s || s.Workspace().Journey(j.ID) == nil:
		case err != nil:
			title, detail := explain(err)
			w.ask("The map could not be put into the bin", title+". "+detail+" You can delete it all the same: then only Undo brings it back.", "Delete it", func() { w.dropJourney(j) })
		default:
			w.dropJourney(j)
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

// restoreBinned brings a map back from the bin, as one step of the history.
func (w *Window) restoreBinned(v store.Snapshot) {
	w.readBinned(v, func(from *model.Workspace) {
		s := w.session
		at := len(s.Workspace().Journeys)
		adopt := model.AdoptJourney{Journey: v.Journey, From: from, At: at}
		commands, notes := []model.Command{adopt}, adopt.Notes(s.Workspace())
		if twin := s.Workspace().Journey(v.Twin); twin != nil && twin.Twin == "" {
			if next, err := adopt.Apply(s.Workspace()); err == nil {
				info := next.Journey(v.Journey).JourneyInfo
				info.Twin = twin.ID
				commands = append(commands, model.EditJourney{Journey: v.Journey, Info: info})
			}
		}
		if s.Do(model.Group{Name: "Restore map from the bin", Commands: commands}) != nil {
			return
		}
		s.OpenJourney(v.Journey)
		if p := w.portfolio(); p != nil {
			p.openPart(0)
		}
		w.toasts.ShowDone("“" + v.Title + "” is back")
		if len(notes) > 0 {
			w.inform("“"+v.Title+"” is back, but not all as it was", strings.Join(notes, " "))
		}
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

// lookIntoBin shows a deleted map in the place of the work.
func (w *Window) lookIntoBin(v store.Snapshot) {
	w.readBinned(v, func(from *model.Workspace) {
		detail := "Deleted " + lowerFirst(whenText(v.At, w.program.clock.Now()))
		if v.By != "" {
			detail += " by " + v.By
		}
		w.showGlimpse(&glimpse{
			title: "“" + v.Title + "” is in the bin.", detail: detail + ", with " + model.Count(v.Cards, "card") + " and " + model.Count(v.Observations, "measured value") + ". It can be looked at, but not changed.",
			buttons: func() []fyne.CanvasObject {
				restore := look.Button("bin-restore", look.Plain, "undo", "Restore", func() { w.endGlimpse(); w.restoreBinned(v) })
				restore.SetDisabled(w.work().ReadOnly())
				return []fyne.CanvasObject{restore, look.Button("bin-back", look.Plain, "", "Back", w.endGlimpse)}
			},
		}, from, v.Journey)
		w.session.SetView(usualView(w.session.Journey()))
		w.focusBoard()
	})
}

// dropBinned deletes a map for ever, after asking.
func (w *Window) dropBinned(v store.Snapshot) {
	w.askForGood("Delete “"+v.Title+"” for ever?", "It has "+model.Count(v.Cards, "card")+" and cannot be brought back afterwards, not by Undo either.", "Delete for ever", func() {
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
	w.askForGood("Empty the bin?", plural(len(list), "map", "maps")+" with "+model.Count(cards, "card")+" cannot be brought back afterwards.", "Empty the bin", func() {
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
