package metric

import "stagecraft/model"

// Templates returns fresh copies of the built-in metric definitions. The id of each is the template's
// name. They have no target: a target is the organisation's own.
func Templates() []model.Metric {
	some := model.Some[float64]
	return []model.Metric{
		{ID: "nps", Name: "NPS", Definition: "Share of promoters (9–10) less share of detractors (0–6) among answers to “How likely are you to recommend us?”",
			ScaleMin: some(0), ScaleMax: some(10), Direction: model.HigherIsBetter, Aggregation: model.NPS, Family: model.RelationshipFamily},
		{ID: "csat", Name: "CSAT", Definition: "Mean answer to “How satisfied were you?”, from 1 very dissatisfied to 5 very satisfied",
			ScaleMin: some(1), ScaleMax: some(5), Direction: model.HigherIsBetter, Aggregation: model.Mean, Family: model.StageFamily},
		{ID: "csat-top2", Name: "CSAT top 2", Definition: "Share of answers 4 and 5 to “How satisfied were you?”, from 1 to 5",
			Unit: "%", ScaleMin: some(1), ScaleMax: some(5), Direction: model.HigherIsBetter, Aggregation: model.TopTwo, Family: model.StageFamily},
		{ID: "ces-effort", Name: "Effort (CES)", Definition: "Mean answer to “How much effort did it take?”, from 1 very little to 5 very much",
			ScaleMin: some(1), ScaleMax: some(5), Direction: model.LowerIsBetter, Aggregation: model.Mean, Family: model.StageFamily},
		{ID: "ces-ease", Name: "Ease (CES)", Definition: "Mean agreement with “It was made easy for me”, from 1 strongly disagree to 7 strongly agree",
			ScaleMin: some(1), ScaleMax: some(7), Direction: model.HigherIsBetter, Aggregation: model.Mean, Family: model.StageFamily},
		{ID: "conversion", Name: "Conversion", Definition: "Share of those who reached this point that went on to the goal",
			Unit: "%", ScaleMin: some(0), ScaleMax: some(100), Direction: model.HigherIsBetter, Aggregation: model.Ratio, Family: model.BehaviourFamily},
		{ID: "drop-off", Name: "Drop-off", Definition: "Share of those who entered this point that left the journey at it",
			Unit: "%", ScaleMin: some(0), ScaleMax: some(100), Direction: model.LowerIsBetter, Aggregation: model.Ratio, Family: model.BehaviourFamily},
		{ID: "churn", Name: "Churn", Definition: "Customers lost in the period over customers at its beginning",
			Unit: "%", ScaleMin: some(0), ScaleMax: some(100), Direction: model.LowerIsBetter, Aggregation: model.Ratio, Family: model.RetentionFamily},
		{ID: "fcr", Name: "First contact solved", Definition: "Share of requests that were solved in the first contact (FCR)",
			Unit: "%", ScaleMin: some(0), ScaleMax: some(100), Direction: model.HigherIsBetter, Aggregation: model.Ratio, Family: model.OperationsFamily},
		{ID: "aht", Name: "Average handling time", Definition: "Mean time from taking up a request to finishing it, follow-up work included",
			Unit: "min", ScaleMin: some(0), Direction: model.LowerIsBetter, Aggregation: model.Mean, Family: model.OperationsFamily},
		{ID: "sla", Name: "SLA met", Definition: "Share of cases that were done within the agreed time",
			Unit: "%", ScaleMin: some(0), ScaleMax: some(100), Direction: model.HigherIsBetter, Aggregation: model.Ratio, Family: model.OperationsFamily, Leading: true},
		{ID: "clv", Name: "Customer lifetime value", Definition: "Mean value of a customer over the whole relationship (CLV)",
			Unit: "EUR", Direction: model.HigherIsBetter, Aggregation: model.Mean, Family: model.RetentionFamily},
	}
}

// Template returns the built-in definition with the given name, and false when there is none.
func Template(name string) (model.Metric, bool) {
	for _, m := range Templates() {
		if string(m.ID) == name {
			return m, true
		}
	}
	return model.Metric{}, false
}
