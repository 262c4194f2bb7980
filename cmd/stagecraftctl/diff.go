package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"
	"time"

	"stagecraft/export"
	"stagecraft/model"
	"stagecraft/model/metric"
	"stagecraft/store"

	"github.com/spf13/cobra"
)

// diffFlags is what is compared with what, and where the result goes.
type diffFlags struct {
	journey, with, file, snapshot string
	asJSON                        bool
	pdf, xlsx, paper              string
}

func diffCommand() *cobra.Command {
	var flags diffFlags
	c := &cobra.Command{
		Use:   "diff FILE --journey A",
		Short: "Compare two versions of a journey, or a journey with its future twin",
		Long: "Lists what was added, removed, moved and changed, and the figures of both.\n" +
			"Without --with, --file or --snapshot a journey is compared with its twin: the current one is before, the future one after.\n" +
			"With --file the journey is compared with the one of another file, which is after; with --snapshot the snapshot is before.",
		Example: "  stagecraftctl diff trip.stage --journey hotel\n  stagecraftctl diff trip.stage --journey hotel --snapshot \"after workshop 2\" --json\n  stagecraftctl diff mine.stage --journey hotel --file theirs.stage --pdf changes.pdf --xlsx changes.xlsx",
		Args:    cobra.ExactArgs(1),
		RunE:    working(func(c *cobra.Command, args []string) error { return diff(c, args[0], flags) }),
	}
	journeyFlag(c, &flags.journey)
	f := c.Flags()
	f.StringVar(&flags.with, "with", "", "the other journey, by id or title, or \"twin\"")
	f.StringVar(&flags.file, "file", "", "another workspace file that holds the version after")
	f.StringVar(&flags.snapshot, "snapshot", "", "a snapshot of the journey, by id or name, which is the version before")
	f.BoolVar(&flags.asJSON, "json", false, "print JSON")
	f.StringVar(&flags.pdf, "pdf", "", "write the comparison as a PDF: the overlay map, the list of changes, the figures")
	f.StringVar(&flags.xlsx, "xlsx", "", "write the comparison as a workbook")
	f.StringVar(&flags.paper, "paper", "A3", "the paper of the PDF: "+paperNames())
	return c
}

// version is one of two versions that are compared.
type version struct {
	name      string
	workspace *model.Workspace
	journey   *model.Journey
}

func diff(c *cobra.Command, path string, flags diffFlags) error {
	before, after, err := versions(c, path, flags)
	if err != nil {
		return err
	}
	decided := model.DecidedPairs(before.workspace, before.journey.ID, after.journey.ID)
	maps.Copy(decided, model.DecidedPairs(after.workspace, before.journey.ID, after.journey.ID))
	found := model.Compare(before.workspace, before.journey.ID, after.workspace, after.journey.ID, decided)
	compared := &export.Compared{Comparison: found, Before: before.name, After: after.name}
	if err := exportDiff(c.Context(), c.ErrOrStderr(), compared, flags); err != nil {
		return err
	}
	if flags.asJSON {
		return printJSON(c.OutOrStdout(), reportOf(compared))
	}
	printDiff(c.OutOrStdout(), compared)
	return nil
}

// versions reads what is compared.
func versions(c *cobra.Command, path string, flags diffFlags) (before, after version, err error) {
	ways := 0
	for _, way := range []string{flags.with, flags.file, flags.snapshot} {
		if way != "" {
			ways++
		}
	}
	if ways > 1 && (flags.snapshot != "" || flags.file == "") {
		return before, after, usageError{errors.New("one of --with, --file and --snapshot says what to compare with")}
	}
	file, j, err := openJourney(c, path, flags.journey)
	if err != nil {
		return before, after, err
	}
	defer file.Close()
	now := version{j.Title, file.Workspace(), j}
	switch {
	case flags.snapshot != "":
		before, err = snapshotVersion(c.Context(), file, flags.snapshot, j.ID)
		now.name = "now"
		return before, now, err
	case flags.file != "":
		after, err = fileVersion(c, flags.file, flags.with, j)
		return now, after, err
	}
	after, err = twinVersion(file.Workspace(), j, flags.with)
	if err == nil && j.Kind == model.Future && after.journey.Kind != model.Future {
		return after, now, nil
	}
	return now, after, err
}

func snapshotVersion(ctx context.Context, file *store.File, name string, j model.JourneyID) (version, error) {
	s, err := findSnapshot(file, name)
	if err != nil {
		return version{}, err
	}
	if s.Journey != j {
		return version{}, fmt.Errorf("the snapshot %q is one of another journey, %s", name, s.Title)
	}
	w, err := file.ReadSnapshot(ctx, s.ID)
	if err != nil {
		return version{}, err
	}
	label := "snapshot of " + s.At.UTC().Format("2 Jan 2006 15:04")
	if s.Name != "" {
		label = "snapshot " + s.Name
	}
	return version{label, w, w.Journey(j)}, nil
}

// fileVersion is the same journey in another file, or the one that is named there.
func fileVersion(c *cobra.Command, path, name string, j *model.Journey) (version, error) {
	if name == "" {
		name = string(j.ID)
	}
	file, other, err := openJourney(c, path, name)
	if err != nil {
		return version{}, err
	}
	defer file.Close()
	return version{other.Title + " in " + path, file.Workspace(), other}, nil
}

func twinVersion(w *model.Workspace, j *model.Journey, name string) (version, error) {
	if name == "" || strings.EqualFold(name, "twin") {
		twin := w.Journey(j.Twin)
		if twin == nil {
			return version{}, fmt.Errorf("%s has no twin; say with --with, --file or --snapshot what to compare it with", j.Title)
		}
		return version{twin.Title + " (" + string(twin.Kind) + ")", w, twin}, nil
	}
	other, err := findJourney(w, name)
	if err != nil {
		return version{}, err
	}
	return version{other.Title, w, other}, nil
}

