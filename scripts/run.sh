#!/usr/bin/env bash
# Installs what is needed, builds, and runs the main job: the six ways compared for a person with active eczema.
# Arguments go to `vesikin compare`.
set -euo pipefail
cd "$(dirname "$0")/.."

./scripts/install_dependencies.sh
export VESIKIN_COMPILER_LAUNCHER=ccache
cmake --preset release -DVESIKIN_BUILD_TESTS=OFF -DVESIKIN_BUILD_BENCH=OFF >/dev/null
cmake --build --preset release --target vesikin report_page
[[ " $* " == *" --out"* ]] || set -- --out vesikin-comparison "$@"
exec build/release/bin/vesikin compare "$@"
