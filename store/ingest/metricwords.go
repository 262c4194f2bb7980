package ingest

import (
	"strconv"
	"strings"
	"unicode"

	"stagecraft/model/metric"
)

// templateWords maps names of metrics, in words form and seven languages, to built-in templates.
var templateWords = func() map[string]string {
	byWord := map[string]string{}
	for template, names := range map[string][]string{
		"nps": {"nps", "net promoter", "net promoter score", "nps score", "likelihood to recommend", "would recommend", "would you recommend us", "recommend", "recommendation", "ltr",
			"how likely are you to recommend us", "weiterempfehlung", "weiterempfehlungsbereitschaft", "empfehlung", "recommandation", "recomendacion", "recomendacao", "raccomandazione", "aanbeveling"},
		"csat": {"csat", "csat score", "customer satisfaction", "customer satisfaction score", "satisfaction", "satisfaction score", "overall satisfaction", "zufriedenheit", "kundenzufriedenheit", "gesamtzufriedenheit",
			"satisfaction client", "satisfaccion", "satisfaccion del cliente", "satisfacao", "satisfacao do cliente", "soddisfazione", "soddisfazione del cliente", "tevredenheid", "klanttevredenheid"},
		"csat-top2": {"csat top 2", "csat top2", "top 2 box", "top2", "top 2", "top two box", "t2b", "csat top 2 box"},
		"ces-effort": {"ces", "customer effort score", "ces score", "effort", "effort ces", "ces effort", "customer effort", "effort score", "perceived effort", "aufwand", "kundenaufwand", "effort client",
			"esfuerzo", "esfuerzo del cliente", "esforco", "esforco do cliente", "sforzo", "sforzo del cliente", "inspanning", "klantinspanning"},
		"ces-ease": {"ease", "ease ces", "ces ease", "ease of use", "easiness", "ease score", "ces 2 0", "leichtigkeit", "einfachheit", "facilite", "facilidad", "facilidade", "facilita", "gemak"},
		"conversion": {"conversion", "conversion rate", "cvr", "cr", "konversion", "konversionsrate", "conversion rate in", "umwandlungsrate", "taux de conversion", "tasa de conversion", "conversao", "taxa de conversao",
			"tasso di conversione", "conversione", "conversie", "conversieratio", "conversiepercentage"},
		"drop-off": {"drop off", "drop off rate", "dropoff", "dropoff rate", "abandonment", "abandonment rate", "abandon rate", "exit rate", "abbruch", "abbruche", "abbruchrate", "abbruchquote", "taux d abandon", "abandon",
			"abandono", "tasa de abandono", "taxa de abandono", "tasso di abbandono", "abbandono", "uitval", "uitvalpercentage", "afhaakpercentage"},
		"churn": {"churn", "churn rate", "churned", "attrition", "attrition rate", "abwanderung", "abwanderungsrate", "kundigungsrate", "taux d attrition", "taux de churn", "tasa de cancelacion", "tasa de churn",
			"taxa de churn", "taxa de cancelamento", "tasso di churn", "klantverloop", "opzegpercentage"},
		"fcr": {"fcr", "first contact resolution", "first call resolution", "first contact solved", "fcr rate", "first contact resolution rate", "erstlosungsquote", "erstkontaktlosung", "losungsquote im erstkontakt",
			"resolution au premier contact", "resolucion en el primer contacto", "resolucao no primeiro contato", "risoluzione al primo contatto", "oplossing bij eerste contact"},
		"aht": {"aht", "average handling time", "average handle time", "handling time", "handle time", "bearbeitungszeit", "durchschnittliche bearbeitungszeit", "mittlere bearbeitungszeit", "duree moyenne de traitement", "dmt",
			"tiempo medio de gestion", "tiempo medio de atencion", "tmo", "tma", "tempo medio de atendimento", "tempo medio di gestione", "afhandeltijd", "gemiddelde afhandeltijd"},
		"sla": {"sla", "sla met", "sla compliance", "within sla", "in sla", "service level", "sla rate", "sla erfullt", "sla eingehalten", "servicelevel", "sla erfullung", "sla respecte", "niveau de service",
			"nivel de servicio", "sla cumplido", "nivel de servico", "sla cumprido", "livello di servizio", "sla rispettato", "sla gehaald"},
		"clv": {"clv", "cltv", "ltv", "customer lifetime value", "lifetime value", "kundenwert", "kundenlebenszeitwert", "valeur vie client", "valor de vida del cliente", "valor do tempo de vida", "valore del cliente", "klantwaarde"},
	} {
		for _, n := range names {
			byWord[n] = template
		}
	}
	for _, t := range metric.Templates() {
		byWord[words(string(t.ID))], byWord[words(t.Name)] = string(t.ID), string(t.ID)
	}
	return byWord
}()

