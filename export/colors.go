package export

import "stagecraft/model"

// zoneToken and kindToken return the names of the theme's colours for a zone and for a kind of card.

func zoneToken(z model.Zone) string {
	switch z {
	case model.ZoneContact:
		return "z-contact"
	case model.ZoneFrontstage:
		return "z-front"
	case model.ZoneBackstage:
		return "z-back"
	case model.ZoneSupport:
		return "z-support"
	case model.ZoneInsight:
		return "z-insight"
	default:
		return "z-customer"
	}
}

func kindToken(k model.Kind) string {
	switch k {
	case model.KindThinking, model.KindFeeling, model.KindSaying, model.KindEmotion:
		return "k-thought"
	case model.KindPain:
		return "k-pain"
	case model.KindGain:
		return "k-gain"
	case model.KindTouchpoint, model.KindChannel:
		return "k-touch"
	case model.KindFrontstage:
		return "k-front"
	case model.KindBackstage:
		return "k-back"
	case model.KindSupport, model.KindSystem, model.KindPolicy:
		return "k-support"
	case model.KindEvidence:
		return "k-evidence"
	case model.KindOpportunity, model.KindMetric:
		return "k-idea"
	case model.KindNote:
		return "k-note"
	default:
		return "k-action"
	}
}
