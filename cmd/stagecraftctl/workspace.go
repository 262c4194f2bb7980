package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"stagecraft/assets"
	"stagecraft/model"
	"stagecraft/store"

	"github.com/spf13/cobra"
)

func newCommand() *cobra.Command {
	var sample string
	c := &cobra.Command{
		Use:     "new FILE",
		Short:   "Make a workspace file, empty or with a sample journey and its figures",
		Example: "  stagecraftctl new trip.stage --sample hotel",
		Args:    cobra.ExactArgs(1),
		RunE: working(func(c *cobra.Command, args []string) error {
			w := &model.Workspace{Name: nameOf(args[0])}
			if sample != "" {
				var err error
				if w, err = sampleWorkspace(c.Context(), sample); err != nil {
					return err
				}
			}
			return create(c.Context(), args[0], w)
		}),
	}
	c.Flags().StringVar(&sample, "sample", "", "the sample to begin with: "+sampleNames())
	return c
}

func generateCommand() *cobra.Command {
	var stages, steps, lanes, cards, observations int
	var seed int64
	c := &cobra.Command{
		Use:     "generate FILE",
		Short:   "Make a workspace file with a large made-up journey, for trying things out at size",
		Example: "  stagecraftctl generate big.stage --stages 10 --steps 100 --lanes 12 --cards 10000 --observations 100000 --seed 1",
		Args:    cobra.ExactArgs(1),
		RunE: working(func(c *cobra.Command, args []string) error {
			if stages < 1 || steps < stages || lanes < 1 || cards < 0 || observations < 0 {
				return usageError{errors.New("at least one stage, a step for each stage, one lane, and no negative numbers")}
			}
			return create(c.Context(), args[0], model.Generate(stages, steps, lanes, cards, observations, seed))
		}),
	}
	f := c.Flags()
	f.IntVar(&stages, "stages", 10, "stages")
	f.IntVar(&steps, "steps", 100, "steps over all stages")
	f.IntVar(&lanes, "lanes", 12, "lanes")
	f.IntVar(&cards, "cards", 10000, "cards")
	f.IntVar(&observations, "observations", 0, "observations over all metrics")
	f.Int64Var(&seed, "seed", 1, "the same seed makes the same journey")
	return c
}

func create(ctx context.Context, path string, w *model.Workspace) error {
	file, err := store.Create(ctx, path, w)
	if err != nil {
		return err
	}
	return file.Close()
}

type listedJourney struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Kind   string `json:"kind"`
	Status string `json:"status"`
	Stages int    `json:"stages"`
	Steps  int    `json:"steps"`
	Lanes  int    `json:"lanes"`
	Cards  int    `json:"cards"`
	Links  int    `json:"links"`
}

type listedMetric struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type listing struct {
	Name         string          `json:"name"`
	Journeys     []listedJourney `json:"journeys"`
	Personas     int             `json:"personas"`
	Metrics      []listedMetric  `json:"metrics"`
	Sources      int             `json:"sources"`
	Observations int             `json:"observations"`
	Problems     []string        `json:"problems"`
}

func listCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "list FILE",
		Short:   "List the journeys and metrics of a workspace file",
		Example: "  stagecraftctl list trip.stage --json",
		Args:    cobra.ExactArgs(1),
		RunE: working(func(c *cobra.Command, args []string) error {
			file, err := openToRead(c.Context(), args[0])
			if err != nil {
				return err
			}
			defer file.Close()
			list := listOf(file)
			if asJSON {
				return printJSON(c.OutOrStdout(), list)
			}
			printListing(c.OutOrStdout(), list)
			return nil
		}),
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func listOf(file *store.File) listing {
	w := file.Workspace()
	list := listing{Name: w.Name, Journeys: []listedJourney{}, Metrics: []listedMetric{}, Problems: []string{}}
	for _, j := range w.Journeys {
		list.Journeys = append(list.Journeys, listedJourney{string(j.ID), j.Title, string(j.Kind), string(j.Status),
			len(j.Stages), len(j.Steps()), len(j.Lanes), len(j.Cards), len(j.Links)})
	}
	for _, m := range w.Metrics {
		list.Metrics = append(list.Metrics, listedMetric{string(m.ID), m.Name})
	}
	for _, d := range w.Datasets {
		list.Observations += d.Observations.Len()
	}
	for _, p := range file.Problems() {
		list.Problems = append(list.Problems, p.String())
	}
	list.Personas, list.Sources = len(w.Personas), len(w.Sources)
	return list
}

func printListing(w io.Writer, list listing) {
	for _, j := range list.Journeys {
		fmt.Fprintf(w, "%s  %s  (%s, %s): %s, %s, %s, %s, %s\n", j.ID, j.Title, j.Kind, j.Status, model.Count(j.Stages, "stage"),
			model.Count(j.Steps, "step"), model.Count(j.Lanes, "lane"), model.Count(j.Cards, "card"), model.Count(j.Links, "link"))
	}
	for _, m := range list.Metrics {
		fmt.Fprintf(w, "metric %s  %s\n", m.ID, m.Name)
	}
	fmt.Fprintf(w, "%s, %s, %s\n", model.Count(list.Personas, "persona"), model.Count(list.Sources, "source"), model.Count(list.Observations, "observation"))
	for _, p := range list.Problems {
		fmt.Fprintf(w, "problem: %s\n", p)
	}
}

