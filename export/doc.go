// Package export writes a journey for people who do not have the program: as a printable PDF, an SVG or
// PNG picture, an Excel workbook and a CSV list.
//
// The rules are: everything goes through an io.Writer, and nothing here opens, names or reads a file;
// a picture is made from the scene alone, so that a renderer knows rectangles, paths, text, icons and
// images but never a card; no renderer wraps or measures text; the same document gives the same
// bytes in PDF, SVG, PNG and CSV; text of a person is always text, never a formula, a tag or a
// command; and what could not be drawn or written as it is comes back as a Warning, never as silence.
package export
