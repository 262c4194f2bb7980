package metric

import "stagecraft/model"

// Health is how well a stage does, or the whole journey for an empty stage: 0 (much worse than every
// target) to 100, 50 being on target. It is the mean of (score + 1) / 2 · 100 over the metrics that
// have a target or thresholds and data there and are not left out of it (Metric.Uncounted), all periods
// and segments together, each metric counting alike. It is missing when there is none.
func Health(w *model.Workspace, j model.JourneyID, s model.StageID) model.Maybe[float64] {
	whole, stages := HealthByStage(w, j)
	if s == "" {
		return whole
	}
	health, ok := stages[s]
	return model.Maybe[float64]{Value: health, Known: ok}
}

// HealthByStage is Health of the whole journey and of each of its stages that has any, in one go.
func HealthByStage(w *model.Workspace, j model.JourneyID) (whole model.Maybe[float64], stages map[model.StageID]float64) {
	var all tally
	byStage := map[model.StageID]*tally{}
	for _, m := range w.Metrics {
		if _, ok := Limits(m); !ok || m.Uncounted {
			continue
		}
		h, err := Compute(w, Query{Metric: m.ID, Journey: j})
		if err != nil {
			continue // no such journey: no health
		}
		all.add(h.Whole.Score)
		for id, v := range h.Stages {
			if byStage[id] == nil {
				byStage[id] = &tally{}
			}
			byStage[id].add(v.Score)
		}
	}
	stages = map[model.StageID]float64{}
	for id, t := range byStage {
		if health := t.health(); health.Known {
			stages[id] = health.Value
		}
	}
	return all.health(), stages
}

type tally struct{ sum, count float64 }

func (t *tally) add(score model.Maybe[float64]) {
	if score.Known {
		t.sum += (score.Value + 1) / 2 * 100
		t.count++
	}
}

func (t *tally) health() model.Maybe[float64] {
	if t.count == 0 {
		return model.Maybe[float64]{}
	}
	return model.Some(t.sum / t.count)
}
