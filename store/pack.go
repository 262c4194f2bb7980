package store

import (
	"bytes"
	"encoding/binary"
	"strings"
	"sync"

	"github.com/klauspost/compress/s2"
)

// Records are small and much alike: most of their bytes are the names of fields and words that occur in all of
// them. So each is packed by itself, as a block of S2 (an extension of Snappy) with a dictionary of these. S2 and
// not zstd, as for the content of snapshots, because a record is unpacked in a tenth of a microsecond, and a
// file has ten thousands of them to unpack when it is opened; it packs them nearly as small.

// unpackedMost is how many times as large as when it is packed a record may be, so that a file, whoever made it,
// can only ask for memory in proportion to its size. One that packs better is stored as it is.
const unpackedMost = 64

// packRecord returns the content of a record packed, when that is smaller. That it begins with its id, which its key
// tells, is left out.
func packRecord(key, content []byte) (packed []byte, ok bool) {
	rest := bytes.TrimPrefix(content, appendBegin(nil, key))
	packed = dictionary().Encode(nil, rest)
	if len(packed) >= len(content) || len(rest) > unpackedMost*len(packed) {
		return nil, false
	}
	// Unpacking it is quick, and shows before anything is written that nothing is lost.
	back, err := unpackRecord(key, packed)
	return packed, err == nil && bytes.Equal(back, content)
}

// unpackRecord is the reverse of packRecord.
func unpackRecord(key, packed []byte) ([]byte, error) {
	n, err := s2.DecodedLen(packed)
	if err != nil || n > unpackedMost*len(packed) {
		return nil, errChunk
	}
	content := appendBegin(make([]byte, 0, len(key)+len(idField)+1+n), key)
	rest, err := dictionary().Decode(content[len(content):len(content)+n], packed)
	switch {
	case err != nil || len(rest) != n:
		return nil, errChunk
	case n > 0 && (rest[0] == ',' || rest[0] == '}'): // what stands behind an id
		return content[:len(content)+n], nil
	}
	return rest, nil
}

const idField = `{"id":"`

// appendBegin appends how a record with this key begins when it begins with its id.
func appendBegin(out, key []byte) []byte {
	length, used := binary.Uvarint(key)
	if used <= 0 || length > uint64(len(key)-used) {
		return out
	}
	return append(append(append(out, idField...), key[used:][length:]...), '"')
}

// dictionary says besides its words with which of them a record is most likely to begin.
var dictionary = sync.OnceValue(func() *s2.Dict {
	words := strings.Join(recordWords, "")
	return s2.MakeDictManual([]byte(words), uint16(strings.LastIndex(words, `,"lane":"`)))
})

