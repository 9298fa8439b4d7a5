"""The last values of a key figure as a small line, in SVG."""

from collections.abc import Sequence

WIDTH, HEIGHT = 160, 40
EDGE = 2  # px above and below, so that the stroke is not cut


def sparkline(values: Sequence[float], colour: str) -> str:
    """Return a line through some values as an SVG document.

    An image of 300 bytes: a chart of `st.metric` makes the browser fetch, read and run
    Vega first, 775 kB.

    Parameters
    ----------
    values
        Two or more, oldest first, evenly spaced.
    colour
        Of the line and of its flat shade, as in "#A83A00".
    """
    points = " ".join(f"{x:g},{y:g}" for x, y in _points(values))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" preserveAspectRatio="none">'
        f'<polygon points="0,{HEIGHT} {points} {WIDTH},{HEIGHT}" fill="{colour}" '
        'fill-opacity="0.12"/>'
        f'<polyline points="{points}" fill="none" stroke="{colour}" '
        'stroke-width="2" stroke-linejoin="round" vector-effect="non-scaling-stroke"/>'
        "</svg>"
    )


def _points(values: Sequence[float]) -> list[tuple[float, float]]:
    low, high = min(values), max(values)
    room, step = HEIGHT - 2 * EDGE, WIDTH / (len(values) - 1)
    return [
        (
            round(number * step, 1),
            round(EDGE + room * (0.5 if high == low else (high - v) / (high - low)), 1),
        )
        for number, v in enumerate(values)
    ]
