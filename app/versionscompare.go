package app

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// compareChoice offers what a snapshot can be compared with: the present version or another snapshot.
func (p *versionsPanel) compareChoice(v store.Snapshot) fyne.CanvasObject {
	options := func() []look.Option {
		list := []look.Option{{ID: "now", Text: "The present version", Icon: "edit"}, {}}
		for _, other := range p.session.snapshotsOf(v.Journey) {
			if other.ID != v.ID {
				list = append(list, look.Option{ID: string(other.ID), Text: look.Shortened(versionName(other), 12, 220) + ", " + momentText(other)})
			}
		}
		if len(list) == 2 {
			list = list[:1]
		}
		return list
	}
	c := look.NewChoice("version-compare", "Compare with", "compare", options, func(id string) {
		if id == "now" {
			p.window.compareWithNow(v.ID)
			return
		}
		p.window.compareSnapshots(v.ID, store.SnapshotID(id))
	})
	return look.Fixed(150, 28, c.Press)
}

// compareWithNow shows what differs between a snapshot and the present version.
func (w *Window) compareWithNow(id store.SnapshotID) {
	v, ok := w.snapshot(id)
	if !ok {
		return
	}
	w.readVersion(v, func(version *model.Workspace) {
		w.backToNow()
		w.openCompare(versionSide(v, version), compareSide{Name: "Now", Workspace: w.session.Workspace(), Journey: v.Journey})
	})
}

// compareSnapshots shows what differs between two snapshots, the older one first.
func (w *Window) compareSnapshots(one, other store.SnapshotID) {
	a, okay := w.snapshot(one)
	b, found := w.snapshot(other)
	if !okay || !found {
		return
	}
	if b.At.Before(a.At) {
		a, b = b, a
	}
	w.readVersion(a, func(before *model.Workspace) {
		w.readVersion(b, func(after *model.Workspace) {
			w.backToNow()
			w.openCompare(versionSide(a, before), versionSide(b, after))
		})
	})
}

func versionSide(v store.Snapshot, version *model.Workspace) compareSide {
	return compareSide{Name: versionLabel(v), Workspace: version, Journey: v.Journey}
}

// compareReceived is a button that compares the journey of another copy with the one that is here.
func (w *Window) compareReceived(r received, id model.JourneyID, leave func()) fyne.CanvasObject {
	return look.LargeButton("merge-compare", look.Plain, "compare", "Compare", func() {
		leave()
		w.openCompare(compareSide{Name: "Here", Workspace: w.session.Workspace(), Journey: id},
			compareSide{Name: filepath.Base(r.path), Workspace: r.workspace, Journey: id})
	})
}
