package app

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/store"
)

// versionsState is how the list of versions was left.
type versionsState struct {
	named  bool             // only those that a person named
	chosen store.SnapshotID // empty is the present one
}

// versionsPanel lists the snapshots of the open journey in the inspector's place, and shows them on the
// board.
type versionsPanel struct {
	window  *Window
	session *Session
	state   *versionsState
	content *fyne.Container
	ground  *cover
	list    *look.List
	keys    *look.Keys
	filter  *look.Segments
	foot    *fyne.Container
	shown   []store.Snapshot // under the present one
	rows    map[int]*look.Press
	said    string
}

func newVersionsPanel(w *Window, s *Session) *versionsPanel {
	p := &versionsPanel{window: w, session: s, state: &w.pages.versions, ground: newCover(), list: look.NewList(), rows: map[int]*look.Press{}, foot: container.NewStack()}
	p.filter = look.NewSegments([]look.Segment{{Name: "versions-all", Text: "All"}, {Name: "versions-named", Text: "Named"}}, 0, func(i int) {
		p.state.named = i == 1
		p.show()
		w.window.Canvas().Focus(p.keys)
	})
	shut := look.Button("versions-close", look.Flat, "close", "", func() { w.do("map.snapshots") })
	take := look.Button("versions-take", look.Plain, "snapshot", "Take a snapshot", func() { w.do("map.snapshot") })
	head := look.V(8,
		look.Sized(0, 24, look.H(6, look.Icon("snapshot", 15, "text2"), look.Grow(look.CutText("Snapshots of this map", 13, "text", true)), shut)),
		look.H(8, p.filter.Container, look.Space(), take))
	p.keys = look.NewKeys("versions", look.Pad(4, 4, 4, 4, p.list.Place), p.key)
	body := container.NewBorder(look.V(0, look.Pad(10, 10, 8, 14, head), look.Line("line")), p.foot, nil, nil, p.keys)
	p.content = container.NewStack(p.ground, container.NewBorder(nil, nil, look.Line("line2"), nil, body))
	p.content.Hide()
	return p
}

func (p *versionsPanel) updated(u Update) {
	if p.window.withVersions && u.Has(PartDocument|PartJourney|PartView|PartSave) {
		p.show()
	}
}

// show makes the list again when it would show something else.
func (p *versionsPanel) show() {
	id := p.session.JourneyID()
	p.shown = slices.DeleteFunc(p.session.snapshotsOf(id), func(v store.Snapshot) bool { return p.state.named && !isNamed(v) })
	if p.at() < 0 {
		p.state.chosen = ""
	}
	p.filter.Set(map[bool]int{true: 1}[p.state.named])
	said := fmt.Sprint(id, p.state.named, p.state.chosen, p.seen(), p.window.program.look, p.window.program.textScale(), p.window.work().ReadOnly())
	for _, v := range p.shown {
		said += fmt.Sprint(v.ID, v.Name)
	}
	if said == p.said {
		return
	}
	p.said = said
	clear(p.rows)
	rows := []look.Row{{Height: nowLine, Build: p.nowRow}}
	for i := range p.shown {
		rows = append(rows, look.Row{Height: versionLine, Build: func() fyne.CanvasObject { return p.row(i) }})
	}
	if len(p.shown) == 0 {
		rows = append(rows, look.Row{Height: 120, Build: p.empty})
	} else if !p.state.named {
		rows = append(rows, look.Row{Height: ruleHeight * p.window.program.textScale(), Build: keptRule})
	}
	p.list.SetRows(rows)
	p.list.Reveal(p.at() + 1)
	p.showFoot()
	p.content.Refresh()
}

// The heights of the rows.
const (
	nowLine     = 40
	versionLine = 68
)

// ruleHeight is that of keptRule.
const ruleHeight = 104

// keptRule says which snapshots stay.
func keptRule() fyne.CanvasObject {
	return look.Pad(10, 12, 6, 12, look.WrapText("Of the snapshots of days each of the last 14 days of work is kept, before that one a week for 13 weeks, then one a month. All others stay until you delete them, and so does one of a day that you give a name.", 11, "text2", false))
}

// isNamed reports whether a person named a snapshot.
func isNamed(v store.Snapshot) bool { return v.Reason == store.Named || v.Name != "" }

// at returns the chosen one's place among the shown; -1 is the present version.
func (p *versionsPanel) at() int {
	return slices.IndexFunc(p.shown, func(v store.Snapshot) bool { return v.ID == p.state.chosen })
}

