"""The API for units and integrators."""

from handlers.api.acts import act_operations
from handlers.api.officers import officer_operations
from handlers.api.operations import Operation
from handlers.api.outbox import outbox_operations
from handlers.api.oversight import oversight_operations
from handlers.api.routes import api_routes
from handlers.api.statistics import statistics_operation

__all__ = [
    "Operation",
    "act_operations",
    "api_routes",
    "officer_operations",
    "outbox_operations",
    "oversight_operations",
    "statistics_operation",
]
