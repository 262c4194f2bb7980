package raster

import (
	"bufio"
	"compress/zlib"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"io"
	"math"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

const (
	pngSide   = 60_000        // pixels of the longest side that common viewers open
	pngPixels = 1_000_000_000 // of a whole picture
	stripe    = 128           // rows painted at a time
)

// PNG writes the whole map as a PNG of dpi pixels an inch. The picture is painted and written in
// stripes, so that a wall poster needs no more memory than a page, and it says its resolution, so that
// it prints at its true size: that is why it is not image/png that writes it.
//
// It fails for a resolution that is not above 0, for a picture of more than 60,000 pixels a side or a
// thousand million in all, and with ctx's error when ctx ends first.
func PNG(ctx context.Context, w io.Writer, s *scene.Scene, dpi float64) error {
	if !(dpi > 0) || math.IsInf(dpi, 0) {
		return fmt.Errorf("picture resolution %v dpi: give a number above 0", dpi)
	}
	zoom := dpi / 72
	width := max(1, int(math.Ceil(s.Layout.Size.X*zoom)))
	height := max(1, int(math.Ceil(s.Layout.Size.Y*zoom)))
	if width > pngSide || height > pngSide || width > pngPixels/height {
		return fmt.Errorf("picture of %d by %d pixels is too large: choose a resolution below %.0f dpi", width, height, dpi)
	}
	return encodePNG(ctx, w, width, height, dpi, func(dst *image.RGBA, y int) {
		DrawScene(dst, s, layout.Point{Y: float64(y) / zoom}, zoom)
	})
}

// encodePNG writes a picture that paint makes a stripe at a time; paint gets the row that the stripe
// begins with.
func encodePNG(ctx context.Context, w io.Writer, width, height int, dpi float64, paint func(dst *image.RGBA, y int)) error {
	c := chunks{w: w}
	c.write("\x89PNG\r\n\x1a\n")
	head := make([]byte, 13)
	binary.BigEndian.PutUint32(head, uint32(width))
	binary.BigEndian.PutUint32(head[4:], uint32(height))
	head[8], head[9] = 8, 2 // bits a channel, red green blue
	c.chunk("IHDR", head)
	size := make([]byte, 9)
	perMetre := uint32(min(math.MaxInt32, math.Round(dpi/0.0254)))
	binary.BigEndian.PutUint32(size, perMetre)
	binary.BigEndian.PutUint32(size[4:], perMetre)
	size[8] = 1 // metres
	c.chunk("pHYs", size)
	buffered := bufio.NewWriterSize(dataChunks{&c}, 1<<16)
	z, err := zlib.NewWriterLevel(buffered, zlib.BestSpeed)
	if err != nil {
		return err
	}
	if err := writeRows(ctx, z, width, height, paint); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	c.chunk("IEND", nil)
	return c.err
}

func writeRows(ctx context.Context, w io.Writer, width, height int, paint func(*image.RGBA, int)) error {
	dst := image.NewRGBA(image.Rect(0, 0, width, min(stripe, height)))
	before := make([]byte, width*3)
	row := make([]byte, width*3)
	out := make([]byte, 1+width*3)
	for y := 0; y < height; y++ {
		if y%stripe == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			for i := range dst.Pix {
				dst.Pix[i] = 255
			}
			paint(dst, y)
		}
		line := dst.Pix[y%stripe*dst.Stride:]
		for x := 0; x < width; x++ {
			copy(row[x*3:x*3+3], line[x*4:x*4+3])
		}
		filterRow(out, row, before)
		if _, err := w.Write(out); err != nil {
			return err
		}
		row, before = before, row
	}
	return nil
}

// filterRow writes a row as its differences from the one above (PNG filter 2), which are mostly zeros
// in a map.
func filterRow(out, row, before []byte) {
	out[0] = 2
	for i, v := range row {
		out[1+i] = v - before[i]
	}
}

// chunks writes the parts of a PNG file and keeps the first error.
type chunks struct {
	w   io.Writer
	err error
}

func (c *chunks) write(text string) {
	if c.err == nil {
		_, c.err = io.WriteString(c.w, text)
	}
}

func (c *chunks) chunk(name string, data []byte) {
	var number [4]byte
	binary.BigEndian.PutUint32(number[:], uint32(len(data)))
	c.write(string(number[:]))
	c.write(name)
	if c.err == nil {
		_, c.err = c.w.Write(data)
	}
	sum := crc32.Update(crc32.ChecksumIEEE([]byte(name)), crc32.IEEETable, data)
	binary.BigEndian.PutUint32(number[:], sum)
	c.write(string(number[:]))
}

// dataChunks writes what it is given as IDAT chunks.
type dataChunks struct{ c *chunks }

func (d dataChunks) Write(b []byte) (int, error) {
	d.c.chunk("IDAT", b)
	return len(b), d.c.err
}
