#!/usr/bin/env bash
# clang-tidy on the sources changed since the given commit (default: the commit before the last); `--all` takes every source.
set -euo pipefail
cd "$(dirname "$0")/.."

cmake --preset tidy >/dev/null
if [[ "${1:-}" == "--all" ]]; then
    files=$(git ls-files 'src/*.cpp' 'apps/*.cpp')
else
    base=${1:-$(git rev-parse --verify --quiet HEAD~1 || git rev-list --max-parents=0 HEAD)}
    files=$(git diff --name-only --diff-filter=d "$base" -- 'src/*.cpp' 'apps/*.cpp')
fi
# Kernels are compiled per instruction set outside the common compile database.
files=$(grep -v '/kernels/' <<<"$files" || true)
if [[ -z "$files" ]]; then
    echo "nothing to check"
    exit 0
fi
xargs -P "$(nproc)" -n 1 clang-tidy-14 -p build/tidy --quiet <<<"$files" 2>/dev/null
