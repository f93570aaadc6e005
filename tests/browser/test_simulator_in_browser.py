"""Complaints filed on the simulator's phones, as a visitor would."""

import re

import pytest

pytestmark = pytest.mark.browser
DESKTOP, POCKET = (1360, 860), (375, 720)
LAMP = "{}门口的路灯坏了三天，晚上走路什么都看不见"
HOSTILE = '{}门口的路灯坏了<img src=x onerror="document.title=1"><b>三天</b>，晚上看不见'
NOISE = "{}旁边的烧烤店每天吵到凌晨两点，老人没法睡觉"
CASE = re.compile(r"(?<!\d)\d{12}(?!\d)")
MOST_MESSAGES = 4  # of a citizen, from a good first sentence to the number
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Hand:
    """Holds one phone of a page, and shows it where only one fits."""

    def __init__(self, page, phone, *, follows=False):
        self.page = page
        self.phone = page.locator(f".phone.{phone}")
        tab = page.locator(".segments.phones button").nth(["wechat", "sms"].index(phone))
        if tab.is_visible():
            tab.click()
        if phone == "wechat" and not follows:
            self.answer_to(lambda: self.phone.locator(".card .primary").click())

    def answer_to(self, act):
        """Do something and wait for the one answer to it."""
        answers = self.phone.locator(".message.them")
        before = answers.count()
        act()
        answers.nth(before).wait_for()
        return answers.nth(before)

    def write(self, words):
        self.phone.locator(".composer textarea").fill(words)
        return self.answer_to(lambda: self.page.keyboard.press("Enter"))

    def choose_first(self, answer):
        choices = answer.locator(".choice")
        if choices.count():
            return self.answer_to(choices.first.click)
        return self.write("1")

    def at_office(self, act):
        """Do something with the case as desk or unit; give what the phone then hears."""
        self.open_office()
        return self.answer_to(self.page.locator(f".office [data-act={act}]").click)

    def turn(self, by):
        self.open_office()
        self.page.locator(f".office [data-turn={by}]").click()

    def open_office(self):
        if not self.page.locator(".office").is_visible():
            self.page.locator(".office-opener").click()

    def tool(self, name):
        if not self.phone.locator(".tools").is_visible():
            self.phone.locator(".composer [aria-controls]").click()
        self.phone.locator(f"[data-tool={name}]").click()

    def file(self, words):
        """File a complaint by always taking the first choice; give its number."""
        answer = self.write(words)
        for _ in range(MOST_MESSAGES - 1):
            answer = self.choose_first(answer)
            if found := CASE.search(answer.inner_text()):
                return found.group()
        raise AssertionError(answer.inner_text())


@pytest.mark.parametrize("size", [DESKTOP, POCKET], ids=["desktop", "pocket"])
@pytest.mark.parametrize("phone", ["wechat", "sms"])
def test_a_complaint_is_filed(visit, place, phone, size):
    """On each phone, at each width, a sentence becomes a case with a number, and a look-up finds it."""
    hand = Hand(visit(*size, locale="zh-CN"), phone)
    number = hand.file(LAMP.format(place))

    assert number in hand.write("查询").inner_text()
    assert hand.page.evaluate(WIDER) <= 0


@pytest.mark.parametrize("size", [DESKTOP, POCKET], ids=["desktop", "pocket"])
def test_a_complaint_lives_its_whole_life(visit, place, size):
    """Filed, accepted, resolved and rated within one page: each step reaches the phone without being asked for."""
    hand = Hand(visit(*size, locale="zh-CN"), "wechat")
    number = hand.file(LAMP.format(place))
    accepted = hand.at_office("accept")
    hand.turn("working-day")
    resolved = hand.at_office("resolve")
    thanks = hand.choose_first(resolved)

    assert number in accepted.inner_text()
    assert "修好" in resolved.inner_text()
    assert "谢谢" in thanks.inner_text()
    assert hand.page.evaluate(WIDER) <= 0
    hand.open_office()
    hand.page.locator(".office .state", has_text="已结案").wait_for()


