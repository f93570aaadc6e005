"""Reports for offices: what is told of a span of time, and how it is written down."""

from bot.report.document import compose
from bot.report.gathering import Gathered, gather
from bot.report.spans import Kind, Span, span_of

__all__ = ["Gathered", "Kind", "Span", "compose", "gather", "span_of"]
