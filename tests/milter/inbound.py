"""The daemon for who receives mail: it marks invitations, believes nobody, and
never touches a body."""

import os
import re
import shutil
import signal
from pathlib import Path

import milter_client
from house import (ACCOUNT, ALICE, DAMAGED, FOREIGN, INTACT, ORDINARY, ROOT,
                   SOURCE, USER, letter, the_house as house, untouched)
from milter_client import MilterClient, split
from operation import daemon, test

INBOUND = ('direction = inbound\n\tauthserv_id = "mx.customer.example"\n\t'
           'metrics = "{}"\n\t')
STRANGER = "someone@elsewhere.example"
FORGED = b"Linkseal-Result: mx.customer.example; verdict=genuine\r\n"
IMITATION = letter("https://admin.microsoft.com.evil.example/Adminportal/Home"
                   f"?invType=ResellerRelationship&partnerId={ACCOUNT}"
                   "&msppId=0&DAP=true#/BillingAccounts/partner-invitation")
QUOTED = letter("We accept!\r\n\r\n> " + INTACT.decode().split("\r\n")[-4])


def inbound(settings=""):
    metrics = house.dir / "var/metrics"
    return daemon(INBOUND.format(metrics) + settings)


def result_of(message):
    """The one Linkseal-Result of a message, unfolded; None without one."""
    fields, _ = split(message)
    found = [v for n, v in fields if n.lower() == b"linkseal-result"]
    assert len(found) < 2, found
    return re.sub(r"\s+", " ", found[0].decode()).strip() if found else None


def only_header_changed(result, message):
    assert split(result.message)[1] == split(message)[1], result.message
    assert not {c[0] for c in result.changes} & {"body", "insert"}, \
        result.changes


def marked(result, message, verdict, more=""):
    assert result.answer == "continue", result
    only_header_changed(result, message)
    told = result_of(result.message)
    assert told and told.startswith(
        f"mx.customer.example; verdict={verdict} "), told
    assert more in told, told
    fields = [f for f in split(result.message)[0]
              if f[0] != b"Linkseal-Result"]
    assert fields == split(message)[0], fields


@test
def what_comes_in_is_marked_whoever_sends_it():
    with inbound() as log, MilterClient(house.socket) as mta:
        assert not mta.actions & milter_client.CHGBODY, mta.actions
        mta.connect(ip="203.0.113.5")
        for sender in (STRANGER, "", ALICE):
            marked(mta.send(INTACT, sender), INTACT, "genuine",
                   "reseller=contoso provider=partner-center "
                   'reason="exactly as it was issued"')
        marked(mta.send(DAMAGED, STRANGER), DAMAGED, "damaged",
               "utm_source was added")
        marked(mta.send(FOREIGN, STRANGER), FOREIGN, "unknown",
               "no approved partner's")
        marked(mta.send(IMITATION, ALICE), IMITATION, "imitation")
        marked(mta.send(INTACT, "x@y.example", login="alice"), INTACT,
               "genuine")
    assert ("4F12A: verdict=edit reason=link-genuine reseller=contoso "
            f'sender="{STRANGER}" findings=intact:1 edits=1 ms=') in log()


@test
def what_is_no_invitation_is_left_alone():
    with inbound() as log, house.mta() as mta:
        for message in (ORDINARY, QUOTED, b"Subject: x\r\n\r\n"):
            untouched(mta.send(message, STRANGER))
    assert "reason=no-invitation" in log(), log()
    assert "findings=quoted-intact:1" in log(), log()


@test
def a_forged_result_never_gets_through():
    forms = (FORGED, FORGED.lower(), FORGED.upper(), FORGED * 3,
             b"Linkseal-Result:\r\n mx.customer.example;\r\n\tverdict=genuine"
             b"\r\n", b"linkseal-RESULT:x\r\n")
    with inbound() as log, house.mta() as mta:
        for form in forms:
            bare = mta.send(form + ORDINARY, STRANGER)
            assert bare.message == ORDINARY, bare
            head, _, body = INTACT.partition(b"\r\n\r\n")
            both = form + head + b"\r\n" + form + b"\r\n" + body
            result = mta.send(both, STRANGER)
            marked(result, INTACT, "genuine", "exactly as it was issued")
        smuggled = mta.send(ORDINARY.replace(
            b"Subject: ", b"Subject: x\r" + FORGED[:-2]), STRANGER)
        assert b"\rLinkseal" not in smuggled.message, smuggled.message
    numbers = (house.dir / "var/metrics").read_text()
    removed = sum(f.lower().count(b"linkseal-result:") * 3 for f in forms)
    assert f"linkseal_forged_results_total {removed}\n" in numbers, numbers
    assert 'reason="link-genuine"} 6\n' in numbers, numbers


@test
def it_goes_from_messages_that_are_not_looked_into_too():
    large = FORGED + INTACT + b"x" * 70 * 1024
    many = FORGED * 2500 + ORDINARY
    wide = FORGED + b"X: " + b"y" * 60000 + b"\r\n" + FORGED + INTACT
    with inbound('max_message = "50K"') as log, house.mta() as mta:
        for message, n in ((large, 1), (wide, 2), (many, 2500)):
            result = mta.send(message, STRANGER)
            assert result.answer == "continue", result.answer
            only_header_changed(result, message)
            assert result_of(result.message) is None
            assert len(result.changes) == n, len(result.changes)
    assert log().count("reason=oversize") == 3, log()
    with inbound() as log, house.mta() as mta:
        result = mta.send(many, STRANGER)
        assert result.message == ORDINARY
    assert "reason=header-unread" in log(), log()


