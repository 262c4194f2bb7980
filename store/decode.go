package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"stagecraft/model"
)

// The limits on what is decoded, since it may come from anywhere.
const (
	maxDocument = 256 << 20 // bytes
	maxRecords  = 2_000_000
)

// DecodeJourney reads a journey in the interchange form into a workspace of its own. It is strict: an
// unknown or doubled field, a wrong type, anything after the end, and a value that breaks a rule of
// the model (model.InvalidError) is an error; its text names the place.
func DecodeJourney(data []byte) (*model.Workspace, error) { return decode(data, journeyForm) }

// DecodeWorkspace reads a whole workspace in the interchange form, as strictly as DecodeJourney.
func DecodeWorkspace(data []byte) (*model.Workspace, error) { return decode(data, workspaceForm) }

// Decode reads a document of either form, as strictly as DecodeJourney.
func Decode(data []byte) (*model.Workspace, error) {
	if formOf(data) == workspaceForm {
		return decode(data, workspaceForm)
	}
	return decode(data, journeyForm)
}

// formOf returns what a document says that it is, or an empty text.
func formOf(data []byte) string {
	d := json.NewDecoder(bytes.NewReader(data))
	if token, err := d.Token(); err != nil || token != json.Delim('{') {
		return ""
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return ""
		}
		var form string
		var other json.RawMessage
		if name != "format" {
			if d.Decode(&other) != nil {
				return ""
			}
			continue
		}
		if d.Decode(&form) != nil {
			return ""
		}
		return form
	}
	return ""
}

func decode(data []byte, form string) (*model.Workspace, error) {
	if len(data) > maxDocument {
		return nil, fmt.Errorf("not read: it is larger than %d MB", maxDocument>>20)
	}
	d := &decoder{data: data, form: form, w: &model.Workspace{}}
	d.json = json.NewDecoder(bytes.NewReader(data))
	d.json.DisallowUnknownFields()
	if err := d.document(); err != nil {
		return nil, d.place(err)
	}
	if _, err := d.json.Token(); !errors.Is(err, io.EOF) {
		return nil, d.place(errors.New("there is something after the end"))
	}
	if d.format != form || d.version == 0 {
		return nil, fmt.Errorf("not a Stagecraft document: it should begin with \"format\": %q, \"version\": %d", form, formVersion)
	}
	if form == journeyForm && len(d.w.Journeys) == 0 {
		return nil, errors.New("there is no journey in it")
	}
	d.settle()
	if err := model.Validate(d.w); err != nil {
		return nil, fmt.Errorf("breaks a rule: %w", err)
	}
	return d.w, nil
}

// decoder reads a document record by record into the model, so that a large one is in memory once.
type decoder struct {
	json    *json.Decoder
	data    []byte
	form    string
	format  string
	version int
	records int
	raw     json.RawMessage // the record that is being read
	w       *model.Workspace
}

// place adds to an error where it is.
func (d *decoder) place(err error) error {
	at := min(d.json.InputOffset(), int64(len(d.data)))
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && syntax.Offset > 0 {
		at = min(max(at, syntax.Offset), int64(len(d.data)))
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err, at = errors.New("it ends too early"), int64(len(d.data))
	}
	before := d.data[:at]
	line := bytes.Count(before, []byte("\n")) + 1
	return fmt.Errorf("line %d (byte %d): %s", line, at, strings.TrimPrefix(err.Error(), "json: "))
}

// object reads an object whose members are read by fields.
func (d *decoder) object(fields map[string]func() error) error {
	if err := d.expect('{'); err != nil {
		return err
	}
	seen := map[string]bool{}
	for d.json.More() {
		token, err := d.json.Token()
		if err != nil {
			return err
		}
		name, _ := token.(string)
		read, ok := fields[name]
		switch {
		case !ok:
			return fmt.Errorf("unknown field %q", name)
		case seen[name]:
			return fmt.Errorf("field %q occurs twice", name)
		}
		seen[name] = true
		if err := read(); err != nil {
			return inField(name, err)
		}
	}
	return d.expect('}')
}

// inField says in which field an error is, from the outside in.
func inField(name string, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	return fmt.Errorf("%s: %w", name, err)
}

func (d *decoder) expect(want json.Delim) error {
	token, err := d.json.Token()
	if err != nil {
		return err
	}
	if token != want {
		return fmt.Errorf("found %v where %q should be", token, want.String())
	}
	return nil
}

// list reads a list whose members are read by each.
func (d *decoder) list(each func() error) func() error {
	return func() error {
		if err := d.expect('['); err != nil {
			return err
		}
		for d.json.More() {
			if d.records++; d.records > maxRecords {
				return fmt.Errorf("there are more than %d records", maxRecords)
			}
			if err := each(); err != nil {
				return err
			}
		}
		return d.expect(']')
	}
}

// into reads a plain value.
func into[T any](d *decoder, target *T) func() error {
	return func() error { return record(d, target) }
}

// each reads a list of records into the model's. A record without an id is refused at once.
func each[R, T any](d *decoder, target *[]*T, id func(*R) string, convert func(R) (*T, error)) func() error {
	return d.list(func() error {
		var r R
		if err := record(d, &r); err != nil {
			return err
		}
		if id(&r) == "" {
			return errors.New("a record has no id")
		}
		record, err := convert(r)
		if err != nil {
			return err
		}
		*target = append(*target, record)
		return nil
	})
}

