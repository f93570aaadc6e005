"""The settings of the demo, built in code: nothing of the environment changes it."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from bot.demo.accounts import SMS_NUMBER, WECHAT_ACCOUNT, WECHAT_APP, Accounts
from bot.setting_groups import Twilio, WeChat
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the product and the stand-ins are to be found."""

    public: str
    wechat: str
    twilio: str


class DemoSettings(Settings):
    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  the names are pydantic's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def demo_settings(data: Path, accounts: Accounts, addresses: Addresses) -> Settings:
    return DemoSettings(
        database_url=f"sqlite:///{data.absolute() / 'huiyin.db'}",
        public_url=addresses.public,
        data=data,
        secret_key=(SecretStr(accounts.key),),
        wechat=WeChat(
            app_id=WECHAT_APP,
            app_secret=SecretStr(accounts.wechat_secret),
            token=SecretStr(accounts.wechat_token),
            account=WECHAT_ACCOUNT,
            api_base=addresses.wechat,
        ),
        twilio=Twilio.model_validate(
            {
                "account_sid": accounts.twilio_sid,
                "auth_token": accounts.twilio_token,
                "from": SMS_NUMBER,
                "api_base": addresses.twilio,
            }
        ),
    )
