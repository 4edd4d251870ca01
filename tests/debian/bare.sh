# A plain Debian in a folder of its own. Sourced by sh, as root, with $dir set;
# needs debootstrap, and a mirror ($MIRROR, or Debian's). In $dir the plain
# Debian stays for the next time.
suite=bookworm
root=$dir/root

say() {
	printf '== %s\n' "$*"
}

die() {
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 1
}

need_root() {
	test "$(id -u)" -eq 0 || die "needs root"
	mkdir -p "$dir"
}

plain_debian() {
	test -e "$dir/$suite.tar" && return
	say "debootstrap $suite"
	rm -rf "$root"
	debootstrap --variant=minbase "$suite" "$root" \
		${MIRROR:+"$MIRROR"} >"$dir/debootstrap.log" 2>&1
	tar -C "$root" -cf "$dir/$suite.tar.new" .
	mv "$dir/$suite.tar.new" "$dir/$suite.tar"
}

inside() {
	chroot "$root" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"
}

leave() {
	umount "$root/proc" 2>/dev/null || true
}

# A new one; what was in the last is gone. No service is started in it.
enter() {
	leave
	rm -rf "$root"
	mkdir -p "$root"
	tar -C "$root" -xf "$dir/$suite.tar"
	cp /etc/resolv.conf "$root/etc/resolv.conf"
	mount -t proc proc "$root/proc"
	trap leave EXIT
	printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
	chmod 0755 "$root/usr/sbin/policy-rc.d"
	: >"$dir/install.log"
}

# apt-get, with the admin's own configuration kept where it differs.
apt() {
	inside apt-get -qy -o Dpkg::Options::=--force-confold \
		--no-install-recommends "$@" >>"$dir/install.log" 2>&1 ||
		die "apt-get $*: $dir/install.log"
}
