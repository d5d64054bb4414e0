#!/usr/bin/env bash
# Installs what Vesikin needs on Debian 12. Does nothing when everything is there. `--tests` adds what only the tests need.
set -euo pipefail

packages=(g++ cmake ninja-build ccache git ca-certificates pkg-config
    libfmt-dev libcli11-dev libtomlplusplus-dev nlohmann-json3-dev libsundials-dev libudunits2-dev
    librandom123-dev libeigen3-dev libnlopt-cxx-dev libnlopt-dev libhwy-dev libssl-dev libcsv-dev libboost-dev)
if [[ "${1:-}" == "--tests" ]]; then
    packages+=(libgtest-dev libgmock-dev librapidcheck-dev libvalijson-dev libbenchmark-dev clang-format-14 clang-tidy-14 clang-14 libclang-rt-14-dev chromium fonts-noto-cjk)
fi
command -v npm >/dev/null || packages+=(nodejs npm)

missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
    exit 0
fi

as_root=()
if [[ "$(id -u)" != 0 ]]; then
    as_root=(sudo)
fi
echo "installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
