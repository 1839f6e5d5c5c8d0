package io.gatehouse.checks.tcp;

import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckScene;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.Dialing;
import io.gatehouse.api.check.Dialogue;
import io.gatehouse.api.check.DialogueSpec;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.api.check.Move;

/**
 * The check of servers that have {@code check} and no option that names another one: a connection
 * is opened and reset at once.
 */
public final class TcpCheckerPlugin implements HealthCheckerPlugin {

  @Override
  public String name() {
    return "tcp";
  }

  @Override
  public HealthCheckerSpec parse(Arguments arguments) {
    return new Spec();
  }

  private record Spec() implements DialogueSpec {

    @Override
    public String name() {
      return "tcp";
    }

    @Override
    public Dialogue begin(CheckScene scene) {
      return new Knock();
    }
  }

  private static final class Knock implements Dialogue {
    private static final Move CONNECT = new Move.Connect(Dialing.STANDARD.prompt(true));
    private static final Move PASSED = new Move.Over(CheckResult.of(CheckStatus.L4OK));
    private static final Move PASSED_TLS = new Move.Over(CheckResult.of(CheckStatus.L6OK));

    private boolean connected;
    private boolean tls;

    @Override
    public void connected(boolean encrypted) {
      tls = encrypted;
    }

    @Override
    public Move next() {
      if (connected) {
        return tls ? PASSED_TLS : PASSED;
      }
      connected = true;
      return CONNECT;
    }

    @Override
    public Move heard(byte[] said, boolean ended) {
      return PASSED;
    }
  }
}
