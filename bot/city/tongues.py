"""The words of all languages, put together per code."""

from collections.abc import Callable, Iterable

from bot.city.folder import Speech
from bot.city.wordings import Wording
from dialogs.city import Texts


class Tongues:
    def __init__(self, speeches: tuple[Speech, ...]) -> None:
        self._speeches = speeches

    def texts(self, of: Callable[[Speech], str]) -> Texts:
        return Texts(tuple((speech.language, of(speech)) for speech in self._speeches))

    def words(self, of: Callable[[Speech], Iterable[str]]) -> tuple[str, ...]:
        """Give each word once, in the order of languages and files."""
        return tuple(dict.fromkeys(word for speech in self._speeches for word in of(speech)))

    def worded(self, of: Callable[[Speech], Wording]) -> tuple[Texts, tuple[str, ...]]:
        """Give the names, and the names with their aliases."""
        names = self.texts(lambda speech: of(speech).name)
        return names, self.words(lambda speech: (of(speech).name, *of(speech).words))
