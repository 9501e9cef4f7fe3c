"""The check-in: no red flag ever gets through to the player, and pain decides what is planned."""

from __future__ import annotations

import re
import tomllib
from datetime import timedelta

import pytest
from tests.tui.conftest import ACKNOWLEDGED, TODAY, FakeClock, Playing, flagged, lived_in, playing

from limberup.history.open_sessions import OpenSessions
from limberup.packs.manager import Loaded
from limberup.person import CheckIn, OpenFlag
from limberup.person_file import load_person
from limberup.plan import make_plan
from limberup.routine_file import parse_routine
from limberup.run import Run
from limberup.safety.conditions import CONDITIONS
from limberup.safety.decision import State, Verdict
from limberup.safety.fit import fit
from limberup.safety.flags import EMERGENCY_FLAGS, FLAGS, REASONS, URGENT_FLAGS
from limberup.safety.gate import RESCUE_LIST, REST_DAY_LIST
from limberup.session import Session
from limberup.tomlread import read_toml
from limberup_tui.house import House
from limberup_tui.screens.blocked import Blocked
from limberup_tui.screens.builder import Builder
from limberup_tui.screens.checkin import PainNow
from limberup_tui.screens.dialog import Ask
from limberup_tui.screens.planned import Planned
from limberup_tui.screens.player import Player
from limberup_tui.screens.ticks import Ticks
from limberup_tui.screens.today import Today
from limberup_tui.screens.welcome import Welcome
from limberup_tui.widgets.scale import Scale
from limberup_tui.widgets.table import ListTable

WAYS = ["play", "today", "palette", "builder", "resume"]


def again(house: House) -> House:
    """Return the house as another start of the program finds it, an hour later."""
    clock = FakeClock()
    clock.at = house.clock.moment() + timedelta(hours=1)
    other = House(house.home, clock)
    other.read_small()
    return other


def leave_open(house: House, loaded: Loaded) -> None:
    """Leave a session open in the midst of its second phase, as a program that is gone."""
    routine = parse_routine(read_toml(house.home.routines / "short.toml"), "short")[0]
    assert routine
    checked = CheckIn(house.clock.moment(), 2, 2, 300)
    plan = make_plan(routine, loaded.catalog, house.person, checked)
    session = Session.of(plan.timeline).begin(0)[0].done(1)[0]
    run = Run("20261121T073000Z-0123abcd", checked.at, "Short", "short", session, check_in=checked)
    OpenSessions(house.home.open).save(run, 2, checked.at)


async def set_out(play: Playing, way: str) -> None:
    """Set out for a session, as far as there is any choice."""
    match way:
        case "today":
            await play.at(Today)
            await play.to_row("short")
            await play.press("enter")
        case "palette":
            await play.at(Today)
            await play.press("ctrl+p")
            await play.until(lambda: "Search for commands" in play.text)
            await play.type("Short")
            await play.until(lambda: "Check-in, then the session" in play.text)
            await play.press("down", "enter")
        case "builder":
            await play.at(Today)
            await play.to_row("short")
            await play.press("e")
            await play.at(Builder)
            await play.press("p")
        case "resume":
            await play.at(Today)
            await play.press("r")
            await play.answer("g")


def kept(house: House) -> dict[str, tuple[object, object]]:
    """Return the flags in the person's file: when each was opened and cleared."""
    person = tomllib.loads(house.home.person.read_text("utf-8"))
    return {flag["id"]: (flag["since"], flag.get("cleared")) for flag in person.get("flag", [])}


def files(house: House) -> dict[str, bytes]:
    """Return every file of sessions, under way or done."""
    places = [*house.home.open.rglob("*.toml"), *house.home.history.rglob("*.toml")]
    return {str(path): path.read_bytes() for path in places}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("id_", FLAGS)
