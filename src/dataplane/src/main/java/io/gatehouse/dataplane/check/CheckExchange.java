package io.gatehouse.dataplane.check;

import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.Surroundings;
import io.gatehouse.dataplane.http.HeadPool;
import io.gatehouse.dataplane.http.HeadRules;
import io.gatehouse.dataplane.http.Method;
import io.gatehouse.dataplane.http.ResponseMessage;
import io.gatehouse.dataplane.http.ScanResult;
import io.gatehouse.dataplane.server.RunningServer;
import io.netty.buffer.Unpooled;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A health check as expressions see it: variables, names, and what the server said. Belongs to the
 * thread of one probe.
 */
final class CheckExchange extends NoExchange {
  private final RunningServer server;
  private final ByteSpan payload = new ByteSpan();
  private byte[] received = {};
  private int head;
  private @Nullable ResponseMessage response;

  CheckExchange(RunningServer server, Surroundings surroundings) {
    super(surroundings);
    this.server = server;
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
}
