"""The account's menu below the conversation on WeChat, as it is pushed and as the demo's phone shows it."""

from adapters.outbound.wechat import MenuButton
from adapters.outbound.wechat.menu import ALBUM, SPOT
from dialogs.wording import Speaker


def buttons_in(speaker: Speaker) -> tuple[MenuButton, ...]:
    """Give the menu: keys are the commands that a message may consist of."""

    def named(key: str) -> str:
        return speaker.catalogue.format(f"wechat-menu-{key}", {})

    tell = (
        MenuButton(named("write"), "file"),
        MenuButton(named("photo"), "photo", kind=ALBUM),
        MenuButton(named("spot"), "spot", kind=SPOT),
    )
    more = tuple(MenuButton(named(key), key) for key in ("rate", "bind", "person", "help"))
    return (
        MenuButton(named("tell"), below=tell),
        MenuButton(named("mine"), "status"),
        MenuButton(named("more"), below=more),
    )
