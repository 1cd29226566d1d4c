"""The small pieces that the scripts are made of."""

from services import SERVICES


def test_one_failure_among_many_is_a_failure_and_the_others_are_done(library, tmp_path):
    finished = library(
        f"""
        work() {{ [[ $1 != 2 ]] || return 1; touch "{tmp_path}/$1"; }}
        in_parallel 2 work 1 2 3 4 3>/dev/null || echo failed
        """
    )
    assert finished.stdout == "failed\n"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["1", "3", "4"]


def test_a_step_that_fails_shows_why_and_ends_the_script(library):
    finished = library(
        """
        mkdir -p "$RUN_DIR"
        break_down() { echo "the reason"; false; echo "never said"; }
        step "Trying" break_down
        echo "never reached"
        """
    )
    assert finished.returncode == 1
    assert "the reason" in finished.stderr
    assert "never" not in finished.stdout + finished.stderr


def test_a_replica_has_a_port_of_its_own(library):
    finished = library(
        "replica_port appointment-service 1; replica_port appointment-service 3", PORT_OFFSET="10000"
    )
    assert finished.stdout == "18005\n18025\n"


def test_seconds_are_written_with_one_decimal(library):
    finished = library("seconds_between 0 949; seconds_between 1000 2050; seconds_between 0 60000")
    assert finished.stdout == "0.9\n1.1\n60.0\n"


def test_upstreams_name_every_replica(library):
    finished = library(
        """
        DATA_DIR=$RUN_DIR PORT_OFFSET=0
        mkdir -p "$RUN_DIR/gateway" "$RUN_DIR/replicas"
        echo 3 >"$RUN_DIR/replicas/appointment-service"
        write_upstreams
        grep -A 5 'upstream appointment-service' "$RUN_DIR/gateway/upstreams.conf"
        """
    )
    assert finished.stdout == (
        "upstream appointment-service {\n    server 127.0.0.1:8005 max_fails=0;\n"
        "    server 127.0.0.1:8015 max_fails=0;\n    server 127.0.0.1:8025 max_fails=0;\n"
        "    keepalive 16;\n}\n"
    )


def test_no_port_of_a_platform_is_one_of_the_platform_a_hundred_further(library):
    listed = library(
        """
        for PORT_OFFSET in 0 100; do
            echo $((8080 + PORT_OFFSET))
            for service in "${SERVICES[@]}"; do
                for number in 1 2 3 4 5 6 7 8 9; do replica_port "$service" "$number"; done
            done
        done
        """
    )
    ports = listed.stdout.split()
    assert len(ports) == len(set(ports)) == 2 * (1 + 9 * len(SERVICES))


def test_results_are_added_up_and_a_crash_counts_as_a_failure(library):
    finished = library(
        """
        RESULTS=$RUN_DIR; mkdir -p "$RUN_DIR"; TESTS_STARTED=$(milliseconds_now)
        echo '<testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10">' >"$RESULTS/a.xml"
        : >"$RESULTS/a.log"
        printf 'check ok\\n5 passed, 0 failed\\n' >"$RESULTS/b.log"
        echo 'Segmentation fault' >"$RESULTS/c.log"
        record_result a 1 1000; record_result b 0 2000; record_result c 139 3000
        summarise a b c || echo not well
        """
    )
    lines = finished.stdout.splitlines()
    assert lines[-2:] == ["9 passed, 4 failed, 3 skipped", "not well"]
    assert "c                                 0 passed     1 failed" in finished.stdout


def test_a_full_run_that_did_not_show_what_is_claimed_is_not_well(library):
    finished = library(
        """
        RESULTS=$RUN_DIR; mkdir -p "$RUN_DIR"; TESTS_STARTED=$(milliseconds_now); FULL_RUN=yes
        report='<testsuite name="pytest" errors="0" failures="0" skipped="0" tests="1"></testsuite>'
        printf '%s' "$report" >"$RESULTS/a.xml"
        record_result a 0 1000
        summarise a || echo not well
        """
    )
    lines = finished.stdout.splitlines()
    assert "AP03 is claimed, and no test of it ran." in lines
    assert any("features claimed, shown by 0 tests, of which 0 passed" in line for line in lines)
    assert lines[-2:] == ["1 passed, 0 failed", "not well"]


def test_a_daemon_started_in_a_step_keeps_nothing_of_ours_open(library):
    finished = library(
        """
        mkdir -p "$RUN_DIR"
        exec {lock}>"$RUN_DIR/lock"
        start() { (keep_nothing_open; sleep 60 >/dev/null 2>&1 </dev/null & echo $! >"$RUN_DIR/daemon"); }
        step "Starting" start >/dev/null
        daemon=$(<"$RUN_DIR/daemon")
        wait_until 10 grep -q sleep "/proc/$daemon/comm"  # until then it is a shell that has yet to redirect
        find "/proc/$daemon/fd" -type l '(' -lname "$RUN_DIR/*" -o -lname 'pipe:*' ')'
        kill "$daemon"
        """
    )
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout == ""
