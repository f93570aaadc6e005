"""Traces by OpenTelemetry, where its packages are installed (the extra ``traces``) and a collector is named."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from typing import Any, final

from dialogs.facts.errors import HuiyinError

Begin = Callable[[str, dict[str, str]], AbstractContextManager[Any]]


class NoTraces(HuiyinError):
    """HUIYIN_TRACES_URL is set, but the packages for it are missing: .venv/bin/pip install -e '.[traces]'."""


@final
class Traces:
    """Makes spans, or nothing at no cost."""

    def __init__(self, begin: Begin | None = None, close: Callable[[], object] = lambda: None) -> None:
        self._begin = begin
        self.close = close

    @property
    def are_made(self) -> bool:
        return self._begin is not None

    def span(self, name: str, **about: str) -> AbstractContextManager[Any]:
        """Begin a span; ``about`` holds codes and marks, never who or what was said."""
        return self._begin(name, about) if self._begin else nullcontext()


def traces_to(url: str, version: str) -> Traces:
    """Send spans to a collector that speaks OTLP over HTTP, in the background, in batches."""
    try:
        otlp = import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
        resources, sdk = import_module("opentelemetry.sdk.resources"), import_module("opentelemetry.sdk.trace")
        export = import_module("opentelemetry.sdk.trace.export")
    except ImportError as error:
        raise NoTraces from error
    provider = sdk.TracerProvider(resource=resources.Resource({"service.name": "huiyin", "service.version": version}))
    provider.add_span_processor(export.BatchSpanProcessor(otlp.OTLPSpanExporter(endpoint=f"{url}/v1/traces")))
    tracer = provider.get_tracer("huiyin", version)
    return Traces(lambda name, about: tracer.start_as_current_span(name, attributes=about), provider.shutdown)
