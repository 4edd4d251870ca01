"""Reads tests/cases (see tests/cases/run) for the ones that a daemon with the
shared registry and default settings can judge: those without `conf`."""

from dataclasses import dataclass


@dataclass
class Case:
    name: str
    message: bytes
    sender: str = "someone@elsewhere.example"
    login: str = None
    client: str = None

    def options(self):
        """For the offline judge, beside --from."""
        given = {"--login": self.login, "--client": self.client}
        return [word for option, value in given.items() if value
                for word in (option, value)]


def load(folder):
    found = []
    for path in sorted(folder.glob("*.env")):
        said = {}
        for line in path.read_text().splitlines():
            key, _, value = (part.strip() for part in line.partition(":"))
            said[key] = value
        if "conf" not in said:
            found.append(Case(
                path.stem, path.with_suffix(".eml").read_bytes(),
                said.get("from", Case.sender), said.get("login"),
                said.get("client")))
    assert found, f"no cases in {folder}: this tests nothing"
    return found
