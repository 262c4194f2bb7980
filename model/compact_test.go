package model_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/model"
)

// Whatever observations are kept, the same ones come back in the same order.
func TestObservations_KeepWhatTheyAreGiven(t *testing.T) {
	texts := rapid.SampledFrom([]string{"", "a", "b", "2026-03", "ä b"})
	number := rapid.Custom(func(t *rapid.T) model.Maybe[float64] {
		if rapid.Bool().Draw(t, "known") {
			return model.Some(rapid.Float64Range(-5, 5).Draw(t, "value"))
		}
		return model.Maybe[float64]{}
	})
	observation := rapid.Custom(func(t *rapid.T) model.Observation {
		return model.Observation{
			Metric: model.MetricID(texts.Draw(t, "metric")), Stage: model.StageID(texts.Draw(t, "stage")), Step: model.StepID(texts.Draw(t, "step")),
			Card: model.CardID(texts.Draw(t, "card")), Segment: texts.Draw(t, "segment"), Period: model.Period(texts.Draw(t, "period")),
			Value: number.Draw(t, "v"), Numerator: number.Draw(t, "num"), Denominator: number.Draw(t, "den"), N: number.Draw(t, "n"),
			Row: rapid.IntRange(-1, 1<<40).Draw(t, "row"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(observation, 0, 20).Draw(t, "list")
		got := model.ObservationsOf(want...)
		if list := slices.Collect(got.All()); got.Len() != len(want) || !slices.Equal(list, want) {
			t.Fatalf("%v became %v", want, list)
		}
		if !got.Equal(model.ObservationsOf(want...)) {
			t.Fatal("two of the same are not equal")
		}
		for _, id := range append(got.Metrics(), "none") {
			of := slices.DeleteFunc(slices.Clone(want), func(o model.Observation) bool { return o.Metric != id })
			if list := slices.Collect(got.Of(id)); !slices.Equal(list, of) {
				t.Fatalf("of %q: %v, want %v", id, list, of)
			}
		}
		keep := rapid.SliceOfN(rapid.Bool(), len(want), len(want)).Draw(t, "keep")
		var list model.ObservationList
		var left []model.Observation
		for i, o := range want {
			list.Add(o)
			if keep[i] {
				left = append(left, o)
			}
		}
		list.Keep(func(i int) bool { return keep[i] })
		more := observation.Draw(t, "more")
		list.Add(more)
		if got := slices.Collect(list.Done().All()); !slices.Equal(got, append(left, more)) {
			t.Fatalf("kept %v of %v, got %v", keep, want, got)
		}
	})
}

func TestObservations_DifferByOne(t *testing.T) {
	a := model.Observation{Metric: "m", Row: 1}
	b := model.Observation{Metric: "m", Row: 2}
	if model.ObservationsOf(a, b).Equal(model.ObservationsOf(a, a)) || model.ObservationsOf(a).Equal(model.ObservationsOf(a, a)) {
		t.Error("different ones are equal")
	}
	var none *model.Observations
	if none.Len() != 0 || !none.Equal(model.ObservationsOf()) || none.Equal(model.ObservationsOf(a)) {
		t.Error("none is not empty")
	}
}
