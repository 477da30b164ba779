#!/bin/bash
# SPDX-License-Identifier: MIT
#
# ci/fresh.sh SUITE [COMMAND...]
#
# Runs a command, by default ci/test.sh, in a system that has nothing installed: a minimal Debian of
# that suite (bookworm, trixie, ...), made in a folder for this run, with a copy of the committed
# tree. Prints the command's output and returns its status. Leaves nothing behind.
#
# Needs root and debootstrap. Packages come from the Debian mirror that this machine's apt uses;
# FRESH_MIRROR names another.
set -euo pipefail
cd "$(dirname "$0")/.."

complain() {
    echo "ci/fresh.sh: $*" >&2
    exit 2
}

case ${1:-} in
'' | -*)
    sed -n '/^# ci/,/^set/s/^# \{0,1\}//p' ci/fresh.sh >&2
    exit 2
    ;;
esac
suite=$1
shift
[ $# -gt 0 ] || set -- ci/test.sh

# The first mirror of Debian's main archive that apt uses, not of the security archive.
mirror() {
    if [ -n "${FRESH_MIRROR:-}" ]; then
        echo "$FRESH_MIRROR"
        return
    fi
    # shellcheck disable=SC2016
    apt-get indextargets --format '$(REPO_URI)' \
        'Created-By: Packages' 'Origin: Debian' 'Label: Debian' 2>/dev/null | sed -n 1p
}

# Makes the system in the folder and runs the command there. The caller has its own mount and
# process namespaces, so mounts and processes end with the caller.
inside() {
    local root=$1 mirror=$2
    shift 2
    debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$root.log" 2>&1 || {
        tail -n 5 "$root.log" >&2
        complain "debootstrap could not make a Debian '$suite'"
    }
    # Copies this machine's apt settings for reaching the mirror.
    apt-config dump | grep -E '^Acquire::(https?|Check-|Retries|ForceIPv[46])' \
        >"$root/etc/apt/apt.conf.d/99fresh" || true
    local file
    for file in /etc/resolv.conf /etc/hosts; do
        [ ! -e $file ] || cp -L $file "$root$file"
    done
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mkdir "$root/rivet"
    git archive HEAD | tar x -C "$root/rivet"
    echo "ci/fresh.sh: made a new Debian $suite; running $*"
    exec chroot "$root" /usr/bin/env -i HOME=/root LANG=C.UTF-8 TERM="${TERM:-dumb}" \
        ${CI:+CI="$CI"} PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        bash -c 'cd /rivet && exec "$@"' bash "$@"
}

if [ -n "${FRESH_INSIDE:-}" ]; then
    inside "$FRESH_INSIDE" "$FRESH_MIRROR" "$@"
fi

[ "$(id -u)" = 0 ] || complain "needs root, to make a system in a folder and enter it: use sudo"
command -v debootstrap >/dev/null || complain "needs debootstrap: install the package debootstrap"
git rev-parse --verify -q HEAD >/dev/null ||
    complain "copies what is committed: needs a git checkout"
FRESH_MIRROR=$(mirror)
[ -n "$FRESH_MIRROR" ] ||
    complain "apt names no mirror of Debian: run apt-get update, or set FRESH_MIRROR to a mirror"
export FRESH_MIRROR

folder=$(mktemp -d "${TMPDIR:-/var/tmp}/fresh-$suite-XXXXXX")
machine=
# shellcheck disable=SC2317
cleanup() {
    local first
    trap '' INT TERM HUP
    # The namespace's first process can only be reaped when all others have ended.
    if [ -n "$machine" ]; then
        read -r first <"/proc/$machine/task/$machine/children" || true
        kill -KILL "${first:-$machine}"
        wait "$machine"
    fi 2>/dev/null || true
    rm -rf --one-file-system "$folder"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

mkdir "$folder/root"
# Runs in the background, so that a signal interrupts the wait for it.
FRESH_INSIDE=$folder/root unshare --mount --pid --fork --kill-child ci/fresh.sh "$suite" "$@" <&0 &
machine=$!
status=0
wait "$machine" || status=$?
machine=
exit $status
