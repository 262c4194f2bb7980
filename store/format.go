package store

import (
	"fmt"
	"math"
	"time"

	"stagecraft/model"
)

// The structs of the file and of the interchange form. They are the only place where the names in
// files are spelt, so that no change of the model's names can change a file. In the file every record
// stands alone under its own key; in the interchange form steps stand inside their stage, and all
// parts of a journey inside it.
type (
	workspaceRecord struct {
		Name string `json:"name,omitempty"`
	}

	journeyRecord struct {
		ID              model.JourneyID   `json:"id"`
		Title           string            `json:"title"`
		InWords         string            `json:"inWords,omitempty"`
		Kind            model.JourneyKind `json:"kind,omitempty"`
		Twin            model.JourneyID   `json:"twin,omitempty"`
		Personas        []model.PersonaID `json:"personas,omitempty"`
		Scenario        string            `json:"scenario,omitempty"`
		Scope           string            `json:"scope,omitempty"`
		Owner           model.OwnerID     `json:"owner,omitempty"`
		Status          model.Status      `json:"status,omitempty"`
		Version         string            `json:"version,omitempty"`
		ReviewDate      model.Date        `json:"reviewDate,omitempty"`
		Decision        string            `json:"decision,omitempty"`
		Confidentiality string            `json:"confidentiality,omitempty"`
		Archived        bool              `json:"archived,omitempty"`
	}

	stageRecord struct {
		ID         model.StageID `json:"id"`
		Title      string        `json:"title"`
		Definition string        `json:"definition,omitempty"`
	}

	stepRecord struct {
		ID         model.StepID  `json:"id"`
		Stage      model.StageID `json:"stage,omitempty"` // in the file only
		Title      string        `json:"title"`
		Definition string        `json:"definition,omitempty"`
		Serves     []served      `json:"serves,omitempty"`
	}

	served struct {
		Persona model.PersonaID `json:"persona"`
		Goal    string          `json:"goal"`
	}

	laneRecord struct {
		ID      model.LaneID    `json:"id"`
		Kind    model.Kind      `json:"kind"`
		Zone    model.Zone      `json:"zone,omitempty"`
		Title   string          `json:"title"`
		Hint    string          `json:"hint,omitempty"`
		Persona model.PersonaID `json:"persona,omitempty"`
		Metric  model.MetricID  `json:"metric,omitempty"`
		Locked  bool            `json:"locked,omitempty"`
	}

	cardRecord struct {
		ID            model.CardID    `json:"id"`
		Lane          model.LaneID    `json:"lane"`
		Step          model.StepID    `json:"step"`
		Span          int             `json:"span,omitempty"` // 1 is left out
		Kind          model.Kind      `json:"kind,omitempty"`
		Title         string          `json:"title,omitempty"`
		Body          string          `json:"body,omitempty"`
		Persona       model.PersonaID `json:"persona,omitempty"`
		Channel       model.ChannelID `json:"channel,omitempty"`
		Owner         model.OwnerID   `json:"owner,omitempty"`
		System        model.SystemID  `json:"system,omitempty"`
		Emotion       *float64        `json:"emotion,omitempty"`
		Expected      *float64        `json:"expected,omitempty"`
		Severity      int             `json:"severity,omitempty"`
		Evidence      model.Evidence  `json:"evidence,omitempty"`
		MomentOfTruth bool            `json:"momentOfTruth,omitempty"`
		Votes         int             `json:"votes,omitempty"`
		Duration      *float64        `json:"duration,omitempty"`
		Cost          *float64        `json:"cost,omitempty"`
		Tags          []string        `json:"tags,omitempty"`
		Image         model.ImageID   `json:"image,omitempty"`
	}

	linkRecord struct {
		ID        model.LinkID   `json:"id"`
		From      model.CardID   `json:"from"`
		To        model.CardID   `json:"to"`
		Kind      model.LinkKind `json:"kind,omitempty"`
		Exchange  bool           `json:"exchange,omitempty"`
		Evidence  model.Evidence `json:"evidence,omitempty"`
		Label     string         `json:"label,omitempty"`
		Condition string         `json:"condition,omitempty"`
	}

	commentRecord struct {
		ID       model.CommentID `json:"id"`
		On       *refRecord      `json:"on,omitempty"` // left out: the journey
		Author   string          `json:"author,omitempty"`
		At       string          `json:"at,omitempty"` // RFC 3339, UTC
		Text     string          `json:"text"`
		Resolved bool            `json:"resolved,omitempty"`
	}

	refRecord struct {
		Kind    model.RecordKind `json:"kind"`
		Journey model.JourneyID  `json:"journey,omitempty"` // left out: the journey that it stands in
		ID      string           `json:"id"`
	}

	personaRecord struct {
		ID           model.PersonaID `json:"id"`
		Name         string          `json:"name"`
		Role         string          `json:"role,omitempty"`
		Quote        string          `json:"quote,omitempty"`
		Goals        []string        `json:"goals,omitempty"`
		Needs        []string        `json:"needs,omitempty"`
		Frustrations []string        `json:"frustrations,omitempty"`
		Segment      string          `json:"segment,omitempty"`
		SegmentSize  string          `json:"segmentSize,omitempty"`
		Relationship string          `json:"relationship,omitempty"`
		Photo        model.ImageID   `json:"photo,omitempty"`
	}

	metricRecord struct {
		ID          model.MetricID    `json:"id"`
		Name        string            `json:"name"`
		Definition  string            `json:"definition,omitempty"`
		Unit        string            `json:"unit,omitempty"`
		ScaleMin    *float64          `json:"scaleMin,omitempty"`
		ScaleMax    *float64          `json:"scaleMax,omitempty"`
		Direction   model.Direction   `json:"direction,omitempty"`
		Target      *float64          `json:"target,omitempty"`
		Thresholds  []float64         `json:"thresholds,omitempty"`
		Aggregation model.Aggregation `json:"aggregation,omitempty"`
		Family      model.Family      `json:"family,omitempty"`
		Leading     bool              `json:"leading,omitempty"`
		Owner       model.OwnerID     `json:"owner,omitempty"`
		SmallN      int               `json:"smallN,omitempty"`
		Uncounted   bool              `json:"uncounted,omitempty"`
	}

	sourceRecord struct {
		ID       model.SourceID `json:"id"`
		Name     string         `json:"name"`
		File     string         `json:"file,omitempty"`
		Sheet    string         `json:"sheet,omitempty"`
		Imported string         `json:"imported,omitempty"` // RFC 3339, UTC
		Hash     string         `json:"hash,omitempty"`
		Rows     int            `json:"rows,omitempty"`
		Owner    model.OwnerID  `json:"owner,omitempty"`
		Note     string         `json:"note,omitempty"`
	}

	// datasetRecord is in the file only; its observations lie in chunks of their own.
	datasetRecord struct {
		Observations int `json:"observations"`
		Chunks       int `json:"chunks"`
	}

	observationRecord struct {
		Metric      model.MetricID `json:"metric"`
		Stage       model.StageID  `json:"stage,omitempty"`
		Step        model.StepID   `json:"step,omitempty"`
		Card        model.CardID   `json:"card,omitempty"`
		Segment     string         `json:"segment,omitempty"`
		Period      model.Period   `json:"period,omitempty"`
		Value       *float64       `json:"value,omitempty"`
		Numerator   *float64       `json:"numerator,omitempty"`
		Denominator *float64       `json:"denominator,omitempty"`
		N           *float64       `json:"n,omitempty"`
		Row         int            `json:"row,omitempty"`
	}

	channelRecord struct {
		ID    model.ChannelID    `json:"id"`
		Name  string             `json:"name"`
		Icon  string             `json:"icon,omitempty"`
		Class model.ChannelClass `json:"class,omitempty"`
	}

	ownerRecord struct {
		ID   model.OwnerID `json:"id"`
		Name string        `json:"name"`
		Note string        `json:"note,omitempty"`
		Team bool          `json:"team,omitempty"`
	}

	systemRecord struct {
		ID    model.SystemID `json:"id"`
		Name  string         `json:"name"`
		Owner model.OwnerID  `json:"owner,omitempty"`
		Note  string         `json:"note,omitempty"`
	}

	viewRecord struct {
		ID             model.ViewID       `json:"id"`
		Journey        model.JourneyID    `json:"journey,omitempty"` // left out in the form of one journey
		Name           string             `json:"name"`
		HideLanes      []model.LaneID     `json:"hideLanes,omitempty"`
		CollapsedLanes []model.LaneID     `json:"collapsedLanes,omitempty"`
		Collapsed      []model.StageID    `json:"collapsed,omitempty"`
		Filter         *filterRecord      `json:"filter,omitempty"`
		Persona        model.PersonaID    `json:"persona,omitempty"` // read only: the filter's first persona in older files
		Metric         model.MetricID     `json:"metric,omitempty"`
		Tag            string             `json:"tag,omitempty"` // read only, as Persona
		Column         float64            `json:"column,omitempty"`
		Label          float64            `json:"label,omitempty"`
		Heights        []laneHeightRecord `json:"heights,omitempty"`
	}

	filterRecord struct {
		Personas []model.PersonaID `json:"personas,omitempty"`
		Tags     []string          `json:"tags,omitempty"`
		Channels []model.ChannelID `json:"channels,omitempty"`
		Kinds    []model.Kind      `json:"kinds,omitempty"`
		Evidence []model.Evidence  `json:"evidence,omitempty"`
		Moments  bool              `json:"moments,omitempty"`
		Hide     bool              `json:"hide,omitempty"`
	}

	laneHeightRecord struct {
		Lane   model.LaneID `json:"lane"`
		Height float64      `json:"height"`
	}

	pairRecord struct {
		ID        model.PairID    `json:"id"`
		Journey   model.JourneyID `json:"journey"`
		Other     model.JourneyID `json:"other"`
		Card      model.CardID    `json:"card"`
		OtherCard model.CardID    `json:"otherCard"`
		Same      bool            `json:"same,omitempty"`
	}

	imageRecord struct {
		ID     model.ImageID `json:"id"`
		Name   string        `json:"name,omitempty"`
		MIME   string        `json:"mime,omitempty"`
		Size   int           `json:"size,omitempty"`   // in the file only: bytes
		Chunks int           `json:"chunks,omitempty"` // in the file only
		Data   []byte        `json:"data,omitempty"`   // in the interchange form only: base64
	}
)

// number returns a value for a file. What is no number, and could not be written, is missing.
func number(m model.Maybe[float64]) *float64 {
	if !m.Known || math.IsNaN(m.Value) || math.IsInf(m.Value, 0) {
		return nil
	}
	return &m.Value
}

func maybe(n *float64) model.Maybe[float64] {
	if n == nil {
		return model.Maybe[float64]{}
	}
	return model.Some(*n)
}

// numbers leaves a list out when one of it is no number: limits make sense only together.
func numbers(list []float64) []float64 {
	for _, v := range list {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil
		}
	}
	return list
}

func timeText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

func textTime(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err == nil && (len(text) < len("2006-01-02T15:04:05Z") || text[13] != ':' || text[16] != ':') {
		err = fmt.Errorf("%q is not a time in RFC 3339", text) // which Parse is not strict about
	}
	return t.UTC(), err
}

// list returns nil for an empty list, so that a value is the same before and after.
func list[T any](l []T) []T {
	if len(l) == 0 {
		return nil
	}
	return l
}
