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
	d := newDocument(journeyForm, usedBy(w, j))
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

// usedBy returns a workspace with the records of the library that a journey refers to, directly or
// through another of them, in the order of the library, and with its views and datasets.
func usedBy(w *model.Workspace, j *model.Journey) *model.Workspace {
	u := uses{}
	out := &model.Workspace{}
	add(u, model.OwnerRecord, j.Owner)
	for _, p := range j.Personas {
		add(u, model.PersonaRecord, p)
	}
	for _, s := range j.Steps() {
		for _, g := range s.Serves {
			add(u, model.PersonaRecord, g.Persona)
		}
	}
	for _, l := range j.Lanes {
		add(u, model.PersonaRecord, l.Persona)
		add(u, model.MetricRecord, l.Metric)
	}
	for _, c := range j.Cards {
		add(u, model.PersonaRecord, c.Persona)
		add(u, model.ChannelRecord, c.Channel)
		add(u, model.OwnerRecord, c.Owner)
		add(u, model.SystemRecord, c.System)
		add(u, model.ImageRecord, c.Image)
	}
	for _, v := range w.Views {
		if v.Journey == j.ID {
			out.Views = append(out.Views, v)
			add(u, model.MetricRecord, v.Metric)
			for _, id := range v.Filter.Personas {
				add(u, model.PersonaRecord, id)
			}
			for _, id := range v.Filter.Channels {
				add(u, model.ChannelRecord, id)
			}
		}
	}
	for _, d := range w.Datasets {
		if d.Journey != j.ID {
			continue
		}
		out.Datasets = append(out.Datasets, d)
		add(u, model.SourceRecord, d.Source)
		for _, m := range d.Observations.Metrics() {
			add(u, model.MetricRecord, m)
		}
	}
	u.library(w, out)
	return out
}

// uses is a set of records.
type uses map[model.Ref]bool

func add[ID ~string](u uses, kind model.RecordKind, id ID) {
	u[model.Ref{Kind: kind, ID: string(id)}] = true
}

// library copies the records that are used. Those that refer to others come first.
func (u uses) library(w, out *model.Workspace) {
	out.Personas = used(u, model.PersonaRecord, w.Personas, func(r *model.Persona) model.PersonaID { return r.ID })
	for _, r := range out.Personas {
		add(u, model.ImageRecord, r.Photo)
	}
	out.Metrics = used(u, model.MetricRecord, w.Metrics, func(r *model.Metric) model.MetricID { return r.ID })
	for _, r := range out.Metrics {
		add(u, model.OwnerRecord, r.Owner)
	}
	out.Sources = used(u, model.SourceRecord, w.Sources, func(r *model.Source) model.SourceID { return r.ID })
	for _, r := range out.Sources {
		add(u, model.OwnerRecord, r.Owner)
	}
	out.Systems = used(u, model.SystemRecord, w.Systems, func(r *model.System) model.SystemID { return r.ID })
	for _, r := range out.Systems {
		add(u, model.OwnerRecord, r.Owner)
	}
	out.Channels = used(u, model.ChannelRecord, w.Channels, func(r *model.Channel) model.ChannelID { return r.ID })
	out.Owners = used(u, model.OwnerRecord, w.Owners, func(r *model.Owner) model.OwnerID { return r.ID })
	out.Images = used(u, model.ImageRecord, w.Images, func(r *model.Image) model.ImageID { return r.ID })
}

func used[T any, ID ~string](u uses, kind model.RecordKind, list []*T, id func(*T) ID) []*T {
	var out []*T
	for _, r := range list {
		if u[model.Ref{Kind: kind, ID: string(id(r))}] {
			out = append(out, r)
		}
	}
	return out
}
