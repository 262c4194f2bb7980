package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// The limits of a workbook, checked on the zip's directory before anything is unpacked. What an entry
// says of its size is then enforced by archive/zip.
const (
	maxEntries   = 2_000
	maxEntry     = 128 << 20 // unpacked bytes of one part
	maxUnpacked  = 256 << 20 // unpacked bytes of all parts
	maxInMemory  = 64 << 20  // unpacked bytes of all parts but worksheets and shared strings
	maxRatio     = 250       // unpacked over packed, of parts above ratioMatters
	ratioMatters = 8 << 20
	maxSheetRow  = 1_048_576
	maxSheetCol  = 16_384
)

var errDamaged = errors.New("is damaged: its parts cannot be unpacked; open it in a spreadsheet program and save it again")

// workbook is what the gate learns of an XLSX file before a parser sees it.
type workbook struct {
	zip    *zip.Reader
	main   string // the part that lists the sheets
	sheets []sheetPart
}

type sheetPart struct {
	name   string
	hidden bool
	part   *zip.File
}

// openGate checks the zip and finds the worksheets. It accepts transitional and strict OOXML.
func openGate(data []byte) (*workbook, error) {
	if len(data) > maxZip {
		return nil, fmt.Errorf("is too large for a workbook: %d MB, at most %d MB can be imported; save the sheet as CSV", len(data)>>20, maxZip>>20)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, errDamaged
	}
	if err := checkSizes(z); err != nil {
		return nil, err
	}
	w := &workbook{zip: z}
	if w.main, err = w.mainPart(); err != nil {
		return nil, err
	}
	return w, w.listSheets(w.main)
}

func checkSizes(z *zip.Reader) error {
	if len(z.File) > maxEntries {
		return fmt.Errorf("has %d parts, more than any workbook needs; it was not opened", len(z.File))
	}
	var total, inMemory uint64
	seen := map[string]bool{}
	for _, f := range z.File {
		size := f.UncompressedSize64
		if size > maxEntry {
			return fmt.Errorf("claims a part of %d MB; it was not opened, at most %d MB can be unpacked", size>>20, maxEntry>>20)
		}
		if size > ratioMatters && size/max(f.CompressedSize64, 1) > maxRatio {
			return fmt.Errorf("unpacks to more than %d times its size, as only a harmful file does; it was not opened", maxRatio)
		}
		name := partName(f.Name)
		if seen[name] {
			return fmt.Errorf("is damaged: it has the part %s twice", f.Name)
		}
		seen[name] = true
		total += size
		if !strings.HasPrefix(name, "xl/worksheets/") && name != "xl/sharedstrings.xml" {
			inMemory += size
		}
	}
	if total > maxUnpacked || inMemory > maxInMemory {
		return fmt.Errorf("unpacks to %d MB; it was not opened, save the sheet as CSV", total>>20)
	}
	return nil
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, "\\", "/"), "/"))
}

func (w *workbook) part(name string) *zip.File {
	k := slices.IndexFunc(w.zip.File, func(f *zip.File) bool { return partName(f.Name) == partName(name) })
	if k < 0 {
		return nil
	}
	return w.zip.File[k]
}

// mainPart returns the name of the part that lists the sheets, or says what the file is instead.
func (w *workbook) mainPart() (string, error) {
	links, err := w.links("")
	if err != nil {
		return "", err
	}
	for _, l := range links {
		if !strings.HasSuffix(l.Type, "/officeDocument") {
			continue
		}
		switch name := partName(l.Target); {
		case strings.HasSuffix(name, ".bin"):
			return "", errors.New("is a binary workbook (.xlsb); save it as .xlsx or CSV and import that")
		case strings.HasPrefix(name, "word/"), strings.HasPrefix(name, "ppt/"):
			return "", errors.New("is a document, not a workbook; put the table into a workbook or CSV file")
		case w.part(name) == nil:
			return "", errDamaged
		default:
			return name, nil
		}
	}
	switch {
	case w.part("mimetype") != nil:
		return "", errors.New("is an OpenDocument file; save it as .xlsx or CSV and import that")
	case w.part("xl/workbook.xml") != nil || w.part("[Content_Types].xml") != nil:
		return "", errDamaged
	default:
		return "", errors.New("is a zip file, not a workbook; unpack it and import the table inside")
	}
}

type link struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// links reads the relationships of a part; of the whole package for an empty name.
func (w *workbook) links(of string) ([]link, error) {
	f := w.part(relsOf(of))
	if f == nil {
		return nil, nil
	}
	var list struct {
		Links []link `xml:"Relationship"`
	}
	return list.Links, decodePart(f, &list)
}

// relsOf is the part that holds the relationships of a part.
func relsOf(part string) string {
	if part == "" {
		return "_rels/.rels"
	}
	return path.Join(path.Dir(part), "_rels", path.Base("/"+part)+".rels")
}

// resolve returns the part that a relationship of a part points to.
func resolve(of, target string) string {
	if strings.HasPrefix(target, "/") {
		return target
	}
	return path.Join(path.Dir(of), target)
}

func decodePart(f *zip.File, into any) error {
	r, err := f.Open()
	if err != nil {
		return errDamaged
	}
	defer r.Close()
	if err := xml.NewDecoder(io.LimitReader(r, 8<<20)).Decode(into); err != nil {
		return fmt.Errorf("is damaged in its part %s (%w); open it in a spreadsheet program and save it again", f.Name, err)
	}
	return nil
}

func (w *workbook) listSheets(book string) error {
	var list struct {
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			State string     `xml:"state,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := decodePart(w.part(book), &list); err != nil {
		return err
	}
	links, err := w.links(book)
	if err != nil {
		return err
	}
	for _, s := range list.Sheets {
		var id string
		for _, a := range s.Attrs {
			if a.Name.Local == "id" {
				id = a.Value
			}
		}
		k := slices.IndexFunc(links, func(l link) bool { return l.ID == id })
		if k < 0 || !strings.HasSuffix(links[k].Type, "/worksheet") {
			continue // a chart or dialog sheet
		}
		if f := w.part(resolve(book, links[k].Target)); f != nil {
			w.sheets = append(w.sheets, sheetPart{s.Name, s.State == "hidden" || s.State == "veryHidden", f})
		}
	}
	if len(w.sheets) == 0 {
		return errors.New("has no worksheet with a table")
	}
	return nil
}
