package export

import (
	"time"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// Document is what to export: one journey of a workspace, as it shall look.
type Document struct {
	Workspace *model.Workspace
	Journey   model.JourneyID
	Heat      *metric.Heat   // the heat to tint with; nil for none
	Theme     *scene.Theme   // nil means the print theme, and the light one for the workbook
	Created   time.Time      // the date printed and stored in the file; the caller's clock
	Layout    layout.Options // hidden and collapsed lanes; widths are chosen by the paper
	Swapped   bool           // the workbook's heat map has a row for each metric and the stages across
	Empathy   bool           // a PDF has pages of the empathy map too, one for each persona of the journey
	Personas  bool           // and pages of the personas
	Goals     bool           // and pages of the personas' goals against the steps
	Figures   bool           // and pages of the measured values by step
	Compared  *Compared      // what differs from another version, on pages and sheets of its own; nil for none
	Comments  bool           // list the comments too: on pages of their own in a PDF, on a sheet of a workbook

	marks map[model.Ref]model.Mark // of a comparison's map
}

// Compared is two versions of a journey and what they are called.
type Compared struct {
	Comparison    *model.Comparison
	Before, After string
}

// Warning is something that the export could not do as asked; the rest of it is as asked.
type Warning struct {
	Ref  model.Ref // the record that it is about
	Text string    // what and what to do, in words for the person who exported
}

// Page says on what paper a PDF is printed and how the map is fitted.
type Page struct {
	Paper     string // the name of one of Papers, in any case; empty means A3
	Landscape bool   // force landscape
	Portrait  bool   // force portrait; with neither the map's shape decides
	Fit       string // "page" (one page, the default) or "pages" (as many as legible text needs)
}

// Paper is a size of paper.
type Paper struct {
	Name          string
	Width, Height float64 // upright, in millimetres
	Margin        float64 // in millimetres
}
