package store

import "go.etcd.io/bbolt"

// LimitSize makes every file opened from now on refuse to grow beyond a size, as a full disk does.
func LimitSize(bytes int) (restore func()) {
	before := boltOptions
	boltOptions = func() *bbolt.Options {
		o := before()
		o.MaxSize = bytes
		return o
	}
	return func() { boltOptions = before }
}

// SchemaSteps returns how many steps the list of schema changes has.
func SchemaSteps() int { return len(steps) }

// AssignRanks, IsRank, EncodeObservations and DecodeObservations are tested by themselves.
var (
	AssignRanks        = assignRanks
	IsRank             = isRank
	EncodeObservations = encodeObservations
	DecodeObservations = decodeObservations
)
