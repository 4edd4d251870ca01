"""Other filters from Debian, in the same run where they are installed:
OpenDKIM signing, and MIMEDefang putting the same text behind each body.

Each function starts one: (daemon, None), or (None, why it is not there)."""

import os
import shutil
import subprocess
import time
from pathlib import Path

from daemon import LINK, Daemon

FILTER = f'''
sub filter_begin {{ }}
sub filter {{ return action_accept(); }}
sub filter_end {{
    my($entity) = @_;
    append_text_boilerplate($entity, '{LINK}', 0);
    append_html_boilerplate($entity, '<p>{LINK.replace("&", "&amp;")}</p>', 0);
}}
1;
'''


ABSENT = "not here: apt-get install $(sed -n 's/^bench //p' packages)"


def opendkim(folder):
    if not shutil.which("opendkim", path=os.environ["PATH"] + ":/usr/sbin"):
        return None, ABSENT
    key = folder / "dkim.pem"
    subprocess.run(["openssl", "genrsa", "-out", key, "2048"], check=True,
                   stderr=subprocess.DEVNULL)
    key.chmod(0o600)
    (folder / "dkim.conf").write_text(
        f"Domain contoso.example\nSelector bench\nKeyFile {key}\nMode s\n"
        f"Socket local:{folder}/dkim\nSyslog no\nUMask 000\n"
        "RequireSafeKeys no\nCanonicalization relaxed/relaxed\n")
    return Daemon(["/usr/sbin/opendkim", "-f", "-x", folder / "dkim.conf"],
                  folder / "dkim"), None


class Mimedefang(Daemon):
    def __init__(self, folder, user):
        spool = folder / "spool"
        spool.mkdir(exist_ok=True)
        shutil.chown(spool, user)
        (folder / "mimedefang-filter").write_text(FILTER)
        slaves = ["/usr/bin/mimedefang-multiplexor", "-D", "-m", "4", "-x",
                  "4", "-U", user, "-z", spool, "-s", folder / "mux", "-F",
                  folder / "mimedefang-filter"]
        self.multiplexor = Daemon(slaves, folder / "mux")
        # Each of its workers reads its Perl first.
        time.sleep(5)
        super().__init__(["/usr/bin/mimedefang", "-D", "-U", user, "-q", "-z",
                          spool, "-m", folder / "mux", "-p",
                          folder / "defang"], folder / "defang")

    def cpu(self):
        return super().cpu() + self.multiplexor.cpu()

    def stop(self):
        super().stop()
        self.multiplexor.stop()


def mimedefang(folder):
    if not shutil.which("mimedefang"):
        return None, ABSENT
    if os.geteuid() != 0:
        return None, "needs root, to start as a user of its own"
    test = subprocess.run(["perl", "-c", "/usr/bin/mimedefang.pl"],
                          stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL)
    if test.returncode:
        return None, ABSENT
    return Mimedefang(folder, "defang"), None
