package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// laneGallery shows the kinds of lane by the side of the blueprint's lines on which they lie, and hands
// over the one that is chosen. Now is the kind that the lane has already, empty for none.
func (w *Window) laneGallery(title string, now model.Kind, then func(model.Kind)) {
	var s *sheet
	var parts []fyne.CanvasObject
	var first fyne.Focusable
	for _, zone := range model.Zones {
		var cards []fyne.CanvasObject
		for _, k := range model.Kinds {
			if k.Zone() != zone {
				continue
			}
			card := laneCard(k, k == now, func() {
				s.close()
				then(k)
			})
			if first == nil || k == now {
				first = card
			}
			cards = append(cards, card)
		}
		token := scene.ZoneToken(zone)
		head := look.H(8, look.Sized(4, 14, look.NewFill(token, "", 0, 2)), look.Bold(zoneText(zone), 12, "text"), look.Text(zoneHelp(zone), 11.5, "text2"), look.Space())
		parts = append(parts, look.Pad(4, 0, 2, 0, head), container.NewGridWithColumns(3, cards...))
	}
	list := container.NewVScroll(look.Pad(0, 14, 4, 0, look.V(5, parts...)))
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { s.cancel() })
	height := min(540, look.Usual(w.window.Canvas().Size().Height-190))
	s = w.openSheet("lanes", title, 780, look.Sized(0, height, list), no)
	w.window.Canvas().Focus(first)
}

// laneCard is a kind of lane with its icon and what its cards say.
func laneCard(k model.Kind, on bool, tap func()) *look.Press {
	ground := func(s look.State) look.Ground {
		switch {
		case on:
			return look.Ground{Fill: "accent-soft", Border: "accent", Width: 1}
		case s.Hovered:
			return look.Ground{Fill: "hover", Border: "line2", Width: 1}
		}
		return look.Ground{Fill: "surface", Border: "line", Width: 1}
	}
	return look.NewPress("lane-kind-"+string(k), 6, ground, func(look.State) fyne.CanvasObject {
		return look.Sized(0, 66, look.Pad(7, 8, 6, 9, look.HTop(9, look.Icon(kindIcon(k), 18, kindToken(k)),
			look.Grow(look.V(1, look.Bold(k.Name(), 12.5, "text"), look.WrapText(k.Help(), 11, "text2", false))))))
	}, tap)
}

// zoneHelp says who a side of the blueprint is.
func zoneHelp(z model.Zone) string {
	switch z {
	case model.ZoneCustomer:
		return "what the customer does, thinks and feels"
	case model.ZoneContact:
		return "where both meet"
	case model.ZoneFrontstage:
		return "what the customer sees you do"
	case model.ZoneBackstage:
		return "what you do unseen"
	case model.ZoneSupport:
		return "what it all stands on"
	}
	return "what you learn from it"
}

// selectedLane returns the lane that is selected or focused, or nil.
func (w *Window) selectedLane() *model.Lane {
	j := w.session.Journey()
	if j == nil {
		return nil
	}
	for _, r := range w.session.Selection() {
		if r.Kind == model.LaneRecord {
			return j.Lane(model.LaneID(r.ID))
		}
	}
	return nil
}

// changeLaneKind offers another kind for the selected lane. Its cards stay.
func (w *Window) changeLaneKind() {
	lane := w.selectedLane()
	w.laneGallery("Make “"+look.Shortened(lane.Title, 15, 300)+"” a lane of", lane.Kind, func(k model.Kind) {
		w.session.Do(model.EditLane{Journey: w.session.JourneyID(), Lane: rekinded(*lane, k)})
	})
}

// rekinded returns a lane of another kind. A title and hint that came from the old kind follow.
func rekinded(l model.Lane, k model.Kind) model.Lane {
	if l.Title == l.Kind.Name() {
		l.Title = k.Name()
	}
	if l.Hint == l.Kind.Hint() {
		l.Hint = k.Hint()
	}
	l.Kind = k
	return l
}

// toggleLock locks the selected lane or unlocks it.
func (w *Window) toggleLock() {
	lane := *w.selectedLane()
	lane.Locked = !lane.Locked
	label := "Lock lane"
	if !lane.Locked {
		label = "Unlock lane"
	}
	w.session.Do(model.Group{Name: label, Commands: []model.Command{model.EditLane{Journey: w.session.JourneyID(), Lane: lane}}})
}

// hideLane takes the selected lane out of the present view.
func (w *Window) hideLane() {
	id := w.selectedLane().ID
	w.session.ChangePresent(func(v *model.View) { v.HideLanes = toggled(v.HideLanes, id) })
}

// laneActions are what can be done with the selected lane besides moving and deleting it.
func laneActions() []Action {
	has := func(w *Window) bool { return editableMap(w) && w.selectedLane() != nil }
	return []Action{
		{ID: "map.lanekind", Title: "Change the lane's kind…", Words: "swimlane row type", Icon: "swap", Menu: "Map", Group: 3, Enabled: has, Run: (*Window).changeLaneKind},
		{ID: "map.lock", Title: "Lock the lane's cards", Icon: "lock", Menu: "Map", Group: 3, Enabled: has,
			Checked: func(w *Window) bool { return opened(w) && w.selectedLane() != nil && w.selectedLane().Locked }, Run: (*Window).toggleLock},
		{ID: "map.hidelane", Title: "Hide the lane", Icon: "eye-off", Menu: "Map", Group: 3, Enabled: func(w *Window) bool { return onMap(w) && w.selectedLane() != nil }, Run: (*Window).hideLane},
	}
}
