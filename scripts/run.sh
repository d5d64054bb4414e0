#!/usr/bin/env bash
# Installs what is needed, builds, and runs the main job: what one person could do, for an example person, in the terminal; then the
# page, until Ctrl-C. --no-serve first, or an output that is no terminal: without the page. Other arguments go to `vesikin plan`.
set -euo pipefail
cd "$(dirname "$0")/.."

has_page=no
[[ -t 1 ]] && has_page=yes
if [[ "${1:-}" == "--no-serve" ]]; then
    has_page=no
    shift
fi
(($#)) && [[ "$1" != --* ]] || set -- data/persons/active_adult_face.toml "$@"

./scripts/install_dependencies.sh
export VESIKIN_COMPILER_LAUNCHER=ccache
cmake --preset release -DVESIKIN_BUILD_TESTS=OFF -DVESIKIN_BUILD_BENCH=OFF >/dev/null
cmake --build --preset release --target vesikin report_page app_page
build/release/bin/vesikin plan "$@"
if [[ "$has_page" == yes ]]; then
    exec build/release/bin/vesikin serve
fi
echo "build/release/bin/vesikin serve  # the page: other people, both languages"