// decorations are words around a metric's name that do not change what it is.
var decorations = index2("avg average mean durchschnitt durchschnittlich mittelwert moyenne moyen media medio gemiddelde gemiddeld score rate value pct percent prozent in the o our your kpi overall")

// metricByHeader returns the template that a header or metric name speaks of, empty for none. What stands
// in brackets can turn effort into ease, which is better when it is higher: "CES (ease)".
func metricByHeader(header string) string {
	template := templateOf(header)
	if template == "ces-effort" && templateWords[words(insideBrackets(header))] == "ces-ease" {
		return "ces-ease"
	}
	return template
}

func templateOf(header string) string {
	for _, form := range append(headerForms(header), words(insideBrackets(header))) {
		if t := templateWords[form]; t != "" {
			return t
		}
	}
	for _, form := range headerForms(header) {
		var kept []string
		for _, w := range strings.Fields(form) {
			if !decorations[w] {
				kept = append(kept, w)
			}
		}
		if t := templateWords[strings.Join(kept, " ")]; t != "" {
			return t
		}
	}
	return ""
}

// headerRole returns the role that a header names, in any of the languages.
func headerRole(header string) role {
	for _, form := range headerForms(header) {
		if r := headerWords[form]; r != noRole {
			return r
		}
	}
	for _, form := range headerForms(header) {
		first, last := form, form
		if k := strings.LastIndexByte(form, ' '); k > 0 {
			first, last = form[:k], form[k+1:]
		}
		switch {
		case first == form:
		case (last == "id" || last == "no" || last == "nr" || last == "number" || last == "name" || last == "title") && isPlaceRole(headerWords[first]):
			return headerWords[first]
		case last == "id" || last == "nr" || last == "no" || last == "number" || last == "nummer" || last == "numero" || strings.HasPrefix(form, "id "):
			return idRole
		case last == "date" || last == "datum" || strings.HasPrefix(form, "date ") || strings.HasPrefix(form, "fecha ") || strings.HasPrefix(form, "data "):
			return dateRole
		}
	}
	return noRole
}

func isPlaceRole(r role) bool { return r == stageRole || r == stepRole || r == placeRole }

// headerForms returns a header in words form: as it is, with its joined words apart, and each without
// what stands in brackets.
func headerForms(header string) []string {
	forms := []string{words(header)}
	for _, more := range []string{splitCamel(header), withoutBrackets(header), withoutBrackets(splitCamel(header))} {
		if form := words(more); form != "" && form != forms[len(forms)-1] {
			forms = append(forms, form)
		}
	}
	return forms
}

