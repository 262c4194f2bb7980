package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"stagecraft/assets"
	"stagecraft/canvas/scene"
	"stagecraft/export"
	"stagecraft/model"
	"stagecraft/store"

	"github.com/spf13/cobra"
)

// exportFlags are what a person may choose of an export.
type exportFlags struct {
	journey, to, paper, fit, heat, theme string
	comments, empathy, personas          bool
	goals, figures                       bool
	dpi                                  float64
}

func exportCommand() *cobra.Command {
	var flags exportFlags
	c := &cobra.Command{
		Use:     "export FILE --journey J --to PATH",
		Short:   "Export a journey as PDF, XLSX, SVG, PNG, CSV or JSON; the ending of PATH decides",
		Example: "  stagecraftctl export trip.stage --journey hotel --to trip.pdf --paper A3 --fit pages --heat csat",
		Args:    cobra.ExactArgs(1),
		RunE: working(func(c *cobra.Command, args []string) error {
			file, j, err := openJourney(c, args[0], flags.journey)
			if err != nil {
				return err
			}
			defer file.Close()
			warnings, err := exportTo(c.Context(), file.Workspace(), j, flags)
			printNotes(c.ErrOrStderr(), "", warnings)
			return err
		}),
	}
	journeyFlag(c, &flags.journey)
	f := c.Flags()
	f.StringVar(&flags.to, "to", "", "the file to write, ending in .pdf, .xlsx, .svg, .png, .csv or .json")
	f.StringVar(&flags.paper, "paper", "A3", "paper of a PDF: "+paperNames())
	f.StringVar(&flags.fit, "fit", "page", "page: the whole map on one page; pages: as many as it takes, broken at stages")
	f.StringVar(&flags.heat, "heat", "", "tint the map by this metric")
	f.StringVar(&flags.theme, "theme", "print", "print, light, dark or high-contrast")
	f.BoolVar(&flags.empathy, "empathy", false, "add pages of the empathy map to a PDF")
	f.BoolVar(&flags.personas, "personas", false, "add pages of the personas to a PDF")
	f.BoolVar(&flags.goals, "goals", false, "add pages of the personas' goals by step to a PDF")
	f.BoolVar(&flags.figures, "figures", false, "add pages of the measured values by step to a PDF")
	f.BoolVar(&flags.comments, "comments", false, "list the comments too, in a PDF or workbook")
	f.Float64Var(&flags.dpi, "dpi", 144, "dots per inch of a PNG")
	if err := c.MarkFlagRequired("to"); err != nil {
		panic(err) // the flag was named above
	}
	return c
}

// printNotes says what could not be drawn as it is, a line each, after the name of what was written.
func printNotes(stderr io.Writer, name string, warnings []export.Warning) {
	if name != "" {
		name += ": "
	}
	for _, w := range warnings {
		fmt.Fprintf(stderr, "note: %s%s\n", name, w.Text)
	}
}

