package app

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// received is another copy of a workspace file, as it was read.
type received struct {
	path      string
	workspace *model.Workspace
	journeys  []receivedJourney // those that are in the open file too
}

// receivedJourney is a journey of both files with the version from which they parted.
type receivedJourney struct {
	id    model.JourneyID
	title string
	base  *model.Workspace // nil when no common snapshot is known
}

// chooseMerge asks which copy of the workspace is to be merged.
func (w *Window) chooseMerge() {
	w.askFile(fileQuestion{
		name: "merge", title: "Merge with a copy", example: "Trips from Ana.stage",
		help: "Another person's copy of this file (.stage). What you and they changed since the copy was shared is joined; what both changed is asked one by one.",
		yes:  look.LargeButton("merge.read", look.Main, "compare", "Read it", nil), files: []string{".stage"}, then: w.readCopy,
	})
}

// readCopy reads another copy in the background and goes on with the open journey, or with one that is
// chosen when that is not in it.
func (w *Window) readCopy(path string) {
	s := w.session
	if s.Journey() == nil || s.ReadOnly() {
		return
	}
	w.program.settings.SetString("merge-path", path)
	mine, work, open := s.file, s.Workspace(), s.JourneyID()
	w.showBusy("Reading " + filepath.Base(path))
	s.Background("read "+filepath.Base(path), func(ctx context.Context) func() {
		r, err := readReceived(ctx, mine, work, path)
		return func() {
			w.showBusy("")
			if err != nil {
				w.tellError(err)
				return
			}
			w.mergeOne(r, open)
		}
	})
}

// readReceived reads a copy, and of the journeys that it shares with the open workspace the versions from
// which they parted.
func readReceived(ctx context.Context, mine *store.File, work *model.Workspace, path string) (received, error) {
	theirs, err := store.Open(ctx, path, store.Options{ReadOnly: true})
	if err != nil {
		return received{}, err
	}
	defer theirs.Close()
	r := received{path: path, workspace: theirs.Workspace()}
	for _, j := range work.Journeys {
		if r.workspace.Journey(j.ID) == nil {
			continue
		}
		shared := receivedJourney{id: j.ID, title: j.Title}
		if v, ok := store.CommonSnapshot(mine, theirs, j.ID); ok {
			if shared.base, err = mine.ReadSnapshot(ctx, v.ID); err != nil {
				if shared.base, err = theirs.ReadSnapshot(ctx, v.ID); err != nil {
					return r, err
				}
			}
		}
		r.journeys = append(r.journeys, shared)
	}
	return r, nil
}

// mergeOne goes on with a journey of a copy.
func (w *Window) mergeOne(r received, id model.JourneyID) {
	name := filepath.Base(r.path)
	at := slices.IndexFunc(r.journeys, func(j receivedJourney) bool { return j.id == id })
	switch {
	case len(r.journeys) == 0:
		w.inform("Nothing to merge", name+" holds none of the maps of this file. To have one of its maps here, bring it in as a new one.")
	case at < 0:
		w.chooseJourney(r)
	case r.journeys[at].base == nil:
		w.offerWithoutBase(r, id)
	default:
		w.openMerge(r.journeys[at].base, r.workspace, id, name)
	}
}

// chooseJourney asks which of the journeys that both files have is to be merged.
func (w *Window) chooseJourney(r received) {
	var s *sheet
	var rows []fyne.CanvasObject
	for _, j := range r.journeys {
		rows = append(rows, look.Button("merge-journey-"+string(j.id), look.Plain, "journey", look.Shortened(j.title, 13, 380), func() {
			s.close()
			w.session.OpenJourney(j.id)
			w.mergeOne(r, j.id)
		}))
	}
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { s.cancel() })
	s = w.openSheet("merge-journey", "Which map is to be merged?", 440, look.V(6, rows...), no)
	w.window.Canvas().Focus(firstFocusable(s.popup.Content))
}

