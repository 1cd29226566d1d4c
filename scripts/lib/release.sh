# Which release is in the folder, and which one runs?

folder_version() {
    cat "$ROOT/VERSION"
}

# A folder without git, or inside of somebody else's repository, has no commit that we could name.
folder_commit() {
    local commit
    if [[ $(git -C "$ROOT" rev-parse --show-toplevel 2>/dev/null) != "$ROOT" ]] ||
        ! commit=$(git -C "$ROOT" rev-parse --short=12 HEAD 2>/dev/null); then
        printf 'unknown\n'
        return
    fi
    git -C "$ROOT" diff --quiet HEAD 2>/dev/null || commit+=-changed
    printf '%s\n' "$commit"
}

# running_release NAME: what the gateway was started as, by its own word
running_release() {
    http_body "$GATEWAY_PORT" /health | sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"
}

print_release() {
    local version commit folder
    version=$(running_release version)
    commit=$(running_release commit)
    folder=$(folder_commit)
    if [[ -z $version ]]; then
        say "ServEase does not answer which release it is ($(recorded_environment), $RUNTIME)"
        return
    fi
    say "ServEase $version, commit $commit ($(recorded_environment), $RUNTIME)"
    [[ $commit == unknown || $folder == unknown || $commit == "$folder" ]] ||
        say "The folder is at commit $folder; scripts/start.sh brings the platform up to it."
}
