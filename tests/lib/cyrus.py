"""Who may log in, for Cyrus SASL's own password file: the library inside
Postfix and Sendmail checks the password itself."""

import shutil
import subprocess

from unpacked import environment, unpack

CONF = """\
pwcheck_method: auxprop
auxprop_plugin: sasldb
sasldb_path: {folder}/sasldb2
mech_list: PLAIN
"""


def users(folder, service, passwords, realm, build, owner="root"):
    """Makes FOLDER with SERVICE.conf and the password file, which only OWNER
    may read."""
    root = unpack("sasl2-bin", build)
    folder.mkdir(mode=0o755, parents=True)
    conf = folder / f"{service}.conf"
    conf.write_text(CONF.format(folder=folder))
    for name, password in passwords.items():
        subprocess.run(
            [root / "usr/sbin/saslpasswd2", "-p", "-c", "-f",
             folder / "sasldb2", "-u", realm, name], check=True,
            input=password, text=True, env=environment(root))
    shutil.chown(folder / "sasldb2", owner)
