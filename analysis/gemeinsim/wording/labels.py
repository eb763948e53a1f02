# SPDX-License-Identifier: Apache-2.0
"""What readers call parameters and columns, in English and German; what stands here in neither goes by its path."""

from __future__ import annotations

#: By path: English, German. Where a parameter is missing, English readers get the registry's own text.
PARAMETERS: dict[str, tuple[str, str]] = {
    "scenario.name": ("name", "Name"),
    "scenario.title": ("title", "Titel"),
    "scenario.description": ("description", "Beschreibung"),
    "scenario.sources": ("sources", "Quellen"),
    "time.start": ("first month", "erster Monat"),
    "time.months": ("length of the run", "Dauer"),
    "time.burn_in": ("months of growing relations before the start", "Monate, in denen vorher Beziehungen wachsen"),
    "population.inhabitants": ("inhabitants", "Einwohner"),
    "population.administration": ("units of the administration", "Stellen der Verwaltung"),
    "population.civil_society": ("organisations of civil society", "Organisationen der Zivilgesellschaft"),
    "population.business": ("firms", "Betriebe"),
    "population.place": ("place", "Ort"),
    "governance.preset": ("form of governance", "Form der Steuerung"),
    "governance.convening": ("who convenes", "wer einlädt"),
    "governance.broker": ("who carries the relations", "wer die Beziehungen trägt"),
    "governance.decision": ("how decisions are taken", "wie entschieden wird"),
    "governance.membership": ("how one becomes a member", "wie man Mitglied wird"),
    "governance.broker_paid_by": ("who pays the coordination", "wer die Koordination bezahlt"),
    "governance.money_decided_by": ("who decides about money", "wer über Geld entscheidet"),
    "governance.quorum": ("yes votes that a supermajority needs", "Ja-Stimmen für eine qualifizierte Mehrheit"),
    "governance.committee_size": ("seats of the committee", "Sitze im Ausschuss"),
    "challenges.opposing_logics": ("opposing logics of action", "gegensätzliche Handlungslogiken"),
    "challenges.funding_logics": ("funding logics", "Förderlogiken"),
    "challenges.dependence_competition": ("dependence and competition", "Abhängigkeit und Konkurrenz"),
    "challenges.federal_jurisdiction": ("federal jurisdiction", "föderale Zuständigkeiten"),
    "challenges.little_impact_orientation": ("little impact orientation", "geringe Wirkungsorientierung"),
    "challenges.personal_differences": ("personal differences", "persönliche Differenzen"),
    "challenges.hierarchy_silos": ("hierarchies and silos", "Hierarchien und Silos"),
    "challenges.missing_overview": ("missing overview", "fehlender Überblick"),
    "challenges.changing_priorities": ("changing priorities", "wechselnde Prioritäten"),
    "challenges.missing_know_how": ("missing know-how", "fehlendes Praxiswissen"),
    "actors.know_how": ("mean know-how of working together", "mittleres Praxiswissen"),
    "actors.impact_orientation": ("mean engagement with impact", "mittlere Wirkungsorientierung"),
    "actors.hours_median": ("typical hours for cooperation", "übliche Stunden für Zusammenarbeit"),
    "actors.end_rate": ("organisations that end", "Organisationen, die enden"),
    "actors.birth_rate": ("organisations that are founded", "Organisationen, die gegründet werden"),
    "relations.contact_cost": ("cost of a contact", "Kosten eines Kontakts"),
    "relations.contact_rate": ("how often contacts are thought over", "wie oft Kontakte überdacht werden"),
    "relations.pact_rate": ("how often pacts are thought over", "wie oft Pakte überdacht werden"),
    "relations.g_logic": ("extra cost across logics of action", "Mehrkosten zwischen Handlungslogiken"),
    "relations.g_silo": ("extra cost between departments", "Mehrkosten zwischen Ämtern"),
    "relations.g_person": ("extra cost of personal distance", "Mehrkosten persönlicher Distanz"),
    "relations.g_compete": ("extra cost between rivals", "Mehrkosten zwischen Konkurrenten"),
    "relations.g_depend": ("extra cost of dependence", "Mehrkosten von Abhängigkeit"),
    "relations.g_role": ("extra cost of further roles", "Mehrkosten weiterer Rollen"),
    "relations.awareness_within": ("known of the own sector by chance", "durch Zufall bekannt im eigenen Sektor"),
    "relations.awareness_across": ("known of other sectors by chance", "durch Zufall bekannt in anderen Sektoren"),
    "exchange.conflict_rate": ("conflicts in a joint month", "Konflikte in einem gemeinsamen Monat"),
    "exchange.slow": ("influence lost across logics", "Einfluss, der zwischen Logiken verloren geht"),
    "exchange.rival_information": ("information left between rivals", "Information, die Rivalen noch austauschen"),
    "hierarchy.approval_depth": ("superiors to be asked", "zu fragende Vorgesetzte"),
    "hierarchy.utilisation": ("share of a desk's time for other business", "Auslastung der Schreibtische"),
    "jurisdiction.holders": ("levels that must sign", "Ebenen, die unterschreiben müssen"),
    "jurisdiction.regulation": ("share of hours that rules take", "Anteil der Stunden für Vorschriften"),
    "leadership.state": ("state whose terms hold", "Land, dessen Amtszeiten gelten"),
    "leadership.term": ("months between elections", "Monate zwischen Wahlen"),
    "leadership.first_election": ("first election", "erste Wahl"),
    "leadership.turnover": ("changes of leadership", "Wechsel der Leitung"),
    "leadership.unclear_months": ("time of unclear leadership", "Dauer unklarer Leitung"),
    "leadership.priority_jump": ("how far new priorities leave the old", "wie weit neue Prioritäten abweichen"),
    "leadership.jump_rate": ("jumps of priorities", "Sprünge von Prioritäten"),
    "leadership.case_loss": ("cases lost with a change of leadership", "Vorgänge, die beim Wechsel verloren gehen"),
    "funding.arm": ("financing", "Finanzierung"),
    "funding.endowment": ("endowment under equal money", "Ausstattung bei gleichem Geld"),
    "funding.office_cost": ("cost of a full-time post", "Kosten einer vollen Stelle"),
    "funding.host_line": ("host's budget for offices", "Budget der Verwaltung für Koordination"),
    "funding.sessions_per_year": ("sessions of the committee in a year", "Sitzungen des Ausschusses im Jahr"),
    "funding.duration": ("usual length of a grant", "übliche Laufzeit einer Förderung"),
    "funding.earmarked": ("share of grants for measures only", "Anteil der Förderungen nur für Maßnahmen"),
    "funding.success": ("usual share of applications granted", "üblicher Anteil bewilligter Anträge"),
    "funding.gap": ("months before the first instalment", "Monate bis zur ersten Rate"),
    "funding.annuality": ("share of unspent money that lapses", "Anteil, der am Jahresende verfällt"),
    "funding.office_share": ("share of a grant for an office", "Anteil einer Förderung für Koordination"),
    "funding.overhead_cap": ("share of a grant for overhead", "Anteil einer Förderung für Gemeinkosten"),
    "funding.co_financing": ("members' own share of a project", "Eigenanteil an einem Projekt"),
    "funding.rivalry": ("distrust after a lost call", "Misstrauen nach verlorenem Aufruf"),
    "initiatives.founding": ("how initiatives begin", "wie Initiativen beginnen"),
    "initiatives.office_fte": ("posts of the office", "Stellen der Koordination"),
    "initiatives.core": ("actors at the table at founding", "Akteure am Tisch bei der Gründung"),
    "initiatives.history_visible": ("newcomers see how others work", "Neue sehen, wie andere arbeiten"),
    "initiatives.goal_minimum": ("least ambitious goal", "am wenigsten anspruchsvolles Ziel"),
    "initiatives.goal_maximum": ("most ambitious goal", "anspruchsvollstes Ziel"),
    "initiatives.output_goal_share": ("share of output goals", "Anteil von Zielen, die Leistungen zählen"),
    "initiatives.measurement_rate": ("growth of shared measurement", "Wachstum gemeinsamer Messung"),
    "initiatives.reply_delay": ("delay of replies across logics", "spätere Antworten zwischen Logiken"),
    "initiatives.vote_dependence": ("votes that follow a funder or superior", "Stimmen, die Abhängigkeiten folgen"),
    "impact.learning": ("learning from reports", "Lernen aus Berichten"),
    "outputs.snapshots": ("months of snapshots", "Monate mit Momentaufnahmen"),
    "outputs.metrics": ("metrics recorded in addition", "zusätzliche Messgrößen"),
}

