package app

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"

	"stagecraft/app/look"
	"stagecraft/export"
	"stagecraft/store"
)

// export asks where the log is to go, as it is filtered now.
func (l *changeLog) export(format string) {
	w := l.window
	folder := w.program.settings.String("export-folder")
	if info, err := os.Stat(folder); folder == "" || err != nil || !info.IsDir() {
		folder, _ = w.program.folder()
	}
	path := filepath.Join(folder, fileName(l.session.Workspace().Name)+" change log."+format)
	var sh *sheet
	entry, field := w.pathField("changelog.path", path)
	wrong := look.WrapText("", 12, "error", false)
	start := func() {
		path := strings.TrimSpace(entry.Text)
		if filepath.Ext(path) == "" {
			path += "." + format
		}
		if problem := targetProblem(path); problem != "" {
			wrong.Set(problem, "error")
			sh.popup.Refresh()
			return
		}
		sh.close()
		if _, err := os.Stat(path); err == nil {
			w.ask(filepath.Base(path)+" is there already", "Replace it with the change log?", "Replace", func() { l.write(path) })
			return
		}
		l.write(path)
	}
	entry.OnSubmitted = func(string) { start() }
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { sh.cancel() })
	yes := look.LargeButton("sheet-ok", look.Main, "export", "Export", start)
	help := look.WrapText("Every entry that the filter lets through, a row for each change.", 12, "text2", false)
	sh = w.openSheet("changelog-export", "Export the change log", 560, look.V(8, help, field, wrong), no, yes)
	w.window.Canvas().Focus(entry)
}

// write writes the log to a file, by its extension, in the background.
func (l *changeLog) write(path string) {
	w, f, filter := l.window, l.session.file, l.filter
	name, now := l.session.Workspace().Name, w.program.clock.Now()
	w.program.settings.SetString("export-folder", filepath.Dir(path))
	l.session.Background("export the change log", func(ctx context.Context) func() {
		entries, err := f.Log(ctx, filter)
		var warnings []export.Warning
		if err == nil {
			rows := logRows(entries)
			err = store.WriteFile(path, func(out io.Writer) (err error) {
				if strings.EqualFold(filepath.Ext(path), ".xlsx") {
					warnings, err = export.ChangeLogXLSX(ctx, out, name, now, rows)
					return err
				}
				return export.ChangeLogCSV(ctx, out, rows)
			})
		}
		return func() {
			r := exportRequest{path: path}
			if err != nil {
				w.tellExportError(r, err)
				return
			}
			w.tellExported(r, warnings)
		}
	})
}

// logRows are the changes of entries as rows of a list.
func logRows(entries []store.Logged) []export.LogEntry {
	var rows []export.LogEntry
	for _, e := range entries {
		row := export.LogEntry{At: e.At.Local(), By: e.By}
		for _, c := range e.Changes {
			text, _, _ := opText(c.Op)
			row.What, row.Kind, row.Title, row.In, row.Fields = text, kindWord(c.Ref.Kind), c.Title, c.In, strings.Join(c.Fields, ", ")
			rows = append(rows, row)
		}
		if e.More > 0 {
			rows = append(rows, export.LogEntry{At: e.At.Local(), By: e.By, Title: "and " + plural(e.More, "more change", "more changes")})
		}
	}
	return rows
}
