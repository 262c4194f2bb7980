package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// found is the newest sound backup of a file.
type found struct {
	store.Backup
	workspace *model.Workspace
}

// newestBackup returns the newest sound backup of a file, or nil. It reads files.
func (p *Program) newestBackup(ctx context.Context, path string) *found {
	folder := p.backupFolder(path)
	if folder == "" {
		return nil
	}
	b, _, err := store.NewestGood(ctx, folder)
	if err != nil {
		return nil
	}
	f, err := store.Open(ctx, b.Path, store.Options{ReadOnly: true})
	if err != nil {
		return nil
	}
	defer f.Close()
	return &found{b, f.Workspace()}
}

// askDamaged asks how to go on with a file of which not everything could be read: with the rest, or with
// the newest backup. Nothing is written before the answer.
func (p *Program) askDamaged(f *store.File, then func()) {
	p.Background("look for a backup", func(ctx context.Context) func() {
		b := p.newestBackup(ctx, f.Path())
		return func() { p.window.askDamaged(f, b, then) }
	})
}

func (w *Window) askDamaged(f *store.File, b *found, then func()) {
	p, name := w.program, filepath.Base(f.Path())
	var s *sheet
	leave := func() { p.Background("close the file", func(context.Context) func() { f.Close(); return nil }) }
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { s.cancel() })
	goOn := look.LargeButton("sheet-ok", look.Main, "", "Go on with what is readable", func() { s.close(); p.use(f, then) })
	buttons := []fyne.CanvasObject{no}
	backup := "There is no backup of this file on this computer."
	if b != nil {
		backup = "The backup of " + hourText(b.At, p.clock.Now()) + " is whole: " + contentText(b.workspace) + ". " +
			lackText(b.workspace, f.Workspace()) + " It opens as a file of its own."
		buttons = append(buttons, look.LargeButton("sheet-backup", look.Plain, "", "Open the backup", func() {
			s.close()
			leave()
			p.openBackup(b.Backup, f.Path())
		}))
	}
	body := look.V(8,
		look.WrapText("The file is damaged. Readable: "+contentText(f.Workspace())+". If you go on with that, the damaged file is kept beside it under another name.", 13, "text", false),
		look.WrapText(backup, 13, "text", false),
		look.Bold("Lost or repaired", 12.5, "text"),
		problemList(f.Problems()))
	s = w.openSheet("damaged", "Some of "+name+" cannot be read", 600, body, append(buttons, goOn)...)
	s.onExit = leave
	w.window.Canvas().Focus(goOn)
}

// problemList shows what could not be read of a file, in a box that scrolls.
func problemList(problems []store.Problem) fyne.CanvasObject {
	var lines []fyne.CanvasObject
	rows := 0
	for _, p := range problems {
		text := sentence(strings.TrimPrefix(p.String(), p.File+": "))
		rows += 1 + len(text)/80 // about as many as it takes
		lines = append(lines, look.WrapText(text, 12, "text", false))
	}
	scroll := container.NewVScroll(look.Pad(8, 14, 8, 10, look.V(4, lines...)))
	return look.Framed("surface", "line2", 6, look.Sized(0, min(22*float32(rows)+20, 170), scroll))
}

// tellUnopened says why a file could not be opened, and offers its newest backup when there is one.
func (p *Program) tellUnopened(path string, err error) {
	if !errors.Is(err, store.ErrDamaged) && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, store.ErrNotWorkspace) {
		p.window.tellError(err)
		return
	}
	p.Background("look for a backup", func(ctx context.Context) func() {
		b := p.newestBackup(ctx, path)
		return func() {
			if b == nil {
				p.window.tellError(err)
				return
			}
			title, detail := explain(err)
			if errors.Is(err, store.ErrDamaged) {
				detail = "Nothing in it can be read. It was left as it is."
			}
			detail += " There is a backup of " + hourText(b.At, p.clock.Now()) + ": " + contentText(b.workspace) + ". It opens as a file of its own."
			p.window.ask(title, detail, "Open the backup", func() { p.openBackup(b.Backup, path) })
		}
	})
}

// openBackup makes a file of a backup beside the file that it is of, or in the program's folder when that
// cannot be, and opens it.
func (p *Program) openBackup(b store.Backup, path string) {
	own, err := p.folder()
	if err != nil {
		p.window.tellError(err)
		return
	}
	p.Background("make a file of the backup", func(ctx context.Context) func() {
		to, err := fileOfBackup(ctx, b, filepath.Dir(path), path)
		if err != nil && ctx.Err() == nil {
			to, err = fileOfBackup(ctx, b, own, path)
		}
		return func() {
			if err != nil {
				p.window.tellError(err)
				return
			}
			p.Open(to)
			p.window.toasts.Show("check", "The backup is now "+filepath.Base(to)+". The other file is as it was.", "", nil)
		}
	})
}

func fileOfBackup(ctx context.Context, b store.Backup, folder, path string) (string, error) {
	title := strings.TrimSuffix(filepath.Base(path), store.Extension) + " (backup " + b.At.Local().Format("2006-01-02 15.04") + ")"
	for n := 1; ; n++ {
		to := freeName(folder, title, n)
		_, err := store.Recover(ctx, b.Path, to)
		if !errors.Is(err, fs.ErrExist) || n >= 1000 {
			return to, err
		}
	}
}

// contentText says how much is in a workspace: "2 journeys with 118 cards".
func contentText(w *model.Workspace) string {
	cards := 0
	for _, j := range w.Journeys {
		cards += len(j.Cards)
	}
	return plural(len(w.Journeys), "map", "maps") + " with " + plural(cards, "card", "cards")
}

// lackText says what a backup has that a damaged file has lost, and the other way round.
func lackText(backup, readable *model.Workspace) string {
	has, lacks, differs := 0, 0, 0
	for _, c := range model.Diff(backup, readable) {
		switch c.Op {
		case model.Removed:
			has++
		case model.Added:
			lacks++
		case model.Changed:
			differs++
		}
	}
	if has+lacks+differs == 0 {
		return "It holds the same."
	}
	var text []string
	if has > 0 {
		text = append(text, fmt.Sprintf("has %s that the damaged file has lost", plural(has, "thing", "things")))
	}
	if lacks > 0 {
		text = append(text, fmt.Sprintf("lacks %s that can be read there", plural(lacks, "thing", "things")))
	}
	if differs > 0 {
		text = append(text, fmt.Sprintf("has %s as it was before", plural(differs, "other", "others")))
	}
	return "It " + strings.Join(text, ", ") + "."
}

// hourText names a moment so that it can be told from others of the same day.
func hourText(t, now time.Time) string {
	day, clock := whenText(t, now), t.Local().Format("15:04")
	if strings.HasPrefix(day, "Today ") {
		return "today " + clock
	}
	return lowerFirst(day) + " " + clock
}
