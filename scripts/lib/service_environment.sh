# What does each service know? Its own secrets and everybody's addresses, in a file of its own.

service_environment() {
    local service=$1 short prefix name other
    short=$(short_name "$service")
    prefix=$(variable_prefix "$service")
    for name in "${!CONFIGURATION[@]}"; do
        case $name in
            *_DB_PASSWORD | *_CLIENT_SECRET | POSTGRES_PASSWORD | GATEWAY_PORT | RATE_LIMIT_* | TRUSTED_PROXIES) ;;
            DB_* | REDIS_HOST | REDIS_PORT) ;;
            SIGNING_SECRET | COMMON_PASSWORDS_PATH | PASSKEY_* | OIDC_PROVIDERS | LINK_OIDC) [[ $service != authentication-service ]] || printf '%s=%q\n' "$name" "${CONFIGURATION[$name]}" ;;
            # authentication-service sends none, and has to know whether any are sent.
            SMS_URL) [[ $service != authentication-service && $service != notification-service ]] || printf '%s=%q\n' "$name" "${CONFIGURATION[$name]}" ;;
            OUTBOUND_ALLOWED | SMS_* | VAPID_* | MAIL_* | SMTP_*) [[ $service != notification-service ]] || printf '%s=%q\n' "$name" "${CONFIGURATION[$name]}" ;;
            PUBLIC_URL) printf '%s=%q\n' "$name" "$(public_url)" ;;
            OPENAI_*) [[ $service != chatbot-service ]] || printf '%s=%q\n' "$name" "${CONFIGURATION[$name]}" ;;
            STRIPE_*) [[ $service != vehicleandproject-service ]] || printf '%s=%q\n' "$name" "${CONFIGURATION[$name]}" ;;
            FILES_*) ! keeps_files "$service" || printf '%s=%q\n' "$name" "${CONFIGURATION[$name]}" ;;
            *) printf '%s=%q\n' "$name" "${CONFIGURATION[$name]}" ;;
        esac
    done
    cat <<END
DB_HOST=127.0.0.1
DB_PORT=$POSTGRES_PORT
DB_NAME=${short}_service_db
DB_USER=${short}_service
DB_PASSWORD=$(printf '%q' "${CONFIGURATION[${prefix}_DB_PASSWORD]}")
REDIS_HOST=127.0.0.1
REDIS_PORT=$REDIS_PORT
CLIENT_SECRET=$(printf '%q' "${CONFIGURATION[${prefix}_CLIENT_SECRET]}")
BIND=127.0.0.1
PORT=$(service_port "$service")
STATE_DIR=$(printf '%q' "$RUN_DIR/state/$service")
END
    ! has_stream "$service" || printf 'STREAM_PORT=%s\n' "$(stream_port 1)"
    for other in "${SERVICES[@]}"; do
        printf '%s=http://127.0.0.1:%s\n' "${SERVICE_URL_VARIABLE[$other]}" "$(service_port "$other")"
        [[ $service != authentication-service ]] || printf '%s_CLIENT_SECRET=%q\n' "$(variable_prefix "$other")" \
            "${CONFIGURATION[$(variable_prefix "$other")_CLIENT_SECRET]}"
    done
    printf 'SERVEASE_VERSION=%s\n' "$(folder_version)"
    # Last and alone: what a process was started from, which by itself is no reason to start it anew.
    printf 'SERVEASE_COMMIT=%s\n' "$(folder_commit)"
}

# In development the gateway may have found another port than 80.
public_url() {
    if [[ ${CONFIGURATION[PUBLIC_URL]} == http://localhost ]]; then
        gateway_address
    else
        printf '%s\n' "${CONFIGURATION[PUBLIC_URL]}"
    fi
}

write_service_environment() {
    mkdir -p "$RUN_DIR/services" "$RUN_DIR/state/$1"
    # Replaced in one step, for somebody may be reading it.
    (umask 077 && service_environment "$1" >"$RUN_DIR/services/$1.env.$BASHPID" && mv "$RUN_DIR/services/$1.env.$BASHPID" "$RUN_DIR/services/$1.env")
}

# in_service SERVICE COMMAND...: run a command in a service's folder and environment
in_service() {
    SERVEASE_RUN_DIR=$RUN_DIR "$TEMPLATES/process.sh" "$1" -- "${@:2}"
}
