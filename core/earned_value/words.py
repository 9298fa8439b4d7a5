"""Earned value in words: the sentence of the page, titles and notes of its charts."""

from core.earned_value.period import Period
from core.earned_value.series import EarnedValue
from core.words import NARROW, count, day, number, percent, short_money, sign

ABOUT = 0.005  # an index that reads as 1.00
TRAIL = 8  # status dates on the bull's-eye


def headline(found: EarnedValue, currency: str) -> str:
    """Return the one sentence that earned value comes to on the newest status date."""
    last = found.last
    if last is None:
        return "No performance is reported up to the status date yet."
    if last.is_complete:
        return f"Everything is earned: the work cost {_against(last, currency)}."
    parts = [_efficiency(last, currency), _pace(last, currency), late_words(found)]
    return f"{'; '.join(part for part in parts if part)}."


def _efficiency(last: Period, currency: str) -> str:
    money = sign(currency)
    if not last.ac:
        earned = short_money(last.ev, currency)
        return f"We have earned {earned}, and no cost is booked yet"
    if not last.ev:
        return f"We have spent {short_money(last.ac, currency)} and earned nothing yet"
    return (
        f"We earn {number(last.cpi, 2)}{NARROW}{money} of work for each {money} spent"
    )


def _pace(last: Period, currency: str) -> str:
    if last.eac.cpi is None:
        return ""
    return f"at this pace the project costs {_against(last, currency)}"


def _against(last: Period, currency: str) -> str:
    """Say what it costs and how that lies to the budget: "1.24 M €, 14 % over"."""
    eac = last.eac.cpi if last.eac.cpi is not None else float(last.ac)
    cost, budget = short_money(eac, currency), short_money(last.bac, currency)
    over = overrun(last)
    written = percent(abs(over), 0) if over is not None else ""
    if not any(digit in written for digit in "123456789"):
        return f"{cost}, as in the budget of {budget}"
    return f"{cost}, {written} {'over' if over and over > 0 else 'under'} the budget"


def overrun(last: Period) -> float | None:
    """Return EAC / BAC − 1 at the present cost efficiency; 0.1 is a tenth over."""
    if last.eac.cpi is None or not last.bac:
        return None
    return last.eac.cpi / float(last.bac) - 1


def days_late(found: EarnedValue) -> int | None:
    """Return by how many calendar days it ends later at the present time efficiency."""
    last = found.last
    if last is None or last.ieac_t_days is None or last.planned_days is None:
        return None
    return round(last.ieac_t_days - last.planned_days)


def late_words(found: EarnedValue) -> str:
    """Say when it ends: "it ends on 27 Apr 2027, 32 days later than planned"."""
    late, finish = days_late(found), found.forecast_finish
    if late is None or finish is None:
        return ""
    if not late:
        return f"it ends on {day(finish)}, as planned"
    way = "later" if late > 0 else "earlier"
    return f"it ends on {day(finish)}, {count(abs(late), 'day')} {way} than planned"


def curve_title(found: EarnedValue, currency: str) -> str:
    """Return what the S-curve shows, as a sentence with figures."""
    last = found.last
    if last is None:
        return "No performance up to the status date yet"
    earned = short_money(last.ev, currency)
    return f"Earned {earned}: {_gap(last, currency)}"


def _gap(last: Period, currency: str) -> str:
    """Say how far earned value lies from the plan and from what was spent."""
    plan = short_money(abs(last.sv), currency)
    cost = short_money(abs(last.cv), currency)
    to_plan = f"{plan} {'behind' if last.sv < 0 else 'ahead of'} plan"
    to_cost = f"{cost} {'less' if last.cv < 0 else 'more'} than it cost"
    return (
        f"{to_plan if last.sv else 'as planned'}, "
        f"{to_cost if last.cv else 'just what it cost'}"
    )


def curve_note(found: EarnedValue) -> str:
    """Return how to read the S-curve."""
    last = found.last
    note = "Dashed grey = planned value, blue = earned value, thick = actual cost."
    if last is None or last.is_complete or len(last.eac.known) <= 1:
        return note
    return f"{note} Grey area = from the least to the greatest forecast."


def bullseye_title(found: EarnedValue) -> str:
    """Return what the bull's-eye shows, as a sentence with figures."""
    last = found.last
    if last is None or last.cpi is None or last.spi is None:
        return "No cost and schedule performance index yet"
    time = _side(last.spi, ("Behind plan", "On plan", "Ahead of plan"))
    cost = _side(last.cpi, ("over cost", "on cost", "under cost"))
    return f"{time} and {cost}: SPI {number(last.spi, 2)}, CPI {number(last.cpi, 2)}"


def _side(index: float, names: tuple[str, str, str]) -> str:
    """Name the side of 1 on which an index lies, as it reads with two places."""
    if abs(index - 1) < ABOUT:
        return names[1]
    return names[0] if index < 1 else names[2]


def bullseye_note(found: EarnedValue) -> str:
    """Return how to read the bull's-eye."""
    shown = min(len(found.ordinals), TRAIL)
    trail = f" The trail is that of {count(shown, 'status date')}." if shown > 1 else ""
    return f"Right = ahead of plan, up = under cost, centre = as planned.{trail}"
