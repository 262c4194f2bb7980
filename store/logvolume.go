package store

import "encoding/json"

// When a file is written anew, the entries of its log are bound into volumes, each of them one record: they say much
// the same, and packed together take a third of the room. The newest entry stays alone, since the next save may join it.

// volumeBytes is how much a volume holds before it is packed.
const volumeBytes = 8 << 10

// isVolume says whether the content of a record of the log is a list of entries; else it is one.
func isVolume(content []byte) bool { return len(content) > 0 && content[0] == '[' }

// inVolume returns how many entries the content of a record holds.
func inVolume(content []byte) int {
	var entries []json.RawMessage
	if !isVolume(content) {
		return 1
	}
	_ = json.Unmarshal(content, &entries)
	return len(entries)
}

// bound returns the records of a log with its entries in volumes.
func bound(log map[string][]byte) map[string][]byte {
	v := volume{records: map[string][]byte{}}
	keys := sortedKeys(log)
	for i, key := range keys {
		seq, err := readLogKey(key)
		_, content, e := unseal(bucketLog, []byte(key), log[key])
		if n := inVolume(content); err == nil && e == nil && n > 0 && i < len(keys)-1 {
			v.add(seq, n, content)
			continue
		}
		v.end()
		v.records[key] = log[key]
	}
	v.end()
	return v.records
}

// volume gathers entries whose numbers follow each other.
type volume struct {
	records map[string][]byte
	text    []byte
	count   int
	last    uint64
}

func (v *volume) add(seq uint64, count int, content []byte) {
	if isVolume(content) {
		content = content[1 : len(content)-1]
	}
	if v.count > 0 && (v.last != seq-uint64(count) || len(v.text)+len(content) > volumeBytes) {
		v.end()
	}
	if v.count > 0 {
		v.text = append(v.text, ',')
	}
	v.text, v.count, v.last = append(v.text, content...), v.count+count, seq
}

// end makes a record of what was gathered.
func (v *volume) end() {
	if v.count == 0 {
		return
	}
	content := v.text
	if v.count > 1 {
		content = append(append([]byte{'['}, v.text...), ']')
	}
	key := logKey(v.last)
	v.records[key] = seal(bucketLog, []byte(key), "", content)
	v.text, v.count = v.text[:0], 0
}
