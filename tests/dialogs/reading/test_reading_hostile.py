"""Whatever is sent is read, and soon."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.facts.cases import Place
from dialogs.reading import Reader, mask

PIECES = (
    "着火",
    "没着火没灭了",
    "路灯",
    "1",
    "13 ",
    "12号",
    "a.",
    "o",
    "(0",
    "解放大道",
    "电话 2345 678 ",
    "A ",
    "near ",
    "Aa road ",
)
PATIENCE = 5.0  # seconds of a processor's time; it takes less than one


@pytest.mark.parametrize("piece", PIECES)
def test_long_texts_do_not_hold_up_the_rest(reader: Reader, piece: str) -> None:
    """Twenty thousand characters that fit every pattern half are done with at once."""
    text = (piece * 20_000)[:20_000]
    began = time.process_time()

    reader.read(text)
    reader.reads_as_place(text)
    reader.fitting_answer(text)
    reader.locate(Place(text))
    mask(text)

    assert time.process_time() - began < PATIENCE


@given(
    text=st.text(
        alphabet=st.sampled_from("江滩区解放大道路灯12号没着火了去年，。 aAno.-/幸福里门口的和Road\u3000！１\n"),
        max_size=60,
    )
)
def test_place_is_a_part_of_what_was_written(reader: Reader, text: str) -> None:
    """Reading never fails, and the words of the place are the citizen's own."""
    reading = reader.read(text)

    assert reading.place is None or (reading.place.text and reading.place.text in text)
    assert len(reading.categories) <= 3


@given(text=st.text(), lat=st.floats(-90, 90), lon=st.floats(-180, 180))
def test_any_pin_can_be_located(reader: Reader, text: str, lat: float, lon: float) -> None:
    """Any point with any words has an answer, and asking again changes nothing."""
    place = reader.locate(Place(text, lat=lat, lon=lon))

    assert reader.locate(place) == place
    reader.candidates(place)
