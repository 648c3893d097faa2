#!/bin/sh
# Makes the virtual environment that the Makefile works in.
#
#   tools/environment.sh DIRECTORY [EXTRA]
#
# DIRECTORY is made anew if it is missing or broken. EXTRA is an extra of pyproject.toml ("dev"). $PYTHON names the
# interpreter to use; without it the newest tested Python 3.11+ that can make an environment is looked for. uv is
# used when it is installed. Exit status 1 with a line that says what to do when there is no usable Python.
set -eu

directory=$1
extra=${2:+[$2]}

say() { printf '%s\n' "$*" >&2; }

new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
can_make='import ensurepip, venv'

find_python() {
    too_old= ; no_venv=
    # A pyenv shim may exist for a version that is not switched on, so each candidate has to run to count.
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
        version=$("$candidate" -c 'import platform; print(platform.python_version())' 2>/dev/null) || continue
        if ! "$candidate" -c "$new_enough" 2>/dev/null; then
            too_old="$candidate is Python $version"
        elif ! "$candidate" -c "$can_make" 2>/dev/null; then
            no_venv="$candidate (Python $version)"
        else
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    if [ -n "$no_venv" ]; then
        say "windhoek: $no_venv cannot make virtual environments. On Debian or Ubuntu: sudo apt install python3-venv. Then run make again."
    else
        say "windhoek needs Python 3.11 or newer${too_old:+, and $too_old}. Install it (Debian 12+: sudo apt install python3 python3-venv; macOS: https://www.python.org/downloads/ or brew install python@3.13), or name one: make run PYTHON=/path/to/python3."
    fi
    return 1
}

if command -v uv >/dev/null 2>&1; then
    if ! "$directory/bin/python" -c "$new_enough" 2>/dev/null; then
        say "Making the environment $directory with uv …"
        uv venv --quiet --clear --python "${PYTHON:->=3.11,<3.14}" "$directory"
    fi
    say "Installing windhoek$extra and what it needs with uv …"
    uv pip install --quiet --python "$directory/bin/python" --constraint constraints.txt --editable ".$extra"
else
    if ! "$directory/bin/python" -c "$new_enough; import pip" 2>/dev/null; then
        python=$(find_python) || exit 1
        say "Making the environment $directory with $python …"
        "$python" -m venv --clear "$directory"
    fi
    say "Installing windhoek$extra and what it needs (the first time takes a minute or two) …"
    "$directory/bin/python" -m pip install --quiet --disable-pip-version-check \
        --constraint constraints.txt --editable ".$extra"
fi
