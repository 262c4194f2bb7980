package ingest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// The limits of what is read. They keep a hostile file of 20 MB under 512 MB of memory.
const (
	maxBytes      = 40 << 20  // of a text file
	maxZip        = 20 << 20  // of an XLSX file
	maxRows       = 1_048_576 // of a table; the same as in a spreadsheet
	maxColumns    = 2_000
	maxCells      = 6_000_000
	maxValues     = 1_000_000 // observations of one import
	maxNewMetrics = 100       // that columns without a known name become by themselves
	maxMetrics    = 1_000     // that the rows of one import can name
	maxSegments   = 10_000    // likewise
	maxPeriods    = 50_000    // likewise; a period a day for a century
)

// Read reads the table in the file at path. What can be detected is detected unless o says it. Nothing
// is evaluated or followed: no formula, no link, no entity.
//
// The error names the file and says why it cannot be used: it does not exist, is empty, is too large,
// is of another kind, is damaged or protected by a password, or has no table. It stops early with the
// context's error when ctx ends.
func Read(ctx context.Context, path string, o Options) (*Table, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, unreadable(name, err)
	case info.IsDir():
		return nil, fmt.Errorf("%s is a folder; choose a CSV or XLSX file", name)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no ordinary file; choose a CSV or XLSX file", name)
	case info.Size() > maxBytes:
		return nil, tooLarge(name, info.Size(), maxBytes)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer f.Close()
	data := make([]byte, 0, info.Size()+1)
	buffer := bytes.NewBuffer(data)
	if _, err := io.Copy(buffer, io.LimitReader(f, maxBytes+1)); err != nil {
		return nil, unreadable(name, err)
	}
	return ReadBytes(ctx, name, buffer.Bytes(), o)
}

// accessError is a failure of the file system in plain words. It wraps the failure.
type accessError struct {
	text  string
	cause error
}

func (e *accessError) Error() string { return e.text }
func (e *accessError) Unwrap() error { return e.cause }

func unreadable(name string, err error) error {
	var inner *fs.PathError
	text := err.Error()
	if errors.As(err, &inner) {
		text = inner.Err.Error()
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		text = "does not exist; check its name and folder"
	case errors.Is(err, fs.ErrPermission):
		text = "may not be read by you; change its permissions or choose a copy of it"
	default:
		text = "cannot be read (" + text + "); copy it to another disk and choose the copy"
	}
	return &accessError{name + " " + text, err}
}

// ReadBytes is Read for the bytes of a file with the given name. It keeps no reference to data.
func ReadBytes(ctx context.Context, name string, data []byte, o Options) (*Table, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	type result struct {
		table *Table
		err   error
	}
	done := make(chan result, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil { // a defect of a parser must not take the program down
				done <- result{nil, fmt.Errorf("%s is damaged in a way that stopped the reader (%v); open and save it again in a spreadsheet program", name, p)}
			}
		}()
		t, err := readTable(ctx, name, data, o)
		done <- result{t, err}
	}()
	select {
	case r := <-done:
		return r.table, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func readTable(ctx context.Context, name string, data []byte, o Options) (*Table, error) {
	t := &Table{File: name, Size: int64(len(data)), ReadAt: time.Now().UTC(), settings: map[string]string{}}
	if len(data) > maxBytes {
		return nil, tooLarge(name, t.Size, maxBytes)
	}
	sum := sha256.Sum256(data)
	t.Hash = hex.EncodeToString(sum[:])
	var err error
	if kind := sniff(data); kind == zipKind {
		err = t.readXLSX(ctx, data, o)
	} else if reason := refusals[kind]; reason != "" {
		err = errors.New(reason)
	} else {
		err = t.readCSV(ctx, data, o)
	}
	if err == nil {
		err = t.findHeader(o)
	}
	if err != nil {
		if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return nil, err
		}
		return nil, fmt.Errorf("%s %w", name, err)
	}
	return t, nil
}

func tooLarge(name string, size, limit int64) error {
	return fmt.Errorf("%s is too large: %d MB, at most %d MB can be imported; split it or leave columns out", name, size>>20, limit>>20)
}

type fileKind int

const (
	textKind fileKind = iota
	zipKind
	emptyKind
	oleKind
	encryptedKind
	gzipKind
	binaryKind
	pageKind
	xmlKind
	jsonKind
)

// refusals say why a kind of file cannot be read, after the file's name.
var refusals = map[fileKind]string{
	emptyKind:     "is empty",
	oleKind:       "is an old Excel workbook (.xls); save it as .xlsx or CSV and import that",
	encryptedKind: "is protected by a password; save a copy without one and import that",
	gzipKind:      "is compressed; unpack it and import the file inside",
	binaryKind:    "is no table: it holds binary data; choose a CSV or XLSX file",
	pageKind:      "is a web page, not a table, whatever its name says; open it in a spreadsheet program and save it as .xlsx or CSV",
	xmlKind:       "is an XML file, not a table; save the data as .xlsx or CSV",
	jsonKind:      "is a JSON file, not a table; save the data as .xlsx or CSV",
}

func sniff(data []byte) fileKind {
	head := data[:min(len(data), 4096)]
	start := strings.ToLower(strings.TrimLeft(strings.TrimPrefix(string(head), "\xef\xbb\xbf"), " \t\r\n"))
	switch {
	case len(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))) == 0:
		return emptyKind
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return zipKind
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		if bytes.Contains(data, utf16Text("EncryptedPackage")) {
			return encryptedKind
		}
		return oleKind
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}), bytes.HasPrefix(head, []byte("BZh")), bytes.HasPrefix(head, []byte("7z\xbc\xaf")), bytes.HasPrefix(head, []byte("\xfd7zXZ")):
		return gzipKind
	case bytes.HasPrefix(head, []byte("%PDF")), bytes.HasPrefix(head, []byte("\x89PNG")), bytes.HasPrefix(head, []byte("\xff\xd8\xff")), bytes.HasPrefix(head, []byte("SQLite format")):
		return binaryKind
	case strings.HasPrefix(start, "<!doctype html"), strings.HasPrefix(start, "<html"), strings.HasPrefix(start, "<table"):
		return pageKind
	case strings.HasPrefix(start, "<?xml"):
		return xmlKind
	case looksLikeJSON(start):
		return jsonKind
	default:
		return textKind
	}
}

func looksLikeJSON(start string) bool {
	if start == "" || start[0] != '{' && start[0] != '[' {
		return false
	}
	inner := strings.TrimLeft(start[1:], " \t\r\n")
	return inner != "" && (inner[0] == '{' || inner[0] == '[' || inner[0] == '"')
}

func utf16Text(s string) []byte {
	wide := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		wide = append(wide, s[i], 0)
	}
	return wide
}
