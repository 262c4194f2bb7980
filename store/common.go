package store

import "stagecraft/model"

// CommonSnapshot returns the newest snapshot of a journey that two files have: a version from before
// they parted, which a merge begins from. It is false when there is none.
func CommonSnapshot(a, b *File, j model.JourneyID) (Snapshot, bool) {
	there := map[SnapshotID]bool{}
	for _, s := range b.Snapshots() {
		if s.Journey == j {
			there[s.ID] = true
		}
	}
	for _, s := range a.Snapshots() {
		if there[s.ID] && s.Journey == j {
			return s, true
		}
	}
	return Snapshot{}, false
}
