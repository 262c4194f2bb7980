package instance

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

const long = 10 * time.Second

// begin makes this the first program of a folder, or fails the test.
func begin(t *testing.T, folder string) *First {
	t.Helper()
	first, handed := Meet(folder, Wish{}, long)
	if first == nil || handed {
		t.Fatalf("the first program of %s is %v, handed over %v", folder, first, handed)
	}
	t.Cleanup(first.Close)
	return first
}

func TestTheSecondHandsOver(t *testing.T) {
	folder := t.TempDir()
	first := begin(t, folder)
	var mu sync.Mutex
	var got []string
	first.Serve(func(_ context.Context, w Wish) bool {
		mu.Lock()
		defer mu.Unlock()
		got = append(got, w.File)
		return true
	})
	trip := filepath.Join(folder, "trip – Zürich.stage")
	for _, file := range []string{trip, ""} {
		if second, handed := Meet(folder, Wish{File: file}, long); second != nil || !handed {
			t.Fatalf("the second program goes on by itself with %q", file)
		}
	}
	if len(got) != 2 || got[0] != trip || got[1] != "" {
		t.Errorf("the first program was asked for %q", got)
	}
}

func TestEachFolderHasItsOwnFirst(t *testing.T) {
	begin(t, t.TempDir())
	begin(t, t.TempDir())
}

func TestOnlyOneOfManyIsTheFirst(t *testing.T) {
	folder := t.TempDir()
	var firsts, handed int
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 12 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			first, over := Meet(folder, Wish{}, long)
			first.Serve(func(context.Context, Wish) bool { return true })
			mu.Lock()
			defer mu.Unlock()
			if first != nil {
				t.Cleanup(first.Close)
				firsts++
			}
			if over {
				handed++
			}
		}()
	}
	wg.Wait()
	if firsts != 1 || handed != 11 {
		t.Errorf("of 12 programs %d are the first and %d handed over", firsts, handed)
	}
}

func TestAFirstThatHangsIsNotWaitedForLong(t *testing.T) {
	folder := t.TempDir()
	first := begin(t, folder)
	asked := make(chan bool, 1)
	first.Serve(func(ctx context.Context, _ Wish) bool {
		<-ctx.Done() // of the first program's own patience
		asked <- true
		return false
	})
	second, handed := Meet(folder, Wish{}, time.Second) // time enough to be heard
	if second != nil || handed {
		t.Errorf("beside a program that hangs the second is first %v, handed over %v", second != nil, handed)
	}
	first.Close()
	select {
	case <-asked:
	case <-time.After(long):
		t.Error("the wish is still open after the first program ended")
	}
}

func TestWhatAKilledProgramLeftIsTakenOver(t *testing.T) {
	folder := t.TempDir()
	path, err := socket(folder)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	l.SetUnlinkOnClose(false)
	l.Close()
	if _, err := os.Lstat(path); err != nil {
		t.Fatalf("the test has left no socket behind: %v", err)
	}
	if err := os.WriteFile(filepath.Join(folder, base()+".lock"), []byte("left behind"), 0o600); err != nil {
		t.Fatal(err)
	}
	first := begin(t, folder)
	first.Serve(func(context.Context, Wish) bool { return true })
	if _, handed := Meet(folder, Wish{}, long); !handed {
		t.Error("nobody listens on the socket that was taken over")
	}
}

func TestTheNextIsFirstWhenTheFirstHasEnded(t *testing.T) {
	folder := t.TempDir()
	first := begin(t, folder)
	first.Close()
	next := begin(t, folder)
	next.Serve(func(context.Context, Wish) bool { return false }) // it is quitting
	time.AfterFunc(100*time.Millisecond, next.Close)
	begin(t, folder) // it waits for the end of the one that quits
}

func TestOnlyItsUserReachesIt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	for _, folder := range []string{t.TempDir(), deep(t)} {
		begin(t, folder)
		path, err := socket(folder)
		if err != nil {
			t.Fatal(err)
		}
		info, err := os.Lstat(path)
		if err != nil {
			t.Fatal(err)
		}
		if mode := info.Mode(); mode.Perm() != 0o600 || mode.Type() != os.ModeSocket {
			t.Errorf("what listens for %s has the mode %v, want a socket for its user alone", folder, mode)
		}
	}
}

// deep is a folder with a path too long for a socket.
func deep(t *testing.T) string {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir()) // the private folder lies there
	folder := filepath.Join(t.TempDir(), strings.Repeat("long ", 20))
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestAFolderOfSomebodyElseIsNotUsed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	folder := deep(t)
	path, err := socket(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if first, handed := Meet(folder, Wish{}, 100*time.Millisecond); first != nil || handed {
		t.Error("a folder that everybody may write to is used to listen in")
	}
}

func TestNonsenseIsNotAWish(t *testing.T) {
	folder := t.TempDir()
	first := begin(t, folder)
	var mu sync.Mutex
	asked := 0
	first.Serve(func(context.Context, Wish) bool {
		mu.Lock()
		defer mu.Unlock()
		asked++
		return true
	})
	path, err := socket(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "GET / HTTP/1.1\r\n\r\n", `{"file": 7}`, `{"file": "relative.stage"}`, `{"file": "` + strings.Repeat("x", 2*longestWish)} {
		c, err := net.Dial("unix", path)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = c.Write([]byte(text))
		_ = c.(*net.UnixConn).CloseWrite()
		answer := make([]byte, 1)
		_ = c.SetReadDeadline(time.Now().Add(long))
		if n, _ := c.Read(answer); n != 0 {
			t.Errorf("%.40q is answered", text)
		}
		c.Close()
	}
	if _, handed := Meet(folder, Wish{}, long); !handed || asked != 1 {
		t.Errorf("after nonsense a wish is handed over: %v; %d were heard, want 1", handed, asked)
	}
}
