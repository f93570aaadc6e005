"""What happened without words: following, scanning, the menu, opting out."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from dialogs.desk import commands
from dialogs.desk.around import Steps
from dialogs.desk.desk import Desk
from dialogs.desk.limits import limited
from dialogs.desk.scenes import scanned
from dialogs.facts.acts import Follow, OptIn, OptOut
from dialogs.facts.messages import Signal
from dialogs.facts.say import Reply, say
from dialogs.machine.replay import Perform

Signalled: TypeAlias = Callable[[Desk], Steps[Reply]]


def _follow(desk: Desk) -> Steps[Reply]:
    yield Perform(desk.key("follow"), Follow(follows=True))
    if (here := (yield from scanned(desk))) is not None:
        return here
    return Reply((say("welcome"),), commands.menu_items(desk))


def _unfollow(desk: Desk) -> Steps[Reply]:
    yield Perform(desk.key("follow"), Follow(follows=False))
    return Reply()


def _scan(desk: Desk) -> Steps[Reply]:
    if (here := (yield from scanned(desk))) is not None:
        return here
    return (yield from commands.COMMANDS["menu"](desk))


def _menu(desk: Desk) -> Steps[Reply]:
    """Do what a menu entry says; one that is not known shows what there is."""
    name = desk.inbound.subject if desk.inbound.subject in commands.COMMANDS else "menu"
    return (yield from commands.COMMANDS[name](desk))


def _position(desk: Desk) -> Steps[Reply]:
    """Remember where the phone is, to be offered as the place; nothing is said."""
    yield from ()
    if pin := desk.inbound.pin:
        desk.change(position=(pin.lat, pin.lon), position_at=desk.around.now)
    return Reply()


def _opt(name: str, act: OptOut | OptIn) -> Signalled:
    def opt(desk: Desk) -> Steps[Reply]:
        if not desk.inbound.muted:
            return (yield from commands.COMMANDS[name](desk))
        yield Perform(desk.key(name), act)
        return Reply()

    return opt


def _other_media(desk: Desk) -> Steps[Reply]:
    """Say that it cannot be kept; it is a message like any other, and the same limits hold for it."""
    if (reply := (yield from limited(desk))) is not None:
        return reply
    desk.lead += (say("media-other"),)
    return (yield from desk.advance(desk.conversation.runs)) if desk.top else Reply()


SIGNALS: Mapping[Signal, Signalled] = {
    Signal.FOLLOW: _follow,
    Signal.UNFOLLOW: _unfollow,
    Signal.SCAN: _scan,
    Signal.MENU: _menu,
    Signal.POSITION: _position,
    Signal.OPT_OUT: _opt("opt-out", OptOut(here=True)),
    Signal.OPT_IN: _opt("opt-in", OptIn(here=True)),
    Signal.OTHER_MEDIA: _other_media,
}
