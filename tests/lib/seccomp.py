"""The system call filter of a systemd unit, without systemd: what a process
and all that come from it may still ask of the kernel. For little-endian
machines with a single set of calls."""

import ctypes
import platform
import re
import struct
import subprocess

# <linux/audit.h>
ARCHES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7, "riscv64": 0xC00000F3}
ALLOW, ERRNO = 0x7FFF0000, 0x00050000
EPERM = 1
AF = {"AF_UNIX": 1, "AF_INET": 2, "AF_INET6": 10, "AF_NETLINK": 16}
PROT_WRITE, PROT_EXEC = 2, 4
LOAD, JUMP_EQ, JUMP_SET, AND, RETURN = 0x20, 0x15, 0x45, 0x54, 0x06
NUMBER, ARCH, ARGUMENT = 0, 4, 16       # in struct seccomp_data


def numbers():
    """Name of each call -> its number."""
    header = subprocess.run(
        ["cc", "-E", "-dM", "-include", "sys/syscall.h", "-x", "c",
         "/dev/null"], check=True, capture_output=True, text=True).stdout
    return {name: int(number) for name, number in re.findall(
        r"^#define __NR_(\w+) (\d+)$", header, re.MULTILINE)}


def members(group):
    """The calls of a group of systemd's, such as @system-service."""
    if not group.startswith("@"):
        return {group}
    text = subprocess.run(
        ["systemd-analyze", "syscall-filter", group], check=True,
        capture_output=True, text=True).stdout
    found = set()
    for word in re.findall(r"^    ([@\w-]+)$", text, re.MULTILINE):
        found |= members(word)
    return found


def allowed(lines):
    """The calls that the SystemCallFilter= LINES of a unit leave."""
    left = set()
    for line in lines:
        for word in line.lstrip("~").split():
            if line.startswith("~"):
                left -= members(word)
            else:
                left |= members(word)
    return left


def _op(code, k, yes=0, no=0):
    return struct.pack("HBBI", code, yes, no, k)


def _arguments(number, values):
    """Refuses the call unless its first argument is one of VALUES."""
    checks = b"".join(
        _op(JUMP_EQ, v, len(values) - i) for i, v in enumerate(values))
    return _op(JUMP_EQ, number, 0, len(values) + 3) + \
        _op(LOAD, ARGUMENT) + checks + _op(RETURN, ERRNO | EPERM) + \
        _op(RETURN, ALLOW)


def _executable(number, bits):
    """Refuses the call when its third argument holds all of BITS."""
    return _op(JUMP_EQ, number, 0, 5) + _op(LOAD, ARGUMENT + 16) + \
        _op(AND, bits) + _op(JUMP_EQ, bits, 0, 1) + \
        _op(RETURN, ERRNO | EPERM) + _op(LOAD, NUMBER)


def program(calls, families):
    """What the unit's SystemCallFilter=, RestrictAddressFamilies= and
    MemoryDenyWriteExecute= mean, for the kernel. A call of another
    architecture is refused (SystemCallArchitectures=native)."""
    number = numbers()
    code = _op(LOAD, ARCH) + _op(JUMP_EQ, ARCHES[platform.machine()], 1) + \
        _op(RETURN, ERRNO | EPERM) + _op(LOAD, NUMBER)
    code += _executable(number["mmap"], PROT_WRITE | PROT_EXEC)
    code += _executable(number["mprotect"], PROT_EXEC)
    code += _arguments(number["socket"], [AF[f] for f in families])
    for name in sorted(calls - {"socket"}):
        if name in number:
            code += _op(JUMP_EQ, number[name], 0, 1) + _op(RETURN, ALLOW)
    return code + _op(RETURN, ERRNO | EPERM)


def apply(code):
    """To this process and all that come from it; there is no way back."""
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(code, len(code))
    fprog = struct.pack("HxxxxxxP", len(code) // 8,
                        ctypes.addressof(buffer))
    no_new_privs, set_seccomp, mode_filter = 38, 22, 2
    if libc.prctl(no_new_privs, 1, 0, 0, 0) or \
            libc.prctl(set_seccomp, mode_filter, fprog, 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")
