package metric

import (
	"stagecraft/model"
)

// Compute is filled in the next commit.
func Compute(w *model.Workspace, q Query) (*Heat, error) { return &Heat{Query: q}, nil }

// ForCard is filled in the next commit.
func (h *Heat) ForCard(c *model.Card) Value { return Value{} }

// Legend is filled in the next commit.
func (h *Heat) Legend() []LegendStep { return nil }

// Limits is filled in the next commit.
func Limits(m *model.Metric) ([4]float64, bool) { return [4]float64{}, false }

// Format is filled in the next commit.
func Format(m *model.Metric, v float64) string { return "" }

// FormatN is filled in the next commit.
func FormatN(n float64) string { return "" }

// Templates is filled in the next commit.
func Templates() []model.Metric { return nil }

// Aggregate is filled in the next commit.
func Aggregate(m *model.Metric, obs []model.Observation) Value { return Value{} }

// Health is filled in the next commit.
func Health(w *model.Workspace, j model.JourneyID, s model.StageID) model.Maybe[float64] {
	return model.Maybe[float64]{}
}

// DirectionText is filled in the next commit.
func DirectionText(m *model.Metric) string { return "" }

// TargetText is filled in the next commit.
func TargetText(m *model.Metric) string { return "" }
