package store

import "stagecraft/model"

// Schema is the version of the arrangement of records in a file that this program writes. A file
// with a greater one opens read-only, and one with a smaller is brought up to it by the first save.
const Schema = 3

// steps are the changes of the arrangement from version to version, oldest first; the version that a
// step leads to is its place in the list, counted from 1. A step is never changed once it was
// released, and testdata keeps a file of every version for ever. A new kind of records is a step too: a file
// that is written anew holds only what the program knows.
var steps = []struct {
	name string
	do   func(*saving) error // in the transaction of the first save; nil when nothing that is there changes
}{
	{"one key a record in buckets by kind, checksums, ranks, totals", nil},
	{"snapshots, their content and the change log beside the records", nil},
	{"the records of the workspace packed, in one bucket", (*saving).gather},
}

// The buckets of records. Each record's key is keyOf(scope, id): the scope is the journey's id for
// stages, steps, lanes, cards, links, comments and datasets, and empty for the others. What lies beside
// the workspace has keys of its own: a snapshot its id, a chunk of content its hash, an entry of the
// change log its number. Up to schema 2 each of them is a bucket of bbolt; since then those of the records of
// the workspace share one, so that a small file has no page for each (places.go).
const (
	bucketMeta         = "meta"
	bucketWorkspace    = "workspace"
	bucketJourneys     = "journeys"
	bucketStages       = "stages"
	bucketSteps        = "steps"
	bucketLanes        = "lanes"
	bucketCards        = "cards"
	bucketLinks        = "links"
	bucketComments     = "comments"
	bucketPersonas     = "personas"
	bucketMetrics      = "metrics"
	bucketSources      = "sources"
	bucketDatasets     = "datasets"
	bucketObservations = "observations" // chunks of datasets
	bucketChannels     = "channels"
	bucketOwners       = "owners"
	bucketSystems      = "systems"
	bucketViews        = "views"
	bucketPairs        = "pairs"
	bucketImages       = "images"
	bucketBlobs        = "blobs" // chunks of images
	bucketSnapshots    = "snapshots"
	bucketContent      = "content" // of snapshots
	bucketLog          = "log"
)

// chunked says which buckets hold what is packed in its own way, or cannot be.
var chunked = map[string]bool{bucketObservations: true, bucketBlobs: true, bucketContent: true}

// beside says which buckets hold what is no part of the workspace.
var beside = map[string]bool{bucketSnapshots: true, bucketContent: true, bucketLog: true}

// What lies beside the workspace, as problems and reports call it.
const (
	snapshotRecords model.RecordKind = "snapshot"
	logRecords      model.RecordKind = "change log entry"
)

// kinds says what the records of each bucket are.
var kinds = map[string]model.RecordKind{
	bucketMeta: "", bucketWorkspace: model.WorkspaceRecord,
	bucketJourneys: model.JourneyRecord, bucketStages: model.StageRecord, bucketSteps: model.StepRecord,
	bucketLanes: model.LaneRecord, bucketCards: model.CardRecord, bucketLinks: model.LinkRecord,
	bucketComments: model.CommentRecord, bucketPersonas: model.PersonaRecord,
	bucketMetrics: model.MetricRecord, bucketSources: model.SourceRecord,
	bucketDatasets: model.DatasetRecord, bucketObservations: model.DatasetRecord,
	bucketChannels: model.ChannelRecord, bucketOwners: model.OwnerRecord,
	bucketSystems: model.SystemRecord, bucketViews: model.ViewRecord, bucketPairs: model.PairRecord, bucketImages: model.ImageRecord,
	bucketBlobs: model.ImageRecord, bucketSnapshots: snapshotRecords, bucketContent: snapshotRecords,
	bucketLog: logRecords,
}

// The keys of the meta bucket. Its records stay readable in every version: they say which one it is.
const (
	metaFile  = "file"
	metaSaved = "saved"
)

// fileRecord says what a file is.
type fileRecord struct {
	Schema  int    `json:"schema"`
	App     string `json:"app"`
	Created string `json:"created"` // RFC 3339, UTC
}

// app is what a file says it was made by.
const app = "stagecraft"

// savedRecord is rewritten by every save. The totals show at the next opening whether records are
// missing, or are older than they should be, though each is whole in itself.
type savedRecord struct {
	Revision uint64           `json:"revision"` // counts the saves
	At       string           `json:"at"`       // RFC 3339, UTC
	Totals   map[string]total `json:"totals"`   // by bucket
}

// total is how many records a bucket holds and the sum of their checksums.
type total struct {
	Count int    `json:"count"`
	Sum   uint64 `json:"sum"`
}

func (t total) with(value []byte) total {
	return total{t.Count + 1, t.Sum + uint64(sumOf(value))}
}

func (t total) without(value []byte) total {
	return total{t.Count - 1, t.Sum - uint64(sumOf(value))}
}
