package model

import "time"

// Workspace is everything in one file. It is immutable once published; see the package comment.
type Workspace struct {
	Name     string
	Journeys []*Journey // in display order
	Personas []*Persona
	Metrics  []*Metric
	Sources  []*Source
	Datasets []*Dataset
	Channels []*Channel
	Owners   []*Owner
	Systems  []*System
	Views    []*View
	Pairs    []*Pair // what was decided about cards made apart
	Images   []*Image

	tables libraryTables
}

// JourneyInfo is what is said of a journey as a whole: the facts of its title block.
type JourneyInfo struct {
	Title           string
	InWords         string // the goal in the customer's words: "I book and take a weekend city break"
	Kind            JourneyKind
	Twin            JourneyID   // the future of a current journey or the other way round; empty for none
	Personas        []PersonaID // the main one first
	Scenario        string
	Scope           string // from where to where: "From the first idea to the second booking"
	Owner           OwnerID
	Status          Status
	Version         string
	ReviewDate      Date
	Decision        string // the decision that this map must inform
	Confidentiality string // "For internal use"
	Archived        bool   // put aside: kept, found and exported, but folded away in lists
}

// Journey is one journey map or service blueprint.
type Journey struct {
	ID JourneyID
	JourneyInfo
	Stages   []*Stage // in display order
	Lanes    []*Lane  // in display order
	Cards    []*Card  // cards of one cell stand in display order
	Links    []*Link
	Comments []*Comment

	lookups lookups
}

// Stage is a phase of a journey. It always has at least one step.
type Stage struct {
	ID         StageID
	Title      string
	Definition string // what begins and ends it
	Steps      []*Step
}

// Step is one column of the map.
type Step struct {
	ID         StepID
	Title      string
	Definition string
	Serves     []Served // the goals that are met here, each once
}

// Served is a goal of a persona that a step serves. The goal is told by its words, which PutPersona
// keeps in step.
type Served struct {
	Persona PersonaID
	Goal    string
}

// Lane is one row of the map.
type Lane struct {
	ID      LaneID
	Kind    Kind
	Zone    Zone // empty means the kind's usual zone
	Title   string
	Hint    string    // a second, smaller line under the title
	Persona PersonaID // whose lane this is; empty for all
	Metric  MetricID  // what a metric lane shows
	Locked  bool      // its cards are kept as they are, but for votes
}

// ZoneOf returns the lane's zone: its own, or else its kind's.
func (l *Lane) ZoneOf() Zone {
	if l.Zone != "" {
		return l.Zone
	}
	return l.Kind.Zone()
}

// Card is one note. It covers Span steps from Step on, across stage borders if need be.
type Card struct {
	ID            CardID
	Lane          LaneID
	Step          StepID
	Span          int  // at least 1; the steps that it covers all exist
	Kind          Kind // empty means the lane's
	Title         string
	Body          string
	Persona       PersonaID
	Channel       ChannelID
	Owner         OwnerID
	System        SystemID
	Emotion       Maybe[float64] // mood, -2..+2 in half steps or finer
	Expected      Maybe[float64] // the mood that the customer expected, -2..+2
	Severity      int            // of a pain: 0 none, 1 minor, 2 hinders, 3 stops the customer
	Evidence      Evidence
	MomentOfTruth bool
	Votes         int            // never negative
	Duration      Maybe[float64] // minutes, never negative
	Cost          Maybe[float64] // in the workspace's currency
	Tags          []string
	Image         ImageID
}

// Link joins two cards of one journey.
type Link struct {
	ID        LinkID
	From, To  CardID
	Kind      LinkKind
	Exchange  bool // goes both ways
	Evidence  Evidence
	Label     string
	Condition string
}

// RecordKind names a kind of record.
type RecordKind string

