"""What every voice does; an implementation gives the fixture ``line``: a voice, and the stand-in that hears it."""

import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from bot.demo.faults import CUT, Fault, Faults
from dialogs.facts.errors import Busy, OutcomeUnknown, SendError, Throttled, Unreachable
from dialogs.facts.ports import Sent

WORDS = "路灯🙂 <b>&]]>修好了"
PATIENCE = 0.5
"""Seconds that the voices under test wait for an answer."""


@dataclass(frozen=True)
class Line:
    """``send`` says a text to somebody, ``send_nowhere`` where nobody listens; ``faults`` spoil what ``path`` answers.

    ``refusal`` is a code of the protocol's own, and ``refused`` what it means; ``recalls``: the other side knows a
    message by our id, so that one without an answer is simply sent again.
    """

    send: Callable[[str], Awaitable[Sent]]
    send_nowhere: Callable[[str], Awaitable[Sent]]
    arrived: Callable[[], list[str]]
    faults: Faults
    path: str
    refusal: int
    refused: type[SendError]
    secrets: tuple[str, ...]
    recalls: bool = False

    async def failing(self, *faults: Fault) -> SendError:
        self.faults.put(self.path, *faults)
        return await failure(self.send)


async def failure(send: Callable[[str], Awaitable[Sent]]) -> SendError:
    with pytest.raises(SendError) as failed:
        await send(WORDS)
    return failed.value


class VoicesContract:
    async def test_a_text_arrives_unchanged(self, line: Line) -> None:
        """Emoji and what is markup elsewhere arrive as they were said, once, and a receipt comes back."""
        sent = await line.send(WORDS)

        assert isinstance(sent, Sent)
        assert line.arrived() == [WORDS]

    async def test_a_refusal_is_an_error(self, line: Line) -> None:
        """A code of the protocol's own is the error of its table, whatever HTTP says; nothing arrives."""
        error = await line.failing(Fault(code=line.refusal))

        assert type(error) is line.refused
        assert line.arrived() == []

    @pytest.mark.parametrize(("status", "expected"), [(500, Busy), (503, Busy), (429, Throttled)])
    async def test_trouble_over_there_is_tried_again(self, line: Line, status: int, expected: type[SendError]) -> None:
        """A host that is down or asks us to slow down is asked again, later."""
        error = await line.failing(Fault(status=status))

        assert type(error) is expected
        assert error.retry

    @pytest.mark.parametrize("fault", [CUT, Fault(wait=2 * PATIENCE)], ids=["cut", "silence"])
    async def test_without_an_answer_nobody_knows(self, line: Line, fault: Fault) -> None:
        """The request left: it is repeated without asking only where the other side takes an id once."""
        error = await line.failing(fault)

        assert type(error) is (Unreachable if line.recalls else OutcomeUnknown)

    async def test_nobody_listens(self, line: Line) -> None:
        """What could not leave is tried again."""
        error = await failure(line.send_nowhere)

        assert type(error) is Unreachable
        assert error.retry

    async def test_no_error_tells_a_secret(self, line: Line) -> None:
        """Neither keys, nor what was said, nor to whom stand in any error or in what caused it."""
        faults = (Fault(code=line.refusal), Fault(status=500), CUT, Fault(wait=2 * PATIENCE))
        errors = [*[await line.failing(fault) for fault in faults], await failure(line.send_nowhere)]
        said = "".join(repr(error) + "".join(traceback.format_exception(error)) for error in errors)

        assert [secret for secret in (*line.secrets, WORDS) if secret in said] == []

    async def test_after_trouble_it_speaks_again(self, line: Line) -> None:
        """One failure closes nothing."""
        await line.failing(Fault(status=500))
        await line.send(WORDS)

        assert line.arrived() == [WORDS]
