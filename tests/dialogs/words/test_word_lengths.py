"""What stands on a phone of the last century: every prompt and every reply fits two SMS."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from catalogue_shelf import HAN, LANGUAGES, LATIN, WORDING, entries, speaker, spoken, variables
from msgspec import structs

from dialogs import asked, binding, endangered, rating, service, status, updates
from dialogs.answers import Miss
from dialogs.desk import asking
from dialogs.facts.acts import Filed
from dialogs.facts.cases import CaseCard, Contact, Detail, Draft, Place, Privacy, Status
from dialogs.facts.messages import Capabilities, Unit
from dialogs.facts.moment import moment_of
from dialogs.facts.notices import Audience, Notice
from dialogs.facts.queries import Ratable, Rights
from dialogs.facts.say import Clipped, Day, Named, Reply, Say, say
from dialogs.filing import contact, more, questions, review
from dialogs.machine.journal import Run
from dialogs.machine.question import Form, Question
from dialogs.machine.replay import Waiting
from dialogs.mine import amending, supplementing, withdrawing
from dialogs.render.sms import is_gsm7, segments
from dialogs.render.text import fitted, render
from dialogs.words.widths import SEGMENTS_OF_A_PROMPT, SHOWN_ON_SMS, WIDTHS, width

# A signature in Han would make UCS-2 of an English text, so a gateway that asks for one signs English in Latin.
SIGNATURES = {"zh-Hans": "【云江热线】", "zh-Hant": "【雲江熱線】", "en": "[Yunjiang] "}
SMS = Capabilities("sms", Unit.SEGMENTS, longest=99, answers=True, parts=9, card_words=SHOWN_ON_SMS[-2:])
NUMBER, CODE, WIDEST_DAY = "263110000017", "123456", moment_of(datetime(2026, 11, 30, 4, tzinfo=UTC))
CITY = SimpleNamespace(
    groups=[SimpleNamespace(code=str(i)) for i in range(14)],
    group=lambda code: SimpleNamespace(categories=[str(i) for i in range(9)]),
    category=lambda code: SimpleNamespace(questions=["1", "2"], optional=["3", "4"]),
    question=lambda code: SimpleNamespace(code=code),
    knows=lambda kind, code: bool(code),
    zone="Asia/Shanghai",
    calendar=SimpleNamespace(hours=((540, 1050),)),
)
AFTER = (Status.RESOLVED, Status.CLOSED)
OFFICE = {"hotline": Named("hotline-number", "desk"), "hours": Named("hotline-hours", "desk")}


def own_words(language: str) -> str:
    return (HAN if language.startswith("zh") else LATIN) * 60


def case(number: str = NUMBER, state: Status = Status.ASSIGNED, words: str = "") -> CaseCard:
    return CaseCard(number, state, "c", "s", WIDEST_DAY, "u", WIDEST_DAY, 999, words)


def draft(language: str, privacy: Privacy, name: str = "", behalf: str = "", *, read: bool = False) -> Draft:
    words = own_words(language)
    known, details = (
        Contact(privacy, name, behalf=behalf),
        (Detail("q", option="o", read=True), Detail("r", option="o")) * read,
    )
    return Draft(words, Place(words, street="s"), "c", details=details, media=("1",) * 5, contact=known)


def asked_by(script) -> Question:
    """Give the first question of a script."""
    return next(script).question


def prompts(language: str) -> list[Question]:
    return [*of_filing(language), *beside_filing(language)]


def of_filing(language: str) -> list[Question]:
    words, six = own_words(language), tuple("123456")
    contacts = (
        *((Privacy.SHOWN, ""), (Privacy.SHOWN, "x"), (Privacy.HIDDEN, ""), (Privacy.ANONYMOUS, "")),
        *((Privacy.SHOWN, "x", words[:8]), (Privacy.ANONYMOUS, "", words[:8])),
    )
    return [
        *(questions.WHAT, questions.WHAT_MORE, questions.WHERE, questions.NAME, questions.PHONE, questions.BEHALF),
        *(questions.here("s", ""), questions.here("", words), questions.area(six), questions.OUTSIDE),
        questions.category(six[:3]),
        *(questions.group(CITY), questions.category_in(CITY, "g"), questions.same_words(case())),
        questions.join((case(),) * 3),
        *(
            review.card(draft(language, *known, read=read), consented=said)
            for known in contacts
            for said in (True, False)
            for read in (True, False)
        ),
        contact.CONTACT,
        more.what_more(CITY, draft(language, Privacy.SHOWN)),
    ]


def beside_filing(language: str) -> list[Question]:
    words = own_words(language)
    add = {"number": NUMBER, "text": words, "note": ""}
    mine = tuple(case(str(int(NUMBER) + i)) for i in range(3))
    resumed = [Run("r", "resume", {"begun": begun, "new": {}}, "", "") for begun in ("", words)]
    return [
        *(status.CASE_NUMBER, status.QUERY_CODE, status.of_mine(mine), binding.NUMBER, binding.CODE),
        *of_mine(mine),
        asked_by(service.add_or_new(CITY, Run("r", "add-or-new", add, "", ""))),
        *(asked_by(service.resume_or_new(CITY, run)) for run in resumed),
        questions.question("more-menu", *asking.MORE_OPTIONS),
    ]


def of_mine(mine: tuple[CaseCard, ...]) -> list[Question]:
    """Give what is asked about own cases."""
    ratable = tuple(
        Ratable(card.number, "q", "c", value) for card, value in zip(mine, ("", *rating.VALUES), strict=False)
    )
    rights = Rights(NUMBER, ("amend",), place=Place("x"), contact=Contact())
    return [
        *(status.of_mine(mine, f"which-{act}") for act in ("supplement", "urge", "withdraw", "amend")),
        *(rating.rate(Ratable(NUMBER, "q", "c", value)) for value in ("", *rating.VALUES)),
        *(rating.why(), rating.which(ratable), *(rating.meant(NUMBER, value) for value in rating.VALUES)),
        *(rating.again(NUMBER, above=above) for above in (False, True)),
        *(withdrawing.why(NUMBER, "c"), withdrawing.sure(NUMBER, "c"), amending.what(rights)),
        *(supplementing.asked(NUMBER, sent=sent) for sent in (False, True)),
        *(asked._which("?" * 60, NUMBER, NUMBER), asked._whether("?" * 60, NUMBER)),
        *(endangered.danger_next(is_placed=placed) for placed in (False, True)),
        status.offered(mine[0], Rights(NUMBER, ("supplement", "urge", "amend", "withdraw"))),
    ]


def misses(question: Question) -> list[Miss]:
    """Give what may be said of an answer that does not fit this question."""
    if not question.own_words:
        return [Miss.OTHER, Miss.VOICE, Miss.PHOTO]
    by_form = {Form.PHONE: Miss.PHONE, Form.NUMBER: Miss.NUMBER, Form.CODE: Miss.CODE, Form.CASE: Miss.CASE}
    if question.form in by_form:
        return [Miss.OTHER, Miss.PHOTO, by_form[question.form]]
    return [Miss.OTHER, Miss.PHOTO, Miss.TOO_LONG, *([Miss.TOO_SHORT] if question.own_words.least > 1 else [])]


def ways(question: Question) -> list[Reply]:
    """Give every way in which a question is put: asked, asked again after each miss, asked plainly."""
    waiting = Waiting(Run("r", "filing", None, "zh-Hans", ""), question, 0, ())
    waits = asking.pending(waiting, "zh-Hans", asking.size_of(question, SMS))
    plainly = asking.asked_again(waiting, type(waits)(*_fields(waits, misses=3)), Miss.OTHER)
    return [asking.asked(waiting, waits), plainly, *(asking.asked_again(waiting, waits, m) for m in misses(question))]


def _fields(waits, **changed):
    return [changed.get(name, getattr(waits, name)) for name in waits.__struct_fields__]


def text_of(reply: Reply, language: str) -> str:
    return "\n".join(fitted(reply, WORDING, language, replace(SMS, signature=SIGNATURES[language])))


def too_long(replies: list[Reply], language: str) -> list[str]:
    """Give the texts that take more than two segments."""
    said = [text_of(reply, language) for reply in replies]
    return [text for text in said if segments(text, SIGNATURES[language]) > SEGMENTS_OF_A_PROMPT]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_prompt_fits(language):
    """Each question, in each way it is put, takes no more than two SMS with names as wide as they may be."""
    assert too_long([reply for question in prompts(language) for reply in ways(question)], language) == []


def value(name: str, language: str) -> object:
    """Give a variable at its declared width."""
    if name in WIDTHS:
        letter = HAN if language.startswith("zh") else LATIN
        return ("9" if width(name, "en") == width(name, "zh-Hans") else letter) * width(name, language)
    states = [speaker(language).say(say(f"status-{state}")) for state in Status]
    lines = [speaker(language).say(say(f"contact-line-{line}")) for line in ("shown", "hidden", "anonymous", "named")]
    words = speaker(language).value(Clipped(own_words(language)))
    place = speaker(language).say(say("place", area=Named("street", ""), text=str(words)))
    known = {
        "day": speaker(language).value(Day(WIDEST_DAY)),
        "next": "",
        "status": max(states, key=len),
        "where": place,
    }
    dates = {"monthname": "Nov", "weekday": "Mon", "month": "11", "time": "10:00", "contact": max(lines, key=len)}
    return {**known, **dates, "what": words, "text": words, "summary": words, "spot": words, "who": words}[name]


OF_THE_CITY = {"frequent", "frequent-simple", "detail", "detail-simple"}  # the city's own texts are checked with it


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_fits(language):
    """Each entry takes no more than two SMS by itself."""
    lines = [
        Reply((Say(key, tuple((name, value(name, language)) for name in sorted(variables(entry)))),))
        for key, entry in spoken(language).items()
        if key not in OF_THE_CITY
    ]

    assert too_long(lines, language) == []


def replies(language: str) -> list[Reply]:
    """Give what is said in several lines."""
    menu = ()  # on SMS the menu is words
    ending = review._filed(CITY, Filed(NUMBER, CODE, WIDEST_DAY, 15))
    endings = [(*status.shown(CITY, mine), say(f"next-{mine.status}")) for mine in cards_of(language)]
    return [
        Reply(ending.paragraphs, ending.items),
        *(Reply(ending) for ending in endings),
        *(
            Reply((*status.shown(CITY, mine), *offered.paragraphs), offered.items)
            for mine, offered in services(language)
        ),
        *(Reply((say(key),), menu) for key in ("welcome", "nothing-open", "say-what")),
        Reply((say("help", **OFFICE), say("help-commands", **OFFICE)), menu),
        Reply((say("person", number=OFFICE["hotline"], hours=OFFICE["hours"]),)),
        Reply((say("joined", number=NUMBER), say("joined-next"))),
        Reply((say("file-refused"), say("file-refused-next"))),
        Reply((say("language-set"), say("say-what"))),
        Reply((say("wrong-code"), status.QUERY_CODE.say)),
        asking.more("r", asking.pending(Waiting(Run("r", "", None, "", ""), contact.CONTACT, 0, ()), "zh-Hans", 6)),
    ]


def cards_of(language: str) -> list[CaseCard]:
    return [replace(case(state=state, words=own_words(language)), own=True) for state in Status]


def services(language: str) -> list[tuple[CaseCard, Reply]]:
    """Give each card with what can be done before its case is resolved, and after."""
    before, after = ("supplement", "urge", "amend", "withdraw"), ("supplement", "rate", "reopen")
    offered = []
    for mine in cards_of(language):
        asked = status.offered(mine, Rights(NUMBER, after if mine.status in AFTER else before))
        offered.append((mine, ways(asked)[0]))
    return offered


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reply_of_several_lines_fits(language):
    """The confirmation, the case as it stands, the welcome and the guide each take no more than two SMS."""
    assert too_long(replies(language), language) == []


def steps(language: str) -> list[Reply]:
    """Give what is told of each step, with words of the unit as long as a card's."""
    words = own_words(language)[: speaker(language).clip]
    facts = {"unit": "u", "path": "p", "into": NUMBER, "reply_by": str(WIDEST_DAY), "rate_by": str(WIDEST_DAY)}
    outcomes = [{**facts, "outcome": outcome} for outcome in updates.OUTCOMES]
    notice = Notice("n", Audience.CITIZEN, "c", "", WIDEST_DAY, WIDEST_DAY, NUMBER, 1, words=words)
    made = [
        structs.replace(notice, step=step, facts=tuple(each.items())) for step in updates.STEPS for each in outcomes
    ]
    bare = [structs.replace(notice, step=step) for step in updates.STEPS]
    return [updates.told(each, CITY) for each in (*made, *bare)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_fits(language):
    """What is told of a step takes no more than two SMS beside the unit's own words and the city's addresses."""
    assert too_long(steps(language), language) == []


def test_english_prompts_cost_no_ucs2():
    """With names in Latin letters an English prompt is a GSM-7 text."""
    said = [text_of(reply, "en") for question in prompts("en") for reply in ways(question)]

    assert all(is_gsm7(text) for text in said)


def test_a_name_wider_than_declared_is_noticed():
    """The measure is strict: the card no longer fits once the citizen's words are not cut."""
    card = review.card(draft("zh-Hans", Privacy.SHOWN), consented=False)
    uncut = replace(speaker("zh-Hans"), clip=60)

    assert segments("\n".join(render(ways(card)[0], uncut, SMS)), SIGNATURES["zh-Hans"]) > SEGMENTS_OF_A_PROMPT


def test_every_width_is_of_something():
    """No width is declared for a variable or a name that nothing has."""
    named = {"group", "label", "area"}

    assert WIDTHS.keys() - named <= {name for entry in entries("en").values() for name in variables(entry)} | {
        "unit",
        "street",
    }
