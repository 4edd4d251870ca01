"""Two texts beside each other, as wide as the terminal: the link stands out,
and what changed is coloured (or only marked, where there are no colours)."""

import difflib
import os
import re
import shutil
import sys
from itertools import zip_longest

WIDEST = 130
NARROWEST = 60
LINK = re.compile(r"https?://[^\s<>\"]+")

STYLES = {
    "bold": "1", "dim": "2", "link": "1;4;36", "gone": "31", "gone link":
    "1;31", "new": "32", "new link": "1;4;32", "good": "1;32", "bad": "1;31",
}


def coloured():
    return (sys.stdout.isatty() and "NO_COLOR" not in os.environ
            and os.environ.get("TERM") != "dumb")


def paint(text, style):
    if not text or not style or not coloured():
        return text
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m"


def width():
    columns = shutil.get_terminal_size((100, 24)).columns
    return max(NARROWEST, min(columns, WIDEST))


def _rows(line, room):
    """(start, end) of the pieces of a line that fit, cut at spaces."""
    rows, start = [], 0
    while len(line) - start > room:
        space = line.rfind(" ", start + 1, start + room + 1)
        end = space if space > 0 else start + room
        rows.append((start, end))
        start = end + 1 if space > 0 else end
    return rows + [(start, len(line))]


def _cells(line, room, style):
    """The pieces of one line, painted and filled up with spaces."""
    links = [m.span() for m in LINK.finditer(line)]
    for start, end in _rows(line, room):
        out, at = "", start
        for a, b in links:
            a, b = max(a, at), min(b, end)
            if a < b:
                out += paint(line[at:a], style)
                out += paint(line[a:b], f"{style} link".strip())
                at = b
        out += paint(line[at:end], style)
        yield out + " " * (room - (end - start))


def _column(lines, room, style):
    return [cell for line in lines for cell in _cells(line, room, style)]


def _print_block(left, right, room, changed=False):
    middle = paint(" > ", "bold") if changed else paint(" | ", "dim")
    for l, r in zip_longest(_column(left, room, "gone" if changed else ""),
                            _column(right, room, "new" if changed else ""),
                            fillvalue=" " * room):
        print(f"  {l}{middle}{r}".rstrip())


def show(left_title, left, right_title, right, compare=True):
    """LEFT and RIGHT: lists of lines. Without COMPARE nothing is called a
    change: the two are different things."""
    room = (width() - 5) // 2
    for l, r in zip_longest(_cells(left_title, room, "dim"),
                            _cells(right_title, room, "dim"),
                            fillvalue=" " * room):
        print(f"  {l}   {r}".rstrip())
    if not compare:
        _print_block(left, right, room)
        return
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            for line in left[a:b]:
                _print_block([line], [line], room)
        else:
            _print_block(left[a:b], right[c:d], room, changed=True)
