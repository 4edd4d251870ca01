"""Programs of Debian packages that must not be installed here: they conflict
with Postfix, or start a service. They are downloaded and unpacked into the
build directory, with the libraries that the machine lacks, and stay there.

    opendkim = unpack("opendkim", BUILD)
    subprocess.run([opendkim / "usr/sbin/opendkim", "-V"],
                   env=environment(opendkim))
"""

import fcntl
import os
import re
import shutil
import subprocess

# What apt would install anew; an upgrade has the old version in brackets.
NEW = re.compile(r"^Inst (\S+) \(", re.MULTILINE)


class NotThere(Exception):
    """The packages can't be had; the text says why."""


def _apt(folder, *arguments):
    try:
        return subprocess.run(
            arguments, check=True, capture_output=True, text=True, cwd=folder,
            stdin=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C"}).stdout
    except subprocess.CalledProcessError as e:
        raise NotThere(f"{' '.join(arguments)}: {e.stderr.strip()}") from e


def _fetch(name, folder):
    """Nothing is installed or removed: apt only says what it would do."""
    said = _apt(folder, "apt-get", "-s", "--no-install-recommends", "install",
                name)
    _apt(folder, "apt-get", "-o", "APT::Sandbox::User=root", "download", name,
         *{new for new in NEW.findall(said) if new != name})


def _unpack(name, folder):
    try:
        _fetch(name, folder)
    except NotThere:
        # the lists of packages are missing or old
        _apt(folder, "apt-get", "update")
        _fetch(name, folder)
    for package in sorted(folder.glob("*.deb")):
        _apt(folder, "dpkg-deb", "-x", str(package), "root")
        package.unlink()
    for path in (folder / "root").rglob("*"):
        # a set-group-id program would not look at our libraries
        if path.is_file() and not path.is_symlink():
            path.chmod(path.stat().st_mode & 0o1777)


def unpack(name, build):
    """The folder that stands for `/`. NotThere when it can't be had."""
    cache = build / "tests/unpacked"
    cache.mkdir(parents=True, exist_ok=True)
    with open(cache / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done, half = cache / name, cache / f"{name}.half"
        if not done.is_dir():
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir()
            _unpack(name, half)
            (half / "root").rename(done)
            half.rmdir()
    return done


def environment(root):
    """In which a program of ROOT finds its libraries."""
    folders = {str(path.parent) for path in root.rglob("*.so*")}
    found = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8",
             "TZ": "UTC"}
    # empty, it would mean the directory that somebody is in
    if folders:
        found["LD_LIBRARY_PATH"] = ":".join(sorted(folders))
    return found
