# What mails would have been sent? Development keeps them as files (MAIL_TRANSPORT=mailbox).

# show_mailbox NUMBER ADDRESS COMMAND...: by a command that runs others in notification-service
show_mailbox() {
    local number=$1 address=$2 page
    shift 2
    [[ $(recorded_environment) == development ]] || fail "Only development has a mailbox: production sends its mails."
    if [[ -z $number ]]; then
        "$@" python manage.py mailbox ${address:+"$address"}
        return
    fi
    page=$RUN_DIR/mailbox/$number.html
    mkdir -p "$RUN_DIR/mailbox"
    if ! "$@" python manage.py mailbox --open "$number" >"$page.$BASHPID"; then
        rm -f "$page.$BASHPID"
        exit 1
    fi
    mv "$page.$BASHPID" "$page"
    say "$page"
}
