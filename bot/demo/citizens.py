"""The citizens of the demo: each is a token of a browser's tab, and all of theirs follows from it."""

from collections import OrderedDict
from dataclasses import dataclass

from bot.demo.accounts import SMS_NUMBER, WECHAT_ACCOUNT, Accounts
from bot.demo.handsets import Handset, SmsHandset, WechatHandset
from bot.demo.mailbox import Mailbox
from bot.demo.sms_phone import SmsPhone
from bot.demo.twilio_host import TwilioHost
from bot.demo.wechat_host import WechatHost
from bot.demo.wechat_phone import WechatPhone
from dialogs.facts.moment import Clock

MOST_CITIZENS = 1000
IDS_APART = 1000  # as many as a citizen may use for each microsecond since the last first one


@dataclass(frozen=True, slots=True)
class Networks:
    """What stands in for WeChat and Twilio, and what has come from them."""

    wechat: WechatHost
    twilio: TwilioHost
    mailbox: Mailbox

    def connect(self) -> None:
        """Let what the product sends reach the phones."""
        self.wechat.hear = lambda pushed: self.mailbox.deliver("wechat", pushed.openid, pushed.text)
        self.twilio.hear = lambda heard: self.mailbox.deliver("sms", heard.to, heard.text)


class Citizens:
    def __init__(self, accounts: Accounts, networks: Networks, public_url: str, clock: Clock) -> None:
        self._accounts = accounts
        self._networks = networks
        self._public_url = public_url
        self._clock = clock
        self._start = 0
        self._handsets: OrderedDict[str, dict[str, Handset]] = OrderedDict()

    def identities(self, visitor: str) -> tuple[str, str]:
        return self._accounts.openid(visitor), self._accounts.number(visitor)

    def handset(self, visitor: str, phone: str) -> Handset:
        if visitor not in self._handsets:
            self._handsets[visitor] = {"wechat": self._wechat(visitor), "sms": self._sms(visitor)}
        self._handsets.move_to_end(visitor)
        if len(self._handsets) > MOST_CITIZENS:
            self._handsets.popitem(last=False)
        return self._handsets[visitor][phone]

    def _wechat(self, visitor: str) -> WechatHandset:
        openid, _ = self.identities(visitor)
        token, first = self._accounts.wechat_token, self._unused()
        phone = WechatPhone(token, WECHAT_ACCOUNT, openid, self._clock, first_message=first)
        return WechatHandset(phone, openid, self._networks.wechat)

    def _sms(self, visitor: str) -> SmsHandset:
        _, number = self.identities(visitor)
        sid, token, start = self._accounts.twilio_sid, self._accounts.twilio_token, self._unused()
        phone = SmsPhone(number, sid, token, self._public_url, SMS_NUMBER, start)
        return SmsHandset(phone, self._networks.twilio)

    def _unused(self) -> int:
        """Give a first message id: none behind it was used, by others or before a restart."""
        self._start = max(self._start + 1, self._clock.now())
        return self._start * IDS_APART
