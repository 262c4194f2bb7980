package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// The content of snapshots lies in blocks that are known by the hash of what is in them, so that two
// snapshots share what they have in common. A leaf holds some records one behind the other; a node holds
// the hashes of the blocks below it; a snapshot names the block on top. Where a leaf ends is decided by
// the keys of its records and by nothing else, and where a node ends by the hashes in it: so an edit, and
// also inserting or moving a record, makes one or two new leaves and the nodes above them, however large
// the map is. (The idea is that of the "prolly tree", A. Gryzlov and others, Noms, 2016.)

// blockID is the first half of the SHA-256 of a block.
type blockID [16]byte

func (id blockID) String() string { return hex.EncodeToString(id[:]) }

func parseBlockID(text string) (id blockID, err error) {
	raw, err := hex.DecodeString(text)
	if err != nil || len(raw) != len(id) {
		return id, errKey
	}
	copy(id[:], raw)
	return id, nil
}

// The first byte of a stored block.
const (
	leafPlain   = 0
	leafPacked  = 1 // zstd
	nodePlain   = 2
	leafMean    = 32       // records
	leafMost    = 48 << 10 // bytes after which a leaf ends in any case
	nodeMean    = 32
	nodeMost    = 256
	maxBlock    = 64 << 20 // bytes of an unpacked block
	maxTreeDeep = 8
)

func blockOf(node bool, raw []byte) blockID {
	kind := byte(leafPlain)
	if node {
		kind = nodePlain
	}
	sum := sha256.New()
	sum.Write([]byte{kind})
	sum.Write(raw)
	return blockID(sum.Sum(nil)[:16])
}

var packer = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(256<<10), zstd.WithEncoderCRC(false))
	if err != nil {
		panic(err) // the options are constants
	}
	return e
})

var unpacker = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxBlock))
	if err != nil {
		panic(err) // the options are constants
	}
	return d
})

// pack returns a block as it is stored.
func pack(node bool, raw []byte) []byte {
	if node {
		return append([]byte{nodePlain}, raw...)
	}
	out := packer().EncodeAll(raw, append(make([]byte, 0, len(raw)/2), leafPacked))
	if len(out) > len(raw) {
		return append([]byte{leafPlain}, raw...)
	}
	return out
}

var errBlock = errors.New("a part of its content is not as it should be")

// unpack is the reverse of pack; it checks that the block is the one that id names.
func unpack(id blockID, stored []byte) (node bool, raw []byte, err error) {
	if len(stored) == 0 {
		return false, nil, errBlock
	}
	raw = stored[1:]
	switch stored[0] {
	case leafPlain:
	case nodePlain:
		node = true
	case leafPacked:
		if raw, err = unpacker().DecodeAll(raw, nil); err != nil {
			return false, nil, errBlock
		}
	default:
		return false, nil, errBlock
	}
	if blockOf(node, raw) != id || node && len(raw)%len(id) != 0 {
		return false, nil, errBlock
	}
	return node, raw, nil
}

// children returns the blocks that a node names.
func children(raw []byte) []blockID {
	ids := make([]blockID, len(raw)/len(blockID{}))
	for i := range ids {
		copy(ids[i][:], raw[i*len(ids[i]):])
	}
	return ids
}

// tree gathers records into blocks and hands each block on.
type tree struct {
	block func(node bool, id blockID, raw []byte) error

	leaf   []byte
	leaves []blockID
	err    error
	json   *json.Encoder
	text   writing
}

func newTree(block func(node bool, id blockID, raw []byte) error) *tree {
	t := &tree{block: block}
	t.json = json.NewEncoder(&t.text)
	t.json.SetEscapeHTML(false)
	return t
}

// writing is a buffer for an encoder.
type writing []byte

func (w *writing) Write(p []byte) (int, error) {
	*w = append(*w, p...)
	return len(p), nil
}

// record adds a record as JSON.
func (t *tree) record(bucket, key string, record any) {
	if t.err != nil {
		return
	}
	t.text = t.text[:0]
	if t.err = t.json.Encode(record); t.err == nil {
		t.add(bucket, key, t.text[:len(t.text)-1])
	}
}

