# Shell functions that ./quickstart and ./run-tests share. Sourced by sh, with
# $source set to the top of the tree.

say() {
	printf '%s\n' "$*"
}

die() {
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 1
}

# Names in ./packages of the kinds given: packages_of build run
packages_of() {
	for kind; do
		sed -n "s/^${kind}[[:space:]]\\{1,\\}\\([^[:space:]#]*\\).*/\\1/p" \
			"$source/packages"
	done
}

# Those of the kinds given that are not installed.
packages_missing() {
	for name in $(packages_of "$@"); do
		dpkg-query -W -f '${db:Status-Status}\n' "$name" 2>/dev/null |
			grep -qx installed || printf '%s\n' "$name"
	done
}

# Installs what is missing; root only. Postfix comes without a configuration,
# so that nothing of it starts by itself; nothing that is there is removed.
packages_install() {
	missing=$(packages_missing "$@")
	test -n "$missing" || return 0
	say "Installing (a minute or two):" $missing
	log=$(mktemp)
	export DEBIAN_FRONTEND=noninteractive
	case " $(echo $missing) " in
	*" postfix "*)
		echo "postfix postfix/main_mailer_type select No configuration" |
			debconf-set-selections >"$log" 2>&1 || true ;;
	esac
	packages_get $missing >"$log" 2>&1 || {
		cat "$log" >&2
		rm -f "$log"
		die "the packages above could not be installed"
	}
	rm -f "$log"
}

# With the lists of packages at hand, or else with new ones.
packages_get() {
	apt-get install -y --no-install-recommends --no-remove "$@" </dev/null || {
		apt-get update </dev/null &&
		apt-get install -y --no-install-recommends --no-remove \
			"$@" </dev/null
	}
}

# Runs a command as the one who owns the source tree, so that a build by sudo
# does not leave root's files in it.
as_owner() {
	owner=$(stat -c %u "$source")
	if [ "$(id -u)" -eq 0 ] && [ "$owner" -ne 0 ]; then
		setpriv --reuid "$owner" --regid "$(stat -c %g "$source")" \
			--clear-groups -- "$@"
	else
		"$@"
	fi
}

# build_in DIR "CONFIGURE'S ARGUMENTS" TARGET...: configures and makes in DIR.
# Two at a time take turns. Quiet unless it fails.
build_in() {
	as_owner mkdir -p "$1" || die "can't make $1"
	as_owner flock "$source" sh "$source/tests/lib/build.sh" "$source" "$@" ||
		die "the build failed; all of it: $1/build.log"
}
