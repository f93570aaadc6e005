"""The sentences of the pages, one Fluent file per language."""

from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message

LANGUAGES = ("zh-Hans", "zh-Hant", "en")


def page_words(language: str, **values: str) -> dict[str, str]:
    """Give every sentence of a language by its key, with the values put in."""
    text = files(__name__).joinpath(f"{language}.ftl").read_text(encoding="utf-8")
    resource = FluentResource(text)
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(resource)
    sentences = [entry for entry in resource.body if isinstance(entry, Message) and entry.value]
    return {entry.id.name: _said(bundle, entry.id.name, values) for entry in sentences}


def _said(bundle: FluentBundle, key: str, values: dict[str, str]) -> str:
    pattern = bundle.get_message(key).value
    said, errors = bundle.format_pattern(pattern, values) if pattern else ("", [KeyError(key)])
    if errors:
        raise errors[0]
    return str(said)
