#!/bin/sh
# Set-up that has to run before there is a virtual environment:
#   tools/setup.sh venv   make .venv and install the pinned development packages
#   tools/setup.sh node   install the pinned npm packages
# PYTHON, when set, names the interpreter to use.
set -u

fail() {
    echo "unerase: $*" >&2
    exit 1
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        new_enough "$PYTHON" || fail "PYTHON=$PYTHON is not a Python 3.11 or later."
        echo "$PYTHON"
        return
    fi
    # A version manager's shim may exist and yet not run, hence the trial.
    for candidate in python3.14 python3.13 python3.12 python3.11 python3; do
        if new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    fail "Python 3.11 or later is needed and none was found; install it, or name one: make PYTHON=/path/to/python3."
}

make_venv() {
    python=$(find_python) || exit 1
    echo "Setting up .venv with $("$python" --version) ..."
    rm -rf .venv
    "$python" -m venv .venv ||
        fail "could not create .venv; on Debian or Ubuntu the package python3-venv is needed."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --retries 2 \
        --require-hashes -r requirements-dev.txt ||
        fail "pip could not install requirements-dev.txt (see above); a network connection to the package registries is needed."
}

install_node_packages() {
    node -e 'process.exit(parseInt(process.versions.node, 10) >= 20 ? 0 : 1)' 2>/dev/null ||
        fail "Node 20 or later is needed and was not found; install it from your system's packages or the Node.js site."
    command -v npm >/dev/null 2>&1 || fail "npm is needed and was not found; it usually comes with Node."
    echo "Installing the npm packages ..."
    # Workbox, which the build needs, is not shipped; NODE_ENV=production would leave it out.
    npm ci --include=dev --silent --no-progress --fetch-retries=1 ||
        fail "npm ci failed; a network connection to the package registries is needed (run 'npm ci' to see why)."
}

case "${1:-}" in
    venv) make_venv ;;
    node) install_node_packages ;;
    *) fail "usage: tools/setup.sh venv|node" ;;
esac
