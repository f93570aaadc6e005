"""Finding the words in a text that say where."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dialogs.reading.lexicon import Hit

_KIND_OF_PLACE = (
    "大道|大街|胡同|(?<![马馬公道铁鐵跑短套线線电電])路|街|巷|弄|新村|村|小区|小區|社区|社區|花园|花園|"
    "家园|家園|公寓|广场|廣場|大厦|大廈|大桥|大橋|屋苑|苑"
)
_NOT_IN_NAMES = (
    "的了我你您他她它这那這有没沒不条條是在到和与與说說请請问問好很都就還还被把吗嗎呢"
    "个個些门門家修走过過整每某堵挡擋占佔挖铺鋪封让讓等路街上下又再旁"
)
_UNKNOWN_NAME = re.compile(
    rf"(?:(?<=[,.;:，。；：、\s在到于於住区區市镇鎮道])|^)(?:(?![{_NOT_IN_NAMES}])[\u4e00-\u9fff]){{2,5}}?(?:{_KIND_OF_PLACE})"
    r"(?![灯燈面人过過由程况況障牌费費政基沿])"
)
_NO_NAME = "The|My|Our|Your|Their|This|That|Every|Some|Street|Another|Whole"
_ENGLISH_NAME = re.compile(
    rf"\b(?:(?!(?:{_NO_NAME}) )[A-Z][\w']+ +){{1,3}}(?:Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Alley|Estate|Square|Bridge|"
    r"Village|Drive|Court|Gardens?|Park|Boulevard|road|street|avenue|lane|alley|estate|bridge)\b"
)
_NUMBER = re.compile(
    r"(?:\d{1,5}(?:-\d{1,4})?|[一二三四五六七八九十百零〇两兩]{1,4})(?:号楼|號樓|号院|號院|号|號|弄|栋|棟|幢|座|单元|單元|层|層|楼|樓|室|期)(?![线線])"
    r"|(?:\bno\.? ?)?\b\d{1,5}[a-z]?\b(?= +[a-z])"
    r"|\b(?:building|block|unit|floor|flat|room|gate|exit) +(?:no\.? ?)?[a-z0-9]{1,4}\b"
)
_WHERE_AT = re.compile(
    r"\s*的?(?:十字路口|丁字路口|交叉路口|交叉口|交汇处|交匯處|路口|大门口|大門口|门口|門口|门前|門前|大门|大門|[东南西北東]门|[东南西北東]門|[东南西北東][侧側边邊面]|"
    r"旁边|旁邊|路边|路邊|边上|邊上|附近|对面|對面|楼下|樓下|楼上|樓上|入口|出口|桥下|橋下|桥头|橋頭|里面|裡面|前面|后面|後面|背后|背後|拐角|转角|轉角|"
    r"一带|一帶|沿线|沿線|中段|[东南西北東]段|站台|公交站|公車站|地下车库|地下車庫|地铁站|地鐵站|楼道里|樓道裡|楼道|樓道|门卫|旁)"
)
_LEADING = re.compile(
    r"(?:near|next to|opposite|outside|in front of|behind|beside|at the corner of|corner of|between)(?: +the)? +$"
)
_GAP = re.compile(
    r"[\s,，、/]{0,3}[的和与與跟到至近靠]?\s*|[\s,/]+(?:(?:in|on|at|of|near|the|and|to|opposite|behind|beside|next|by)[\s,]+)*"
)
_RELATIVE = re.compile(_WHERE_AT.pattern.removeprefix(r"\s*的?"))
STRONG, AREA, WEAK = 2, 1, 0


class Piece(NamedTuple):
    """A stretch of text that says where; a house number alone (weak) or a district alone does not say it well."""

    start: int
    end: int
    strength: int


class Phrase(NamedTuple):
    start: int
    end: int
    strong: int
    pieces: int


def phrases(text: str, original: str, names: Iterable[Hit]) -> list[Phrase]:
    """Join pieces that stand together; ``text`` is folded, ``original`` has its capitals. Best phrase first."""
    joined = list(_joined(text, sorted(_pieces(text, original, names))))
    return sorted(joined, key=lambda phrase: (-phrase.strong, -phrase.pieces, phrase.start))


def says_relative_place(text: str) -> bool:
    """Say whether a text places something by what is beside it: 我家楼下."""
    return bool(_RELATIVE.search(text) or re.search(_LEADING.pattern.removesuffix(r" +$") + r"\b", text))


def _pieces(text: str, original: str, names: Iterable[Hit]) -> Iterator[Piece]:
    for name in names:
        yield Piece(name.start, name.end, AREA if name.kind == "district" else STRONG)
    for pattern, said in ((_UNKNOWN_NAME, text), (_ENGLISH_NAME, original)):
        for match in pattern.finditer(said):
            yield Piece(match.start(), match.end(), STRONG)
    for match in _NUMBER.finditer(text):
        yield Piece(match.start(), match.end(), WEAK)


def _joined(text: str, pieces: list[Piece]) -> Iterator[Phrase]:
    while pieces:
        taken = [pieces.pop(0)]
        end = _at_end(text, taken[0].end)
        while pieces and (pieces[0].start <= end or _GAP.fullmatch(text, end, pieces[0].start)):
            taken.append(pieces.pop(0))
            end = max(end, _at_end(text, taken[-1].end))
        strong = sum(piece.strength for piece in taken)
        if any(piece.strength for piece in taken):
            yield Phrase(_at_start(text, taken), end, strong, len(taken))


def _at_start(text: str, taken: list[Piece]) -> int:
    leading = _LEADING.search(text, 0, taken[0].start)
    return leading.start() if leading else taken[0].start


def _at_end(text: str, end: int) -> int:
    after = _WHERE_AT.match(text, end)
    return after.end() if after else end
