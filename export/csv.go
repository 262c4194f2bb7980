package export

import (
	"bufio"
	"context"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// CSV writes the journey's cards as a comma-separated list, a row a card: UTF-8 with a byte order mark,
// lines ended by CRLF (RFC 4180). Text that a spreadsheet would take for a formula gets an apostrophe
// before it; numbers, negative ones too, stay as they are. It fails when the journey does not exist,
// when ctx ends and when w fails.
func CSV(ctx context.Context, w io.Writer, d Document) ([]Warning, error) {
	j, _, err := prepare(ctx, d)
	if err != nil {
		return nil, err
	}
	return nil, writeCSV(ctx, w, itemsTable(d, j))
}

// writeCSV writes a table, as CSV says.
func writeCSV(ctx context.Context, w io.Writer, t table) error {
	out := bufio.NewWriter(w)
	if _, err := out.WriteString("\uFEFF"); err != nil {
		return err
	}
	lines := csv.NewWriter(out)
	lines.UseCRLF = true
	record := make([]string, len(t.columns))
	for i, c := range t.columns {
		record[i] = c.title
	}
	if err := lines.Write(record); err != nil {
		return err
	}
	for i, row := range t.rows {
		if i%256 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		for k, v := range row {
			record[k] = csvField(v)
		}
		if err := lines.Write(record); err != nil {
			return err
		}
	}
	lines.Flush()
	if err := lines.Error(); err != nil {
		return err
	}
	return out.Flush()
}

func csvField(v value) string {
	if v.kind != textual {
		return v.String()
	}
	return Harmless(plainText(v.text, false))
}

// Harmless returns text that no spreadsheet takes for a formula, with an apostrophe before it where
// needed (the list of OWASP's "CSV Injection"). A text that is a number stays as it is: there is nothing
// in it to run. It is for text that goes to a spreadsheet as text: CSV and the clipboard.
func Harmless(text string) string {
	trimmed := strings.TrimLeft(text, " \u00a0")
	if trimmed == "" || !strings.ContainsRune("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20", []rune(trimmed)[0]) {
		return text
	}
	if plainNumber(text) {
		return text
	}
	return "'" + text
}

func plainNumber(text string) bool {
	for _, r := range text {
		if (r < '0' || r > '9') && !strings.ContainsRune("+-.eE", r) {
			return false
		}
	}
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}
