// Package layout turns a journey into boxes: column widths, row heights, wrapped lines of text, the
// emotion curves, the routes of links, hit tests and drop places.
//
// The rules are: everything measurable is decided here and nowhere else; the one unit is the
// document point (1/72 inch); text is shaped and measured with the fonts in package assets (and the
// system's fonts for scripts that those lack), so that the screen, the PDF, the SVG, the PNG and the
// tests break lines at the same places; a layout is immutable and a function of the journey, the
// library and the options alone; and the cost of the next layout follows what changed.
package layout
