package ingest

// role is what a column is for.
type role string

const (
	noRole          role = ""
	dateRole        role = "date"
	metricRole      role = "metric" // the column names the metric of each row
	stageRole       role = "stage"
	stepRole        role = "step"
	placeRole       role = "place" // stage, step or touchpoint
	segmentRole     role = "segment"
	valueRole       role = "value"
	numeratorRole   role = "numerator"
	denominatorRole role = "denominator"
	countRole       role = "n"
	idRole          role = "id"
	ignoreRole      role = "ignore"
	// Further roles carry a name: "metric:NPS" is a column of values of NPS, "numerator:", "denominator:"
	// and "n:" belong to the metric named, "period:2026-03" is a column of that period and "place:2.1" one
	// of that step.
)

// headerWords maps the header of a column, in words form, to its role, in English, German, French,
// Spanish, Portuguese, Italian and Dutch.
var headerWords = index(map[role][]string{
	dateRole: {
		"date", "day", "week", "month", "quarter", "period", "year", "timestamp", "time stamp", "datetime", "date time", "response date", "visit date",
		"review date", "survey date", "submitted", "submitted at", "created", "created at", "completed", "completed at", "recorded date", "end date",
		"start date", "month start date", "year month", "reporting period", "date received", "invoice date", "order date", "event date", "response time stamp",
		"datum", "tag", "woche", "monat", "quartal", "zeitraum", "jahr", "zeitpunkt", "zeitstempel", "berichtszeitraum", "antwortdatum", "erhebungsdatum", "kalenderwoche",
		"jour", "semaine", "mois", "trimestre", "periode", "annee", "horodatage", "date de reponse",
		"fecha", "dia", "semana", "mes", "periodo", "ano", "fecha de respuesta", "marca temporal",
		"data", "horario", "carimbo de data hora", "giorno", "settimana", "mese", "anno", "data risposta", "data e ora",
		"dag", "maand", "kwartaal", "jaar", "tijdstip", "tijdstempel",
	},
	metricRole: {
		"metric", "kpi", "measure", "indicator", "metric name", "kpi name", "question", "item", "measure name", "figure",
		"kennzahl", "metrik", "kenngrosse", "messgrosse", "indikator", "frage",
		"indicateur", "mesure", "metrique", "metrica", "indicador", "medida", "indicatore", "misura", "meetwaarde", "maatstaf", "kengetal", "vraag",
	},
	stageRole: {
		"stage", "phase", "journey stage", "journey phase", "stage name", "phase name", "lifecycle stage", "funnel stage",
		"abschnitt", "journey abschnitt", "reisephase", "kundenphase", "etappe",
		"etape", "etape du parcours", "phase du parcours", "etapa", "fase", "etapa del viaje", "fase da jornada", "etapa da jornada", "tappa", "fase del percorso", "stadium", "fase van de reis",
	},
	stepRole: {
		"step", "journey step", "step name", "activity", "task", "page", "screen", "substage", "sub stage",
		"schritt", "prozessschritt", "aktivitat", "aufgabe", "teilschritt", "etape detaillee", "sous etape", "activite", "paso", "actividad", "subetapa",
		"passo", "atividade", "passaggio", "attivita", "stap", "activiteit", "deelstap", "substap",
	},
	placeRole: {
		"place", "stage or step", "stage step", "step stage", "touchpoint", "touch point", "moment", "position in journey", "journey point", "phase schritt", "stage step name", "phase step",
		"kontaktpunkt", "beruhrungspunkt", "stelle", "punkt", "point de contact", "punto de contacto", "ponto de contato", "ponto de contacto", "punto di contatto", "contactpunt", "contactmoment", "moment in de reis",
	},
	segmentRole: {
		"segment", "persona", "customer segment", "customer group", "group", "audience", "cohort", "customer type", "user type", "segment name",
		"kundengruppe", "kundensegment", "zielgruppe", "gruppe", "kundentyp", "groupe", "groupe de clients", "type de client", "profil",
		"segmento", "grupo", "tipo de cliente", "perfil", "publico", "segmento de cliente", "gruppo", "tipo cliente", "segmento cliente", "groep", "doelgroep", "klantgroep", "klantsegment", "klanttype",
	},
	valueRole: {
		"value", "score", "result", "rating", "answer", "response", "amount", "measurement", "actual", "metric value", "kpi value",
		"wert", "ergebnis", "bewertung", "antwort", "messwert", "istwert", "ist", "valeur", "resultat", "note", "reponse",
		"valor", "resultado", "puntuacion", "respuesta", "nota", "pontuacao", "resposta", "valore", "risultato", "punteggio", "voto", "risposta", "waarde", "resultaat", "antwoord", "cijfer",
	},
	numeratorRole: {
		"numerator", "num", "hits", "successes", "converted", "positive", "positives", "numerator value",
		"zahler", "treffer", "erfolge", "numerateur", "succes", "numerador", "exitos", "sucessos", "numeratore", "successi", "teller",
	},
	denominatorRole: {
		"denominator", "den", "denom", "out of", "base", "denominator value", "opportunities", "population",
		"nenner", "basis", "grundgesamtheit", "denominateur", "denominador", "denominatore", "noemer", "grondslag",
	},
	countRole: {
		"n", "responses", "number of responses", "response count", "answers", "number of answers", "sample", "sample size", "count", "respondents", "number of respondents",
		"cases", "weight", "base size", "no of responses", "num responses", "n responses", "total responses", "samples", "observations", "volume",
		"anzahl", "antworten", "anzahl antworten", "stichprobe", "stichprobengrosse", "fallzahl", "falle", "gewicht", "rucklauf", "anzahl der antworten", "teilnehmer",
		"reponses", "nombre de reponses", "nombre", "effectif", "echantillon", "taille de l echantillon", "repondants",
		"respuestas", "numero de respuestas", "muestra", "tamano de la muestra", "encuestados", "cantidad", "casos",
		"respostas", "numero de respostas", "amostra", "tamanho da amostra", "respondentes", "quantidade",
		"risposte", "numero di risposte", "campione", "numero risposte", "rispondenti", "casi", "antwoorden", "aantal antwoorden", "aantal", "steekproef", "steekproefgrootte", "respondenten",
	},
	idRole: {
		"id", "respondent", "respondent id", "response id", "row id", "record id", "survey id", "customer id", "user id", "ticket", "ticket id", "case id", "session id", "external id",
		"visitor id", "client id", "order id", "uuid", "guid", "email", "e mail", "row", "nr", "row number", "lfd nr", "laufende nummer",
		"kundennummer", "kunden id", "antwort id", "teilnehmer id", "vorgang", "vorgangsnummer", "identifiant", "id client", "id reponse", "numero", "numero de client",
		"id cliente", "id respuesta", "id encuesta", "encuesta id", "cliente id", "id resposta", "id risposta", "klant id", "klantnummer", "antwoord id", "volgnummer",
	},
})

