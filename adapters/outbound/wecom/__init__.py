"""WeCom: a group robot as the voice of a unit."""

from adapters.outbound.wecom.robot import WECOM, WecomVoice

__all__ = ["WECOM", "WecomVoice"]
