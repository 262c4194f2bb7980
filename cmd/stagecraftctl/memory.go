package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stagecraft/model"
	"stagecraft/store"
)

// listedSnapshot is a snapshot as it is printed.
type listedSnapshot struct {
	ID           store.SnapshotID `json:"id"`
	Journey      model.JourneyID  `json:"journey"`
	Title        string           `json:"title"`
	Name         string           `json:"name"`
	Reason       store.Reason     `json:"reason"`
	At           time.Time        `json:"at"`
	By           string           `json:"by"`
	Stages       int              `json:"stages"`
	Steps        int              `json:"steps"`
	Cards        int              `json:"cards"`
	Observations int              `json:"observations"`
	Added        int              `json:"added"`
	Removed      int              `json:"removed"`
	Changed      int              `json:"changed"`
	Moved        int              `json:"moved"`
	Bytes        int64            `json:"bytes"`
}

func listed(s store.Snapshot) listedSnapshot {
	return listedSnapshot{
		ID: s.ID, Journey: s.Journey, Title: s.Title, Name: s.Name, Reason: s.Reason, At: s.At, By: s.By, Stages: s.Stages,
		Steps: s.Steps, Cards: s.Cards, Observations: s.Observations, Added: s.Changes.Added, Removed: s.Changes.Removed,
		Changed: s.Changes.Changed, Moved: s.Changes.Moved, Bytes: s.Bytes,
	}
}

// snapshotFlags are what "snapshots" does besides listing.
type snapshotFlags struct {
	journey, take, by string
	drop              []string
	asJSON            bool
}

func snapshotsCommand() *cobra.Command {
	var flags snapshotFlags
	c := &cobra.Command{
		Use:   "snapshots FILE",
		Short: "List the snapshots of a workspace file, take one, or drop some",
		Long: "Lists what was kept of the journeys, the newest first. --take keeps the journey as it is now, --drop\n" +
			"deletes snapshots, by their ids; what other snapshots need of them stays.",
		Example: "  stagecraftctl snapshots trip.stage --journey hotel\n  stagecraftctl snapshots trip.stage --journey hotel --take \"Before the workshop\"",
		Args:    cobra.ExactArgs(1),
		RunE: working(func(c *cobra.Command, args []string) error {
			if flags.take != "" && flags.journey == "" {
				return usageError{errors.New("--take needs the --journey that is kept")}
			}
			return snapshots(c, args[0], flags)
		}),
	}
	f := c.Flags()
	f.StringVar(&flags.journey, "journey", "", "only those of this journey, by id or title")
	f.StringVar(&flags.take, "take", "", "take a snapshot of the journey under this name first")
	f.StringVar(&flags.by, "by", "", "who takes it")
	f.StringSliceVar(&flags.drop, "drop", nil, "drop the snapshots with these ids first")
	f.BoolVar(&flags.asJSON, "json", false, "print JSON")
	return c
}

