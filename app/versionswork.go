package app

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// versionActions are those on the snapshots of a map.
func versionActions() []Action {
	glimpsing := func(w *Window) bool { return w.glimpse != nil }
	atVersion := func(w *Window) bool { return w.glimpse != nil && w.glimpse.snapshot != "" }
	mayRestore := func(w *Window) bool { return atVersion(w) && !w.work().ReadOnly() }
	return []Action{
		{ID: "map.snapshot", Title: "Take a snapshot…", Words: "version checkpoint", Icon: "snapshot", Menu: "Map", Group: 9, Shortcut: ctrlShift(fyne.KeyS), Enabled: editable, Run: (*Window).takeSnapshot},
		{ID: "map.snapshots", Title: "Snapshots and versions", Words: "history restore", Icon: "snapshot", Menu: "Map", Group: 9, Enabled: hasJourney, Checked: func(w *Window) bool { return w.withVersions }, Run: (*Window).toggleVersions},
		{ID: "map.restore", Title: "Restore the version on the board", Icon: "undo", Menu: "Map", Group: 9, Needs: "look at a snapshot first", Enabled: mayRestore, Run: func(w *Window) { w.restoreVersion(w.glimpse.snapshot) }},
		{ID: "map.comparenow", Title: "Compare the version on the board with now", Icon: "compare", Menu: "Map", Group: 9, Needs: "look at a snapshot first", Enabled: atVersion, Run: func(w *Window) { w.compareWithNow(w.glimpse.snapshot) }},
		{ID: "map.now", Title: "Back to the present version", Icon: "edit", Menu: "Map", Group: 9, Needs: "look at a snapshot first", Enabled: glimpsing, Run: (*Window).backToNow},
	}
}

// takeSnapshot asks for the name of a snapshot and makes it.
func (w *Window) takeSnapshot() {
	s, j := w.session, w.session.Journey()
	var sh *sheet
	name := look.NewEntry("snapshot-name", w.nextVersion(j), "What is this version?", nil)
	author, keepAuthor := w.authorField("snapshot-author")
	done := func() {
		text := strings.TrimSpace(model.CleanText(name.Text))
		sh.close()
		keepAuthor()
		s.keep(s.Workspace(), store.Snapshot{Journey: j.ID, Name: text, Reason: store.Named}, func(v store.Snapshot, err error) {
			if err != nil {
				title, detail := explain(err)
				w.inform("The snapshot could not be made", title+". "+detail)
				return
			}
			w.toasts.Show("snapshot", "Snapshot kept: "+look.Shortened(versionName(v), 13, 300), "Show", func() { w.showVersion(v.ID) })
		})
	}
	name.OnSubmitted = func(string) { done() }
	author.OnSubmitted = func(string) { done() }
	help := look.WrapText("It keeps the map as it is now, with its values. It can be looked at, compared and restored at any time.", 12, "text2", false)
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { sh.cancel() })
	yes := look.LargeButton("sheet-ok", look.Main, "snapshot", "Take it", done)
	sh = w.openSheet("snapshot", "Take a snapshot", 440, look.V(8, name, help, w.signature(author)), no, yes)
	w.window.Canvas().Focus(name)
	name.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// nextVersion is the name that a snapshot gets unless its maker gives it another.
func (w *Window) nextVersion(j *model.Journey) string {
	taken := map[string]bool{}
	n := 1
	for _, v := range w.session.snapshotsOf(j.ID) {
		taken[v.Name] = true
		if isNamed(v) {
			n++
		}
	}
	if own := strings.TrimSpace(j.Version); own != "" && !taken["Version "+own] {
		return "Version " + own
	}
	for taken[fmt.Sprintf("Version %d", n)] {
		n++
	}
	return fmt.Sprintf("Version %d", n)
}

// showVersion opens the list of snapshots with one of them chosen.
func (w *Window) showVersion(id store.SnapshotID) {
	if w.editor == nil {
		return
	}
	w.pages.versions.chosen = id
	if !w.withVersions || w.editor.wide() {
		w.toggleVersions()
		return
	}
	w.editor.versions.choose(w.editor.versions.at())
}

// snapshot returns a snapshot of the open file.
func (w *Window) snapshot(id store.SnapshotID) (store.Snapshot, bool) {
	for _, v := range w.work().file.Snapshots() {
		if v.ID == id {
			return v, true
		}
	}
	return store.Snapshot{}, false
}

// readVersion reads a snapshot in the background and then runs then with it, if the same file is still
// open.
func (w *Window) readVersion(v store.Snapshot, then func(version *model.Workspace)) {
	s := w.work()
	s.Background("read a snapshot", func(ctx context.Context) func() {
		version, err := s.file.ReadSnapshot(ctx, v.ID)
		return func() {
			switch {
			case w.session == nil || w.work() != s:
			case err != nil:
				title, detail := explain(err)
				w.inform("The snapshot could not be read", title+". "+detail+" Your work is not touched by it.")
			default:
				then(version)
			}
		}
	})
}

// look shows the chosen version on the board.
func (p *versionsPanel) look() {
	w, v := p.window, p.picked()
	switch {
	case v == nil && w.glimpse != nil:
		w.backToNow()
	case v != nil && v.ID != p.seen():
		w.readVersion(*v, func(version *model.Workspace) { w.lookAt(*v, version) })
	}
}

