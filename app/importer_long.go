package app

import (
	"fmt"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model/metric"
)

// How much of a long table the page shows at once: every column and name is a row of controls.
const (
	columnsShown = 40
	rowsAtOnce   = 50
)

// columnPages leads through the columns of a wide table; it is empty for others.
func (p *importPage) columnPages() fyne.CanvasObject {
	all := p.table.Columns
	if all <= columnsShown {
		return look.V(0)
	}
	turn := func(by int) func() {
		return func() {
			p.column = min(max(p.column+by, 0), (all-1)/columnsShown*columnsShown)
			p.rebuild()
		}
	}
	back := look.Button("import.columns.back", look.Plain, "chevron-left", "", turn(-columnsShown))
	on := look.Button("import.columns.on", look.Plain, "chevron-right", "", turn(columnsShown))
	back.SetDisabled(p.column == 0)
	on.SetDisabled(p.column+columnsShown >= all)
	text := fmt.Sprintf("Columns %d to %d of %s", p.column+1, min(p.column+columnsShown, all), metric.FormatN(float64(all)))
	return look.H(6, back, on, look.Text(text, 12, "text2"), look.Space())
}

// rowsShown is how many rows of a list are shown.
func (p *importPage) rowsShown() int { return rowsAtOnce * (1 + p.more) }

// moreRows is the last row of a list that is cut: it shows more.
func (p *importPage) moreRows(name string, rest int) fyne.CanvasObject {
	return look.Sized(0, 30, look.H(0, look.LinkText(name, "Show more of the other "+metric.FormatN(float64(rest)), 12, func() {
		p.more++
		p.rebuild()
	}), look.Space()))
}
