"""WeChat's own API: what we send, and what we fetch."""

from adapters.outbound.wechat.api import WechatApi
from adapters.outbound.wechat.host import WechatHost
from adapters.outbound.wechat.media import WechatFetcher
from adapters.outbound.wechat.menu import MenuButton, push_menu
from adapters.outbound.wechat.notices import receipt_of
from adapters.outbound.wechat.qr import make_code
from adapters.outbound.wechat.token import AccessToken
from adapters.outbound.wechat.voice import WECHAT, WechatVoice

__all__ = [
    "WECHAT",
    "AccessToken",
    "MenuButton",
    "WechatApi",
    "WechatFetcher",
    "WechatHost",
    "WechatVoice",
    "make_code",
    "push_menu",
    "receipt_of",
]
