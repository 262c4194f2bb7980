package main

import (
	"errors"
	"io"
	"log"
	"os"
	"runtime"
	"time"

	"github.com/jezek/xgb"
)

var errNoDisplay = errors.New("no display can be opened here; set DISPLAY or start it in a desktop session, or use stagecraftctl, which needs none")

// displayPatience is how long a display that does not answer is asked again.
const displayPatience = 2 * time.Second

// holdDisplay makes sure that a window can be opened, before the graphics library finds out by
// crashing. It keeps a connection of its own until release is called: an X server that has lost its
// last client starts anew and drops whoever is just coming in, and while we hold on it does not.
// Windows, macOS and Wayland have nothing to ask.
func holdDisplay() (release func(), err error) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" || os.Getenv("WAYLAND_DISPLAY") != "" {
		return func() {}, nil
	}
	if os.Getenv("DISPLAY") == "" {
		return nil, errNoDisplay
	}
	xgb.Logger = log.New(io.Discard, "", 0) // it would speak of its tries on standard error
	for end := time.Now().Add(displayPatience); ; time.Sleep(100 * time.Millisecond) {
		if connection, err := xgb.NewConn(); err == nil {
			return connection.Close, nil
		}
		if time.Now().After(end) {
			return nil, errNoDisplay
		}
	}
}
