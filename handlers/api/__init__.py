"""The API for units and integrators."""

from handlers.api.acts import act_operations
from handlers.api.routes import api_routes

__all__ = ["act_operations", "api_routes"]