func showCommand() *cobra.Command {
	var journey string
	var asJSON bool
	c := &cobra.Command{
		Use:     "show FILE --journey J --json",
		Short:   "Print every record of a journey in the interchange form",
		Long:    "Prints the journey, what it refers to in the library, and its observations, as JSON.\nThe form is described in the documentation of package store.",
		Example: "  stagecraftctl show trip.stage --journey hotel --json > hotel.json",
		Args:    cobra.ExactArgs(1),
		RunE: working(func(c *cobra.Command, args []string) error {
			file, j, err := openJourney(c, args[0], journey)
			if err != nil {
				return err
			}
			defer file.Close()
			if !asJSON {
				printJourney(c.OutOrStdout(), j)
				return nil
			}
			data, err := store.EncodeJourney(file.Workspace(), j.ID)
			if err != nil {
				return err
			}
			_, err = c.OutOrStdout().Write(data)
			return err
		}),
	}
	journeyFlag(c, &journey)
	c.Flags().BoolVar(&asJSON, "json", false, "print the whole journey as JSON; otherwise an outline")
	return c
}

// printJourney writes a journey as an outline: stages, steps and their cards by lane.
func printJourney(w io.Writer, j *model.Journey) {
	fmt.Fprintln(w, j.Title)
	for i, stage := range j.Stages {
		fmt.Fprintf(w, "%d %s\n", i+1, stage.Title)
		for _, step := range stage.Steps {
			fmt.Fprintf(w, "  %s %s\n", j.StepNumber(step.ID), step.Title)
			for _, lane := range j.Lanes {
				for _, card := range j.CardsIn(model.Cell{Lane: lane.ID, Step: step.ID}) {
					fmt.Fprintf(w, "    %s: %s\n", lane.Title, cardWords(card))
				}
			}
		}
	}
}

func cardWords(c *model.Card) string {
	words := strings.Join(strings.Fields(c.Title+" "+c.Body), " ") // a body may have lines
	if c.Emotion.Known {
		words = strings.TrimSpace(fmt.Sprintf("%+g %s", c.Emotion.Value, words))
	}
	return words
}

func checkCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "check FILE",
		Short:   "Read every record of a workspace file and report what is damaged; changes nothing",
		Example: "  stagecraftctl check trip.stage",
		Args:    cobra.ExactArgs(1),
		RunE: working(func(c *cobra.Command, args []string) error {
			report, err := store.Check(c.Context(), args[0])
			if err != nil {
				return err
			}
			if asJSON {
				err = printJSON(c.OutOrStdout(), report)
			} else {
				_, err = fmt.Fprintln(c.OutOrStdout(), report)
			}
			if err == nil && len(report.Problems) > 0 {
				err = fmt.Errorf("%s has %d problems; recover what is readable into a new file with \"recover\", or open it in Stagecraft: the damaged file is kept beside it", args[0], len(report.Problems))
			}
			return err
		}),
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// openToRead opens a workspace file that stays as it is.
func openToRead(ctx context.Context, path string) (*store.File, error) {
	return store.Open(ctx, path, store.Options{ReadOnly: true})
}

// openJourney opens a workspace file to read one journey. What could not be read of the file is noted on
// stderr, so that the rest does not pass for the whole.
func openJourney(c *cobra.Command, path, name string) (*store.File, *model.Journey, error) {
	file, err := openToRead(c.Context(), path)
	if err != nil {
		return nil, nil, err
	}
	printProblems(c.ErrOrStderr(), file)
	j, err := findJourney(file.Workspace(), name)
	if err != nil {
		file.Close()
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	return file, j, nil
}

func printProblems(stderr io.Writer, file *store.File) {
	for _, p := range file.Problems() {
		fmt.Fprintf(stderr, "note: %s\n", p)
	}
}

func journeyFlag(c *cobra.Command, name *string) {
	c.Flags().StringVar(name, "journey", "", "the journey, by id or title")
	if err := c.MarkFlagRequired("journey"); err != nil {
		panic(err) // the flag was named two lines up
	}
}

func findJourney(w *model.Workspace, name string) (*model.Journey, error) {
	return find(w.Journeys, name, "journey", func(j *model.Journey) (string, string) { return string(j.ID), j.Title })
}

func findMetric(w *model.Workspace, name string) (*model.Metric, error) {
	return find(w.Metrics, name, "metric", func(m *model.Metric) (string, string) { return string(m.ID), m.Name })
}

// find returns the record whose id, or else whose only name, is name.
func find[T any](records []*T, name, what string, names func(*T) (id, title string)) (*T, error) {
	var found []*T
	var known []string
	for _, r := range records {
		id, title := names(r)
		if id == name {
			return r, nil
		}
		if strings.EqualFold(strings.TrimSpace(title), strings.TrimSpace(name)) || strings.EqualFold(id, name) {
			found = append(found, r)
		}
		known = append(known, fmt.Sprintf("%s (%s)", title, id))
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return nil, fmt.Errorf("%d %ss are called %q; use the id", len(found), what, name)
	case len(known) == 0:
		return nil, fmt.Errorf("there is no %s called %q; there are none at all", what, name)
	}
	return nil, fmt.Errorf("there is no %s called %q; there are: %s", what, name, strings.Join(known[:min(len(known), 12)], ", "))
}

func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func sampleNames() string {
	var names []string
	for _, s := range assets.Samples() {
		names = append(names, s.Name)
	}
	return strings.Join(names, ", ")
}
