"""Rows that need no filter: registry, links. Each function yields lines."""

import statistics
import subprocess


def verdict(good):
    return "ok" if good else "short"


def lines_of(program):
    """What it prints, as words."""
    output = subprocess.run([program], stdout=subprocess.PIPE, text=True,
                            check=True).stdout
    return [line.split() for line in output.splitlines()]


def snapshot(programs):
    """Loading, and that a look-up does not grow with the number."""
    found = {}
    for n, what, wall, cpu in lines_of(programs / "bench_snapshot"):
        found.setdefault((int(n), what), []).append((float(wall), float(cpu)))

    def middle(n, what, which):
        return statistics.median(t[which] for t in found[n, what])
    wall, cpu = (middle(100000, "load", i) for i in (0, 1))
    yield (f"snapshot of 100,000 resellers and 300,000 senders: {wall:.2f} s, "
           f"CPU {cpu:.2f} s, target < 1 s {verdict(wall < 1)}")
    few, many = (middle(n, "look-up", 1) * 1e9 for n in (1000, 100000))
    yield (f"a sender looked up: {few:.0f} ns CPU among 1,000 resellers, "
           f"{many:.0f} ns among 100,000")


def token(programs):
    """Our links beside bare libsodium, turn by turn."""
    found = {}
    for what, ours, bare in lines_of(programs / "bench_token"):
        found.setdefault(what, []).append((float(ours), float(bare)))
    for what, pairs in found.items():
        ours, bare = (statistics.median(p[i] for p in pairs) for i in (0, 1))
        ratio = statistics.median(b / a for a, b in pairs)
        yield (f"{f'links: {what}':34}{ours:6.1f} us{bare:6.1f} us"
               f"{ratio:8.2f}{0.9:8.2f} {verdict(ratio >= 0.9):6}"
               f"{'':16}  bare libsodium")


def roster(programs):
    """100,000 links: issued, listed, exported, imported."""
    yield from (" ".join(line) for line in
                lines_of(programs / "bench_roster"))