@pytest.mark.parametrize("phone", ["wechat", "sms"])
def test_a_message_delivered_twice_does_nothing_twice(visit, place, phone):
    """The last message, delivered again, gets the same answer: the page says so, and there is one case."""
    hand = Hand(visit(*DESKTOP, locale="zh-CN"), phone)
    number = hand.file(LAMP.format(place))
    hand.tool("redeliver")
    hand.phone.locator(".note", has_text="完全相同").wait_for()

    assert set(CASE.findall(hand.write("查询").inner_text())) == {number}


@pytest.mark.parametrize("phone", ["wechat", "sms"])
def test_the_wire_shows_the_real_exchange(visit, phone):
    """The drawer shows the signed request and the answer that the phone shows."""
    hand = Hand(visit(*DESKTOP, locale="zh-CN"), phone)
    said = hand.write("帮助").inner_text().strip().splitlines()[-1]
    hand.page.get_by_role("button", name="线路").click()
    request, answer = hand.page.locator(".wire section").all_inner_texts()

    assert ("signature=" in request) if phone == "wechat" else ("X-Twilio-Signature" in request)
    assert "HTTP/1.1 200 OK" in answer
    assert said in answer


@pytest.mark.parametrize("phone", ["wechat", "sms"])
def test_words_stay_words(visit, place, phone):
    """Markup in a citizen's words is shown as it was written and becomes nothing."""
    hand = Hand(visit(*DESKTOP, locale="zh-CN"), phone)
    hand.file(HOSTILE.format(place))

    assert hand.phone.locator(".message.me").first.inner_text().endswith(HOSTILE.format(place))
    assert hand.phone.locator(".bubble :is(img, b)").count() == 0
    assert hand.page.title() != "1"


def test_places_photos_and_voice_are_sent(visit):
    """A place from the list, a point of the map, a sample photo and both kinds of voice reach the other side."""
    hand = Hand(visit(*POCKET, locale="zh-CN"), "wechat")
    sheet = hand.phone.get_by_role("dialog")
    hand.tool("location")
    sheet.locator(".place").nth(3).click()
    place = sheet.locator(".place b").nth(3).inner_text()
    assert sheet.locator(".chosen").inner_text().startswith(place)
    hand.answer_to(sheet.locator(".primary").click)
    assert hand.phone.locator(".message.me .location").inner_text().endswith(place)

    hand.tool("location")
    sheet.locator(".map").click(position={"x": 90, "y": 120})
    hand.answer_to(sheet.locator(".primary").click)
    assert hand.page.evaluate(WIDER) <= 0

    hand.tool("photo")
    hand.answer_to(sheet.locator("[data-sample=pothole]").click)
    assert hand.phone.locator(".message.me .photo img").evaluate("image => image.naturalWidth") > 0

    hand.tool("voice")
    sheet.locator("textarea").fill("柳林桥的路面有一个大坑")
    hand.answer_to(sheet.locator(".primary").click)
    hand.tool("voice")
    sheet.get_by_role("switch").check()
    hand.answer_to(sheet.locator(".primary").click)
    assert hand.phone.locator(".message.me .voice").all_inner_texts()[0].endswith("柳林桥的路面有一个大坑")


@pytest.mark.parametrize(
    ("locale", "tell", "mine"), [("zh-CN", "我要反映", "我的诉求"), ("en-US", "Report", "My cases")], ids=["zh", "en"]
)
def test_the_menu_is_pressed(visit, locale, tell, mine):
    """Entries of the account's menu are signed clicks, answered in the thread; those that hold more unfold."""
    hand = Hand(visit(*POCKET, locale=locale), "wechat")
    menu = hand.phone.locator(".menu")
    listed = hand.answer_to(menu.get_by_role("button", name=mine).click).inner_text()
    noted = hand.phone.locator(".note").last.inner_text()
    menu.get_by_role("button", name=tell).click()
    asked = hand.answer_to(menu.locator("[data-menu=file]").click).inner_text()
    menu.get_by_role("button", name=tell).click()
    menu.locator("[data-menu=spot]").click()
    hand.phone.get_by_role("dialog").wait_for()
    hand.page.keyboard.press("Escape")

    assert noted.endswith(mine)
    assert "没有登记过" in listed
    assert "没有登记过" not in asked
    assert menu.locator("ul:visible").count() == 0
    assert hand.page.evaluate(WIDER) <= 0


