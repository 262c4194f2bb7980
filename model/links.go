package model

// Label implements Command.
func (c AddLink) Label() string { return "Add link" }

// Apply implements Command.
func (c AddLink) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		link := c.Link
		if err := checkLink(j, &link); err != nil {
			return nil, err
		}
		if j.Link(link.ID) != nil {
			return nil, taken(LinkRecord, j.ID, string(link.ID))
		}
		return withLink(j, inserted(j.Links, len(j.Links), &link), &link)
	})
}

// withLink returns the journey with other links, of which one is new.
func withLink(j *Journey, links []*Link, link *Link) (*Journey, error) {
	for _, l := range links {
		if l != link && l.From == link.From && l.To == link.To && l.Kind == link.Kind {
			return nil, invalid(Ref{LinkRecord, j.ID, string(link.ID)}, "", twiceLinked)
		}
	}
	next := cloneJourney(j)
	next.Links = links
	return next, nil
}

// LinkKey is the key under which the history joins the adding of a link with the choice of what it means.
func LinkKey(id LinkID) string { return "link " + string(id) }

func (c AddLink) mergeKey() string { return LinkKey(c.Link.ID) }

// Label implements Command.
func (c EditLink) Label() string { return "Edit link" }

func (c EditLink) mergeKey() string { return c.Merge }

// Apply implements Command.
func (c EditLink) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		at := lookupIndex(&j.lookups.links, j.Links, c.Link.ID)
		if at < 0 {
			return nil, missing(Ref{LinkRecord, j.ID, string(c.Link.ID)})
		}
		if *j.Links[at] == c.Link {
			return j, nil
		}
		link := c.Link
		if err := checkLink(j, &link); err != nil {
			return nil, err
		}
		return withLink(j, replaced(j.Links, at, &link), &link)
	})
}

// Label implements Command.
func (c DeleteLinks) Label() string { return counted("Delete", "link", len(c.Links)) }

// Apply implements Command. Comments on the links go too.
func (c DeleteLinks) Apply(w *Workspace) (*Workspace, error) {
	return removing(w, c.Journey, func(j *Journey, _ *gone) (*Journey, error) {
		for _, id := range c.Links {
			if j.Link(id) == nil {
				return nil, missing(Ref{LinkRecord, j.ID, string(id)})
			}
		}
		if len(c.Links) == 0 {
			return j, nil
		}
		set := make(map[LinkID]bool, len(c.Links))
		for _, id := range c.Links {
			set[id] = true
		}
		next := cloneJourney(j)
		next.Links = kept(j.Links, func(l *Link) bool { return !set[l.ID] })
		return next, nil
	})
}

// Label implements Command.
func (c PutComment) Label() string { return "Comment" }

// Apply implements Command.
func (c PutComment) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		comment := c.Comment
		comment.At = comment.At.UTC()
		if err := checkComment(j, &comment); err != nil {
			return nil, err
		}
		at := lookupIndex(&j.lookups.comments, j.Comments, comment.ID)
		if at >= 0 && sameComment(j.Comments[at], &comment) {
			return j, nil
		}
		next := cloneJourney(j)
		if at < 0 {
			next.Comments = inserted(j.Comments, len(j.Comments), &comment)
		} else {
			next.Comments = replaced(j.Comments, at, &comment)
		}
		return next, nil
	})
}

// Label implements Command.
func (c DeleteComment) Label() string { return "Delete comment" }

// Apply implements Command.
func (c DeleteComment) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		at := lookupIndex(&j.lookups.comments, j.Comments, c.Comment)
		if at < 0 {
			return nil, missing(Ref{CommentRecord, j.ID, string(c.Comment)})
		}
		next := cloneJourney(j)
		next.Comments = without(j.Comments, at)
		return next, nil
	})
}

// Label implements Command.
func (c Group) Label() string {
	if c.Name == "" && len(c.Commands) > 0 {
		return c.Commands[0].Label()
	}
	return c.Name
}

// Apply implements Command: each command sees what those before it made.
func (c Group) Apply(w *Workspace) (*Workspace, error) {
	next := w
	for _, part := range c.Commands {
		var err error
		if next, err = part.Apply(next); err != nil {
			return nil, err
		}
	}
	return next, nil
}

// Label implements Command.
func (c RenameWorkspace) Label() string { return "Rename workspace" }

// Apply implements Command.
func (c RenameWorkspace) Apply(w *Workspace) (*Workspace, error) {
	if c.Name == w.Name {
		return w, nil
	}
	k := checking(WorkspaceRecord, "", "")
	k.title("Name", c.Name)
	if k.err != nil {
		return nil, k.err
	}
	next := cloneWorkspace(w)
	next.Name = c.Name
	return next, nil
}
