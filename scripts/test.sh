#!/usr/bin/env bash
# Installs what is needed, builds, and passes every test: the gate. `--quick` runs only the release build and its tests.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s (%d s)\n' "$1" "$SECONDS"; }

step "install"
./scripts/install_dependencies.sh --tests
export VESIKIN_COMPILER_LAUNCHER=ccache

step "format"
git ls-files '*.cpp' '*.hpp' | xargs clang-format-14 --dry-run --Werror

step "report page"
(cd web && npm ci --silent --no-audit --no-fund && npm run --silent check && npm test --silent)

step "release build and tests"
cmake --preset release -DVESIKIN_BUILD_TESTS=ON -DVESIKIN_BUILD_BENCH=ON
cmake --build --preset release
ctest --preset release

if [[ "${1:-}" == "--quick" ]]; then
    exit 0
fi

step "tidy"
./scripts/tidy.sh

step "address and undefined-behaviour sanitizers"
cmake --preset asan
cmake --build --preset asan
ctest --preset asan -LE slow

step "fuzz targets"
./scripts/fuzz.sh 30

step "thread sanitizer"
cmake --preset tsan
cmake --build --preset tsan
ctest --preset tsan

step "done"
