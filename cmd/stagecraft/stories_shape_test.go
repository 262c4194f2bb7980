package main

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"stagecraft/model"
)

// does runs an action by its words in the palette.
func (d *desk) does(words, action string) {
	d.t.Helper()
	d.key("ctrl+shift+p")
	d.wait("the palette", func(s seen) bool { return s.Dialog == "palette" })
	d.write(words)
	d.press("palette-" + action)
}

// The map is to fit the room: steps, lane names and a lane are made wider and higher by their borders, and
// that is kept as a view.
func TestStory_ResizesByTheBorders(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	before := d.savedWorkspace()
	step, label := d.head("dream"), d.head("do")
	d.drag(step.at(1, 0.5).by(-1, 10), step.at(1, 0.5).by(60, 10))
	if now := d.head("dream").W; now < step.W+55 || now > step.W+65 {
		t.Errorf("pulled by 60, a step that was %v wide is %v wide", step.W, now)
	}
	if now := d.head("arrive").W; now != d.head("dream").W {
		t.Errorf("another step is %v wide", now)
	}
	d.drag(label.at(1, 0.5).by(-1, 0), label.at(1, 0.5).by(40, 0))
	if now := d.head("do").W; now < label.W+35 || now > label.W+45 {
		t.Errorf("pulled by 40, lane names that were %v wide are %v wide", label.W, now)
	}
	lane := d.head("pain")
	s := d.lift(lane.at(0.5, 1).by(0, -1), lane.at(0.5, 1).by(0, 70))
	if !strings.Contains(s.Gesture, "Pains at least") {
		t.Errorf("while a border is pulled the status says %q", s.Gesture)
	}
	d.drop()
	if now := d.head("pain").H; now < lane.H+65 || now > lane.H+75 {
		t.Errorf("pulled by 70, a lane that was %v high is %v high", lane.H, now)
	}
	low := d.head("idea")
	d.lift(low.at(0.5, 1).by(0, -1), low.at(0.5, 1).by(0, 90))
	d.key("Escape")
	d.drop()
	if now := d.head("idea").H; now != low.H {
		t.Errorf("given up, the lane that was %v high is %v high", low.H, now)
	}
	d.unchanged("after only resizing", before)
	d.does("save this view", "view.save")
	d.widget("ask-text")
	d.write("For the wall\n")
	views := d.savedWorkspace().Views
	if len(views) != 1 || len(views[0].Heights) != 1 || views[0].Heights[0].Lane != "pain" || views[0].Heights[0].Height < lane.H+60 {
		t.Fatalf("the file has the views %+v", views)
	}
	if v := views[0]; v.Column < 190 || v.Label < 165 {
		t.Errorf("the view has steps of %v and lane names of %v", v.Column, v.Label)
	}
}

// What was thought to be a pain is a gain: the lane gets another kind and keeps its cards.
func TestStory_ChangesALanesKind(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	before := d.savedWorkspace()
	d.click(d.head("pain"), 1)
	d.does("lane's kind", "map.lanekind")
	d.press("lane-kind-gain")
	j := d.saved()
	l := j.Lane("pain")
	if l.Kind != model.KindGain {
		t.Fatalf("the lane of the file is of the kind %q", l.Kind)
	}
	for _, id := range []model.CardID{"prices", "fee"} {
		if c := j.Card(id); c == nil || c.Lane != "pain" {
			t.Errorf("the card %s is not in the lane any more", id)
		}
	}
	d.key("ctrl+z")
	d.unchanged("after one undo", before)
}

// A facilitator writes the steps down as people call them out, before there is any card.
func TestStory_TypesTheOutlineOfAnEmptyMap(t *testing.T) {
	d := newDesk(t)
	d.start()
	d.press("home.new")
	d.wait("the map", func(s seen) bool { return s.Screen == "board" && len(s.Cells) > 0 })
	d.press("steps")
	d.write("Look around\nCompare\n\nBuy:\nChoose\nPay")
	d.press("steps.make")
	j := d.saved()
	var got []string
	for _, st := range j.Stages {
		for _, step := range st.Steps {
			got = append(got, step.Title)
		}
		got = append(got, "|")
	}
	if want := []string{"Look around", "Compare", "|", "Choose", "Pay", "|"}; !slices.Equal(got, want) {
		t.Fatalf("the file has the steps %q, want %q", got, want)
	}
	if got := j.Stages[1].Title; got != "Buy" {
		t.Errorf("the second stage of the file is called %q", got)
	}
	if s := d.look(); slices.ContainsFunc(s.Widgets, func(w place) bool { return w.Name == "steps" }) {
		t.Error("the card that asks for the steps is still there")
	}
	d.key("ctrl+z")
	if got := len(d.saved().Stages); got == 2 {
		t.Error("one undo does not take the steps back")
	}
}

