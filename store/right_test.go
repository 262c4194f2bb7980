package store_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"stagecraft/model"
	"stagecraft/store"
)

// history knows every version that each record of a file ever had.
type history struct {
	last     *model.Workspace
	versions map[model.Ref][]reflect.Value
	place    map[model.Ref]int // of the last version, in its list
	values   map[model.Observation]int
}

func historyOf(states ...*model.Workspace) *history {
	h := &history{versions: map[model.Ref][]reflect.Value{}, place: map[model.Ref]int{}, values: map[model.Observation]int{}}
	for _, w := range states {
		h.last = w
		places := map[model.Ref]int{}
		each(w, func(ref model.Ref, record reflect.Value) {
			list := model.Ref{Kind: ref.Kind, Journey: ref.Journey}
			places[list]++
			h.place[ref] = places[list]
			known := h.versions[ref]
			if len(known) == 0 || known[len(known)-1].Pointer() != record.Pointer() {
				h.versions[ref] = append(known, record)
			}
		})
	}
	for _, d := range h.last.Datasets {
		for o := range d.Observations.All() {
			h.values[o]++
		}
	}
	return h
}

// each visits every record of a workspace in its order.
func each(w *model.Workspace, visit func(model.Ref, reflect.Value)) {
	list := func(kind model.RecordKind, journey model.JourneyID, records any) {
		for v, i := reflect.ValueOf(records), 0; i < v.Len(); i++ {
			id := ""
			if f := v.Index(i).Elem().FieldByName("ID"); f.IsValid() {
				id = f.String()
			} else { // a dataset
				id = v.Index(i).Elem().FieldByName("Journey").String() + "/" + v.Index(i).Elem().FieldByName("Source").String()
			}
			visit(model.Ref{Kind: kind, Journey: journey, ID: id}, v.Index(i))
		}
	}
	list(model.JourneyRecord, "", w.Journeys)
	for _, j := range w.Journeys {
		list(model.StageRecord, j.ID, j.Stages)
		list(model.StepRecord, j.ID, j.Steps())
		list(model.LaneRecord, j.ID, j.Lanes)
		list(model.CardRecord, j.ID, j.Cards)
		list(model.LinkRecord, j.ID, j.Links)
		list(model.CommentRecord, j.ID, j.Comments)
	}
	list(model.PersonaRecord, "", w.Personas)
	list(model.MetricRecord, "", w.Metrics)
	list(model.SourceRecord, "", w.Sources)
	list(model.DatasetRecord, "", w.Datasets)
	list(model.ChannelRecord, "", w.Channels)
	list(model.OwnerRecord, "", w.Owners)
	list(model.SystemRecord, "", w.Systems)
	list(model.ViewRecord, "", w.Views)
	list(model.PairRecord, "", w.Pairs)
	list(model.ImageRecord, "", w.Images)
}

// elsewhere are the fields that are compared as records of their own.
var elsewhere = map[string]bool{
	"Journey.Stages": true, "Journey.Lanes": true, "Journey.Cards": true, "Journey.Links": true,
	"Journey.Comments": true, "Stage.Steps": true, "Dataset.Observations": true,
}

// letGo are the fields that may hold less than they did because what they refer to is lost.
var letGo = map[string]bool{
	"JourneyInfo.Twin": true, "JourneyInfo.Owner": true, "JourneyInfo.Personas": true, "Step.Serves": true,
	"Lane.Persona": true, "Lane.Metric": true, "Card.Persona": true, "Card.Channel": true, "Card.Owner": true,
	"Card.System": true, "Card.Image": true, "Card.Span": true, "Comment.On": true, "Persona.Photo": true,
	"Metric.Owner": true, "Source.Owner": true, "System.Owner": true, "View.Metric": true, "View.HideLanes": true,
	"View.CollapsedLanes": true, "View.Collapsed": true, "View.Heights": true, "Filter.Personas": true, "Filter.Channels": true,
}

