"""What a history says in numbers. Pure: records in, values out; no clock, no file, no order of the records matters.

Units: days are local days by each record's own offset; minutes and seconds; repetitions; pain 0 (none) to 10 (the
worst); activities 0 (not at all) to 10 (as well as ever). Sets that nobody confirmed count as not done. In words all
of it is in `sentences`.
"""

from __future__ import annotations

from limberup.history.statistics_course import (
    Done,
    ExerciseCourse,
    Move,
    Step,
    Turn,
    exercise_course,
    exercises_done,
    ladder_of,
)
from limberup.history.statistics_days import GROUPS, Day, ahead, days, monday
from limberup.history.statistics_goals import (
    MEAN_CHANGE,
    SINGLE_CHANGE,
    GoalChange,
    GoalsChange,
    goal_series,
    goals_change,
)
from limberup.history.statistics_pain import SERIES, Point, Spread, pain_series, spread
from limberup.history.statistics_weeks import Adherence, Week, adherence, weekly_dose
from limberup.history.statistics_year import Cell, Year, year

__all__ = [
    "GROUPS",
    "MEAN_CHANGE",
    "SERIES",
    "SINGLE_CHANGE",
    "Adherence",
    "Cell",
    "Day",
    "Done",
    "ExerciseCourse",
    "GoalChange",
    "GoalsChange",
    "Move",
    "Point",
    "Spread",
    "Step",
    "Turn",
    "Week",
    "Year",
    "adherence",
    "ahead",
    "days",
    "exercise_course",
    "exercises_done",
    "goal_series",
    "goals_change",
    "ladder_of",
    "monday",
    "pain_series",
    "spread",
    "weekly_dose",
    "year",
]
