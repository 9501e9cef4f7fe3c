"""Bodies in any pose, and those of our packs."""

from __future__ import annotations

from hypothesis import strategies as st

from limberup.catalog import Catalog
from limberup.figures.figure import Figure
from limberup.figures.skeleton import ANCHORS, ANGLES, Frame

STANDING = {"back": 90.0, "chest": 90.0, "head": 90.0, "arm": -90.0, "forearm": -90.0, "hand": -90.0,
            "thigh": -90.0, "shin": -90.0, "foot": 0.0}  # fmt: skip

angles = st.fixed_dictionaries({name: st.floats(-720, 720) for name in ANGLES})
places = st.tuples(st.floats(-2, 2), st.floats(-2, 2))
some_targets = st.dictionaries(st.sampled_from(["wrist_a", "wrist_b", "ankle_a", "ankle_b"]), places)
frames = st.builds(
    Frame,
    angles,
    some_targets,
    st.sampled_from(ANCHORS),
    places,
    st.none(),
    st.none() | st.dictionaries(st.sampled_from(["elbow_a", "knee_b"]), st.sampled_from([1, -1])),
)
shares = st.floats(0, 1)


def standing(**changes: float) -> Frame:
    """Return somebody who stands, with other angles where they are given: `arm` or `arm_a`."""
    both = {name: STANDING[name.split("_")[0]] for name in ANGLES}
    for name, value in changes.items():
        both |= {key: value for key in ANGLES if key == name or key.split("_")[0] == name}
    return Frame(both, {}, "ankle_a", (0.0, 0.02))


def figures(catalog: Catalog) -> list[tuple[str, Figure]]:
    """Return the figures of our packs with the ids of their exercises."""
    return [(id_, exercise.figure) for id_, exercise in catalog.exercises.items() if exercise.figure]
