package store

import "fmt"

// snapshot, block and logged take in what lies beside the workspace when a file is opened. The list of
// snapshots is kept; content and log are looked at again when they are asked for.

func (l *load) snapshot(e entry) error {
	v, err := readVersion(e.key, e.content)
	if err == nil {
		l.versions = append(l.versions, v)
	}
	return err
}

func (l *load) block(e entry) error {
	if len(e.key) != len(blockID{}) || len(e.content) == 0 {
		return errKey
	}
	var below []blockID
	if e.content[0] == nodePlain {
		below = children(e.content[1:])
	}
	l.blocks[blockID([]byte(e.key))] = below
	return nil
}

func (l *load) logged(e entry) error {
	_, err := readLogKey(e.key)
	l.entries += inVolume(e.content)
	return err
}

// checkVersions leaves out the snapshots of which a part is missing.
func (l *load) checkVersions() {
	whole := map[blockID]bool{}
	var check func(id blockID, depth int) bool
	check = func(id blockID, depth int) bool {
		if whole[id] {
			return true
		}
		below, ok := l.blocks[id]
		if !ok || depth > maxTreeDeep {
			return false
		}
		for _, child := range below {
			if !check(child, depth+1) {
				return false
			}
		}
		whole[id] = true
		return true
	}
	kept := l.versions[:0]
	for _, v := range l.versions {
		if check(v.top, 0) {
			kept = append(kept, v)
			continue
		}
		l.problems.add(snapshotRecords, v.label(), fmt.Sprintf("of %s has lost a part of its content and is left out", v.At.Format("2006-01-02 15:04")))
	}
	l.versions = kept
}
