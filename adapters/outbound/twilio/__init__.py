"""SMS over Twilio: sending, and fetching the photos and voice it holds."""

from adapters.outbound.twilio.account import TWILIO_SMS, TwilioAccount
from adapters.outbound.twilio.errors import reason_of
from adapters.outbound.twilio.fetcher import TwilioFetcher
from adapters.outbound.twilio.voice import TwilioVoice

__all__ = ["TWILIO_SMS", "TwilioAccount", "TwilioFetcher", "TwilioVoice", "reason_of"]
