"""Made-up accounts at WeChat and Twilio, and made-up citizens: all that follows from the demo's own secret key."""

import base64
import hmac
from dataclasses import dataclass, field

WECHAT_ACCOUNT = "gh_5d0c1b2a3f4e"
WECHAT_APP = "wx0c17d3m0a9b8e7f6"
SMS_NUMBER = "+8657112345678"


@dataclass(frozen=True, slots=True)
class Accounts:
    """Nobody outside knows these accounts; their secrets are drawn from ``key`` so that they outlive a restart."""

    key: str = field(repr=False)

    @property
    def wechat_token(self) -> str:
        return self._drawn("wechat-token")

    @property
    def wechat_secret(self) -> str:
        return self._drawn("wechat-secret")

    @property
    def twilio_sid(self) -> str:
        return "AC" + self._digest("twilio-sid").hex()[:32]

    @property
    def twilio_token(self) -> str:
        return self._drawn("twilio-token")

    def openid(self, visitor: str) -> str:
        return "o" + self._drawn(f"openid/{visitor}")[:27]

    def number(self, visitor: str) -> str:
        """Give a number of the mainland's form; nothing is ever sent there, its network is a stand-in."""
        return f"+86199{int.from_bytes(self._digest(f'number/{visitor}')[:8]) % 10**8:08d}"

    def _drawn(self, purpose: str) -> str:
        return base64.urlsafe_b64encode(self._digest(purpose)).rstrip(b"=").decode()

    def _digest(self, purpose: str) -> bytes:
        return hmac.digest(self.key.encode(), f"demo/{purpose}".encode(), "sha256")