func snapshots(c *cobra.Command, path string, flags snapshotFlags) (err error) {
	changes := flags.take != "" || len(flags.drop) > 0
	file, err := store.Open(c.Context(), path, store.Options{ReadOnly: !changes, Author: flags.by})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	printProblems(c.ErrOrStderr(), file)
	var only model.JourneyID
	if flags.journey != "" {
		if only, err = keptJourney(file, flags.journey); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	if flags.take != "" {
		if _, err := file.Snapshot(c.Context(), file.Workspace(), store.Snapshot{Journey: only, Name: flags.take}); err != nil {
			return err
		}
	}
	var drop []store.SnapshotID
	for _, id := range flags.drop {
		s, err := findSnapshot(file, id)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		drop = append(drop, s.ID)
	}
	if len(drop) > 0 {
		if err := file.DropSnapshots(c.Context(), drop...); err != nil {
			return err
		}
	}
	list := []listedSnapshot{}
	for _, s := range file.Snapshots() {
		if only == "" || s.Journey == only {
			list = append(list, listed(s))
		}
	}
	if flags.asJSON {
		return printJSON(c.OutOrStdout(), list)
	}
	printSnapshots(c.OutOrStdout(), list)
	return nil
}

// keptJourney returns the id of a journey of the workspace, or of one that was deleted and is kept in a
// snapshot.
func keptJourney(file *store.File, name string) (model.JourneyID, error) {
	j, err := findJourney(file.Workspace(), name)
	if err == nil {
		return j.ID, nil
	}
	for _, s := range file.Snapshots() {
		if strings.EqualFold(string(s.Journey), name) || strings.EqualFold(s.Title, name) {
			return s.Journey, nil
		}
	}
	return "", err
}

func findSnapshot(file *store.File, name string) (*store.Snapshot, error) {
	var list []*store.Snapshot
	for _, s := range file.Snapshots() {
		list = append(list, &s)
	}
	return find(list, name, "snapshot", func(s *store.Snapshot) (string, string) { return string(s.ID), s.Name })
}

func printSnapshots(w io.Writer, list []listedSnapshot) {
	if len(list) == 0 {
		fmt.Fprintln(w, "no snapshots")
	}
	for _, s := range list {
		fmt.Fprintf(w, "%s  %s  %s  %s", s.ID, s.At.Local().Format("2006-01-02 15:04"), s.Reason, cmp.Or(s.Name, s.Title))
		if s.By != "" {
			fmt.Fprintf(w, ", by %s", s.By)
		}
		fmt.Fprintf(w, ": %s, %s; %d added, %d removed, %d changed, %d moved\n", model.Count(s.Steps, "step"), model.Count(s.Cards, "card"),
			s.Added, s.Removed, s.Changed, s.Moved)
	}
}

// restoreReport is what a restore came to.
type restoreReport struct {
	Journey  model.JourneyID  `json:"journey"`
	Snapshot store.SnapshotID `json:"snapshot"`
	Before   store.SnapshotID `json:"before,omitempty"` // the snapshot taken before
	Changed  bool             `json:"changed"`
	Notes    []string         `json:"notes"` // what could not be as it was
}

func restoreCommand() *cobra.Command {
	var by string
	var dry, asJSON bool
	c := &cobra.Command{
		Use:   "restore FILE SNAPSHOT",
		Short: "Put a journey back as it is in a snapshot",
		Long: "Puts a journey back as it was, also one that was deleted. A snapshot of the journey as it is now is\n" +
			"taken before. The snapshot is named by its id or its name; see \"snapshots\".",
		Example: "  stagecraftctl restore trip.stage \"Before the workshop\"",
		Args:    cobra.ExactArgs(2),
		RunE: working(func(c *cobra.Command, args []string) error {
			report, err := restore(c, args[0], args[1], by, dry)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), report)
			}
			printRestore(c.OutOrStdout(), report)
			return nil
		}),
	}
	f := c.Flags()
	f.StringVar(&by, "by", "", "who restores, for the change log")
	f.BoolVar(&dry, "dry-run", false, "only say what would not be as it was")
	f.BoolVar(&asJSON, "json", false, "print the report as JSON")
	return c
}

func restore(c *cobra.Command, path, name, by string, dry bool) (report restoreReport, err error) {
	ctx := c.Context()
	file, err := store.Open(ctx, path, store.Options{ReadOnly: dry, Author: by})
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	printProblems(c.ErrOrStderr(), file)
	s, err := findSnapshot(file, name)
	if err != nil {
		return report, fmt.Errorf("%s: %w", path, err)
	}
	from, err := file.ReadSnapshot(ctx, s.ID)
	if err != nil {
		return report, fmt.Errorf("%s: %w", path, err)
	}
	command := model.RestoreJourney{Journey: s.Journey, From: from, Twin: s.Twin}
	w := file.Workspace()
	next, err := command.Apply(w)
	if err != nil {
		return report, err
	}
	report = restoreReport{Journey: s.Journey, Snapshot: s.ID, Changed: next != w, Notes: append([]string{}, command.Notes(w)...)}
	if dry || next == w {
		return report, nil
	}
	if w.Journey(s.Journey) != nil {
		before, err := file.Snapshot(ctx, w, store.Snapshot{Journey: s.Journey, Reason: store.BeforeRestore})
		if err != nil {
			return report, err
		}
		report.Before = before.ID
	}
	_, err = file.Save(ctx, next)
	return report, err
}

func printRestore(w io.Writer, r restoreReport) {
	switch {
	case !r.Changed:
		fmt.Fprintln(w, "the journey is as it was in the snapshot")
	case r.Before != "":
		fmt.Fprintf(w, "restored %s; as it was before it is snapshot %s\n", r.Journey, r.Before)
	default:
		fmt.Fprintf(w, "restored %s\n", r.Journey)
	}
	for _, n := range r.Notes {
		fmt.Fprintf(w, "note: %s\n", n)
	}
}
