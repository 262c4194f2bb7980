package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"stagecraft/assets"
	"stagecraft/model"
	"stagecraft/model/metric"
	"stagecraft/store"
	"stagecraft/store/ingest"

	"github.com/spf13/cobra"
)

func importCommand() *cobra.Command {
	var journey, data, profile string
	var asJSON bool
	c := &cobra.Command{
		Use:     "import FILE --journey J --data PATH",
		Short:   "Import a table of figures (CSV, TSV or XLSX) and print the report",
		Long:    "Reads a table of figures, matches its rows to the journey's stages and steps, and adds the valid ones.\nEvery row that was left out is in the report with its reason. Nothing is imported when no row is valid.",
		Example: "  stagecraftctl import trip.stage --journey hotel --data csat.csv --profile monthly.json --json",
		Args:    cobra.ExactArgs(1),
		RunE: working(func(c *cobra.Command, args []string) error {
			options, err := readProfile(profile)
			if err != nil {
				return err
			}
			return importFigures(c, args[0], journey, data, options, asJSON)
		}),
	}
	journeyFlag(c, &journey)
	f := c.Flags()
	f.StringVar(&data, "data", "", "the table to import")
	f.StringVar(&profile, "profile", "", "a saved profile: how to read the table")
	f.BoolVar(&asJSON, "json", false, "print the report as JSON")
	if err := c.MarkFlagRequired("data"); err != nil {
		panic(err) // the flag was named above
	}
	return c
}

// readProfile returns the import options saved at path; an empty path means none.
func readProfile(path string) (ingest.Options, error) {
	var options ingest.Options
	if path == "" {
		return options, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return options, fmt.Errorf("read the profile: %w", err)
	}
	if options, err = ingest.ParseOptions(text); err != nil {
		return options, fmt.Errorf("the profile %s cannot be used: %w", path, err)
	}
	return options, nil
}

// importMemory is the soft limit on memory during an import: a hostile table of 20 MB stays below
// 512 MB because the collector works harder near it.
const importMemory = 400 << 20

func importFigures(c *cobra.Command, path, journey, data string, options ingest.Options, asJSON bool) (err error) {
	ctx := c.Context()
	file, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	printProblems(c.ErrOrStderr(), file)
	w := file.Workspace()
	j, err := findJourney(w, journey)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(importMemory))
	table, err := ingest.Read(ctx, data, options)
	if err != nil {
		return err
	}
	report, command := ingest.Plan(table, w, j.ID, options)
	err = saveImport(ctx, file, command, filepath.Base(data))
	return errors.Join(printReport(c.OutOrStdout(), report, asJSON), err)
}

// saveImport adds the figures to the file. It comes before the report, so that a reader that closes
// the pipe early does not stop it.
func saveImport(ctx context.Context, file *store.File, command model.Import, name string) error {
	if command.Dataset.Observations.Len() == 0 {
		return fmt.Errorf("nothing was imported from %s: no row is valid; the report says why for each", name)
	}
	next, err := command.Apply(file.Workspace())
	if err != nil {
		return err
	}
	_, err = file.Save(ctx, next)
	return err
}

func printReport(out io.Writer, report *ingest.Report, asJSON bool) error {
	if asJSON {
		return printJSON(out, report)
	}
	_, err := fmt.Fprintln(out, report)
	return err
}

type heatRow struct {
	ID      string   `json:"id"`
	Number  string   `json:"number"`
	Name    string   `json:"name"`
	Value   *float64 `json:"value"` // null when missing
	Text    string   `json:"text,omitempty"`
	N       float64  `json:"n"`
	Score   *float64 `json:"score"` // -1..+1 around a target, 0..1 by volume; null when missing
	Step    int      `json:"step"`  // heat step 1..5; 0 when missing
	Missing bool     `json:"missing"`
	Small   bool     `json:"smallSample"`
}

type heatReport struct {
	Journey   string    `json:"journey"`
	Metric    string    `json:"metric"`
	Name      string    `json:"name"`
	Unit      string    `json:"unit"`
	Direction string    `json:"direction"`
	Target    *float64  `json:"target"`
	Scale     string    `json:"scale"` // diverging or sequential
	Limits    []float64 `json:"limits"`
	By        string    `json:"by"`
	Whole     heatRow   `json:"whole"`
	Rows      []heatRow `json:"rows"`
}

