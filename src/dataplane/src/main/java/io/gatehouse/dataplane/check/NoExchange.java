package io.gatehouse.dataplane.check;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.Captures;
import io.gatehouse.api.ConnectionView;
import io.gatehouse.api.Decisions;
import io.gatehouse.api.ListenerView;
import io.gatehouse.api.Measures;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.Surroundings;
import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.HeadEditor;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.dataplane.exchange.VariableStore;
import io.gatehouse.model.Tune;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What stands for an exchange where there is none, in health checks and for the process: variables
 * and room to evaluate in, but no client, and nothing is logged of it.
 */
abstract class NoExchange implements ExchangeControl {
  private static final int MOST = Tune.DEFAULT.bufsize();

  private final Surroundings surroundings;
  private final VariableStore variables = new VariableStore();
  private final Sample scratch = new Sample(MOST);
  private final ByteSink sink = new ByteSink(MOST);
  private final ByteSpan nothing = new ByteSpan();

  NoExchange(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Phase phase() {
    return Phase.CHECK;
  }

  @Override
  public String frontend() {
    return "";
  }

  @Override
  public @Nullable ConnectionView upstream() {
    return null;
  }

  @Override
  public ConnectionView client() {
    return NoConnection.INSTANCE;
  }

  @Override
  public ListenerView listener() {
    return NoConnection.LISTENER;
  }

  @Override
  public @Nullable RequestHead request() {
    return null;
  }

  @Override
  public ByteSpan requestPayload() {
    return nothing;
  }

  @Override
  public Variables variables() {
    return variables;
  }

  @Override
  public Surroundings surroundings() {
    return surroundings;
  }

  @Override
  public Sample scratch() {
    return scratch;
  }

  @Override
  public ByteSink scratchSink() {
    return sink.clear();
  }

  @Override
  public HeadEditor editRequest() {
    throw new IllegalStateException("a health check has no message to change");
  }

  @Override
  public HeadEditor editResponse() {
    throw new IllegalStateException("a health check has no message to change");
  }

  @Override
  public void reply(Reply reply) {
    throw new IllegalStateException("a health check has no message to change");
  }

  @Override
  public void tarpit(Reply reply) {
    throw new IllegalStateException("a health check has no message to change");
  }

  @Override
  public Verdict rewriteFailed() {
    return Verdict.CONTINUE;
  }

  @Override
  public void strict(boolean on) {}

  @Override
  public void earlyHint(byte[] name, byte[] value, int offset, int length) {}

  @Override
  public void waitAtMost(Duration time) {}

  @Override
  public void typeOfService(boolean toClient, int value) {}

  @Override
  public void source(InetSocketAddress address) {}

  @Override
  public void destination(InetSocketAddress address) {}

  @Override
  public void logLevel(int level) {}

  @Override
  public void timeout(TimeoutKind kind, Duration value) {}

  @Override
  public void priorityClass(int value) {}

  @Override
  public void priorityOffset(int millis) {}

  @Override
  public void retries(int count) {}

  @Override
  public boolean bufferFull() {
    return false;
  }

  @Override
  public boolean requestEnded() {
    return true;
  }

  @Override
  public boolean responseEnded() {
    return false;
  }

  @Override
  public boolean uniqueId(Sample out) {
    return false;
  }

  @Override
  public long id() {
    return 0;
  }

  @Override
  public Captures captures() {
    return NoRecords.INSTANCE;
  }

  @Override
  public Measures measures() {
    return NoRecords.INSTANCE;
  }

  @Override
  public Decisions decisions() {
    return NoRecords.INSTANCE;
  }
}
