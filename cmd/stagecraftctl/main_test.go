package main

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"stagecraft/assets"
	"stagecraft/store"
)

// ctl runs one command line and returns its exit code and what it printed.
func ctl(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	code = run(t.Context(), args, &out, &err)
	return code, out.String(), err.String()
}

// mustCtl runs a command line that has to succeed.
func mustCtl(t *testing.T, args ...string) string {
	t.Helper()
	code, stdout, stderr := ctl(t, args...)
	if code != 0 {
		t.Fatalf("stagecraftctl %s: exit %d, %s", strings.Join(args, " "), code, stderr)
	}
	return stdout
}

func decode[T any](t *testing.T, text string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %.300s", err, text)
	}
	return v
}

// hotel makes a workspace file with the hotel sample.
func hotel(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "hotel.stage")
	mustCtl(t, "new", path, "--sample", "hotel")
	return path
}

func TestSamplesAreWorthOpening(t *testing.T) {
	for _, s := range assets.Samples() {
		t.Run(s.Name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.stage")
			mustCtl(t, "new", path, "--sample", s.Name)
			list := decode[listing](t, mustCtl(t, "list", path, "--json"))
			j := list.Journeys[0]
			if j.Stages < 5 || j.Steps < 10 || j.Lanes < 9 || j.Cards < 50 || j.Links < 5 || list.Personas < 2 {
				t.Errorf("the sample is thin: %+v with %d personas", j, list.Personas)
			}
			if list.Observations < 300 {
				t.Errorf("only %d observations came in", list.Observations)
			}
			if len(list.Problems) != 0 {
				t.Errorf("problems: %v", list.Problems)
			}
		})
	}
}

