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

func (c AddStage) Label() string { return "AddStage" }

func (c AddStage) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c EditStage) Label() string { return "EditStage" }

func (c EditStage) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c MoveStage) Label() string { return "MoveStage" }

func (c MoveStage) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c DuplicateStage) Label() string { return "DuplicateStage" }

func (c DuplicateStage) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c SplitStage) Label() string { return "SplitStage" }

func (c SplitStage) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c MergeStages) Label() string { return "MergeStages" }

func (c MergeStages) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c DeleteStage) Label() string { return "DeleteStage" }

func (c DeleteStage) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c AddStep) Label() string { return "AddStep" }

func (c AddStep) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c EditStep) Label() string { return "EditStep" }

func (c EditStep) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c MoveStep) Label() string { return "MoveStep" }

func (c MoveStep) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c DuplicateStep) Label() string { return "DuplicateStep" }

func (c DuplicateStep) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c SplitStep) Label() string { return "SplitStep" }

func (c SplitStep) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c MergeSteps) Label() string { return "MergeSteps" }

func (c MergeSteps) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c DeleteStep) Label() string { return "DeleteStep" }

func (c DeleteStep) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c AddLane) Label() string { return "AddLane" }

func (c AddLane) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c EditLane) Label() string { return "EditLane" }

func (c EditLane) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c MoveLane) Label() string { return "MoveLane" }

func (c MoveLane) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c DuplicateLane) Label() string { return "DuplicateLane" }

func (c DuplicateLane) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c SplitLane) Label() string { return "SplitLane" }

func (c SplitLane) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c MergeLanes) Label() string { return "MergeLanes" }

func (c MergeLanes) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c DeleteLane) Label() string { return "DeleteLane" }

func (c DeleteLane) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c AddCards) Label() string { return "AddCards" }

func (c AddCards) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c EditCards) Label() string { return "EditCards" }

func (c EditCards) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c MoveCards) Label() string { return "MoveCards" }

func (c MoveCards) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c DuplicateCards) Label() string { return "DuplicateCards" }

func (c DuplicateCards) Apply(w *Workspace) (*Workspace, error) { return w, nil }

func (c DeleteCards) Label() string { return "DeleteCards" }

func (c DeleteCards) Apply(w *Workspace) (*Workspace, error) { return w, nil }

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

