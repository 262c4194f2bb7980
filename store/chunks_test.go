package store_test

import (
	"testing"

	"stagecraft/model"
	"stagecraft/store"
)

func FuzzObservations(f *testing.F) {
	text := func(b []byte) string { return string(b) }
	w := model.Generate(2, 4, 3, 10, 40, 1)
	f.Add(store.EncodeObservations(w.Datasets[0].Observations, 0, 40))
	f.Add([]byte{1, 1, 'm', 0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		var first, second model.ObservationList
		if err := store.DecodeObservations(&first, data, text); err != nil {
			if first.Len() > 0 {
				t.Fatal("values beside an error")
			}
			return
		}
		list := first.Done()
		err := store.DecodeObservations(&second, store.EncodeObservations(list, 0, list.Len()), text)
		again := second.Done()
		if err != nil || again.Len() != list.Len() {
			t.Fatalf("%d became %d: %v", list.Len(), again.Len(), err)
		}
		if !list.Equal(again) {
			t.Fatalf("%+v became %+v", list, again)
		}
	})
}
