"""As much of C as the house rules need: comments, functions, prototypes."""

import re

_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def without_comments(text):
    """Comments blanked and strings emptied; line ends stay."""
    def blank(match):
        found = match.group()
        if found[0] == "/":
            return re.sub(r"[^\n]", " ", found)
        return found[0] * 2
    return _TOKEN.sub(blank, text)


def functions(text):
    """(name, lines of the body) of each function: from a `{` in column 0 to
    the next `}` in column 0."""
    name, start = "?", None
    for number, line in enumerate(without_comments(text).splitlines()):
        if start is None and (found := re.match(r"(\w+)\(", line)):
            name = found.group(1)
        elif line.startswith("{"):
            start = number
        elif line.startswith("}") and start is not None:
            yield name, number - start - 1
            start = None


def definitions(text):
    """(name, is it static?) of each function, which begins its own line."""
    lines = without_comments(text).splitlines()
    name = None
    for number, line in enumerate(lines):
        if found := re.match(r"(\w+)\(", line):
            name = found.group(1), lines[number - 1].startswith("static")
        elif line.startswith("{") and name:
            yield name
            name = None


def blocks(text):
    """What blank lines separate, without include guard and includes."""
    lines = [line for line in text.split("\n")
             if not re.match(r"#(ifndef|endif|include|define LS_\w+_H$)", line)]
    return [b.strip("\n") for b in re.split(r"\n\s*\n", "\n".join(lines))
            if b.strip()]


def prototypes_without_comment(text):
    """First lines of the prototypes that neither their own block of lines nor
    a comment standing alone before it explains."""
    explained = False
    for block in _outside_braces(text):
        comment = "/*" in block or "//" in block
        code = without_comments(block).strip()
        if re.search(r"^[a-z][\w\s*]*\**\w+\(", code, re.M) and \
                not comment and not explained:
            yield code.split("\n")[0]
        # a comment that stands alone speaks of the block below it
        explained = comment and not code


def _outside_braces(text):
    """The blocks of a header without the inside of structs and enums."""
    for block in blocks(re.sub(r"\{[^{}]*\}", "{}", text)):
        yield block
