# SPDX-License-Identifier: Apache-2.0
"""The German of `wording`: every table and function here stands in `english` under the same name and keys."""

from __future__ import annotations

from collections.abc import Sequence

from gemeinsim import words_de


def amount(value: float) -> str:
    """``70.000``, ``0,05``."""
    text = f"{value:,.0f}" if value == round(value) and abs(value) < 1e15 else f"{value:,.4g}"
    return text.translate(str.maketrans(",.", ".,"))


def money(value: float) -> str:
    return f"{amount(value)} EUR"


def listing(names: Sequence[str]) -> str:
    return words_de.listing(list(names))


def either(names: Sequence[str]) -> str:
    return words_de.listing(list(names), "oder")


def some(names: Sequence[str], most: int = 5) -> str:
    """Die ersten Namen, und wie viele weitere."""
    if len(names) <= most:
        return listing(names)
    return f"{', '.join(names[:most])} und {len(names) - most} weitere"


LANG = "de"

UNITS = {
    "1": "", "months": "Monate", "month": "Monat", "h/month": "h im Monat", "EUR/month": "EUR im Monat",
    "EUR/year": "EUR im Jahr", "EUR/h": "EUR je Stunde", "EUR": "EUR", "h": "h", "1/month": "im Monat",
    "1/year": "im Jahr", "members": "Mitglieder", "sectors": "Sektoren", "desks": "vorgesetzte Stellen",
    "seats": "Sitze",
    "levels": "Ebenen", "actors": "Akteure", "km": "km", "days": "Tage", "entries": "Einträge",
    "entries/month": "Einträge im Monat",
}  # fmt: skip

UNITS_OF_ONE = {
    "members": "Mitglied", "sectors": "Sektor", "desks": "vorgesetzte Stelle", "seats": "Sitz", "levels": "Ebene",
    "actors": "Akteur", "days": "Tag", "entries": "Eintrag", "entries/month": "Eintrag im Monat",
}  # fmt: skip

YES_NO = {True: "ja", False: "nein", None: "nicht angegeben"}

HEADINGS = {
    "subject": "Worum es geht",
    "who": "Wer",
    "relations": "Beziehungen",
    "institutions": "Wer gefragt werden muss",
    "money": "Geld",
    "initiatives": "Initiativen und ihre Steuerung",
    "challenges": "Herausforderungen und Erschütterungen",
    "remedies": "Abhilfen",
    "comparison": "Was verglichen wird",
    "assumptions": "Was angenommen wird",
}

SECTIONS = {
    "scenario": "Das Szenario", "time": "Zeit", "population": "Akteure", "topics": "Themen", "actors": "Akteure",
    "relations": "Beziehungen", "exchange": "Information, Vertrauen und Positionen", "hierarchy": "Hierarchie",
    "jurisdiction": "Zuständigkeit", "leadership": "Leitung", "funding": "Geld", "governance": "Steuerung",
    "initiatives": "Initiativen", "impact": "Wirkung", "challenges": "Herausforderungen", "shocks": "Erschütterungen",
    "remedies": "Abhilfen", "schedule": "Rechenverfahren", "outputs": "Was aufgezeichnet wird",
}  # fmt: skip

ROWS = {
    "population.actors": ("Akteur", "Akteure"),
    "population.ties": ("Beziehung", "Beziehungen"),
    "population.dyads": ("Paar", "Paare"),
    "population.places": ("Ort", "Orte"),
    "topics": ("Thema", "Themen"),
    "funding.programmes": ("Programm", "Programme"),
    "relations.effects": ("Effekt", "Effekte"),
    "initiatives.prescribed": ("vorgegebene Initiative", "vorgegebene Initiativen"),
    "jurisdiction.topics": ("Thema mit zuständigen Ebenen", "Themen mit zuständigen Ebenen"),
    "jurisdiction.signatories": ("zustimmungspflichtige Stelle", "zustimmungspflichtige Stellen"),
    "shocks": ("Erschütterung", "Erschütterungen"),
    "remedies": ("Abhilfe", "Abhilfen"),
}

