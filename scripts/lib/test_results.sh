# How many tests of each part passed, and how long did they take?

RESULTS=$TEST_RUN_DIR/results

junit_attribute() {
    grep -o "<testsuite [^>]*" "$1" | sed -n "1s/.* $2=\"\([0-9]*\)\".*/\1/p"
}

# The last line of the form "N passed, N failed, N skipped"; 0 where there is none
counted() {
    { grep -E '^[0-9]+ passed, [0-9]+ failed' "$1" || true; } | tail -n 1 | sed -n "s/.*\b\([0-9]\+\) $2.*/\1/p"
}

# record_result PART STATUS MILLISECONDS
record_result() {
    local report=$RESULTS/$1.xml log=$RESULTS/$1.log passed=0 failed=0 skipped=0
    if [[ -s $report ]]; then
        skipped=$(junit_attribute "$report" skipped)
        failed=$(($(junit_attribute "$report" failures) + $(junit_attribute "$report" errors)))
        passed=$(($(junit_attribute "$report" tests) - failed - skipped))
    else
        passed=$(counted "$log" passed) failed=$(counted "$log" failed) skipped=$(counted "$log" skipped)
    fi
    # Whatever ended badly counts, even where no test could say so.
    (($2 == 0 || ${failed:-0} > 0)) || failed=1
    printf '%s %s %s %s\n' "${passed:-0}" "${failed:-0}" "${skipped:-0}" "$3" >"$RESULTS/$1.result"
}

result_line() {
    local passed failed skipped milliseconds verdict=ok
    read -r passed failed skipped milliseconds <"$RESULTS/$1.result"
    ((failed == 0)) || verdict=FAILED
    printf '  %-28s %6s passed %5s failed %5s skipped %8s s  %s\n' \
        "$1" "$passed" "$failed" "$skipped" "$(seconds_between 0 "$milliseconds")" "$verdict"
}

show_failures() {
    local part passed failed rest
    for part in "$@"; do
        read -r passed failed rest <"$RESULTS/$part.result"
        ((failed > 0)) || continue
        printf '\n== %s (%s)\n' "$part" "$RESULTS/$part.log"
        tail -n 60 "$RESULTS/$part.log" | cut -c1-300
    done
}

# show_features PART...: what docs/features.md claims was shown by the tests of these parts
show_features() {
    local part reports=()
    for part in "$@"; do
        [[ ! -s $RESULTS/$part.xml ]] || reports+=("$RESULTS/$part.xml")
    done
    python "$ROOT/scripts/features.py" --ran "${reports[@]}" 2>&1
}

# The table, of a full run also its features, and as the very last line the sum; fails when a test failed or a
# feature was not shown.
summarise() {
    local shown=yes part passed failed skipped rest total_passed=0 total_failed=0 total_skipped=0
    printf '\n'
    for part in "$@"; do
        result_line "$part"
        read -r passed failed skipped rest <"$RESULTS/$part.result"
        total_passed=$((total_passed + passed)) total_failed=$((total_failed + failed))
        total_skipped=$((total_skipped + skipped))
    done
    printf '\n  in %s s\n' "$(seconds_since "$TESTS_STARTED")"
    [[ -z ${FULL_RUN:-} ]] || show_features "$@" || shown=
    printf '%s passed, %s failed' "$total_passed" "$total_failed"
    ((total_skipped == 0)) || printf ', %s skipped' "$total_skipped"
    printf '\n'
    [[ -n $shown ]] && ((total_failed == 0 && total_passed > 0))
}
