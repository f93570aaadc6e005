"""The templates of notices, checked before anything starts."""

import pytest

from bot.setting_notices import notices_in

GOOD = '{"resolve": {"template": "t-1", "consent": true, "fields": {"thing1": "category", "phrase2": "status"}}}'


def test_read() -> None:
    """By step the template, and which fact stands in which field."""
    (notice,) = notices_in(GOOD).values()

    assert (notice.template, notice.consent) == ("t-1", True)
    assert notice.fields == {"thing1": "category", "phrase2": "status"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("resolve", "JSON"),
        ("[]", "JSON"),
        (GOOD.replace("resolve", "finish"), "no step is called finish"),
        (GOOD.replace("thing1", "song1"), "no field of WeChat is called song1"),
        (GOOD.replace("category", "weather"), "no fact weather"),
        (GOOD.replace('"t-1"', '""'), "resolve.template"),
        (GOOD.replace('"consent": true, ', '"colour": "red", '), "resolve.colour"),
        ('{"resolve": {"template": "t-1", "fields": {}}}', "resolve.fields"),
    ],
)
def test_what_is_wrong_is_named(text: str, named: str) -> None:
    """A misspelt step, field or fact is found at the start, and named."""
    with pytest.raises(ValueError, match=named):
        notices_in(text)