// lookAt shows a snapshot in the place of the work.
func (w *Window) lookAt(v store.Snapshot, version *model.Workspace) {
	g := &glimpse{
		icon:     "snapshot",
		title:    "You are looking at the version of " + momentText(v) + ": " + versionName(v) + ".",
		detail:   "Nothing can be changed in it. Your work waits as you left it.",
		snapshot: v.ID,
	}
	g.buttons = func() []fyne.CanvasObject {
		restore := look.Button("banner-restore", look.Plain, "undo", "Restore", func() { w.do("map.restore") })
		restore.SetDisabled(w.work().ReadOnly())
		compare := look.Button("banner-compare", look.Plain, "compare", "Compare with now", func() { w.do("map.comparenow") })
		return []fyne.CanvasObject{restore, compare, look.Button("banner-now", look.Plain, "edit", "Back", func() { w.do("map.now") })}
	}
	w.showGlimpse(g, version, v.Journey)
	if w.withVersions {
		w.window.Canvas().Focus(w.editor.versions.keys)
	}
}

// backToNow shows the work again.
func (w *Window) backToNow() {
	w.pages.versions.chosen = ""
	w.endGlimpse()
	if w.withVersions {
		w.editor.versions.said = ""
		w.editor.versions.show()
		w.window.Canvas().Focus(w.editor.versions.keys)
	}
}

func (p *versionsPanel) restore() {
	if v := p.picked(); v != nil {
		p.window.restoreVersion(v.ID)
	}
}

// restoreVersion puts a journey back as a snapshot has it, as one step of the history. A snapshot of it
// as it is now is made before.
func (w *Window) restoreVersion(id store.SnapshotID) {
	v, ok := w.snapshot(id)
	s := w.work()
	if !ok || s.ReadOnly() || s.Workspace().Journey(v.Journey) == nil {
		return
	}
	restore := func(version *model.Workspace) {
		s.keep(s.Workspace(), store.Snapshot{Journey: v.Journey, Reason: store.BeforeRestore}, func(_ store.Snapshot, err error) {
			if w.session == nil || w.work() != s {
				return
			}
			if err != nil {
				title, detail := explain(err)
				w.ask("No snapshot of the present version could be made", title+". "+detail+" Undo takes the restore back as long as the file stays open.",
					"Restore all the same", func() { w.putBack(v, version) })
				return
			}
			w.putBack(v, version)
		})
	}
	w.readVersion(v, func(version *model.Workspace) {
		if v.Reason != store.Shared {
			restore(version)
			return
		}
		w.ask("Restore what was given away?", "This version is the map as it was shared. What was left out of it then would be missing here.", "Restore it", func() { restore(version) })
	})
}

func (w *Window) putBack(v store.Snapshot, version *model.Workspace) {
	w.backToNow()
	s := w.session
	before, restore := s.Workspace(), model.RestoreJourney{Journey: v.Journey, From: version, Twin: v.Twin}
	notes := restore.Notes(before)
	if s.Do(restore) != nil {
		return
	}
	s.OpenJourney(v.Journey)
	if s.Workspace() == before {
		w.toasts.Show("snapshot", "The map is already as it was then.", "", nil)
		return
	}
	if len(notes) > 0 {
		w.toasts.Show("info", plural(len(notes), "thing is", "things are")+" not as it was then.", "Show", func() { w.inform("What is not as it was then", strings.Join(notes, "\n")) })
	}
	w.toasts.ShowDone("Restored: " + look.Shortened(versionName(v), 13, 260) + ", " + momentText(v))
}

// compare shows what differs between the chosen version and the present one.
func (p *versionsPanel) compare() {
	if v := p.picked(); v != nil {
		p.window.compareWithNow(v.ID)
	}
}

// adopt makes a map of its own of the chosen version.
func (p *versionsPanel) adopt() {
	w, v := p.window, p.picked()
	if v == nil {
		return
	}
	w.readVersion(*v, func(version *model.Workspace) {
		w.backToNow()
		s, salt := w.session, model.NewID[string]()
		title := freeTitle(s.Workspace(), v.Title+" ("+versionName(*v)+")")
		if s.Do(model.AdoptJourney{Journey: v.Journey, From: version, Salt: salt, Title: title, At: len(s.Workspace().Journeys)}) == nil {
			s.OpenJourney(model.DerivedID(salt, v.Journey))
			w.toasts.ShowDone("Added the map " + look.Shortened(title, 13, 300))
		}
	})
}

// rename asks for the chosen snapshot's name.
func (p *versionsPanel) rename() {
	w, v := p.window, p.picked()
	if v == nil || w.work().ReadOnly() {
		return
	}
	w.askText("Rename the snapshot", reasonText(v.Reason), v.Name, "Rename", func(name string) {
		w.changeSnapshots("rename the snapshot", func(ctx context.Context, f *store.File) error {
			return f.RenameSnapshot(ctx, v.ID, strings.TrimSpace(name))
		})
	})
}

// drop asks whether the chosen snapshot is to go for good.
func (p *versionsPanel) drop() {
	w, v := p.window, p.picked()
	if v == nil || w.work().ReadOnly() {
		return
	}
	w.askForGood("Delete "+look.Shortened(versionName(*v), 15, 280)+"?", "The snapshot of "+momentText(*v)+" is deleted for good. The map itself stays as it is.", "Delete", func() {
		if p.seen() == v.ID {
			w.backToNow()
		}
		w.changeSnapshots("delete the snapshot", func(ctx context.Context, f *store.File) error { return f.DropSnapshots(ctx, v.ID) })
	})
}

// changeSnapshots does something to the file's snapshots in the background.
func (w *Window) changeSnapshots(what string, change func(context.Context, *store.File) error) {
	s := w.work()
	s.Background(what, func(ctx context.Context) func() {
		err := change(ctx, s.file)
		return func() {
			if err != nil {
				title, detail := explain(err)
				w.inform("Could not "+what, title+". "+detail)
			}
			w.versionsChanged()
		}
	})
}
