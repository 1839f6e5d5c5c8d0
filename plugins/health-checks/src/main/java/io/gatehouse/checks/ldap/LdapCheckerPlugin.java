package io.gatehouse.checks.ldap;

import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.checks.talk.Replies;
import io.gatehouse.checks.talk.TalkSpec;
import io.gatehouse.checks.talk.TalkSpec.Manner;
import io.gatehouse.checks.talk.Turn;
import java.util.HexFormat;
import java.util.List;

/** Binds anonymously to a directory (RFC 4511, section 4.2). */
public final class LdapCheckerPlugin implements HealthCheckerPlugin {
  /** LDAPMessage 1: a bind request, version 3, no name, no password. */
  private static final byte[] BIND = HexFormat.of().parseHex("300c020101600702010304008000");

  private static final int SEQUENCE = 0x30;
  private static final int BIND_RESPONSE = 0x61;
  private static final int SHORTEST = 14;

  @Override
  public String name() {
    return "ldap-check";
  }

  @Override
  public HealthCheckerSpec parse(Arguments arguments) {
    return new TalkSpec(name(), LdapCheckerPlugin::turns, Manner.RESET);
  }

  private static List<Turn> turns() {
    return List.of(new Turn(BIND, answer -> answer.length >= SHORTEST, LdapCheckerPlugin::verdict));
  }

  private static CheckResult verdict(byte[] said) {
    if (said.length == 0) {
      return Replies.empty(CheckStatus.L7RSP, 2);
    }
    int code = resultCode(said);
    if (code < 0) {
      return Replies.invalid("Not LDAPv3 protocol");
    }
    return code == 0
        ? Replies.ok(0, "Success")
        : Replies.wrong(code, "See RFC: http://tools.ietf.org/html/rfc4511#section-4.1.9");
  }

  /** The code of the bind response; -1 for anything else. Lengths may take several bytes. */
  private static int resultCode(byte[] said) {
    int at = content(said, 0, SEQUENCE);
    if (at < 0 || at + 3 > said.length || said[at] != 2 || said[at + 1] != 1) {
      return -1;
    }
    at = content(said, at + 3, BIND_RESPONSE);
    boolean enumerated = at >= 0 && at + 3 <= said.length && said[at] == 0x0a && said[at + 1] == 1;
    return enumerated ? said[at + 2] & 0xff : -1;
  }

  /** Where the content of the element with this tag begins; -1 when it is not there. */
  private static int content(byte[] said, int at, int tag) {
    if (at + 2 > said.length || (said[at] & 0xff) != tag) {
      return -1;
    }
    int length = said[at + 1] & 0xff;
    int more = length < 0x80 ? 0 : length & 0x7f;
    return more > 4 ? -1 : at + 2 + more;
  }
}
