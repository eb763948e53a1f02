# SPDX-License-Identifier: Apache-2.0
"""The German of `words`: every table and function here stands there under the same name and with the same keys."""

from __future__ import annotations

from collections.abc import Sequence

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip


def listing(names: Sequence[str], last: str = "und") -> str:
    """``a``, ``a und b``, ``a, b und c``."""
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def count(number: int, noun: str) -> str:
    """``1 Monat``, ``7 Monate``."""
    one, many = NOUNS[noun]
    return f"{number} {one if number == 1 else many}"


def date(year: int, month: int) -> str:
    """``März 2009``, zu setzen nach „im“."""
    return f"{MONTHS[month - 1]} {year}"


def name(title: str) -> str:
    """A title inside a sentence: in quotes, so that it needs no article and no case."""
    return f"„{title}“"


def share(value: float) -> str:
    """``83 %``; never 0 % or 100 % for a share that is neither."""
    if 0 < value < 0.005:
        return "weniger als 1 %"
    if 0.995 <= value < 1:
        return "mehr als 99 %"
    return f"{100 * value:.0f} %"


def decimal(value: float, places: int = 1) -> str:
    return f"{value:.{places}f}".replace(".", ",")


NOUNS = {
    "month": ("Monat", "Monate"),
    "months_dative": ("Monat", "Monaten"),
    "time": ("Mal", "Mal"),
    "member": ("Mitglied", "Mitglieder"),
    "initiative": ("Initiative", "Initiativen"),
    "run": ("Lauf", "Läufe"),
}

POLICY_NAMES = {
    "participant": "Selbststeuerung der Mitglieder",
    "lead_organisation": "federführende Organisation",
    "network_office": "eigene Koordinationsstelle",
    "mandated": "Auftrag der Verwaltung",
    "round_table": "Runder Tisch",
    "as_financed": "finanziert wie vorgesehen",
    "equal_money": "gleiches Geld für alle",
}

FACTOR_NAMES = {"governance_preset": "Steuerungsmodell", "funding_arm": "Finanzierung"}

PHASE_NAMES = {
    "initiation": "Anbahnung",
    "design": "Planung",
    "implementation": "Umsetzung",
    "completed": "Ziel erreicht",
    "dissolved": "aufgelöst",
}

#: What each phase leads to: nominative, genitive, accusative.
PRODUCTS = {
    "initiation": ("die Kooperationsvereinbarung", "der Kooperationsvereinbarung", "die Kooperationsvereinbarung"),
    "design": ("der Aktionsplan", "des Aktionsplans", "den Aktionsplan"),
    "implementation": ("der Bericht", "des Berichts", "den Bericht"),
}

TASKS = {
    "convene": "Beteiligte finden und einladen",
    "steering_group": "Steuerungsgruppe bilden",
    "means_for_office": "Mittel für eine Koordinationsstelle einwerben",
    "common_goal": "gemeinsames Ziel vereinbaren",
    "widen_circle": "Kreis erweitern",
    "working_groups": "Arbeitsgruppen einrichten",
    "set_up_office": "Koordinationsstelle einrichten",
    "action_plan": "gemeinsamen Aktionsplan aufstellen",
    "indicators": "gemeinsame Indikatoren und Messung vereinbaren",
    "communicate": "Verständigung pflegen",
    "steer": "steuern und verbessern",
    "measures": "Maßnahmen umsetzen und verzahnen",
    "data": "Daten erheben und auswerten",
}

#: Label of a figure; what was waited for, after „auf“.
CAUSES = {
    "work": ("Arbeitsstunden", "Arbeitsstunden der Mitglieder"),
    "coordination": ("Koordinationsstunden", "Stunden für die Koordination untereinander"),
    "know_how": ("Kenntnisse", "Kenntnisse in der Zusammenarbeit"),
    "common_goal": ("Einigkeit", "Einigkeit über das gemeinsame Ziel"),
    "impact_orientation": ("Wirkungsorientierung", "mehr Aufmerksamkeit für die Wirkung"),
    "money": ("Geld", "Geld für die Koordinationsstelle"),
    "no_host": ("Trägerschaft", "jemanden, der die Koordinationsstelle trägt"),
    "approval": ("Zustimmung", "die Zustimmung von {actor}"),
    "vote": ("Abstimmungen", "die Antwort von {actor}"),
    "members": ("Mitglieder", "weitere Mitglieder"),
    "own_pace": ("Aufgaben selbst", "den Abschluss der Aufgaben, die nichts Besonderes bremste"),
}

#: The same where several are asked.
CAUSES_OF_MANY = {"approval": "die Zustimmung von Vorgesetzten", "vote": "Antworten bei Abstimmungen"}