CHOICES = {
    "participant": "Selbststeuerung der Mitglieder",
    "lead_organisation": "federführende Organisation",
    "network_office": "Koordinationsstelle des Netzwerks",
    "mandated": "Auftrag von oben",
    "round_table": "Runder Tisch",
    "bottom_up": "jemand aus dem Kreis",
    "separate_office": "eine Koordinationsstelle",
    "lead_member": "ein Mitglied",
    "broker_decides": "wer die Beziehungen trägt",
    "superior_decides": "die vorgesetzte Stelle",
    "by_invitation": "auf Einladung",
    "host_administration": "die Verwaltung am Ort",
    "as_financed": "wie finanziert",
    "equal_money": "gleiches Geld für alle",
    "civil_society": "Zivilgesellschaft",
    "none": "keine",
    "governance.broker=none": "niemand",
    "nobody": "niemand",
    "lead": "das federführende Mitglied",
    "members": "die Mitglieder",
    "grant": "eine Förderung",
    "all": "alle",
    "broker": "wer die Beziehungen trägt",
    "superior": "die vorgesetzte Stelle",
    "committee": "ein Ausschuss",
    "steering_group": "die Steuerungsgruppe",
    "consensus": "Konsens",
    "supermajority": "qualifizierte Mehrheit",
    "majority": "Mehrheit",
    "open": "offen",
    "assigned": "zugewiesen",
    "participants": "Teilnehmende",
    "leaders": "Leitungen",
    "coordinators": "Koordinierende",
    "administration": "Verwaltung",
    "business": "Wirtschaft",
}

GOVERNANCE = {
    "bottom_up": "Jemand aus dem Kreis der Akteure lädt ein.",
    "mandated": "Eine vorgesetzte Stelle beruft ein.",
    "none": "Niemand trägt eigens die Beziehungen.",
    "lead_member": "Ein Mitglied trägt die Beziehungen, in eigener Arbeitszeit.",
    "separate_office": "Eine Koordinationsstelle trägt die Beziehungen.",
    "consensus": "Entscheidungen brauchen die Zustimmung aller.",
    "supermajority": "Entscheidungen brauchen {quorum} der Stimmen.",
    "majority": "Die Mehrheit entscheidet.",
    "broker_decides": "Wer die Beziehungen trägt, entscheidet.",
    "superior_decides": "Die vorgesetzte Stelle entscheidet.",
    "by_invitation": "Mitglied wird man auf Einladung.",
    "open": "Die Mitgliedschaft steht allen offen, die fragen.",
    "assigned": "Mitglieder unterhalb der einberufenden Stelle werden zugewiesen.",
    "nobody": "Niemand bezahlt die Koordination.",
    "lead": "Das federführende Mitglied bezahlt die Koordination.",
    "members": "Die Mitglieder bezahlen die Koordinationsstelle mit gleichen Beiträgen.",
    "host_administration": "Die Verwaltung am Ort bezahlt die Koordinationsstelle.",
    "grant": "Eine Förderung muss die Koordinationsstelle bezahlen.",
    "all": "Alle entscheiden über das Geld.",
    "broker": "Wer die Beziehungen trägt, entscheidet über das Geld.",
    "superior": "Die vorgesetzte Stelle entscheidet über das Geld.",
    "committee": "Ein Ausschuss mit {seats} Sitzen entscheidet über das Geld.",
    "steering_group": "Sobald es sie gibt, stimmt die Steuerungsgruppe anstelle aller Mitglieder ab.",
}

SECTOR = {
    "administration": "aus der Verwaltung",
    "civil_society": "aus der Zivilgesellschaft",
    "business": "aus der Wirtschaft",
}

LEVEL = {
    "municipal": "kommunal",
    "district": "vom Landkreis",
    "state": "vom Land",
    "federal": "vom Bund",
    "european": "europäisch",
}

LEVEL_SUBJECT = {
    "municipal": "die Kommune",
    "district": "den Landkreis",
    "state": "das Land",
    "federal": "den Bund",
    "european": "die Europäische Union",
}

LEVEL_NAME = {
    "none": "keine",
    "municipal": "Kommune",
    "district": "Landkreis",
    "state": "Land",
    "federal": "Bund",
    "european": "Europäische Union",
}

