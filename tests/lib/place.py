"""A place where linkseal-linkgen runs: configuration, registry and keys of its
own, and the fixture's names."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = Path(os.environ.get("LINKSEAL_SOURCE", HERE.parent.parent))
BUILD = Path(os.environ.get("LINKSEAL_BUILD", SOURCE / "build/tests"))
LINKGEN = str(BUILD / "linkgen/linkseal-linkgen")

OK, NOT_INTACT, USAGE, DATA, NO_INPUT = 0, 1, 64, 65, 66
CANT_IO, NO_PERM, CONFIG = 74, 77, 78

CONTOSO = "3b33e682-00c3-41ee-9dd2-a548adf56438"
FABRIKAM = "7260758d-876b-4da1-b8aa-ae70122d886a"
OTHER = "736ee76b-2635-4b33-a942-25ed0673f31e"
INDIRECT = "b01b1487-b36e-4e6d-9b5e-0b58974c4b28"
LINK = ("https://admin.microsoft.com/Adminportal/Home?invType="
        "ResellerRelationship&partnerId={}&msppId=0&DAP=true"
        "#/BillingAccounts/partner-invitation")
OWN = "https://partners.fabrikam.example/i/"


class Place:
    """A folder with a configuration; a registry when something makes one."""

    def __init__(self):
        self.dir = Path(tempfile.mkdtemp(prefix="linkseal-linkgen-"))
        self.registry = self.dir / "registry.db"
        self.keys = self.dir / "keys"
        self.config = self.dir / "linkseal.conf"
        self.write_config()

    def write_config(self, own_host="partners.fabrikam.example"):
        self.config.write_text(
            f'registry = "sqlite:{self.registry}"\n'
            f'keys = "{self.keys}"\n'
            f'providers = {{ "{SOURCE}/providers" }}\n'
            f'own_host = "{own_host}"\n')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.dir)

    def run(self, *arguments, expect=OK, **more):
        """What it printed. A success is silent on standard error; a
        failure names the program there."""
        done = subprocess.run(
            [LINKGEN, *arguments], text=True, capture_output=True,
            stdin=subprocess.DEVNULL, timeout=600,
            env={**os.environ, "LINKSEAL_CONFIG": str(self.config)}, **more)
        what = f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
        assert done.returncode == expect, what
        if expect in (OK, NOT_INTACT):
            assert done.stderr == "", what
            return done.stdout
        assert done.stdout == "", what
        assert done.stderr.startswith("linkseal-linkgen: "), what
        return done.stderr

    def add(self, name, account, provider="partner-center", *more):
        self.run("reseller", "add", name, "--display", name.title(),
                 "--provider", provider, "--account", account, *more)

    def contoso(self):
        self.add("contoso", CONTOSO)
        return self

    def programme(self):
        self.add("fabrikam-programme", "fabrikam-main", "own")
        self.run("key", "generate")
        return self

    def issued(self, when):
        """As if all links had been issued then."""
        with sqlite3.connect(self.registry) as db:
            db.execute("UPDATE links SET issued = ?", [when])

    def rows(self, sql):
        with sqlite3.connect(self.registry) as db:
            return db.execute(sql).fetchall()


def place_tests(test):
    """A decorator for tests that get a fresh Place."""
    def place_test(function):
        def with_place():
            with Place() as place:
                function(place)
        test.add(function.__name__.replace("_", " "), with_place)
    return place_test
