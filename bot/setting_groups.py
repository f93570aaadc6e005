"""Settings that belong together: one group for each door and backend."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

from bot.setting_kinds import AesKey, HttpUrl
from bot.setting_notices import NoticeJson, SmsNoticeJson


class Group(BaseModel):
    """Names below one prefix."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)


class WeChat(Group):
    """The official account, as its console shows it."""

    app_id: str = Field(min_length=1, description="AppID")
    app_secret: SecretStr = Field(min_length=1, description="AppSecret, for sending and for photos")
    token: SecretStr = Field(min_length=1, description="Token of the server configuration")
    aes_key: AesKey | None = Field(None, description="EncodingAESKey, 43 characters")
    previous_aes_key: AesKey | None = Field(
        None, description="the EncodingAESKey before it, while the console changes over"
    )
    account: str = Field("", description="original id (gh_…); a message to another account is refused")
    mode: Literal["plain", "compatible", "safe"] | None = Field(
        None, description="as in the console; `safe` when an AES key is set, else `plain`"
    )
    links: bool = Field(
        default=True, description="whether choices can be tapped; off where a client shows them as bare text"
    )
    api_base: HttpUrl = Field(
        "https://api.weixin.qq.com", repr=False, description="base of the API: tests, proxies, private clouds"
    )
    customer_service: bool = Field(
        default=False, description="whether asking for a person hands over to the account's customer service on WeChat"
    )
    notice: NoticeJson = Field(
        "", description="JSON: by step the template or subscription notice that tells it, and its fields"
    )
    consent_page: HttpUrl | None = Field(
        None, description="the city's page or article where followers agree to notices, in place of our own"
    )
    window_messages: int = Field(5, ge=0, description="messages that may follow one of the citizen's")
    window_hours: int = Field(48, ge=0, description="and for how long")
    click_messages: int = Field(3, ge=0, description="messages that may follow a menu click, a follow, a scan or a tap")
    click_seconds: int = Field(60, ge=0, description="and for how long")

    @model_validator(mode="after")
    def _key_for_mode(self) -> Self:
        if self.mode in {"compatible", "safe"} and not self.aes_key:
            raise ValueError(f"mode {self.mode} needs AES_KEY")
        return self

    def encryption(self) -> Literal["plain", "compatible", "safe"]:
        return self.mode or ("safe" if self.aes_key else "plain")


class Twilio(Group):
    """An account at Twilio and the number or service that speaks for us."""

    account_sid: str = Field(min_length=1, description="Account SID")
    auth_token: SecretStr = Field(min_length=1, description="the primary Auth Token; it also signs what comes in")
    from_: str = Field("", alias="from", description="our number (+…), or use the messaging service")
    messaging_service_sid: str = Field("", description="Messaging Service SID, in place of the number")
    api_base: HttpUrl = Field(
        "https://api.twilio.com", repr=False, description="base of the API, for tests and proxies"
    )

    @model_validator(mode="after")
    def _some_sender(self) -> Self:
        if not (self.from_ or self.messaging_service_sid):
            raise ValueError("needs FROM or MESSAGING_SERVICE_SID")
        return self


class Gateway(Group):
    """A plain SMS gateway: it posts what it receives to us, and takes messages by a POST of JSON."""

    secret: SecretStr = Field(min_length=8, description="the secret part of our address at the gateway")
    number: str = Field(min_length=1, description="our number there")
    region: str = Field("CN", pattern="^[A-Z]{2}$", description="country of numbers that come without a country code")
    url: HttpUrl = Field(repr=False, description="where messages to citizens are posted")
    api_token: SecretStr | None = Field(None, description="bearer token to show there, where the gateway wants one")
    signature: str = Field("", description="what the carrier puts before each text, as 【某市】; it counts")
    notice: SmsNoticeJson = Field(
        "", description="JSON: by step the approved template that tells it, and its variables"
    )
    variable_length: int = Field(35, ge=24, le=500, description="characters that a template's variable may hold")
    templates_only: bool = Field(
        default=False, description="whether citizens are told of steps by approved templates only, never in free text"
    )


class Webhook(Group):
    """An outside backend that is told of each case by a signed POST of JSON."""

    url: HttpUrl = Field(repr=False, description="where cases are posted")
    secret: SecretStr = Field(min_length=8, description="signs each post")
