package store

import (
	"fmt"
	"path/filepath"
	"strings"

	"stagecraft/model"
)

// Problem is one thing in a file that could not be read, or that had to be repaired.
type Problem struct {
	File  string           `json:"file"`            // base name
	Kind  model.RecordKind `json:"kind,omitempty"`  // empty: the file as a whole
	Title string           `json:"title,omitempty"` // of the record, when it is known
	Text  string           `json:"text"`            // what happened, and what was done about it
}

// String says the problem in one sentence.
func (p Problem) String() string {
	what := p.File + ": "
	if p.Kind != "" {
		what += string(p.Kind) + " "
	}
	if p.Title != "" {
		what += fmt.Sprintf("%q ", p.Title)
	}
	return what + p.Text
}

// maxProblems is how many problems are listed; of more, only the number is told.
const maxProblems = 500

// problems collects what is found in one file.
type problems struct {
	file string
	list []Problem
	more int
	harm bool // something is lost or was repaired; breaking a rule is none
}

func (p *problems) add(kind model.RecordKind, title, text string) {
	p.harm = true
	p.note(kind, title, text)
}

// note adds a problem that does no harm to what is in the file.
func (p *problems) note(kind model.RecordKind, title, text string) {
	if len(p.list) >= maxProblems {
		p.more++
		return
	}
	title = strings.ToValidUTF8(title, "")
	if r := []rune(title); len(r) > 80 {
		title = string(r[:79]) + "…"
	}
	p.list = append(p.list, Problem{filepath.Base(p.file), kind, title, text})
}

func (p *problems) all() []Problem {
	if p.more == 0 {
		return p.list
	}
	return append(p.list[:len(p.list):len(p.list)],
		Problem{File: filepath.Base(p.file), Text: fmt.Sprintf("and %d more problems of these kinds", p.more)})
}

// counted returns "1 card", "3 cards".
func counted(n int, kind model.RecordKind) string {
	word := string(kind)
	switch {
	case word == "":
		word = "entry"
		if n != 1 {
			word = "entrie"
		}
	case n != 1 && strings.HasSuffix(word, "ry"):
		word = strings.TrimSuffix(word, "y") + "ie"
	}
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
