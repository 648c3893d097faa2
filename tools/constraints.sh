#!/bin/sh
# Writes constraints.txt anew: installs windhoek with all extras into a throw-away environment, without constraints,
# and keeps the names and versions that came. Use the oldest supported Python, whose list includes the others'.
set -eu

directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
"${PYTHON:-python3.11}" -m venv "$directory"
"$directory/bin/python" -m pip install --quiet --disable-pip-version-check --editable '.[dev,cluster,similar]'
{
    sed -n '/^#/p' constraints.txt
    "$directory/bin/python" -m pip freeze --exclude-editable --exclude pip --exclude setuptools
} > constraints.new
mv constraints.new constraints.txt