// splitCamel puts a space where a word begins inside another: "VisitDate", "CustomerID".
func splitCamel(s string) string {
	var b strings.Builder
	before := ' '
	for _, r := range s {
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

func withoutBrackets(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth = max(depth-1, 0)
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

func insideBrackets(s string) string {
	open, end := strings.LastIndexAny(s, "(["), strings.LastIndexAny(s, ")]")
	if open < 0 || end < open {
		return ""
	}
	return s[open+1 : end]
}

// unitOf returns the unit that a header gives in brackets or at its end: "Wait (min)", "Revenue in EUR",
// "Bounce rate %".
func unitOf(header string) string {
	trimmed := strings.TrimSpace(header)
	if strings.HasPrefix(trimmed, "%") {
		return "%"
	}
	inner := trimmed
	if open := strings.LastIndexAny(trimmed, "(["); open >= 0 {
		inner = strings.TrimRight(trimmed[open+1:], ")] ")
	} else if k := strings.LastIndexAny(trimmed, " _,"); k >= 0 {
		inner = trimmed[k+1:]
		before := strings.Fields(words(trimmed[:k]))
		if len(before) > 0 && isDigits(before[len(before)-1]) { // "shipped in 3 days"
			return ""
		}
	}
	lower := strings.ToLower(strings.TrimSpace(inner))
	switch {
	case strings.HasSuffix(lower, "%") || strings.HasPrefix(lower, "%") || lower == "percent" || lower == "pct" || lower == "prozent":
		return "%"
	case currencies[lower] != "":
		return currencies[lower]
	case timeUnits[lower] != "":
		return timeUnits[lower]
	}
	return ""
}

// metricKey is fold for names of metrics, of which "% returned" and "# returned" are two.
func metricKey(name string) string {
	return fold(strings.NewReplacer("%", " percent ", "#", " number ").Replace(name))
}

// timeUnits are the spellings of units of time that stand in headers.
var timeUnits = map[string]string{
	"s": "s", "sec": "s", "secs": "s", "seconds": "s", "second": "s", "sek": "s", "sekunden": "s", "segundos": "s", "secondes": "s", "secondi": "s", "seconden": "s",
	"min": "min", "mins": "min", "minutes": "min", "minute": "min", "minuten": "min", "minutos": "min", "minuti": "min",
	"h": "h", "hr": "h", "hrs": "h", "hours": "h", "hour": "h", "std": "h", "stunden": "h", "heures": "h", "horas": "h", "uur": "h",
	"d": "d", "day": "d", "days": "d", "tage": "d", "jours": "d", "dias": "d", "giorni": "d", "dagen": "d",
}

// secondsIn is how many seconds a unit of time has, 0 for other units.
func secondsIn(unit string) float64 {
	switch timeUnits[strings.ToLower(unit)] {
	case "s":
		return 1
	case "min":
		return 60
	case "h":
		return 3600
	case "d":
		return 86400
	default:
		return 0
	}
}

// lowerWords are parts of names whose metrics get better as they fall.
var lowerWords = []string{"time", "duration", "wait", "delay", "latency", "cost", "error", "fault", "defect", "complaint", "churn", "drop", "bounce", "abandon", "effort", "late", "return", "refund",
	"escalat", "backlog", "ticket", "minutes", "seconds", "incident", "cancel", "not answered", "missed", "reopen", "attempt", "exit", "leaver", "risk", "fail",
	"dauer", "zeit", "wart", "kosten", "fehler", "beschwerde", "abbruch", "verspat", "retoure", "aufwand", "absprung", "storno", "kundigung",
	"duree", "temps", "attente", "retard", "cout", "erreur", "plainte", "reclamation", "retour", "rebond", "tiempo", "espera", "demora", "coste", "costo", "queja", "reclamo", "devolucion", "rebote",
	"tempo", "custo", "erro", "reclamacao", "devolucao", "attesa", "ritardo", "errore", "reclamo", "reso", "tijd", "wacht", "vertraging", "fout", "klacht", "uitval"}

// volumeWords are parts of names of counts, which add up.
var volumeWords = []string{"sum", "visits", "visitors", "uniq visitors", "sessions", "orders", "users", "clicks", "views", "count", "volume", "total", "calls", "contacts", "tickets", "number of", "downloads", "sign ups", "signups", "leads",
	"impressions", "entered", "went on", "started", "completed", "reached", "registered", "submitted", "bookings", "sales", "revenue", "units", "completions", "likes", "complaints", "returns", "actions", "offered", "answered",
	"anzahl", "besuche", "besucher", "bestellungen", "nutzer", "umsatz", "verkaufe", "anrufe", "impressionen", "beschwerden", "nombre", "visites", "visiteurs", "commandes", "ventes", "appels",
	"visitas", "pedidos", "usuarios", "ventas", "llamadas", "numero de", "vendas", "ordini", "visite", "vendite", "chiamate", "aantal", "bezoeken", "bestellingen", "omzet", "gesprekken"}

// isVolume reports whether a name in words form is that of a count that adds up over places and time.
func isVolume(name string) bool {
	padded := " " + name + " "
	for _, w := range []string{" per ", " avg ", " average ", " mean ", " max ", " min ", " rate ", " pro ", " par ", " por ", " durchschnitt "} {
		if strings.Contains(padded, w) {
			return false
		}
	}
	for _, w := range volumeWords {
		if strings.Contains(padded, " "+w+" ") {
			return true
		}
	}
	return false
}

// scaleOf returns the scale that a header gives: "Rating (1-5)", "Score 0 to 10", "scale of 0-10".
func scaleOf(header string) (low, high float64, ok bool) {
	parts := strings.Fields(words(header))
	for i := 0; i+1 < len(parts); i++ {
		k := i + 1
		if k+1 < len(parts) && (parts[k] == "to" || parts[k] == "bis" || parts[k] == "a" || parts[k] == "tot") {
			k++
		}
		from, to := parts[i], parts[k]
		if (from == "0" || from == "1") && isDigits(to) && len(to) <= 3 {
			switch to {
			case "3", "4", "5", "6", "7", "9", "10", "100":
				h, _ := strconv.ParseFloat(to, 64)
				return float64(from[0] - '0'), h, true
			}
		}
	}
	return 0, 0, false
}

// ratingWords are parts of names of marks that people give.
var ratingWords = []string{"rating", "score", "satisf", "grade", "stars", "how ", "likely", "agree", "recommend", "importance", "bewertung", "note", "zufried", "wie ", "evaluation", "puntuacion", "valoracion", "nota", "avaliacao", "valutazione", "voto", "beoordeling", "cijfer", "ease", "effort"}

func hasAny(text string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}
