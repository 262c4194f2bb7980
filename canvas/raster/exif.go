package raster

import (
	"bytes"
	"encoding/binary"
)

// orientation returns how the camera was held for a JPEG, 1 to 8, as its Exif data says; 1 when it says
// nothing that can be read.
func orientation(jpeg []byte) int {
	exif := exifOf(jpeg)
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(exif, []byte("II*\x00")):
		order = binary.LittleEndian
	case bytes.HasPrefix(exif, []byte("MM\x00*")):
		order = binary.BigEndian
	default:
		return 1
	}
	if len(exif) < 8 {
		return 1
	}
	at := int64(order.Uint32(exif[4:]))
	if at+2 > int64(len(exif)) {
		return 1
	}
	entries := int64(order.Uint16(exif[at:]))
	for i := range entries {
		e := at + 2 + 12*i
		if e+12 > int64(len(exif)) {
			return 1
		}
		const tag, short = 0x0112, 3
		if order.Uint16(exif[e:]) == tag && order.Uint16(exif[e+2:]) == short {
			if v := int(order.Uint16(exif[e+8:])); v >= 1 && v <= 8 {
				return v
			}
			return 1
		}
	}
	return 1
}

// exifOf returns the TIFF data in the APP1 segment of a JPEG, nil when it has none.
func exifOf(jpeg []byte) []byte {
	const start, app1, scan = 0xd8, 0xe1, 0xda
	if len(jpeg) < 4 || jpeg[0] != 0xff || jpeg[1] != start {
		return nil
	}
	for at := 2; at+4 <= len(jpeg) && jpeg[at] == 0xff && jpeg[at+1] != scan; {
		size := int(binary.BigEndian.Uint16(jpeg[at+2:]))
		if size < 2 || at+2+size > len(jpeg) {
			return nil
		}
		body := jpeg[at+4 : at+2+size]
		if rest, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00")); ok && jpeg[at+1] == app1 {
			return rest
		}
		at += 2 + size
	}
	return nil
}
