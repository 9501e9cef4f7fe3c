"""`limberup rules CASE.toml`: what the rules decide for one person at one moment, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from limberup.texts import tr, trn
from limberup_tui.commands import Setting
from limberup_tui.commands.output import complain, print_json, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from limberup.catalog import Catalog
    from limberup.safety.decision import Decision
    from limberup.safety.judge import Judgement
    from limberup.safety.progress import Next
    from limberup.safety.walk import Planned

__all__ = ["rules"]

_STATES = {
    "EMERGENCY": tr("no session; get help now"),
    "URGENT": tr("no session; see a doctor today"),
    "CLEARANCE": tr("no session until a doctor or physiotherapist agrees"),
    "REST_DAY": tr("breathing and short walks only"),
    "RESCUE": tr("a short, gentle session of at most 10 minutes"),
    "STEADY": tr("a session in which nothing gets harder"),
    "FULL": tr("a full session"),
}
_HEADINGS = {
    "state": tr("State"),
    "referral": tr("Referral"),
    "morning": tr("Morning"),
    "offered": tr("Offered"),
    "during": tr("During"),
    "strength": tr("Strength"),
    "screening": tr("Screening"),
}
_REFERRALS = {
    "none": tr("nobody needs to be seen because of this"),
    "routine": tr("see a doctor or physiotherapist when you can"),
    "urgent": tr("see a doctor today"),
    "emergency": tr("get emergency help now"),
}


@click.command("rules")
@click.argument("case", metavar="CASE.toml", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=tr("Print one JSON object, for a program to read."))
@click.option(
    "--simulate", "weeks", metavar="WEEKS", type=click.IntRange(1, 104), help=tr("Play so many weeks, 1 to 104.")
)
@click.option("--as", "person", metavar="FILE", type=click.Path(path_type=Path), help=tr("The made-up person to play."))
@click.option("--seed", metavar="N", type=click.IntRange(0, 2**32 - 1), help=tr("Other chance, same person (0)."))
@click.pass_context
def rules(
    ctx: click.Context, case: Path | None, as_json: bool, weeks: int | None, person: Path | None, seed: int | None
) -> None:
    """Tell what the safety rules decide for a worked case, and why.

    Exits with 1 where the case's own [expect] does not hold, and with 2 where the case can't be read.

    With --simulate and --as it plays a made-up person through some weeks instead.
    """
    if weeks is not None or person is not None or seed is not None:
        if case is not None or weeks is None or person is None:
            raise click.UsageError(tr("give either a CASE.toml, or both --simulate WEEKS and --as FILE"), ctx)
        from limberup_tui.commands.simulation import simulated

        simulated(ctx.ensure_object(Setting).load(), person, weeks, seed or 0, as_json=as_json)
        return
    if case is None:
        raise click.UsageError(tr("missing argument 'CASE.toml'"), ctx)
    from limberup.safety import case as cases
    from limberup.safety.judge import judge

    catalog = ctx.ensure_object(Setting).load().catalog
    read = cases.read_case(case, catalog)
    judgement = judge(read.situation, catalog)
    result = cases.as_json(judgement, catalog)
    if as_json:
        print_json(result)
    else:
        for line in _lines(read.title, judgement, catalog):
            say(line)
    differences = cases.compare(read.expect or {}, result)
    complain(f"{case}: {difference}" for difference in differences)
    if differences:
        raise SystemExit(1)


def _lines(title: str, judgement: Judgement, catalog: Catalog) -> Iterator[str]:
    if title:
        yield title
        yield ""
    refer = str(judgement.refer)
    yield _row("state", f"{judgement.state.value}: {_STATES[judgement.state.value]}")
    yield _row("referral", f"{refer}: {_REFERRALS[refer]}")
    yield _row("morning", judgement.morning.value)
    if judgement.offered is not None:
        names = ", ".join(catalog.exercise(id_).name for id_ in judgement.offered)
        yield _row("offered", names or tr("nothing"))
    if judgement.during:
        yield _row("during", ", ".join(judgement.during))
    if judgement.strength_after_hours:
        hours = judgement.strength_after_hours
        over = trn("not before {n} hour is over", "not before {n} hours are over", hours)
        yield _row("strength", over.format(n=hours))
    if judgement.rescreen:
        yield _row("screening", tr("the questions are asked again first"))
    for heading, items in (
        (tr("Plan"), [_planned(entry, catalog) for entry in judgement.plan]),
        (tr("Next session"), [_coming(item, catalog) for item in judgement.next]),
    ):
        if items:
            yield ""
            yield heading
            yield from (f"  {item}" for item in items)
    yield ""
    yield tr("Decisions, in their order")
    for made in judgement.decisions:
        yield f"  {made.rule:3} {made.outcome}"
        yield f"      {made.why}"
        yield "      " + tr("Source: {sources}").format(sources=_sources(made, catalog))


def _row(name: str, words: str) -> str:
    """Return a line with its heading, those below each other in one column."""
    wide = max(map(len, _HEADINGS.values())) + 1
    return f"{_HEADINGS[name]:{wide}}{words}"


def _planned(entry: Planned, catalog: Catalog) -> str:
    name = catalog.exercise(entry.exercise).name
    how = f" ({'; '.join(entry.how)})" if entry.how else ""
    if entry.dropped:
        return tr("{name}: left out").format(name=name)
    if entry.instead:
        once = tr(", which is in the plan already") if entry.merged else ""
        return tr("{name}: {exercise} instead{once}{how}").format(
            name=name, exercise=entry.instead.exercise.name, once=once, how=how
        )
    return (
        tr("{name}: done differently{how}").format(name=name, how=how)
        if how
        else tr("{name}: as planned").format(name=name)
    )


def _coming(item: Next, catalog: Catalog) -> str:
    name = catalog.exercise(item.exercise).name
    becomes = tr(", becomes {becomes}").format(becomes=catalog.exercise(item.becomes).name) if item.becomes else ""
    dose = f", {item.dose}" if item.dose else ""
    cue = f" ({item.cue})" if item.cue else ""
    return f"{name}: {item.change.value}{becomes}{dose}{cue}"


def _sources(made: Decision, catalog: Catalog) -> str:
    return ", ".join(_source(key, catalog) for key in made.source.split(", "))


def _source(key: str, catalog: Catalog) -> str:
    if key == "own":
        return tr("our own judgement")
    if key.startswith("C."):
        return tr("section {key} of the rules").format(key=key)
    if key.isdigit():
        return tr("article {key}").format(key=key)
    # Only a paper or an official page is cited as evidence.
    return key if catalog.source(key).is_evidence else tr("{key} (common practice)").format(key=key)
