#!/bin/sh
# Make this checkout ready to run: .venv with the locked versions, and what reports need from the system.
# Safe to run again: when nothing changed it does nothing. Needs Python 3.11 or later, named by PYTHON if it is
# not on the path. Packages come from wherever pip is set up to look.
set -eu
cd "$(dirname "$0")/.."

say() { printf 'set-up: %s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

is_root() { [ "$(id -u)" = 0 ]; }
may_apt() { command -v apt-get >/dev/null 2>&1 && { is_root || sudo -n true 2>/dev/null; }; }

apt_line() { # what a person would type to install the packages
    if is_root; then sudo=''; else sudo='sudo '; fi
    echo "${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends $*"
}

apt_install() {
    if is_root; then as_root=''; else as_root='sudo -n'; fi
    say "installing $* (apt)"
    # The lists may be old or missing: try once without them, then with fresh ones.
    install="env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq"
    install="$install --no-install-recommends $*"
    $as_root $install >/dev/null 2>&1 || {
        $as_root apt-get update -qq >/dev/null 2>&1 || true
        $as_root $install >&2
    }
}

find_python() {
    for candidate in "${PYTHON:-}" python3.11 python3.12 python3.13 python3.14 python3 python; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
    done
    stop "no Python 3.11 or later found. Install it, or name it: make setup PYTHON=/path/to/python3"
}

# ── The virtual environment ──
stamp=.venv/.qaudit-setup
wanted="$(cat requirements.lock pyproject.toml src/qaudit/__init__.py scripts/setup.sh | cksum) $(pwd)"

make_venv() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        # Debian keeps these in a package of their own.
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        package="python$version-venv"
        if may_apt && apt_install "$package"; then :; else
            stop "Python cannot make virtual environments yet. Run this, then make again:  $(apt_line "$package")"
        fi
    fi
    say "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
}

if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
    # An environment from another place has the old place written into its scripts.
    made_for=$(cat .venv/.qaudit-place 2>/dev/null || pwd)
    if [ "$made_for" != "$(pwd)" ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then make_venv; fi
    pwd > .venv/.qaudit-place
    say "installing $(grep -c '==' requirements.lock) packages (a minute or two the first time)"
    # An older pip takes three times as long to find the wheels that fit here; it can do without a newer one.
    pip='.venv/bin/python -m pip install -qq --disable-pip-version-check --no-compile'
    $pip 'pip>=25' || say "going on with $(.venv/bin/python -m pip --version)"
    # Most modules of these packages are never imported: those that are get compiled when they are.
    $pip --no-deps -r requirements.lock
    $pip --no-deps --no-build-isolation -e .
    echo "$wanted" > "$stamp"
fi

# ── What reports need from the system ──
if command -v dpkg-query >/dev/null 2>&1; then
    missing=
    for package in $(grep -v '^#' scripts/debian-packages.txt); do
        dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
    done
    if [ -n "$missing" ]; then
        # shellcheck disable=SC2086
        if may_apt && apt_install $missing; then :; else
            say "reports need these. Run:  $(apt_line $missing)"
        fi
    fi
elif [ "$(uname)" = Darwin ] && ! { command -v brew >/dev/null 2>&1 && brew list pango >/dev/null 2>&1; }; then
    say "reports need these. Run:  brew install pango && brew install --cask font-open-sans font-dejavu"
fi
