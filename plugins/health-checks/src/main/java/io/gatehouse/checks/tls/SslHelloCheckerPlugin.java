package io.gatehouse.checks.tls;

import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.checks.talk.Replies;
import io.gatehouse.checks.talk.TalkSpec;
import io.gatehouse.checks.talk.TalkSpec.Manner;
import io.gatehouse.checks.talk.Turn;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Sends the first message of an SSLv3 handshake; whoever answers with a handshake or an alert
 * speaks TLS. No certificate is looked at.
 */
public final class SslHelloCheckerPlugin implements HealthCheckerPlugin {
  private static final int ALERT = 0x15;
  private static final int HANDSHAKE = 0x16;
  private static final int RANDOM = 32;
  private static final long MILLIS = 1_000;

  /** Takes the place of chance: servers see who asks. */
  private static final byte[] SIGN = Replies.bytes("HAPROXYSSLCHK\n".repeat(2));

  /** First and last numbers of ciphers: those of RFC 6101, without Kerberos, and first AES ones. */
  private static final int[][] CIPHERS = {{0x01, 0x1b}, {0x2f, 0x3a}};

  @Override
  public String name() {
    return "ssl-hello-chk";
  }

  @Override
  public HealthCheckerSpec parse(Arguments arguments) {
    return new TalkSpec(
        name(), SslHelloCheckerPlugin::turns, new Manner(false, CheckStatus.L6TOUT));
  }

  private static List<Turn> turns() {
    return List.of(new Turn(clientHello(), answer -> true, SslHelloCheckerPlugin::verdict));
  }

  private static CheckResult verdict(byte[] said) {
    if (said.length == 0) {
      return Replies.empty(CheckStatus.L6RSP, 2);
    }
    boolean tls = said[0] == ALERT || said[0] == HANDSHAKE;
    return CheckResult.of(tls ? CheckStatus.L6OK : CheckStatus.L6RSP);
  }

  /** RFC 6101, section 5.6.1.2. */
  private static byte[] clientHello() {
    int ciphers = 0;
    for (int[] range : CIPHERS) {
      ciphers += range[1] - range[0] + 1;
    }
    int body = 2 + RANDOM + 1 + 2 + 2 * ciphers + 2;
    ByteBuffer out = ByteBuffer.allocate(5 + 4 + body);
    out.put((byte) HANDSHAKE).putShort((short) 0x0300).putShort((short) (4 + body));
    out.put((byte) 1).put((byte) 0).putShort((short) body);
    out.putShort((short) 0x0300);
    out.putInt((int) (System.currentTimeMillis() / MILLIS)).put(SIGN);
    out.put((byte) 0);
    out.putShort((short) (2 * ciphers));
    for (int[] range : CIPHERS) {
      for (int cipher = range[0]; cipher <= range[1]; cipher++) {
        out.putShort((short) cipher);
      }
    }
    out.put((byte) 1).put((byte) 0);
    return out.array();
  }
}