#: By column of any table: English, German.
COLUMNS: dict[str, tuple[str, str]] = {
    "title": ("title", "Titel"), "sector": ("sector", "Sektor"), "level": ("level", "Ebene"),
    "legal_form": ("legal form", "Rechtsform"), "superior": ("superior", "vorgesetzte Stelle"),
    "place": ("place", "Ort"), "broker_candidate": ("may carry relations", "kann Beziehungen tragen"),
    "owner": ("starts initiatives", "gründet von sich aus"),
    "voice": ("speaks for the target group", "spricht für die Zielgruppe"), "funder": ("funder", "Geldgeber"),
    "hours": ("hours", "Stunden"), "know_how": ("know-how", "Praxiswissen"), "term": ("term", "Amtszeit"),
    "severity": ("share affected", "Anteil Betroffener"), "target_group": ("target group", "Zielgruppe"),
    "assets": ("assets needed", "nötige Mittel"), "budget": ("budget", "Budget"), "first": ("first month", "ab"),
    "last": ("last month", "bis"), "calls_per_year": ("calls a year", "Aufrufe im Jahr"),
    "grant_min": ("smallest grant", "kleinste Förderung"), "grant_max": ("largest grant", "größte Förderung"),
    "duration": ("length of a grant", "Laufzeit"), "months_to_decide": ("time to decide", "Zeit bis zur Entscheidung"),
    "office_share": ("share for an office", "Anteil für Koordination"),
    "co_financing": ("own share", "Eigenanteil"), "annuality": ("what lapses at the year's end", "was verfällt"),
    "earmark": ("earmark", "Zweckbindung"), "success": ("applications that pass", "Anträge, die durchkommen"),
    "founder": ("founder", "wer gründet"), "topic": ("topic", "Thema"), "date": ("date", "Zeitpunkt"),
    "members": ("members", "Mitglieder"), "months": ("length", "Dauer"), "target": ("target", "Ziel"),
    "size": ("size", "Größe"), "start": ("start", "Beginn"), "strength": ("strength", "Stärke"),
    "cost": ("cost", "Kosten"), "payer": ("payer", "wer zahlt"), "levels": ("levels", "Ebenen"),
    "say": ("say", "Mitsprache"), "actor": ("actor", "Akteur"), "kind": ("kind", "Art"),
}  # fmt: skip

_OF = {"en": 0, "de": 1}


def parameter_label(path: str, lang: str) -> str | None:
    """What a reader calls a parameter, None where it has no name of its own."""
    known = PARAMETERS.get(path)
    return known[_OF[lang]] if known else None


def column_label(column: str, lang: str) -> str:
    """What a reader calls a column: `salience.youth` and the like keep their name."""
    known = COLUMNS.get(column)
    return known[_OF[lang]] if known else column