async def test_a_flag_that_is_ticked_never_reaches_the_player(short: House, loaded: Loaded, id_: str, way: str) -> None:
    if way == "resume":
        leave_open(short, loaded)
    before = files(short)
    house = again(short) if way == "resume" else short
    routine = next(iter(loaded.catalog.routines.values())) if way == "play" else None
    async with playing(house, loaded, routine=routine) as play:
        await set_out(play, way)
        await play.tick(id_)
        await play.press("c")
        await play.answer("y")
        await play.at(Blocked)
        assert kept(house) == {id_: (TODAY, None)}
        wanted = "Please get help now" if id_ in EMERGENCY_FLAGS else "Please let somebody look at this today"
        assert id_ in URGENT_FLAGS or id_ in EMERGENCY_FLAGS
        assert wanted in play.text
        if way == "today":
            # The next start blocks at once, without a question.
            await play.press("escape")
            await play.at(Today)
            await play.press("enter")
            await play.at(Blocked)
    assert files(house) == before


@pytest.mark.parametrize("id_", ["E1", "U1", *REASONS])
async def test_what_is_open_blocks_every_way(short: House, loaded: Loaded, id_: str) -> None:
    leave_open(short, loaded)
    before = files(short)
    house = flagged(again(short), id_)
    async with playing(house, loaded, routine=next(iter(loaded.catalog.routines.values()))) as play:
        for way in WAYS:
            await set_out(play, way)
            await play.at(Blocked)
            await play.press("enter", "space", "escape")
            await play.at(Today)
    assert files(house) == before
    assert kept(house) == {id_: (ACKNOWLEDGED, None)}


@pytest.mark.parametrize("id_", [*FLAGS, *REASONS])
async def test_only_the_word_of_a_clinician_clears_what_is_open(house: House, loaded: Loaded, id_: str) -> None:
    async with playing(flagged(house, id_), loaded) as play:
        await play.press("enter")
        await play.at(Blocked)
        for no in ("n", "escape"):
            await play.press("c")
            await play.answer(no)
            await play.at(Blocked)
            assert kept(house) == {id_: (ACKNOWLEDGED, None)}
        await play.press("c")
        await play.answer("y")
        await play.at(Today)
        assert kept(house) == {id_: (ACKNOWLEDGED, TODAY)}
        # And then a session can be begun again.
        await play.press("enter")
        await play.check_in()
        await play.at(Planned)
    assert load_person(house.home.person).flags == (OpenFlag(id_, ACKNOWLEDGED, TODAY),)


