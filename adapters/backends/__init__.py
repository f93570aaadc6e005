"""Outside backends: they are told of each case by the outbox, and asked what they did."""

from adapters.backends.following import Follower, Inbox
from adapters.backends.protocol import Backend
from adapters.backends.voice import BackendVoice
from adapters.backends.webhook import Webhook, WebhookBackend

__all__ = ["Backend", "BackendVoice", "Follower", "Inbox", "Webhook", "WebhookBackend"]