// add adds what stands under a key of a bucket.
func (t *tree) add(bucket, key string, content []byte) {
	if t.err != nil {
		return
	}
	if len(t.leaf)+len(content) > leafMost {
		t.end()
	}
	t.leaf = appendText(t.leaf, bucket)
	t.leaf = appendText(t.leaf, key)
	t.leaf = binary.AppendUvarint(t.leaf, uint64(len(content)))
	t.leaf = append(t.leaf, content...)
	if ends(key, leafMean) {
		t.end()
	}
}

func appendText(out []byte, text string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(text))), text...)
}

// ends decides by a key alone whether a block ends behind it: one in mean do.
func ends(key string, mean uint64) bool {
	h := uint64(14695981039346656037) // FNV-1a, with the bits well mixed at the end
	for i := range len(key) {
		h = (h ^ uint64(key[i])) * 1099511628211
	}
	h = (h ^ h>>32) * 0x9E3779B97F4A7C15
	return h>>32%mean == 0
}

func (t *tree) end() {
	if t.err != nil || len(t.leaf) == 0 {
		return
	}
	id := blockOf(false, t.leaf)
	t.err = t.block(false, id, t.leaf)
	t.leaves = append(t.leaves, id)
	t.leaf = t.leaf[:0]
}

// done ends the tree and returns the block on top of it, which is a node.
func (t *tree) done() (blockID, error) {
	t.end()
	level := t.leaves
	for first := true; first || len(level) > 1; first = false {
		level = t.nodes(level)
	}
	if t.err != nil || len(level) == 0 {
		return blockID{}, errors.Join(errBlock, t.err)
	}
	return level[0], nil
}

// nodes makes the nodes above a level.
func (t *tree) nodes(level []blockID) (above []blockID) {
	var raw []byte
	for i, id := range level {
		raw = append(raw, id[:]...)
		if i+1 < len(level) && len(raw) < nodeMost*len(id) && !ends(string(id[:]), nodeMean) {
			continue
		}
		node := blockOf(true, raw)
		if t.err == nil {
			t.err = t.block(true, node, raw)
		}
		above, raw = append(above, node), nil
	}
	return above
}

// blocks fetches what is stored under the hash of a block.
type blocks func(id blockID) ([]byte, error)

// read returns a block that was stored.
func (b blocks) read(id blockID) (node bool, raw []byte, err error) {
	stored, err := b(id)
	if err != nil {
		return false, nil, err
	}
	return unpack(id, stored)
}

// below returns the leaves below a block in their order. seen, when it is not nil, gets all blocks on
// the way, and what is in it already is not visited.
func (b blocks) below(top blockID, seen map[blockID]bool) ([]blockID, error) {
	var leaves []blockID
	var visit func(id blockID, depth int) error
	visit = func(id blockID, depth int) error {
		if seen != nil {
			if seen[id] {
				return nil
			}
			seen[id] = true
		}
		if depth > maxTreeDeep {
			return errBlock
		}
		stored, err := b(id)
		if err != nil {
			return err
		}
		if len(stored) == 0 || stored[0] != nodePlain {
			leaves = append(leaves, id)
			return nil
		}
		_, raw, err := unpack(id, stored)
		if err != nil {
			return err
		}
		for _, child := range children(raw) {
			if err := visit(child, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	return leaves, visit(top, 0)
}

// eachRecord visits the records of a leaf. What it passes on is a part of raw.
func eachRecord(raw []byte, visit func(bucket, key string, content []byte) error) error {
	in := chunkReader{data: raw}
	for len(in.data) > 0 {
		bucket := string(in.bytes(in.uint()))
		key := string(in.bytes(in.uint()))
		content := in.bytes(in.uint())
		if in.bad {
			return errBlock
		}
		if err := visit(bucket, key, content); err != nil {
			return fmt.Errorf("%s: %w", kinds[bucket], err)
		}
	}
	return nil
}