// secondSegments are headers that name a segment when no better column does.
var secondSegments = map[string]bool{
	"channel": true, "kanal": true, "canal": true, "canale": true, "kanaal": true, "device": true, "device category": true, "region": true, "country": true, "market": true,
	"land": true, "pays": true, "pais": true, "paese": true, "gerat": true, "appareil": true, "dispositivo": true, "apparaat": true, "regio": true, "regione": true,
	"plan": true, "tier": true, "team": true, "branch": true, "location": true, "contract": true,
}

// wholeWords are segments that mean everybody.
var wholeWords = map[string]bool{
	"all": true, "total": true, "overall": true, "everyone": true, "all customers": true, "all segments": true, "all users": true, "alle": true, "gesamt": true, "insgesamt": true, "tous": true,
	"toutes": true, "ensemble": true, "todos": true, "todas": true, "tutti": true, "tutte": true, "totale": true, "geral": true, "totaal": true, "iedereen": true,
}

// personal are headers of columns that may hold what people wrote or who they are.
var personal = []string{"comment", "why", "verbatim", "feedback", "remark", "note", "text", "reason", "kommentar", "bemerkung", "commentaire", "comentario", "commento", "opmerking", "name", "email", "phone"}

func index(table map[role][]string) map[string]role {
	byWord := map[string]role{}
	for r, headers := range table {
		for _, h := range headers {
			byWord[h] = r
		}
	}
	return byWord
}

var monthNames = func() map[string]int {
	lists := []string{
		"january february march april may june july august september october november december",
		"jan feb mar apr may jun jul aug sep oct nov dec",
		"januar februar marz april mai juni juli august september oktober november dezember",
		"janner feber maerz apr mai jun jul aug sept okt nov dez",
		"janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
		"janv fevr mars avr mai juin juil aout sept oct nov dec",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"ene feb mar abr may jun jul ago set oct nov dic",
		"janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
		"jan fev mar abr mai jun jul ago set out nov dez",
		"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
		"gen feb mar apr mag giu lug ago set ott nov dic",
		"januari februari maart april mei juni juli augustus september oktober november december",
		"jan febr mrt apr mei jun jul aug sept okt nov dec",
	}
	names := map[string]int{}
	for _, list := range lists {
		number, start := 1, 0
		for i := 0; i <= len(list); i++ {
			if i == len(list) || list[i] == ' ' {
				names[list[start:i]] = number
				number, start = number+1, i+1
			}
		}
	}
	return names
}()

// weekdayOrFiller are words of dates that say nothing more.
var weekdayOrFiller = index2("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun " +
	"montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche " +
	"lunes martes miercoles jueves viernes sabado domingo segunda terca quarta quinta sexta feira lunedi martedi mercoledi giovedi venerdi " +
	"maandag dinsdag woensdag donderdag vrijdag zaterdag zondag of the de del den der le el")

func index2(list string) map[string]bool {
	set := map[string]bool{}
	start := 0
	for i := 0; i <= len(list); i++ {
		if i == len(list) || list[i] == ' ' {
			set[list[start:i]] = true
			start = i + 1
		}
	}
	return set
}
