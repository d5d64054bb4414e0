#!/usr/bin/env bash
# Installs what is needed, builds, and runs the main job: the virtual trial of the published AD model.
# Arguments go to `vesikin trial`, after the trial file.
set -euo pipefail
cd "$(dirname "$0")/.."

./scripts/install_dependencies.sh
export VESIKIN_COMPILER_LAUNCHER=ccache
cmake --preset release -DVESIKIN_BUILD_TESTS=OFF -DVESIKIN_BUILD_BENCH=OFF >/dev/null
cmake --build --preset release --target vesikin report_page
exec build/release/bin/vesikin trial data/trials/miyano2021.toml "$@"
