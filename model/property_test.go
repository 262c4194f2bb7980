package model_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/model"
)

type rapidDice struct{ t *rapid.T }

func (d rapidDice) below(n int) int { return rapid.IntRange(0, n-1).Draw(d.t, "die") }

type byteDice struct{ data []byte }

func (d *byteDice) below(n int) int {
	if len(d.data) == 0 {
		return 0
	}
	b := d.data[0]
	d.data = d.data[1:]
	return int(b) % n
}

// fataler is what the test of a run needs of *testing.T and *rapid.T.
type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// shot is a published workspace and what it was when it was published.
type shot struct {
	w     *model.Workspace
	print [32]byte
}

// run does n random commands and checks after each what must hold, and at the end that no value has
// changed since it was published, that undoing all gives each earlier pointer and redoing each later.
func run(t fataler, tb testing.TB, start *model.Workspace, r *randomCommands, n int) (done int) {
	t.Helper()
	h := model.NewHistory(start)
	shots := []shot{{start, fingerprint(tb, start)}}
	for range n {
		before := h.Current()
		c := r.next(before)
		steps := len(h.Steps())
		changed, err := h.Do(c)
		after := h.Current()
		var invalid *model.InvalidError
		switch {
		case err != nil && !errors.As(err, &invalid):
			t.Fatalf("%#v: error %v is no InvalidError", c, err)
		case changed != (after != before) || err != nil && changed:
			t.Fatalf("%#v: changed %t, error %v, another pointer %t", c, changed, err, after != before)
		case !changed:
			continue
		}
		done++
		if err := model.Validate(after); err != nil {
			t.Fatalf("%#v leaves an invalid workspace: %v", c, err)
		}
		print := fingerprint(tb, after)
		again, err := c.Apply(before)
		if err != nil || fingerprint(tb, again) != print {
			t.Fatalf("%#v is not deterministic (%v)", c, err)
		}
		if model.Equal(before, after) != (print == shots[len(shots)-1].print) {
			t.Fatalf("%#v: the diff %v and the bytes disagree", c, model.Diff(before, after))
		}
		for _, j := range after.Journeys {
			checkLookups(tb, j)
		}
		if len(h.Steps()) == steps {
			shots[len(shots)-1] = shot{after, print} // joined with the step before
		} else {
			shots = append(shots, shot{after, print})
		}
	}
	for i, s := range shots {
		if fingerprint(tb, s.w) != s.print {
			t.Fatalf("the value after step %d was changed later", i)
		}
	}
	for i := len(shots) - 1; i > 0; i-- {
		if _, ok := h.Undo(); !ok || h.Current() != shots[i-1].w {
			t.Fatalf("undoing step %d does not give the earlier value", i)
		}
	}
	for i := 1; i < len(shots); i++ {
		if _, ok := h.Redo(); !ok || h.Current() != shots[i].w {
			t.Fatalf("redoing step %d does not give the later value", i)
		}
	}
	return done
}

func TestRandomCommands(t *testing.T) {
	total, done := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		start := small()
		if rapid.Bool().Draw(rt, "generated") {
			start = model.Generate(3, 6, 8, 40, 30, int64(rapid.IntRange(0, 1000).Draw(rt, "seed")))
		}
		r := &randomCommands{dice: rapidDice{rt}}
		total += 25
		done += run(rt, t, start, r, 25)
	})
	if done*3 < total {
		t.Errorf("only %d of %d random commands did something", done, total)
	}
}

// FuzzCommands turns bytes into commands; see run for what must hold.
func FuzzCommands(f *testing.F) {
	for i := range 8 {
		seed := make([]byte, 400)
		for k := range seed {
			seed[k] = byte(i*91 + k*(i*13+7) + k*k/(i+3))
		}
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 2000 {
			return
		}
		run(t, t, small(), &randomCommands{dice: &byteDice{data}}, 30)
	})
}