// recordWords is the dictionary of the records of format 2, what occurs most at its end. It is never changed:
// every record of that format is read with it. Fields that are new are packed all the same, a little less.
var recordWords = []string{
	// What a save notes, and the change log.
	`{"revision":1`, `,"at":"2026-`, `T1`, `:00:00Z`, `","totals":{`,
	`"blobs":{"count":1,"sum":`, `},"cards":{"count":1`, `},"channels":{"count":1`, `},"comments":{"count":1`, `},"content":{"count":1`,
	`},"datasets":{"count":1`, `},"images":{"count":1`, `},"journeys":{"count":1,"sum":`, `},"lanes":{"count":1`, `},"links":{"count":1`,
	`},"log":{"count":1,"sum":`, `},"metrics":{"count":1`, `},"observations":{"count":1`, `},"owners":{"count":1`, `},"pairs":{"count":1`,
	`},"personas":{"count":1`, `},"snapshots":{"count":1`, `},"sources":{"count":1`, `},"stages":{"count":1`, `},"steps":{"count":1`,
	`},"systems":{"count":1`, `},"views":{"count":1`, `},"workspace":{"count":1,"sum":`, `}}}`,
	`{"at":"2026-`, `Z","by":"`, `","changes":[{"op":"`, `"op":"removed","kind":"`, `"op":"moved","kind":"`, `"op":"added","kind":"`, `"op":"changed","kind":"card","journey":"`,
	`","in":"`, `","fields":["Text"]},{"op":"changed","kind":"card","journey":"`, `","fields":["Title"]}]}`, `],"more":`,
	// Snapshots.
	`"reason":"named","at":"2026-`, `"reason":"day","at":"2026-`, `","stages":`, `,"steps":`, `,"cards":`, `,"added":`, `,"removed":`, `,"changed":`, `,"moved":`, `,"bytes":`, `,"top":"`, `","made":`,
	// Images, sources, datasets, pairs and views.
	`"name":"`, `.png","mime":"image/png","size":`, `"mime":"image/jpeg"`, `,"chunks":`, `{"observations":`,
	`.csv","sheet":"`, `","imported":"2026-`, `Z","hash":"`, `","rows":`, `,"owner":"`, `","note":"`,
	`","other":"`, `","card":"`, `","otherCard":"`, `","same":true}`,
	`","hideLanes":["`, `],"collapsedLanes":["`, `],"collapsed":["`, `],"filter":{"personas":["`, `"channels":["`, `"kinds":["`, `"evidence":["`, `"moments":true`, `,"hide":true`,
	`,"column":`, `,"label":`, `,"heights":[{"lane":"`, `","height":`, `},{"lane":"`,
	// The library: systems, owners, channels, metrics, personas.
	`","note":"`, `","team":true}`, `","icon":"`, `","class":"earned"}`, `","class":"paid"}`, `","class":"owned"}`,
	`","definition":"`, `","unit":"%","scaleMin":0,"scaleMax":100`, `"unit":"points"`, `"unit":"minutes"`, `,"scaleMin":1,"scaleMax":5,"direction":"lower"`, `,"direction":"higher"`, `,"target":`,
	`,"thresholds":[`, `],"aggregation":"median"`, `"aggregation":"ratio"`, `"aggregation":"nps"`, `"aggregation":"top2"`, `"aggregation":"last"`, `"aggregation":"sum"`, `"aggregation":"mean"`,
	`,"family":"relationship"`, `,"family":"retention"`, `,"family":"behaviour"`, `,"family":"operations"`, `,"family":"stage"`, `,"leading":true`, `,"owner":"`, `","smallN":30`, `,"uncounted":true}`,
	`","role":"`, `","quote":"`, `","goals":["`, `"],"needs":["`, `"],"frustrations":["`, `"],"segment":"`, `","segmentSize":"`, `","relationship":"`, `","photo":"`,
	// Journeys and comments.
	`","inWords":"`, `","kind":"future"`, `,"kind":"day"`, `,"kind":"current"`, `,"twin":"`, `","personas":["`, `"],"scenario":"`, `","scope":"`, `","owner":"`,
	`","status":"review"`, `","status":"approved"`, `","status":"retired"`, `","status":"draft"`, `,"version":"1.0"`, `,"reviewDate":"2026-`, `","decision":"`, `","confidentiality":"`, `","archived":true}`,
	`","on":{"kind":"step","id":"`, `"on":{"kind":"stage","id":"`, `"on":{"kind":"lane","id":"`, `"on":{"kind":"card","id":"`, `"},"author":"`, `","at":"2026-`, `Z","text":"`, `","resolved":true}`,
	// Lanes, stages and steps.
	`","zone":"insight"`, `","zone":"support"`, `","zone":"backstage"`, `","zone":"frontstage"`, `","zone":"contact"`, `","zone":"customer"`, `,"hint":"`, `","metric":"`, `","locked":true}`,
	`","title":"`, `","definition":"`, `","serves":[{"persona":"`, `","goal":"`, `"},{"persona":"`,
	// Links.
	`","exchange":true`, `","condition":"`, `","label":"`, `","kind":"causes"`, `","kind":"depends"`, `","kind":"handoff"`, `","from":"`, `","to":"`, `","kind":"flow"`,
	// Cards.
	`","kind":"metric"`, `","kind":"note"`, `","kind":"policy"`, `","kind":"system"`, `","kind":"support"`, `","kind":"backstage"`, `","kind":"frontstage"`, `","kind":"evidence"`,
	`","kind":"channel"`, `","kind":"touchpoint"`, `","kind":"opportunity"`, `","kind":"gain"`, `","kind":"pain"`, `","kind":"emotion"`, `","kind":"feeling"`, `","kind":"thinking"`, `","kind":"doing"`, `","kind":"saying"`, `","kind":"action"`,
	`","image":"`, `"],"image":"`, `,"cost":`, `,"duration":`, `,"votes":1`, `,"severity":2`, `,"emotion":-1.5`, `,"expected":-0.5`, `,"span":2,"title":"`,
	`"tags":["`, `","`, `"]}`, `","body":"`, `","channel":"`, `","system":"`, `","owner":"`, `","persona":"`,
	`","evidence":"partial"`, `,"votes":2,"tags":["`, `","evidence":"assumption"}`, `","evidence":"validated","momentOfTruth":true}`, `","evidence":"validated"}`,
	`{"id":"`, `,"stage":"`, `","kind":"`, `,"name":"`, `,"title":"`, `,"lane":"`, `","step":"`, `","title":"`,
}
