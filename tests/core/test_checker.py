"""The checker of packs: a good pack passes, and each fault is named with its file and place, all of them at once."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.core.stairs import GOOD, GUIDE, PACK, UP, UP_FILE, Change, framed, problems, put, without, write

from limberup.figures.check import figure_problems
from limberup.packs.checker import STEP_LENGTH, check_folder
from limberup.packs.manager import Loaded

PACKS = Path(__file__).parents[2] / "packs"
OURS = sorted(path.name for path in PACKS.glob("limberup_*"))


FAULTS: dict[str, tuple[str, Change, str]] = {
    "a step that is too long": (
        UP_FILE,
        put("Stand tall.", f"{'S' * 89}."),
        "line 10, how 1: has 90 characters. A spoken step has under 90",
    ),
    "a bracket": (
        UP_FILE,
        put("Stand tall.", "Stand (tall)."),
        "line 10, how 1: '(' can't be spoken. Write it in words",
    ),
    "a sign": (UP_FILE, put("And back!", "Bend by 30°."), "line 12, how 3: '°' can't be spoken. Write it in words"),
    "a sign among letters": (
        UP_FILE,
        put("And back!", "Do 3 × 5."),
        "line 12, how 3: '×' can't be spoken. Write it in words",
    ),
    "a short form": (
        UP_FILE,
        put("And back!", "E.g. back."),
        "line 12, how 3: 'E.g' can't be spoken. Write it in words",
    ),
    "a unit": (UP_FILE, put("And back!", "Hold 5 s."), "line 12, how 3: '5 s' can't be spoken. Write it in words"),
    "a dose": (
        UP_FILE,
        put("And back!", "Do it 2x5 times."),
        "line 12, how 3: '2x5' can't be spoken. Write it in words",
    ),
    "no feel": (UP_FILE, without("feel"), "feel is missing. Add feel = ..."),
    "a feel of blanks": (UP_FILE, put("Work in the thigh.", "  "), "feel is missing. Add feel = ..."),
    "no mistake": (UP_FILE, without("mistake"), "mistake is missing. Add mistake = ..."),
    "no stop": (UP_FILE, without("stop"), "stop is missing. Add stop = ..."),
    "no word on the source": (UP_FILE, without("source_note"), "source_note is missing. Add source_note = ..."),
    "no source": (
        UP_FILE,
        without("sources"),
        'sources: says nowhere where its doses come from. Name a source, or sources = ["own"]',
    ),
    "an unknown source": (
        UP_FILE,
        put('"SHEET", ', '"SHEET", "NOBODY", '),
        "line 18, sources 2: nobody knows the source 'NOBODY'. Add [sources.NOBODY] to pack.toml",
    ),
    "an unknown seed": (
        UP_FILE,
        put("source_note", 'seeds = ["000", "7"]\nsource_note'),
        "line 19, seeds 2: nobody knows the source '7'. Add [sources.7] to pack.toml",
    ),
    "a ladder with a gap": (
        UP_FILE,
        put('"step-tap"', '"step-tip"'),
        "line 20, easier: there is no exercise 'stairs/step-tip'. Did you mean 'stairs/step-tap'?",
    ),
    "a ladder with a gap to a pack that is not there": (
        UP_FILE,
        put('"step-tap"', '"hills/walk"'),
        "line 20, easier: there is no exercise 'hills/walk'",
    ),
    "a ladder that goes round": (
        UP_FILE,
        put('"step-tap"', '"step-up"'),
        "line 20, easier: the ladder runs in a circle: stairs/step-up > stairs/step-up",
    ),
    "a target of nobody": (
        UP_FILE,
        put("easier", 'needs_target = "glutes/glute-brid"\neasier'),
        "line 20, needs_target: there is no exercise 'glutes/glute-brid'. Did you mean 'glutes/glute-bridge'?",
    ),
    "a target below the start": (
        UP_FILE,
        put('start = "1x5"', 'start = "2x12"'),
        "line 8, target: 2x10 is less than the start dose 2x12",
    ),
    "a hold that gets shorter": (
        UP_FILE,
        lambda text: put('"2x10"', '"1x20s"')(put('"1x5"', '"1x30s"')(text)),
        "line 8, target: 1x20s is less than the start dose 1x30s",
    ),
    "no figure": (UP_FILE, lambda text: text[: text.index("[figure]")], "figure is missing. Add [figure]"),
    "an unknown pose": (
        UP_FILE,
        put('pose = "standing"', 'pose = "standin"'),
        "line 23, figure, pose: there is no pose 'standin'. Did you mean 'standing'?",
    ),
    "a knee that bends forwards": (
        UP_FILE,
        framed("shin_a = -60"),
        "line 22, figure: knee_a bends by -30 degrees; a person's knee goes from -12 to 165",
    ),
    "an elbow that bends backwards": (
        UP_FILE,
        framed("forearm_b = -130"),
        "line 22, figure: elbow_b bends by -38 degrees; a person's elbow goes from -12 to 165",
    ),
    "a joint below the floor": (
        UP_FILE,
        framed("foot_a = -60"),
        "line 22, figure: toe_a is 0.06 below the floor",
    ),
    "nothing on the floor": (
        UP_FILE,
        lambda text: put('position = "standing"', 'position = "supine"')(framed("at = [0.0, 0.3]")(text)),
        "line 22, figure: nothing touches the floor",
    ),
    "a hand that does not reach": (
        UP_FILE,
        framed("wrist_a = [0.9, 0.5]"),
        "line 22, figure: wrist_a is put 0.64 further than its limb reaches in frame 1",
    ),
    "a routine that takes longer than it says": (
        "routines/short.toml",
        put('"1x10"', '"4x10"'),
        "line 2, minutes: it takes 6:00 min, not 1 to 2. Change the doses or the minutes",
    ),
    "a routine that takes less": (
        "routines/short.toml",
        put("[1, 2]", "[5, 9]"),
        "line 2, minutes: it takes 1:45 min, not 5 to 9. Change the doses or the minutes",
    ),
    "a routine that outgrows its time": (
        "routines/short.toml",
        lambda text: put("[1, 2]", "[1, 3]")(put('dose = "1x5 2s"\n', "")(text)),
        "line 2, minutes: at target doses it takes 6:57 min, not 1 to 3. Change the doses or the minutes",
    ),
    "a routine with an unknown exercise": (
        "routines/short.toml",
        put("glutes/glute-bridge", "glutes/glute-bridg"),
        "line 9, step 2, do: no exercise 'glutes/glute-bridg' in any pack in use. Did you mean 'glutes/glute-bridge'?",
    ),
    "a routine with a dose that does not fit": (
        "routines/short.toml",
        put('"1x10"', '"1x10 each side"'),
        "line 6, step 1, dose: Step tap works both sides at once, so 'each side' can't stand there",
    ),
    "an unknown reference": (
        "pack.toml",
        put("glutes/glute-bridge", "glutes/glute-bridg"),
        "line 5, pack, references 1: there is no exercise 'glutes/glute-bridg' in the packs in use. "
        "Did you mean 'glutes/glute-bridge'?",
    ),
    "another interface": (
        "pack.toml",
        put("api = 1", "api = 1.5"),
        "line 4, pack, api: must be a whole number, not a number",
    ),
    "a guide without a source": (
        "guides/why.toml",
        without("sources"),
        'says nowhere where it comes from. Name a source, or sources = ["own"]',
    ),
    "a guide with an unknown source": (
        "guides/why.toml",
        put('"own"', '"NOBODY"'),
        "line 3, sources 2: nobody knows the source 'NOBODY'. Add [sources.NOBODY] to pack.toml",
    ),
    "a guide with an unknown exercise": (
        "guides/why.toml",
        put('"step-up"', '"step-upp"'),
        "line 4, related 1: there is no exercise 'stairs/step-upp'. Did you mean 'stairs/step-up'?",
    ),
    "a programme with an unknown routine": (
        "programmes/weeks.toml",
        put("stairs/short", "stairs/shor"),
        "line 8, weeks 1, strength_routines 1: there is no routine 'stairs/shor'. Did you mean 'stairs/short'?",
    ),
    "a programme with an unknown source": (
        "programmes/weeks.toml",
        put('"own"', '"NOBODY"'),
        "line 2, sources 1: nobody knows the source 'NOBODY'. Add [sources.NOBODY] to pack.toml",
    ),
}


def test_a_good_pack_passes(tmp_path: Path, loaded: Loaded) -> None:
    folder = write(tmp_path / "stairs", GOOD)
    pack, found = check_folder(folder, loaded)
    assert found == []
    assert pack
    assert [len(part) for part in (pack.exercises, pack.routines, pack.guides, pack.programmes)] == [2, 1, 1, 1]


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_the_only_problem(fault: str, tmp_path: Path, loaded: Loaded) -> None:
    name, change, problem = FAULTS[fault]
    folder = write(tmp_path / "stairs", {**GOOD, name: change(GOOD[name])})
    found = [line for line in problems(folder, loaded) if not _follows(line, name)]
    assert found == [f"stairs/{name}: {problem}"]


def _follows(line: str, name: str) -> bool:
    """Return whether a problem only says that a file which is left out is missed by others."""
    return (
        name == UP_FILE and not line.startswith(f"stairs/{UP_FILE}") and "exercise stairs/step-up is left out" in line
    )


def test_a_fault_of_standing_is_told_of_those_who_stand(tmp_path: Path, loaded: Loaded) -> None:
    lying = framed("thigh = -30", "shin = -100", 'anchor = "knee_a"', "at = [0.0, 0.05]")
    both = {position: put('"standing"\nstart', f'"{position}"\nstart') for position in ("standing", "kneeling")}
    found = {}
    for position, change in both.items():
        folder = write(tmp_path / position / "stairs", {**GOOD, UP_FILE: lying(change(UP))})
        found[position] = problems(folder, loaded)
    assert not [line for line in found["kneeling"] if "foot" in line]
    floating = framed("at = [0.0, 0.08]")(both["standing"](UP))
    folder = write(tmp_path / "floating" / "stairs", {**GOOD, UP_FILE: floating})
    assert problems(folder, loaded) == [f"stairs/{UP_FILE}: line 22, figure: no foot is on the floor"]
    folder = write(
        tmp_path / "sitting" / "stairs", {**GOOD, UP_FILE: floating.replace('"standing"\nst', '"chair"\nst')}
    )
    assert problems(folder, loaded) == []


def test_all_is_found_at_once_and_in_the_order_of_the_files(tmp_path: Path, loaded: Loaded) -> None:
    files = dict(GOOD)
    wanted = []
    apart = (
        "a ladder with a gap to a pack that is not there",
        "an unknown source",
        "no stop",
        "a hold that gets shorter",
        "a bracket",
        "a unit",
        "an unknown reference",
        "a guide without a source",
        "a guide with an unknown exercise",
        "a routine with a dose that does not fit",
        "a routine with an unknown exercise",
        "a programme with an unknown routine",
    )
    for fault in apart:
        name, change, problem = FAULTS[fault]
        files[name] = change(files[name])
        wanted.append((name, re.sub(r"^line \d+, ", "", problem)))
    folder = write(tmp_path / "stairs", {**files, "exercises/broken.toml": "name = \n"})
    found = problems(folder, loaded)
    told = [(line.split(": ")[0], re.sub(r"^line \d+, ", "", line.partition(": ")[2])) for line in found]
    broken = [line for line in told if line[0] == "stairs/exercises/broken.toml"]
    assert len(broken) == 1
    assert sorted(set(told) - set(broken)) == sorted((f"stairs/{name}", problem) for name, problem in wanted)
    parts = [line[0].split("/")[1] for line in told]
    order = ["pack.toml", "exercises", "routines", "guides", "programmes"]
    assert parts == sorted(parts, key=order.index)


def test_a_circle_is_told_by_those_in_it_alone(tmp_path: Path, loaded: Loaded) -> None:
    round_ = {
        "exercises/a.toml": put('easier = "step-tap"', 'harder = "b"')(UP),
        "exercises/b.toml": put('easier = "step-tap"', 'harder = "c"')(UP),
        "exercises/c.toml": put('easier = "step-tap"', 'harder = "b"')(UP),
    }
    folder = write(tmp_path / "stairs", {**GOOD, **round_})
    assert problems(folder, loaded) == [
        "stairs/exercises/b.toml: line 20, harder: the ladder runs in a circle: stairs/b > stairs/c > stairs/b",
        "stairs/exercises/c.toml: line 20, harder: the ladder runs in a circle: stairs/c > stairs/b > stairs/c",
    ]


def test_letters_of_every_script_can_be_spoken(tmp_path: Path, loaded: Loaded) -> None:
    steps = ["Встаньте прямо, не спешите.", "立ちます。"[:-1], "Ça va, l\u2019ange? Ö so!"]
    how = "how = [\n" + "".join(f'  "{step}",\n' for step in steps) + "]\n"
    text = re.sub(r"how = \[.*?\]\n", how, UP, flags=re.DOTALL)
    assert problems(write(tmp_path / "stairs", {**GOOD, UP_FILE: text}), loaded) == []
    assert all(len(step) < STEP_LENGTH for step in steps)


def test_what_is_only_noted_needs_no_figure(tmp_path: Path, loaded: Loaded) -> None:
    text = UP[: UP.index("[figure]")] + 'shown = "log-only"\n'
    assert problems(write(tmp_path / "stairs", {**GOOD, UP_FILE: text}), loaded) == []


def test_an_empty_pack(tmp_path: Path, loaded: Loaded) -> None:
    empty = {"pack.toml": PACK}
    assert problems(write(tmp_path / "stairs", empty), loaded) == [
        "stairs/pack.toml: the pack is empty: it has no exercises, routines, guides or programmes"
    ]
    guide = {**empty, "guides/why.toml": without("related")(GUIDE)}
    assert problems(write(tmp_path / "guides" / "stairs", guide), loaded) == []
    # Where its one file can't be read, that is what is wrong with it.
    (line,) = problems(write(tmp_path / "broken" / "stairs", {**empty, "guides/why.toml": "="}), loaded)
    assert line.startswith("stairs/guides/why.toml: line 1, column 1: is not TOML")


def test_a_pack_that_is_in_use_is_checked_in_its_own_place(tmp_path: Path, loaded: Loaded) -> None:
    files = {"pack.toml": PACK.replace('"stairs"', '"glutes"'), UP_FILE: without("easier")(UP)}
    (line,) = problems(write(tmp_path / "glutes", files), loaded)
    assert line.startswith("glutes/pack.toml: line 5, pack, references 1: there is no exercise 'glutes/glute-bridge'")


def test_a_figure_is_looked_at_all_the_way(loaded: Loaded) -> None:
    figure = loaded.catalog.exercise("glute-bridge").figure
    assert figure
    assert figure_problems(figure) == []
    first, *_, last = figure.frames
    sunk = replace(figure, frames=(first, replace(last, at=(last.at[0], last.at[1] - 0.3))))
    found = figure_problems(sunk)
    assert found
    assert all(line.endswith(("below the floor on the way", "below the floor at the end")) for line in found)
    assert figure_problems(replace(sunk, ground=False)) == []


# Our six


@pytest.mark.parametrize("name", OURS)
def test_our_six_packs_pass(name: str, loaded: Loaded) -> None:
    assert problems(PACKS / name, loaded) == []


def test_there_are_six() -> None:
    assert len(OURS) == 6


def test_what_only_follows_from_a_broken_exercise_says_so(tmp_path: Path, loaded: Loaded) -> None:
    broken = {**GOOD, UP_FILE: put('kind = "strength"', 'kind = "strenght"')(UP)}
    found = problems(write(tmp_path / "stairs", broken), loaded)
    (own,) = (one for one in found if one.startswith(f"stairs/{UP_FILE}: "))
    assert own.endswith("kind: 'strenght' is not one of its values. Did you mean 'strength'?")
    others = [one for one in found if one is not own]
    assert others
    left_out = "the exercise stairs/step-up is left out. See what is wrong with its own file"
    assert all(one.endswith(left_out) for one in others)
