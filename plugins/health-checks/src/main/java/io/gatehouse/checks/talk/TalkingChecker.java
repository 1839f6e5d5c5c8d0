package io.gatehouse.checks.talk;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.api.check.HealthChecker;
import io.gatehouse.api.check.HealthCheckerSpec;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** Opens a connection, lets a {@link Talk} use it, and says what went wrong with it. */
public final class TalkingChecker implements HealthChecker {
  private final Talk talk;
  private final Manner manner;

  /**
   * How a protocol deals with connections.
   *
   * @param polite closed with a goodbye instead of a reset
   * @param timeout what it means that the server does not answer in time
   */
  public record Manner(boolean polite, CheckStatus timeout) {
    public static final Manner RESET = new Manner(false, CheckStatus.L7TOUT);
    public static final Manner POLITE = new Manner(true, CheckStatus.L7TOUT);
  }

  /** A kind of check without state of its own. */
  public record Spec(String name, Talk talk, Manner manner) implements HealthCheckerSpec {
    @Override
    public HealthChecker create() {
      return new TalkingChecker(talk, manner);
    }
  }

  public TalkingChecker(Talk talk, Manner manner) {
    this.talk = talk;
    this.manner = manner;
  }

  @Override
  public CheckResult probe(CheckTarget target) throws IOException {
    try (Conversation conversation = Conversation.open(target, manner.polite())) {
      return talk(conversation, target);
    } catch (SocketTimeoutException late) {
      return CheckResult.of(Dialing.late(late));
    } catch (ConnectException | NoRouteToHostException refused) {
      return CheckResult.of(CheckStatus.L4CON, systemWords(refused));
    }
  }

  private CheckResult talk(Conversation conversation, CheckTarget target) throws IOException {
    try {
      return talk.with(conversation, target);
    } catch (SocketTimeoutException silent) {
      return CheckResult.of(manner.timeout());
    } catch (SocketException broken) {
      return CheckResult.of(CheckStatus.SOCKERR, systemWords(broken));
    }
  }

  /** The system's words: Java shortens some and puts something behind others. */
  public static String systemWords(IOException failure) {
    String message = failure.getMessage();
    if (message == null) {
      return "";
    }
    if (message.equals("Connection reset")) {
      return "Connection reset by peer";
    }
    int end = message.indexOf(" (");
    return end < 0 ? message : message.substring(0, end);
  }
}
