package store_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/store"
)

// TestRanksKeepTheOrder inserts and moves at random places, as lists of records are changed, and
// checks after each that the ranks are in order, well formed and short.
func TestRanksKeepTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var ranks []string
		given, changes := 0, 0
		favourite := rapid.IntRange(0, 20).Draw(t, "favourite place")
		for range rapid.IntRange(1, 60).Draw(t, "changes") {
			changes++
			need := make([]bool, len(ranks))
			count := rapid.SampledFrom([]int{1, 1, 1, 2, 5, 40}).Draw(t, "count")
			at := min(favourite, len(ranks))
			switch rapid.IntRange(0, 3).Draw(t, "where") {
			case 0:
				at = len(ranks)
			case 1:
				at = rapid.IntRange(0, len(ranks)).Draw(t, "at")
			}
			ranks = slices.Insert(ranks, at, make([]string, count)...)
			need = slices.Insert(need, at, slices.Repeat([]bool{true}, count)...)
			if len(ranks) > 4 && rapid.Bool().Draw(t, "move another") {
				need[rapid.IntRange(0, len(ranks)-1).Draw(t, "moved")] = true
			}
			got, err := store.AssignRanks(len(ranks), need, func(i int) (string, error) {
				if need[i] {
					t.Fatalf("the rank of %d is asked for, which has none", i)
				}
				return ranks[i], nil
			})
			if err != nil {
				t.Fatal(err)
			}
			for i, r := range got {
				ranks[i] = r
			}
			given += len(got)
			for i, r := range ranks {
				if !store.IsRank(r) || len(r) > 24 {
					t.Fatalf("rank %q", r)
				}
				if i > 0 && ranks[i-1] >= r {
					t.Fatalf("%q before %q", ranks[i-1], r)
				}
			}
		}
	})
}

// TestRanksMakeRoom puts record after record into the same narrow gap.
func TestRanksMakeRoom(t *testing.T) {
	ranks := []string{"V", "V1"}
	written := 0
	const inserts = 5000
	for i := range inserts {
		at := 1
		if i%3 == 0 {
			at = len(ranks) - 1
		}
		ranks = slices.Insert(ranks, at, "")
		need := make([]bool, len(ranks))
		need[at] = true
		got, err := store.AssignRanks(len(ranks), need, func(i int) (string, error) { return ranks[i], nil })
		if err != nil {
			t.Fatal(err)
		}
		written += len(got)
		for i, r := range got {
			ranks[i] = r
		}
	}
	if !slices.IsSorted(ranks) || len(slices.Compact(slices.Clone(ranks))) != len(ranks) {
		t.Error("out of order")
	}
	if written > inserts*2 {
		t.Errorf("%d inserts wrote %d ranks", inserts, written)
	}
}

// TestRanksOfDamagedList gives ranks beside neighbours that are out of order.
func TestRanksOfDamagedList(t *testing.T) {
	ranks := []string{"V", "V", "", "A", "A", "z"}
	need := []bool{false, false, true, false, false, false}
	got, err := store.AssignRanks(len(ranks), need, func(i int) (string, error) { return ranks[i], nil })
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range got {
		ranks[i] = r
	}
	if !slices.IsSorted(ranks) || len(slices.Compact(slices.Clone(ranks))) != len(ranks) {
		t.Errorf("%q", ranks)
	}
}
