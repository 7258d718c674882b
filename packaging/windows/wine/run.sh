#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Run a program in the prefix that test_msi.py made and installed Kinfile into:
#
#     packaging/windows/wine/run.sh kinfile.exe --example
#     packaging/windows/wine/run.sh kinfile-cli.exe selftest
#
# For looking at things by hand. Nothing of this folder is ever shipped.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=$1
shift
export WINEPREFIX="${WINEPREFIX:-$here/../../../.build/windows/wine/windows/prefix}"
export WINEDEBUG="${WINEDEBUG:--all}" WINEDLLOVERRIDES="mscoree=;mshtml="
# Wine wants a pipe: a file as standard output is no handle that Python accepts.
wine "C:\\Program Files\\Kinfile\\$program" "$@" </dev/null 2>&1 | cat