DETAILS = {
    "leadership_unclear": "Leitung ungeklärt",
    "desk_absent": "Leitung abwesend",
    "desk_queue": "anderes lag davor",
    "desk_service": "in Bearbeitung",
    "line_empty": "die Haushaltsmittel von {actor} waren verbraucht",
    "host_withdrew": "die Leitung von {actor} trug das Thema nicht mehr",
    "members_short": "die Mitglieder konnten die Beiträge nicht aufbringen",
    "lead_short": "{actor} konnte nicht zahlen",
    "account_short": "weder Zuwendung noch eigene Mittel reichten",
    "nobody_joins": "niemand sonst war gefragt",
    "invited": "die Gefragten hatten sich noch nicht entschieden",
    "joining_approval": "die Vorgesetzten derer, die beitreten wollten, hatten noch nicht zugestimmt",
    "one_sector": "es waren zu wenige Sektoren beteiligt",
}

SIDES = {
    "administration": "der Verwaltung",
    "civil_society": "der Zivilgesellschaft",
    "business": "der Wirtschaft",
    "dependents": "dem Kreis derer, die anderen folgen",
}

ENDS = {
    "completed": "das Ziel war erreicht",
    "members": "zu wenige Mitglieder oder nur noch ein Sektor",
    "office_unfunded": "kein Geld für die Koordinationsstelle",
    "no_progress": "zu lange kein Fortschritt",
    "leader_gone": "niemand führte sie mehr an",
    "base": "ein Anlass außerhalb des Modells",
}

EXPLAIN = {
    "heading": "Initiative {number}: {topic} ({run})",
    "run": "Lauf {run}",
    "run_dative": "Lauf {run}",
    "run_with": "Lauf {run}, {settings}",
    "setting": "{factor}: {level}",
    "founded": "Gegründet im {date} von {founder}.",
    "founded_prescribed": "Gegründet im {date} von {founder}, wie es das Szenario vorgibt.",
    "founded_by_mandate": "Einberufen im {date} auf Anordnung von {founder}.",
    "phase_done": "{product} brauchte {months}, bis {date}{causes}.",
    "report_done": "Der erste Bericht brauchte {months}, bis {date}{causes}.",
    "reports_more": "Danach folgten {reports} weitere Berichte in {months}{causes}.",
    "reports_one": "Danach folgte ein weiterer Bericht in {months}{causes}.",
    "phase_open": "Für {product} reichten {months} nicht{causes}.",
    "phase_open_one": "Für {product} reichte 1 Monat nicht{causes}.",
    "phase_completed": "Danach setzte sie ihren Plan um, {months} lang{causes}.",
    "phase_going": "Auf {product} arbeitet sie seit {months} hin{causes}.",
    "causes": "; die Initiative wartete {causes}",
    "cause": "{months} auf {cause}",
    "cause_detail": "{months} auf {cause} ({detail})",
    "cause_speed": "auf {share} des sonst möglichen Tempos gebremst",
    "cause_for": "für die Unterschrift von {about}",
    "cause_more": "{months} aus anderen Gründen",
    "refused_by_vote": "Im {date} fiel der Text {product} durch: {actor} stimmte dagegen{follows}{side}.",
    "refused_follows": " und folgte dabei {about}",
    "refused_side": "; die meisten Nein-Stimmen kamen aus {side}",
    "refused_by_superiors": "Im {date} unterschrieben zu wenige {product}: {actor} ließ {about} nicht unterschreiben.",
    "refused_by_signers": "Im {date} unterschrieben zu wenige {product}: {actor} wollte nicht.",
    "refused_too_few": "Im {date} fand {product} zu wenige Unterschriften.",
    "refused_often": "Insgesamt fiel der Text {product} {times} durch.",
    "unpaid": "Von {start} bis {end} ({months}) fehlte das Geld für die Koordinationsstelle: {why}.",
    "unpaid_one": "Im {start} fehlte das Geld für die Koordinationsstelle: {why}.",
    "completed": "Im {date}, nach {months}, war sie am Ziel.",
    "dissolved": "Im {date}, nach {months}, löste sie sich auf: {cause}.",
    "at_once": "Sie endete im Monat ihrer Gründung: {cause}.",
    "alive": "Am Ende des Laufs, nach {months}, besteht sie noch (Phase: {phase}).",
    "longest": "Am längsten wartete sie auf {cause}: {lost} von {all}.",
    "gain": "Am meisten zu gewinnen war bei „{label}“: für sich allein behoben bis zu {months}.",
    "axis_date": "Monate seit {date}",
    "axis": "Monate seit Beginn",
    "members": "Mitglieder",
    "phase": "Phase",
    "waited": "wartete auf",
    "agreement": "Vereinbarung",
    "action_plan": "Aktionsplan",
    "report": "Bericht",
    "refused": "Ablehnung",
    "join": "tritt bei",
    "leave": "geht",
    "list_heading": "{initiatives} in {run}",
    "list_columns": ("Nr.", "gegründet von", "gegründet", "Ende", "Stand", "Monate", "vor allem gewartet auf"),
    "ongoing": "besteht",
    "ask": "Zu einer davon mehr: --initiative NR",
    "lost_heading": "Worauf Initiativen warten, Anteil der Monate",
    "lost_sentence": "{level}: {initiatives}; sie warteten auf {shares}.",
    "lost_share": "{cause} ({share} ihrer Monate)",
    "lost_none": "{level}: keine Initiative.",
    "lost_axis": "Anteil der Monate [%]",
    "all_runs": "Alle Läufe",
    "months_each": "Monate je Initiative",
}
