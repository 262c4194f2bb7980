package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"stagecraft/model"
	"stagecraft/store"

	"github.com/spf13/cobra"
)

// mergeReport is what a merge came to.
type mergeReport struct {
	Journey   string           `json:"journey"`
	Base      string           `json:"base"` // the snapshot that both files have
	Joined    int              `json:"joined"`
	Conflicts []mergedConflict `json:"conflicts"`
	Saved     bool             `json:"saved"`
	Before    string           `json:"before,omitempty"` // the snapshot taken before the merge
}

type mergedConflict struct {
	Kind   string `json:"kind"`
	ID     string `json:"id"`
	Title  string `json:"title"`
	Field  string `json:"field,omitempty"`
	Base   string `json:"base"`
	Mine   string `json:"mine"`
	Theirs string `json:"theirs"`
	Choice string `json:"choice"`

	Changes []string `json:"changes,omitempty"` // by the side that kept what the other removed
}

func mergeCommand() *cobra.Command {
	var journey, other, base, prefer string
	var asJSON, dry bool
	c := &cobra.Command{
		Use:   "merge FILE --journey J --with OTHER",
		Short: "Merge another person's copy of a journey into a workspace file",
		Long: "Joins what both changed since the newest snapshot that the two files have in common, as when a copy\n" +
			"was shared. What both changed differently is a conflict: without --prefer nothing is merged then, and\n" +
			"the conflicts are listed. A snapshot of the journey is taken before.",
		Example: "  stagecraftctl merge trip.stage --journey hotel --with trip-from-ann.stage --prefer mine --json",
		Args:    cobra.ExactArgs(1),
		RunE: working(func(c *cobra.Command, args []string) error {
			if prefer != "" && prefer != string(model.Mine) && prefer != string(model.Theirs) {
				return usageError{fmt.Errorf("--prefer is mine or theirs, not %q", prefer)}
			}
			report, err := mergeFiles(c, args[0], other, journey, store.SnapshotID(base), model.Side(prefer), dry)
			if report == nil {
				return err
			}
			if asJSON {
				return errors.Join(printJSON(c.OutOrStdout(), report), err)
			}
			printMerge(c.OutOrStdout(), report)
			return err
		}),
	}
	journeyFlag(c, &journey)
	f := c.Flags()
	f.StringVar(&other, "with", "", "the workspace file with the other version of the journey")
	f.StringVar(&base, "base", "", "the snapshot of FILE that both began from; otherwise the newest that both files have")
	f.StringVar(&prefer, "prefer", "", "whose version counts in a conflict: mine (FILE) or theirs (OTHER)")
	f.BoolVar(&dry, "dry-run", false, "only say what would be merged")
	f.BoolVar(&asJSON, "json", false, "print the report as JSON")
	if err := c.MarkFlagRequired("with"); err != nil {
		panic(err) // the flag was named above
	}
	return c
}

// mergeFiles merges and saves, unless it is only to look or there are conflicts and no preference.
func mergeFiles(c *cobra.Command, path, other, journey string, base store.SnapshotID, prefer model.Side, dry bool) (report *mergeReport, err error) {
	ctx := c.Context()
	theirs, err := openToRead(ctx, other)
	if err != nil {
		return nil, err
	}
	defer theirs.Close()
	printProblems(c.ErrOrStderr(), theirs)
	mine, err := store.Open(ctx, path, store.Options{ReadOnly: dry})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, mine.Close()) }()
	printProblems(c.ErrOrStderr(), mine)
	j, err := findJourney(mine.Workspace(), journey)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if theirs.Workspace().Journey(j.ID) == nil {
		return nil, fmt.Errorf("%s has no version of the journey %q; bring it in as a new one", other, j.Title)
	}
	from, err := commonBase(ctx, mine, theirs, j, base)
	if err != nil {
		return nil, err
	}
	merging, err := model.Merge(from.workspace, mine.Workspace(), theirs.Workspace(), j.ID)
	if err != nil {
		return nil, err
	}
	if prefer != "" {
		for i := range merging.Conflicts {
			merging.Choose(i, prefer)
		}
	}
	report = reportMerge(merging, j, from.id)
	switch {
	case dry:
		return report, nil
	case prefer == "" && len(merging.Conflicts) > 0:
		return report, fmt.Errorf("nothing was merged: %s; say --prefer mine or --prefer theirs, or merge in Stagecraft, one by one", model.Count(len(merging.Conflicts), "conflict"))
	}
	return report, saveMerge(ctx, mine, merging, j, report)
}

func saveMerge(ctx context.Context, mine *store.File, merging *model.Merging, j *model.Journey, report *mergeReport) error {
	next, err := merging.Command().Apply(mine.Workspace())
	if err != nil {
		return err
	}
	before, err := mine.Snapshot(ctx, mine.Workspace(), store.Snapshot{Journey: j.ID, Reason: store.BeforeMerge})
	if err != nil {
		return err
	}
	if _, err := mine.Save(ctx, next); err != nil {
		return err
	}
	report.Before, report.Saved = string(before.ID), true
	return nil
}

// mergeBase is the version that a merge begins from.
type mergeBase struct {
	id        string
	workspace *model.Workspace
}

func commonBase(ctx context.Context, mine, theirs *store.File, j *model.Journey, id store.SnapshotID) (mergeBase, error) {
	if id == "" {
		common, ok := store.CommonSnapshot(mine, theirs, j.ID)
		if !ok {
			return mergeBase{}, fmt.Errorf("the two files have no snapshot of %q in common, so that it cannot be told who changed what; name one with --base, or bring the other in as a new journey", j.Title)
		}
		id = common.ID
	}
	w, err := mine.ReadSnapshot(ctx, id)
	if err == nil && w.Journey(j.ID) == nil {
		err = fmt.Errorf("snapshot %s is not one of the journey %q", id, j.Title)
	}
	return mergeBase{string(id), w}, err
}

func reportMerge(m *model.Merging, j *model.Journey, base string) *mergeReport {
	report := &mergeReport{Journey: string(j.ID), Base: base, Joined: len(m.Joined), Conflicts: []mergedConflict{}}
	for _, c := range m.Conflicts {
		told := mergedConflict{
			Kind: string(c.Ref.Kind), ID: c.Ref.ID, Title: c.Title, Field: c.Field,
			Base: c.Base, Mine: c.Mine, Theirs: c.Theirs, Choice: string(c.Choice),
		}
		for _, f := range c.Changes {
			told.Changes = append(told.Changes, f.Words())
		}
		report.Conflicts = append(report.Conflicts, told)
	}
	return report
}

func printMerge(w io.Writer, report *mergeReport) {
	fmt.Fprintf(w, "since snapshot %s: %s joined, %s\n", report.Base, model.Count(report.Joined, "change"), model.Count(len(report.Conflicts), "conflict"))
	for _, c := range report.Conflicts {
		what := fmt.Sprintf("%s %q", c.Kind, c.Title)
		if c.Field != "" {
			what += ", " + c.Field
		}
		fmt.Fprintf(w, "conflict: %s: was %q, mine %q, theirs %q; %s counts\n", what, c.Base, c.Mine, c.Theirs, c.Choice)
		for _, change := range c.Changes {
			fmt.Fprintf(w, "  %s\n", change)
		}
	}
	if report.Saved {
		fmt.Fprintf(w, "merged and saved; the version before is snapshot %s\n", report.Before)
	}
}
