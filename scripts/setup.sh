#!/usr/bin/env bash
# Set up a virtual environment with Portrait Studio in it, from the checkout this file stands in.
# Usage: scripts/setup.sh VENV run|test [EXTRAS]       e.g. scripts/setup.sh .venv test dev,train
# Called by the Makefile, which remembers what is already done.
set -euo pipefail

venv=${1:?"name the virtual environment's folder"}
purpose=${2:?"say run or test"}
extras=${3:-}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export PYTHON=${PYTHON:-python3}

bash "$here/scripts/setup-system.sh" "$purpose"

if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Portrait Studio needs Python 3.11 or newer; $PYTHON is $("$PYTHON" --version 2>&1)." >&2
    echo "Name a newer one:    make PYTHON=/path/to/python3.12 ..." >&2
    exit 1
fi
# A folder without a working pip is what an interrupted set-up leaves: begin it again.
"$venv/bin/python" -m pip --version >/dev/null 2>&1 || "$PYTHON" -m venv --clear "$venv"

target="$here"
[ -n "$extras" ] && target="$here[$extras]"
"$venv/bin/python" -m pip install --disable-pip-version-check --quiet --editable "$target"
