package app

import (
	"slices"

	"stagecraft/app/look"
	"stagecraft/model"
)

// The inspector's pages of the library's smaller records.

func (i *inspector) channelPage(id model.ChannelID) *inspectPage {
	s := i.session
	channel := func() model.Channel {
		if c := s.Workspace().Channel(id); c != nil {
			return *c
		}
		return model.Channel{}
	}
	edit := func(change func(*model.Channel)) {
		next := channel()
		change(&next)
		s.Do(model.PutChannel{Channel: next})
	}
	f := newForm()
	i.head(f, "ch-web", "text2", fixed("Channel"))
	i.title(f, "inspector.title", func() string { return channel().Name }, must("The channel", func(v string) { edit(func(c *model.Channel) { c.Name = v }) }))
	f.choice("channel-icon", "Icon", func() (string, string) { c := channel(); return iconName(c.Icon), channelIcon(&c) }, func() []look.Option {
		var options []look.Option
		for _, icon := range model.ChannelIcons {
			options = append(options, look.Option{ID: icon, Text: iconName(icon), Icon: "ch-" + icon})
		}
		return options
	}, func(v string) { edit(func(c *model.Channel) { c.Icon = v }) })
	classes := []model.ChannelClass{model.Owned, model.Earned, model.Paid}
	f.segments("channel-class", "Class", []string{"Owned", "Earned", "Paid"}, func() int { return slices.Index(classes, channel().Class) }, func(n int) {
		edit(func(c *model.Channel) { c.Class = classes[n] })
	})
	i.deleteLink(f, "channel", model.Ref{Kind: model.ChannelRecord, ID: string(id)})
	return &inspectPage{form: f}
}

// iconName is what a channel's icon shows.
func iconName(icon string) string {
	switch icon {
	case "":
		return "None"
	case "sms":
		return "SMS"
	case "email":
		return "E-mail"
	}
	return sentenceCase(icon)
}

func (i *inspector) ownerPage(id model.OwnerID) *inspectPage {
	s := i.session
	owner := func() model.Owner {
		if o := s.Workspace().Owner(id); o != nil {
			return *o
		}
		return model.Owner{}
	}
	edit := func(change func(*model.Owner)) {
		next := owner()
		change(&next)
		s.Do(model.PutOwner{Owner: next})
	}
	f := newForm()
	i.head(f, "persona", "text2", fixed("Owner"))
	i.title(f, "inspector.title", func() string { return owner().Name }, must("The owner", func(v string) { edit(func(o *model.Owner) { o.Name = v }) }))
	f.segments("owner-team", "It is", []string{"A person", "A team"}, func() int {
		if owner().Team {
			return 1
		}
		return 0
	}, func(n int) { edit(func(o *model.Owner) { o.Team = n == 1 }) })
	f.help("A person's name is left out of copies that are shared without personal names.")
	f.note("owner-note", "Note", "", 3, func() string { return owner().Note }, may(func(v string) { edit(func(o *model.Owner) { o.Note = v }) }))
	i.deleteLink(f, "owner", model.Ref{Kind: model.OwnerRecord, ID: string(id)})
	return &inspectPage{form: f}
}

func (i *inspector) systemPage(id model.SystemID) *inspectPage {
	s := i.session
	system := func() model.System {
		if r := s.Workspace().System(id); r != nil {
			return *r
		}
		return model.System{}
	}
	edit := func(change func(*model.System)) {
		next := system()
		change(&next)
		s.Do(model.PutSystem{System: next})
	}
	f := newForm()
	i.head(f, "lane-system", "text2", fixed("System"))
	i.title(f, "inspector.title", func() string { return system().Name }, must("The system", func(v string) { edit(func(r *model.System) { r.Name = v }) }))
	f.choice("system-owner", "Owner", func() (string, string) {
		if o := s.Workspace().Owner(system().Owner); o != nil {
			return o.Name, "persona"
		}
		return "None", ""
	}, func() []look.Option { return listOptions(s.Workspace().Owners, "None", "", ownerOption) }, func(v string) {
		edit(func(r *model.System) { r.Owner = model.OwnerID(v) })
	})
	f.note("system-note", "Note", "", 3, func() string { return system().Note }, may(func(v string) { edit(func(r *model.System) { r.Note = v }) }))
	i.deleteLink(f, "system", model.Ref{Kind: model.SystemRecord, ID: string(id)})
	return &inspectPage{form: f}
}