// picked returns the chosen snapshot; nil when that is the present version.
func (p *versionsPanel) picked() *store.Snapshot {
	if at := p.at(); at >= 0 {
		return &p.shown[at]
	}
	return nil
}

// seen returns the snapshot on the board; empty for the present version.
func (p *versionsPanel) seen() store.SnapshotID {
	if g := p.window.glimpse; g != nil {
		return g.snapshot
	}
	return ""
}

func (p *versionsPanel) nowRow() fyne.CanvasObject {
	mark := fyne.CanvasObject(look.Gap(0))
	if p.window.glimpse == nil {
		mark = look.Text("on the board", 11, "text2")
	}
	row := look.NewPress("version-now", 4, look.Chosen, func(look.State) fyne.CanvasObject {
		return look.Sized(0, nowLine, look.Pad(0, 10, 0, 10, look.H(8, look.Icon("edit", 14, "text2"), look.Grow(look.CutText("Now", 12.5, "text", true)), mark)))
	}, func() {
		p.choose(-1)
		p.look()
	})
	row.SetOn(p.at() < 0)
	p.rows[-1] = row
	return row
}

// row is a snapshot: its name or why it was made, when and by whom, and what changed since the one
// before.
func (p *versionsPanel) row(i int) fyne.CanvasObject {
	v := p.shown[i]
	when := whenText(v.At, p.window.program.clock.Now())
	if p.seen() == v.ID {
		when = "on the board"
	}
	icon := "timer"
	if isNamed(v) {
		icon = "snapshot"
	}
	row := look.NewPress(fmt.Sprintf("version-%d", i), 4, look.Chosen, func(look.State) fyne.CanvasObject {
		return look.Sized(0, versionLine, look.Pad(7, 10, 6, 10, look.HTop(8, look.Icon(icon, 14, "text2"), look.Grow(look.V(0,
			look.H(8, look.Grow(look.CutText(versionName(v), 12.5, "text", true)), look.Text(when, 11, "text2")),
			look.CutText(versionChanges(v, p.session.snapshotsOf(v.Journey)), 11.5, "text2", false),
			look.CutText(versionFacts(v), 11, "text2", false))))))
	}, func() {
		p.choose(i)
		p.look()
	})
	row.OnMenu = func(at fyne.Position) {
		p.choose(i)
		p.menu(at)
	}
	row.SetOn(p.at() == i)
	p.rows[i] = row
	return row
}

func (p *versionsPanel) empty() fyne.CanvasObject {
	text := "No snapshot yet. Take one before something large: it can be looked at, compared and restored later. One is made by itself on each day of work, and before an import, a restore and a merge."
	if p.state.named {
		text = "No snapshot has a name yet. Take one to give it a name."
	}
	return look.Pad(14, 14, 0, 14, look.WrapText(text, 12, "text2", false))
}

// reasonText says why a snapshot was made.
func reasonText(r store.Reason) string {
	switch r {
	case store.BeforeImport:
		return "Before an import"
	case store.BeforeRestore:
		return "Before a restore"
	case store.BeforeMerge:
		return "Before a merge"
	case store.Daily:
		return "Start of the day"
	case store.Deleted:
		return "Before it was deleted"
	case store.Shared:
		return "As it was shared"
	}
	return "Snapshot"
}

// versionName names a snapshot in a list.
func versionName(v store.Snapshot) string {
	if v.Name != "" {
		return v.Name
	}
	return reasonText(v.Reason)
}

// versionChanges says what changed since the snapshot before of the same journey.
func versionChanges(v store.Snapshot, all []store.Snapshot) string {
	if len(all) > 0 && all[len(all)-1].ID == v.ID {
		return "The first snapshot"
	}
	return tallyText(v.Changes)
}

// tallyText writes what changed between two versions.
func tallyText(t store.Tally) string {
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{{t.Added, "added"}, {t.Removed, "removed"}, {t.Changed, "changed"}, {t.Moved, "moved"}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.what))
		}
	}
	if len(parts) == 0 {
		return "As the one before"
	}
	return strings.Join(parts, ", ")
}

// versionFacts says who took a snapshot, how large the map was and what it takes in the file.
func versionFacts(v store.Snapshot) string {
	parts := []string{}
	if v.By != "" {
		parts = append(parts, v.By)
	}
	parts = append(parts, plural(v.Stages, "stage", "stages"), plural(v.Cards, "card", "cards"), sizeText(v.Bytes))
	if v.Name != "" && v.Reason != store.Named {
		parts = append(parts, lowerFirst(reasonText(v.Reason)))
	}
	return strings.Join(parts, " · ")
}

