// Package instance lets a second start of the program hand over to the one that runs already.
//
// The first program of a user holds a lock and listens on a socket, both beside each other in a folder
// that only this user reads: nothing is on a network. The lock is the system's, so it is free as soon as
// its holder has ended, however it ended; what a killed program leaves behind misleads nobody. The
// names hold the computer's name: in a folder that two computers share, each has its own first program.
package instance

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Wish is what a second start wants of the first program.
type Wish struct {
	File string `json:"file,omitempty"` // absolute path of a file to open; empty only wants it in front
}

// Patience is how long a second start waits for the first program to take its wish.
const Patience = 5 * time.Second

// slack is by how much the first program gives up sooner, so that no wish is granted after its sender
// went on alone.
const slack = time.Second

// longestWish bounds what is read of a wish.
const longestWish = 64 << 10

// First is the first program of its folder. A nil First does nothing.
type First struct {
	lock     *os.File
	listener net.Listener
	stop     context.CancelFunc
	ctx      context.Context
}

// errTaken means that another program is the first one.
var errTaken = errors.New("another program is the first")

// Meet makes this program the first of a folder, or hands the wish over to the one that is. Handed means
// that it was taken, and that there is nothing left to do. With neither, the program that is the first
// did not answer in time, or the folder allows no meeting: this one runs beside it.
func Meet(folder string, w Wish, patience time.Duration) (first *First, handed bool) {
	end := time.Now().Add(patience)
	for {
		first, err := claim(folder)
		if err == nil {
			return first, false
		}
		if !errors.Is(err, errTaken) {
			return nil, false
		}
		if hand(folder, w, end) {
			return nil, true
		}
		if time.Now().After(end) {
			return nil, false
		}
		time.Sleep(30 * time.Millisecond) // it is about to listen, or to end
	}
}

// claim takes the lock of a folder and listens there.
func claim(folder string) (*First, error) {
	file, err := lock(filepath.Join(folder, base()+".lock"))
	if err != nil {
		return nil, err
	}
	path, err := socket(folder)
	if err == nil {
		_ = os.Remove(path) // that of a program that was killed: with the lock there is no other
	}
	var listener net.Listener
	if err == nil {
		listener, err = net.Listen("unix", path)
	}
	if err == nil {
		err = os.Chmod(path, 0o600)
	}
	if err != nil {
		file.Close()
		return nil, fmt.Errorf("listen for a second start: %w", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	return &First{lock: file, listener: listener, ctx: ctx, stop: stop}, nil
}

// base is what the names of the lock and the socket begin with.
func base() string {
	host, err := os.Hostname()
	if err != nil {
		host = "here"
	}
	return "running-" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return '_'
	}, host)
}

// longestSocket is how long the path of a socket may be on every system (104 bytes on macOS, with the
// zero at its end).
const longestSocket = 103

// socket returns where the first program of a folder listens: in it, or in a private folder for what is
// passing when the path would be too long.
func socket(folder string) (string, error) {
	path := filepath.Join(folder, base()+".sock")
	if len(path) <= longestSocket {
		return path, nil
	}
	sum := sha256.Sum256([]byte(path))
	private := filepath.Join(os.TempDir(), "stagecraft-"+hex.EncodeToString(sum[:8]))
	if err := os.MkdirAll(private, 0o700); err != nil {
		return "", err
	}
	info, err := os.Lstat(private)
	if err != nil {
		return "", err
	}
	if !info.IsDir() || !ours(info) {
		return "", fmt.Errorf("%s belongs to somebody else", private)
	}
	return filepath.Join(private, "sock"), nil
}

// hand gives a wish to the first program and reports whether that took it.
func hand(folder string, w Wish, end time.Time) bool {
	path, err := socket(folder)
	if err != nil {
		return false
	}
	c, err := (&net.Dialer{Deadline: end}).Dial("unix", path)
	if err != nil {
		return false
	}
	defer c.Close()
	allowFront()
	if c.SetDeadline(end) != nil || json.NewEncoder(c).Encode(w) != nil {
		return false
	}
	var answer struct {
		Taken bool `json:"taken"`
	}
	return json.NewDecoder(io.LimitReader(c, longestWish)).Decode(&answer) == nil && answer.Taken
}

// Serve has take called, on a goroutine of its own, with what second starts wish. Take reports whether
// the wish is granted; once ctx is done its sender waits no longer, and nothing may come of it.
func (f *First) Serve(take func(ctx context.Context, w Wish) bool) {
	if f == nil {
		return
	}
	go func() {
		for {
			c, err := f.listener.Accept()
			if err != nil {
				if f.ctx.Err() != nil || errors.Is(err, net.ErrClosed) {
					return
				}
				time.Sleep(100 * time.Millisecond) // too many open files, and the like
				continue
			}
			go f.answer(c, take)
		}
	}()
}

func (f *First) answer(c net.Conn, take func(context.Context, Wish) bool) {
	defer c.Close()
	ctx, cancel := context.WithTimeout(f.ctx, Patience-slack)
	defer cancel()
	end, _ := ctx.Deadline()
	var w Wish
	if c.SetDeadline(end) != nil || json.NewDecoder(io.LimitReader(c, longestWish)).Decode(&w) != nil {
		return
	}
	if w.File != "" && !filepath.IsAbs(w.File) {
		return
	}
	if take(ctx, w) {
		_, _ = io.WriteString(c, `{"taken":true}`+"\n") // whoever does not read it any more opens the file to read
	}
}

// Close ends the listening and lets another program be the first.
func (f *First) Close() {
	if f == nil {
		return
	}
	f.stop()
	f.listener.Close()
	f.lock.Close()
}
