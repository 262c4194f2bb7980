package app

import "fyne.io/fyne/v2"

// Calm returns a as the widgets are to see it (fyne.SetCurrentApp): it shows no animation while the user
// wants nothing to move. So the caret of a text field stands still too, which Fyne lets blink otherwise.
func (p *Program) Calm(a fyne.App) fyne.App {
	return calmApp{a, calmSettings{a.Settings(), p.settings}}
}

type calmApp struct {
	fyne.App
	calm fyne.Settings
}

func (a calmApp) Settings() fyne.Settings { return a.calm }

type calmSettings struct {
	fyne.Settings
	user *settings
}

func (s calmSettings) ShowAnimations() bool {
	return s.Settings.ShowAnimations() && !s.user.Bool(keyStill)
}

// isCalm reports whether nothing is to move, as the user or the system's settings have it.
func (p *Program) isCalm() bool {
	return p.settings.Bool(keyStill) || !p.fyne.Settings().ShowAnimations()
}
