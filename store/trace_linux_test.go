//go:build linux && (amd64 || arm64)

package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// follower follows the threads of one child and notes what it asks the system to do with the files of a
// folder, as a debugger does: bbolt offers no place to look in, and a sync that is only believed to
// happen is none. The system allows it to everybody for a child of one's own.
type follower struct {
	t      *testing.T
	folder string
	pid    int
	mem    *os.File
	marks  uintptr // the descriptor on which the child says things

	disk   *disk // as it was before
	acts   []act
	names  map[string]int // of the files in the folder, as they are now
	files  map[uintptr]*openFile
	inodes int
	calls  map[int]*call // by thread
}

// openFile is an open file of the folder, or the folder.
type openFile struct {
	inode int
	pos   int64
}

// call is a call that a thread is in.
type call struct {
	nr     uint64
	args   [6]uint64
	data   []byte
	paths  [2]string
	covers int
}

// follow runs this test binary as a child that works in the folder, which holds what the disk says, and
// returns what it did there.
func follow(t *testing.T, folder string, d *disk, environ ...string) []act {
	t.Helper()
	runtime.LockOSThread() // the system ties a follower to its thread
	defer runtime.UnlockOSThread()
	said, err := os.Create(filepath.Join(t.TempDir(), "said"))
	if err != nil {
		t.Fatal(err)
	}
	defer said.Close()
	p, err := os.StartProcess(os.Args[0], []string{os.Args[0]}, &os.ProcAttr{
		Env: append(os.Environ(), environ...), Files: []*os.File{nil, said, os.Stderr},
		Sys: &syscall.SysProcAttr{Ptrace: true},
	})
	if errors.Is(err, syscall.EPERM) {
		t.Skip("the system does not let a program follow its own child:", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer p.Release()
	f := &follower{
		t: t, folder: folder, pid: p.Pid, marks: 1, disk: d, names: maps.Clone(d.names), inodes: len(d.content),
		files: map[uintptr]*openFile{}, calls: map[int]*call{},
	}
	f.run()
	return f.acts
}

const (
	traceSysGood  = 0x1
	traceClone    = 0x8
	traceExitKill = 0x100000
	syscallInfo   = 0x420e
	waitNoThread  = 0x20000000
	stopOfCall    = syscall.SIGTRAP | 0x80
)

// run follows every thread until the child has ended.
func (f *follower) run() {
	t := f.t
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(f.pid, &status, syscall.WALL, nil); err != nil || !status.Stopped() {
		t.Fatalf("the child does not stop: %v %v", status, err)
	}
	if err := syscall.PtraceSetOptions(f.pid, traceSysGood|traceClone|traceExitKill); err != nil {
		t.Fatal(err)
	}
	mem, err := os.Open(fmt.Sprintf("/proc/%d/mem", f.pid))
	if err != nil {
		t.Fatal(err)
	}
	f.mem = mem
	defer mem.Close()
	known := map[int]bool{f.pid: true}
	tid, signal := f.pid, 0
	for {
		if err := syscall.PtraceSyscall(tid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
			t.Fatal(err)
		}
		tid, err = syscall.Wait4(-1, &status, syscall.WALL|waitNoThread, nil)
		for errors.Is(err, syscall.EINTR) {
			tid, err = syscall.Wait4(-1, &status, syscall.WALL|waitNoThread, nil)
		}
		if err != nil {
			t.Fatal(err)
		}
		signal = 0
		switch {
		case status.Exited() || status.Signaled():
			if tid != f.pid {
				continue
			}
			if status.ExitStatus() != 0 {
				t.Fatalf("the child ended with %v", status)
			}
			return
		case status.StopSignal() == stopOfCall:
			f.stopped(tid)
		case status.StopSignal() == syscall.SIGTRAP: // a thread was born, or the program began
		case !known[tid]: // the first stop of a thread
			known[tid] = true
		default:
			signal = int(status.StopSignal())
		}
	}
}

// callCopyRange is the number of copy_file_range, which package syscall does not name.
var callCopyRange = map[string]uint64{"amd64": 326, "arm64": 285}[runtime.GOARCH]

// stopped looks at a thread that begins or ends a call.
func (f *follower) stopped(tid int) {
	var info struct {
		op   uint8
		_    [3]byte
		arch uint32
		_    [2]uint64
		nr   uint64 // or the result
		args [6]uint64
		_    [2]uint64
	}
	_, _, errno := syscall.RawSyscall6(syscall.SYS_PTRACE, syscallInfo, uintptr(tid), unsafe.Sizeof(info), uintptr(unsafe.Pointer(&info)), 0, 0)
	if errno == syscall.ESRCH { // the child is ending, and this thread with it
		delete(f.calls, tid)
		return
	}
	if errno != 0 {
		f.t.Skip("the system does not tell about calls:", errno)
	}
	switch info.op {
	case 1:
		c := &call{nr: info.nr, args: info.args, covers: len(f.acts)}
		f.begin(c)
		f.calls[tid] = c
	case 2:
		if c := f.calls[tid]; c != nil {
			delete(f.calls, tid)
			if result := int64(info.nr); result >= 0 {
				f.end(c, result)
			}
		}
	}
}

// begin reads what the call was given, as long as it stands there.
func (f *follower) begin(c *call) {
	switch c.nr {
	case syscall.SYS_WRITE, syscall.SYS_PWRITE64:
		if f.files[uintptr(c.args[0])] != nil || uintptr(c.args[0]) == f.marks {
			c.data = f.read(c.args[1], int(c.args[2]))
		}
	case syscall.SYS_OPENAT, syscall.SYS_UNLINKAT:
		c.paths[0] = f.path(c.args[1])
	case syscall.SYS_RENAMEAT, syscall.SYS_LINKAT:
		c.paths[0], c.paths[1] = f.path(c.args[1]), f.path(c.args[3])
	}
}

// end notes what a call that succeeded has done.
func (f *follower) end(c *call, result int64) {
	file := f.files[uintptr(c.args[0])]
	switch c.nr {
	case syscall.SYS_OPENAT:
		f.open(c, uintptr(result))
	case syscall.SYS_CLOSE:
		delete(f.files, uintptr(c.args[0]))
	case syscall.SYS_WRITE:
		switch {
		case uintptr(c.args[0]) == f.marks:
			f.note(act{kind: actMark, text: strings.TrimSpace(string(c.data[:result]))})
		case file != nil:
			f.note(act{kind: actWrite, inode: file.inode, at: file.pos, data: c.data[:result]})
			file.pos += result
		}
	case syscall.SYS_PWRITE64:
		if file != nil {
			f.note(act{kind: actWrite, inode: file.inode, at: int64(c.args[3]), data: c.data[:result]})
		}
	case syscall.SYS_FTRUNCATE:
		if file != nil {
			f.note(act{kind: actTruncate, inode: file.inode, at: int64(c.args[1])})
		}
	case syscall.SYS_FSYNC, syscall.SYS_FDATASYNC:
		if file != nil {
			f.note(act{kind: actSync, inode: file.inode, covers: c.covers})
		}
	case callCopyRange:
		f.copied(c, result)
	case syscall.SYS_READ:
		if file != nil {
			file.pos += result
		}
	case syscall.SYS_LSEEK:
		if file != nil {
			file.pos = result
		}
	case syscall.SYS_RENAMEAT:
		if from, to, ok := f.both(c); ok {
			f.note(act{kind: actRename, inode: f.names[from], from: from, name: to})
			f.names[to] = f.names[from]
			delete(f.names, from)
		}
	case syscall.SYS_LINKAT:
		if from, to, ok := f.both(c); ok {
			f.note(act{kind: actLink, inode: f.names[from], from: from, name: to})
			f.names[to] = f.names[from]
		}
	case syscall.SYS_UNLINKAT:
		if name, ok := f.inFolder(c.paths[0]); ok {
			f.note(act{kind: actRemove, inode: f.names[name], name: name})
			delete(f.names, name)
		}
	case syscall.SYS_FALLOCATE, syscall.SYS_WRITEV, syscall.SYS_PWRITEV, syscall.SYS_SENDFILE:
		if file != nil {
			f.t.Fatalf("the child writes by call %d, which is not followed", c.nr)
		}
	case syscall.SYS_MMAP:
		const shared, write = 1, 2
		if f.files[uintptr(c.args[4])] != nil && c.args[3]&shared != 0 && c.args[2]&write != 0 {
			f.t.Fatal("the child writes through memory, which cannot be followed")
		}
	}
}

func (f *follower) note(a act) { f.acts = append(f.acts, a) }

func (f *follower) open(c *call, fd uintptr) {
	if c.paths[0] == f.folder {
		f.files[fd] = &openFile{}
		return
	}
	name, ok := f.inFolder(c.paths[0])
	if !ok {
		return
	}
	if f.names[name] == 0 {
		f.inodes++
		f.names[name] = f.inodes
		f.note(act{kind: actMake, inode: f.inodes, name: name})
	} else if c.args[2]&syscall.O_TRUNC != 0 {
		f.note(act{kind: actTruncate, inode: f.names[name]})
	}
	if c.args[2]&syscall.O_APPEND != 0 {
		f.t.Fatal("the child appends, which is not followed")
	}
	f.files[fd] = &openFile{inode: f.names[name]}
}

// copied notes what the system copied from file to file by itself.
func (f *follower) copied(c *call, n int64) {
	from, to := f.files[uintptr(c.args[0])], f.files[uintptr(c.args[2])]
	if to == nil || n == 0 {
		return
	}
	if from == nil || c.args[1] != 0 || c.args[3] != 0 {
		f.t.Fatal("the child copies in a way that is not followed")
	}
	content := f.disk.after(f.acts, all(f.acts)).content[from.inode]
	data := bytes.Clone(content[from.pos:min(from.pos+n, int64(len(content)))])
	f.note(act{kind: actWrite, inode: to.inode, at: to.pos, data: data})
	from.pos += n
	to.pos += n
}

func (f *follower) both(c *call) (from, to string, ok bool) {
	from, a := f.inFolder(c.paths[0])
	to, b := f.inFolder(c.paths[1])
	if a != b {
		f.t.Fatalf("the child moves %q to %q, out of the folder or into it", c.paths[0], c.paths[1])
	}
	return from, to, a
}

func (f *follower) inFolder(path string) (name string, ok bool) {
	return filepath.Base(path), filepath.Dir(path) == f.folder
}

func (f *follower) read(at uint64, n int) []byte {
	data := make([]byte, n)
	if _, err := f.mem.ReadAt(data, int64(at)); err != nil {
		f.t.Fatal(err)
	}
	return data
}

// path reads a text that ends with a zero.
func (f *follower) path(at uint64) string {
	var path []byte
	for {
		rest := 256 - int(at%256) // never over the end of a page
		part := f.read(at, rest)
		if end := bytes.IndexByte(part, 0); end >= 0 {
			return string(append(path, part[:end]...))
		}
		path = append(path, part...)
		at += uint64(rest)
	}
}
