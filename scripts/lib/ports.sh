# Which ports are taken, by whom, and which are ours?

# The stores' ports lie highest, and must end below 65536.
HIGHEST_PORT_OFFSET=49000

# The kernel's table of listening sockets; no tool for it is on every Debian.
listening_sockets() {
    { cat /proc/net/tcp /proc/net/tcp6 2>/dev/null || true; } | awk '$4 == "0A" { sub(/^.*:/, "", $2); print $2, $10 }'
}

port_is_used() {
    local hexadecimal
    printf -v hexadecimal '%04X' "$1"
    grep -q "^$hexadecimal " <<<"${2:-$(listening_sockets)}"
}

# "nginx (process 123)", as far as this user may see.
port_holder() {
    local hexadecimal inode descriptor process
    printf -v hexadecimal '%04X' "$1"
    inode=$(listening_sockets | awk -v port="$hexadecimal" '$1 == port { print $2; exit }')
    descriptor=$(find /proc/[0-9]*/fd -lname "socket:\[$inode\]" -print -quit 2>/dev/null || true)
    if [[ -z $descriptor ]]; then
        printf 'a process of another user\n'
        return
    fi
    process=${descriptor#/proc/}
    process=${process%%/*}
    printf '%s (process %s)\n' "$(<"/proc/$process/comm")" "$process"
}

is_between() {
    [[ $3 =~ ^(0|[1-9][0-9]{0,4})$ ]] && (($1 <= $3 && $3 <= $2))
}

# A start that is given no PORT_OFFSET takes the usual ports, whatever an earlier one had.
require_valid_ports() {
    PORT_OFFSET=${PORT_OFFSET:-0}
    is_between 0 "$HIGHEST_PORT_OFFSET" "$PORT_OFFSET" ||
        fail "PORT_OFFSET must be a number from 0 to $HIGHEST_PORT_OFFSET, not '$PORT_OFFSET'."
    is_between 1 65535 "$(wanted_gateway_port)" ||
        fail "GATEWAY_PORT must be a number from 1 to 65535, not '$(wanted_gateway_port)'."
}

service_port() {
    printf '%s\n' $((SERVICE_PORT[$1] + PORT_OFFSET))
}

# Replica 1 has the service's own port, the others lie ten apart: nine of each fit below the next platform's ports,
# which PORT_OFFSET=100 puts a hundred further.
replica_port() {
    printf '%s\n' $((SERVICE_PORT[$1] + PORT_OFFSET + 10 * ($2 - 1)))
}

# Where the one service with a stream has it: behind the ports of all services.
STREAM_PORT=8009

stream_port() {
    printf '%s\n' $((STREAM_PORT + PORT_OFFSET + 10 * ($1 - 1)))
}

# ports_of_replica SERVICE NUMBER
ports_of_replica() {
    replica_port "$1" "$2"
    ! has_stream "$1" || stream_port "$2"
}

free_port_from() {
    local port=$1 sockets
    sockets=$(listening_sockets)
    while port_is_used "$port" "$sockets"; do port=$((port + 1)); done
    printf '%s\n' "$port"
}

require_free_service_ports() {
    local service number port sockets
    sockets=$(listening_sockets)
    for service in "${SERVICES[@]}"; do
        for ((number = 1; number <= $(replicas_of "$service"); number++)); do
            for port in $(ports_of_replica "$service" "$number"); do
                ! port_is_used "$port" "$sockets" ||
                    fail "Port $port, which $service needs, is used by $(port_holder "$port")."
            done
        done
    done
}

# Low ports need the right to bind them: capability 10, or a kernel that gives it to everybody.
may_bind() {
    local first_free capabilities
    first_free=$(cat /proc/sys/net/ipv4/ip_unprivileged_port_start 2>/dev/null || printf '1024')
    capabilities=$(awk '/^CapEff:/ { print $2 }' /proc/self/status)
    (($1 >= first_free || (16#$capabilities >> 10) & 1))
}

gateway_port_obstacle() {
    if port_is_used "$1"; then
        printf 'port %s is used by %s\n' "$1" "$(port_holder "$1")"
    elif ! may_bind "$1"; then
        printf 'this user may not bind port %s\n' "$1"
    fi
}

# What a start asks for; a second platform's gateway lies as far from 8080 as its services from theirs.
wanted_gateway_port() {
    if [[ $PORT_OFFSET != 0 && ! -v GIVEN[GATEWAY_PORT] ]]; then
        printf '%s\n' $((8080 + PORT_OFFSET))
    else
        printf '%s\n' "${CONFIGURATION[GATEWAY_PORT]:-80}"
    fi
}

# Port 80 gives way to 8080, aloud; a port that somebody chose does not give way.
choose_gateway_port() {
    local wanted
    wanted=$(wanted_gateway_port)
    local obstacle
    obstacle=$(gateway_port_obstacle "$wanted")
    if [[ -n $obstacle ]]; then
        [[ $wanted == 80 ]] || fail "The gateway cannot start: $obstacle."
        [[ -z $(gateway_port_obstacle 8080) ]] ||
            fail "The gateway cannot start: $obstacle, and $(gateway_port_obstacle 8080)."
        say "The gateway takes port 8080: $obstacle."
        wanted=8080
    fi
    GATEWAY_PORT=$wanted
}

choose_store_ports() {
    POSTGRES_PORT=$(free_port_from $((15432 + PORT_OFFSET)))
    REDIS_PORT=$(free_port_from $((16379 + PORT_OFFSET)))
    cat >"$RUN_DIR/ports.env" <<END
PORT_OFFSET=$PORT_OFFSET
ASKED_GATEWAY_PORT=$(wanted_gateway_port)
GATEWAY_PORT=$GATEWAY_PORT
POSTGRES_PORT=$POSTGRES_PORT
REDIS_PORT=$REDIS_PORT
END
}

recorded_ports() {
    # shellcheck source=/dev/null
    . "$RUN_DIR/ports.env"
}

recorded_port() {
    sed -n "s/^$1=//p" "$RUN_DIR/ports.env"
}

# Everything finds everything by its port. What port 80 gave way to is no other wish.
refuse_other_ports() {
    [[ ! -r $RUN_DIR/ports.env ]] || {
        refuse_other_port PORT_OFFSET "$(recorded_port PORT_OFFSET)" "$PORT_OFFSET"
        refuse_other_port GATEWAY_PORT "$(recorded_port ASKED_GATEWAY_PORT)" "$(wanted_gateway_port)"
    }
}

# refuse_other_port VARIABLE RUNNING WANTED
refuse_other_port() {
    [[ -z $2 || $2 == "$3" ]] ||
        fail "ServEase runs with $1=$2, and this start says $3; scripts/stop.sh stops it, and the next start takes it."
}

gateway_address() {
    if [[ $GATEWAY_PORT == 80 ]]; then
        printf 'http://localhost\n'
    else
        printf 'http://localhost:%s\n' "$GATEWAY_PORT"
    fi
}
