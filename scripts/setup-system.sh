#!/usr/bin/env bash
# Install the Debian packages that Python, OpenCV and Qt need and that are missing.
# Usage: scripts/setup-system.sh run|test     (test adds Xvfb and XTest, for tests in a real window)
#
# As root it installs them; otherwise it prints the line to run and stops. On systems without
# dpkg it does nothing: there the wheels of PySide6 and OpenCV bring what they need, or the
# distribution's own names apply (README.md).
set -euo pipefail

purpose=${1:?"say run or test"}
command -v dpkg-query >/dev/null || exit 0

packages=(
    ca-certificates
    libglib2.0-0 libgl1 libegl1 libdbus-1-3 libfontconfig1
    libxkbcommon0 libxkbcommon-x11-0
    libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0
    libxcb-render-util0 libxcb-shape0 libxcb-xinerama0
)
[ "$purpose" = test ] && packages+=(xvfb libxtst6)

# Debian's own Python comes without venv; any other Python (pyenv, uv, conda) has it.
python=${PYTHON:-python3}
if ! command -v "$python" >/dev/null; then
    packages+=(python3 python3-venv)
elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    packages+=("python$version-venv")
fi

# Newer releases renamed some packages (libglib2.0-0t64) and provide the old name.
have=$(dpkg-query -W -f='${db:Status-Status} ${Package} ${Provides}\n' 2>/dev/null |
    sed -n 's/^installed //p' | tr ' ,' '\n\n' || true)
missing=()
for package in "${packages[@]}"; do
    grep -qxF "$package" <<<"$have" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "Some system packages are missing. Run this once, then repeat your command:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
    exit 1
fi
echo "Installing system packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}"
