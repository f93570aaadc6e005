"""The words of reports, one Fluent file per language."""

from importlib.resources import files

from dialogs.wording import Catalogue

LANGUAGES = ("zh-Hans", "zh-Hant", "en")


def load(language: str) -> Catalogue:
    """Read a language's words; those of the first one where it is not spoken here."""
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    return Catalogue(spoken, (files(__name__).joinpath(f"{spoken}.ftl").read_text(encoding="utf-8"),))
