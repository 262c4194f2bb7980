package store_test

import (
	"testing"

	"stagecraft/model"
	"stagecraft/store"
)

func FuzzObservations(f *testing.F) {
	text := func(b []byte) string { return string(b) }
	w := model.Generate(2, 4, 3, 10, 40, 1)
	f.Add(store.EncodeObservations(w.Datasets[0].Observations))
	f.Add([]byte{1, 1, 'm', 0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := store.DecodeObservations(nil, data, text)
		if err != nil {
			if len(list) > 0 {
				t.Fatal("values beside an error")
			}
			return
		}
		again, err := store.DecodeObservations(nil, store.EncodeObservations(list), text)
		if err != nil || len(again) != len(list) {
			t.Fatalf("%d became %d: %v", len(list), len(again), err)
		}
		for i := range list {
			if list[i] != again[i] {
				t.Fatalf("%+v became %+v", list[i], again[i])
			}
		}
	})
}
