package ingest_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"stagecraft/store/ingest"
)

func readBytes(t testing.TB, name string, data []byte, o ingest.Options) *ingest.Table {
	t.Helper()
	table, err := ingest.ReadBytes(context.Background(), name, data, o)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func grid(t *ingest.Table) [][]string {
	rows := [][]string{t.Header}
	for _, r := range t.Preview(t.Len()) {
		rows = append(rows, r.Cells)
	}
	return rows
}

func wantGrid(t testing.TB, got, want [][]string) {
	t.Helper()
	if !slices.EqualFunc(got, want, func(a, b []string) bool { return slices.Equal(a, b) }) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func encoded(t testing.TB, enc encoding.Encoding, text string) []byte {
	t.Helper()
	b, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRead_EncodingsAndDialects(t *testing.T) {
	want := [][]string{{"Étape", "Größe", "csat"}, {"Küche", "été", "4,5"}, {"Ça", "“x”", "3,5"}}
	text := "Étape;Größe;csat\nKüche;été;4,5\nÇa;“x”;3,5\n"
	le := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	be := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	quotedComma := "Étape,Größe,csat\nKüche,été,\"4,5\"\nÇa,“x”,\"3,5\"\n"
	for name, data := range map[string][]byte{
		"utf-8":           []byte(text),
		"utf-8 mark":      []byte("\xef\xbb\xbf" + text),
		"utf-16le":        encoded(t, le, text),
		"utf-16le mark":   append([]byte("\xff\xfe"), encoded(t, le, text)...),
		"utf-16be":        encoded(t, be, text),
		"utf-16be mark":   append([]byte("\xfe\xff"), encoded(t, be, text)...),
		"windows-1252":    encoded(t, charmap.Windows1252, text),
		"windows lines":   []byte(strings.ReplaceAll(text, "\n", "\r\n")),
		"mac lines":       []byte(strings.ReplaceAll(text, "\n", "\r")),
		"tabs":            []byte(strings.ReplaceAll(text, ";", "\t")),
		"pipes":           []byte(strings.ReplaceAll(text, ";", "|")),
		"commas":          []byte(quotedComma),
		"sep line":        []byte("sep=;\r\n" + text),
		"no last newline": []byte(strings.TrimSuffix(text, "\n")),
		"comments above":  []byte("# Report\n#\n\n" + text),
		"title above":     []byte("Monthly figures;;\n;;\n" + text),
		"zero byte":       []byte(strings.Replace(text, "4,5", "4,\x005", 1)),
		"blank lines":     []byte(strings.ReplaceAll(text, "\n", "\n\n;;\n")),
		"quoted":          []byte("\"Étape\";\"Größe\";\"csat\"\n\"Küche\";\"été\" ;\"4,5\"\n\"Ça\";“x”;3,5\n"),
	} {
		t.Run(name, func(t *testing.T) { wantGrid(t, grid(readBytes(t, "a.csv", data, ingest.Options{})), want) })
	}
}

func TestRead_QuotesAndRaggedRows(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       [][]string
	}{
		{"lines and marks inside", "a,b\n\"x\ny, \"\"z\"\"\",2\n", [][]string{{"a", "b"}, {"x\ny, \"z\"", "2"}}},
		{"ragged", "a,b,c\n1,2\n1,2,3,4\n", [][]string{{"a", "b", "c", "Column 4"}, {"1", "2", "", ""}, {"1", "2", "3", "4"}}},
		{"mark in a cell", "a,b\n5\" pipe,2\n\"5\" pipe\",3\n", [][]string{{"a", "b"}, {"5\" pipe", "2"}, {"5\" pipe", "3"}}},
		{"never closed", "a,b\n\"oops,2\nx,3\ny,4\n", [][]string{{"a", "b"}, {"\"oops", "2"}, {"x", "3"}, {"y", "4"}}},
		{"unnamed columns", "a,,c\n1,2,3\n", [][]string{{"a", "Column 2", "c"}, {"1", "2", "3"}}},
		{"empty quotes", "a,b\n\"\",\"\"\"\"\n", [][]string{{"a", "b"}, {"", "\""}}},
	} {
		t.Run(c.name, func(t *testing.T) { wantGrid(t, grid(readBytes(t, "a.csv", []byte(c.text), ingest.Options{})), c.want) })
	}
}

// A quotation mark that is forgotten must not swallow the rows up to the next one.
func TestRead_ForgottenQuoteLosesNoRows(t *testing.T) {
	text := "id,comment,csat\n1,\"nice,4\n"
	for range 100 {
		text += "2,fine,5\n"
	}
	text += "3,\"closed\",3\n"
	table := readBytes(t, "a.csv", []byte(text), ingest.Options{})
	if table.Len() != 102 {
		t.Errorf("%d rows of 102", table.Len())
	}
}

func TestRead_LineNumbers(t *testing.T) {
	table := readBytes(t, "a.csv", []byte("# x\n\nstage,csat\nA,1\n\n\"B\nb\",2\nC,3\n"), ingest.Options{})
	var lines []int
	for _, r := range table.Preview(9) {
		lines = append(lines, r.Row)
	}
	if !slices.Equal(lines, []int{4, 6, 8}) || table.HeaderLine != 3 {
		t.Errorf("lines %v, header %d", lines, table.HeaderLine)
	}
}

func TestRead_Refuses(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		say  string
	}{
		"empty":         {"", "empty"},
		"only spaces":   {"\xef\xbb\xbf \r\n\r\n", "empty"},
		"only a header": {"stage,csat\n", "no rows"},
		"old workbook":  {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("x", 600), ".xls"},
		"encrypted":     {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", "password"},
		"gzip":          {"\x1f\x8b\x08\x00abc", "unpack"},
		"picture":       {"\x89PNG\r\n\x1a\n\x00\x00", "binary"},
		"noise":         {strings.Repeat("\x01\x02\x03abc\x04\x05", 200), "binary"},
		"web page":      {"<html><table><tr><td>1</td></tr></table>", "web page"},
		"json":          {`[ {"a": 1} ]`, "JSON"},
		"zip":           {"PK\x03\x04 nonsense", "damaged"},
		"wide":          {strings.Repeat("1,", 3000) + "1\n", "columns"},
		"only marks":    {"stage,csat\n" + strings.Repeat(",", 3000) + "\n", "columns in line 2"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ingest.ReadBytes(t.Context(), "figures.csv", []byte(c.data), ingest.Options{})
			if err == nil || !strings.Contains(err.Error(), c.say) || !strings.HasPrefix(err.Error(), "figures.csv ") {
				t.Errorf("error %v should name the file and say %q", err, c.say)
			}
		})
	}
}

// A cell of many megabytes is no name and no number, and must not cost time wherever it is looked at.
func TestRead_CutsLongCells(t *testing.T) {
	table := readBytes(t, "a.csv", []byte("stage,csat\n"+strings.Repeat("Ⱥ", 1<<20)+",4\nBook,3\n"), ingest.Options{})
	if got := len(table.Preview(1)[0].Cells[0]); got > 32_767 || got < 32_000 {
		t.Errorf("the cell has %d bytes", got)
	}
	report, _ := ingest.Plan(table, trip(), "j", ingest.Options{})
	wantCounts(t, report, 1, 0, 0, 1)
	if !strings.Contains(report.String(), "cut there: 1 cell") {
		t.Errorf("the report does not tell of the cut:\n%s", report)
	}
}

func TestRead_FilesThatCannotBeOpened(t *testing.T) {
	_, err := ingest.Read(t.Context(), filepath.Join(t.TempDir(), "none.csv"), ingest.Options{})
	if !errors.Is(err, os.ErrNotExist) || !strings.HasPrefix(err.Error(), "none.csv does not exist; ") {
		t.Errorf("a missing file gives %v", err)
	}
	if _, err := ingest.Read(t.Context(), t.TempDir(), ingest.Options{}); err == nil || !strings.Contains(err.Error(), "folder") {
		t.Errorf("a folder gives %v", err)
	}
	big := filepath.Join(t.TempDir(), "big.csv")
	f, err := os.Create(big)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.Truncate(1<<30), f.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := ingest.Read(t.Context(), big, ingest.Options{}); err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("1 GB gives %v", err)
	}
}