// ordered reports whether the records of a kind must be in the order that they were saved in. Steps have
// theirs within a stage, and one whose stage is lost stands in another. Of a dataset the place lies in its own
// record: one that lost that and is put together from its values stands behind the others. Nobody sees it:
// what is listed are the sources.
func ordered(kind model.RecordKind, rebuilt bool) bool {
	return kind != model.StepRecord && (kind != model.DatasetRecord || !rebuilt)
}

// wrong says what is wrong in what was read of a damaged file: each record must be as it was at some
// time, in the order of the others, and what is missing or older than it should be must be told.
func (h *history) wrong(got *model.Workspace, problems []store.Problem) error {
	told, rebuilt := map[model.RecordKind]bool{}, false
	for _, p := range problems {
		told[p.Kind] = true
		rebuilt = rebuilt || p.Kind == model.DatasetRecord && strings.HasPrefix(p.Text, "was lost; ")
	}
	found, order := map[model.Ref]bool{}, map[model.Ref]int{}
	var err error
	fail := func(format string, args ...any) {
		if err == nil {
			err = fmt.Errorf(format, args...)
		}
	}
	each(got, func(ref model.Ref, record reflect.Value) {
		versions := h.versions[ref]
		if len(versions) == 0 || recovered(record) {
			if !recovered(record) {
				fail("%v was never there", ref)
			}
			return
		}
		if found[ref] {
			fail("%v is there twice", ref)
		}
		found[ref] = true
		if list := (model.Ref{Kind: ref.Kind, Journey: ref.Journey}); !told[""] && ordered(ref.Kind, rebuilt) {
			if h.place[ref] < order[list] {
				fail("%v is not in its place", ref)
			}
			order[list] = max(order[list], h.place[ref])
		}
		at := slices.IndexFunc(versions, func(v reflect.Value) bool { return alike(v, record, len(problems) > 0) })
		switch {
		case at < 0:
			fail("%v is as it never was: %+v", ref, record.Elem())
		case at < len(versions)-1 && !alike(versions[len(versions)-1], record, true) && !told[ref.Kind] && !told[""]:
			fail("%v is older than it should be and that is not told", ref)
		}
	})
	each(h.last, func(ref model.Ref, _ reflect.Value) {
		if !found[ref] && !told[ref.Kind] && !told[""] {
			fail("%v is missing and that is not told", ref)
		}
	})
	left := map[model.Observation]int{}
	for _, d := range got.Datasets {
		for o := range d.Observations.All() {
			if left[o]++; left[o] > h.values[o] {
				fail("%+v was never measured", o)
			}
		}
	}
	return err
}

// recovered says whether a record was made to hold what had lost its hold.
func recovered(record reflect.Value) bool {
	for _, name := range []string{"Title", "Name"} {
		if f := record.Elem().FieldByName(name); f.IsValid() && strings.HasPrefix(f.String(), "Recovered ") {
			return true
		}
	}
	return false
}

// alike compares a version of a record with what was read of it.
func alike(was, is reflect.Value, harmed bool) bool {
	if was.Kind() == reflect.Pointer {
		if was.Pointer() == is.Pointer() {
			return true
		}
		was, is = was.Elem(), is.Elem()
	}
	for i := range was.NumField() {
		f := was.Type().Field(i)
		name := was.Type().Name() + "." + f.Name
		a, b := was.Field(i), is.Field(i)
		switch {
		case !f.IsExported() || elsewhere[name]:
		case f.Name == "JourneyInfo" || name == "View.Filter":
			if !alike(a, b, harmed) {
				return false
			}
		case len(differences("", a, b)) == 0:
		case !harmed || !letGo[name] || !less(a, b):
			return false
		}
	}
	return true
}

// less says whether a reference or a list of references holds a part of what it held.
func less(was, is reflect.Value) bool {
	switch was.Kind() {
	case reflect.Slice:
		at := 0
		for i := range is.Len() {
			for at < was.Len() && !was.Index(at).Equal(is.Index(i)) {
				at++
			}
			if at++; at > was.Len() {
				return false
			}
		}
		return true
	case reflect.Int:
		return is.Int() >= 1 && is.Int() <= was.Int()
	case reflect.Struct: // the record that a comment is on
		return is.Interface().(model.Ref).Kind == model.JourneyRecord
	}
	return is.IsZero()
}
