package export

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"io"
	"regexp"
	"slices"
	"time"

	"github.com/jung-kurt/gofpdf"

	"stagecraft/assets"
	"stagecraft/canvas/layout"
)

// pdfFile is a PDF under construction. It is the only place that knows the PDF library: everything
// else writes content operators in points, y up, and names fonts, forms and images by what add
// returned. Errors are kept and come out of finish.
type pdfFile struct {
	pdf    *gofpdf.Fpdf
	fonts  map[string]*pdfFont
	widths map[int]bool // of the images: the library orders images by width, so each width is used once
}

// pdfFont is an embedded font. Its codes are UTF-16 code units; only the used ones are embedded.
type pdfFont struct {
	name   string           // resource name with its slash
	probe  *gofpdf.Tpl      // a form of no page in which the font is selected
	widths map[rune]float64 // advances in thousandths of the size
	used   map[rune]bool
}

type pdfInfo struct {
	title, subject, keywords string
	created                  time.Time
}

const (
	pdfFamily   = "noto"
	regularFont = "NotoSans-Regular"
)

// formMargin is how far the origin of a form lies inside its box.
const (
	formMargin = 100.0
	formSize   = 300.0
)

func newPDFFile(info pdfInfo) *pdfFile {
	pdf := gofpdf.NewCustom(&gofpdf.InitType{OrientationStr: "P", UnitStr: "pt", Size: gofpdf.SizeType{Wd: 100, Ht: 100}})
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCompression(true)
	pdf.SetCatalogSort(true)
	created := info.created.UTC()
	if info.created.IsZero() {
		created = time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	pdf.SetCreationDate(created)
	pdf.SetModificationDate(created)
	pdf.SetTitle(basicText(info.title), true)
	pdf.SetSubject(basicText(info.subject), true)
	pdf.SetKeywords(basicText(info.keywords), true)
	pdf.SetCreator("Stagecraft", true)
	pdf.SetProducer("Stagecraft", true)
	f := &pdfFile{pdf: pdf, fonts: map[string]*pdfFont{}, widths: map[int]bool{}}
	f.font(regularFont)
	pdf.SetFont(pdfFamily, "", 10) // the library writes bookmarks as Unicode only while such a font is selected
	return f
}

// page begins a page of the given size in points.
func (f *pdfFile) page(size layout.Point) {
	f.pdf.AddPageFormat("P", gofpdf.SizeType{Wd: size.X, Ht: size.Y})
}

// write adds content operators to the page.
func (f *pdfFile) write(content []byte) {
	if len(content) > 0 {
		f.pdf.RawWriteBuf(bytes.NewReader(content))
	}
}

var fontName = regexp.MustCompile(`/F[0-9a-f]+`)

var fontStyles = map[string]string{
	"NotoSans-Regular": "", "NotoSans-Bold": "B", "NotoSans-Italic": "I", "NotoSans-BoldItalic": "BI",
}

// font embeds a bundled font, or returns nil when there is none of that name.
func (f *pdfFile) font(name string) *pdfFont {
	if font, ok := f.fonts[name]; ok {
		return font
	}
	style, known := fontStyles[name]
	data := assets.Font(name)
	if !known || data == nil {
		f.fonts[name] = nil
		return nil
	}
	f.pdf.AddUTF8FontFromBytes(pdfFamily, style, data)
	font := &pdfFont{widths: map[rune]float64{}, used: map[rune]bool{}}
	// The library keeps a font's resource name to itself; a form that selects the font tells it.
	probe := f.pdf.CreateTemplateCustom(gofpdf.PointType{}, gofpdf.SizeType{Wd: 1, Ht: 1}, func(t *gofpdf.Tpl) {
		t.SetFont(pdfFamily, style, 10)
		font.probe = t
	})
	if names := fontName.FindAll(probe.Bytes(), -1); len(names) > 0 {
		font.name = string(names[len(names)-1]) // a form begins by selecting the page's font
	}
	if font.name == "" || font.probe.Err() {
		f.pdf.SetErrorf("the font %s could not be embedded", name)
		font = nil
	}
	f.fonts[name] = font
	return font
}

// advance returns a character's width as the PDF's reader will see it, in thousandths of the size.
func (font *pdfFont) advance(r rune) float64 {
	w, ok := font.widths[r]
	if !ok {
		w = float64(font.probe.GetStringSymbolWidth(string(r)))
		font.widths[r] = w
	}
	return w
}

// embed tells the library which characters the pages hold: it learns of them from text drawn through
// it, here into a form that no page uses.
func (font *pdfFont) embed() {
	used := make([]rune, 0, len(font.used))
	for r := range font.used {
		used = append(used, r)
	}
	slices.Sort(used)
	font.probe.Text(0, 0, string(used))
}

// form adds a drawing that pages can repeat and returns its resource name. The content's origin is
// moved by formMargin right and up, and it must stay within formSize of the form's corner.
func (f *pdfFile) form(content []byte) string {
	// A form made from the document would list the document's images, in no fixed order.
	form := gofpdf.CreateTpl(gofpdf.PointType{}, gofpdf.SizeType{Wd: formSize, Ht: formSize}, "P", "pt", "", func(t *gofpdf.Tpl) {
		t.RawWriteBuf(bytes.NewReader(content))
	})
	// A form is embedded only when it is used through the library, so it is used once in an empty clip.
	f.pdf.RawWriteStr("q 0 0 0 0 re W n")
	f.pdf.UseTemplate(form)
	f.pdf.RawWriteStr("Q")
	return "/TPL" + form.ID()
}

// alpha writes the operators for an opacity to the page.
func (f *pdfFile) alpha(a float64) { f.pdf.SetAlpha(a, "Normal") }

// picture embeds a picture under a name. Every picture is made to have a width of its own, with empty
// columns at its right; it returns how much wider it became.
func (f *pdfFile) picture(name string, img image.Image) (stretch float64, err error) {
	b := img.Bounds()
	w := b.Dx()
	for f.widths[w] {
		w++
	}
	f.widths[w] = true
	wide := image.NewNRGBA(image.Rect(0, 0, w, b.Dy()))
	draw.Draw(wide, image.Rect(0, 0, b.Dx(), b.Dy()), img, b.Min, draw.Src)
	var buf bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&buf, wide); err != nil {
		return 0, err
	}
	f.pdf.RegisterImageOptionsReader(name, gofpdf.ImageOptions{ImageType: "PNG"}, &buf)
	return float64(w) / float64(b.Dx()), f.pdf.Error()
}

// place draws an embedded picture into a box in points, y down from the top of the page.
func (f *pdfFile) place(name string, box layout.Rect) {
	f.pdf.ImageOptions(name, box.X, box.Y, box.W, box.H, false, gofpdf.ImageOptions{}, 0, "")
}

// bookmark adds an entry to the outline that leads to the top of the current page.
func (f *pdfFile) bookmark(title string, level int) {
	f.pdf.Bookmark(basicText(title), level, 0)
}

// finish writes the file.
func (f *pdfFile) finish(w io.Writer) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("making the PDF: %v", r)
		}
	}()
	for _, font := range f.fonts {
		if font != nil {
			font.embed()
		}
	}
	return f.pdf.Output(w)
}
