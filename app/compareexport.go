package app

import (
	"stagecraft/app/look"
	"stagecraft/export"
)

// compared returns what is compared now, as exports take it; nil for nothing.
func (w *Window) compared() *export.Compared {
	p := w.comparePage()
	if p == nil || p.found == nil {
		return nil
	}
	return &export.Compared{Comparison: p.found, Before: p.state.before.title(), After: p.state.after.title()}
}

// takesComparison reports whether the format has room for a comparison.
func (r exportRequest) takesComparison() bool { return r.format == "pdf" || r.format == "xlsx" }

// addCompared asks whether the open comparison goes out too.
func (d *exportDialog) addCompared(format string) {
	if d.window.compared() == nil || !d.request.takesComparison() {
		return
	}
	where := "on pages of its own"
	if format == "xlsx" {
		where = "on sheets of its own"
	}
	d.options.Objects = append(d.options.Objects, look.Check("export.compared", "With the comparison, "+where, d.request.diff, nil, func(on bool) { d.request.diff = on }))
}
