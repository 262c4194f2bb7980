package model

func (c Group) Label() string { return "Group" }

func (c Group) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c RenameWorkspace) Label() string { return "RenameWorkspace" }

func (c RenameWorkspace) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c AddJourney) Label() string { return "AddJourney" }

func (c AddJourney) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c EditJourney) Label() string { return "EditJourney" }

func (c EditJourney) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c MoveJourney) Label() string { return "MoveJourney" }

func (c MoveJourney) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c DuplicateJourney) Label() string { return "DuplicateJourney" }

func (c DuplicateJourney) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c DeleteJourney) Label() string { return "DeleteJourney" }

func (c DeleteJourney) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c AddLink) Label() string { return "AddLink" }

func (c AddLink) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c EditLink) Label() string { return "EditLink" }

func (c EditLink) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c DeleteLinks) Label() string { return "DeleteLinks" }

func (c DeleteLinks) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c PutComment) Label() string { return "PutComment" }

func (c PutComment) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c DeleteComment) Label() string { return "DeleteComment" }

func (c DeleteComment) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c PutPersona) Label() string { return "PutPersona" }

func (c PutPersona) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c PutMetric) Label() string { return "PutMetric" }

func (c PutMetric) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c PutChannel) Label() string { return "PutChannel" }

func (c PutChannel) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c PutOwner) Label() string { return "PutOwner" }

func (c PutOwner) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c PutSystem) Label() string { return "PutSystem" }

func (c PutSystem) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c PutView) Label() string { return "PutView" }

func (c PutView) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c PutImage) Label() string { return "PutImage" }

func (c PutImage) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c PutSource) Label() string { return "PutSource" }

func (c PutSource) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c DeleteRecord) Label() string { return "DeleteRecord" }

func (c DeleteRecord) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c Import) Label() string { return "Import" }

func (c Import) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c PutObservation) Label() string { return "PutObservation" }

func (c PutObservation) Apply(w *Workspace) (*Workspace, error) { return w, nil }
