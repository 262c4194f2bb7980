package app

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// backupFolder returns where the backups of a file lie; empty when none are made.
func (p *Program) backupFolder(path string) string {
	if p.options.forgetful {
		return ""
	}
	data, err := p.folder()
	if err != nil {
		return ""
	}
	return store.BackupFolder(data, path)
}

// keepBackups has backups of a session's file made.
func (p *Program) keepBackups(s *Session) {
	if s.ReadOnly() || p.backupFolder(s.file.Path()) == "" {
		return
	}
	s.keeper = newKeeper(s.file, s.Workspace(), p.clock, p.backupFolder)
}

// keepOldForm makes a backup of a file that the first save will bring into a newer form. It runs off the
// main goroutine. Without room for it the save goes on all the same: it is done wholly or not at all.
func (p *Program) keepOldForm(ctx context.Context, f *store.File) {
	if folder := p.backupFolder(f.Path()); folder != "" && f.Schema() < store.Schema && !f.ReadOnly() && !f.Damaged() {
		_, _ = f.Backup(ctx, folder, p.clock.Now(), store.MigrationBackup)
	}
}

// backupList shows the backups of the open file.
type backupList struct {
	window *Window
	path   string
	all    []store.Backup
	at     int
	list   *look.List
	keys   *look.Keys
	rows   map[int]*look.Press
	sheet  *sheet
}

const backupLine = 34

// openBackups lists the backups of the open file; they are read in the background.
func (w *Window) openBackups() {
	path := w.session.file.Path()
	folder := w.program.backupFolder(path)
	w.program.Background("list the backups", func(context.Context) func() {
		all, err := store.Backups(folder)
		return func() {
			if err != nil {
				w.tellError(err)
				return
			}
			if w.session != nil && len(w.sheets) == 0 {
				w.showBackups(path, all)
			}
		}
	})
}

func (w *Window) showBackups(path string, all []store.Backup) {
	u := &backupList{window: w, path: path, all: all, list: look.NewList(), rows: map[int]*look.Press{}}
	text := "The program makes these by itself while you work, away from the file. Kept are the last 10 minutes in which something was done, one of each of the last 14 days, and the file before an update changed its form."
	parts := []fyne.CanvasObject{look.WrapText(text, 12.5, "text2", false)}
	if s := w.session; s.keeper != nil && s.keeper.why() != nil {
		title, detail := explain(s.keeper.why())
		parts = append(parts, look.H(6, look.Icon("warning", 15, "warn"), look.Grow(look.WrapText("The last backup could not be made. "+title+". "+detail, 12.5, "warn", false))))
	}
	done := look.LargeButton("sheet-cancel", look.Plain, "", "Close", func() { u.sheet.cancel() })
	buttons := []fyne.CanvasObject{done}
	if len(all) == 0 {
		parts = append(parts, look.WrapText("There are none of this file yet. The first is made within a minute after a change.", 13, "text", false))
	} else {
		u.fill()
		u.keys = look.NewKeys("backups", u.list.Place, u.key)
		height := min(backupLine*float32(len(all))+8, 300)
		parts = append(parts, look.Framed("surface", "line2", 6, look.Sized(0, height, look.Pad(4, 4, 4, 4, u.keys))))
		buttons = append(buttons, look.LargeButton("backup-copy", look.Plain, "", "Open as a file", u.openCopy))
		if !w.session.ReadOnly() {
			buttons = append(buttons, look.LargeButton("backup-back", look.Main, "", "Bring back", u.bringBack))
		}
	}
	u.sheet = w.openSheet("backups", "Backups of "+filepath.Base(path), 620, look.V(8, parts...), buttons...)
	if u.keys != nil {
		w.window.Canvas().Focus(u.keys)
	} else {
		w.window.Canvas().Focus(done)
	}
}

func (u *backupList) fill() {
	rows := make([]look.Row, len(u.all))
	for i := range rows {
		rows[i] = look.Row{Height: backupLine, Build: func() fyne.CanvasObject { return u.line(i) }}
	}
	u.list.SetRows(rows)
}

// whyBackup are the words for what a backup is kept for.
var whyBackup = map[store.BackupWhy]string{
	store.MinuteBackup: "while working", store.DayBackup: "last of that day", store.MigrationBackup: "before an update of the file's form",
}

func (u *backupList) line(i int) fyne.CanvasObject {
	b := u.all[i]
	p := look.NewPress("backup-"+strconv.Itoa(i), 4, look.Chosen, func(look.State) fyne.CanvasObject {
		when := strings.TrimSuffix(sentence(hourText(b.At, u.window.program.clock.Now())), ".")
		return look.Pad(0, 12, 0, 10, look.H(10, look.Icon("timer", 15, "text2"), look.Fixed(150, 0, look.Text(when, 13, "text")),
			look.Grow(look.CutText(whyBackup[b.Why], 12, "text2", false)), look.Text(sizeText(b.Bytes), 12, "text2")))
	}, func() { u.choose(i); u.window.window.Canvas().Focus(u.keys) })
	p.SetOn(i == u.at)
	u.rows[i] = p
	return p
}

func (u *backupList) key(key fyne.KeyName) {
	if to, moves := u.list.Step(key, u.at, 0, len(u.all)-1, backupLine); moves {
		u.choose(to)
		return
	}
	switch key {
	case fyne.KeyEscape:
		u.sheet.cancel()
	case fyne.KeyReturn, fyne.KeyEnter:
		u.openCopy()
	}
}

func (u *backupList) choose(i int) {
	if row := u.rows[u.at]; row != nil {
		row.SetOn(false)
	}
	u.at = min(max(i, 0), len(u.all)-1)
	u.list.Reveal(u.at)
	if row := u.rows[u.at]; row != nil {
		row.SetOn(true)
	}
}

// openCopy makes a file of the chosen backup and opens it; the open file is closed.
func (u *backupList) openCopy() {
	u.sheet.close()
	u.window.program.openBackup(u.all[u.at], u.path)
}

// bringBack puts what is in the chosen backup in the place of what is open, as one step that can be
// undone. What is there now becomes a backup first.
func (u *backupList) bringBack() {
	w, b := u.window, u.all[u.at]
	u.sheet.close()
	s, folder := w.session, w.program.backupFolder(u.path)
	w.program.Background("read the backup", func(ctx context.Context) func() {
		from, err := readBackup(ctx, s, b, folder, w.program.clock)
		return func() {
			switch {
			case err != nil:
				w.tellError(err)
			case s == w.session:
				if s.Do(bringBack{from}) == nil {
					w.toasts.ShowDone("Everything is as it was " + hourText(b.At, w.program.clock.Now()) + ".")
				}
			}
		}
	})
}

func readBackup(ctx context.Context, s *Session, b store.Backup, folder string, c clock) (*model.Workspace, error) {
	f, err := store.Open(ctx, b.Path, store.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if f.Damaged() {
		return nil, store.ErrDamaged
	}
	if err := s.Finish(ctx); err != nil {
		return nil, err
	}
	_, err = s.file.Backup(ctx, folder, c.Now(), store.MinuteBackup)
	return f.Workspace(), err
}

// bringBack is the command that puts another value of the workspace in the place of the present one.
type bringBack struct{ from *model.Workspace }

// Label says what was done.
func (bringBack) Label() string { return "Bring back a backup" }

// Apply returns the other value.
func (c bringBack) Apply(*model.Workspace) (*model.Workspace, error) { return c.from, nil }
