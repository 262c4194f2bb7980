package store

import (
	"cmp"
	"fmt"
	"slices"

	"stagecraft/model"
)

// assemble makes the workspace out of what was read. What hangs in the air because a record was lost
// is given a new hold, or let go of where there is nothing to hold on to; both are reported.
func (l *load) assemble() *model.Workspace {
	w := &model.Workspace{
		Name:     l.name,
		Journeys: inOrder(l.journeys),
		Personas: inOrder(l.personas),
		Metrics:  inOrder(l.metrics),
		Sources:  inOrder(l.sources),
		Channels: inOrder(l.channels),
		Owners:   inOrder(l.owners),
		Systems:  inOrder(l.systems),
		Views:    inOrder(l.views),
		Pairs:    inOrder(l.pairs),
	}
	known := map[model.JourneyID]bool{}
	for _, j := range w.Journeys {
		known[j.ID] = true
	}
	for _, id := range sortedKeys(l.parts) {
		if !known[id] {
			l.problems.add(model.JourneyRecord, "", "was lost; what was in it stands in a journey named \"Recovered journey\"")
			w.Journeys = append(w.Journeys, &model.Journey{
				ID:          id,
				JourneyInfo: model.JourneyInfo{Title: "Recovered journey", Kind: model.Current, Status: model.Draft},
			})
		}
	}
	for _, j := range w.Journeys {
		l.fill(j, cmp.Or(l.parts[j.ID], &parts{}))
	}
	w.Images = l.pictures()
	w.Datasets = l.measured()
	mend(w, &l.problems)
	return w
}

// fill puts the parts of a journey together.
func (l *load) fill(j *model.Journey, p *parts) {
	j.Stages = inOrder(p.stages)
	j.Lanes = inOrder(p.lanes)
	j.Cards = inOrder(p.cards)
	j.Links = inOrder(p.links)
	j.Comments = inOrder(p.comments)

	stages := map[model.StageID]*model.Stage{}
	for _, s := range j.Stages {
		stages[s.ID] = s
	}
	for _, s := range inOrder(p.steps) {
		stage := stages[s.stage]
		if stage == nil {
			stage = l.recoveredStage(j, s.stage)
			stages[s.stage] = stage
		}
		stage.Steps = append(stage.Steps, s.Step)
	}
	for _, s := range j.Stages {
		if len(s.Steps) == 0 {
			l.problems.add(model.StageRecord, s.Title, "had lost its steps and got an empty one")
			s.Steps = []*model.Step{{ID: model.DerivedID("recovered", model.StepID(s.ID)), Title: "Recovered step"}}
		}
	}
	l.hold(j)
	if len(j.Stages) == 0 {
		stage := l.recoveredStage(j, model.DerivedID("recovered", model.StageID(j.ID)))
		stage.Steps = []*model.Step{{ID: model.DerivedID("recovered", model.StepID(j.ID)), Title: "Recovered step"}}
	}
}

// hold gives the cards whose step or lane was lost a new one under the same id.
func (l *load) hold(j *model.Journey) {
	steps, lanes := map[model.StepID]bool{}, map[model.LaneID]bool{}
	for _, s := range j.Stages {
		for _, t := range s.Steps {
			steps[t.ID] = true
		}
	}
	for _, lane := range j.Lanes {
		lanes[lane.ID] = true
	}
	var stage *model.Stage
	for _, c := range j.Cards {
		if !steps[c.Step] {
			if stage == nil {
				stage = l.recoveredStage(j, model.DerivedID("recovered", model.StageID(j.ID)))
			}
			l.problems.add(model.StepRecord, "", fmt.Sprintf("of %q was lost; its cards stand in a step named \"Recovered step\"", j.Title))
			stage.Steps = append(stage.Steps, &model.Step{ID: c.Step, Title: "Recovered step"})
			steps[c.Step] = true
		}
		if !lanes[c.Lane] {
			l.problems.add(model.LaneRecord, "", fmt.Sprintf("of %q was lost; its cards stand in a lane named \"Recovered lane\"", j.Title))
			kind := cmp.Or(c.Kind, model.KindNote)
			j.Lanes = append(j.Lanes, &model.Lane{ID: c.Lane, Kind: kind, Title: "Recovered lane"})
			lanes[c.Lane] = true
		}
	}
}

func (l *load) recoveredStage(j *model.Journey, id model.StageID) *model.Stage {
	l.problems.add(model.StageRecord, "", fmt.Sprintf("of %q was lost; what was in it stands in a stage named \"Recovered stage\"", j.Title))
	stage := &model.Stage{ID: id, Title: "Recovered stage"}
	j.Stages = append(j.Stages, stage)
	return stage
}

// pictures joins the chunks of the images. One that is not whole is no image.
func (l *load) pictures() []*model.Image {
	for i := range l.images {
		r := &l.images[i]
		var data []byte
		ok := whole(l.blobs[r.key], r.record.Chunks, func(b []byte) { data = append(data, b...) })
		if !ok || len(data) != r.record.Size {
			l.problems.add(model.ImageRecord, r.record.Name, "has lost a part of its content and is left out")
			r.record.Chunks = -1
			continue
		}
		r.record.Data = data
	}
	var images []*model.Image
	for _, r := range inOrder(l.images) {
		if r.Chunks >= 0 {
			images = append(images, r.model())
		}
	}
	return images
}

// measured joins the chunks of the datasets. Each observation stands for itself, so what is left of a
// dataset is still right; that it is not whole is told.
func (l *load) measured() []*model.Dataset {
	names := map[string]string{}
	for _, s := range l.sources {
		names[string(s.record.ID)] = s.record.Name
	}
	lists := make([]ranked[*model.Dataset], 0, len(l.datasets))
	owned := map[string]bool{}
	for _, r := range l.datasets {
		owned[r.key] = true
		d, ok := l.values(r.key, r.record.Chunks)
		if n := r.record.Observations - d.Observations.Len(); n != 0 || !ok {
			l.problems.add(model.DatasetRecord, names[string(d.Source)], fmt.Sprintf("has lost %d of its %d values", n, r.record.Observations))
		}
		lists = append(lists, ranked[*model.Dataset]{r.rank, r.key, d})
	}
	datasets := inOrder(lists)
	for _, key := range sortedKeys(l.chunks) {
		if owned[key] {
			continue
		}
		d, _ := l.values(key, 0)
		l.problems.add(model.DatasetRecord, names[string(d.Source)], fmt.Sprintf("was lost; %d of its values are left", d.Observations.Len()))
		datasets = append(datasets, d) // where it stood was in its own record
	}
	return datasets
}

// values goes through the chunks of a dataset and says whether they are all there.
func (l *load) values(key string, chunks int) (*model.Dataset, bool) {
	journey, source, _ := splitKey([]byte(key))
	d := &model.Dataset{Journey: model.JourneyID(journey), Source: model.SourceID(source)}
	var values packed
	sound := true
	ok := whole(l.chunks[key], chunks, func(content []byte) {
		if err := values.add(content, l.intern); err != nil {
			sound = false
		}
	})
	d.Observations = values.observations()
	return d, ok && sound
}

// whole visits chunks in order and says whether exactly those from 0 to count-1 are there.
func whole(chunks []chunkOf, count int, visit func([]byte)) bool {
	slices.SortFunc(chunks, func(a, b chunkOf) int { return cmp.Compare(a.index, b.index) })
	ok, last := len(chunks) == count, -1
	for i, c := range chunks {
		if c.index == last {
			continue
		}
		ok, last = ok && c.index == i, c.index
		visit(c.content)
	}
	return ok
}
