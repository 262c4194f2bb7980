package store

import (
	"fmt"

	"stagecraft/model"
)

// The interchange form. See the package comment for its description.
const (
	journeyForm   = "stagecraft-journey"
	workspaceForm = "stagecraft-workspace"
	formVersion   = 1
)

// document is the whole of either form.
type document struct {
	Format   string            `json:"format"`
	Version  int               `json:"version"`
	Name     string            `json:"name,omitempty"`
	Journey  *journeyDocument  `json:"journey,omitempty"`  // in the form of one journey
	Journeys []journeyDocument `json:"journeys,omitempty"` // in the form of a workspace
	Personas []personaRecord   `json:"personas,omitempty"`
	Metrics  []metricRecord    `json:"metrics,omitempty"`
	Channels []channelRecord   `json:"channels,omitempty"`
	Owners   []ownerRecord     `json:"owners,omitempty"`
	Systems  []systemRecord    `json:"systems,omitempty"`
	Views    []viewRecord      `json:"views,omitempty"`
	Pairs    []pairRecord      `json:"pairs,omitempty"` // in the form of a workspace
	Images   []imageRecord     `json:"images,omitempty"`
	Sources  []sourceRecord    `json:"sources,omitempty"`
	Datasets []datasetDocument `json:"datasets,omitempty"`
}

type journeyDocument struct {
	journeyRecord
	Stages   []stageDocument `json:"stages,omitempty"`
	Lanes    []laneRecord    `json:"lanes,omitempty"`
	Cards    []cardRecord    `json:"cards,omitempty"`
	Links    []linkRecord    `json:"links,omitempty"`
	Comments []commentRecord `json:"comments,omitempty"`
}

type stageDocument struct {
	stageRecord
	Steps []stepRecord `json:"steps,omitempty"`
}

type datasetDocument struct {
	Source       model.SourceID      `json:"source"`
	Journey      model.JourneyID     `json:"journey,omitempty"` // left out in the form of one journey
	Observations []observationRecord `json:"observations,omitempty"`
}

// EncodeJourney writes a journey in the interchange form: the journey with everything in it, the
// records of the library that it refers to, its views and its observations. Its twin is another
// journey and is left out. The same journey gives the same bytes. The error is model.ErrNotFound
// when there is no such journey.
func EncodeJourney(w *model.Workspace, id model.JourneyID) ([]byte, error) {
	j := w.Journey(id)
	if j == nil {
		return nil, fmt.Errorf("journey %s: %w", id, model.ErrNotFound)
	}
	d := newDocument(journeyForm, model.UsedBy(w, j))
	journey := toJourneyDocument(j)
	journey.Twin = ""
	d.Journey = &journey
	for i := range d.Views {
		d.Views[i].Journey = ""
	}
	for i := range d.Datasets {
		d.Datasets[i].Journey = ""
	}
	return d.encode()
}

// EncodeWorkspace writes a whole workspace in the interchange form. The same workspace gives the same
// bytes.
func EncodeWorkspace(w *model.Workspace) ([]byte, error) {
	d := newDocument(workspaceForm, w)
	d.Name = w.Name
	for _, j := range w.Journeys {
		d.Journeys = append(d.Journeys, toJourneyDocument(j))
	}
	return d.encode()
}

func (d *document) encode() ([]byte, error) {
	data, err := compact(d)
	if err != nil {
		return nil, err
	}
	return readableJSON(data), nil
}

func newDocument(format string, w *model.Workspace) *document {
	d := &document{
		Format: format, Version: formVersion,
		Personas: mapped(w.Personas, toPersona),
		Metrics:  mapped(w.Metrics, toMetric),
		Channels: mapped(w.Channels, toChannel),
		Owners:   mapped(w.Owners, toOwner),
		Systems:  mapped(w.Systems, toSystem),
		Views:    mapped(w.Views, toView),
		Pairs:    mapped(w.Pairs, toPair),
		Sources:  mapped(w.Sources, toSource),
	}
	d.Images = mapped(w.Images, func(i *model.Image) imageRecord {
		r := toImage(i)
		r.Data = i.Data
		return r
	})
	d.Datasets = mapped(w.Datasets, func(s *model.Dataset) datasetDocument {
		r := datasetDocument{Source: s.Source, Journey: s.Journey}
		for o := range s.Observations.All() {
			r.Observations = append(r.Observations, toObservation(&o))
		}
		return r
	})
	return d
}

func toJourneyDocument(j *model.Journey) journeyDocument {
	return journeyDocument{
		journeyRecord: toJourney(j),
		Stages: mapped(j.Stages, func(s *model.Stage) stageDocument {
			return stageDocument{toStage(s), mapped(s.Steps, toStep)}
		}),
		Lanes: mapped(j.Lanes, toLane),
		Cards: mapped(j.Cards, toCard),
		Links: mapped(j.Links, toLink),
		Comments: mapped(j.Comments, func(c *model.Comment) commentRecord {
			return toComment(c, j.ID)
		}),
	}
}

func mapped[T, R any](list []*T, convert func(*T) R) []R {
	out := make([]R, len(list))
	for i, r := range list {
		out[i] = convert(r)
	}
	return out
}
