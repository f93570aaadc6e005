"""How a transaction of staff is taken back."""

from dialogs.facts.staff import Acted


class Undone(Exception):
    """What was begun is not done and nothing of it stays; ``instead`` is what there is to say."""

    def __init__(self, instead: Acted) -> None:
        super().__init__(type(instead).__name__)
        self.instead = instead
