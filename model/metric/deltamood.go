package metric

import (
	"slices"

	"stagecraft/model"
)

// moodScale is what moods are measured on.
var moodScale = &model.Metric{Name: "Mood", ScaleMin: model.Some(-2.0), ScaleMax: model.Some(2.0), Direction: model.HigherIsBetter}

// moods gathers the moods of one persona in one journey.
type moods struct {
	whole  mood
	stages map[model.StageID]mood
	steps  map[model.StepID]mood
}

type mood struct{ sum, n float64 }

func (m mood) and(v float64) mood { return mood{m.sum + v, m.n + 1} }

func (m mood) value() Value {
	if m.n == 0 {
		return Value{}
	}
	return Value{Value: model.Some(m.sum / m.n), N: m.n}
}

func (m *moods) at(whole bool, stage model.StageID, step model.StepID) Value {
	switch {
	case m == nil:
		return Value{}
	case whole:
		return m.whole.value()
	case step != "":
		return m.steps[step].value()
	}
	return m.stages[stage].value()
}

// moodsOf gathers the known moods of a journey by the name of their persona, which is empty for none, and
// lists the names as they come.
func moodsOf(w *model.Workspace, j *model.Journey) (map[string]*moods, []string) {
	all := map[string]*moods{}
	var names []string
	for _, c := range j.Cards {
		stage := j.StageOf(c.Step)
		if !c.Emotion.Known || j.KindOf(c) != model.KindEmotion || stage == nil {
			continue
		}
		name := ""
		if p := w.Persona(j.PersonaOf(c)); p != nil {
			name = p.Name
		}
		m := all[name]
		if m == nil {
			m = &moods{stages: map[model.StageID]mood{}, steps: map[model.StepID]mood{}}
			all[name] = m
			names = append(names, name)
		}
		m.whole = m.whole.and(c.Emotion.Value)
		m.stages[stage.ID] = m.stages[stage.ID].and(c.Emotion.Value)
		m.steps[c.Step] = m.steps[c.Step].and(c.Emotion.Value)
	}
	return all, names
}

// moodDeltas compares the mean moods of each persona.
func moodDeltas(c *model.Comparison, places []model.ComparedPlace) []Delta {
	is, names := moodsOf(c.AfterIn, c.After)
	was, former := moodsOf(c.BeforeIn, c.Before)
	for _, name := range former {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	deltas := make([]Delta, len(names))
	for i, name := range names {
		d := Delta{Name: "Mood", Metric: moodScale, Mood: true, At: make([]Shift, len(places))}
		if name != "" {
			d.Name = "Mood of " + name
		}
		for k := range places {
			p := &places[k]
			d.At[k] = Shift{was[name].at(p.Whole(), p.BeforeStage, p.BeforeStep), is[name].at(p.Whole(), p.AfterStage, p.AfterStep)}
		}
		deltas[i] = d
	}
	return deltas
}