// exportDiff writes the files that were asked for.
func exportDiff(ctx context.Context, stderr io.Writer, compared *export.Compared, flags diffFlags) error {
	doc := export.Document{Workspace: compared.Comparison.AfterIn, Journey: compared.Comparison.After.ID, Created: time.Now().UTC(), Compared: compared}
	page, err := pageOf(exportFlags{paper: flags.paper, fit: "page"})
	if err != nil {
		return err
	}
	for _, out := range []struct {
		path  string
		write func(io.Writer) ([]export.Warning, error)
	}{
		{flags.pdf, func(w io.Writer) ([]export.Warning, error) { return export.ComparisonPDF(ctx, w, doc, page) }},
		{flags.xlsx, func(w io.Writer) ([]export.Warning, error) { return export.ComparisonXLSX(ctx, w, doc) }},
	} {
		if out.path == "" {
			continue
		}
		var warnings []export.Warning
		err := store.WriteFile(out.path, func(w io.Writer) (err error) {
			warnings, err = out.write(w)
			return err
		})
		if err != nil {
			return err
		}
		printNotes(stderr, out.path, warnings)
	}
	return nil
}

// diffReport is a comparison as JSON.
type diffReport struct {
	Before      string           `json:"before"`
	After       string           `json:"after"`
	Added       int              `json:"added"`
	Removed     int              `json:"removed"`
	Moved       int              `json:"moved"`
	Changed     int              `json:"changed"`
	Differences []diffDifference `json:"differences"`
	Doubts      []diffDoubt      `json:"doubts"`
	Figures     []diffFigure     `json:"figures"`
}

type diffDifference struct {
	Number   int         `json:"number"`
	Kind     string      `json:"kind"`
	What     string      `json:"what"`
	Title    string      `json:"title"`
	Group    string      `json:"group"`
	Place    string      `json:"place,omitempty"`
	From     string      `json:"from,omitempty"`
	Moved    bool        `json:"moved,omitempty"`
	Doubtful bool        `json:"doubtful,omitempty"`
	Before   string      `json:"beforeId,omitempty"`
	After    string      `json:"afterId,omitempty"`
	Fields   []diffField `json:"fields,omitempty"`
}

type diffField struct {
	Field  string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
}

type diffDoubt struct {
	Before   string  `json:"beforeId"`
	After    string  `json:"afterId"`
	Likeness float64 `json:"likeness"`
}

// diffFigure is a figure of the whole journey, before and after; what was not measured is null.
type diffFigure struct {
	Name    string               `json:"name"`
	Before  model.Maybe[float64] `json:"before"`
	After   model.Maybe[float64] `json:"after"`
	Change  string               `json:"change"`
	Verdict string               `json:"verdict"`
}

func reportOf(compared *export.Compared) diffReport {
	c := compared.Comparison
	r := diffReport{Before: compared.Before, After: compared.After, Added: c.Count(model.Added), Removed: c.Count(model.Removed),
		Moved: c.Count(model.Moved), Changed: c.Count(model.Changed), Differences: []diffDifference{}, Doubts: []diffDoubt{}, Figures: []diffFigure{}}
	for i, d := range c.Differences {
		line := diffDifference{i + 1, string(d.Kind), string(d.Op), d.Title, c.Groups[d.Group], d.Place, d.From, d.Moved, d.Doubtful, d.Before, d.After, nil}
		for _, f := range d.Fields {
			line.Fields = append(line.Fields, diffField(f))
		}
		r.Differences = append(r.Differences, line)
	}
	for _, d := range c.Doubts {
		r.Doubts = append(r.Doubts, diffDoubt{string(d.Before), string(d.After), d.Likeness})
	}
	for _, d := range metric.Deltas(c) {
		s := d.At[0]
		r.Figures = append(r.Figures, diffFigure{d.Name, s.Before.Value, s.After.Value, d.Change(s), d.Verdict(s).String()})
	}
	return r
}

func printDiff(w io.Writer, compared *export.Compared) {
	c := compared.Comparison
	fmt.Fprintf(w, "before: %s\nafter: %s\n%d added, %d removed, %d moved, %d changed\n", compared.Before, compared.After,
		c.Count(model.Added), c.Count(model.Removed), c.Count(model.Moved), c.Count(model.Changed))
	group := -1
	for i := range c.Differences {
		d := &c.Differences[i]
		if d.Group != group {
			group = d.Group
			fmt.Fprintf(w, "\n%s\n", c.Groups[group])
		}
		text := d.Words()
		if text == "" {
			text = d.Place
		}
		fmt.Fprintf(w, "  %d %s %s %s", i+1, d.Op, d.Kind, d.Title)
		if text != "" {
			fmt.Fprintf(w, ": %s", strings.Join(strings.Fields(text), " "))
		}
		if d.Doubtful {
			fmt.Fprint(w, " (perhaps another one)")
		}
		fmt.Fprintln(w)
	}
	deltas := metric.Deltas(c)
	if len(deltas) > 0 {
		fmt.Fprintln(w, "\nFigures of the whole journey")
	}
	for i := range deltas {
		d := &deltas[i]
		s := d.At[0]
		fmt.Fprintf(w, "  %s: %s to %s %s\n", d.Name, orNoData(d.Text(s.Before)), orNoData(d.Text(s.After)), strings.TrimSpace(d.Change(s)+" "+d.Verdict(s).String()))
	}
}

func orNoData(text string) string {
	if text == "" {
		return "no data"
	}
	return text
}
