import pytest
from sms_core import Client, Core
from twilio_door import DOOR, TOKEN, send

from bot.demo.clock import HandClock
from bot.demo.sms_phone import Mms, SmsPhone, texts
from dialogs.facts.messages import Address, Attachment, Inbound, MediaKind, Signal


async def test_a_text_becomes_one_inbound(client: Client, phone: SmsPhone, core: Core, clock: HandClock) -> None:
    """A signed text arrives whole, blanks included, and the answer goes back as TwiML."""
    post = phone.text(" 路灯坏了 🙂 ")
    response = await send(client, post)

    assert response.status == 200
    assert response.content_type == "text/xml"
    assert texts(await response.text()) == ("回音",)
    assert core.heard == [
        Inbound(post.sid, Address("sms", "+8613800138000"), "+8610123456", clock.now(), " 路灯坏了 🙂 ")
    ]


async def test_several_parts_are_several_messages(client: Client, phone: SmsPhone, core: Core) -> None:
    """Each part of an answer is a message of its own, in order."""
    core.parts = ("一", "二", "三")

    assert texts(await (await send(client, phone.text("x"))).text()) == ("一", "二", "三")


async def test_silence_is_an_empty_response(client: Client, phone: SmsPhone, core: Core) -> None:
    """Nothing to say is still well-formed TwiML without a message."""
    core.parts = ()
    response = await send(client, phone.text("x"))

    assert (response.status, texts(await response.text())) == (200, ())


async def test_pictures_and_sound_are_attachments(client: Client, phone: SmsPhone, core: Core) -> None:
    """Images and sound of an MMS are kept in order; the rest of it is left where it is."""
    base = "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME"
    kinds = ["image/jpeg", "text/vcard", "audio/amr; codecs=x", "IMAGE/PNG"]
    await send(client, phone.mms("", *(Mms(f"{base}{n}", kind) for n, kind in enumerate(kinds))))

    assert core.heard[0].attachments == (
        Attachment(MediaKind.IMAGE, f"{base}0", "image/jpeg"),
        Attachment(MediaKind.VOICE, f"{base}2", "audio/amr"),
        Attachment(MediaKind.IMAGE, f"{base}3", "image/png"),
    )


@pytest.mark.parametrize(("text", "signal"), [("", Signal.OTHER_MEDIA), ("看这个", None)])
async def test_what_cannot_be_kept_is_told_apart(
    client, phone: SmsPhone, core, text: str, signal: Signal | None
) -> None:
    """A contact card alone is a signal; beside words the words count."""
    await send(client, phone.mms(text, Mms("https://api.twilio.com/1", "text/vcard")))

    assert (core.heard[0].signal, core.heard[0].text) == (signal, text)


async def test_at_most_ten_pieces(client: Client, phone: SmsPhone, core: Core) -> None:
    """A count beyond Twilio's own limit is not believed."""
    await send(client, phone.mms("", *(Mms(f"https://api.twilio.com/{n}", "image/png") for n in range(12))))

    assert len(core.heard[0].attachments) == 10


@pytest.mark.parametrize(("kind", "signal"), [("STOP", Signal.OPT_OUT), ("START", Signal.OPT_IN), ("HELP", None)])
async def test_opt_out_is_acted_on_in_silence(
    client: Client, phone: SmsPhone, core: Core, kind: str, signal: Signal | None
) -> None:
    """What Twilio's opt-out answered itself is stored, muted."""
    await send(client, phone.opt(kind))

    assert (core.heard[0].signal, core.heard[0].muted) == (signal, True)


async def test_a_plain_stop_word_is_a_text(client: Client, phone: SmsPhone, core: Core) -> None:
    """Without Twilio's mark the words are the front desk's to judge."""
    await send(client, phone.text("STOP"))

    assert (core.heard[0].signal, core.heard[0].muted) == (None, False)


async def test_what_cannot_be_kept_is_503(client: Client, phone: SmsPhone, core: Core) -> None:
    """A store that is down is our fault: 503, and when to come again."""
    core.down = True
    response = await send(client, phone.text("x"))

    assert (response.status, response.headers["Retry-After"]) == (503, "5")


def test_the_door_hides_its_token() -> None:
    """Settings that are printed show no secret."""
    assert TOKEN not in repr(DOOR)
