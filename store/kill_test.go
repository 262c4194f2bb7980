package store_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

// childFile names the file that the test binary, run as a child, saves edits into until it is killed.
const childFile = "STAGECRAFT_TEST_SAVE_INTO"

func TestMain(m *testing.M) {
	if path := os.Getenv(childFile); path != "" {
		saveUntilKilled(path)
		return
	}
	if name := os.Getenv(crashWorkName); name != "" {
		if err := crashChild(name, os.Getenv(crashFolder)); err != nil {
			fmt.Fprintln(os.Stderr, name+":", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// saveUntilKilled adds a card a save, edits one and moves one, and says after each save which it was.
func saveUntilKilled(path string) {
	ctx := context.Background()
	fail := func(err error) {
		if err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
	}
	f, err := store.Open(ctx, path, store.Options{Timeout: 5 * time.Second})
	fail(err)
	for _, p := range f.Problems() {
		fail(fmt.Errorf("problem: %v", p))
	}
	w := f.Workspace()
	fmt.Println("begun")
	for n := highest(w) + 1; ; n++ {
		h := model.NewHistory(w)
		j := w.Journeys[0]
		cell := model.Cell{Lane: j.Lanes[n%len(j.Lanes)].ID, Step: j.Steps()[n%len(j.Steps())].ID}
		card := model.Card{ID: model.NewID[model.CardID](), Lane: cell.Lane, Step: cell.Step, Span: 1, Title: fmt.Sprint("saved ", n), Body: strings.Repeat("x", n*97%3000)}
		_, err := h.Do(model.AddCards{Journey: j.ID, Cards: []model.PlacedCard{{Card: card}}})
		fail(err)
		old := *j.Cards[n*31%len(j.Cards)]
		old.Votes = n % 100
		_, err = h.Do(model.EditCards{Journey: j.ID, Cards: []model.Card{old}})
		fail(err)
		_, err = h.Do(model.MoveCards{Journey: j.ID, Moves: []model.CardMove{{Card: j.Cards[n*17%len(j.Cards)].ID, To: cell, Index: n % 3}}})
		fail(err)
		if n%5 == 0 {
			_, err = h.Do(model.DeleteCards{Journey: j.ID, Cards: []model.CardID{firstUnnumbered(j)}})
			fail(err)
		}
		w = h.Current()
		_, err = f.Save(ctx, w)
		fail(err)
		if n%4 == 0 {
			_, err = f.Snapshot(ctx, w, store.Snapshot{Journey: j.ID, Name: versionName(n), Reason: store.Named})
			fail(err)
			fmt.Println(versionName(n))
		}
		fmt.Println("saved", n)
	}
}

// versionName is what the snapshot taken after a save is called.
func versionName(n int) string { return fmt.Sprint("version ", n) }

// missing returns a snapshot that was reported and is not there whole, and says whether the change log
// can be read.
func missing(f *store.File, reported map[string]bool) (string, error) {
	ctx := context.Background()
	names := map[string]store.SnapshotID{}
	for _, s := range f.Snapshots() {
		names[s.Name] = s.ID
	}
	for name := range reported {
		if names[name] == "" {
			return name, nil
		}
		if _, err := f.ReadSnapshot(ctx, names[name]); err != nil {
			return name, err
		}
	}
	if log, err := f.Log(ctx, store.LogFilter{Limit: 20}); err != nil || len(reported) > 0 && len(log) == 0 {
		return "the change log", err
	}
	return "", nil
}

// firstUnnumbered returns a card that is not one of those which are counted.
func firstUnnumbered(j *model.Journey) model.CardID {
	for _, c := range j.Cards {
		if _, ok := number(c); !ok {
			return c.ID
		}
	}
	return ""
}

func number(c *model.Card) (int, bool) {
	text, ok := strings.CutPrefix(c.Title, "saved ")
	n, err := strconv.Atoi(text)
	return n, ok && err == nil
}

func highest(w *model.Workspace) (most int) {
	for _, c := range w.Journeys[0].Cards {
		if n, ok := number(c); ok {
			most = max(most, n)
		}
	}
	return most
}

func TestKillLosesNothingThatWasSaved(t *testing.T) {
	kills := 30
	if os.Getenv("STAGECRAFT_SOAK") != "" {
		kills = 500
	}
	path := created(t, model.Generate(3, 10, 6, 2000, 0, 1))
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	reported, versions := 0, map[string]bool{}
	for kill := range kills {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), childFile+"="+path)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		said, heard := make(chan int), make(chan struct{})
		clear(versions)
		// Some may die while they start, some while they save for the first time, and the others later.
		go func() { said <- listen(t, out, kill%4, heard, reported, versions) }()
		<-heard
		time.Sleep(time.Duration(r.IntN(120_000)) * time.Microsecond)
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		reported = <-said
		_ = child.Wait()
		w := opened(t, path)
		if err := model.Validate(w.Workspace()); err != nil {
			t.Fatalf("kill %d: %v", kill, err)
		}
		found := map[int]bool{}
		for _, c := range w.Workspace().Journeys[0].Cards {
			if n, ok := number(c); ok {
				found[n] = true
			}
		}
		most := highest(w.Workspace())
		if most < reported || most > reported+1 {
			t.Fatalf("kill %d: said to be saved: %d, in the file: %d", kill, reported, most)
		}
		for n := 1; n <= most; n++ {
			if !found[n] {
				t.Fatalf("kill %d: save %d of %d is missing", kill, n, reported)
			}
		}
		if what, err := missing(w, versions); what != "" || err != nil {
			t.Fatalf("kill %d: %s is missing: %v", kill, what, err)
		}
		reported = most
		w.Close()
	}
	t.Logf("%d kills, %d saves", kills, reported)
	if reported < kills/2 {
		t.Errorf("only %d saves in %d kills: nothing was shown", reported, kills)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*damaged*")); len(left) > 0 {
		t.Errorf("%v", left)
	}
}

// listen returns the last save that the child reported, and notes the snapshots. It closes heard when the
// child has said so often (say) that it has the file open or that it saved, or when it ends.
func listen(t *testing.T, out io.Reader, say int, heard chan<- struct{}, last int, versions map[string]bool) int {
	enough := sync.OnceFunc(func() { close(heard) })
	defer enough()
	if say == 0 {
		enough()
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if !strings.HasPrefix(lines.Text(), "version ") {
			if say--; say == 0 {
				enough()
			}
		}
		if lines.Text() == "begun" {
			continue
		}
		if strings.HasPrefix(lines.Text(), "version ") {
			versions[lines.Text()] = true
			continue
		}
		if !strings.HasPrefix(lines.Text(), "saved ") {
			t.Errorf("the child says %q", lines.Text())
			continue
		}
		// A line that the kill cut off in the middle would be a smaller number.
		if n, err := strconv.Atoi(strings.TrimPrefix(lines.Text(), "saved ")); err == nil {
			last = max(last, n)
		}
	}
	return last
}
