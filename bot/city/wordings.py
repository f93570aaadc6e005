"""How the files of one language must look; one folder of them per language."""

from typing import Annotated

from pydantic import Field, StringConstraints

from bot.city.shapes import Code, Line, Shape, Words
from dialogs.facts.cases import CaseKind

Short = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^\S(.*\S)?$")]


class Wording(Shape):
    name: Short
    words: Words = ()


class HotlineWording(Shape):
    name: Short
    hours: Short


class CityWording(Shape):
    name: Short
    gone: Short
    urgencies: dict[Code, Short]
    hotlines: dict[Code, HotlineWording]
    kinds: dict[CaseKind, Wording]


class CategoriesWording(Shape):
    groups: dict[Code, Short]
    categories: dict[Code, Wording]


class QuestionWording(Shape):
    label: Short
    prompt: Line
    simple: Line
    options: dict[Code, Short] = Field(default_factory=dict)
    words: dict[Code, Words] = Field(default_factory=dict)


class PlacesWording(Shape):
    districts: dict[Code, Wording]
    streets: dict[Code, Wording]
    roads: dict[Code, Wording] = Field(default_factory=dict)
    landmarks: dict[Code, Wording] = Field(default_factory=dict)
    scenes: dict[Code, Short] = Field(default_factory=dict)


class AnswerWording(Shape):
    question: Line
    answer: Line
    words: Words = Field(min_length=1)


class DangerWording(Shape):
    line: Line
    words: Words = Field(min_length=1)


class PathWording(Shape):
    name: Short
    address: Line
    words: Words = Field(min_length=1)


class GuidanceWording(Shape):
    answers: dict[Code, AnswerWording] = Field(default_factory=dict)
    dangers: dict[Code, DangerWording]
    paths: dict[Code, PathWording] = Field(default_factory=dict)


class CuesWording(Shape):
    past: Words
    now: Words
    denied: Words
    doubted: Words
    risk: Words
    elsewhere: Words
    asking: Words
    complaint: Words
    over: Words
    anonymous: Words = ()
    hidden: Words = ()
    named: Words = ()
