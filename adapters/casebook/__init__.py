"""The casebook: the embedded backend. Rules are pure, the store is plain functions over SQLAlchemy Core."""
