"""What the program writes down: one line an event, as text or JSON, and never what people said or who they are."""

import logging
import sys
import traceback
from typing import Any, Literal

import structlog
from aiohttp.http_exceptions import HttpProcessingError
from structlog.typing import EventDict, WrappedLogger

from bot.marks import marked

Form = Literal["text", "json"]
QUIET = ("aiohttp", "alembic", "asyncio", "sqlalchemy")


def outline(error: BaseException) -> dict[str, str]:
    """Name an error and where it arose. Not its message, which may repeat what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    at = " < ".join(f"{_short(frame.filename)}:{frame.lineno}" for frame in reversed(frames))
    cause = error.__cause__ or error.__context__
    return {"error": type(error).__name__, "at": at} | ({"cause": type(cause).__name__} if cause else {})


def _short(path: str) -> str:
    return "/".join(path.replace("\\", "/").split("/")[-2:])


def _outlined(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    return {**event, **outline(error)} if isinstance(error, BaseException) else event


def _is_ours(record: logging.LogRecord) -> bool:
    """Leave out what aiohttp says of bytes that are no request: whoever likes may send them, as fast as they like."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


def configure(form: Form | None, *, least: int = logging.INFO) -> None:
    """Let all that is logged, also by libraries, go to standard error in one form, from the level ``least``."""
    form = form or ("text" if sys.stderr.isatty() else "json")
    shared: list[Any] = [
        marked,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _outlined,
    ]
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False) if form == "json" else structlog.dev.ConsoleRenderer()
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_is_ours)
    chain = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=chain, foreign_pre_chain=shared))
    logging.basicConfig(handlers=[handler], level=least, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(least),
    )
