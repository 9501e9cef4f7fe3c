"""You and your room, line by line: answers that suit most as they stand, and each of them can be changed."""

from __future__ import annotations

from dataclasses import replace

from limberup.catalog import fold
from limberup.equipment import EVERYDAY, equipment_words
from limberup.exercise import Position
from limberup.help_numbers import countries
from limberup.person import Person
from limberup.problem import join_words
from limberup.texts import tr
from limberup.vocabulary import thing_name, thing_names
from limberup_tui.fields import ABOUT, FLOOR_WORDS, NO_FLOOR, NOT_SAID, Choice, with_room
from limberup_tui.plain.front import Front

__all__ = ["ask_choice", "ask_room"]


def ask_choice(front: Front, choice: Choice, person: Person) -> Person:
    """Ask for one of a few values, and return the person with it; with the one they have where it is left."""
    options = {str(number): words for number, words in enumerate(choice.words.values(), 1)}
    answer = front.talk.ask(
        f"{choice.label}: {choice.shown(person)}.", {**options, "": tr("Leave it as it is")}, choice.hint
    )
    if not answer:
        return person
    value = list(choice.words)[int(answer) - 1]
    return replace(person, **{choice.name: value})


def ask_room(front: Front) -> str | None:
    """Ask about the person and their room, and note it.

    Returns:
        None once it is noted; "s" where it was skipped, "x" to go back.
    """
    talk, person = front.talk, front.house.person
    things = equipment_words(front.house.catalog)
    while True:
        rows = [f"{choice.label}: {choice.shown(person)}" for choice in ABOUT]
        country = countries().get(person.country, person.country) or NOT_SAID
        rows += [
            tr("Country: {country}").format(country=country),
            tr("Positions to avoid: {positions}").format(positions=_positions(person)),
        ]
        if things:
            rows.append(tr("Equipment: {equipment}").format(equipment=_equipment(person)))
        options = {str(number): row for number, row in enumerate(rows, 1)}
        question = tr("Change what is different for you: type its number.")
        answer = talk.ask(question, {**options, "": tr("Continue"), "s": tr("Skip"), "x": tr("Back")})
        if answer in ("s", "x"):
            return answer
        if not answer:
            break
        at = int(answer) - 1
        if at < len(ABOUT):
            person = ask_choice(front, ABOUT[at], person)
        else:
            person = (_ask_country, _ask_positions, _ask_equipment)[at - len(ABOUT)](front, person)
    told = person
    front.keep(lambda: front.house.update_person(lambda person: with_room(person, told)))
    return None


def _positions(person: Person) -> str:
    cannot = [FLOOR_WORDS] if NO_FLOOR in person.conditions else []
    cannot += [position.words for position in Position if position in person.cannot]
    return join_words(cannot, "or") if cannot else tr("none ticked, so none is left out")


def _equipment(person: Person) -> str:
    if person.equipment is None:
        return tr("not said, so nothing is left out")
    return ", ".join(thing_names(sorted(person.equipment))) or tr("none of these")


def _ask_country(front: Front, person: Person) -> Person:
    talk, known = front.talk, countries()
    talk.say(
        tr("Your country: for the emergency numbers that limberup shows, and nothing else."),
        tr(
            "Type its name in English or its two letters, n for not said, ? for the list, or Enter to leave it as it "
            "is."
        ),
    )
    while line := talk.hear():
        if line == "?":
            talk.say(*(f"{code}: {name}" for code, name in known.items()))
        elif line.lower() == "n":
            return replace(person, country="")
        elif found := next((code for code, name in known.items() if fold(line) in (fold(code), fold(name))), None):
            return replace(person, country=found)
        else:
            talk.say(tr("That is not in the list. Type ? to read it, or Enter to leave it as it is."))
    return person


def _ask_positions(front: Front, person: Person) -> Person:
    items = {NO_FLOOR: FLOOR_WORDS, **{position.value: position.words for position in Position}}
    ticked = {position.value for position in person.cannot} | person.conditions & {NO_FLOOR}
    intro = tr("Tick what you can't get into. What begins there is left out.")
    told = front.talk.ticks(
        intro, items, ticked, others={"x": tr("Leave it as it is")}, none=tr("I can get into all of them")
    )
    if isinstance(told, str):
        return person
    conditions = person.conditions - {NO_FLOOR} | told & {NO_FLOOR}
    return replace(person, cannot=frozenset(map(Position, told - {NO_FLOOR})), conditions=conditions)


def _ask_equipment(front: Front, person: Person) -> Person:
    have = person.equipment or frozenset()
    things = sorted({*equipment_words(front.house.catalog), *have} - EVERYDAY)
    intro = tr("Tick what you have. Taken as there: {everyday}.").format(
        everyday=join_words(thing_names(sorted(EVERYDAY)))
    )
    others = {"u": tr("I would rather not say: nothing is left out for it"), "x": tr("Leave it as it is")}
    told = front.talk.ticks(intro, {thing: thing_name(thing) for thing in things}, have, others=others)
    if told == "u":
        return replace(person, equipment=None)
    return person if isinstance(told, str) else replace(person, equipment=told)