func heatCommand() *cobra.Command {
	var journey, metricName, by, segment, period string
	var asJSON bool
	c := &cobra.Command{
		Use:     "heat FILE --journey J --metric M",
		Short:   "Print a metric's value, n and heat score for each stage or step",
		Example: "  stagecraftctl heat trip.stage --journey hotel --metric csat --by step --json",
		Args:    cobra.ExactArgs(1),
		RunE: working(func(c *cobra.Command, args []string) error {
			if by != "stage" && by != "step" {
				return usageError{fmt.Errorf("--by is stage or step, not %q", by)}
			}
			if !model.Period(period).Valid() {
				return usageError{fmt.Errorf("--period is a day, week, month, quarter or year as 2026-03-31, 2026-W14, 2026-03, 2026-Q1 or 2026, not %q", period)}
			}
			file, j, err := openJourney(c, args[0], journey)
			if err != nil {
				return err
			}
			defer file.Close()
			heat, err := heatOf(file.Workspace(), j, metricName, segment, model.Period(period))
			if err != nil {
				return err
			}
			report := heatReportOf(heat, by)
			if asJSON {
				return printJSON(c.OutOrStdout(), report)
			}
			printHeat(c.OutOrStdout(), report)
			return nil
		}),
	}
	journeyFlag(c, &journey)
	f := c.Flags()
	f.StringVar(&metricName, "metric", "", "the metric, by id or name")
	f.StringVar(&by, "by", "stage", "stage or step")
	f.StringVar(&segment, "segment", "", "only this segment")
	f.StringVar(&period, "period", "", "only this period, as 2026-03")
	f.BoolVar(&asJSON, "json", false, "print JSON")
	if err := c.MarkFlagRequired("metric"); err != nil {
		panic(err) // the flag was named above
	}
	return c
}

func heatOf(w *model.Workspace, j *model.Journey, name, segment string, period model.Period) (*metric.Heat, error) {
	m, err := findMetric(w, name)
	if err != nil {
		return nil, err
	}
	return metric.Compute(w, metric.Query{Metric: m.ID, Journey: j.ID, Segment: segment, Period: period})
}

func heatReportOf(h *metric.Heat, by string) heatReport {
	m := h.Metric
	report := heatReport{Journey: string(h.Journey.ID), Metric: string(m.ID), Name: m.Name, Unit: m.Unit, Direction: string(m.Direction),
		Target: pointer(m.Target), Scale: "sequential", Limits: []float64{}, By: by, Rows: []heatRow{}}
	if h.Scale.Diverging {
		report.Scale = "diverging"
	}
	if h.Scale.Known {
		report.Limits = h.Scale.Limits[:]
	}
	report.Whole = heatRowOf(m, h.Whole, string(h.Journey.ID), "", h.Journey.Title)
	for i, stage := range h.Journey.Stages {
		if by == "stage" {
			report.Rows = append(report.Rows, heatRowOf(m, h.Stages[stage.ID], string(stage.ID), fmt.Sprint(i+1), stage.Title))
			continue
		}
		for _, step := range stage.Steps {
			report.Rows = append(report.Rows, heatRowOf(m, h.Steps[step.ID], string(step.ID), h.Journey.StepNumber(step.ID), step.Title))
		}
	}
	return report
}

func heatRowOf(m *model.Metric, v metric.Value, id, number, name string) heatRow {
	row := heatRow{ID: id, Number: number, Name: name, N: v.N, Missing: !v.Value.Known, Small: v.Small, Step: v.Step,
		Value: pointer(v.Value), Score: pointer(v.Score)}
	if v.Value.Known {
		row.Text = metric.Format(m, v.Value.Value)
	}
	return row
}

func pointer(v model.Maybe[float64]) *float64 {
	if !v.Known {
		return nil
	}
	return &v.Value
}

func printHeat(w io.Writer, report heatReport) {
	for _, row := range append(report.Rows, report.Whole) {
		if row.Missing {
			fmt.Fprintf(w, "%-5s %-40s no data\n", row.Number, row.Name)
			continue
		}
		small := ""
		if row.Small {
			small = " small"
		}
		fmt.Fprintf(w, "%-5s %-40s %s  n %g%s\n", row.Number, row.Name, row.Text, row.N, small)
	}
}

// sampleWorkspace returns a sample's journey with its figures imported.
func sampleWorkspace(ctx context.Context, name string) (*model.Workspace, error) {
	sample, ok := findSample(name)
	if !ok {
		return nil, usageError{fmt.Errorf("there is no sample %q; there are: %s", name, sampleNames())}
	}
	return ingest.Sample(ctx, sample)
}

func findSample(name string) (assets.Sample, bool) {
	for _, s := range assets.Samples() {
		if strings.EqualFold(s.Name, name) {
			return s, true
		}
	}
	return assets.Sample{}, false
}

// nameOf returns the workspace name that a path suggests.
func nameOf(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}
