"""The types of a city's profile; the profile itself is data that ``bot.city`` loads."""

from dialogs.city.guidance import Cues, Danger, FrequentAnswer, OtherPath
from dialogs.city.matters import Category, Group, Kind, Option, Question, QuestionKind
from dialogs.city.offices import Calendar, Closing, Dispatch, Hotline, Level, Limits, Span, Unit, Urgency
from dialogs.city.places import Area, District, Landmark, Point, Polygon, Ring, Road, Scene, Street
from dialogs.city.profile import City
from dialogs.city.ranking import Ranking
from dialogs.city.supervision import Supervision
from dialogs.city.texts import Texts

__all__ = [
    "Area",
    "Calendar",
    "Category",
    "City",
    "Closing",
    "Cues",
    "Danger",
    "Dispatch",
    "District",
    "FrequentAnswer",
    "Group",
    "Hotline",
    "Kind",
    "Landmark",
    "Level",
    "Limits",
    "Option",
    "OtherPath",
    "Point",
    "Polygon",
    "Question",
    "QuestionKind",
    "Ranking",
    "Ring",
    "Road",
    "Scene",
    "Span",
    "Street",
    "Supervision",
    "Texts",
    "Unit",
    "Urgency",
]