func TestImportReportsEveryRowAndHeatAnswers(t *testing.T) {
	path := hotel(t)
	data := filepath.Join(t.TempDir(), "wait.csv")
	text := "step;Effort (CES);n\nTravel to the hotel;2,5;40\nTRAVEL TO THE HOTÉL;3,5;40\nThe moon;4;1\nCheck out;47;3\nLook back;;\n"
	if err := os.WriteFile(data, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	before := decode[heatReport](t, mustCtl(t, "heat", path, "--journey", "hotel", "--metric", "ces-effort", "--by", "step", "--json"))
	report := decode[map[string]any](t, mustCtl(t, "import", path, "--journey", "A weekend at the harbour", "--data", data, "--json"))
	if len(report) == 0 {
		t.Fatal("an empty report")
	}
	after := decode[heatReport](t, mustCtl(t, "heat", path, "--journey", "HOTEL", "--metric", "ces-effort", "--by", "step", "--json"))
	i := 6 // 3.3 Travel to the hotel
	b, a := before.Rows[i], after.Rows[i]
	if a.Number != "3.3" || a.N != b.N+80 {
		t.Fatalf("before %+v, after %+v", b, a)
	}
	want := (*b.Value*b.N + 2.5*40 + 3.5*40) / (b.N + 80)
	if math.Abs(*a.Value-want) > 1e-9 {
		t.Errorf("value %v, want the mean weighted by n %v", *a.Value, want)
	}
}

func TestImportOfNothingFails(t *testing.T) {
	path := hotel(t)
	data := filepath.Join(t.TempDir(), "none.csv")
	if err := os.WriteFile(data, []byte("step,csat\nThe moon,4\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, _, stderr := ctl(t, "import", path, "--journey", "hotel", "--data", data)
	if code != exitFailed || !strings.Contains(stderr, "none.csv") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

// closedPipe is an output whose reader has gone, as of "import ... | head -1".
type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, syscall.EPIPE }

func TestImportIsSavedThoughNobodyReadsTheReport(t *testing.T) {
	path := hotel(t)
	data := filepath.Join(t.TempDir(), "churn.csv")
	if err := os.WriteFile(data, []byte("stage,churn,n\n1,5%,40\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	run(t.Context(), []string{"import", path, "--journey", "hotel", "--data", data}, closedPipe{}, &stderr)
	if h := decode[heatReport](t, mustCtl(t, "heat", path, "--journey", "hotel", "--metric", "churn", "--json")); h.Whole.Missing {
		t.Errorf("the figures were not saved; %s", stderr.String())
	}
}

func TestReadingADamagedFileSaysWhatIsMissing(t *testing.T) {
	path := hotel(t)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	title := []byte("Welcome in the room")
	if !bytes.Contains(data, title) {
		t.Fatal("the sample has no such card")
	}
	if err := os.WriteFile(path, bytes.ReplaceAll(data, title, []byte("WELCOME in the room")), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"show", path, "--journey", "hotel", "--json"}, {"heat", path, "--journey", "hotel", "--metric", "nps"},
		{"export", path, "--journey", "hotel", "--to", filepath.Join(t.TempDir(), "a.csv")},
	} {
		code, _, stderr := ctl(t, args...)
		if code != 0 || !strings.Contains(stderr, "note: ") || !strings.Contains(stderr, "is damaged") {
			t.Errorf("%s: exit %d, %q", args[0], code, stderr)
		}
	}
}

func TestHeatMarksMissing(t *testing.T) {
	path := hotel(t)
	report := decode[heatReport](t, mustCtl(t, "heat", path, "--journey", "hotel", "--metric", "csat", "--by", "step", "--json"))
	last := report.Rows[len(report.Rows)-1]
	if last.Name != "Look back" || !last.Missing || last.Value != nil || last.Score != nil || last.Step != 0 {
		t.Errorf("a step without figures must be missing, never zero: %+v", last)
	}
}

func TestExportEveryForm(t *testing.T) {
	path := hotel(t)
	begins := map[string]string{".pdf": "%PDF-", ".xlsx": "PK", ".svg": "<", ".png": "\x89PNG", ".csv": "\ufeff", ".json": "{"}
	for ending, begin := range begins {
		t.Run(ending, func(t *testing.T) {
			to := filepath.Join(t.TempDir(), "map"+ending)
			mustCtl(t, "export", path, "--journey", "hotel", "--to", to, "--heat", "csat", "--fit", "pages")
			data, err := os.ReadFile(to)
			if err != nil || !strings.HasPrefix(string(data), begin) {
				t.Errorf("%v, begins with %.20q", err, data)
			}
		})
	}
}

func TestShowIsTheInterchangeForm(t *testing.T) {
	path := hotel(t)
	text := mustCtl(t, "show", path, "--journey", "hotel", "--json")
	w, err := store.DecodeJourney([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	again, err := store.EncodeJourney(w, w.Journeys[0].ID)
	if err != nil || string(again) != text {
		t.Errorf("%v: the journey read back is not written the same", err)
	}
}

func TestWrongUse(t *testing.T) {
	path := hotel(t)
	dir := t.TempDir()
	garbage := filepath.Join(dir, "garbage.stage")
	if err := os.WriteFile(garbage, []byte("not a workspace"), 0o600); err != nil {
		t.Fatal(err)
	}
	pdf := filepath.Join(dir, "x.pdf")
	cases := []struct {
		name string
		code int
		says string
		args []string
	}{
		{"no command", exitUsage, "which command", []string{}},
		{"unknown command", exitUsage, "fold", []string{"fold"}},
		{"unknown flag", exitUsage, "--wings", []string{"list", path, "--wings"}},
		{"missing argument", exitUsage, "arg", []string{"list"}},
		{"missing flag", exitUsage, "journey", []string{"heat", path, "--metric", "csat"}},
		{"unknown ending", exitUsage, ".doc", []string{"export", path, "--journey", "hotel", "--to", filepath.Join(dir, "x.doc")}},
		{"unknown paper", exitUsage, "A9", []string{"export", path, "--journey", "hotel", "--to", pdf, "--paper", "A9"}},
		{"unknown period", exitUsage, "last week", []string{"heat", path, "--journey", "hotel", "--metric", "csat", "--period", "last week"}},
		{"unknown fit", exitUsage, "wall", []string{"export", path, "--journey", "hotel", "--to", pdf, "--fit", "wall"}},
		{"unknown sample", exitUsage, "castle", []string{"new", filepath.Join(dir, "n.stage"), "--sample", "castle"}},
		{"unknown journey", exitFailed, "castle", []string{"show", path, "--journey", "castle"}},
		{"unknown metric", exitFailed, "charm", []string{"heat", path, "--journey", "hotel", "--metric", "charm"}},
		{"missing file", exitFailed, "nowhere.stage", []string{"list", filepath.Join(dir, "nowhere.stage")}},
		{"foreign file", exitFailed, "garbage.stage", []string{"check", garbage}},
		{"existing target of new", exitFailed, "hotel.stage", []string{"new", path}},
		{"unwritable target", exitFailed, "no-such-folder", []string{"export", path, "--journey", "hotel", "--to", filepath.Join(dir, "no-such-folder", "x.pdf")}},
		{"missing data", exitFailed, "nothing.csv", []string{"import", path, "--journey", "hotel", "--data", filepath.Join(dir, "nothing.csv")}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			code, _, stderr := ctl(t, c.args...)
			if code != c.code || !strings.Contains(stderr, c.says) {
				t.Errorf("exit %d, want %d; says %q, want a word of %q", code, c.code, stderr, c.says)
			}
			if strings.Contains(stderr, ".tmp-") {
				t.Errorf("a person knows nothing of temporary files: %q", stderr)
			}
			if code == exitFailed && strings.Count(stderr, "\n") != 1 {
				t.Errorf("a failure is one line: %q", stderr)
			}
		})
	}
}

func TestHelpHasAnExampleEverywhere(t *testing.T) {
	for _, c := range newRoot().Commands() {
		if c.Name() == "help" {
			continue
		}
		out := mustCtl(t, c.Name(), "--help")
		if !strings.Contains(out, "Examples:\n  stagecraftctl "+c.Name()) {
			t.Errorf("%s --help shows no example", c.Name())
		}
	}
}

func TestGenerateIsTheSameForTheSameSeed(t *testing.T) {
	dir := t.TempDir()
	var shown []string
	for _, name := range []string{"a.stage", "b.stage"} {
		path := filepath.Join(dir, name)
		mustCtl(t, "generate", path, "--stages", "3", "--steps", "9", "--lanes", "6", "--cards", "80", "--observations", "50", "--seed", "7")
		list := decode[listing](t, mustCtl(t, "list", path, "--json"))
		if j := list.Journeys[0]; j.Stages != 3 || j.Steps != 9 || j.Lanes != 6 || j.Cards != 80 || list.Observations != 50 {
			t.Errorf("%+v with %d observations", j, list.Observations)
		}
		shown = append(shown, mustCtl(t, "show", path, "--journey", list.Journeys[0].ID, "--json"))
	}
	if shown[0] != shown[1] {
		t.Error("the same seed made two different journeys")
	}
}
