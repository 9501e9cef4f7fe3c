"""What exercises need, what they work and how limberup names things, as it is shown: files have it in English alone.

The English words are what is compared and kept. A word that is not here is shown as its pack has it.
"""

from __future__ import annotations

from collections.abc import Iterable

from limberup.texts import tr

__all__ = ["muscle_name", "name_given", "thing_name", "thing_names", "way_name"]

_GIVEN = {
    "Check-in": tr("Check-in"),
    "Activities": tr("Goals"),
    "Review": tr("Review"),
    "By hand": tr("By hand"),
    "Today's plan": tr("Today's plan"),
}

_WAYS = {
    "one way": tr("one way"),
    "the other way": tr("the other way"),
    "backwards": tr("backwards"),
    "forwards": tr("forwards"),
    "to one side": tr("to one side"),
    "back the other way": tr("back the other way"),
}
_THINGS = {
    "ball": tr("ball"),
    "chair": tr("chair"),
    "class or teacher": tr("class or teacher"),
    "counter": tr("kitchen counter"),
    "cushion": tr("cushion"),
    "exercise ball": tr("exercise ball"),
    "firm bed": tr("firm bed"),
    "foam roller": tr("foam roller"),
    "knee pad": tr("knee pad"),
    "light band": tr("light band"),
    "light box": tr("light-weight box"),
    "loop band": tr("loop band"),
    "mat": tr("mat"),
    "pillow": tr("pillow"),
    "socks": tr("socks"),
    "sofa": tr("sofa"),
    "stable bench": tr("stable bench"),
    "stick": tr("stick"),
    "strap": tr("strap"),
    "table": tr("table"),
    "towel": tr("towel"),
    "wall": tr("wall"),
}
_MUSCLES = {
    "abdominals": tr("abdominals"),
    "adductors": tr("adductors"),
    "anterior deltoid": tr("anterior deltoid"),
    "back extensors": tr("back extensors"),
    "calves": tr("calves"),
    "deep abdominals": tr("deep abdominals"),
    "deep rotators": tr("deep rotators"),
    "diaphragm": tr("diaphragm"),
    "gluteals": tr("gluteals"),
    "gluteus maximus": tr("gluteus maximus"),
    "gluteus medius": tr("gluteus medius"),
    "gluteus minimus": tr("gluteus minimus"),
    "hamstrings": tr("hamstrings"),
    "hip abductors": tr("hip abductors"),
    "hip extensors": tr("hip extensors"),
    "hip flexors": tr("hip flexors"),
    "hip stabilisers": tr("hip stabilisers"),
    "iliopsoas": tr("iliopsoas"),
    "internal oblique": tr("internal oblique"),
    "latissimus dorsi": tr("latissimus dorsi"),
    "levator scapulae": tr("levator scapulae"),
    "multifidus": tr("multifidus"),
    "neck rotators": tr("neck rotators"),
    "obliques": tr("obliques"),
    "pectorals": tr("pectorals"),
    "pelvic floor": tr("pelvic floor"),
    "piriformis": tr("piriformis"),
    "quadratus lumborum": tr("quadratus lumborum"),
    "quadriceps": tr("quadriceps"),
    "rectus abdominis": tr("rectus abdominis"),
    "rectus femoris": tr("rectus femoris"),
    "rhomboids": tr("rhomboids"),
    "serratus anterior": tr("serratus anterior"),
    "shoulder girdle": tr("shoulder girdle"),
    "tensor fasciae latae": tr("tensor fasciae latae"),
    "transversus abdominis": tr("transversus abdominis"),
    "trapezius": tr("trapezius"),
    "upper trapezius": tr("upper trapezius"),
    "vastus lateralis": tr("vastus lateralis"),
    "whole body": tr("whole body"),
}


def name_given(name: str) -> str:
    """Return the name of a routine or a record as it is shown; it is translated where limberup gave it."""
    return _GIVEN.get(name, name)


def way_name(name: str) -> str:
    """Return the name of a way to move as it is shown; a pack that names none has "one way" and "the other way"."""
    return _WAYS.get(name, name)


def thing_name(text: str) -> str:
    """Return a piece of equipment as it is shown; "counter or wall" is two of them."""
    if text in _THINGS:
        return _THINGS[text]
    parts = text.split(" or ")
    if len(parts) == 2 and all(part in _THINGS for part in parts):
        return tr("{one} or {other}").format(one=_THINGS[parts[0]], other=_THINGS[parts[1]])
    return text


def thing_names(texts: Iterable[str]) -> list[str]:
    """Return pieces of equipment as they are shown."""
    return [thing_name(text) for text in texts]


def muscle_name(name: str) -> str:
    """Return a muscle as it is shown."""
    return _MUSCLES.get(name, name)
