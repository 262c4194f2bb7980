package main

import (
	_ "fyne.io/fyne/v2/app"
	_ "fyne.io/fyne/v2/dialog"
	_ "fyne.io/fyne/v2/test"
	_ "fyne.io/fyne/v2/widget"
	_ "github.com/go-text/typesetting/fontscan"
	_ "github.com/go-text/typesetting/segmenter"
	_ "github.com/go-text/typesetting/shaping"
	_ "github.com/jung-kurt/gofpdf"
	_ "github.com/pdfcpu/pdfcpu/pkg/api"
	_ "github.com/spf13/cobra"
	_ "github.com/xuri/excelize/v2"
	_ "go.etcd.io/bbolt"
	_ "golang.org/x/image/vector"
	_ "golang.org/x/image/draw"
	_ "golang.org/x/text/collate"
	_ "golang.org/x/text/encoding/charmap"
	_ "golang.org/x/text/encoding/unicode"
	_ "golang.org/x/text/unicode/bidi"
	_ "golang.org/x/text/unicode/norm"
	_ "gonum.org/v1/gonum/stat"
	_ "pgregory.net/rapid"
)

func main() {}
