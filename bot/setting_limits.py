"""Settings about how much one identity may do."""

from pydantic import Field

from bot.setting_groups import Group


class Limits(Group):
    """Who meets one of them hears one friendly line; danger is heard in any case."""

    messages_a_minute: int = Field(30, ge=0, description="messages of one identity in a minute; 0: any number")
    filings_a_day: int = Field(20, ge=1, description="cases that one citizen may file within 24 hours")
