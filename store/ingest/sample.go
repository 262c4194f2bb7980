package ingest

import (
	"context"
	"fmt"

	"stagecraft/assets"
	"stagecraft/model"
	"stagecraft/store"
)

// Sample returns the workspace of a sample that comes with the program: its journey, and its figures
// imported by the same way as a person's own. Rows of the figures that cannot be used are left out, as
// in every import.
func Sample(ctx context.Context, s assets.Sample) (*model.Workspace, error) {
	w, err := store.DecodeJourney(s.Journey)
	if err != nil {
		return nil, fmt.Errorf("sample %s: %w", s.Name, err)
	}
	table, err := ReadBytes(ctx, s.Data, s.KPIs, Options{})
	if err != nil {
		return nil, fmt.Errorf("figures of the sample %s: %w", s.Name, err)
	}
	_, figures := Plan(table, w, w.Journeys[0].ID, Options{})
	return figures.Apply(w)
}
