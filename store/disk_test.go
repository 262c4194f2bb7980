package store_test

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// act is one thing that was done to a folder and its files.
type act struct {
	kind   actKind
	inode  int    // the file; 0 is the folder
	at     int64  // of a write; the new length of a truncation
	data   []byte // of a write
	from   string // of a rename or a link
	name   string // of what is made, renamed to, linked or removed
	covers int    // a sync makes durable what was done before the act of this number
	text   string // of a mark
}

type actKind int

const (
	actWrite actKind = iota
	actTruncate
	actSync
	actMake
	actRename
	actLink
	actRemove
	actMark // the program said something
)

// names says whether an act changes the folder and not a file.
func (a act) names() bool {
	return a.kind == actMake || a.kind == actRename || a.kind == actLink || a.kind == actRemove
}

// disk is a folder of files as the disk holds them.
type disk struct {
	names   map[string]int // to the number of the file
	content map[int][]byte
}

// diskOf reads a folder.
func diskOf(t *testing.T, folder string) *disk {
	t.Helper()
	d := &disk{names: map[string]int{}, content: map[int][]byte{}}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range entries {
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		d.names[e.Name()], d.content[i+1] = i+1, data
	}
	return d
}

// write puts the files into a folder.
func (d *disk) write(t *testing.T, folder string) {
	t.Helper()
	for name, inode := range d.names {
		if err := os.WriteFile(filepath.Join(folder, name), d.content[inode], 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// sector is what a disk writes wholly or not at all.
const sector = 512

// part says which sectors of a write reach the disk; nil means all of them.
type part []bool

// keep says what of the acts reaches the disk before the power fails: part is asked for those that
// are kept. The acts are in the order in which they were done.
type keep map[int]part

// after returns the disk after the acts that are kept.
func (d *disk) after(acts []act, kept keep) *disk {
	out := &disk{names: maps.Clone(d.names), content: maps.Clone(d.content)}
	own := map[int]bool{}
	for i, a := range acts {
		p, ok := kept[i]
		if !ok {
			continue
		}
		if !own[a.inode] {
			out.content[a.inode], own[a.inode] = slices.Clone(out.content[a.inode]), true
		}
		switch a.kind {
		case actWrite:
			out.content[a.inode] = writeSectors(out.content[a.inode], a, p)
		case actTruncate:
			out.content[a.inode] = resized(out.content[a.inode], int(a.at))
		case actMake:
			out.names[a.name] = a.inode
		case actRename:
			out.names[a.name] = a.inode
			delete(out.names, a.from)
		case actLink:
			out.names[a.name] = a.inode
		case actRemove:
			delete(out.names, a.name)
		}
	}
	return out
}

func writeSectors(content []byte, a act, p part) []byte {
	for from := 0; from < len(a.data); from += sector {
		if p != nil && !p[from/sector] {
			continue
		}
		to := min(from+sector, len(a.data))
		content = resized(content, max(len(content), int(a.at)+to))
		copy(content[int(a.at)+from:], a.data[from:to])
	}
	return content
}

func resized(content []byte, size int) []byte {
	if size <= len(content) {
		return content[:size]
	}
	return append(content, make([]byte, size-len(content))...)
}

// all keeps every act.
func all(acts []act) keep {
	kept := keep{}
	for i := range acts {
		kept[i] = nil
	}
	return kept
}

// powerCut goes through what a disk may hold when the power fails after each of the acts: what was
// synced is there; of what was not, any part may be, down to single sectors and in any order, but
// names change in the order in which they were changed, as every file system with a journal has it.
// visit gets the number of acts that were done by then.
func powerCut(acts []act, most int, r *rand.Rand, visit func(done int, kept keep)) {
	for done := range len(acts) + 1 {
		visitAll := done == len(acts) || acts[done].kind == actSync
		firm, loose, names := standing(acts[:done])
		cut := func(files keep, folder int) {
			kept := maps.Clone(firm)
			maps.Copy(kept, files)
			for _, i := range names[:folder] {
				kept[i] = nil
			}
			visit(done, kept)
		}
		every := keep{}
		for _, i := range loose {
			every[i] = nil
		}
		cut(every, len(names)) // the file as it is after each single call
		if !visitAll {
			continue // what may be missing by now may be missing at the next sync too
		}
		for folder := range len(names) + 1 {
			for _, files := range losses(acts, loose, most, r) {
				cut(files, folder)
			}
		}
	}
}

// standing tells what of the acts is on the disk for certain, which writes need not be, and which
// changes of names need not be.
func standing(acts []act) (firm keep, loose, names []int) {
	synced := map[int]int{}
	for _, a := range acts {
		if a.kind == actSync {
			synced[a.inode] = max(synced[a.inode], a.covers)
		}
	}
	firm = keep{}
	for i, a := range acts {
		switch {
		case a.kind == actSync || a.kind == actMark:
		case a.names() && i < synced[0], !a.names() && i < synced[a.inode]:
			firm[i] = nil
		case a.names():
			names = append(names, i)
		default:
			loose = append(loose, i)
		}
	}
	return firm, loose, names
}

// losses returns ways in which writes that were not synced may reach the disk: none, each alone, all
// but one, each torn, up to each, and by chance; all ways when there are few.
func losses(acts []act, loose []int, most int, r *rand.Rand) []keep {
	ways := []keep{{}}
	pick := func(chosen func(n int) bool) keep {
		kept := keep{}
		for n, i := range loose {
			if chosen(n) {
				kept[i] = nil
			}
		}
		return kept
	}
	for n, i := range loose {
		upTo := pick(func(k int) bool { return k <= n })
		ways = append(ways, pick(func(k int) bool { return k == n }), pick(func(k int) bool { return k != n }), upTo)
		if sectors := (len(acts[i].data) + sector - 1) / sector; sectors > 1 {
			torn, others := maps.Clone(upTo), pick(func(k int) bool { return k != n })
			torn[i], others[i] = firstHalf(sectors), byChance(sectors, r)
			ways = append(ways, torn, others)
		}
	}
	if len(loose) <= 5 {
		for mask := range 1 << len(loose) {
			ways = append(ways, pick(func(n int) bool { return mask&(1<<n) != 0 }))
		}
	}
	for len(ways) < most && len(loose) > 1 {
		kept := pick(func(int) bool { return r.IntN(2) == 0 })
		for i := range kept {
			if sectors := (len(acts[i].data) + sector - 1) / sector; sectors > 1 && r.IntN(4) == 0 {
				kept[i] = byChance(sectors, r)
			}
		}
		ways = append(ways, kept)
	}
	r.Shuffle(len(ways), func(a, b int) { ways[a], ways[b] = ways[b], ways[a] })
	return ways[:min(len(ways), most)]
}

func firstHalf(sectors int) part {
	p := make(part, sectors)
	for i := range sectors / 2 {
		p[i] = true
	}
	return p
}

func byChance(sectors int, r *rand.Rand) part {
	p := make(part, sectors)
	for i := range p {
		p[i] = r.IntN(2) == 0
	}
	return p
}
