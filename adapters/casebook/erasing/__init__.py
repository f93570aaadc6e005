"""A citizen's right: what a case holds of persons, or a person left anywhere, is erased; the chain stays whole."""

from adapters.casebook.erasing.erasure import SqlErasure
from adapters.casebook.erasing.found import Erased, Found

__all__ = ["Erased", "Found", "SqlErasure"]
