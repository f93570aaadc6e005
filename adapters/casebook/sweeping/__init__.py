"""Supervision by the clock: what is due is found by index, oldest first, and done once."""

from adapters.casebook.sweeping.sweeper import SqlSweeper

__all__ = ["SqlSweeper"]
