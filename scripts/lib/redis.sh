# Our private Redis: what it holds survives a restart, and nothing is evicted.

write_redis_configuration() {
    mkdir -p "$RUN_DIR/redis"
    (
        umask 077
        REDIS_PORT=$REDIS_PORT REDIS_FOLDER=$RUN_DIR/redis REDIS_PASSWORD=${CONFIGURATION[REDIS_PASSWORD]} \
            envsubst "\$REDIS_PORT \$REDIS_FOLDER \$REDIS_PASSWORD" \
            <"$TEMPLATES/redis.conf.template" >"$RUN_DIR/redis/redis.conf"
    )
}

redis_is_configured() {
    grep -qxF "requirepass \"${CONFIGURATION[REDIS_PASSWORD]}\"" "$RUN_DIR/redis/redis.conf"
}

redis_answers() {
    [[ $(REDISCLI_AUTH=${CONFIGURATION[REDIS_PASSWORD]} redis-cli -p "$REDIS_PORT" ping 2>/dev/null) == PONG ]]
}
