"""The API for units and integrators."""

from handlers.api.acts import act_operations
from handlers.api.routes import api_routes
from handlers.api.statistics import statistics_operation

__all__ = ["act_operations", "api_routes", "statistics_operation"]