// choose makes a row the chosen one; -1 is the present version.
func (p *versionsPanel) choose(i int) {
	if row := p.rows[p.at()]; row != nil {
		row.SetOn(false)
	}
	i = min(max(i, -1), len(p.shown)-1)
	p.state.chosen = ""
	if i >= 0 {
		p.state.chosen = p.shown[i].ID
	}
	p.list.Reveal(i + 1)
	if row := p.rows[i]; row != nil {
		row.SetOn(true)
	}
	p.showFoot()
	p.window.window.Canvas().Focus(p.keys)
}

func (p *versionsPanel) key(key fyne.KeyName) {
	if to, moves := p.list.Step(key, p.at(), -1, len(p.shown)-1, versionLine); moves {
		p.choose(to)
		return
	}
	switch key {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.look()
	case fyne.KeyC:
		p.compare()
	case fyne.KeyF2:
		p.rename()
	case fyne.KeyDelete:
		p.drop()
	case fyne.KeyEscape:
		p.window.escape()
	default:
		if typed := p.window.window.Canvas().OnTypedKey(); typed != nil {
			typed(&fyne.KeyEvent{Name: key})
		}
	}
}

// showFoot shows what can be done with the chosen snapshot.
func (p *versionsPanel) showFoot() {
	v := p.picked()
	keys := look.H(6, look.Kbd("Up"), look.Kbd("Down"), look.Gap(1), look.Kbd("Enter"), look.Text("look at it", 11, "text2"), look.Gap(1), look.Kbd("C"), look.Text("compare", 11, "text2"), look.Space())
	parts := []fyne.CanvasObject{}
	if v != nil {
		restore := look.Button("version-restore", look.Plain, "undo", "Restore", p.restore)
		adopt := look.Button("version-adopt", look.Plain, "duplicate", "As a new map", p.adopt)
		rename := look.Button("version-rename", look.Flat, "edit", "", p.rename)
		drop := look.Button("version-delete", look.Flat, "delete", "", p.drop)
		p.window.tipped(rename, "Rename the snapshot", nil)
		p.window.tipped(drop, "Delete the snapshot", nil)
		for _, b := range []*look.Press{restore, adopt, rename, drop} {
			b.SetDisabled(p.window.work().ReadOnly())
		}
		parts = append(parts,
			look.CutText(momentText(*v)+", "+lowerFirst(reasonText(v.Reason)), 11.5, "text", true),
			look.H(8, restore, adopt, look.Space()),
			look.H(4, p.compareChoice(*v), rename, drop, look.Space()))
	}
	p.foot.Objects = []fyne.CanvasObject{look.V(0, look.Line("line"), look.Pad(9, 10, 9, 14, look.V(7, append(parts, keys)...)))}
	p.foot.Refresh()
	p.content.Refresh()
}

// momentText says when a snapshot was made, to the minute.
func momentText(v store.Snapshot) string { return v.At.Local().Format("2 Jan 2006, 15:04") }

// menu opens the context menu of the chosen snapshot.
func (p *versionsPanel) menu(at fyne.Position) {
	if p.picked() == nil {
		return
	}
	item := func(text string, off bool, run func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(text, run)
		i.Disabled = off
		return i
	}
	off := p.window.work().ReadOnly()
	p.window.popUpMenu(fyne.NewMenu("",
		item("Look at it", false, p.look), fyne.NewMenuItemSeparator(),
		item("Compare with now", false, p.compare),
		item("Restore", off, p.restore), item("As a new map", off, p.adopt), fyne.NewMenuItemSeparator(),
		item("Rename…", off, p.rename), item("Delete…", off, p.drop)), at)
}

func (w *Window) toggleVersions() {
	w.withVersions, w.withComments = !w.withVersions || w.editor.wide(), false
	if w.withVersions && w.editor.wide() {
		w.backToBoard() // the page has no room for the list
	}
	w.editor.arrange()
	w.editor.top.showComments()
	if !w.withVersions {
		w.focusBoard()
		return
	}
	w.editor.versions.show()
	w.window.Canvas().Focus(w.editor.versions.keys)
}

// versionsChanged brings the list up to date with the file.
func (w *Window) versionsChanged() {
	if w.withVersions && w.editor != nil {
		w.editor.versions.show()
	}
}

// tellNotKept says that a snapshot that is made by itself could not be made.
func (w *Window) tellNotKept(err error) {
	title, detail := explain(err)
	text := "No snapshot could be made."
	if w.session.SaveState().Phase == Saved {
		text += " Your work is saved as usual."
	}
	w.toasts.Show("snapshot", text, "Why", func() { w.inform("No snapshot could be made", title+". "+detail) })
}
