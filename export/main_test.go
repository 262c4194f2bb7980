package export_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain keeps random checks few: each writes and reads back a whole file. Asked for by flag they are
// as many as asked.
func TestMain(m *testing.M) {
	flag.Parse()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if !asked {
		if err := flag.Set("rapid.checks", "20"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
