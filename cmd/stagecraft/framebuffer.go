package main

import "github.com/go-gl/glfw/v3.4/glfw"

// plainFramebuffer asks for windows without a depth and a stencil buffer. Nothing here is drawn with them,
// and where no graphics card helps, clearing them takes a tenth of a frame. It must be called on the main
// goroutine when Fyne's driver is up and has no window yet.
func plainFramebuffer() {
	glfw.WindowHint(glfw.DepthBits, 0)
	glfw.WindowHint(glfw.StencilBits, 0)
}
