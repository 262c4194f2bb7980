package app

import (
	"context"
	"sync"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

// keeper makes the backups of the open file, on its own goroutine: one a minute while something is
// being done, one at the end, and one of a file that has none yet.
type keeper struct {
	clock  clock
	folder func(path string) string // where the backups of a file lie

	mu     sync.Mutex // guards the rest
	file   *store.File
	kept   *model.Workspace // what the newest backup was made after; nil when it is not known
	saved  *model.Workspace // what the file holds
	failed error            // of the last backup; nil when it worked

	wake chan struct{}
	stop chan struct{}
	done chan struct{}
}

const (
	// betweenBackups is the least time between two backups.
	betweenBackups = time.Minute
	// firstBackup is how long a file that has no backup waits for its first.
	firstBackup = 10 * time.Second
	// lastBackup is how long closing a file waits for its last backup.
	lastBackup = 5 * time.Second
)

// newKeeper starts keeping backups of a file that holds w.
func newKeeper(f *store.File, w *model.Workspace, c clock, folder func(path string) string) *keeper {
	k := &keeper{
		clock: c, folder: folder, file: f, saved: w,
		wake: make(chan struct{}, 1), stop: make(chan struct{}), done: make(chan struct{}),
	}
	if list, err := store.Backups(folder(f.Path())); err == nil && len(list) > 0 {
		k.kept = w
	}
	go k.run()
	return k
}

// note says what the file holds now. It may be called on any goroutine.
func (k *keeper) note(w *model.Workspace) {
	k.mu.Lock()
	k.saved = w
	k.mu.Unlock()
	signal(k.wake)
}

// follow keeps backups of another file from now on, which holds w.
func (k *keeper) follow(f *store.File, w *model.Workspace) {
	k.mu.Lock()
	k.file, k.saved, k.kept = f, w, nil
	k.mu.Unlock()
	signal(k.wake)
}

// why returns why the last backup could not be made; nil when it could.
func (k *keeper) why() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.failed
}

// close makes the last backup and ends. The file must still be open.
func (k *keeper) close() {
	close(k.stop)
	<-k.done
	ctx, cancel := context.WithTimeout(context.Background(), lastBackup)
	defer cancel()
	k.keep(ctx)
}

func (k *keeper) run() {
	defer close(k.done)
	if !k.wait(firstBackup) {
		return
	}
	for {
		k.keep(context.Background())
		if !k.wait(betweenBackups) {
			return
		}
		select {
		case <-k.stop:
			return
		case <-k.wake:
		}
	}
}

func (k *keeper) wait(d time.Duration) bool {
	select {
	case <-k.stop:
		return false
	case <-k.clock.After(d):
		return true
	}
}

// keep makes a backup when something was saved since the last one. What goes wrong is not told at once:
// the file itself is saved.
func (k *keeper) keep(ctx context.Context) {
	k.mu.Lock()
	f, w := k.file, k.saved
	due := w != k.kept && len(w.Journeys) > 0
	k.mu.Unlock()
	if !due || f.ReadOnly() || f.Damaged() {
		return
	}
	_, err := f.Backup(ctx, k.folder(f.Path()), k.clock.Now(), store.MinuteBackup)
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.failed = err; err == nil && k.file == f {
		k.kept = w
	}
}