// The hint of the first map is closed, and does not come again, neither on another map nor the next day.
func TestStory_TheFirstHintGoesAway(t *testing.T) {
	d := newDesk(t)
	d.open(trips())
	d.press("journey-Way home")
	d.press("steps.close")
	hinted := func(s seen) bool {
		return slices.ContainsFunc(s.Widgets, func(w place) bool { return strings.HasPrefix(w.Name, "steps") })
	}
	if hinted(d.look()) {
		t.Fatal("the hint is still there")
	}
	d.quit()
	d.start(d.file)
	d.press("journey-Way home")
	if s := d.wait("the empty map", func(s seen) bool { return s.Journey == "home" && len(s.Cells) > 0 }); hinted(s) {
		t.Error("the next day the hint is there again")
	}
}

// Large text, no motion and a name: all of it holds at once and is there the next day, and the name stands at
// a comment.
func TestStory_KeepsTheSettings(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	small := d.widget("title").H
	d.does("settings", "view.settings")
	d.press("textsize.150")
	d.press("settings.still")
	d.fill("settings.author", "Mara")
	d.press("sheet-ok")
	if now := d.widget("title").H; now < small*1.2 {
		t.Errorf("with text of 150 %% the title is %v high, it was %v", now, small)
	}
	d.quit()
	var kept map[string]any
	data, err := os.ReadFile(d.settings())
	if err == nil {
		err = json.Unmarshal(data, &kept)
	}
	if err != nil || kept["text-size"] != 1.5 || kept["reduce-motion"] != true || kept["author"] != "Mara" {
		t.Fatalf("the settings are %s: %v", data, err)
	}
	d.start(d.file)
	d.wait("the board", func(s seen) bool { return s.Screen == "board" && len(s.Cards) > 0 })
	if now := d.widget("title").H; now < small*1.2 {
		t.Errorf("the next day the title is %v high", now)
	}
	d.click(d.card("fee"), 1)
	d.key("c")
	d.widget("comment-text")
	d.write("Still so?")
	if !d.standsStill() {
		t.Error("with the caret in a field the window never stands still for a second, although nothing is to move")
	}
	d.press("sheet-ok")
	if c := d.saved().Comments; len(c) != 1 || c[0].Author != "Mara" {
		t.Errorf("the file has the comments %+v", c)
	}
}

// A researcher writes a persona down on its page, says where its goal is served, and deletes another.
func TestStory_FillsThePersonasPage(t *testing.T) {
	d := newDesk(t)
	w := trip()
	w.Personas = append(w.Personas, &model.Persona{ID: "ben", Name: "Ben"})
	w.Journeys[0].Personas = append(w.Journeys[0].Personas, "ben")
	d.open(w)
	d.key("ctrl+6")
	d.wait("the personas", func(s seen) bool { return s.Screen == "personas" })
	d.fill("persona-quote.1", "I want it to be easy")
	d.fill("persona-goals.1", "Sleep well\nSpend little")
	d.key("ctrl+Return")
	d.fill("persona-size.1", "38 % of guests")
	d.key("Return")
	d.press("goal.Spend little.compare")
	w = d.savedWorkspace()
	ana := w.Personas[0]
	if ana.Quote != "I want it to be easy" || !slices.Equal(ana.Goals, []string{"Sleep well", "Spend little"}) || ana.SegmentSize != "38 % of guests" {
		t.Errorf("the file has %+v", ana)
	}
	if got := w.Journeys[0].ServedAt("ana", "Spend little"); len(got) != 1 || got[0].ID != "compare" {
		t.Errorf("in the file the goal is served at %d steps", len(got))
	}
	d.press("persona-delete.2")
	d.press("sheet-ok") // the journey is about him too
	d.wait("the deleting", func(s seen) bool { return strings.Contains(s.Undo, "elete") })
	w = d.savedWorkspace()
	if len(w.Personas) != 1 || slices.Contains(w.Journeys[0].Personas, "ben") {
		t.Errorf("after the deleting the file has %d personas", len(w.Personas))
	}
	d.key("ctrl+z")
	if got := len(d.savedWorkspace().Personas); got != 2 {
		t.Errorf("after undo the file has %d personas", got)
	}
}
