"""The same words in each language of a city."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Texts:
    """Pairs of language and words, in the city's order of languages; never empty."""

    by_language: tuple[tuple[str, str], ...]

    def to(self, language: str) -> str:
        """Give the words of a language, or those of the city's first one."""
        return next((words for tag, words in self.by_language if tag == language), self.by_language[0][1])

    def each(self) -> tuple[str, ...]:
        return tuple(words for _, words in self.by_language)
