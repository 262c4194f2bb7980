package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// arrows is the design: for each package, what it may import besides the standard library. A new
// package needs a row and a new arrow needs a change here, where a reader of the change sees it.
// An entry covers the packages below it.
var arrows = map[string][]string{
	"assets":            {},
	"model":             {},
	"model/metric":      {"stagecraft/model", "gonum.org/v1/gonum"},
	"model/search":      {"stagecraft/model", "golang.org/x/text"},
	"store":             {"stagecraft/model", "go.etcd.io/bbolt", "github.com/klauspost/compress"},
	"store/ingest":      {"stagecraft/model", "stagecraft/store", "stagecraft/assets", "github.com/xuri/excelize/v2", "golang.org/x/text"},
	"canvas/layout":     {"stagecraft/model", "stagecraft/assets", "github.com/go-text/typesetting", "golang.org/x/text", "golang.org/x/image"},
	"canvas/scene":      {"stagecraft/model", "stagecraft/canvas/layout"},
	"canvas/raster":     {"stagecraft/canvas/scene", "stagecraft/canvas/layout", "stagecraft/assets", "stagecraft/model", "golang.org/x/image"},
	"canvas/tool":       {"stagecraft/model", "stagecraft/canvas/layout"},
	"canvas":            {"stagecraft/model", "stagecraft/canvas", "fyne.io/fyne/v2"},
	"export":            {"stagecraft/model", "stagecraft/canvas/layout", "stagecraft/canvas/scene", "stagecraft/canvas/raster", "stagecraft/assets", "golang.org/x/image", "github.com/jung-kurt/gofpdf", "github.com/xuri/excelize/v2"},
	"canvas/typing":     {"fyne.io/fyne/v2"},
	"app/look":          {"stagecraft/assets", "stagecraft/canvas/layout", "stagecraft/canvas/scene", "stagecraft/canvas/raster", "stagecraft/canvas/typing", "fyne.io/fyne/v2"},
	"app/instance":      {},
	"app":               {"stagecraft/model", "stagecraft/store", "stagecraft/canvas", "stagecraft/export", "stagecraft/assets", "stagecraft/app/look", "stagecraft/app/instance", "fyne.io/fyne/v2", "golang.org/x/text"},
	"cmd/stagecraft":    {"stagecraft/app", "stagecraft/store", "stagecraft/model", "stagecraft/assets", "fyne.io/fyne/v2", "github.com/spf13/cobra", "github.com/jezek/xgb", "github.com/go-gl/glfw"},
	"cmd/stagecraftctl": {"stagecraft/model", "stagecraft/store", "stagecraft/export", "stagecraft/canvas/scene", "stagecraft/assets", "github.com/spf13/cobra"},
}

// only names the one place from which a library may be reached.
var only = map[string][]string{
	"fyne.io/fyne/v2/app":            {"cmd/stagecraft"},
	"go.etcd.io/bbolt":               {"store"},
	"github.com/jung-kurt/gofpdf":    {"export"},
	"github.com/xuri/excelize/v2":    {"export", "store/ingest"},
	"github.com/spf13/cobra":         {"cmd/stagecraft", "cmd/stagecraftctl"},
	"github.com/go-text/typesetting": {"canvas/layout"},
}

func TestImportsFollowTheDesign(t *testing.T) {
	root := filepath.Join("..", "..")
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && path != root && (strings.HasPrefix(entry.Name(), ".") || slices.Contains([]string{"bin", "out", "testdata"}, entry.Name())) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(rel)
		seen[pkg] = true
		checkFile(t, path, pkg)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range arrows {
		if !seen[pkg] {
			t.Errorf("the design names package %s, and there is none", pkg)
		}
	}
}

func checkFile(t *testing.T, path, pkg string) {
	t.Helper()
	allowed, known := arrows[pkg]
	if !known {
		t.Errorf("package %s is not in the design", pkg)
		return
	}
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range file.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.SplitN(name, "/", 2)[0], ".") && !strings.HasPrefix(name, "stagecraft/") {
			continue
		}
		if !slices.ContainsFunc(allowed, func(a string) bool { return within(name, a) }) {
			t.Errorf("%s: package %s may not import %s", path, pkg, name)
		}
		for library, places := range only {
			if within(name, library) && !slices.Contains(places, pkg) {
				t.Errorf("%s: only %s may import %s", path, strings.Join(places, " and "), library)
			}
		}
	}
}

func within(name, parent string) bool { return name == parent || strings.HasPrefix(name, parent+"/") }