LEGAL_FORM = {
    "public_body": "öffentliche Stelle",
    "association": "Verein",
    "foundation": "Stiftung",
    "company": "Unternehmen",
    "cooperative": "Genossenschaft",
    "church": "Kirche",
    "unregistered": "nicht eingetragene Gruppe",
}

AUDIENCES = {
    "participants": "alle, die an einer Initiative teilnehmen",
    "leaders": "die Leitungen der Organisationen, die teilnehmen",
    "coordinators": "alle, die die Beziehungen einer Initiative tragen",
}

ASSETS = {
    "information": "Information",
    "competence": "Kompetenz",
    "resources": "Ressourcen",
    "influence": "Einfluss",
    "control": "Kontrolle",
}

CONSENT = {
    "mutual": "Ein Kontakt braucht die Zustimmung beider Seiten.",
    "unilateral": "Eine Seite allein kann einen Kontakt knüpfen.",
    "joint": "Ein Kontakt entsteht, wo er sich für beide zusammen lohnt.",
    "forcing": "Jede Seite kann einen Kontakt erzwingen.",
}

FOUNDING = {
    "volunteer": (
        "Wer sich für ein Thema interessiert, kann eine Initiative gründen; jeder wartet, ob es ein anderer tut."
    ),
    "hazard": "Interessierte gründen Initiativen zufällig, mit gleichbleibender Rate.",
    "date": "Nur die hier vorgegebenen Initiativen werden gegründet.",
}

SHOCKS = {
    "severity": "Ab {date}, über {months}, werden {size} der bisher von {target} nicht Betroffenen betroffen.",
    "leadership": "Im {date} wechselt die Leitung von {target}.",
    "budget": "Ab {date} fehlen für {months} {size} des Budgets von {target}.",
}

REMEDIES = {
    "round_table_meetings": "Treffen am Runden Tisch",
    "training": "Schulung",
    "fast_track": "schnelles Verfahren für Zustimmungen",
    "delegation": "übertragene Befugnisse",
    "portal": "Portal",
    "guides": "Leitfäden",
    "mediation": "Mediation",
    "long_grants": "längere Förderung",
    "pooled_budget": "gemeinsames Budget",
    "indicator_support": "Hilfe bei Indikatoren",
    "backbone_funding": "Förderung der Koordinationsstelle",
}

