package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"stagecraft/model"
	"stagecraft/store"

	"github.com/spf13/cobra"
)

func schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   "Print the JSON Schema of a journey in the interchange form",
		Long:    "Prints the JSON Schema (draft 2020-12) of what \"show --json\" writes and \"adopt\" reads.",
		Example: "  stagecraftctl schema > journey.schema.json",
		Args:    cobra.NoArgs,
		RunE: working(func(c *cobra.Command, _ []string) error {
			_, err := c.OutOrStdout().Write(store.JourneySchema())
			return err
		}),
	}
}

// copied is what copy says that it wrote.
type copied struct {
	File         string   `json:"file"`
	Journeys     []string `json:"journeys"`
	LeftOut      []string `json:"leftOut"`
	Cards        int      `json:"cards"`
	Comments     int      `json:"comments"`
	Observations int      `json:"observations"`
	Mergeable    bool     `json:"mergeable"` // the original notes what was given away
}

func copyCommand() *cobra.Command {
	var names []string
	var without []string
	var asJSON, unnoted bool
	c := &cobra.Command{
		Use:   "copy FILE TO",
		Short: "Write a copy for others, with chosen journeys and without what they need not have",
		Long: "Writes a new, compact workspace file with the chosen journeys and what they use of the library, and nothing\n" +
			"of what is left out: comments, verbatims (quotes of personas and cards of what is said), names (of people),\n" +
			"backstage (all below the line of visibility) or values. Both files note what was given away, so that the\n" +
			"copy can be merged back later; --unnoted leaves FILE as it is.",
		Example: "  stagecraftctl copy trips.stage for-ana.stage --journey hotel --without comments,names",
		Args:    cobra.ExactArgs(2),
		RunE: working(func(c *cobra.Command, args []string) error {
			o := model.ShareOptions{Comments: true, Verbatims: true, Names: true, Backstage: true, Values: true}
			parts := map[string]*bool{"comments": &o.Comments, "verbatims": &o.Verbatims, "names": &o.Names, "backstage": &o.Backstage, "values": &o.Values}
			for _, name := range without {
				part := parts[strings.ToLower(strings.TrimSpace(name))]
				if part == nil {
					return usageError{fmt.Errorf("%q cannot be left out; choose of comments, verbatims, names, backstage and values", name)}
				}
				*part = false
			}
			file, err := store.Open(c.Context(), args[0], store.Options{ReadOnly: unnoted})
			if err != nil {
				return err
			}
			defer file.Close()
			printProblems(c.ErrOrStderr(), file)
			for _, name := range names {
				j, err := findJourney(file.Workspace(), name)
				if err != nil {
					return fmt.Errorf("%s: %w", args[0], err)
				}
				o.Journeys = append(o.Journeys, j.ID)
			}
			original := file
			if unnoted {
				original = nil
			}
			shared, err := store.Share(c.Context(), args[1], file.Workspace(), o, store.Snapshot{At: time.Now()}, original)
			if err != nil {
				return err
			}
			report := copied{File: args[1], LeftOut: []string{}, Mergeable: !unnoted}
			for _, name := range []string{"comments", "verbatims", "names", "backstage", "values"} {
				if !*parts[name] {
					report.LeftOut = append(report.LeftOut, name)
				}
			}
			for _, j := range shared.Journeys {
				report.Journeys = append(report.Journeys, string(j.ID))
				report.Cards += len(j.Cards)
				report.Comments += len(j.Comments)
			}
			for _, d := range shared.Datasets {
				report.Observations += d.Observations.Len()
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), report)
			}
			text := fmt.Sprintf("%s: %s with %s, %s and %s", args[1], model.Count(len(report.Journeys), "journey"), model.Count(report.Cards, "card"),
				model.Count(report.Comments, "comment"), model.Count(report.Observations, "observation"))
			if len(report.LeftOut) > 0 {
				text += ", without " + strings.Join(report.LeftOut, ", ")
			}
			_, err = fmt.Fprintln(c.OutOrStdout(), text)
			return err
		}),
	}
	c.Flags().StringArrayVar(&names, "journey", nil, "a journey, by id or title; may be given several times; all when left out")
	c.Flags().StringSliceVar(&without, "without", nil, "what to leave out: comments, verbatims, names, backstage, values")
	c.Flags().BoolVar(&unnoted, "unnoted", false, "do not note in FILE what was given away")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// adopted is what adopt says that it added.
type adopted struct {
	Journeys []string `json:"journeys"`
	Notes    []string `json:"notes"`
}

func adoptCommand() *cobra.Command {
	var names []string
	var asJSON bool
	c := &cobra.Command{
		Use:     "adopt FILE FROM",
		Short:   "Add journeys of another workspace file, or of a JSON document, to a workspace file",
		Long:    "Adds the journeys of FROM, with the records of the library that they use, to FILE. FROM is a workspace file\nor a document in the interchange form (see \"schema\"). A journey whose id is taken comes in as a copy.",
		Example: "  stagecraftctl adopt trips.stage hotel.json",
		Args:    cobra.ExactArgs(2),
		RunE: working(func(c *cobra.Command, args []string) error {
			from, err := readAny(c, args[1])
			if err != nil {
				return err
			}
			file, err := store.Open(c.Context(), args[0], store.Options{})
			if err != nil {
				return err
			}
			defer file.Close()
			printProblems(c.ErrOrStderr(), file)
			journeys := from.Journeys
			if len(names) > 0 {
				journeys = nil
			}
			for _, name := range names {
				j, err := findJourney(from, name)
				if err != nil {
					return fmt.Errorf("%s: %w", args[1], err)
				}
				journeys = append(journeys, j)
			}
			report := adopted{Journeys: []string{}, Notes: []string{}}
			w := file.Workspace()
			for _, j := range journeys {
				command := model.AdoptJourney{Journey: j.ID, From: from, At: len(w.Journeys)}
				id := j.ID
				if w.Journey(j.ID) != nil {
					command.Salt = model.NewID[string]()
					id = model.DerivedID(command.Salt, j.ID)
				}
				report.Notes = append(report.Notes, command.Notes(w)...)
				if w, err = command.Apply(w); err != nil {
					return err
				}
				report.Journeys = append(report.Journeys, string(id))
			}
			if _, err := file.Save(c.Context(), w); err != nil {
				return err
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), report)
			}
			for _, note := range report.Notes {
				fmt.Fprintf(c.ErrOrStderr(), "note: %s\n", note)
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "%s came in: %s\n", model.Count(len(report.Journeys), "journey"), strings.Join(report.Journeys, ", "))
			return err
		}),
	}
	c.Flags().StringArrayVar(&names, "journey", nil, "a journey of FROM, by id or title; may be given several times; all when left out")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// readAny reads a workspace file or a document in the interchange form.
func readAny(c *cobra.Command, path string) (*model.Workspace, error) {
	if strings.EqualFold(filepath.Ext(path), store.Extension) {
		file, err := openToRead(c.Context(), path)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		printProblems(c.ErrOrStderr(), file)
		return file.Workspace(), nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	w, err := store.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(w.Journeys) == 0 {
		return nil, fmt.Errorf("%s: %w", path, errors.New("there is no journey in it"))
	}
	return w, nil
}
