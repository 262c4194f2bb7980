package app

type empathyState struct{}
type personasState struct{}

func newEmpathyPage(w *Window, s *Session) viewPage  { return nil }
func newPersonasPage(w *Window, s *Session) viewPage { return nil }
