package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stagecraft/model"
	"stagecraft/store"
)

// listedEntry is an entry of the change log as it is printed.
type listedEntry struct {
	Seq     uint64         `json:"seq"`
	At      time.Time      `json:"at"`
	By      string         `json:"by"`
	Changes []listedChange `json:"changes"`
	More    int            `json:"more"`
}

type listedChange struct {
	Op      model.Op         `json:"op"`
	Kind    model.RecordKind `json:"kind"`
	ID      string           `json:"id,omitempty"`
	Journey model.JourneyID  `json:"journey,omitempty"`
	Title   string           `json:"title"`
	In      string           `json:"in,omitempty"`
	Fields  []string         `json:"fields,omitempty"`
}

func logCommand() *cobra.Command {
	var since, until, journey string
	var filter store.LogFilter
	var asJSON bool
	c := &cobra.Command{
		Use:     "log FILE",
		Short:   "Print who changed what and when, the newest first",
		Example: "  stagecraftctl log trip.stage --since 2026-03-01 --by Ann --journey hotel --limit 20",
		Args:    cobra.ExactArgs(1),
		RunE: working(func(c *cobra.Command, args []string) (err error) {
			if filter.Since, err = moment(since); err != nil {
				return usageError{fmt.Errorf("--since: %w", err)}
			}
			if filter.Until, err = moment(until); err != nil {
				return usageError{fmt.Errorf("--until: %w", err)}
			}
			return printLog(c, args[0], journey, filter, asJSON)
		}),
	}
	f := c.Flags()
	f.StringVar(&since, "since", "", "from this day or time on, like 2026-03-31 or 2026-03-31T14:30")
	f.StringVar(&until, "until", "", "before this day or time")
	f.StringVar(&filter.By, "by", "", "only by this author")
	f.StringVar(&journey, "journey", "", "only in this journey, by id or title")
	f.StringVar(&filter.Text, "text", "", "only what has this in a title, a field or the author's name")
	f.IntVar(&filter.Limit, "limit", 0, "at most so many entries")
	f.BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// moment reads a day or a time of this place.
func moment(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	for _, form := range []string{time.DateOnly, "2006-01-02T15:04", "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(form, text, time.Local); err == nil {
			return t, nil
		}
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t, nil
	}
	return time.Time{}, fmt.Errorf("%q is not a day like 2026-03-31 or a time like 2026-03-31T14:30", text)
}

func printLog(c *cobra.Command, path, journey string, filter store.LogFilter, asJSON bool) error {
	file, err := openToRead(c.Context(), path)
	if err != nil {
		return err
	}
	defer file.Close()
	printProblems(c.ErrOrStderr(), file)
	if journey != "" {
		if filter.Journey, err = keptJourney(file, journey); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	log, err := file.Log(c.Context(), filter)
	if err != nil {
		return err
	}
	if asJSON {
		return printJSON(c.OutOrStdout(), entriesOf(log))
	}
	for _, e := range log {
		printEntry(c.OutOrStdout(), e)
	}
	return nil
}

func entriesOf(log []store.Logged) []listedEntry {
	list := []listedEntry{}
	for _, e := range log {
		entry := listedEntry{Seq: e.Seq, At: e.At, By: e.By, Changes: []listedChange{}, More: e.More}
		for _, c := range e.Changes {
			entry.Changes = append(entry.Changes, listedChange{c.Op, c.Ref.Kind, c.Ref.ID, c.Ref.Journey, c.Title, c.In, c.Fields})
		}
		list = append(list, entry)
	}
	return list
}

func printEntry(w io.Writer, e store.Logged) {
	fmt.Fprint(w, e.At.Local().Format("2006-01-02 15:04"))
	if e.By != "" {
		fmt.Fprintf(w, "  %s", e.By)
	}
	fmt.Fprintln(w)
	for _, c := range e.Changes {
		fmt.Fprintf(w, "  %s %s", c.Op, c.Ref.Kind)
		if c.Title != "" {
			fmt.Fprintf(w, " %q", strings.Join(strings.Fields(c.Title), " "))
		}
		if c.In != "" {
			fmt.Fprintf(w, " in %q", c.In)
		}
		if len(c.Fields) > 0 {
			fmt.Fprintf(w, ": %s", strings.Join(c.Fields, ", "))
		}
		fmt.Fprintln(w)
	}
	if e.More > 0 {
		fmt.Fprintf(w, "  and %s more\n", model.Count(e.More, "change"))
	}
}
