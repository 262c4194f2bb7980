package assets_test

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"stagecraft/assets"
)

func TestFontsAreTrueType(t *testing.T) {
	for _, name := range []string{"NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic"} {
		if b := assets.Font(name); len(b) < 100_000 || !bytes.HasPrefix(b, []byte{0, 1, 0, 0}) {
			t.Errorf("font %s has %d bytes", name, len(b))
		}
	}
	if assets.Font("../icons/add") != nil || assets.Font("Arial") != nil {
		t.Error("a font that is not bundled was found")
	}
	if !strings.Contains(assets.FontNotice(), "SIL OPEN FONT LICENSE") {
		t.Error("the licence of the fonts is not with them")
	}
}

func TestEveryIconHasBothForms(t *testing.T) {
	names := assets.Icons()
	if len(names) < 100 {
		t.Errorf("%d icons", len(names))
	}
	for _, name := range names {
		line, ok := assets.Icon(name)
		solid, okSolid := assets.SolidIcon(name)
		if !ok || !okSolid || !bytes.Contains(line, []byte("<svg")) || !bytes.Contains(solid, []byte("<svg")) {
			t.Errorf("icon %s is not whole", name)
		}
	}
	if _, ok := assets.Icon("nothing"); ok {
		t.Error("an icon that does not exist was found")
	}
}

func TestAppIcon(t *testing.T) {
	m, err := png.Decode(bytes.NewReader(assets.AppIcon()))
	if err != nil || m.Bounds().Dx() != 512 {
		t.Errorf("app icon: %v", err)
	}
}
