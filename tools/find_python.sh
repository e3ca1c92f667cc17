#!/bin/sh
# Prints the first Python 3.11 or later on this machine that can make virtual environments; explains itself if none can.
# FAIRWAY_PYTHON names one outright.
usable() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1
}
whole() {
    "$1" -c 'import venv, ensurepip' </dev/null >/dev/null 2>&1
}
bare=""
for candidate in ${FAIRWAY_PYTHON:-} python3.12 python3.13 python3.11 python3 python python3.14; do
    usable "$candidate" || continue
    if whole "$candidate"; then
        echo "$candidate"
        exit 0
    fi
    bare="$candidate"
done
if [ -n "$bare" ]; then
    echo "Fairway: $bare is recent enough, but lacks the modules venv and ensurepip." >&2
    echo "         On Debian or Ubuntu: apt-get install python3-venv. Then run the same command again." >&2
else
    echo "Fairway needs Python 3.11 or later, and none was found on the PATH." >&2
    echo "         Install one (on Debian or Ubuntu: apt-get install python3 python3-venv)," >&2
    echo "         or name it: FAIRWAY_PYTHON=/opt/python/bin/python3 make setup" >&2
fi
exit 1
