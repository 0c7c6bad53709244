"""Round numbers along an axis."""

import math


def ticks(most: int, steps: int = 6) -> tuple[int, ...]:
    """From 0 in equal steps of 1, 2 or 5 tens to the first that is not below `most`."""
    wish = max(most, 1) / steps
    power = 10 ** math.floor(math.log10(wish)) if wish >= 1 else 1
    step = next(n * power for n in (1, 2, 5, 10) if n * power >= wish)
    return tuple(range(0, math.ceil(max(most, 1) / step) * step + 1, step))