// The kinds of record.
const (
	WorkspaceRecord RecordKind = "workspace"
	JourneyRecord   RecordKind = "journey"
	StageRecord     RecordKind = "stage"
	StepRecord      RecordKind = "step"
	LaneRecord      RecordKind = "lane"
	CardRecord      RecordKind = "card"
	LinkRecord      RecordKind = "link"
	CommentRecord   RecordKind = "comment"
	PersonaRecord   RecordKind = "persona"
	MetricRecord    RecordKind = "metric"
	SourceRecord    RecordKind = "source"
	DatasetRecord   RecordKind = "dataset"
	ChannelRecord   RecordKind = "channel"
	OwnerRecord     RecordKind = "owner"
	SystemRecord    RecordKind = "system"
	ViewRecord      RecordKind = "view"
	PairRecord      RecordKind = "pair"
	ImageRecord     RecordKind = "image"
)

// Ref names one record of a workspace. Journey is set for the records inside a journey and for the
// journey itself; ID is the record's own id (empty for the workspace).
type Ref struct {
	Kind    RecordKind
	Journey JourneyID
	ID      string
}

// Comment is a remark on any record of its journey, or on the journey.
type Comment struct {
	ID       CommentID
	On       Ref
	Author   string
	At       time.Time // UTC
	Text     string
	Resolved bool
}

// Persona is a kind of customer.
type Persona struct {
	ID           PersonaID
	Name         string
	Role         string // "first-time guest"
	Quote        string
	Goals        []string
	Needs        []string
	Frustrations []string
	Segment      string // the segment of the observations that speak of this persona
	SegmentSize  string
	Relationship string // prospect, customer, advocate...
	Photo        ImageID
}

// Metric defines a figure. The heat map and the exports print these facts beside every value.
type Metric struct {
	ID          MetricID
	Name        string
	Definition  string
	Unit        string // "%", "min", "EUR"; empty for a bare score
	ScaleMin    Maybe[float64]
	ScaleMax    Maybe[float64]
	Direction   Direction
	Target      Maybe[float64]
	Thresholds  []float64 // four ascending limits between the five heat steps, or none: see metric.Limits
	Aggregation Aggregation
	Family      Family
	Leading     bool // it foretells; otherwise it looks back
	Owner       OwnerID
	SmallN      int  // below this n a value is marked as a small sample; 0 means 30
	Uncounted   bool // it does not count towards the health of stages and journeys
}

// Source is where observations came from.
type Source struct {
	ID       SourceID
	Name     string
	File     string // base name only, never a path
	Sheet    string
	Imported time.Time // UTC
	Hash     string    // SHA-256 of the file, hex
	Rows     int       // data rows read
	Owner    OwnerID
	Note     string
}

// Dataset is the observations of one source for one journey. It may be large and is never changed
// in place or in part; a new import makes a new one.
type Dataset struct {
	Source       SourceID
	Journey      JourneyID
	Observations *Observations
}

// Observation is one measured value. Of Stage, Step and Card at most the narrowest known is needed:
// a step implies its stage. With none it speaks of the whole journey.
type Observation struct {
	Metric      MetricID
	Stage       StageID
	Step        StepID
	Card        CardID
	Segment     string
	Period      Period
	Value       Maybe[float64]
	Numerator   Maybe[float64]
	Denominator Maybe[float64]
	N           Maybe[float64] // how many answers the value stands for
	Row         int            // 1-based line or sheet row in the source
}

// Channel is a medium of touchpoints. Icon is one of web, app, email, phone, chat, store, sms,
// social, post, kiosk, person.
type Channel struct {
	ID    ChannelID
	Name  string
	Icon  string
	Class ChannelClass
}

// Owner is a team or person that answers for something.
type Owner struct {
	ID   OwnerID
	Name string
	Note string
	Team bool // a team or department; otherwise it is taken for a person, whose name is personal
}

// System is a piece of technology that cards use.
type System struct {
	ID    SystemID
	Name  string
	Owner OwnerID
	Note  string
}

// Image is a picture on a card or of a persona, stored once by content.
type Image struct {
	ID   ImageID
	Name string
	MIME string // image/png or image/jpeg
	Data []byte
}

// Cell is where a lane and a step meet.
type Cell struct {
	Lane LaneID
	Step StepID
}
