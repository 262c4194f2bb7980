// Command stagecraftctl works on Stagecraft's workspace files without a window: for pipelines, for
// scripts and for tests. It is pure Go and needs no display.
//
// Exit codes: 0 when the work is done, 1 when it failed (one line on standard error says what and
// what to do), 2 when the command line is wrong.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"github.com/spf13/cobra"
)

const (
	exitFailed = 1
	exitUsage  = 2
)

// workError marks an error of the work itself; every other error is one of the command line.
type workError struct{ error }

func (e workError) Unwrap() error { return e.error }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run carries out one command line and returns its exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	command, err := root.ExecuteContextC(ctx)
	if err == nil {
		return 0
	}
	fmt.Fprintf(stderr, "stagecraftctl: %s\n", oneLine(err))
	var failed workError
	if errors.As(err, &failed) {
		return exitFailed
	}
	fmt.Fprintf(stderr, "See %s --help.\n", command.CommandPath())
	return exitUsage
}

func oneLine(err error) string {
	return strings.Join(strings.FieldsFunc(err.Error(), func(r rune) bool { return r == '\n' || r == '\r' }), "; ")
}

func newRoot() *cobra.Command {
	var root *cobra.Command
	root = &cobra.Command{
		Use:           "stagecraftctl",
		Short:         "Work on journey maps and service blueprints without a window",
		Long:          "stagecraftctl makes, fills, checks and exports Stagecraft workspace files (*.stage).\n\nJourneys and metrics are named by their id or their name; capital letters do not matter.",
		Example:       "  stagecraftctl demo --out out\n  stagecraftctl new trip.stage --sample hotel\n  stagecraftctl export trip.stage --journey hotel --to trip.pdf --paper A3 --heat csat",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			var names []string
			for _, c := range root.Commands() {
				names = append(names, c.Name())
			}
			return errors.New("which command? " + strings.Join(names, ", "))
		},
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(
		demoCommand(),
		newCommand(),
		listCommand(),
		showCommand(),
		importCommand(),
		heatCommand(),
		exportCommand(),
		checkCommand(),
		recoverCommand(),
		backupCommand(),
		compactCommand(),
		snapshotsCommand(),
		restoreCommand(),
		logCommand(),
		mergeCommand(),
		diffCommand(),
		copyCommand(),
		adoptCommand(),
		schemaCommand(),
		generateCommand(),
	)
	return root
}

// working makes a cobra function of the work of a command: its errors are the work's, not the
// command line's, unless it says otherwise with usageError.
func working(work func(c *cobra.Command, args []string) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		err := work(c, args)
		var usage usageError
		if err == nil || errors.As(err, &usage) {
			return err
		}
		return workError{err}
	}
}

// usageError marks an error of the command line that shows only while working, as an unknown paper.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }
