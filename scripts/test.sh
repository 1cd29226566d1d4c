#!/usr/bin/env bash
# Test everything, or the parts that are named; sets up what it needs.
set -euo pipefail
# shellcheck source=lib/load.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/load.sh"

# Folders of tests/ that need no running platform; every other one gets it.
FOLDERS_WITHOUT_PLATFORM=(layout gateway scripts)
# What takes longest begins first, so that it is not waited for when all else has ended.
LONGEST=(appointment-service gateway authentication-service notification-service chassis scripts vehicleandproject-service)

folders_with_platform() {
    local folder
    # Fuzz comes after those that need the demo data, which it changes; chaos after the others that use the platform,
    # which it breaks; changes last, and alone: of the code.
    for folder in $(find "$ROOT/tests" -mindepth 1 -maxdepth 1 -type d ! -name '__pycache__' ! -name fuzz ! -name chaos ! -name changes \
        -printf '%f\n' | sort) fuzz chaos changes; do
        [[ -n $(find "$ROOT/tests/$folder" -name 'test_*.py' -print -quit 2>/dev/null) ]] || continue
        [[ " ${FOLDERS_WITHOUT_PLATFORM[*]} " == *" $folder "* ]] || printf '%s\n' "$folder"
    done
}

mapfile -t PLATFORM_PARTS < <(folders_with_platform)
mapfile -t PRESENT < <(services_with_code)
PARTS=(lint chassis "${PRESENT[@]}" "${FOLDERS_WITHOUT_PLATFORM[@]}" "${PLATFORM_PARTS[@]}")

