"""New packs, line by line: what they bring is told, and asked, before anything of them is used."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from limberup.packs.choices import brings
from limberup.packs.manager import PackInfo
from limberup.texts import tr, trn
from limberup_tui.new_packs import FEW, brings_words, new_name, new_words, origin_words, take_packs
from limberup_tui.plain.front import Front

__all__ = ["show_new_packs"]


def show_new_packs(front: Front) -> None:
    """Tell what packs of others bring, and ask, before anything of them is used.

    Raises:
        Leaving: nobody is there any more. Nothing of them is used, and the next start asks again.
    """
    house = front.house
    infos = house.contents.unseen if house.contents else ()
    if len(infos) > FEW:
        _choose(front, infos)
        return
    for info in infos:
        front.talk.say(f"{new_words(info, changed=info.id in house.pack_choices.seen)}.", *brings(info))
        answer = front.talk.ask(tr("Use it?"), {"u": tr("Use it"), "o": tr("Leave it off")})
        front.keep(partial(house.take_pack, info, off=answer == "o"))


def _choose(front: Front, infos: Sequence[PackInfo]) -> None:
    """Let some of many be ticked."""
    talk, seen = front.talk, front.house.pack_choices.seen
    ticked: set[str] = set()
    count = len(infos)
    words = trn("{n} new or changed pack of others.", "{n} new or changed packs of others.", count).format(n=count)
    rest = tr("What you tick is used; the rest is left off. limberup packs on NAME switches a pack on later.")
    talk.say(words, rest)
    rows = {
        str(number): tr("{name}, {origin}: {brings}").format(
            name=new_name(info, changed=info.id in seen), origin=origin_words(info), brings=brings_words(info)
        )
        for number, info in enumerate(infos, 1)
    }
    heard: dict[str, str] = {}
    while True:
        numbers = [number for number, info in enumerate(infos, 1) if info.id in ticked]
        options = {**rows, "t": tr("tell all that one of them brings")}
        options["a"] = tr("take all ticks away") if len(ticked) == count else tr("tick all of them")
        if ticked:
            options["u"] = tr("use what is ticked, and leave the rest off")
        else:
            options["o"] = tr("leave all of them off")
        options["x"] = tr("not now: nothing of them is used, and the next start asks again")
        now = tr("Ticked: {numbers}.").format(numbers=", ".join(map(str, numbers)))
        question = now if ticked else tr("None is ticked. A number ticks that pack, or takes its tick away.")
        new = {key: words for key, words in options.items() if heard.get(key) != words}
        answer = talk.ask(question, options, told=new)
        heard = options
        match answer:
            case "x":
                return
            case "u" | "o":
                front.keep(partial(take_packs, front.house, infos, ticked))
                return
            case "a":
                ticked = set() if len(ticked) == count else {info.id for info in infos}
            case "t":
                names = {number: new_name(info, changed=False) for number, info in zip(rows, infos, strict=True)}
                if (number := talk.pick(tr("Which one?"), names, tr("Back"))) is not None:
                    talk.say(*brings(infos[int(number) - 1], every=True))
            case number:
                ticked ^= {infos[int(number) - 1].id}
