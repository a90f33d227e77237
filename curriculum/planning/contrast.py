"""How well a color reads: its contrast against another, and the closest shade of it that reads well enough.

After the Web Content Accessibility Guidelines (WCAG) 2.2, W3C Recommendation of 12 December 2024: success criterion
1.4.3 and the definitions of contrast ratio and relative luminance. Knows colors as `#rrggbb`.
"""

import colorsys

ENOUGH = 4.5
"""The least contrast of text (success criterion 1.4.3, level AA). It is as good in grey: only lightness counts."""
PAPER, TINT = "#ffffff", "#f1f1f1"
"""What text stands on: white, and the grey behind the idea of a handout (`--tint` of base.css)."""
_STEPS = 255


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colors, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def worst_contrast(color: str) -> float:
    """Return the least contrast that a color has on a page: as text on white and on the tint, and under white text."""
    return min(contrast(color, PAPER), contrast(color, TINT))


def closest_enough(color: str) -> str:
    """Return the lightest shade of a color, of the same hue, that reads well enough; the color itself where it does."""
    red, green, blue = _parts(color)
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    for step in range(_STEPS + 1):
        shade = colorsys.hls_to_rgb(hue, lightness * (1 - step / _STEPS), saturation)
        written = color if step == 0 else "#" + "".join(f"{int(part * 255):02x}" for part in shade)
        if worst_contrast(written) >= ENOUGH:
            return written
    return "#000000"


def _luminance(color: str) -> float:
    """Return the relative luminance of a color, from 0 for black to 1 for white."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue
