"""The sentences of the page."""

import re

import pytest

from handlers.pages.simulator import STATIC
from handlers.pages.words import LANGUAGES, page_words

VALUES = {"city": "C-CITY", "place": "C-PLACE"}
DRAWN = (
    r"try-\d|phone-(wechat|sms|office)|(wechat|sms)-label|write-(wechat|sms)|(un)?followed|photo-(lamp|pothole|bins)"
    r"|act-(accept|reply|ask|resolve|decline)(-hint|-text)?|turn-(hour|working-day)|status-[a-z]+"
)


def asked_for():
    scripts = "\n".join(file.read_text(encoding="utf-8") for file in STATIC.glob("*.js"))
    return scripts, set(re.findall(r'say\("([a-z0-9-]+)"\)', scripts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_all(language):
    """Each language has the same keys, none empty, with the same values put in."""
    words, chinese = page_words(language, **VALUES), page_words("zh-Hans", **VALUES)

    assert words.keys() == chinese.keys()
    for key, said in words.items():
        assert said.strip()
        assert re.findall(r"C-[A-Z]+", said) == re.findall(r"C-[A-Z]+", chinese[key]), key


def test_the_page_and_its_words_fit():
    """Every sentence the page asks for exists, and every sentence is asked for."""
    scripts, asked = asked_for()
    words = page_words("en", **VALUES)

    assert asked <= words.keys()
    for key in words.keys() - asked:
        assert re.fullmatch(DRAWN, key) or f'"{key}"' in scripts, key


async def test_scenery_comes_with_words(page):
    """The scenery of a language holds its sentences with the city's names, and the map; an unknown language is 404."""
    told = await (await page.get("/demo/scenery?language=zh-Hans")).json()

    assert told["words"]["followed"] == "您已关注清河市回音"
    assert told["landmarks"] == [{"name": "清河大桥", "area": "清河区 · 桥头街道", "lat": 30.12, "lon": 114.12}]
    assert len(told["districts"][0]["polygons"][0]) == 2
    assert (await page.get("/demo/scenery?language=xx")).status == 404