func TestRead_StopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ingest.ReadBytes(ctx, "a.csv", longTable(1000), ingest.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestRead_HeaderRowAndSettings(t *testing.T) {
	text := []byte("stage;csat\nnote;x\nstage;nps\nA;1,5\n")
	table := readBytes(t, "a.csv", text, ingest.Options{HeaderRow: 3})
	wantGrid(t, grid(table), [][]string{{"stage", "nps"}, {"A", "1,5"}})
	table = readBytes(t, "a.csv", []byte("1;2\n3;4\n"), ingest.Options{HeaderRow: -1})
	wantGrid(t, grid(table), [][]string{{"Column 1", "Column 2"}, {"1", "2"}, {"3", "4"}})
	table = readBytes(t, "a.csv", []byte("2026-01-01,Search,4.5\n2026-01-02,Book,4.1\n"), ingest.Options{})
	if table.HeaderLine != 0 || table.Len() != 2 {
		t.Errorf("a file without column names lost a row: %v", grid(table))
	}
	if _, err := ingest.ReadBytes(t.Context(), "a.csv", text, ingest.Options{HeaderRow: 99}); err == nil {
		t.Error("row 99 does not exist")
	}
}

// shared returns the path of a file of the shared test data, or skips the test.
func shared(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("skipped: the shared test data is not here (%v)", err)
	}
	return path
}

func read(t testing.TB, name string, o ingest.Options) *ingest.Table {
	t.Helper()
	table, err := ingest.Read(t.Context(), shared(t, name), o)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestRead_PublishedSpectrum(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(filepath.Dir(shared(t, "messy-tables/csv-spectrum/simple.csv")), "*.csv"))
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			answer, err := os.ReadFile(strings.TrimSuffix(path, ".csv") + ".json")
			if err != nil {
				t.Fatal(err)
			}
			var want []map[string]string
			if err := json.Unmarshal(answer, &want); err != nil {
				t.Fatal(err)
			}
			table, err := ingest.Read(t.Context(), path, ingest.Options{HeaderRow: 1, Delimiter: ","})
			if err != nil {
				t.Fatal(err)
			}
			rows := table.Preview(100)
			if len(rows) != len(want) {
				t.Fatalf("%d rows, want %d", len(rows), len(want))
			}
			for i, row := range rows {
				for c, name := range table.Header {
					if got := strings.ReplaceAll(row.Cells[c], "\r\n", "\n"); got != strings.ReplaceAll(want[i][name], "\r\n", "\n") {
						t.Errorf("row %d, %s: %q, want %q", i, name, got, want[i][name])
					}
				}
			}
		})
	}
}

func TestRead_PublishedEncodings(t *testing.T) {
	want := grid(read(t, "messy-tables/phpspreadsheet-csv/premiere.utf8.csv", ingest.Options{HeaderRow: -1}))[1]
	if !slices.Equal(want, []string{"première", "second", "troisième"}) {
		t.Fatalf("utf-8 gives %q", want)
	}
	files, _ := filepath.Glob(filepath.Join(filepath.Dir(shared(t, "messy-tables/phpspreadsheet-csv/sep.csv")), "premiere.*"))
	if len(files) < 7 {
		t.Fatalf("only %d files", len(files))
	}
	for _, path := range files {
		table, err := ingest.Read(t.Context(), path, ingest.Options{HeaderRow: -1})
		if err != nil {
			t.Fatal(err)
		}
		if got := grid(table)[1]; !slices.Equal(got, want) {
			t.Errorf("%s: %q", filepath.Base(path), got)
		}
	}
	for name, first := range map[string]string{"test_utf16_big.csv": "a", "test_utf16_little.csv": "a", "test_utf8_bom.csv": "foo", "mac_newlines.csv": "a", "null_byte.csv": "a"} {
		if table := read(t, "messy-tables/csvkit/"+name, ingest.Options{}); table.Header[0] != first {
			t.Errorf("%s begins with %q", name, table.Header[0])
		}
	}
	if table := read(t, "kpi-tables/gsa-cx-responses-bom.csv", ingest.Options{}); table.Header[0] != "external_id" {
		t.Errorf("the mark stayed in %q", table.Header[0])
	}
	if table := read(t, "kpi-tables/ga-landing-pages-fragment.csv", ingest.Options{}); table.HeaderLine != 7 {
		t.Errorf("header in line %d, want 7", table.HeaderLine)
	}
	mac := read(t, "messy-tables/csvkit/mac_newlines.csv", ingest.Options{})
	if mac.Len() != 2 || !strings.Contains(grid(mac)[2][0], "Once upon") {
		t.Errorf("mac lines: %q", grid(mac))
	}
}

// encoding/csv is the second implementation for files that keep the rules.
func TestRead_AgreesWithEncodingCSV(t *testing.T) {
	for _, name := range []string{"kpi-tables/Telco-Customer-Churn.csv", "kpi-tables/NPS-testdata.csv", "kpi-tables/encuesta-satisfaccion-es.csv", "kpi-tables/preppin-040/input_01.csv"} {
		data, err := os.ReadFile(shared(t, name))
		if err != nil {
			t.Fatal(err)
		}
		want, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		got := grid(read(t, name, ingest.Options{}))
		if len(got) != len(want) {
			t.Fatalf("%s: %d rows, want %d", name, len(got), len(want))
		}
		for i := 1; i < len(want); i++ {
			if !slices.Equal(got[i], want[i]) {
				t.Fatalf("%s row %d: %q, want %q", name, i, got[i], want[i])
			}
		}
	}
}