PAGE = {
    "time": "{place}, von {start} bis {end} ({months}).",
    "time_spread": "{place} Gemeinden, von {start} bis {end} ({months}).",
    "inhabitants": "{people} Menschen leben dort.",
    "inhabitants_spread": "{people} Menschen leben dort, verteilt auf {count} Gemeinden ungleicher Größe.",
    "topic": "Gearbeitet wird an {title}: {severity} von {people} Menschen sind am Anfang betroffen.",
    "topic_unsized": "Gearbeitet wird an {title}: {severity} der Zielgruppe sind am Anfang betroffen.",
    "topic_assets": "Dazu braucht es {assets}.",
    "description": "{text}",
    "actors_listed": "{count} Akteure sind aufgeführt: {sectors}.",
    "actors_drawn": "Etwa {count} Akteure werden gezogen: {sectors}.",
    "sector_count": "{count} {sector}",
    "levels": "Von der Verwaltung sind {levels}.",
    "level_count": "{count} {level}",
    "superiors": "{count} haben eine vorgesetzte Stelle; die meisten übereinander sind {tallest}.",
    "voices": "{count} sprechen für die Zielgruppe: {names}.",
    "no_voices": "Kein Akteur ist benannt, der für die Zielgruppe spricht.",
    "owners": "Von sich aus gründen: {names}.",
    "funded": "{count} leben vom Geld eines anderen Akteurs.",
    "appear_one": "{names} kommt im {date} hinzu.",
    "appear_many": "Im {date} kommen hinzu: {names}.",
    "end_one": "{names} endet zu Beginn des Monats {date}; niemand folgt nach.",
    "end_many": "Zu Beginn des Monats {date} enden: {names}; niemand folgt nach.",
    "turnover": ("Von den Organisationen außerhalb der Verwaltung enden im Jahr {ends}; neue treten an ihre Stelle."),
    "no_turnover": "Keine Organisation endet durch Zufall.",
    "ties_listed": "{count} Beziehungen sind am Anfang bekannt, {pacts} davon Pakte.",
    "ties_drawn": "Kontakte am Anfang werden in jedem Lauf neu gezogen (Verfahren: {generator}).",
    "ties_grow": "Zuerst hat niemand Kontakt; Beziehungen wachsen über {months} vor dem ersten Monat.",
    "aware": (
        "Durch Zufall allein kennt ein Akteur {within} des eigenen Sektors am Ort und {across} der anderen Sektoren."
    ),
    "complete": "Alle kennen alle.",
    "hours": (
        "Ein Kontakt kostet jede Seite {contact} h im Monat, ein Pakt {pact} h; ein Akteur hat im Mittel (Median) "
        "{hours} h im Monat für Zusammenarbeit."
    ),
    "depth_none": "Niemand Vorgesetztes muss gefragt werden.",
    "depth": (
        "Vorgesetzte, die zustimmen müssen, soweit es so viele gibt: bei einem Pakt im Mittel {pact}, bei einer "
        "Unterschrift {signature}."
    ),
    "desks": "Jeder Schreibtisch ist {busy} der Zeit mit anderem beschäftigt.",
    "levels_topic": (
        "Bei {title} gibt es Zuständigkeit für {levels}, mit Zustimmung zu allem, was die Verwaltung unterschreibt; "
        "Vorschriften nehmen {regulation} der Stunden aller."
    ),
    "levels_none": (
        "Bei {title} muss keine Ebene zustimmen, wenn die Verwaltung unterschreibt, und keine macht Vorschriften."
    ),
    "levels_default": (
        "Ebenen über der Kommune, die unterschreiben müssen: {holders} (bei Themen ohne eigene Zeile); Vorschriften "
        "nehmen {regulation} der Stunden aller."
    ),
    "signs": "{actor} unterschreibt für {level} {topic}.",
    "signs_own": "{actor} muss aus eigenem Recht zustimmen {topic}.",
    "heard": "{actor} wird angehört {topic} und kann nicht ablehnen.",
    "on_topic": "bei {title}",
    "on_all": "bei jedem Thema",
    "elections": "Gemeindeoberhäupter werden alle {months} gewählt{first}.",
    "first_election": ", zuerst im {date}",
    "no_programmes": "Es gibt kein Programm, bei dem man Geld beantragen kann.",
    "programme": "„{name}“: {budget} im Jahr{funder}, {calls}; Förderung {grant}, {duration}.",
    "programme_off": "„{name}“ hat hier kein Budget (eine Versuchsreihe kann ihm eines geben).",
    "programme_funder": " von {name}",
    "calls": "{count} Aufrufe im Jahr",
    "call": "ein Aufruf im Jahr",
    "grant_up_to": "bis {most}",
    "grant_between": "{least} bis {most}",
    "duration": "Laufzeit {months}",
    "duration_default": "mit der üblichen Laufzeit ({months})",
    "decide": "Eine Entscheidung dauert {months}; {success} der durchschnittlichen Anträge kommen durch.",
    "decide_default": (
        "Eine Entscheidung dauert {months}; {success} der durchschnittlichen Anträge kommen durch (der übliche Anteil)."
    ),
    "apply": "Beantragen darf nur, wer {who}.",
    "apply_sectors": "zum Sektor {names} gehört",
    "apply_levels": "auf der Ebene {names} steht",
    "apply_legal_forms": "die Rechtsform {names} hat",
    "budgets": (
        "Für Zusammenarbeit hat eine Verwaltung {administration} im Jahr, eine Organisation der Zivilgesellschaft "
        "{civil_society}, ein Betrieb {business}."
    ),
    "host": "Eine Verwaltung hat {host} im Jahr für Koordinationsstellen.",
    "office": "Eine volle Stelle kostet {cost} im Monat.",
    "equal_money": "Jede Initiative bekommt dieselben {endowment} im Monat, welche Form sie auch hat (gleiches Geld).",
    "preset": "Form der Steuerung: {preset}.",
    "preset_changed": "Form der Steuerung: {preset}, in {count} geändert.",
    "choices_one": "einem Punkt",
    "choices_many": "{count} Punkten",
    "prescribed": "Im {date} gründet {founder} eine Initiative zu {title}{members}.",
    "prescribed_members": ", mit {members}",
    "dials_even": (
        "Alle zehn Herausforderungen stehen auf {value} von 1 (0: nicht da, 1: so stark, wie es denkbar ist)."
    ),
    "dials_most": (
        "Von den zehn Herausforderungen: {names} (0: nicht da, 1: so stark, wie es denkbar ist); die übrigen stehen "
        "auf {value}."
    ),
    "dial": "{name} auf {value}",
    "dial_overridden": "{count} Werte gibt das Szenario selbst statt einer Herausforderung: {names}.",
    "no_shocks": "Keine Erschütterung ist vorgesehen.",
    "no_remedies": "Es gibt keine Abhilfe.",
    "remedy": "{kind}: ab {date}, für {months}, Stärke {strength}; {cost}.",
    "remedy_until": "{kind}: von {date} bis {end}, Stärke {strength}; {cost}.",
    "portal_of": "{kind} für {places}, jeder Ort mit seinen eigenen Einträgen",
    "portal_across": "{kind} für {places}, mit den Einträgen aller dieser Orte",
    "portal_common": "{kind} mit den Einträgen aller Orte",
    "training": "{kind} für {audience}, {course}",
    "at_work": "gelernt wird bei der Arbeit",
    "course": "in einem Kurs von {days}",
    "coaching": " und danach Begleitung von {days}",
    "day": "1 Tag",
    "days": "{count} Tagen",
    "cost_none": "kostet nichts",
    "cost": "kostet {cost} im Monat, bezahlt {payer}",
    "payer_outside": "von außen",
    "payer": "von {name}",
    "compared": "Nach {file}: {factors}, in {points}, je {replicates} Läufe.",
    "compared_until": "Nach {file}: {factors}, in {points}, je höchstens {replicates} Läufe.",
    "range": "{least} bis {most}",
    "factor_of_row": "{column} von {row}",
    "factor": "{name} ({values})",
    "point": "1 Punkt",
    "points": "{count} Punkten",
    "not_compared": "Keine Versuchsreihe neben dem Szenario vergleicht etwas damit.",
    "counts": (
        "Von {all} Parametern stehen {given} im Szenario, {preset} folgen aus einer benannten Wahl, {dial} aus einer "
        "Herausforderung; {default} haben ihren Standardwert."
    ),
    "defaults": (
        "Von diesen Standardwerten sind {assumed} Annahmen des Programms, {sourced} haben eine Quelle; den Rest "
        "bestimmt, wer das Szenario schreibt."
    ),
    "differ": "{count} weichen von ihrem Standardwert ab.",
    "differ_source": "{count} davon ersetzen einen Standardwert, der eine Quelle hat: {names}.",
    "differ_assumed": "{count} ersetzen eine Annahme des Programms: {names}.",
    "replaced": "{label} {value} statt {default}",
    "sources": "Woher die eigenen Zahlen des Szenarios kommen: {names}.",
    "no_sources": "Das Szenario nennt keine Quelle für seine eigenen Zahlen.",
    "not_a_forecast": (
        "Die Seite sagt, was hineingegeben wird. Was herauskommt, erklärt und vergleicht; es sagt keinen Ort voraus."
    ),
}

DIFF = {
    "heading": "{first} (A) und {second} (B)",
    "same": "A und B sagen dasselbe: kein Wert unterscheidet sich, Standardwerte eingeschlossen.",
    "summary": "Sie unterscheiden sich in {values} aus {sections}.",
    "value": "1 Wert",
    "values": "{count} Werten",
    "section": "1 Abschnitt",
    "sections": "{count} Abschnitten",
    "line": "{label}: {a} → {b}",
    "only_a": "nur in A: {names}",
    "only_b": "nur in B: {names}",
    "many": "{column}: anders bei {count} von {all} ({rows}): {names}",
}
