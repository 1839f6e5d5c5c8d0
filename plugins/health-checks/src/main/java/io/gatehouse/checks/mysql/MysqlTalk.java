package io.gatehouse.checks.mysql;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.checks.talk.Replies;
import io.gatehouse.checks.talk.Talk;
import io.gatehouse.checks.talk.Turn;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * The beginning of MySQL's client/server protocol: packets with a length of three bytes, low byte
 * first, and a sequence number.
 *
 * @param user who logs in; empty when only the greeting is read
 * @param old the login of servers before 4.1
 */
record MysqlTalk(String user, boolean old) implements Talk {
  private static final int HEADER = 4;
  private static final int ERROR = 0xff;
  private static final byte[] QUIT = {1, 0, 0, 0, 1};

  /** Like HAProxy it does not wait for the greeting before it logs in: that saves a round trip. */
  @Override
  public List<Turn> turns() {
    if (user.isEmpty()) {
      return List.of(new Turn(new byte[0], MysqlTalk::complete, said -> verdict(said, said, 2)));
    }
    return List.of(
        new Turn(login(), MysqlTalk::complete, said -> verdict(said, said, 3)),
        new Turn(
            new byte[0], said -> complete(second(said)), said -> verdict(said, second(said), 4)));
  }

  private static CheckResult verdict(byte[] all, byte[] packet, int step) {
    CheckResult failure = failure(packet, step);
    return failure == null ? Replies.ok(0, version(all)) : failure;
  }

  /** The packet behind the greeting, which is complete. */
  private static byte[] second(byte[] all) {
    return Arrays.copyOfRange(all, HEADER + length(all), all.length);
  }

  private static int length(byte[] said) {
    return (said[0] & 0xff) | (said[1] & 0xff) << 8 | (said[2] & 0xff) << 16;
  }

  private static boolean complete(byte[] said) {
    return said.length >= HEADER && said.length >= HEADER + length(said);
  }

  private static @org.jspecify.annotations.Nullable CheckResult failure(byte[] said, int step) {
    if (said.length == 0) {
      return Replies.empty(CheckStatus.L7RSP, step);
    }
    if (!complete(said) || length(said) == 0) {
      return Replies.invalid("MySQL packet is cut off");
    }
    if ((said[HEADER] & 0xff) != ERROR) {
      return null;
    }
    if (length(said) < 3) {
      return Replies.invalid("MySQL packet is cut off");
    }
    int code = (said[HEADER + 1] & 0xff) | (said[HEADER + 2] & 0xff) << 8;
    byte[] words = Arrays.copyOfRange(said, HEADER + 3, HEADER + length(said));
    return Replies.wrong(code, Replies.text(words));
  }

  /** The text behind the protocol's number, up to a NUL. */
  private static String version(byte[] greeting) {
    int end = HEADER + 1;
    while (end < greeting.length && greeting[end] != 0) {
      end++;
    }
    return Replies.text(Arrays.copyOfRange(greeting, HEADER + 1, end));
  }

  /** Login and leave in one go: an unused connection counts as one that was broken off. */
  private byte[] login() {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    if (old) {
      // Capabilities, then the largest packet.
      payload.writeBytes(new byte[] {0x00, (byte) 0x80, 0x00, 0x00, 0x01});
    } else {
      // CLIENT_PROTOCOL_41 and CLIENT_SECURE_CONNECTION, the largest packet, utf8.
      payload.writeBytes(
          new byte[] {0x00, (byte) 0x82, 0x00, 0x00, 0x00, (byte) 0x80, 0x00, 0x01, 0x21});
      payload.writeBytes(new byte[23]);
    }
    payload.writeBytes(Replies.bytes(user));
    // The end of the name, and an empty password.
    payload.writeBytes(new byte[2]);
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(payload.size());
    packet.write(payload.size() >> 8);
    packet.write(payload.size() >> 16);
    packet.write(1);
    packet.writeBytes(payload.toByteArray());
    packet.writeBytes(QUIT);
    return packet.toByteArray();
  }
}
