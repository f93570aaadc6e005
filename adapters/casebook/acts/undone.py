"""How a transaction of staff is taken back."""

from dialogs.facts.staff import TakenIn, Unfit


class Undone(Exception):
    """What was begun is not done and nothing of it stays; ``instead`` is what there is to say."""

    def __init__(self, instead: Unfit) -> None:
        super().__init__(type(instead).__name__)
        self.instead = instead


class TakenBefore(Exception):
    """It was taken in before under the same key, and nothing of this time stays."""

    def __init__(self, then: TakenIn) -> None:
        super().__init__(then.case.number)
        self.then = then
