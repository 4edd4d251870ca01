# build.sh SOURCE BUILD "CONFIGURE'S ARGUMENTS" TARGET...
# Makes the targets in BUILD. Prints only what went wrong.
source=$1
build=$2
arguments=$3
shift 3
cd "$build" || exit 1

# False in a fresh clone, after a pull that brought a new folder, and after an
# autogen.sh that was stopped half way.
generated() {
	test -x "$source/configure" || return 1
	for file in $(cd "$source" && find . -name Makefile.am); do
		test -f "$source/${file%am}in" || return 1
	done
}

make_all() {
	generated || "$source/autogen.sh" || return 1
	# the arguments are words of ours
	# shellcheck disable=SC2086
	test -f Makefile || "$source/configure" $arguments || return 1
	make -j"$(nproc)" "$@"
}

make_all "$@" >build.log 2>&1 || {
	tail -n 40 build.log >&2
	exit 1
}
