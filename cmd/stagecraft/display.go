package main

import (
	"errors"
	"net"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

var errNoDisplay = errors.New("no display can be opened here; set DISPLAY or start it in a desktop session, or use stagecraftctl, which needs none")

// checkDisplay reports whether a window can be opened, before the graphics library finds out by
// crashing. Windows and macOS always have a display.
func checkDisplay() error {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" || os.Getenv("WAYLAND_DISPLAY") != "" {
		return nil
	}
	host, number, ok := parseDisplay(os.Getenv("DISPLAY"))
	if !ok {
		return errNoDisplay
	}
	addresses := [][2]string{{"tcp", net.JoinHostPort(host, strconv.Itoa(6000+number))}}
	if host == "" || host == "unix" {
		socket := "/tmp/.X11-unix/X" + strconv.Itoa(number)
		addresses = [][2]string{{"unix", socket}, {"unix", "@" + socket}, {"tcp", "localhost:" + strconv.Itoa(6000+number)}}
	}
	for _, a := range addresses {
		if c, err := net.DialTimeout(a[0], a[1], 2*time.Second); err == nil {
			c.Close()
			return nil
		}
	}
	return errNoDisplay
}

// parseDisplay reads an X display name: "host:number.screen".
func parseDisplay(name string) (host string, number int, ok bool) {
	colon := strings.LastIndexByte(name, ':')
	if colon < 0 {
		return "", 0, false
	}
	text, _, _ := strings.Cut(name[colon+1:], ".")
	number, err := strconv.Atoi(text)
	return name[:colon], number, err == nil && number >= 0 && number < 59000
}
