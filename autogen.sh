#!/bin/sh
# Make ./configure and the Makefile.in files. Needs autoconf, automake and
# pkg-config (all in ./packages).
set -e
cd "$(dirname "$0")"
exec autoreconf --force --install "$@"
