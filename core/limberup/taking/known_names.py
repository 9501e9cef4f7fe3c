"""Which exercises of other programs are clearly ours: pairs that were compared one by one, and nothing guessed.

What is like one of ours, but done with a load, a partner, or in another way, is no pair: limberup knows whom its own
exercises suit, and nothing of others.
"""

from __future__ import annotations

from limberup.catalog import Catalog, fold
from limberup.exercise import Exercise, Shown
from limberup.texts import tr

__all__ = ["FREE_EXERCISE_DB", "LOGS", "NEAR", "logged_exercise"]

FREE_EXERCISE_DB = {
    "90_90_Hamstring": "hip-mobility/supine-knee-extension-stretch",
    "Ankle_On_The_Knee": "hip-mobility/supine-figure-4",
    "Butt_Lift_Bridge": "glutes/glute-bridge",
    "Childs_Pose": "spinal-mobility/childs-pose",
    "Dead_Bug": "core-stability/dead-bug",
    "Hamstring_Stretch": "hip-mobility/supine-strap-hamstring-stretch",
    "Hug_Knees_To_Chest": "spinal-mobility/double-knee-to-chest",
    "Kneeling_Hip_Flexor": "hip-mobility/kneeling-hip-flexor-stretch",
    "One_Knee_To_Chest": "spinal-mobility/single-knee-to-chest",
    "Plank": "core-stability/forearm-plank",
    "Seated_Floor_Hamstring_Stretch": "hip-mobility/single-leg-seated-hamstring-stretch",
    "Shoulder_Circles": "desk-worker/shoulder-roll",
    "Side_Bridge": "core-stability/side-plank",
    "Single_Leg_Glute_Bridge": "glutes/single-leg-bridge",
    "Standing_Hip_Flexors": "hip-mobility/standing-hip-flexor-stretch",
}
"""Ids of free-exercise-db (github.com/yuhonas/free-exercise-db, read in November 2026), and of ours."""

NEAR = {
    "Barbell_Hip_Thrust": ("glutes/hip-thrust", tr("it is done with a barbell, ours without a load")),
    "Bodyweight_Squat": ("glutes/supported-mini-squat", tr("ours is shallow, with both hands on a support")),
    "Cat_Stretch": ("spinal-mobility/cat-cow", tr("ours goes the other way too")),
    "Front_Leg_Raises": ("desk-worker/leg-swing", tr("ours keeps the swings small")),
    "Iliotibial_Tract-SMR": ("hip-mobility/itb-foam-roll", tr("self-massage is for those who choose it under You")),
    "Leg-Up_Hamstring_Stretch": ("hip-mobility/supine-strap-hamstring-stretch", tr("ours has a towel round the foot")),
    "Monster_Walk": ("glutes/forward-monster-walk", tr("ours has one band, above the knees")),
    "Pelvic_Tilt_Into_Bridge": ("spinal-mobility/pelvic-tilt", tr("it goes on into a bridge")),
    "Side_Leg_Raises": ("arthritis-gentle/standing-hip-abduction", tr("ours is lifted, and not swung")),
    "Side_Neck_Stretch": ("desk-worker/neck-stretch", tr("ours pulls with no hand")),
    "Sit-Up": ("core-stability/curl-up", tr("ours lifts the head and shoulders only")),
    "Standing_Pelvic_Tilt": ("spinal-mobility/pelvic-tilt", tr("ours is done lying down")),
}
"""Ids of free-exercise-db that are like one of ours, and what is different: named, and never put in by themselves."""

LOGS = {
    "Banded Clamshell": "glutes/banded-clamshell",
    "Bird Dog": "core-stability/bird-dog",
    "Butterfly Stretch": "hip-mobility/butterfly",
    "Cat Camel": "spinal-mobility/cat-cow",
    "Cat Cow": "spinal-mobility/cat-cow",
    "Cat Cow Stretch": "spinal-mobility/cat-cow",
    "Child Pose": "spinal-mobility/childs-pose",
    "Child's Pose": "spinal-mobility/childs-pose",
    "Clam Shell": "glutes/clamshell",
    "Clamshell": "glutes/clamshell",
    "Clamshells": "glutes/clamshell",
    "Dead Bug": "core-stability/dead-bug",
    "Fire Hydrant": "glutes/fire-hydrant",
    "Fire Hydrants": "glutes/fire-hydrant",
    "Forearm Plank": "core-stability/forearm-plank",
    "Glute Bridge": "glutes/glute-bridge",
    "Glute Bridges": "glutes/glute-bridge",
    "Hip Bridge": "glutes/glute-bridge",
    "Lateral Band Walk": "glutes/lateral-band-walk",
    "Lateral Band Walks": "glutes/lateral-band-walk",
    "McGill Curl Up": "core-stability/curl-up",
    "Pelvic Tilt": "spinal-mobility/pelvic-tilt",
    "Pigeon Pose": "hip-mobility/pigeon-pose",
    "Plank": "core-stability/forearm-plank",
    "Side Bridge": "core-stability/side-plank",
    "Side Plank": "core-stability/side-plank",
    "Single Leg Bridge": "glutes/single-leg-bridge",
    "Single Leg Glute Bridge": "glutes/single-leg-bridge",
}
"""Names in the logs of other programs, whatever their case and hyphens, and ids of ours."""

_LOGS = {fold(name): id_ for name, id_ in LOGS.items()}


def logged_exercise(name: str, catalog: Catalog) -> Exercise | None:
    """Return our exercise of a name in somebody's log: by the table, or because one of ours is called just so."""
    word = fold(name.replace("\u2019", "'"))
    if id_ := _LOGS.get(word):
        return catalog.exercises.get(id_)
    same = [one for one in catalog.exercises.values() if fold(one.name) == word and one.shown is not Shown.LOG_ONLY]
    return same[0] if len(same) == 1 else None