func sure[R, T any](convert func(R) *T) func(R) (*T, error) {
	return func(r R) (*T, error) { return convert(r), nil }
}

func (d *decoder) document() error {
	w := d.w
	fields := map[string]func() error{
		"format":   d.formatField,
		"version":  d.versionField,
		"personas": each(d, &w.Personas, func(r *personaRecord) string { return string(r.ID) }, sure(personaRecord.model)),
		"metrics":  each(d, &w.Metrics, func(r *metricRecord) string { return string(r.ID) }, sure(metricRecord.model)),
		"channels": each(d, &w.Channels, func(r *channelRecord) string { return string(r.ID) }, sure(channelRecord.model)),
		"owners":   each(d, &w.Owners, func(r *ownerRecord) string { return string(r.ID) }, sure(ownerRecord.model)),
		"systems":  each(d, &w.Systems, func(r *systemRecord) string { return string(r.ID) }, sure(systemRecord.model)),
		"views":    each(d, &w.Views, func(r *viewRecord) string { return string(r.ID) }, sure(viewRecord.model)),
		"images":   each(d, &w.Images, func(r *imageRecord) string { return string(r.ID) }, sure(imageRecord.model)),
		"sources":  each(d, &w.Sources, func(r *sourceRecord) string { return string(r.ID) }, sourceRecord.model),
		"datasets": d.list(d.dataset),
	}
	if d.form == journeyForm {
		fields["journey"] = d.journey
	} else {
		fields["name"] = into(d, &w.Name)
		fields["journeys"] = d.list(d.journey)
		fields["pairs"] = each(d, &w.Pairs, func(r *pairRecord) string { return string(r.ID) }, sure(pairRecord.model))
	}
	return d.object(fields)
}

func (d *decoder) formatField() error {
	if err := record(d, &d.format); err != nil {
		return err
	}
	if d.format != d.form {
		return fmt.Errorf("is %q, not %q", d.format, d.form)
	}
	return nil
}

func (d *decoder) versionField() error {
	if err := record(d, &d.version); err != nil {
		return err
	}
	if d.version != formVersion {
		return fmt.Errorf("is %d; this version of Stagecraft reads version %d", d.version, formVersion)
	}
	return nil
}

func (d *decoder) journey() error {
	var r journeyRecord
	var stages []*model.Stage
	var comments []commentRecord
	j := &model.Journey{}
	fields := map[string]func() error{
		"id": into(d, &r.ID), "title": into(d, &r.Title), "inWords": into(d, &r.InWords), "kind": into(d, &r.Kind),
		"personas": into(d, &r.Personas), "scenario": into(d, &r.Scenario), "scope": into(d, &r.Scope),
		"owner": into(d, &r.Owner), "status": into(d, &r.Status), "version": into(d, &r.Version),
		"reviewDate": into(d, &r.ReviewDate), "decision": into(d, &r.Decision),
		"confidentiality": into(d, &r.Confidentiality), "archived": into(d, &r.Archived),
		"stages": d.list(func() error { return d.stage(&stages) }),
		"lanes":  each(d, &j.Lanes, func(r *laneRecord) string { return string(r.ID) }, sure(laneRecord.model)),
		"cards":  each(d, &j.Cards, func(r *cardRecord) string { return string(r.ID) }, sure(cardRecord.model)),
		"links":  each(d, &j.Links, func(r *linkRecord) string { return string(r.ID) }, sure(linkRecord.model)),
		"comments": d.list(func() error {
			var c commentRecord
			err := record(d, &c)
			comments = append(comments, c)
			return err
		}),
	}
	if d.form == workspaceForm {
		fields["twin"] = into(d, &r.Twin)
	}
	if err := d.object(fields); err != nil {
		return err
	}
	info := r.model()
	j.ID, j.JourneyInfo, j.Stages = info.ID, info.JourneyInfo, stages
	for _, c := range comments { // the journey's id may stand after them
		comment, err := c.model(j.ID)
		if err != nil {
			return fmt.Errorf("comments: at: %w", err)
		}
		j.Comments = append(j.Comments, comment)
	}
	d.w.Journeys = append(d.w.Journeys, j)
	return nil
}

func (d *decoder) stage(stages *[]*model.Stage) error {
	var r stageRecord
	var steps []*model.Step
	err := d.object(map[string]func() error{
		"id": into(d, &r.ID), "title": into(d, &r.Title), "definition": into(d, &r.Definition),
		"steps": each(d, &steps, func(r *stepRecord) string { return string(r.ID) }, sure(stepRecord.model)),
	})
	s := r.model()
	s.Steps = steps
	*stages = append(*stages, s)
	return err
}

func (d *decoder) dataset() error {
	s := &model.Dataset{}
	d.w.Datasets = append(d.w.Datasets, s)
	var values model.ObservationList
	defer func() { s.Observations = values.Done() }()
	return d.object(map[string]func() error{
		"source":  into(d, &s.Source),
		"journey": into(d, &s.Journey),
		"observations": d.list(func() error {
			var r observationRecord
			if err := record(d, &r); err != nil {
				return err
			}
			values.Add(r.model())
			return nil
		}),
	})
}

// settle fills in what the form of one journey leaves out.
func (d *decoder) settle() {
	if d.form != journeyForm {
		return
	}
	j := d.w.Journeys[0]
	d.w.Name = j.Title
	for _, v := range d.w.Views {
		v.Journey = j.ID
	}
	for _, s := range d.w.Datasets {
		s.Journey = j.ID
	}
}
