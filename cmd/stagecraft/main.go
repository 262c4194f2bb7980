// Command stagecraft is the desktop editor for journey maps and service blueprints.
//
// Exit codes: 0 when the window was closed, 1 when it could not be opened, 2 when the command line is
// wrong.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"github.com/spf13/cobra"

	"stagecraft/app"
	"stagecraft/assets"
)

const (
	exitFailed = 1
	exitUsage  = 2
)

// metadata says to Fyne what the program is. The migration says that everything off the main
// goroutine comes back through fyne.Do, which spares a check in every refresh.
var metadata = fyne.AppMetadata{
	ID: "app.stagecraft.desktop", Name: "Stagecraft", Version: "0.1.0", Build: 1,
	Icon:       fyne.NewStaticResource("app-icon.png", assets.AppIcon()),
	Migrations: map[string]bool{"fyneDo": true},
}

// gcPercent keeps the memory of a map of 10,000 cards below 400 MB. The work of a window is so little
// garbage, most of it in a few large pieces, that collecting more often than by default costs little.
const gcPercent = 40

// workError marks an error of the work itself; every other error is one of the command line.
type workError struct{ error }

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run carries out one command line and returns its exit code.
func run(args []string, stdout, stderr io.Writer) int {
	command := newCommand()
	command.SetArgs(args)
	command.SetOut(stdout)
	command.SetErr(stderr)
	err := command.Execute()
	if err == nil {
		return 0
	}
	fmt.Fprintf(stderr, "stagecraft: %v\n", err)
	var failed workError
	if errors.As(err, &failed) {
		return exitFailed
	}
	fmt.Fprintln(stderr, "See stagecraft --help.")
	return exitUsage
}

var looks = []string{"light", "dark", "high-contrast"}

func newCommand() *cobra.Command {
	options := app.Options{Data: os.Getenv("STAGECRAFT_DATA"), Trace: os.Getenv("STAGECRAFT_TRACE")}
	bench := app.Bench{Cards: 10000, Picked: 1, Zoom: 1, Seconds: 8}
	c := &cobra.Command{
		Use:   "stagecraft [FILE]",
		Short: "Edit journey maps and service blueprints",
		Long: "Stagecraft opens on its home screen, or on FILE when one is given. When it runs already, its window comes to the front and opens FILE there.\n\n" +
			"STAGECRAFT_DATA names the folder for the default workspace and new samples, in place of the user's data folder.\n" +
			"STAGECRAFT_TRACE names a file that says, as one JSON object, where everything in the window is: for tests and support.\n\n" +
			"--bench opens a window of its own and prints its figures as one JSON line, beside those of an empty window:\n" + benchHelp(),
		Example:       "  stagecraft\n  stagecraft hotel.stage --theme dark\n  stagecraft --bench pan --cards 10000 --zoom 0.1 --seconds 8",
		Args:          cobra.MaximumNArgs(1),
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(c *cobra.Command, args []string) error {
			if options.Look != "" && !slices.Contains(looks, options.Look) {
				return fmt.Errorf("no theme is called %q; choose one of %s", options.Look, strings.Join(looks, ", "))
			}
			if len(args) == 1 {
				path, err := filepath.Abs(args[0])
				if err != nil {
					return workError{err}
				}
				options.File = path
			}
			if c.Flags().Changed("bench") {
				if err := bench.Validate(); err != nil {
					return err
				}
				return open(options, &bench, c.OutOrStdout())
			}
			return open(options, nil, c.OutOrStdout())
		},
	}
	flags := c.Flags()
	flags.StringVar(&options.Look, "theme", "", "look of the program: light, dark or high-contrast")
	flags.StringVar(&options.Data, "data", options.Data, "folder for the default workspace and new samples")
	flags.StringVar(&bench.Kind, "bench", "", "measure and print one JSON line; the kinds are listed above")
	flags.IntVar(&bench.Cards, "cards", bench.Cards, "cards of the benchmark's map")
	flags.IntVar(&bench.Picked, "picked", bench.Picked, "cards that the drag benchmark carries")
	flags.Float64Var(&bench.Zoom, "zoom", bench.Zoom, "zoom of the benchmark, 0.05 to 4")
	flags.StringVar(&bench.Profile, "profile", "", "file for a processor profile of the benchmark")
	flags.StringVar(&bench.Heap, "heap", "", "file for a profile of the memory in use after the benchmark")
	flags.Float64Var(&bench.Seconds, "seconds", bench.Seconds, "how long the benchmark runs")
	return c
}

// benchHelp lists the kinds of benchmark.
func benchHelp() string {
	var b strings.Builder
	for _, k := range app.BenchKinds {
		fmt.Fprintf(&b, "  %-9s %s\n", k.Name, k.What)
	}
	return strings.TrimRight(b.String(), "\n")
}

// shutdownPatience is how long Fyne may take to shut down. Its main loop can end between two steps of
// handing it an event, and then it waits for ever for that event to be dealt with.
const shutdownPatience = 2 * time.Second

// endAfter ends the process when it is still there some time after all of its work is done.
func endAfter(ended <-chan struct{}, patience time.Duration, exit func(code int)) {
	<-ended
	time.Sleep(patience)
	exit(0)
}

// onTermination calls quit when the system asks the program to end, as at the end of a session, in place of
// Fyne, which would end at once. It is called while the main loop runs.
func onTermination(quit func()) {
	asked := make(chan os.Signal, 1)
	signal.Reset(os.Interrupt, syscall.SIGTERM)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM)
	go func() {
		for range asked {
			quit()
		}
	}()
}

// open opens the window and returns when it is closed.
func open(options app.Options, bench *app.Bench, out io.Writer) (err error) {
	if bench == nil && app.HandOver(&options) {
		return nil
	}
	release, err := holdDisplay()
	if err != nil {
		return workError{err}
	}
	defer release()
	if _, err := app.CrashFile(); err != nil {
		fmt.Fprintf(os.Stderr, "stagecraft: crashes will not be noted: %v\n", err)
	}
	debug.SetGCPercent(gcPercent)
	fyneapp.SetMetadata(metadata)
	a := fyneapp.NewWithID(metadata.ID)
	a.Lifecycle().SetOnStarted(func() {
		plainFramebuffer()
		if bench != nil {
			ended := make(chan struct{})
			bench.Start(a, options, fyne.Do, func(result error) { err = result; close(ended) }, out)
			go endAfter(ended, shutdownPatience, os.Exit)
			return
		}
		p := app.Start(a, options, fyne.Do)
		if runtime.GOOS != "darwin" { // there Fyne takes the current app for its own type
			fyne.SetCurrentApp(p.Calm(a))
		}
		p.Window().Show()
		onTermination(func() { fyne.Do(p.Quit) })
		go endAfter(p.Ended(), shutdownPatience, os.Exit)
	})
	a.Run()
	if err != nil {
		return workError{err}
	}
	return nil
}
