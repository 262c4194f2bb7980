package ingest_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"stagecraft/model/metric"
	"stagecraft/store/ingest"
)

// made returns the bytes of a workbook that fill makes.
func made(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func put(t testing.TB, f *excelize.File, sheet, cell string, row ...any) {
	t.Helper()
	if err := f.SetSheetRow(sheet, cell, &row); err != nil {
		t.Fatal(err)
	}
}

func style(t testing.TB, f *excelize.File, cell, code string) {
	t.Helper()
	id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	if err == nil {
		err = f.SetCellStyle("Sheet1", cell, cell, id)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestReadXLSX_ValuesAsPeopleSeeThem(t *testing.T) {
	data := made(t, func(f *excelize.File) {
		put(t, f, "Sheet1", "A1", "date", "share", "wait", "money", "score", "text", "yes")
		put(t, f, "Sheet1", "A2", 46112, 0.6235, 0.0625, 1284.5, 4.25, "007", true)
		put(t, f, "Sheet1", "A3", 46112.75, 1, 1.5, -3, 4.3499999999999996, "é\n=1+1", false)
		for cell, code := range map[string]string{"A2": "yyyy-mm-dd", "A3": `d" of "mmmm yy hh:mm`, "B2": "0%", "B3": "0.0 %", "C2": "hh:mm:ss", "C3": "[h]:mm", "D2": `#,##0.00\ [$€-407]`, "D3": `"$"#,##0`} {
			style(t, f, cell, code)
		}
	})
	wantGrid(t, grid(readBytes(t, "a.xlsx", data, ingest.Options{})), [][]string{
		{"date", "share", "wait", "money", "score", "text", "yes"},
		{"2026-03-31", "62.35%", "1:30:00", "1284.5 EUR", "4.25", "007", "TRUE"},
		{"2026-03-31 18:00:00", "100%", "36:00:00", "-3 USD", "4.35", "é\n=1+1", "FALSE"},
	})
}

func TestReadXLSX_TruthAmongShares(t *testing.T) {
	data := made(t, func(f *excelize.File) {
		put(t, f, "Sheet1", "A1", "stage", "SLA met", "n")
		put(t, f, "Sheet1", "A2", "Book", 0.5, 20)
		put(t, f, "Sheet1", "A3", "Book", true, 60)
		style(t, f, "B2", "0%")
	})
	_, command := ingest.Plan(readBytes(t, "a.xlsx", data, ingest.Options{}), trip(), "j", ingest.Options{})
	wantValue(t, "SLA met", heat(t, command, "sla", metric.Query{}).Whole, 87.5, 80)
}

func TestReadXLSX_1904(t *testing.T) {
	data := made(t, func(f *excelize.File) {
		on := true
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &on}); err != nil {
			t.Fatal(err)
		}
		put(t, f, "Sheet1", "A1", "date", "nps")
		put(t, f, "Sheet1", "A2", 44650, 9)
		style(t, f, "A2", "dd.mm.yyyy")
	})
	if got := grid(readBytes(t, "a.xlsx", data, ingest.Options{}))[1][0]; got != "2026-03-31" {
		t.Errorf("got %s", got)
	}
}

func TestReadXLSX_MergedCellsRepeat(t *testing.T) {
	data := made(t, func(f *excelize.File) {
		put(t, f, "Sheet1", "A1", "stage", "step", "csat")
		put(t, f, "Sheet1", "A2", "Search", "Find", 4)
		put(t, f, "Sheet1", "A3", nil, "Compare", 3)
		put(t, f, "Sheet1", "A4", "Book", "Pay", 2)
		if err := f.MergeCell("Sheet1", "A2", "A3"); err != nil {
			t.Fatal(err)
		}
	})
	wantGrid(t, grid(readBytes(t, "a.xlsx", data, ingest.Options{}))[1:], [][]string{{"Search", "Find", "4"}, {"Search", "Compare", "3"}, {"Book", "Pay", "2"}})
}

func TestReadXLSX_ChoosesTheSheet(t *testing.T) {
	data := made(t, func(f *excelize.File) {
		put(t, f, "Sheet1", "A1", "Read me first")
		for _, name := range []string{"Hidden", "Data", "More"} {
			if _, err := f.NewSheet(name); err != nil {
				t.Fatal(err)
			}
			put(t, f, name, "A3", "stage", "csat")
			put(t, f, name, "A4", name, 4)
		}
		if err := f.SetSheetVisible("Hidden", false); err != nil {
			t.Fatal(err)
		}
	})
	table := readBytes(t, "a.xlsx", data, ingest.Options{})
	if table.Sheet != "Data" || table.HeaderLine != 3 || table.Preview(1)[0].Row != 4 || !slices.Equal(table.Sheets, []string{"Sheet1", "Data", "More", "Hidden"}) {
		t.Errorf("sheet %q of %q, header %d", table.Sheet, table.Sheets, table.HeaderLine)
	}
	report, _ := ingest.Plan(table, trip(), "j", ingest.Options{})
	if notes := strings.Join(report.Notes, "\n"); !strings.Contains(notes, "not “Sheet1”, “More”") {
		t.Errorf("the notes do not name the sheets that were not read: %s", notes)
	}
	if got := readBytes(t, "a.xlsx", data, ingest.Options{Sheet: "hidden"}).Preview(1)[0].Cells[0]; got != "Hidden" {
		t.Errorf("asked for the hidden sheet, got %q", got)
	}
	if _, err := ingest.ReadBytes(t.Context(), "a.xlsx", data, ingest.Options{Sheet: "none"}); err == nil || !strings.Contains(err.Error(), `"More"`) {
		t.Errorf("a wrong sheet gives %v", err)
	}
}

func TestReadXLSX_FormulasAreNotCalculated(t *testing.T) {
	data := made(t, func(f *excelize.File) {
		put(t, f, "Sheet1", "A1", "stage", "csat")
		put(t, f, "Sheet1", "A2", "Search", 4)
		put(t, f, "Sheet1", "A3", "Book")
		if err := f.SetCellFormula("Sheet1", "B3", "1+1"); err != nil {
			t.Fatal(err)
		}
	})
	table := readBytes(t, "a.xlsx", data, ingest.Options{})
	if got := grid(table)[2][1]; got != "" {
		t.Errorf("the formula became %q", got)
	}
	report, _ := ingest.Plan(table, trip(), "j", ingest.Options{})
	if !strings.Contains(report.String(), "missing: 1 formula.") {
		t.Errorf("the report does not speak of it:\n%s", report)
	}
}

// bare returns a minimal workbook with the given sheet and shared strings, which excelize would not make.
func bare(t testing.TB, sheet, texts string, more map[string]string) []byte {
	t.Helper()
	const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>`
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	parts := map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":                fmt.Sprintf(rels, `<Relationship Id="a" Type="`+office+`officeDocument" Target="xl/workbook.xml"/>`),
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": fmt.Sprintf(rels, `<Relationship Id="b" Type="`+office+`worksheet" Target="worksheets/sheet1.xml"/>`),
		"xl/worksheets/sheet1.xml":   `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + sheet + `</sheetData></worksheet>`,
	}
	if texts != "" {
		parts["xl/sharedStrings.xml"] = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` + texts + `</sst>`
	}
	for name, part := range more {
		parts[name] = part
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) { // in the same order each time, for the fuzzer
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, parts[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const goodRows = `<row r="1"><c r="A1" t="inlineStr"><is><t>stage</t></is></c><c r="B1" t="inlineStr"><is><t>csat</t></is></c></row>` +
	`<row r="2"><c r="A2" t="inlineStr"><is><t>Search</t></is></c><c r="B2"><v>4</v></c></row>`

func TestReadXLSX_Bare(t *testing.T) {
	wantGrid(t, grid(readBytes(t, "a.xlsx", bare(t, goodRows, "", nil), ingest.Options{})), [][]string{{"stage", "csat"}, {"Search", "4"}})
}

func TestReadXLSX_RefusesHostileFiles(t *testing.T) {
	row := func(n string) string { return goodRows + `<row r="` + n + `"><c><v>1</v></c></row>` }
	for name, c := range map[string]struct {
		data []byte
		say  string
	}{
		"row 20,000,000":          {bare(t, row("20000000"), "", nil), "20000000"},
		"row 2^63":                {bare(t, row("9223372036854775808"), "", nil), "row"},
		"row below zero":          {bare(t, row("-5"), "", nil), "row"},
		"rows out of order":       {bare(t, row("1"), "", nil), "follows"},
		"bad reference":           {bare(t, goodRows+`<row r="3"><c r="!!"><v>1</v></c></row>`, "", nil), "called"},
		"foreign reference":       {bare(t, goodRows+`<row r="3"><c r="A9"><v>1</v></c></row>`, "", nil), "called"},
		"column 16384":            {bare(t, goodRows+`<row r="3"><c r="XFD3"><v>1</v></c></row>`, "", nil), "column"},
		"shared string -1":        {bare(t, goodRows+`<row r="3"><c r="A3" t="s"><v>-1</v></c></row>`, "<si><t>x</t></si>", nil), "text"},
		"shared string 9":         {bare(t, goodRows+`<row r="3"><c r="A3" t="s"><v>9</v></c></row>`, "<si><t>x</t></si>", nil), "text"},
		"no shared strings":       {bare(t, goodRows+`<row r="3"><c r="A3" t="s"><v>0</v></c></row>`, "", nil), "text"},
		"broken shared strings":   {bare(t, goodRows, "<si><t>x</si>", nil), "damaged"},
		"sheet breaks off":        {bare(t, goodRows, "", map[string]string{"xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + goodRows + "<row"}), "breaks off"},
		"entity bomb":             {bare(t, goodRows, "", map[string]string{"xl/worksheets/sheet1.xml": `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData>` + goodRows + `<row r="3"><c><v>&b;</v></c></row></sheetData></worksheet>`}), "damaged"},
		"no sheet":                {bare(t, goodRows, "", map[string]string{"xl/_rels/workbook.xml.rels": "<Relationships/>"}), "no worksheet"},
		"no workbook":             {bare(t, goodRows, "", map[string]string{"_rels/.rels": "<Relationships/>"}), "damaged"},
		"document":                {bare(t, goodRows, "", map[string]string{"_rels/.rels": `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>`}), "document"},
		"binary workbook":         {bare(t, goodRows, "", map[string]string{"_rels/.rels": `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>`}), "xlsb"},
		"deep nesting":            {bare(t, goodRows, "", map[string]string{"xl/worksheets/sheet1.xml": strings.Repeat("<a>", 100_000)}), "damaged"},
		"cut in half":             {func() []byte { b := bare(t, goodRows, "", nil); return b[:len(b)/2] }(), "damaged"},
		"bomb":                    {bomb(t, 200<<20), "not opened"},
		"many parts":              {manyParts(t), "parts"},
		"claims 1 GB":             {claims(t, 1<<30), "claims"},
		"claims 2^63":             {claims(t, 1<<63), "claims"},
		"claims less than it has": {understated(t), "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ingest.ReadBytes(t.Context(), "figures.xlsx", c.data, ingest.Options{})
			if err == nil || !strings.Contains(err.Error(), c.say) || !strings.HasPrefix(err.Error(), "figures.xlsx ") {
				t.Errorf("error %v should name the file and say %q", err, c.say)
			}
		})
	}
}

// bomb is a workbook with a part that unpacks to size bytes of spaces.
func bomb(t testing.TB, size int) []byte {
	return bare(t, goodRows, "", map[string]string{"xl/worksheets/sheet1.xml": "<worksheet>" + strings.Repeat(" ", size/2), "xl/media/image1.png": strings.Repeat(" ", size/2)})
}

func manyParts(t testing.TB) []byte {
	more := map[string]string{}
	for i := range 3000 {
		more[fmt.Sprintf("xl/x%d.xml", i)] = "x"
	}
	return bare(t, goodRows, "", more)
}

// claims is a workbook with a part whose directory entry names the given size.
func claims(t testing.TB, size uint64) []byte {
	t.Helper()
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, 9)
	if err == nil {
		_, err = io.WriteString(w, "<worksheet/>")
	}
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	part, err := z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, CompressedSize64: uint64(packed.Len()), UncompressedSize64: size})
	if err == nil {
		_, err = part.Write(packed.Bytes())
	}
	if err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// understated is a workbook whose sheet unpacks to more than its directory entry says.
func understated(t testing.TB) []byte {
	b := bare(t, goodRows+strings.Repeat(" ", 50_000), "", nil)
	at := bytes.LastIndex(b, []byte("xl/worksheets/sheet1.xml"))
	if at < 46 {
		t.Fatal("no directory entry")
	}
	binary.LittleEndian.PutUint32(b[at-46+24:], 300)
	return b
}

func TestReadXLSX_AgreesWithExcel(t *testing.T) {
	for name, sheet := range map[string]string{"mixed_sheets.xlsx.0": "survey", "mixed_sheets.xlsx.1": "choices", "mixed_sheets.xlsx.2": "settings", "RkNumber.xlsx.0": "RkNumber", "AutoFilter.xlsx.0": ""} {
		t.Run(name, func(t *testing.T) {
			answer, err := os.ReadFile(shared(t, "messy-tables/sheetjs/expected-csv-excel2016/"+name+".csv"))
			if err != nil {
				t.Fatal(err)
			}
			reader := csv.NewReader(bytes.NewReader(answer))
			reader.FieldsPerRecord = -1
			want, err := reader.ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			file, _, _ := strings.Cut(name, ".xlsx")
			table, err := ingest.Read(t.Context(), shared(t, "messy-tables/sheetjs/"+file+".xlsx"), ingest.Options{Sheet: sheet, HeaderRow: 1})
			if err != nil {
				t.Skipf("skipped: %v", err)
			}
			for i, row := range table.Preview(50) {
				for c, got := range row.Cells {
					if w := want[row.Row-1]; c < len(w) && got != strings.ReplaceAll(w[c], "\r", "\n") && strings.Trim(got, "0123456789.") != "" {
						t.Errorf("row %d column %d: %q, want %q", i, c, got, w[c])
					}
				}
			}
		})
	}
}

func TestReadXLSX_Dates(t *testing.T) {
	for _, name := range []string{"messy-tables/calamine/date.xlsx", "messy-tables/calamine/date_1904.xlsx"} {
		rows := grid(read(t, name, ingest.Options{HeaderRow: -1}))
		if rows[1][0] != "2021-01-01" {
			t.Errorf("%s begins with %q, want 2021-01-01", name, rows[1])
		}
	}
	// The same serial numbers lie 1462 days apart in the two date systems.
	a, b := grid(read(t, "messy-tables/sheetjs/1904/1900.xlsx", ingest.Options{HeaderRow: -1})), grid(read(t, "messy-tables/sheetjs/1904/1904.xlsx", ingest.Options{HeaderRow: -1}))
	if got := [4]string{a[4][1], a[5][1], b[4][1], b[5][1]}; got != [4]string{"1903-01-15", "1930-06-02", "1907-01-16", "1934-06-03"} {
		t.Errorf("got %q", got)
	}
}

// Whatever a file holds, reading it ends in a table or in a sentence, and soon.
func TestRead_HostileFiles(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(filepath.Dir(shared(t, "hostile/blns.txt")), "*"))
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			began := time.Now()
			table, err := ingest.Read(t.Context(), path, ingest.Options{})
			if took := time.Since(began); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
			if err != nil {
				if !strings.HasPrefix(err.Error(), filepath.Base(path)+" ") {
					t.Errorf("the error does not name the file: %v", err)
				}
				return
			}
			report, _ := ingest.Plan(table, trip(), "j", ingest.Options{})
			wantEveryRowCounted(t, report)
		})
	}
	for _, name := range []string{"excelize-encryptAES.xlsx", "protected_passtika.xlsx"} {
		if _, err := ingest.Read(t.Context(), shared(t, "hostile/"+name), ingest.Options{}); err == nil || !strings.Contains(err.Error(), "password") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"SimpleStrict.xlsx", "unicodeSheetName.xlsx"} {
		read(t, "hostile/"+name, ingest.Options{})
	}
}

// The worst files of 20 MB, read, planned and applied, stay so small that they leave room for a window and
// a large map beside them in 512 MB, under the soft limit that the program sets.
func TestRead_MemoryIsBounded(t *testing.T) {
	if os.Getenv("STAGECRAFT_SOAK") == "" {
		t.Skip("skipped: takes seconds; set STAGECRAFT_SOAK=1")
	}
	const soft, most = 200 << 20, 230 << 20
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(soft))
	lines := func(head string, n int, line func(i int) string) func() []byte {
		return func() []byte {
			b := bytes.NewBufferString(head)
			for i := 0; i < n && b.Len() < 20<<20; i++ {
				b.WriteString(line(i))
			}
			return b.Bytes()
		}
	}
	header := make([]string, 1999)
	for i := range header {
		header[i] = fmt.Sprintf("m%d", i)
	}
	// Each is made when its turn comes: only the one that is read may weigh.
	worst := map[string]func() []byte{
		"cells":    func() []byte { return bytes.Repeat([]byte("1,2,3,4,5,6,7\n"), 20<<20/14) },
		"rows":     func() []byte { return bytes.Repeat([]byte("1,2\n"), 1_000_000) },
		"lines":    func() []byte { return bytes.Repeat([]byte("\n"), 20<<20) },
		"book":     func() []byte { return bigBook(t) },
		"texts":    func() []byte { return manyTexts(t) },
		"marks":    func() []byte { return append([]byte("a,b\n"), bytes.Repeat([]byte(","), 20<<20)...) },
		"long":     func() []byte { return append([]byte("a,b\n"), bytes.Repeat([]byte("Ⱥ"), 10<<20)...) },
		"quote":    func() []byte { return bytes.Repeat([]byte("\"a\n"), 20<<20/3) },
		"doubled":  func() []byte { return bytes.Repeat([]byte("\"\"\"a\",\"\"\"b\"\n"), 1_000_000) },
		"wide":     lines("step,"+strings.Join(header, ",")+"\n", 2900, func(i int) string { return "Pay" + strings.Repeat(fmt.Sprintf(",%d", i%5+1), 1999) + "\n" }),
		"comments": lines("step,csat,comment\n", 1e6, func(i int) string { return fmt.Sprintf("Pay,%d,\"%s%d\"\n", i%5+1, strings.Repeat("praise ", 40), i) }),
		"segments": lines("segment,csat\n", 1e6, func(i int) string { return fmt.Sprintf("segment %07d,%d\n", i, i%5+1) }),
		"metrics":  lines("metric,value\n", 1e6, func(i int) string { return fmt.Sprintf("metric %07d,%d\n", i, i%5+1) }),
		"places":   lines("step,csat\n", 1e6, func(i int) string { return fmt.Sprintf("a strange step %d,%d\n", i, i%5+1) }),
		"times":    lines("time,csat\n", 1e6, func(i int) string { return time.Unix(int64(i)*997, 0).UTC().Format(time.DateTime) + ",4\n" }),
		"days":     lines("date,csat\n", 1e6, func(i int) string { return time.Unix(int64(i)*86_400-4e10, 0).UTC().Format(time.DateOnly) + ",4\n" }),
		"invalid":  lines("segment,csat\n", 1e6, func(i int) string { return fmt.Sprintf("new,%dx\n", i) }),
		"repeated": lines("date,step,csat,n\n", 1e6, func(int) string { return "2026-01-02,Pay,4,7\n" }),
	}
	for name, content := range worst {
		t.Run(name, func(t *testing.T) {
			data := content()
			peak := watchHeap(t)
			table, err := ingest.ReadBytes(t.Context(), "a.csv", data, ingest.Options{})
			said := fmt.Sprint(err)
			if err == nil {
				report, command := ingest.Plan(table, trip(), "j", ingest.Options{})
				said, _, _ = strings.Cut(report.String(), "\n")
				if c := report.Counts; report.Rows != c.Valid+c.Invalid+c.Duplicates+c.Unmatched {
					t.Errorf("not every row is counted: %+v", c)
				}
				if command.Dataset.Observations.Len() > 0 {
					if _, err := command.Apply(trip()); err != nil {
						t.Error(err)
					}
				}
			}
			got := peak()
			t.Logf("%d MB of file, peak %d MB: %s", len(data)>>20, got>>20, said)
			if got > most {
				t.Errorf("peak heap %d MB, want at most %d", got>>20, most>>20)
			}
		})
	}
}

// bigBook is a workbook of 300,000 rows of ten numbers that hardly compress.
func bigBook(t testing.TB) []byte {
	var b strings.Builder
	b.WriteString(goodRows)
	random := rand.New(rand.NewPCG(3, 4))
	for r := range 160_000 {
		fmt.Fprintf(&b, `<row r="%d">`, r+3)
		for range 10 {
			fmt.Fprintf(&b, "<c><v>%d</v></c>", random.IntN(1e9))
		}
		b.WriteString("</row>")
	}
	return bare(t, b.String(), "", nil)
}

// manyTexts is a workbook of a million different short texts.
func manyTexts(t testing.TB) []byte {
	var b, texts strings.Builder
	b.WriteString(goodRows)
	for r := range 1_000_000 {
		fmt.Fprintf(&b, `<row r="%d"><c t="s"><v>%d</v></c><c><v>%d</v></c></row>`, r+3, r, r%5)
		fmt.Fprintf(&texts, "<si><t>t%d</t></si>", r)
	}
	return bare(t, b.String(), texts.String(), nil)
}

// watchHeap samples the memory that the program holds until peak is called.
func watchHeap(t testing.TB) (peak func() uint64) {
	debug.FreeOSMemory()
	done, result := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.Sys-m.HeapReleased)
			select {
			case <-done:
				result <- most
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	return func() uint64 { close(done); return <-result }
}