func paperNames() string {
	var names []string
	for _, p := range export.Papers() {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}

// exportTo writes one export. The target is replaced only when all of it could be written.
func exportTo(ctx context.Context, w *model.Workspace, j *model.Journey, flags exportFlags) (warnings []export.Warning, err error) {
	write, err := writerFor(ctx, w, j, flags)
	if err != nil {
		return nil, err
	}
	err = store.WriteFile(flags.to, func(out io.Writer) (err error) {
		warnings, err = write(out)
		return err
	})
	return warnings, err
}

// writerFor returns the export that the target's ending names.
func writerFor(ctx context.Context, w *model.Workspace, j *model.Journey, flags exportFlags) (func(io.Writer) ([]export.Warning, error), error) {
	doc := export.Document{Workspace: w, Journey: j.ID, Created: time.Now().UTC(), Comments: flags.comments, Empathy: flags.empathy, Personas: flags.personas, Goals: flags.goals, Figures: flags.figures}
	var err error
	if doc.Theme, err = themeNamed(flags.theme); err != nil {
		return nil, err
	}
	if flags.heat != "" {
		if doc.Heat, err = heatOf(w, j, flags.heat, "", ""); err != nil {
			return nil, err
		}
	}
	switch ending := strings.ToLower(filepath.Ext(flags.to)); ending {
	case ".pdf":
		page, err := pageOf(flags)
		if err != nil {
			return nil, err
		}
		return func(out io.Writer) ([]export.Warning, error) { return export.PDF(ctx, out, doc, page) }, nil
	case ".svg":
		return func(out io.Writer) ([]export.Warning, error) { return export.SVG(ctx, out, doc) }, nil
	case ".png":
		if flags.dpi < 9 || flags.dpi > 1200 {
			return nil, usageError{errors.New("--dpi is between 9 and 1200")}
		}
		return func(out io.Writer) ([]export.Warning, error) { return export.PNG(ctx, out, doc, flags.dpi) }, nil
	case ".xlsx":
		return func(out io.Writer) ([]export.Warning, error) { return export.XLSX(ctx, out, doc) }, nil
	case ".csv":
		return func(out io.Writer) ([]export.Warning, error) { return export.CSV(ctx, out, doc) }, nil
	case ".json":
		return func(out io.Writer) ([]export.Warning, error) { return nil, writeJSON(out, w, j.ID) }, nil
	default:
		return nil, usageError{fmt.Errorf("%s: the ending %q is not one of .pdf, .xlsx, .svg, .png, .csv, .json", flags.to, ending)}
	}
}

func writeJSON(out io.Writer, w *model.Workspace, id model.JourneyID) error {
	data, err := store.EncodeJourney(w, id)
	if err != nil {
		return err
	}
	_, err = out.Write(data)
	return err
}

func pageOf(flags exportFlags) (export.Page, error) {
	if flags.fit != "page" && flags.fit != "pages" {
		return export.Page{}, usageError{fmt.Errorf("--fit is page or pages, not %q", flags.fit)}
	}
	for _, p := range export.Papers() {
		if strings.EqualFold(strings.ReplaceAll(p.Name, " ", ""), strings.ReplaceAll(flags.paper, " ", "")) {
			return export.Page{Paper: p.Name, Fit: flags.fit}, nil
		}
	}
	return export.Page{}, usageError{fmt.Errorf("there is no paper %q; there are: %s", flags.paper, paperNames())}
}

func themeNamed(name string) (*scene.Theme, error) {
	switch strings.ToLower(name) {
	case "", "print":
		return scene.Print(), nil
	case "light":
		return scene.Light(), nil
	case "dark":
		return scene.Dark(), nil
	case "high-contrast":
		return scene.HighContrast(), nil
	}
	return nil, usageError{fmt.Errorf("--theme is print, light, dark or high-contrast, not %q", name)}
}

func demoCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:     "demo --out DIR",
		Short:   "Make the sample journeys with their PDF, workbook and pictures, and say where they lie",
		Example: "  stagecraftctl demo --out out",
		Args:    cobra.NoArgs,
		RunE: working(func(c *cobra.Command, _ []string) error {
			if err := os.MkdirAll(out, 0o755); err != nil {
				return fmt.Errorf("make the folder for the samples: %w", err)
			}
			for _, s := range assets.Samples() {
				if err := demo(c.Context(), c.OutOrStdout(), c.ErrOrStderr(), out, s); err != nil {
					return fmt.Errorf("sample %s: %w", s.Name, err)
				}
			}
			return nil
		}),
	}
	c.Flags().StringVar(&out, "out", "out", "the folder to write to")
	return c
}

// demo writes one sample in every form.
func demo(ctx context.Context, stdout, stderr io.Writer, dir string, s assets.Sample) error {
	w, err := sampleWorkspace(ctx, s.Name)
	if err != nil {
		return err
	}
	base := filepath.Join(dir, s.Name)
	if err := os.Remove(base + ".stage"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("replace the earlier sample: %w", err)
	}
	if err := create(ctx, base+".stage", w); err != nil {
		return err
	}
	fmt.Fprintln(stdout, base+".stage")
	data := filepath.Join(dir, s.Data)
	if err := store.WriteFile(data, func(out io.Writer) error { _, err := out.Write(s.KPIs); return err }); err != nil {
		return err
	}
	fmt.Fprintln(stdout, data)
	for _, ending := range []string{".pdf", ".xlsx", ".svg", ".png", ".csv", ".json"} {
		flags := exportFlags{to: base + ending, paper: "A3", fit: "pages", heat: s.Heat, theme: "print", dpi: 144}
		warnings, err := exportTo(ctx, w, w.Journeys[0], flags)
		if err != nil {
			return err
		}
		printNotes(stderr, filepath.Base(flags.to), warnings)
		fmt.Fprintln(stdout, flags.to)
	}
	return nil
}
