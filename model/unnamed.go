package model

import (
	"reflect"
	"slices"
	"unicode/utf8"
)

// unnamed returns the workspace, which is not published yet, without the hidden names.
func unnamed(w *Workspace, h hiddenNames) *Workspace {
	next := cloneWorkspace(w)
	for id, label := range h.people {
		if next.Owner(id) == nil {
			continue
		}
		other := DerivedID("without names", id) // an id may tell a name too
		replaceOwner(next, id, other)
		next.Owners = cleared(next.Owners, func(o *Owner) bool { return o.ID == id }, func(o *Owner) {
			*o = Owner{ID: other, Name: label}
		})
	}
	if len(h.list) > 0 {
		next.Name = h.within(next.Name)
		next.Owners, next.Systems, next.Channels = unnamedList(h, next.Owners), unnamedList(h, next.Systems), unnamedList(h, next.Channels)
		next.Personas, next.Metrics, next.Sources = unnamedList(h, next.Personas), unnamedList(h, next.Metrics), unnamedList(h, next.Sources)
		next.Views, next.Images = unnamedList(h, next.Views), unnamedList(h, next.Images)
		next.Datasets = mapped(next.Datasets, func(d *Dataset) *Dataset {
			return changedObservations(d, func(o *Observation) (Observation, bool) {
				hidden := *o
				hidden.Segment = h.within(o.Segment)
				return hidden, true
			}, func(o *Observation) bool { return h.within(o.Segment) != o.Segment })
		})
	}
	next.Journeys = mapped(next.Journeys, h.journey)
	return next
}

// journey returns the journey without the hidden names.
func (h hiddenNames) journey(j *Journey) *Journey {
	next := cloneJourney(j)
	next.Comments = cleared(j.Comments, func(c *Comment) bool { return c.Author != "" }, func(c *Comment) { c.Author = h.author[c.Author] })
	if len(h.list) == 0 {
		return next
	}
	h.record(reflect.ValueOf(&next.JourneyInfo).Elem())
	next.Stages = mapped(j.Stages, func(s *Stage) *Stage {
		stage := *s
		h.record(reflect.ValueOf(&stage).Elem())
		stage.Steps = cleared(s.Steps, func(*Step) bool { return true }, func(t *Step) {
			h.record(reflect.ValueOf(t).Elem())
			var once []Served // two goals may read the same now
			for _, g := range t.Serves {
				if !slices.Contains(once, g) {
					once = append(once, g)
				}
			}
			t.Serves = once
		})
		return &stage
	})
	next.Lanes, next.Cards = unnamedList(h, j.Lanes), unnamedList(h, j.Cards)
	next.Links, next.Comments = unnamedList(h, j.Links), unnamedList(h, next.Comments)
	return next
}

// unnamedList returns the records without the hidden names.
func unnamedList[R any](h hiddenNames, list []*R) []*R {
	return mapped(list, func(r *R) *R {
		next := *r
		if h.record(reflect.ValueOf(&next).Elem()) {
			return &next
		}
		return r
	})
}

// technical are the text fields that hold no words of people. Every other field of the type string does:
// one that comes new is looked through by itself.
var technical = []string{"Icon", "MIME", "Hash"}

// record replaces the hidden names in all texts of a copy of a record, and reports whether there were any.
// Lists are made anew, so that what the copy was made of stays as it is.
func (h hiddenNames) record(v reflect.Value) bool {
	changed := false
	for i := range v.NumField() {
		field, about := v.Field(i), v.Type().Field(i)
		switch {
		case !about.IsExported() || slices.Contains(technical, about.Name):
		case field.Type() == reflect.TypeFor[Ref]():
		case field.Type() == reflect.TypeFor[string]():
			if text := h.within(field.String()); text != field.String() {
				field.SetString(text)
				changed = true
			}
		case field.Type() == reflect.TypeFor[Filter]():
			changed = h.record(field) || changed
		case field.Type() == reflect.TypeFor[[]string](), field.Type() == reflect.TypeFor[[]Served]():
			list := reflect.AppendSlice(reflect.Zero(field.Type()), field)
			if h.each(list) {
				field.Set(list)
				changed = true
			}
		}
	}
	return changed
}

func (h hiddenNames) each(list reflect.Value) bool {
	changed := false
	for i := range list.Len() {
		item := list.Index(i)
		if item.Kind() == reflect.Struct {
			changed = h.record(item) || changed
			continue
		}
		if text := h.within(item.String()); text != item.String() {
			item.SetString(text)
			changed = true
		}
	}
	return changed
}

// within is mask, but no longer than a field may be.
func (h hiddenNames) within(text string) string {
	hidden := h.mask(text)
	if len(hidden) <= len(text) {
		return hidden
	}
	limit := MaxText
	if utf8.RuneCountInString(text) <= MaxTitle {
		limit = MaxTitle
	}
	return shortened(hidden, limit)
}
