import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange.predecessors import (
    WrittenLink,
    parse_predecessors,
    write_predecessors,
)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("", []),
        ("3", [("3", "FS", "0d")]),
        ("3FS+2d;5SS", [("3", "FS", "2d"), ("5", "SS", "0d")]),
        ("7FF-50%", [("7", "FF", "-50%")]),
        ("4;6", [("4", "FS", "0d"), ("6", "FS", "0d")]),
        ("4,6", [("4", "FS", "0d"), ("6", "FS", "0d")]),
        ("4, 6SS , 7", [("4", "FS", "0d"), ("6", "SS", "0d"), ("7", "FS", "0d")]),
        ("2SF+3ed", [("2", "SF", "3ed")]),
        ("2FS+3 edays", [("2", "FS", "3ed")]),
        ("T-003FS+1d", [("T-003", "FS", "1d")]),
        ("t-3", [("t-3", "FS", "0d")]),
        ("1.2.3SS-4 hrs", [("1.2.3", "SS", "-4h")]),
        ("3FS+1,5d", [("3", "FS", "1.5d")]),
        ("3FS+1,5FS", [("3", "FS", "1d"), ("5", "FS", "0d")]),
        ("3FS+1,5", [("3", "FS", "1d"), ("5", "FS", "0d")]),
        ("3FS+1,5d,4", [("3", "FS", "1.5d"), ("4", "FS", "0d")]),
        ("3EA+2 Tage;5AA", [("3", "FS", "2d"), ("5", "SS", "0d")]),
        ("3EE+1,5 Std.;4AE+2 fTage", [("3", "FF", "1.5h"), ("4", "SF", "2ed")]),
        ("3fs+2 wks", [("3", "FS", "2w")]),
        ("3FS−1 day?", [("3", "FS", "-1d")]),
        ("3+2d", [("3", "FS", "2d")]),
        ("12FS+25e%", [("12", "FS", "25e%")]),
    ],
)
def test_predecessors_are_read_as_people_write_them(
    text: str, links: list[tuple[str, str, str]]
) -> None:
    found, problems = parse_predecessors(text)
    assert problems == ()
    assert [(link.name, link.kind, link.lag) for link in found] == links


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("3XX", "3XX", "is no predecessor"),
        ("3FS+2 moons", "3FS+2 moons", "is no predecessor"),
        ("see plan", "see plan", "is no predecessor"),
        (r"C:\plan.mpp\3", r"C:\plan.mpp\3", "is no predecessor"),
        ("3;3SS", "3", "is named twice"),
        ("3FS+99999999999d", "3FS+99999999999d", "is no predecessor"),
        (";".join(map(str, range(1, 1003))), "1;2", "names more than 1,000"),
    ],
)
def test_what_is_no_predecessor_is_named(text: str, value: str, said: str) -> None:
    found, (problem,) = parse_predecessors(f"9;{text}" if len(text) < 99 else text)
    assert problem.value.startswith(value)
    assert problem.message.startswith(said)
    assert problem.allowed
    assert not found or found[0] == WrittenLink("9"), "the others are read all the same"


LINKS = st.builds(
    WrittenLink,
    st.one_of(
        st.integers(1, 9999).map(str),
        st.integers(1, 999).map(lambda n: f"T-{n:03d}"),
        st.tuples(st.integers(1, 9), st.integers(1, 9)).map(lambda p: f"{p[0]}.{p[1]}"),
    ),
    st.sampled_from(["FS", "SS", "FF", "SF"]),
    st.one_of(
        st.just("0d"),
        st.tuples(
            st.decimals("-99", "99", places=1).filter(bool),
            st.sampled_from(["d", "h", "w", "min", "ed", "eh", "%", "e%"]),
        ).map(lambda p: f"{p[0].normalize():f}{p[1]}"),
    ),
)


@given(st.lists(LINKS, unique_by=lambda link: link.name), st.sampled_from(";,"))
def test_what_is_written_is_read_again(
    links: list[WrittenLink], separator: str
) -> None:
    assert parse_predecessors(write_predecessors(links, separator)) == (
        tuple(links),
        (),
    )
