# shellcheck shell=bash disable=SC2154
# Sourced: starts what the platform is measured against, behind an nginx of its own, so that both pass through one.
# Takes `root` and `python`. Sets `token` and `yardstick`, its address, and adds to `processes` what the caller is to end.
yardstick_port=28100 yardstick_gateway_port=28101
yardstick=http://127.0.0.1:$yardstick_gateway_port

start_yardstick() {
    local folder=$SERVEASE_RUN_DIR/yardstick
    mkdir -p "$folder"
    export YARDSTICK_KEY_FILE=$folder/key.pem PYTHONPATH=$root/benchmarks/yardstick
    # shellcheck disable=SC2034 # for the caller
    token=$("$python" -c 'import yardstick; print(yardstick.token())')
    cat >"$folder/nginx.conf" <<CONF
worker_processes 2;
pid $folder/nginx.pid;
error_log $folder/error.log;
daemon off;
events {}
http {
    access_log off;
    client_body_temp_path $folder;
    proxy_temp_path $folder;
    upstream yardstick { server 127.0.0.1:$yardstick_port; keepalive 16; }
    server {
        listen 127.0.0.1:$yardstick_gateway_port;
        location / {
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_pass http://yardstick;
        }
    }
}
CONF
    # As a service does, it loads the application before gunicorn, whose worker needs Django's settings.
    "$python" -c 'import yardstick; from gunicorn.app.wsgiapp import run; run()' yardstick:application \
        --config python:chassis.gunicorn --bind "127.0.0.1:$yardstick_port" >"$folder/gunicorn.log" 2>&1 &
    processes+=($!)
    nginx -e "$folder/error.log" -c "$folder/nginx.conf" >"$folder/nginx.log" 2>&1 &
    processes+=($!)
    for _ in $(seq 100); do
        curl -fso /dev/null "$yardstick/bare/" && return
        sleep 0.1
    done
    echo "The yardstick does not answer; see $folder/gunicorn.log." >&2
    return 1
}