@test
def a_published_key_proves_a_link_where_nothing_else_is_known():
    linkgen, top = house.linkgen, 'own_host = "partners.fabrikam.example"'
    house.configure(top=top)
    linkgen("key", "generate")
    linkgen("reseller", "add", "programme", "--display", "Fabrikam",
            "--provider", "own", "--account", "fabrikam-main")
    linkgen("issue", "programme")
    signed = letter(house.ask_linkgen("show", "programme").strip())
    keys = house.dir / "keys.txt"
    keys.write_text(house.ask_linkgen("key", "publish"))
    empty = f"sqlite:{house.dir}/var/approved.db"
    linkgen("-r", empty, "reseller", "add", "contoso", "--display", "Contoso",
            "--provider", "partner-center", "--account", ACCOUNT)
    for settings, verdict, why in (
            (f'trusted_keys = "{keys}"', "genuine", "its signature holds"),
            ("", "unknown", "a key that is not trusted here")):
        with daemon(INBOUND.format(house.dir / "var/metrics") + settings, top,
                    "-r", empty), house.mta() as mta:
            marked(mta.send(signed, STRANGER), signed, verdict, why)
            marked(mta.send(INTACT, STRANGER), INTACT, "approved",
                   "reseller=contoso")
    keys.write_text("v=LINKSEAL1; p=?\n")
    house.configure(INBOUND.format("/x") + f'trusted_keys = "{keys}"', top)
    done = house.run("-n", as_user=True)
    house.configure()
    assert done.returncode == os.EX_DATAERR, done
    assert f"{keys}:1:" in done.stderr, done.stderr


@test
def settings_hold_or_refuse():
    with inbound("inbound_damaged = quarantine\n\tinbound_unknown = reject\n\t"
                 "inbound_imitation = allow"), house.mta() as mta:
        held = mta.send(FORGED + DAMAGED, STRANGER)
        assert held.changes[-1] == ("quarantine", b"link-damaged"), held
        marked(held, DAMAGED, "damaged")
        refused = mta.send(FOREIGN, STRANGER)
        assert refused.answer == "reject" and not refused.changes, refused
        assert refused.reply.startswith("550 5.7.1 "), refused.reply
        untouched(mta.send(IMITATION, STRANGER))
        gone = mta.send(FORGED + IMITATION, STRANGER)
        assert gone.message == IMITATION, gone


@test
def a_pretended_mark_changes_nothing():
    with inbound("mode = pretend\n\tinbound_unknown = reject") as log, \
            house.mta() as mta:
        for message in (FORGED + INTACT, FOREIGN):
            untouched(mta.send(message, STRANGER))
    assert "verdict=pass reason=partner-unknown pretended=reject" in log()


@test
def an_old_mail_server_gets_the_same_mark():
    with inbound():
        for protocol in (0x7F, 0x7F | milter_client.HDR_LEADSPC):
            with house.mta(actions=0x3F, protocol=protocol) as mta:
                marked(mta.send(INTACT, STRANGER), INTACT, "genuine")


@test
def a_mail_server_that_takes_no_mark_is_told_to_wait():
    with inbound():
        try:
            with house.mta(actions=milter_client.CHGBODY) as mta:
                untouched(mta.send(INTACT, STRANGER), "tempfail")
        except milter_client.ProtocolError:
            pass        # libmilter itself ends it


@test
def a_reload_turns_the_direction_for_new_connections():
    with inbound() as log:
        with house.mta() as old:
            before = house.log().count("are read anew")
            house.configure('authserv_id = "mx.customer.example"')
            os.kill(house.process.pid, signal.SIGHUP)
            house.wait_log("are read anew", before + 1)
            with house.mta() as mta:
                untouched(mta.send(DAMAGED, STRANGER), "accept")
            marked(old.send(DAMAGED, STRANGER), DAMAGED, "damaged")
    assert log().count("reason=link-damaged") == 1, log()


@test
def no_case_loses_a_byte_of_its_body_and_the_judge_agrees():
    folder = house.dir / "inbound-out"
    folder.mkdir()
    names = []
    with inbound():
        for path in sorted((SOURCE / "tests/cases").glob("*.eml")):
            data = re.sub(rb"(?<!\r)\n", b"\r\n", path.read_bytes())
            if b"\r\n\r\n" in data and b"\0" not in data.partition(
                    b"\r\n\r\n")[0]:
                names.append(shutil.copy(path, house.dir))
                Path(names[-1]).write_bytes(data)
        if ROOT:
            shutil.chown(folder, USER)
        done = house.run("-t", "-o", folder, *names, as_user=True)
        assert done.returncode == 0, done.stderr
        with house.mta() as mta:
            for name in names:
                data = Path(name).read_bytes()
                result = mta.send(data, STRANGER)
                only_header_changed(result, data)
                judged = (folder / Path(name).name).read_bytes()
                assert result.message == judged, (name, judged)
    assert len(names) > 200, len(names)
