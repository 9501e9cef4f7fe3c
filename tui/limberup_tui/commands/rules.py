"""`limberup rules CASE.toml`: what the rules decide for one person at one moment, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from limberup_tui.commands import Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from limberup.catalog import Catalog
    from limberup.safety.decision import Decision
    from limberup.safety.judge import Judgement
    from limberup.safety.progress import Next
    from limberup.safety.walk import Planned

__all__ = ["rules"]

_STATES = {
    "EMERGENCY": "no session; get help now",
    "URGENT": "no session; see a doctor today",
    "CLEARANCE": "no session until a doctor or physiotherapist agrees",
    "REST_DAY": "breathing and short walks only",
    "RESCUE": "a short, gentle session of at most 10 minutes",
    "STEADY": "a session in which nothing gets harder",
    "FULL": "a full session",
}
_REFERRALS = {
    "none": "nobody needs to be seen because of this",
    "routine": "see a doctor or physiotherapist when you can",
    "urgent": "see a doctor today",
    "emergency": "get emergency help now",
}


@click.command("rules")
@click.argument("case", metavar="CASE.toml", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for a program to read.")
@click.option("--simulate", "weeks", metavar="WEEKS", type=click.IntRange(1, 104), help="Play so many weeks, 1 to 104.")
@click.option("--as", "person", metavar="FILE", type=click.Path(path_type=Path), help="The made-up person to play.")
@click.option("--seed", metavar="N", type=click.IntRange(0, 2**32 - 1), help="Other chance, same person (0).")
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
            raise click.UsageError("give either a CASE.toml, or both --simulate WEEKS and --as FILE", ctx)
        from limberup_tui.commands.simulation import simulated

        simulated(ctx.ensure_object(Setting).load(), person, weeks, seed or 0, as_json=as_json)
        return
    if case is None:
        raise click.UsageError("missing argument 'CASE.toml'", ctx)
    from limberup.safety import case as cases
    from limberup.safety.judge import judge

    catalog = ctx.ensure_object(Setting).load().catalog
    read = cases.read_case(case, catalog)
    judgement = judge(read.situation, catalog)
    result = cases.as_json(judgement, catalog)
    if as_json:
        click.echo(json.dumps(result, indent=2, ensure_ascii=True))
    else:
        for line in _lines(read.title, judgement, catalog):
            click.echo(_plain(line))
    differences = cases.compare(read.expect or {}, result)
    for difference in differences:
        click.echo(_plain(f"{case}: {difference}"), err=True)
    if differences:
        raise SystemExit(1)


def _plain(text: str) -> str:
    """Return text without anything that a terminal would act on."""
    return "".join(char if char.isprintable() else "?" for char in text)


def _lines(title: str, judgement: Judgement, catalog: Catalog) -> Iterator[str]:
    if title:
        yield title
        yield ""
    refer = str(judgement.refer)
    yield f"State     {judgement.state.value}: {_STATES[judgement.state.value]}"
    yield f"Referral  {refer}: {_REFERRALS[refer]}"
    yield f"Morning   {judgement.morning.value}"
    if judgement.offered is not None:
        names = ", ".join(catalog.exercise(id_).name for id_ in judgement.offered)
        yield f"Offered   {names or 'nothing'}"
    if judgement.during:
        yield f"During    {', '.join(judgement.during)}"
    if judgement.strength_after_hours:
        yield f"Strength  not before {judgement.strength_after_hours} hours are over"
    if judgement.rescreen:
        yield "Screening the questions are asked again first"
    for heading, items in (
        ("Plan", [_planned(entry, catalog) for entry in judgement.plan]),
        ("Next session", [_coming(item, catalog) for item in judgement.next]),
    ):
        if items:
            yield ""
            yield heading
            yield from (f"  {item}" for item in items)
    yield ""
    yield "Decisions, in their order"
    for made in judgement.decisions:
        yield f"  {made.rule:3} {made.outcome}"
        yield f"      {made.why}"
        yield f"      Source: {_sources(made, catalog)}"


def _planned(entry: Planned, catalog: Catalog) -> str:
    name = catalog.exercise(entry.exercise).name
    how = f" ({'; '.join(entry.how)})" if entry.how else ""
    if entry.dropped:
        return f"{name}: left out"
    if entry.instead:
        once = ", which is in the plan already" if entry.merged else ""
        return f"{name}: {entry.instead.exercise.name} instead{once}{how}"
    return f"{name}: done differently{how}" if how else f"{name}: as planned"


def _coming(item: Next, catalog: Catalog) -> str:
    name = catalog.exercise(item.exercise).name
    becomes = f", becomes {catalog.exercise(item.becomes).name}" if item.becomes else ""
    dose = f", {item.dose}" if item.dose else ""
    cue = f" ({item.cue})" if item.cue else ""
    return f"{name}: {item.change.value}{becomes}{dose}{cue}"


def _sources(made: Decision, catalog: Catalog) -> str:
    return ", ".join(_source(key, catalog) for key in made.source.split(", "))


def _source(key: str, catalog: Catalog) -> str:
    if key == "own":
        return "our own judgement"
    if key.startswith("C."):
        return f"section {key} of the rules"
    if key.isdigit():
        return f"article {key}"
    # Only a paper or an official page is cited as evidence.
    return key if catalog.source(key).is_evidence else f"{key} (common practice)"
