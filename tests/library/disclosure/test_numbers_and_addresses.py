import pytest

from goldenthread.disclosure.numbers_and_addresses import find_fixed_forms, is_nhs_number
from goldenthread.records.disclosure import FindingKind


def found(text: str, kind: FindingKind) -> list[str]:
    return [text[one.start : one.end] for one in find_fixed_forms(text) if one.kind is kind]


@pytest.mark.parametrize(
    "postcode",
    ["E1 6RF", "e1 6rf", "E14DN", "SW1A 1AA", "M1 1AE", "CR2 6XH", "DN55 1PT", "W1A 0AX", "EC1A 1BB",
     "GIR 0AA", "E3  2AB"],
)  # fmt: skip
def test_postcodes_of_every_form_are_found(postcode: str) -> None:
    assert found(f"I live at {postcode}, near", FindingKind.POSTCODE) == [postcode]


@pytest.mark.parametrize(
    "text", ["E14", "QQ1 1AA", "E1 6CK", "AB12345", "room E1", "B2B 3000", "4x4 car"]
)
def test_what_the_grammar_forbids_is_no_postcode(text: str) -> None:
    assert not found(text, FindingKind.POSTCODE)


@pytest.mark.parametrize(
    "phone",
    ["020 7364 5000", "(020) 7364 5000", "07700 900123", "07700900123", "07700.900.123",
     "+44 7700 900123", "+44 (0)20 7364 5000", "0044 20 7364 5000", "0800 123 456",
     "01632 960 001"],
)  # fmt: skip
def test_phone_numbers_are_found_as_people_write_them(phone: str) -> None:
    assert found(f"ring {phone} please", FindingKind.PHONE) == [phone]


@pytest.mark.parametrize(
    "text",
    ["in 2023 and 2024", "£1,250,000", "03/04/2025", "0-19 years", "+1 212 555 0100", "1234567890"],
)
def test_other_numbers_are_no_phones(text: str) -> None:
    assert not found(text, FindingKind.PHONE)


def test_emails_are_found_without_the_stop_after_them() -> None:
    text = "write to a.b+c@mail.example.org.uk. Or not: a@b, @home, me@"
    assert found(text, FindingKind.EMAIL) == ["a.b+c@mail.example.org.uk"]


def test_national_insurance_numbers_keep_to_their_letters() -> None:
    text = "QQ123456C no, AB123456C yes, ab 12 34 56 d yes, GB123456A no, AB123456E no"
    assert found(text, FindingKind.NATIONAL_INSURANCE) == ["AB123456C", "ab 12 34 56 d"]


def test_nhs_numbers_pass_their_check() -> None:
    text = "943 476 5919 and 9434765918 and 401-023-2137"
    assert found(text, FindingKind.NHS_NUMBER) == ["943 476 5919", "401-023-2137"]


def test_the_check_of_an_nhs_number_by_hand() -> None:
    # 4*10 + 5*9 + 0*8 + 5*7 + 5*6 + 7*5 + 7*4 + 1*3 + 0*2 = 216; 216 mod 11 = 7; 11 - 7 = 4.
    assert is_nhs_number("4505577104")
    assert sum(is_nhs_number(f"450557710{last}") for last in range(10)) == 1
    assert not is_nhs_number("0000000000")
    assert not is_nhs_number("123")


def test_handles_and_profiles_are_found_but_not_times() -> None:
    text = (
        "meet @ 5pm @work, I am @bow_gardener, see www.instagram.com/bow.gardener or example.com/x"
    )
    assert found(text, FindingKind.ONLINE_PROFILE) == [
        "@bow_gardener", "www.instagram.com/bow.gardener",
    ]  # fmt: skip
