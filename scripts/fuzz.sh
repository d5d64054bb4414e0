#!/usr/bin/env bash
# Builds the fuzz targets with clang and runs each for so many seconds (default 30), from the corpus of tests/fuzz and the data
# files. Ends with 1 at a finding, whose input is left in build/fuzz/findings. Names choose targets:
#   scripts/fuzz.sh 3600 csv regimen
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-30}
shift || true
targets=("$@")
((${#targets[@]})) || targets=(csv kept regimen toml)

cmake --preset asan >/dev/null
cmake --build --preset asan --target "${targets[@]/%/_fuzz}"

corpus=build/fuzz/corpus
findings=build/fuzz/findings
mkdir -p "$corpus"/{csv,kept,regimen,toml} "$findings"
cp -r tests/fuzz/corpus/. "$corpus/"
cp data/validation/*.csv "$corpus/csv/"
cut -d, -f5 data/validation/ad_trials.csv | sort -u | split -l 1 -a 3 - "$corpus/regimen/shipped-"
for file in data/trials/*.toml; do { printf '0'; cat "$file"; } >"$corpus/toml/trial-$(basename "$file")"; done
for file in data/persons/*.toml; do { printf '1'; cat "$file"; } >"$corpus/toml/person-$(basename "$file")"; done
for file in data/calibration/*.toml; do { printf '2'; cat "$file"; } >"$corpus/toml/plan-$(basename "$file")"; done

run() {
    local status=0
    "build/asan/tests/fuzz/$1_fuzz" "$corpus/$1" -seed=1 -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 \
        -max_len=20000 -artifact_prefix="$findings/$1-" -print_final_stats=1 >"build/fuzz/$1.log" 2>&1 || status=$?
    echo "$1 ($seconds s): $(grep -aE 'number_of_executed_units|ERROR|SUMMARY' "build/fuzz/$1.log" | tr '\n' ' ')"
    return "$status"
}

# Two at a time.
status=0
for ((first = 0; first < ${#targets[@]}; first += 2)); do
    pids=()
    for target in "${targets[@]:first:2}"; do
        run "$target" &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do
        wait "$pid" || status=1
    done
done
exit "$status"
