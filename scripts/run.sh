#!/usr/bin/env bash
# Installs what is needed, builds, and runs the main job: the six ways compared for a person with active eczema.
# Arguments go to `vesikin compare`; with --serve first, the page is shown instead, and they go to `vesikin serve`.
set -euo pipefail
cd "$(dirname "$0")/.."

./scripts/install_dependencies.sh
export VESIKIN_COMPILER_LAUNCHER=ccache
cmake --preset release -DVESIKIN_BUILD_TESTS=OFF -DVESIKIN_BUILD_BENCH=OFF >/dev/null
cmake --build --preset release --target vesikin report_page app_page
if [[ "${1:-}" == "--serve" ]]; then
    exec build/release/bin/vesikin serve "${@:2}"
fi
[[ " $* " == *" --out"* ]] || set -- --out vesikin-comparison "$@"
exec build/release/bin/vesikin compare "$@"
