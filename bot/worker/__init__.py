"""What happens behind the conversations: what waits is sent, and what channels hold is fetched."""

from bot.worker.media import MediaWorker
from bot.worker.outbound import Pace, Worker

__all__ = ["MediaWorker", "Pace", "Worker"]
