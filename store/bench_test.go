package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"stagecraft/model"
	"stagecraft/store"
)

func BenchmarkOpen(b *testing.B) {
	ctx := context.Background()
	for _, size := range []struct{ cards, observations int }{{100, 0}, {10_000, 0}, {10_000, 100_000}, {10_000, 1_000_000}} {
		b.Run(fmt.Sprintf("cards=%d,observations=%d", size.cards, size.observations), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "a.stage")
			f, err := store.Create(ctx, path, model.Generate(10, 100, 12, size.cards, size.observations, 1))
			if err != nil {
				b.Fatal(err)
			}
			f.Close()
			b.ReportAllocs()
			for b.Loop() {
				f, err := store.Open(ctx, path, store.Options{})
				if err != nil {
					b.Fatal(err)
				}
				f.Close()
			}
		})
	}
}

// BenchmarkSaveOneEdit shows that neither the time nor the bytes of a save follow the size of the map.
func BenchmarkSaveOneEdit(b *testing.B) {
	ctx := context.Background()
	for _, cards := range []int{100, 10_000, 100_000} {
		b.Run(fmt.Sprintf("cards=%d", cards), func(b *testing.B) {
			w := model.Generate(10, 100, 12, cards, 0, 1)
			f, err := store.Create(ctx, filepath.Join(b.TempDir(), "a.stage"), w)
			if err != nil {
				b.Fatal(err)
			}
			defer f.Close()
			var bytes, saves int64
			before := written()
			for b.Loop() {
				b.StopTimer()
				j := w.Journeys[0]
				card := *j.Cards[int(saves)*7919%cards]
				card.Title = fmt.Sprintf("edit %d", saves)
				w = done(b, w, model.EditCards{Journey: j.ID, Cards: []model.Card{card}})
				b.StartTimer()
				s, err := f.Save(ctx, w)
				if err != nil {
					b.Fatal(err)
				}
				bytes += s.Bytes
				saves++
			}
			b.ReportMetric(float64(bytes)/float64(saves), "record-bytes/op")
			if total := written() - before; total > 0 {
				b.ReportMetric(float64(total)/float64(saves), "file-bytes/op")
			}
		})
	}
}

func BenchmarkCreate10000(b *testing.B) {
	ctx := context.Background()
	w := model.Generate(10, 100, 12, 10_000, 100_000, 1)
	n := 0
	for b.Loop() {
		n++
		f, err := store.Create(ctx, filepath.Join(b.TempDir(), fmt.Sprint(n, ".stage")), w)
		if err != nil {
			b.Fatal(err)
		}
		f.Close()
	}
}

func BenchmarkEncodeJourney10000(b *testing.B) {
	w := model.Generate(10, 100, 12, 10_000, 100_000, 1)
	for b.Loop() {
		if _, err := store.EncodeJourney(w, w.Journeys[0].ID); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeJourney10000(b *testing.B) {
	w := model.Generate(10, 100, 12, 10_000, 100_000, 1)
	data, err := store.EncodeJourney(w, w.Journeys[0].ID)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := store.DecodeJourney(data); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSnapshot10000 takes the first snapshot of a map, and the second after an edit of one card.
func BenchmarkSnapshot10000(b *testing.B) {
	ctx := context.Background()
	w := model.Generate(10, 100, 12, 10_000, 0, 1)
	next := edited(w, 5000, "Another title")
	j := w.Journeys[0].ID
	f, err := store.Create(ctx, filepath.Join(b.TempDir(), "a.stage"), w)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	take := func(b *testing.B, w *model.Workspace) store.Snapshot {
		s, err := f.Snapshot(ctx, w, store.Snapshot{Journey: j})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(s.Bytes), "file-bytes/op")
		return s
	}
	drop := func(b *testing.B, s store.Snapshot) {
		if err := f.DropSnapshots(ctx, s.ID); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			s := take(b, w)
			b.StopTimer()
			drop(b, s)
			b.StartTimer()
		}
	})
	b.Run("second", func(b *testing.B) {
		first := take(b, w)
		for b.Loop() {
			s := take(b, next)
			b.StopTimer()
			drop(b, s)
			b.StartTimer()
		}
		drop(b, first)
	})
	b.Run("read", func(b *testing.B) {
		s := take(b, w)
		for b.Loop() {
			if _, err := f.ReadSnapshot(ctx, s.ID); err != nil {
				b.Fatal(err)
			}
		}
		drop(b, s)
	})
}

// BenchmarkUnpack looks at the observations of a file for the first time.
func BenchmarkUnpack(b *testing.B) {
	path := filepath.Join(b.TempDir(), "a.stage")
	f, err := store.Create(context.Background(), path, model.Generate(10, 100, 12, 10_000, 1_000_000, 1))
	if err != nil {
		b.Fatal(err)
	}
	f.Close()
	for b.Loop() {
		b.StopTimer()
		f, err := store.Open(context.Background(), path, store.Options{ReadOnly: true})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		for _, d := range f.Workspace().Datasets {
			d.Observations.At(0)
		}
	}
}
