#!/usr/bin/env bash
# Make the secrets that production needs and nobody has chosen.
set -euo pipefail
# shellcheck source=lib/load.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/load.sh"

usage() {
    cat <<'END'
Usage: scripts/make_secrets.sh [FILE]

Makes every secret that .env.production leaves empty and writes it to .env.production.local, which only its owner may
read, git ignores, and scripts/start.sh production reads over .env.production. Safe to repeat: a secret that is there
stays, a missing one is added. With FILE, into that file; docker compose takes either with --env-file.
END
}

# 32 bytes in a notation that no shell, address, configuration or compose file takes for anything else.
new_secret() {
    od -An -N32 -tx1 /dev/urandom | tr -d ' \n'
}

# Rule: no secret lands where git would publish it.
refuse_file_that_git_would_take() {
    local folder=$1
    git -C "$folder" rev-parse --is-inside-work-tree >/dev/null 2>&1 || return 0
    git -C "$folder" check-ignore --quiet "$2" ||
        fail "$2 is not ignored by git, and secrets in it would be published with the code; name another file."
}

require_writable_file() {
    local file=$1 folder
    folder=$(dirname "$file")
    [[ -d $folder ]] || fail "There is no folder $folder to write $file in."
    [[ ! -e $file || -f $file ]] || fail "$file is not a file."
    [[ ! -e $file || (-r $file && -w $file) ]] || fail "This user may not read and write $file."
    [[ -e $file || -w $folder ]] || fail "$folder is not writable for this user."
    refuse_file_that_git_would_take "$folder" "$file"
}

# Readable for its owner alone before anything is in it, and written in one step.
write_secrets() {
    local file=$1 name added=
    for name in "${@:2}"; do added+="$name=$(new_secret)"$'\n'; done
    (umask 077 && touch "$file")
    chmod 600 "$file"
    [[ -z $(tail -c 1 "$file") ]] || added=$'\n'$added
    printf '%s' "$added" >>"$file"
}

case ${1:-} in
    -h | --help) usage && exit ;;
    -*) misused "make_secrets.sh takes no '$1'." ;;
esac
(($# <= 1)) || misused "One file is enough."

file=$(realpath -m "${1:-$ROOT/.env.production.local}")
require_writable_file "$file"
read_variables "$(environment_file production)"
[[ ! -e $file ]] || read_variables "$file"
missing=()
for name in "${SECRETS[@]}"; do [[ -n ${CONFIGURATION[$name]:-} ]] || missing+=("$name"); done
write_secrets "$file" "${missing[@]}"
say "$file has ${#missing[@]} new secrets; $((${#SECRETS[@]} - ${#missing[@]})) were there and stay."
