#!/usr/bin/env bash
# Let systemd start the native platform at every boot.
set -euo pipefail
# shellcheck source=lib/load.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/load.sh"

usage() {
    cat <<'END'
Usage: scripts/install_systemd_unit.sh [--print] [development|production]

Writes /etc/systemd/system/servease.service, which starts ServEase natively at every boot, as the owner of this
folder, and enables it. Needs root. Safe to repeat. Production is the default; its secrets and settings must be in
.env.production.local, for nobody's environment is there at boot. --print shows the unit and changes nothing.

  SERVEASE_RUN_DIR, PORT_OFFSET        of the platform, where they are not the usual ones
END
}

UNIT=/etc/systemd/system/servease.service

print_unit() {
    ROOT=$ROOT RUN_DIR=$RUN_DIR RUN_USER=$(stat -c %U "$ROOT") PORT_OFFSET=${PORT_OFFSET:-0} ENVIRONMENT=$environment \
        envsubst "\$ROOT \$RUN_DIR \$RUN_USER \$PORT_OFFSET \$ENVIRONMENT" <"$ROOT/deploy/systemd/servease.service.template"
}

install_unit() {
    print_unit >"$UNIT"
    systemctl daemon-reload
    systemctl enable servease
}

only_print=no environment=production
while (($# > 0)); do
    case $1 in
        -h | --help) usage && exit ;;
        --print) only_print=yes ;;
        development | production) environment=$1 ;;
        *) misused "install_systemd_unit.sh takes no '$1'." ;;
    esac
    shift
done

require_fit_path "$ROOT"
require_fit_path "$RUN_DIR"
if [[ $only_print == yes ]]; then
    print_unit
    exit
fi
[[ -d /run/systemd/system ]] || fail "systemd does not run here, so nothing would start the platform at a boot."
[[ $EUID == 0 ]] || fail "Only root may write $UNIT; please run: sudo $ROOT/scripts/install_systemd_unit.sh $environment"
[[ ! -r $RUN_DIR/runtime || $(<"$RUN_DIR/runtime") == native ]] ||
    fail "This platform runs in containers, which their engine starts at every boot."
step "Installing servease.service" install_unit
say "systemd starts ServEase ($environment) at every boot; now: systemctl start servease, after scripts/stop.sh if it runs."
