package store_test

import (
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"

	"stagecraft/model"
	"stagecraft/store"
)

// summarised works out by hand what a summary must say.
func summarised(list []model.Observation) (s model.ObservationSummary) {
	once := map[string]bool{}
	first := func(kind, text string) bool {
		key := kind + text
		is := text != "" && !once[key]
		once[key] = true
		return is
	}
	for i, o := range list {
		s.Count++
		at := slices.IndexFunc(s.Metrics, func(m model.MeasuredMetric) bool { return m.Metric == o.Metric })
		if at < 0 {
			at = len(s.Metrics)
			s.Metrics = append(s.Metrics, model.MeasuredMetric{Metric: o.Metric})
		}
		for _, n := range []struct {
			r *model.Range
			v model.Maybe[float64]
		}{{&s.Metrics[at].Value, o.Value}, {&s.Numerator, o.Numerator}, {&s.Denominator, o.Denominator}, {&s.N, o.N}} {
			if n.v.Known {
				n.r.Add(n.v.Value)
			}
		}
		if first("stage", string(o.Stage)) {
			s.Stages = append(s.Stages, o.Stage)
		}
		if first("step", string(o.Step)) {
			s.Steps = append(s.Steps, o.Step)
		}
		if first("card", string(o.Card)) {
			s.Cards = append(s.Cards, o.Card)
		}
		if first("segment", o.Segment) {
			s.Segments = append(s.Segments, o.Segment)
		}
		if first("period", string(o.Period)) {
			s.Periods = append(s.Periods, o.Period)
		}
		if i == 0 {
			s.LeastRow, s.LastRow = o.Row, o.Row
		}
		s.LeastRow, s.LastRow = min(s.LeastRow, o.Row), max(s.LastRow, o.Row)
	}
	return s
}

func sorted(s model.ObservationSummary) model.ObservationSummary {
	slices.Sort(s.Stages)
	slices.Sort(s.Steps)
	slices.Sort(s.Cards)
	slices.Sort(s.Segments)
	slices.Sort(s.Periods)
	return s
}

// FuzzSkim goes through a chunk in both ways: what one refuses the other refuses, and what is known before
// unpacking is what comes out of it.
func FuzzSkim(f *testing.F) {
	w := model.Generate(3, 6, 4, 10, 50, 1)
	w2, _ := everything()
	for _, d := range append(w.Datasets, w2.Datasets...) {
		data := store.EncodeObservations(d.Observations, 0, d.Observations.Len())
		f.Add(data)
		for i := range 20 {
			mutant := slices.Clone(data)
			mutant[(i*7919+i*i)%len(mutant)] ^= byte(1 << (i % 8))
			f.Add(mutant)
			f.Add(mutant[:len(mutant)-i])
		}
	}
	intern := func(b []byte) string { return string(b) }
	f.Fuzz(func(t *testing.T, data []byte) {
		var list model.ObservationList
		err := store.DecodeObservations(&list, data, intern)
		packed, skimErr := store.Pack(data)
		if (err == nil) != (skimErr == nil) {
			t.Fatalf("unpacking says %v, going through it %v", err, skimErr)
		}
		want := list.Done()
		if err != nil || want.Len() == 0 {
			return
		}
		about, ok := packed.Deferred()
		if by := summarised(slices.Collect(want.All())); !ok || !reflect.DeepEqual(sorted(about), sorted(by)) {
			t.Fatalf("known before: %+v, and in truth: %+v", about, by)
		}
		if !slices.Equal(packed.Metrics(), want.Metrics()) || packed.Len() != want.Len() || !packed.Equal(want) {
			t.Fatal("what was unpacked is not the same")
		}
	})
}

// TestObservationsAreUnpackedWhenTheyAreLookedAt opens a file with many, and asks for them from many
// goroutines at once.
func TestObservationsAreUnpackedWhenTheyAreLookedAt(t *testing.T) {
	w := model.Generate(3, 6, 4, 50, 20_000, 1)
	f := opened(t, created(t, w))
	want, got := w.Datasets[0].Observations, f.Workspace().Datasets[0].Observations
	if _, ok := got.Deferred(); !ok || got.Len() != want.Len() || !slices.Equal(got.Metrics(), want.Metrics()) {
		t.Fatal("what is known before unpacking is wrong")
	}
	if store.Unpacked(got) {
		t.Error("opening unpacked them")
	}
	saved(t, f, edited(f.Workspace(), 3, "An edit"))
	if _, err := f.Snapshot(t.Context(), f.Workspace(), store.Snapshot{Journey: w.Journeys[0].ID}); err != nil || store.Unpacked(got) {
		t.Errorf("an edit or a snapshot unpacked them (%v)", err)
	}
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			for k := i; k < want.Len(); k += 16 {
				if got.At(k) != want.At(k) {
					t.Errorf("observation %d differs", k)
					return
				}
			}
		})
	}
	all.Wait()
	if !store.Unpacked(got) {
		t.Error("the test of what is unpacked finds nothing")
	}
}

// TestRulesHoldWithoutUnpacking breaks each rule of observations in a file: opening finds it.
func TestRulesHoldWithoutUnpacking(t *testing.T) {
	good := model.Generate(2, 4, 3, 10, 2000, 1)
	for i, change := range []func(o *model.Observation){
		func(o *model.Observation) { o.Value = model.Some(1e9) },
		func(o *model.Observation) { o.Period = "soon" },
		func(o *model.Observation) { o.N = model.Some(-1.0) },
		func(o *model.Observation) { o.Denominator = model.Some(-1.0) },
		func(o *model.Observation) { o.Row = -5 },
		func(o *model.Observation) { o.Segment = "a\x00b" },
	} {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			list := slices.Collect(good.Datasets[0].Observations.All())
			change(&list[1500])
			w := withJourneys(good, good.Journeys)
			d := *good.Datasets[0]
			d.Observations = model.ObservationsOf(list...)
			w.Datasets = []*model.Dataset{&d}
			f, err := store.Open(t.Context(), created(t, w), store.Options{ReadOnly: true})
			if err != nil || len(f.Problems()) != 1 {
				t.Fatal(err, f.Problems())
			}
			same(t, w, f.Workspace())
		})
	}
}
