package main

import (
	"bytes"
	"runtime"
	"strings"
	"testing"
)

func TestCommandLine(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("there is always a display here")
	}
	t.Setenv("WAYLAND_DISPLAY", "")
	cases := []struct {
		name, display string
		args          []string
		code          int
		says          string
	}{
		{"no display", "", nil, exitFailed, "no display"},
		{"a display that nobody serves", ":48123", nil, exitFailed, "no display"},
		{"unknown flag", "", []string{"--wings"}, exitUsage, "--wings"},
		{"unknown theme", "", []string{"--theme", "pink"}, exitUsage, "pink"},
		{"unknown benchmark", "", []string{"--bench", "fly"}, exitUsage, "fly"},
		{"two files", "", []string{"a.stage", "b.stage"}, exitUsage, "arg"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("DISPLAY", c.display)
			var out, err bytes.Buffer
			if code := run(c.args, &out, &err); code != c.code || !strings.Contains(err.String(), c.says) {
				t.Errorf("exit %d, want %d: %s", code, c.code, err.String())
			}
		})
	}
}
