package app

import (
	"strings"
	"testing"

	"stagecraft/model"
)

// TestFigures_OfManyValuesFollow wants what is computed from many values to be computed in the background, to
// follow into the lists that are there, and to stay in sight while it is computed anew.
func TestFigures_OfManyValuesFollow(t *testing.T) {
	w := model.Generate(3, 6, 5, 20, fewValues+2000, 1)
	s := newStage(t, Options{})
	s.open(s.file("many.stage", w))
	id := s.session().JourneyID()
	s.window().do("view.portfolio")
	s.until("the health", func() bool { _, known := s.session().Health(id); return known })
	health, _ := s.session().Health(id)
	if !health.Known {
		t.Fatal("a measured journey has no health")
	}
	p, side := s.window().portfolio(), s.window().editor.sidebar
	s.until("the figures", func() bool { return !s.session().figures.busy })
	if p.rows[0].waits || p.rows[0].health != health {
		t.Errorf("the portfolio shows %v, want %v", p.rows[0].health, health)
	}
	if said := textOf(side.marks[id]); strings.TrimSpace(said) == "" {
		t.Errorf("the sidebar says %q", said)
	}
	m := s.session().Workspace().Metrics[0]
	if said := side.values[m.ID].Said(); said != side.value(m) || said == "" {
		t.Errorf("the sidebar says that %s comes to %q, want %q", m.Name, said, side.value(m))
	}
	next := *m
	next.Uncounted = !m.Uncounted
	s.session().Do(model.PutMetric{Metric: next})
	if during, known := s.session().Health(id); !known || s.session().figures.busy && during != health {
		t.Errorf("while the health is computed anew it is %v, known %t", during, known)
	}
	s.until("the new health", func() bool {
		now, _ := s.session().Health(id)
		return now != health && now == s.window().portfolio().rows[0].health
	})
}

// TestFigures_OfFewValuesAreThereAtOnce wants nothing to show up late in a small file.
func TestFigures_OfFewValuesAreThereAtOnce(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("few.stage", small()))
	s.session().figures = figures{}
	if _, known := s.session().Health(s.session().JourneyID()); !known || s.session().figures.busy {
		t.Error("the health of a journey with few values is computed in the background")
	}
	if s.session().ValuesSoon(s.session().Workspace().Metrics[0].ID) == nil {
		t.Error("a metric with few values is computed in the background")
	}
}
