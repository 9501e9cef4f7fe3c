"""What the statistics say, in words: for those who can't see a chart, and for the report.

Each function returns sentences in plain words to the person, no promise in them and no blame. A change is named lower
or higher; whether it is a large one is said as the sources say it, and no more strongly.
Where there is too little to say anything of, that is what is said.
"""

from __future__ import annotations

from limberup.history.sentences_base import ahead_words, count_words, date_words, minutes_words, unconfirmed_words
from limberup.history.sentences_course import course_words
from limberup.history.sentences_goals import goals_words
from limberup.history.sentences_pain import PAIN_INSIDE, PAIN_NAMES, pain_words_over
from limberup.history.sentences_weeks import balance_words, calendar_words, week_words, weekly_dose_words

__all__ = [
    "PAIN_INSIDE",
    "PAIN_NAMES",
    "ahead_words",
    "balance_words",
    "calendar_words",
    "count_words",
    "course_words",
    "date_words",
    "goals_words",
    "minutes_words",
    "pain_words_over",
    "unconfirmed_words",
    "week_words",
    "weekly_dose_words",
]
