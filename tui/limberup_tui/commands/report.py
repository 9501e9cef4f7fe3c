"""`limberup report`: a page for the person who helps."""

from __future__ import annotations

from pathlib import Path

import click

from limberup.texts import tr
from limberup_tui.commands import Setting
from limberup_tui.commands.output import complain, print_json, say

__all__ = ["report"]


@click.command()
@click.option(
    "--weeks", metavar="N", type=int, default=6, show_default=True, help=tr("How many weeks before this one.")
)
@click.option(
    "--html", metavar="FILE", type=click.Path(path_type=Path), help=tr("Write a page of HTML, charts and all.")
)
@click.option("--markdown", is_flag=True, help=tr("Print Markdown for a program, instead of text."))
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON."))
@click.option("--notes", is_flag=True, help=tr("With the notes you wrote after sessions."))
@click.option("--force", is_flag=True, help=tr("Replace FILE where it is there already."))
@click.pass_context
def report(
    ctx: click.Context, weeks: int, html: Path | None, markdown: bool, as_json: bool, notes: bool, force: bool
) -> None:
    """Write a page for the person who helps you.

    For a physiotherapist or a doctor. It has no name in it, and your notes only with --notes.
    """
    if (html is not None) + markdown + as_json > 1:
        raise click.UsageError(tr("give one of --html, --markdown and --json"), ctx)
    from limberup.handout.report import make_report
    from limberup.history.store import History
    from limberup.person_file import load_person
    from limberup.problem import LimberupError, Problem
    from limberup_tui.clock import Clock

    setting = ctx.ensure_object(Setting)
    home = setting.home()
    person = load_person(home.person)
    reading = History(home.history, home.cache).read()
    try:
        found = make_report(
            reading.records,
            setting.load().catalog,
            person,
            Clock().moment().date(),
            weeks=weeks,
            notes=notes,
            problems=reading.problems,
        )
    except ValueError as error:
        raise LimberupError(Problem("--weeks", "", str(error))) from None
    if html is not None:
        from limberup.handout.report_html import report_html
        from limberup_tui.commands.handing import hand_out

        hand_out(report_html(found), html, force=force)
    elif as_json:
        from limberup.handout.json import report_json

        print_json(report_json(found))
    else:
        from limberup.handout.report_text import report_text

        say(report_text(found, markdown=markdown).removesuffix("\n"))
    complain(reading.problems)
    ctx.exit(1 if reading.problems else 0)
