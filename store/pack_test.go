package store_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/model"
	"stagecraft/store"
)

// oldRecord is a record as it was packed when format 2 was made.
const (
	oldRecordKey  = "\x03tea"
	oldRecordText = `{"id":"c1","lane":"do","step":"ask","title":"Asks for a tea","emotion":-1.5,"evidence":"validated"}`
	oldRecord     = "59151e04646f19200861736b0123010044223a2241736b7320666f722061207465612246850101a5150008007d"
)

// TestDictionaryNeverChanges reads a record of old, and holds the dictionary without which none can be read.
func TestDictionaryNeverChanges(t *testing.T) {
	sum := sha256.Sum256([]byte(strings.Join(store.RecordWords, "")))
	if got := hex.EncodeToString(sum[:]); got != "a1ed4484ec3fec2c9600f101c109879108a5362ec024e5c29d6bc8cd98d11c9e" {
		t.Errorf("the dictionary of format 2 was changed, files cannot be read any more: %s", got)
	}
	packed, err := hex.DecodeString(oldRecord)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := store.UnpackRecord([]byte(oldRecordKey+"c1"), packed); err != nil || string(got) != oldRecordText {
		t.Errorf("%s %v", got, err)
	}
	if got, ok := store.PackRecord([]byte(oldRecordKey+"c1"), []byte(oldRecordText)); !ok || len(got) > len(packed)+8 {
		t.Errorf("%d bytes, once %d: %x", len(got), len(packed), got)
	}
}

// TestRecordsComeBack packs records and what is none.
func TestRecordsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scope, id := rapid.StringN(0, 8, 30).Draw(t, "scope"), rapid.OneOf(rapid.Just("c1"), rapid.String()).Draw(t, "id")
		key := append([]byte{byte(len(scope))}, scope+id...)
		if rapid.IntRange(0, 9).Draw(t, "other") == 0 {
			key = rapid.SliceOf(rapid.Byte()).Draw(t, "key")
		}
		piece := rapid.OneOf(rapid.SampledFrom(store.RecordWords), rapid.String(), rapid.Just(id), rapid.Just(strings.Repeat("ab", 3000)))
		content := []byte(strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), ""))
		if rapid.Bool().Draw(t, "begins with its id") {
			content = append([]byte(`{"id":"`+id+`"`), content...)
		}
		packed, ok := store.PackRecord(key, content)
		if !ok {
			return
		}
		if len(packed) >= len(content) {
			t.Fatalf("%d bytes became %d", len(content), len(packed))
		}
		if back, err := store.UnpackRecord(key, packed); err != nil || !bytes.Equal(back, content) {
			t.Fatalf("%q became %q, %v", content, back, err)
		}
	})
}

// TestPackedRecordsCannotBlowUp unpacks records that say that they are large, and one that truly is.
func TestPackedRecordsCannotBlowUp(t *testing.T) {
	large := []byte(fmt.Sprintf(`{"id":"c1","body":%q}`, strings.Repeat("far too much ", 1<<20)))
	if _, ok := store.PackRecord([]byte("\x00c1"), large); ok {
		t.Error("a record was packed that is not to be unpacked")
	}
	for _, packed := range []string{"\xff\xff\xff\xff\x0f", "\x80\x80\x80\x04\x00a\xfe\x01\x00\xff\xff\xff", "\xff\xff\xff\xff\xff\xff\xff\xff\x01"} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		content, err := store.UnpackRecord([]byte("\x00c1"), []byte(packed))
		runtime.ReadMemStats(&after)
		if err == nil || after.TotalAlloc-before.TotalAlloc > 1<<20 {
			t.Errorf("%x: %d bytes, %v", packed, len(content), err)
		}
	}
}

// FuzzUnpackRecord unpacks anything: it ends, and what comes out is in proportion.
func FuzzUnpackRecord(f *testing.F) {
	for _, w := range []*model.Workspace{small()} {
		data, err := store.EncodeWorkspace(w)
		if err != nil {
			f.Fatal(err)
		}
		packed, _ := store.PackRecord([]byte("\x00c1"), data)
		f.Add([]byte("\x00c1"), packed)
	}
	packed, _ := hex.DecodeString(oldRecord)
	f.Add([]byte(oldRecordKey+"c1"), packed)
	f.Add([]byte{}, []byte("\xff\xff\xff\xff\x0f"))
	f.Fuzz(func(t *testing.T, key, packed []byte) {
		content, err := store.UnpackRecord(key, packed)
		if err == nil && len(content) > len(key)+16+store.UnpackedMost*len(packed) {
			t.Errorf("%d bytes became %d", len(packed), len(content))
		}
	})
}
