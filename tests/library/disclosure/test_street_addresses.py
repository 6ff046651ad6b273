import pytest

from goldenthread.disclosure.street_addresses import find_street_addresses


def found(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_street_addresses(text)]


@pytest.mark.parametrize(
    "address",
    ["12 Larch Lane", "12a Larch Lane", "3-5 St Mary's Road", "45 roman road", "7 The Green",
     "221 High Street", "Flat 12", "flat no. 4b", "Apartment 3, Rowan House", "9 Court of Lions Way"],
)  # fmt: skip
def test_addresses_are_found_as_people_write_them(address: str) -> None:
    assert found(f"I live at {address}, which is damp")[0] == address


@pytest.mark.parametrize(
    "text",
    [
        "the 2 parks", "in 2012 Olympic Park opened", "20 years down the road", "a 10 minute walk",
        "5 cars in our street", "2 people on my street", "30 new homes close to us",
        "plan for 2030 Vision Street", "£20 Market Street voucher", "100 trees on every road",
        "flat roofs leak", "Larch Lane is dark",
    ],
)  # fmt: skip
def test_numbers_near_the_word_street_are_no_address(text: str) -> None:
    assert found(text) == []
