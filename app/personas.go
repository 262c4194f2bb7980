package app

type personasState struct{}

func newPersonasPage(w *Window, s *Session) viewPage { return nil }
