import pytest

from goldenthread.disclosure.personal_names import find_personal_names


def found(text: str) -> list[str]:
    return sorted({text[one.start : one.end] for one in find_personal_names(text)})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I asked Mrs Begum about it", "Mrs Begum"),
        ("Mr. J. O'Brien-Smith said no", "Mr. J. O'Brien-Smith"),
        ("thank you Cllr Ali Ahmed.", "Cllr Ali Ahmed"),
        ("Councillor Mary van der Berg came", "Councillor Mary van der Berg"),
        ("Imam Abdul al-Rahman helps", "Imam Abdul al-Rahman"),
        ("my GP Dr Patel is good", "Dr Patel"),
        ("ask mrs begum first", "mrs begum"),
        ("councillor ahmed said so", "councillor ahmed"),
        ("councillor ahmed lied", "councillor ahmed"),
        ("the imam mohammed came", "imam mohammed"),
        ("cllr islam promised it", "cllr islam"),
        ("councillor promise okafor", "councillor promise"),
        ("mr khalid knows", "mr khalid"),
        ("imam seed was there", "imam seed"),
        ("my name is Rahima Khatun and I", "Rahima Khatun"),
        ("My name's leila", "leila"),
        ("my son Yusuf cannot play", "Yusuf"),
        ("our next door neighbour, Ann Lee", "Ann Lee"),
        ("the caretaker called Bob", "Bob"),
        ("আমার নাম রহিমা বেগম।", "রহিমা বেগম"),
        ("Magacaygu waa Xaawo Cali.", "Xaawo Cali"),
    ],
)
def test_names_are_found_behind_the_words_that_introduce_them(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Mrs is a title",
        "the dr appointment took weeks",
        "dr surgery is full",
        "I miss market days and ms word",
        "My name is not important",
        "my son And I",
        "our neighbour is kind",
        "Sir, please fix the lift",
        "Doctors and nurses",
        "Victoria Park is lovely",
        "the councillor lied to us",
        "our councillor promised benches, councillor never came",
        "cllr ignores us, cllr got involved, cllr ignoring it",
        "imam spoke well and the imam helped",
        "dr referred me, dr stopped it, dr prescribes",
        "councillor candidates and the councillor elections",
    ],
)
def test_words_that_only_look_like_an_introduction_are_left(text: str) -> None:
    assert found(text) == []
