#!/bin/sh
# Write requirements.lock: the exact versions the tests ran with, for every platform Python 3.11 and later runs on.
#
#     make lock                 keep what is locked, add and drop what pyproject.toml asks for
#     make lock UPGRADE=1       take the newest versions that pyproject.toml allows
set -eu
cd "$(dirname "$0")/.."

uv=$(command -v uv || true)
[ -n "$uv" ] || { [ -x .venv/bin/uv ] && uv=.venv/bin/uv; } || true
if [ -z "$uv" ]; then
    .venv/bin/python -m pip install --quiet uv
    uv=.venv/bin/uv
fi

[ -z "${UPGRADE:-}" ] || set -- --upgrade
new=$(mktemp)
trap 'rm -f "$new"' EXIT
[ ! -f requirements.lock ] || cp requirements.lock "$new"
"$uv" pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
    --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet "$@" --output-file "$new"
{
    echo "# Every dependency of qaudit, its extras and its tests, at the versions the tests ran with."
    echo "# Written by \`make lock\` from pyproject.toml; do not edit."
    cat "$new"
} | awk '!seen[$0]++' > requirements.lock
echo "requirements.lock: $(grep -c '==' requirements.lock) versions"
