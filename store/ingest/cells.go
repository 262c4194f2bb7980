package ingest

import (
	"fmt"
	"strings"
)

// cells holds the cells of a table in six bytes each: where a cell's text stands and how long it is. The
// texts are those of the file itself, or copied side by side into blocks where the file writes them
// otherwise: with doubled quotation marks, or as parts of a workbook.
type cells struct {
	text   string   // of a text file
	blocks []string // copied texts
	open   []byte   // the block that is being filled

	at     []uint32 // of every row, one after the other
	sizes  []uint16
	starts []uint32 // index of each row's first cell
	lines  []int32  // 1-based line or sheet row of each row
	long   int      // cells that were cut
	width  int      // of the widest row
}

// cell is one cell: the place of its text, its length, and whether it is a number of a spreadsheet.
type cell struct {
	at   uint32
	size uint16
}

const (
	copied    = 1 << 31   // in cell.at: the text lies in a block
	exact     = 1 << 15   // in cell.size: a number of a spreadsheet
	blockBits = 16        // of cell.at, where a copied text stands in its block
	maxCell   = 1<<15 - 1 // bytes of a cell that are read
	maxCopied = 64 << 20  // bytes of all copied texts
)

// maxCell is as many bytes as a spreadsheet allows characters; what is longer is no name and no number,
// and would cost time wherever the cell is looked at.

func (c *cells) isCopied(of cell) bool { return of.at&copied != 0 }

// textOf returns the text of a cell, whose block must be closed.
func (c *cells) textOf(of cell) string {
	n := int(of.size &^ exact)
	if !c.isCopied(of) {
		return c.text[of.at : int(of.at)+n]
	}
	at := int(of.at & (1<<blockBits - 1))
	return c.blocks[of.at&^copied>>blockBits][at : at+n]
}

// span makes a cell of a part of the file's own text.
func (c *cells) span(from, to int) cell {
	if to-from > maxCell {
		to = from + len(strings.ToValidUTF8(c.text[from:from+maxCell], ""))
		c.long++
	}
	return cell{uint32(from), uint16(to - from)}
}

// copy makes a cell of a text that the file does not have as it is; of spaces alone an empty one.
func (c *cells) copy(s string, isExact bool) (cell, error) {
	if strings.TrimSpace(s) == "" {
		return cell{}, nil
	}
	if len(s) > maxCell {
		s = strings.ToValidUTF8(s[:maxCell], "")
		c.long++
	}
	if len(c.open)+len(s) > 1<<blockBits {
		c.closeBlock()
	}
	if len(c.blocks) > maxCopied>>blockBits {
		return cell{}, fmt.Errorf("holds more than %d MB of text; leave columns out or split it", maxCopied>>20)
	}
	if c.open == nil {
		c.open = make([]byte, 0, 1<<blockBits)
	}
	made := cell{copied | uint32(len(c.blocks))<<blockBits | uint32(len(c.open)), uint16(len(s))}
	if isExact {
		made.size |= exact
	}
	c.open = append(c.open, s...)
	return made, nil
}

// closeBlock makes the texts copied so far readable.
func (c *cells) closeBlock() {
	if len(c.open) > 0 {
		c.blocks = append(c.blocks, string(c.open))
		c.open = c.open[:0]
	}
}

// reserve makes room for so many rows and cells, within the limits, so that growing leaves no garbage of
// its size behind.
func (c *cells) reserve(rows, all int) {
	rows, all = min(rows, maxRows+1), min(all, maxCells+maxColumns)
	c.at, c.sizes = make([]uint32, 0, all), make([]uint16, 0, all)
	c.starts, c.lines = make([]uint32, 0, rows), make([]int32, 0, rows)
}

// dropRows forgets the rows and the texts that were copied after the first so many blocks.
func (c *cells) dropRows(blocks int) {
	c.at, c.sizes, c.starts, c.lines = c.at[:0], c.sizes[:0], c.starts[:0], c.lines[:0]
	c.blocks, c.open, c.long, c.width = c.blocks[:blocks], c.open[:0], 0, 0
}

// addRow adds a row; width is its number of cells, with the empty ones at its end that were left out.
func (c *cells) addRow(row []cell, width, line int) error {
	switch {
	case width > maxColumns:
		return fmt.Errorf("has more than %d columns in line %d; leave out the others and import it again", maxColumns, line)
	case len(row) == 0:
		return nil
	case len(c.starts) > maxRows:
		return fmt.Errorf("has more than %d rows; split it and import the parts", maxRows)
	case len(c.at)+len(row) > maxCells:
		return fmt.Errorf("has more than %d cells; leave out columns or split it", maxCells)
	}
	c.starts = append(c.starts, uint32(len(c.at)))
	c.lines = append(c.lines, int32(line))
	for _, cell := range row {
		c.at, c.sizes = append(c.at, cell.at), append(c.sizes, cell.size)
	}
	c.width = max(c.width, len(row))
	return nil
}

// rowRange returns the indexes of the first cell of row i and of the one after its last.
func (c *cells) rowRange(i int) (from, to int) {
	if i+1 < len(c.starts) {
		return int(c.starts[i]), int(c.starts[i+1])
	}
	return int(c.starts[i]), len(c.at)
}

// row returns the texts of row i.
func (c *cells) row(i int) []string {
	from, to := c.rowRange(i)
	texts := make([]string, to-from)
	for k := range texts {
		texts[k] = c.textOf(cell{c.at[from+k], c.sizes[from+k]})
	}
	return texts
}

func (c *cells) line(i int) int { return int(c.lines[i]) }

// cell returns a cell without outer spaces, empty beyond the end of its row.
func (c *cells) cell(i, column int) string {
	from, to := c.rowRange(i)
	if column >= to-from {
		return ""
	}
	return trim(c.textOf(cell{c.at[from+column], c.sizes[from+column]}))
}

// isExact reports whether a cell is a number of a spreadsheet, to be read with a decimal point whatever
// the rest of the table uses.
func (c *cells) isExact(i, column int) bool {
	from, to := c.rowRange(i)
	return column < to-from && c.sizes[from+column]&exact != 0
}
