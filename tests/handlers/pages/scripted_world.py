"""A small scripted world behind the page: it answers by rule and pushes on demand."""

import asyncio

from handlers.pages.gestures import Exchange, Gesture, Half, Push, Tap, Write
from handlers.pages.scenery import Area, Landmark, Scenery

SQUARE = ((114.0, 30.0), (114.2, 30.0), (114.2, 30.2), (114.0, 30.2), (114.0, 30.0))
HOLE = ((114.05, 30.05), (114.1, 30.05), (114.1, 30.1), (114.05, 30.1), (114.05, 30.05))
HOSTILE = '<img src=x onerror="document.title=1"> <script>document.title=2</script> ]]> &amp;'
MENU = (
    "您好，说说发生了什么事。\n"
    '<a href="weixin://bizmsgmenu?msgmenucontent=路灯&msgmenuid=run.1">1 路灯</a>\n'
    '<a href="weixin://bizmsgmenu?msgmenucontent=噪音+1%&msgmenuid=run.2">2 噪音</a>'
)


class ScriptedWorld:
    def __init__(self) -> None:
        self.seen: list[tuple[str, str, Gesture]] = []
        self.pushed: list[Push] = []
        self._news = asyncio.Condition()

    def arrive(self) -> str:
        return "visitor-0123456789"

    def scenery(self, language: str) -> Scenery:
        landmark = Landmark("清河大桥", "清河区 · 桥头街道", 30.12, 114.12)
        district = Area("清河区", ((SQUARE, HOLE),))
        return Scenery("清河市", "+861062000000", "Asia/Shanghai", (landmark,), (district,), (district,))

    async def gesture(self, visitor: str, phone: str, gesture: Gesture) -> Exchange:
        self.seen.append((visitor, phone, gesture))
        if isinstance(gesture, Write) and gesture.text == "impossible":
            raise ValueError
        said = (HOSTILE,) if isinstance(gesture, Tap) else (MENU,)
        request = Half("POST /wechat?nonce=1", (("Host", "127.0.0.1"),), "<xml/>")
        return Exchange(said, 200, request, Half("200 OK", (), "<xml>答</xml>"), 3.25)

    async def pushes(self, visitor: str, after: int, within: float) -> tuple[Push, ...]:
        async with self._news:
            try:
                await asyncio.wait_for(self._news.wait_for(lambda: self._after(after)), within)
            except TimeoutError:
                return ()
        return self._after(after)

    async def push(self, phone: str, text: str) -> None:
        async with self._news:
            self.pushed.append(Push(len(self.pushed) + 1, phone, text))
            self._news.notify_all()

    def _after(self, serial: int) -> tuple[Push, ...]:
        return tuple(push for push in self.pushed if push.serial > serial)