# Where a test is marked as a drill.
parts_with_drills() {
    (cd "$ROOT" && grep -rlF --include='test_*.py' 'pytest.mark.drill' tests servease-chassis/tests ./*-service/tests) |
        sed -E 's|^tests/||; s|^servease-||; s|^\./||; s|/.*||' | sort -u
}

usage() {
    cat <<END
Usage: scripts/test.sh [drills] [part...] [-- pytest arguments]

Runs all parts, or those named, in the order below, and closes with a table and a line "N passed, N failed"; all parts
also with how many features of docs/features.md they have shown. Stores, ports and platform are the tests' own: a running
development platform is left alone.

  drills      only the tests that are marked as drills, at their full length; SEED=... draws the same again. All other
              tests draw the same each time; with SEED=... they draw otherwise

Parts: ${PARTS[*]}
END
}

DRILLS=
wanted=() pytest_arguments=()
while (($# > 0)); do
    case $1 in
        -h | --help) usage && exit ;;
        --)
            pytest_arguments=("${@:2}")
            break
            ;;
        drills) DRILLS=yes ;;
        *)
            [[ " ${PARTS[*]} " == *" ${1%/} "* ]] || misused "There is no part '$1'."
            wanted+=("${1%/}")
            ;;
    esac
    shift
done
if [[ -n $DRILLS ]]; then
    export DRILLS SEED=${SEED:-$RANDOM}
    say "The drills draw with SEED=$SEED."
    pytest_arguments=(-m drill "${pytest_arguments[@]}")
    ((${#wanted[@]} > 0)) || mapfile -t wanted < <(parts_with_drills)
fi
((${#wanted[@]} > 0)) || wanted=("${PARTS[@]}")

# A file that tests leave in a service's folder would be a change of its code, which the next start applies.
export HYPOTHESIS_STORAGE_DIRECTORY=$TEST_RUN_DIR/hypothesis

run_pytest() {
    local drawn=()
    [[ -z ${SEED:-} ]] || drawn=("--hypothesis-seed=$SEED")
    python -m pytest -q --color=no --tb=short --junitxml="$RESULTS/$PART.xml" "${drawn[@]}" "${pytest_arguments[@]}" "$@"
}

run_lint() {
    "$ROOT/scripts/lint.sh"
}

# The chassis borrows a service's role; its databases are its own.
run_chassis() {
    set -a
    # shellcheck source=/dev/null
    . "$RUN_DIR/services/vehicleandproject-service.env"
    set +a
    export DB_NAME=chassis_db
    cd "$ROOT/servease-chassis"
    run_pytest tests
}

run_service() {
    set -a
    # shellcheck source=/dev/null
    . "$RUN_DIR/services/$1.env"
    set +a
    cd "$ROOT/$1"
    run_pytest tests
}

run_folder_of_tests() {
    cd "$ROOT"
    run_pytest "tests/$1"
}

run_on_platform() {
    export_test_platform
    export GATEWAY_URL=http://127.0.0.1:$((8080 + TEST_PLATFORM_PORT_OFFSET))
    run_folder_of_tests "$1"
}

run() {
    case $1 in
        lint | chassis) "run_$1" ;;
        layout | scripts | gateway) run_folder_of_tests "$1" ;;
        *-service) run_service "$1" ;;
        *) run_on_platform "$1" ;;
    esac
}

# A part alone shows its output as it comes; among others it shows one line, and its output when it failed.
run_part() {
    local status started
    PART=$1
    started=$(milliseconds_now)
    rm -f "$RESULTS/$PART".*
    touch "$RESULTS/$PART.running"
    set +e
    if ((${#wanted[@]} == 1)); then
        (
            set -e
            run "$PART" 2>&1
        ) | tee "$RESULTS/$PART.log"
        status=${PIPESTATUS[0]}
    else
        (
            set -e
            run "$PART"
        ) >"$RESULTS/$PART.log" 2>&1
        status=$?
    fi
    set -e
    # Arguments may well leave no test of a part.
    ((status != 5 || ${#pytest_arguments[@]} == 0)) || status=0
    rm -f "$RESULTS/$PART.running"
    record_result "$PART" "$status" $(($(milliseconds_now) - started))
    result_line "$PART"
}

# Every so often, what is being tested meanwhile.
tell_progress() {
    while pause 15; do
        say "  … $(seconds_since "$TESTS_STARTED") s: $(find "$RESULTS" -name '*.running' -printf '%f ' | sed 's/\.running//g')"
    done
}

is_platform_part() {
    [[ " ${PLATFORM_PARTS[*]} " == *" $1 "* ]]
}

# longest_first PART...
longest_first() {
    local part
    for part in "${LONGEST[@]}"; do [[ " $* " != *" $part "* ]] || printf '%s\n' "$part"; done
    for part in "$@"; do [[ " ${LONGEST[*]} " == *" $part "* ]] || printf '%s\n' "$part"; done
}

start_platform_beside_others() (
    exec >"$RESULTS/platform.log" 2>&1
    start_test_platform
)

# There is one platform, so its parts run one after the other.
start_platform_and_run() (
    local part start=start_test_platform
    ((${#alone[@]} == 0)) || start=start_platform_beside_others
    "$start" || exit 1
    say "Running on a platform: $*"
    for part in "$@"; do run_part "$part"; done
)

finish() {
    local status=$?
    trap - EXIT
    [[ -z $teller ]] || kill "$teller" 2>/dev/null || true
    stop_test_platform
    leave_test_stores || true
    exit "$status"
}

report_no_platform() {
    local part
    for part in "$@"; do
        rm -f "$RESULTS/$part.xml"
        {
            ((${#alone[@]} == 0)) || cat "$RESULTS/platform.log"
            say "The platform did not start."
        } >"$RESULTS/$part.log"
        record_result "$part" 1 0
    done
}

# The parts that need no platform two at a time; beside them, on a platform, those that leave it and the code whole.
run_parts() {
    local beside='' others part
    if ((${#on_platform[@]} + ${#last[@]} > 0)); then
        open_platform_lock
        start_platform_and_run "${on_platform[@]}" </dev/null &
        beside=$!
    fi
    if ((${#alone[@]} > 0)); then
        say "Running ${#alone[@]} part(s), two at a time"
        # Waited for, not run in front: what interrupts this script would else be heard of only at their end.
        in_parallel 2 run_part "${alone[@]}" 3>/dev/null </dev/null &
        others=$!
        wait "$others" || true
    fi
    [[ -n $beside ]] || return 0
    if wait "$beside"; then
        for part in "${last[@]}"; do run_part "$part"; done
    else
        report_no_platform "${on_platform[@]}" "${last[@]}"
    fi
}

TESTS_STARTED=$(milliseconds_now)
teller=
alone=() on_platform=() last=()
for part in "${PARTS[@]}"; do
    [[ " ${wanted[*]} " == *" $part "* ]] || continue
    if ! is_platform_part "$part"; then
        alone+=("$part")
    elif [[ $part == changes ]]; then
        last+=("$part")
    else
        on_platform+=("$part")
    fi
done
mapfile -t alone < <(longest_first "${alone[@]}")

RUN_DIR=$TEST_RUN_DIR require_run_folder
mkdir -p "$RESULTS"
ensure_packages "$RUNTIME_PACKAGES$TEST_PACKAGES"
ensure_virtualenv
trap finish EXIT
join_test_stores
PATH=$VENV/bin:$PATH
rm -f "$RESULTS"/*.running

if ((${#wanted[@]} > 1)); then
    tell_progress &
    teller=$!
fi
run_parts
[[ -z $teller ]] || kill "$teller" 2>/dev/null || true

FULL_RUN=
((${#pytest_arguments[@]} > 0)) || [[ ${wanted[*]} != "${PARTS[*]}" ]] || FULL_RUN=yes
show_failures "${wanted[@]}"
summarise "${wanted[@]}"
