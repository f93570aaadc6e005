"""Which choices of a category's questions a text has made before anybody asks."""

from dialogs.city import City, Question
from dialogs.facts.cases import Detail
from dialogs.numerals import is_cut
from dialogs.reading.folding import folded
from dialogs.reading.lexicon import Hit, Lexicon, longest

CHOICE, DENIED = "choice", "denied"


class Choices:
    """The words of a city's choices: those of each question by themselves, for "missing" says one thing of each."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._words: dict[str, tuple[Lexicon, tuple[str, ...]]] = {}

    def made_in(self, plain: str, category: str) -> tuple[Detail, ...]:
        """Give the answers that a folded text holds to what a category has to know, in its order."""
        found = self._city.category(category)
        asked = (self._city.question(code) for code in (found.questions if found else ()))
        chosen = ((each.code, self._chosen(plain, each)) for each in asked if each)
        return tuple(Detail(code, option=option, read=True) for code, option in chosen if option)

    def _chosen(self, plain: str, question: Question) -> str:
        """Give the one choice whose words are there: not those of two, nor one that is denied or part of a number."""
        lexicon, beginnings = self._words_of(question)
        if not any(each in plain for each in beginnings):
            return ""
        hits = lexicon.hits(plain)
        denials = {hit.end for hit in hits if hit.kind == DENIED}
        words = longest(hit for hit in hits if hit.kind == CHOICE)
        said = {hit.code for hit in words if not _is_denied(plain, hit, denials)}
        is_clear = len(said) == 1 and not any(is_cut(plain, hit.start, hit.end) for hit in words)
        return said.pop() if is_clear else ""

    def _words_of(self, question: Question) -> tuple[Lexicon, tuple[str, ...]]:
        """Give the words of a question, and their beginnings: most texts hold none of these, and need no search."""
        if (known := self._words.get(question.code)) is None:
            ours = [(word, (CHOICE, option.code)) for option in question.options for word in option.words]
            denials = [(word, (DENIED, "")) for word in self._city.cues.denied]
            beginnings = tuple(dict.fromkeys(_beginning(word) for word, _ in ours))
            known = self._words[question.code] = Lexicon([*ours, *denials]), beginnings
        return known


def _beginning(word: str) -> str:
    """Give the first part of a word, or its first token, without the plural."""
    return folded(word).split("+")[0].split()[0].removesuffix("s")


def _is_denied(plain: str, hit: Hit, denials: set[int]) -> bool:
    """Say whether a denial stands right before a word."""
    return len(plain[: hit.start].rstrip()) in denials