async def test_none_of_these_never_passes_over_a_tick(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("enter")
        await play.at(Ticks)
        await play.press("space", "n")
        assert "Something is ticked" in play.text
        await play.at(Ticks)
        assert "[x]" in play.text


async def test_play_resume_blocks_too(short: House, loaded: Loaded) -> None:
    leave_open(short, loaded)
    before = files(short)
    async with playing(flagged(again(short), "U9"), loaded, resume=True) as play:
        await play.at(Blocked)
    assert files(short) == before


@pytest.mark.parametrize("id_", REASONS)
async def test_a_reason_that_is_ticked_at_the_first_start_blocks(new_house: House, loaded: Loaded, id_: str) -> None:
    new_house.read_small()
    async with playing(new_house, loaded) as play:
        await play.at(Welcome)
        await play.press("enter")
        await play.tick(id_)
        await play.press("c")
        await play.answer("y")
        await play.at(Blocked)
        assert "Please ask your doctor or physiotherapist first" in play.text
        assert kept(new_house) == {id_: (TODAY, None)}
        await play.press("escape", "enter")
        await play.at(Blocked)
    assert not files(new_house)


async def test_an_age_under_18_blocks_until_a_clinician_has_agreed(house: House, loaded: Loaded) -> None:
    lived_in(house, age_band="under 18")
    async with playing(house, loaded) as play:
        await play.press("enter")
        await play.at(Blocked)
        assert "Please ask your doctor or physiotherapist first" in play.text
        assert "Under 18" in play.text
        await play.press("c")
        await play.answer("y")
        await play.at(Today)
        await play.press("enter")
        await play.check_in()
        await play.at(Planned)


async def test_all_flags_can_be_ticked_with_arrows_and_space(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("enter")
        await play.at(Ticks)
        await play.press("space", *(["down", "space"] * (len(FLAGS) - 1)))
        assert f"{len(FLAGS)} ticked" in play.text
        await play.press("c")
        await play.answer("y")
        await play.at(Blocked)
        assert set(kept(house)) == set(FLAGS)


async def test_a_slip_of_the_finger_can_be_taken_back(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("enter")
        await play.at(Ticks)
        await play.press("space", "c")
        await play.at(Ask)
        assert FLAGS["E1"].question.rstrip("?") in play.text
        await play.press("b")
        await play.at(Ticks)
        assert "1 ticked" in play.text
        await play.press("space", "c")
        assert "Nothing is ticked" in play.text
        await play.press("n")
        await play.at(PainNow)
        assert not kept(house)


@pytest.mark.parametrize("keys", [[], ["n"], ["n", "2", "enter", "2", "enter"]])
async def test_escape_leaves_at_every_step(house: House, loaded: Loaded, keys: list[str]) -> None:
    async with playing(house, loaded) as play:
        await play.press("enter")
        await play.at(Ticks)
        for key in keys:
            await play.press(key)
        await play.press("escape")
        await play.at(Today)
        assert not play.open_files
        # What was told of the pain counts tomorrow, also where no session follows.
        assert [record.is_session for record in play.records] == [False] * (len(keys) > 1)


@pytest.mark.parametrize(
    ("pain", "state"),
    [(0, State.FULL), (2, State.FULL), (3, State.FULL), (4, State.STEADY), (5, State.STEADY), (6, State.RESCUE),
     (7, State.RESCUE), (8, State.REST_DAY), (10, State.REST_DAY)],
)  # fmt: skip
@pytest.mark.parametrize("worse", ["rest", "move"])
async def test_the_worse_pain_decides_the_plan(
    house: House, loaded: Loaded, pain: int, state: State, worse: str
) -> None:
    async with playing(house, loaded) as play:
        await play.to_row("glutes/strong-hips")
        await play.press("enter")
        await play.at(Ticks)
        await play.press("n")
        await play.pain(*((pain, 0) if worse == "rest" else (0, pain)))
        plan = (await play.at(Planned)).plan
        ids = [step.exercise.id for step in plan.steps]
        assert plan.gate.state is state
        if state is State.REST_DAY:
            assert set(ids) <= set(REST_DAY_LIST)
            assert "A rest day: breathing and a short walk" in play.text
        elif state is State.RESCUE:
            assert set(ids) <= set(RESCUE_LIST)
            assert plan.timeline.seconds <= 10 * 60
            assert "A short, gentle session" in play.text
        else:
            assert "glutes/glute-bridge" in ids
        assert (plan.gate.decision.why.split(".")[0] in play.text) is (state is not State.FULL)
        await play.press("enter")
        player = await play.at(Player)
        assert [step.exercise.id for step in player.conductor.session.timeline.steps] == ids
        assert player.conductor.run.state == state.value


@pytest.mark.parametrize("condition", CONDITIONS)
async def test_the_player_never_plays_what_a_condition_excludes(house: House, loaded: Loaded, condition: str) -> None:
    lived_in(house, conditions=frozenset({condition}))
    changed = 0
    for name in ("glutes/strong-hips", "core-stability/steady-core"):
        async with playing(house, loaded) as play:
            await play.to_row(name)
            await play.press("enter")
            await play.check_in()
            plan = (await play.at(Planned)).plan
            changed += sum(line.decision is not None for line in plan.lines)
            await play.press("enter")
            player = await play.at(Player)
            for planned in player.conductor.session.timeline.steps:
                assert fit(planned.exercise, house.person.conditions).verdict is not Verdict.EXCLUDE
                if condition == "no_floor":
                    assert "FLR" not in planned.exercise.tags
            # Nor does "easier" offer it, wherever one is.
            for _ in range(len(player.conductor.session.timeline.steps)):
                if easier := player.conductor.easier():
                    assert fit(easier.exercise, house.person.conditions).verdict is not Verdict.EXCLUDE
                player.conductor.skip("")
                if player.conductor.ended:
                    break
    if condition == "no_floor":
        assert changed >= 4


async def test_the_plan_says_why_on_a_line_below_the_name(house: House, loaded: Loaded) -> None:
    lived_in(house, conditions=frozenset({"no_floor"}))
    async with playing(house, loaded) as play:
        await play.to_row("glutes/strong-hips")
        await play.press("enter")
        await play.check_in()
        plan = (await play.at(Planned)).plan
        line = next(line for line in plan.lines if line.decision)
        row = next(y for y, row in enumerate(play.rows) if line.name in row)
        assert line.decision
        assert line.decision.why.split()[0] not in play.rows[row].replace(line.name, "", 1)
        assert line.decision.why[:20] in play.rows[row + 1]


async def test_none_is_not_said_of_lines_that_were_not_seen(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded, size=(60, 20)) as play:
        await play.press("enter")
        ticks = await play.at(Ticks)
        seen = play.text
        await play.press("n")
        assert play.app.screen is ticks
        assert "Not seen yet: n again if none applies." in play.text
        seen += " " + play.text
        # The scroll bar stands beside what is wrapped.
        seen = " ".join(re.sub("[▀-▟]", "", seen).split())
        for flag in FLAGS.values():
            assert flag.question in seen
        await play.press("n")
        await play.at(PainNow)


async def test_who_has_gone_through_the_list_says_none_with_one_key(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded, size=(60, 20)) as play:
        await play.press("enter")
        await play.at(Ticks)
        await play.press(*["down"] * len(FLAGS), "n")
        await play.at(PainNow)


async def test_a_list_of_two_lines_can_be_gone_through_too(house: House, loaded: Loaded) -> None:
    """Each of its lines takes more than the list has room for."""
    async with playing(house, loaded, size=(24, 12)) as play:
        await play.press("enter")
        ticks = await play.at(Ticks)
        for _ in range(200):
            if play.app.screen is not ticks:
                break
            await play.press("n")
        await play.at(PainNow)


async def test_jumping_to_the_end_is_not_having_seen_the_middle(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded, size=(60, 14)) as play:
        await play.press("enter")
        ticks = await play.at(Ticks)
        await play.press("end", "n")
        assert play.app.screen is ticks
        assert "Chest pain, or fainting" in play.text


async def test_the_first_hour_after_getting_up_counts(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("enter")
        await play.at(Ticks)
        await play.press("n")
        await play.at(PainNow)
        assert "Out of bed under an hour? no (m: yes)" in play.text
        await play.press("m")
        assert "Out of bed under an hour? yes (m: no)" in play.text
        await play.press("1", "enter", "1", "enter")
        await play.at(Planned)
        await play.press("enter")
        player = await play.at(Player)
        checked = player.conductor.run.check_in
        assert checked
        assert checked.minutes_up is not None
        assert checked.minutes_up < 60
        for planned in player.conductor.session.timeline.steps:
            assert not {"FLX", "FLXL"} & planned.exercise.tags


async def test_both_pains_have_to_be_said(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("enter")
        await play.at(Ticks)
        await play.press("n")
        await play.at(PainNow)
        await play.press("enter")
        assert "Choose a number first" in play.text
        await play.press("3", "enter", "enter")
        await play.at(PainNow)
        await play.press("right", "right", "left", "enter")
        assert (await play.at(Planned)).plan.gate.state is State.FULL


async def test_ten_is_typed_as_one_and_zero(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("enter")
        await play.at(Ticks)
        await play.press("n")
        pain = await play.at(PainNow)
        await play.press("1", "0")
        assert pain.query_one("#rest", Scale).value == 10
        assert "[10]" in play.text


async def test_a_click_on_a_number_of_a_scale_chooses_it(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded) as play:
        await play.press("enter")
        await play.at(Ticks)
        await play.press("n")
        pain = await play.at(PainNow)
        ys = [y for y, row in enumerate(play.rows) if " 0   1   2 " in row]
        assert len(ys) == 2
        for number in range(11):
            row = play.rows[ys[1]].replace("[", " ").replace("]", " ")
            x = row.rindex("10") if number == 10 else row.index(f" {number} ") + 1
            await play.pilot.click(offset=(x, ys[1]))
            assert pain.query_one("#move", Scale).value == number
        assert pain.query_one("#rest", Scale).value is None


async def test_a_list_that_just_fits_has_no_bar(house: House, loaded: Loaded) -> None:
    async with playing(house, loaded, size=(80, 24)) as play:
        await play.press("enter")
        table = (await play.at(Ticks)).query_one(ListTable)
        await play.until(lambda: table.virtual_size.height == table.size.height)
        await play.until(lambda: not table.show_vertical_scrollbar)
        assert "Pregnant, with bleeding" in play.text
