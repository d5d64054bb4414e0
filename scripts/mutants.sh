#!/usr/bin/env bash
# Plants the one-line faults of tests/mutants, one at a time, in a copy of the sources, and runs the tests that must notice.
# A fault that no test notices has survived: the script ends with 1. Takes an hour or two; arguments are beginnings of names:
#   scripts/mutants.sh care. outcome.easi
set -euo pipefail
cd "$(dirname "$0")/.."

tree=build/mutants/tree
build=build/mutants/build
faults=tests/mutants
mkdir -p "$tree"
# What differs is new from now on: an earlier run may have built it after it was written here.
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' each; do
    [[ -f "$each" ]] || continue
    cmp --silent "$each" "$tree/$each" || cp --parents --preserve=mode "$each" "$tree"
done

# One instruction set and little optimisation: what is asked is whether a test notices.
configure() {
    cmake -S "$tree" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE="-O1" \
        -DVESIKIN_KERNELS=sse4 -DVESIKIN_BUILD_BENCH=OFF -DCMAKE_CXX_COMPILER_LAUNCHER=ccache >/dev/null
}
program() { find "$build/tests" -name "$1" -type f -executable | head -n 1; }
# A test is a program, or `web:PART`: the tests of the pages whose file has PART in its path.
builds() { [[ "$1" == web:* ]] || cmake --build "$build" --target "$1" >"$build/last_build.log" 2>&1; }
passes() {
    if [[ "$1" == web:* ]]; then
        (cd "$tree/web" && timeout 300 npx vitest run "${1#web:}") >/dev/null 2>&1
    else
        timeout 300 "$(program "$1")" --gtest_fail_fast --gtest_brief=1 >/dev/null 2>&1
    fi
}

configure
cmake --build "$build" --target mutants >/dev/null
chosen=()
while IFS=$'\t' read -r name tests asks; do
    (($# == 0)) && { chosen+=("$name"$'\t'"$tests"$'\t'"$asks"); continue; }
    for start in "$@"; do
        [[ "$name" == "$start"* ]] && { chosen+=("$name"$'\t'"$tests"$'\t'"$asks"); break; }
    done
done < <("$(program mutants)" list "$faults")

if ((${#chosen[@]} == 0)); then
    echo "no fault's name begins with: $*" >&2
    exit 2
fi
mapfile -t programs < <(printf '%s\n' "${chosen[@]}" | cut -f 2 | tr ' ' '\n' | sort -u)
echo "building ${programs[*]}"
mapfile -t targets < <(printf '%s\n' "${programs[@]}" | grep -v '^web:' || true)
((${#targets[@]} == 0)) || cmake --build "$build" --target "${targets[@]}" >/dev/null
((${#targets[@]} == ${#programs[@]})) || (cd "$tree/web" && npm ci --silent --no-audit --no-fund)
for test in "${programs[@]}"; do
    passes "$test" || { echo "$test fails without any fault" >&2; exit 1; }
done

killed=0
survivors=()
file=""
# From the copy, whatever has become of the sources since.
restore() { [[ -z "$file" ]] || cp --preserve=mode "$build/original" "$tree/$file"; file=""; }
trap restore EXIT
for entry in "${chosen[@]}"; do
    IFS=$'\t' read -r name tests asks <<<"$entry"
    file=$("$(program mutants)" plant "$faults" "$tree" "$name" "$build/original")
    verdict="SURVIVED"
    for test in $tests; do
        if ! builds "$test"; then
            verdict="does not compile"
            break
        fi
        passes "$test" || { verdict="killed by $test"; break; }
    done
    restore
    if [[ "$verdict" == killed* ]]; then
        killed=$((killed + 1))
    else
        survivors+=("$name: $asks ($verdict)")
    fi
    printf '%-40s %s\n' "$name" "$verdict"
done

echo "$killed of ${#chosen[@]} killed"
if ((${#survivors[@]} > 0)); then
    printf 'not killed: %s\n' "${survivors[@]}" >&2
    exit 1
fi