// offerWithoutBase says that no common version is known, and offers what can be done instead.
func (w *Window) offerWithoutBase(r received, id model.JourneyID) {
	name := filepath.Base(r.path)
	j := w.session.Workspace().Journey(id)
	var s *sheet
	text := look.WrapText("A merge needs the version from which both copies began, so that it can tell who changed what. "+
		name+" and this file have no snapshot of “"+j.Title+"” in common: give copies away with Share, which keeps one in both.", 13, "text2", false)
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { s.cancel() })
	adopt := look.LargeButton("merge-adopt", look.Main, "duplicate", "Add theirs as a new map", func() {
		s.close()
		w.adoptReceived(r, id)
	})
	s = w.openSheet("merge-without", "No common version is known", 520, text, no, w.compareReceived(r, id, func() { s.close() }), adopt)
	w.window.Canvas().Focus(adopt)
}

// adoptReceived adds a journey of a copy beside the one that is here.
func (w *Window) adoptReceived(r received, id model.JourneyID) {
	s, salt := w.session, model.NewID[string]()
	from := r.workspace.Journey(id)
	title := freeTitle(s.Workspace(), from.Title+" ("+trimExtension(r.path)+")")
	if s.Do(model.AdoptJourney{Journey: id, From: r.workspace, Salt: salt, Title: title, At: len(s.Workspace().Journeys)}) == nil {
		s.OpenJourney(model.DerivedID(salt, id))
		w.toasts.ShowDone("Added the map " + look.Shortened(title, 13, 300))
	}
}

func trimExtension(path string) string {
	name := filepath.Base(path)
	return name[:len(name)-len(filepath.Ext(name))]
}

// openMerge shows what a merge of a journey comes to and asks about what both changed. Base is the version
// from which mine, which is open, and theirs parted; from names where theirs came from.
func (w *Window) openMerge(base, theirs *model.Workspace, id model.JourneyID, from string) {
	s := w.session
	mine := s.Workspace()
	w.showBusy("Comparing with " + from)
	s.Background("merge", func(context.Context) func() {
		merging, err := model.Merge(base, mine, theirs, id)
		return func() {
			w.showBusy("")
			switch {
			case w.session != s:
			case err != nil:
				w.tellError(err)
			case len(merging.Joined)+len(merging.Conflicts) == 0:
				w.inform("There is nothing to merge", from+" changed nothing in “"+mine.Journey(id).Title+"” that is not here already.")
			default:
				m := &mergePage{window: w, session: s, theirs: theirs, journey: id, from: from, merging: merging, decided: make([]bool, len(merging.Conflicts))}
				m.open()
			}
		}
	})
}

// apply merges: a snapshot of what is here first, then one step of the history.
func (m *mergePage) apply() {
	w, s := m.window, m.session
	command, joined, conflicts := m.merging.Command(), len(m.merging.Joined), len(m.merging.Conflicts)
	w.endGlimpse()
	s.keep(s.Workspace(), store.Snapshot{Journey: m.journey, Reason: store.BeforeMerge}, func(_ store.Snapshot, err error) {
		if w.session != s {
			return
		}
		if err != nil {
			s.notKept(err)
		}
		if s.Do(command) != nil {
			return
		}
		s.OpenJourney(m.journey)
		text := plural(joined, "change", "changes") + " of " + look.Shortened(m.from, 13, 200) + " joined"
		if conflicts > 0 {
			text += ", " + fmt.Sprint(conflicts) + " decided"
		}
		w.toasts.ShowDone(text)
	})
}

// joinedText counts what joins without a question: "3 cards added, 1 lane changed".
func joinedText(changes []model.Change) string {
	type group struct {
		op   model.Op
		kind model.RecordKind
	}
	count := map[group]int{}
	var order []group
	for _, c := range changes {
		g := group{c.Op, c.Ref.Kind}
		if count[g] == 0 {
			order = append(order, g)
		}
		count[g]++
	}
	slices.SortStableFunc(order, func(a, b group) int { return cmp.Compare(count[b], count[a]) })
	text := ""
	for i, g := range order {
		if i == 4 {
			text += ", and more"
			break
		}
		if i > 0 {
			text += ", "
		}
		text += kindCount(count[g], g.kind) + " " + string(g.op)
	}
	return text
}

// kindCount counts records of a kind.
func kindCount(n int, k model.RecordKind) string {
	switch k {
	case model.DatasetRecord:
		return plural(n, "set of values", "sets of values")
	case model.JourneyRecord:
		return "what stands about the map"
	}
	word := kindWord(k)
	return plural(n, word, word+"s")
}
