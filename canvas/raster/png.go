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
)

const (
	pngSide   = 60_000        // pixels of the longest side that common viewers open
	pngPixels = 1_000_000_000 // of a whole picture
	stripe    = 128           // rows painted at a time
)

// PNG writes a picture of size pixels, dpi of them an inch. It is painted and written in stripes, so that
// a wall poster needs little more memory than a page, and it says its resolution, so that it prints at
// its true size: that is why it is not image/png that writes it. paint is called for one stripe after
// the other, from the top; dst.Rect says which rows it is to paint, and they are white.
//
// It fails for a resolution that is not above 0, for a picture without pixels, of more than 60,000 a side
// or of a thousand million in all, with paint's error, with w's and with ctx's when ctx ends first.
func PNG(ctx context.Context, w io.Writer, size image.Point, dpi float64, paint func(dst *image.RGBA) error) error {
	if !(dpi > 0) || math.IsInf(dpi, 0) {
		return fmt.Errorf("picture resolution %v dpi: give a number above 0", dpi)
	}
	if size.X < 1 || size.Y < 1 || size.X > pngSide || size.Y > pngSide || size.X > pngPixels/size.Y {
		return fmt.Errorf("a picture of %d by %d pixels cannot be written: choose another resolution", size.X, size.Y)
	}
	c := chunks{w: w}
	c.write("\x89PNG\r\n\x1a\n")
	head := make([]byte, 13)
	binary.BigEndian.PutUint32(head, uint32(size.X))
	binary.BigEndian.PutUint32(head[4:], uint32(size.Y))
	head[8], head[9] = 8, 2 // bits a channel, red green blue
	c.chunk("IHDR", head)
	resolution := make([]byte, 9)
	perMetre := uint32(min(math.MaxInt32, math.Round(dpi/0.0254)))
	binary.BigEndian.PutUint32(resolution, perMetre)
	binary.BigEndian.PutUint32(resolution[4:], perMetre)
	resolution[8] = 1 // metres
	c.chunk("pHYs", resolution)
	buffered := bufio.NewWriterSize(dataChunks{&c}, 1<<16)
	z, err := zlib.NewWriterLevel(buffered, zlib.BestSpeed)
	if err != nil {
		return err
	}
	if err := writeStripes(ctx, z, size, paint); err != nil {
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

func writeStripes(ctx context.Context, w io.Writer, size image.Point, paint func(*image.RGBA) error) error {
	room := image.NewRGBA(image.Rect(0, 0, size.X, min(stripe, size.Y)))
	rows := rowWriter{out: make([]byte, 1+size.X*3), row: make([]byte, size.X*3), before: make([]byte, size.X*3)}
	for y := 0; y < size.Y; y += stripe {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := min(stripe, size.Y-y)
		dst := &image.RGBA{Pix: room.Pix[:n*room.Stride], Stride: room.Stride, Rect: image.Rect(0, y, size.X, y+n)}
		for i := range dst.Pix {
			dst.Pix[i] = 255
		}
		if err := paint(dst); err != nil {
			return err
		}
		for k := range n {
			if err := rows.write(w, dst.Pix[k*dst.Stride:]); err != nil {
				return err
			}
		}
	}
	return nil
}

// rowWriter writes rows as their differences from the one above (PNG filter 2), which are mostly zeros
// in a map.
type rowWriter struct{ out, row, before []byte }

func (r *rowWriter) write(w io.Writer, rgba []byte) error {
	for x := 0; x < len(r.row)/3; x++ {
		copy(r.row[x*3:x*3+3], rgba[x*4:x*4+3])
	}
	r.out[0] = 2
	for i, v := range r.row {
		r.out[1+i] = v - r.before[i]
	}
	r.row, r.before = r.before, r.row
	_, err := w.Write(r.out)
	return err
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
