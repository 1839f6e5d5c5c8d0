package io.gatehouse.dataplane.check;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.ConnectionView;
import io.gatehouse.api.ListenerView;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.Surroundings;
import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.dataplane.exchange.VariableStore;
import io.gatehouse.dataplane.http.HeadPool;
import io.gatehouse.dataplane.http.HeadRules;
import io.gatehouse.dataplane.http.Method;
import io.gatehouse.dataplane.http.ResponseMessage;
import io.gatehouse.dataplane.http.ScanResult;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.Tune;
import io.netty.buffer.Unpooled;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A health check as expressions see it: variables, names, and what the server said. Belongs to the
 * thread of one probe.
 */
final class CheckExchange extends NoExchange {
  private static final int MOST = Tune.DEFAULT.bufsize();

  private final RunningServer server;
  private final Surroundings surroundings;
  private final VariableStore variables = new VariableStore();
  private final Sample scratch = new Sample(MOST);
  private final ByteSink sink = new ByteSink(MOST);
  private final ByteSpan payload = new ByteSpan();
  private final ByteSpan nothing = new ByteSpan();
  private byte[] received = {};
  private int head;
  private @Nullable ResponseMessage response;

  CheckExchange(RunningServer server, Surroundings surroundings) {
    this.server = server;
    this.surroundings = surroundings;
  }

  /**
   * What the server said so far.
   *
   * @param body where the body of a response begins; 0 where it is none
   */
  void received(byte[] bytes, int body) {
    received = bytes;
    head = body;
    response = null;
  }

  @Override
  public @Nullable ResponseMessage response() {
    ResponseMessage known = response;
    if (known == null && head > 0) {
      ResponseMessage made = new HeadPool(HeadRules.DEFAULT).takeResponse(Method.OTHER, true);
      known = made.feed(Unpooled.wrappedBuffer(received)) == ScanResult.COMPLETE ? made : null;
      response = known;
    }
    return known;
  }

  @Override
  public ByteSpan responsePayload() {
    return payload.set(received, head, received.length - head);
  }

  @Override
  public ByteSpan requestPayload() {
    return nothing;
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
  public String backend() {
    return server.backend().name();
  }

  @Override
  public String server() {
    return server.name();
  }

  @Override
  public SocketAddress source() {
    return server.address();
  }

  @Override
  public SocketAddress destination() {
    return server.address();
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
}
