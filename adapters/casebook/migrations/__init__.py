"""The database brought to this version, from the first table on."""

from adapters.casebook.migrations.upgrading import migrate, revisions, upgrade, version

__all__ = ["migrate", "revisions", "upgrade", "version"]
