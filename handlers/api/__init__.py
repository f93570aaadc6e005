"""The API for units and integrators."""

from handlers.api.routes import api_routes

__all__ = ["api_routes"]