def test_a_code_on_the_spot_is_scanned(visit):
    """Who scans a lamp post's code follows by it, and is at the lamp post: one sentence and the card stands."""
    page = visit(*POCKET, locale="zh-CN")
    phone = page.locator(".phone.wechat")
    phone.locator(".card .second").click()
    phone.locator("[data-scene=lamp-0412]").click()
    phone.locator(".message.them", has_text="花桥路0412号灯杆").wait_for()
    hand = Hand(page, "wechat", follows=True)
    card = hand.choose_first(hand.write("灯不亮三天了，晚上黑得看不清路"))

    assert "花桥路0412号灯杆" in card.inner_text()
    hand.tool("scan")
    assert phone.get_by_role("dialog").locator(".place").count() == 3


def test_an_sms_names_its_place(visit):
    """No SMS carries a point: the map's nearest place is written into the message."""
    hand = Hand(visit(*DESKTOP, locale="zh-CN"), "sms")
    sheet = hand.phone.get_by_role("dialog")
    hand.tool("location")
    sheet.locator(".map").click(position={"x": 90, "y": 120})
    name = sheet.locator(".chosen").inner_text().partition(" · ")[0]
    sheet.locator(".primary").click()

    assert hand.phone.locator(".composer textarea").input_value() == name


def test_the_keyboard_is_enough(visit):
    """Following, writing, opening a sheet and leaving it work without a pointer, and the focus comes back."""
    page = visit(*DESKTOP, locale="zh-CN")
    press = page.keyboard.press
    page.get_by_role("button", name="关注公众号").focus()
    press("Enter")
    page.locator(".wechat .message.them").first.wait_for()
    page.locator(".wechat .composer [aria-controls]").focus()
    press("Enter")
    press("Tab")
    press("Tab")
    focused = page.evaluate("document.activeElement.dataset.tool")
    press("Enter")
    page.get_by_role("dialog").wait_for()
    press("Escape")

    assert focused in {"photo", "location"}
    assert page.get_by_role("dialog").count() == 0
    assert page.evaluate("document.activeElement.closest('.wechat') !== null")


def test_each_tab_is_another_citizen(visit, place):
    """A second tab knows nothing of the first one's case; a reload stays the same citizen and keeps the thread."""
    first = Hand(visit(*DESKTOP, locale="zh-CN"), "sms")
    number = first.file(LAMP.format(place))
    second = Hand(visit(*DESKTOP, locale="zh-CN"), "sms")

    assert number not in second.write("查询").inner_text()
    first.page.reload()
    again = Hand(first.page, "sms")
    assert number in first.phone.locator(".thread").inner_text()
    assert number in again.write("查询").inner_text()


def test_the_page_speaks_three_languages(visit):
    """The page opens in the browser's language and can be switched; the dialog follows what the citizen writes."""
    page = visit(*DESKTOP, locale="en-US")
    assert page.locator("h1").inner_text() == "Say it once. Hear back."
    assert "lamp" in Hand(page, "wechat").write("The street lamp at Liulin Bridge is dark").inner_text()
    page.get_by_label("Language").select_option("zh-Hant")
    page.locator("h1", has_text="就有回音").wait_for()

    assert page.evaluate("document.documentElement.lang") == "zh-Hant"


def test_the_picture_of_the_page(visit, place, pytestconfig, tmp_path):
    """Both phones show a filed case side by side; with ``--picture`` the page is kept as a file."""
    page = visit(*DESKTOP, locale="zh-CN", device_scale_factor=1.5)
    filed = {"wechat": LAMP, "sms": NOISE}
    numbers = {Hand(page, phone).file(words.format(place)) for phone, words in filed.items()}
    page.mouse.click(5, 5)
    file = pytestconfig.getoption("picture", None) or tmp_path / "simulator.png"
    page.screenshot(path=file)

    assert len(numbers) == 2
    assert page.locator(".story").is_visible()
