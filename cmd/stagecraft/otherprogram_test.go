package main

import (
	"encoding/binary"
	"io"
	"log"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// otherProgram is a second program on the desk's screen, as a file manager or a spreadsheet: it has files
// to drop (by the Xdnd protocol, version 5) and texts on the clipboard, in several forms.
type otherProgram struct {
	t      *testing.T
	conn   *xgb.Conn
	window xproto.Window
	told   chan xproto.ClientMessageEvent // what the program under test answers to a drag

	mu     sync.Mutex
	atoms  map[string]xproto.Atom
	offers map[xproto.Atom]map[xproto.Atom][]byte // by selection and form
	asked  map[string]int                         // how often the clipboard was asked for each form
}

var quietXgb = sync.OnceFunc(func() { xgb.Logger = log.New(io.Discard, "", 0) }) // it speaks of its tries on standard error

func (d *desk) otherProgram() *otherProgram {
	d.t.Helper()
	quietXgb()
	conn, err := xgb.NewConnDisplay(d.display)
	if err != nil {
		d.t.Fatal(err)
	}
	o := &otherProgram{
		t: d.t, conn: conn, told: make(chan xproto.ClientMessageEvent, 64),
		atoms: map[string]xproto.Atom{}, offers: map[xproto.Atom]map[xproto.Atom][]byte{}, asked: map[string]int{},
	}
	d.t.Cleanup(conn.Close)
	if o.window, err = xproto.NewWindowId(conn); err != nil {
		d.t.Fatal(err)
	}
	screen := xproto.Setup(conn).DefaultScreen(conn)
	err = xproto.CreateWindowChecked(conn, screen.RootDepth, o.window, screen.Root, 0, 0, 1, 1, 0,
		xproto.WindowClassInputOutput, screen.RootVisual, 0, nil).Check()
	if err != nil {
		d.t.Fatal(err)
	}
	go o.listen()
	return o
}

// listen answers whoever asks for the clipboard or for what is dragged, until the connection closes.
func (o *otherProgram) listen() {
	for {
		event, err := o.conn.WaitForEvent()
		switch e := event.(type) {
		case xproto.SelectionRequestEvent:
			o.answer(e)
		case xproto.ClientMessageEvent:
			o.told <- e
		case nil:
			if err == nil {
				return
			}
		}
	}
}

// answer hands over an offer in the form that is asked for, or the list of forms, or a refusal.
func (o *otherProgram) answer(e xproto.SelectionRequestEvent) {
	o.mu.Lock()
	defer o.mu.Unlock()
	offer, property := o.offers[e.Selection], e.Property
	data, has := offer[e.Target]
	switch {
	case e.Target == o.atom("TARGETS"):
		for form := range offer {
			data = binary.LittleEndian.AppendUint32(data, uint32(form))
		}
		xproto.ChangeProperty(o.conn, xproto.PropModeReplace, e.Requestor, property, xproto.AtomAtom, 32, uint32(len(offer)), data)
	case has:
		xproto.ChangeProperty(o.conn, xproto.PropModeReplace, e.Requestor, property, e.Target, 8, uint32(len(data)), data)
	default:
		property = xproto.AtomNone
	}
	for name, a := range o.atoms {
		if a == e.Target {
			o.asked[name]++
		}
	}
	notice := xproto.SelectionNotifyEvent{Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: property}
	xproto.SendEvent(o.conn, false, e.Requestor, xproto.EventMaskNoEvent, string(notice.Bytes()))
}

// atom returns the screen's number for a name; the caller holds the lock.
func (o *otherProgram) atom(name string) xproto.Atom {
	if a, ok := o.atoms[name]; ok {
		return a
	}
	reply, err := xproto.InternAtom(o.conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		o.t.Error(err)
		return xproto.AtomNone
	}
	o.atoms[name] = reply.Atom
	return reply.Atom
}

func (o *otherProgram) atomOf(name string) xproto.Atom {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.atom(name)
}

// offer makes this program the owner of a selection, with the same thing in several forms.
func (o *otherProgram) offer(selection string, forms map[string]string) {
	o.t.Helper()
	s := o.atomOf(selection)
	offer := map[xproto.Atom][]byte{}
	for form, data := range forms {
		offer[o.atomOf(form)] = []byte(data)
	}
	o.mu.Lock()
	o.offers[s] = offer
	o.mu.Unlock()
	if err := xproto.SetSelectionOwnerChecked(o.conn, o.window, s, xproto.TimeCurrentTime).Check(); err != nil {
		o.t.Fatal(err)
	}
}

// copies puts a range on the clipboard as LibreOffice Calc does: as marked-up text first, and as plain
// text with tabs.
func (o *otherProgram) copies(rows string) {
	o.t.Helper()
	var table strings.Builder
	table.WriteString("<html><body><table>")
	for _, row := range strings.Split(rows, "\n") {
		table.WriteString("<tr><td>" + strings.ReplaceAll(row, "\t", "</td><td>") + "</td></tr>")
	}
	table.WriteString("</table></body></html>")
	plain := rows + "\n"
	o.offer("CLIPBOARD", map[string]string{
		"text/html": table.String(), "text/plain;charset=utf-8": plain, "UTF8_STRING": plain, "STRING": plain,
	})
}

// drops carries files over a place of a window and lets go of them there.
func (o *otherProgram) drops(d *desk, at place, paths ...string) {
	o.t.Helper()
	number, err := strconv.ParseUint(d.window, 10, 32)
	if err != nil {
		o.t.Fatal(err)
	}
	target := xproto.Window(number)
	var list strings.Builder
	for _, p := range paths {
		list.WriteString((&url.URL{Scheme: "file", Path: p}).String() + "\r\n")
	}
	o.offer("XdndSelection", map[string]string{"text/uri-list": list.String()})
	const version = 5
	x, y := at.middle()
	o.tell(target, "XdndEnter", version<<24, uint32(o.atomOf("text/uri-list")), uint32(o.atomOf("text/plain")), 0)
	o.tell(target, "XdndPosition", 0, uint32(x/2)<<16|uint32(y/2), 0, uint32(o.atomOf("XdndActionCopy")))
	o.hears("XdndStatus")
	o.tell(target, "XdndPosition", 0, uint32(x)<<16|uint32(y), 0, uint32(o.atomOf("XdndActionCopy")))
	if status := o.hears("XdndStatus"); status[1]&1 == 0 {
		d.fail("the window does not take the files")
	}
	o.tell(target, "XdndDrop", 0, 0, 0, 0)
	o.hears("XdndFinished")
	d.settle()
}

// tell sends a message of a drag to a window.
func (o *otherProgram) tell(target xproto.Window, kind string, data ...uint32) {
	o.t.Helper()
	e := xproto.ClientMessageEvent{
		Format: 32, Window: target, Type: o.atomOf(kind),
		Data: xproto.ClientMessageDataUnionData32New(append([]uint32{uint32(o.window)}, data...)),
	}
	if err := xproto.SendEventChecked(o.conn, false, target, xproto.EventMaskNoEvent, string(e.Bytes())).Check(); err != nil {
		o.t.Fatal(err)
	}
}

// hears waits for an answer to a drag.
func (o *otherProgram) hears(kind string) []uint32 {
	o.t.Helper()
	want := o.atomOf(kind)
	late := time.After(patience)
	for {
		select {
		case e := <-o.told:
			if e.Type == want {
				return e.Data.Data32
			}
		case <-late:
			o.t.Fatalf("waited in vain for %s", kind)
		}
	}
}

// pastes asks whoever has the clipboard for its text, as the program that is pasted into does.
func (o *otherProgram) pastes() string {
	o.t.Helper()
	clipboard, form, property := o.atomOf("CLIPBOARD"), o.atomOf("UTF8_STRING"), o.atomOf("PASTED")
	xproto.ConvertSelection(o.conn, o.window, clipboard, form, property, xproto.TimeCurrentTime)
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		reply, err := xproto.GetProperty(o.conn, true, o.window, property, xproto.GetPropertyTypeAny, 0, 1<<20).Reply()
		if err != nil {
			o.t.Fatal(err)
		}
		if reply.Type != xproto.AtomNone {
			return string(reply.Value)
		}
	}
	o.t.Fatal("nobody hands over the clipboard")
	return ""
}
