"""The record as it is counted: figures of units, lists of the day, what stands out about a month."""

from adapters.casebook.figures.book import SqlFigures

__all__ = ["SqlFigures"]
