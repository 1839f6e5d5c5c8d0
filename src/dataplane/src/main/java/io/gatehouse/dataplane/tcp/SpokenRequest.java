package io.gatehouse.dataplane.tcp;

import io.gatehouse.api.RequestHead;
import io.gatehouse.dataplane.http.HeadPool;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.http.ScanResult;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of a connection in mode tcp, read as an HTTP request for those rules that ask
 * about one (manual section 7.3.6). Others pay nothing. On the event loop.
 */
final class SpokenRequest {
  private final HeadPool heads;
  private @Nullable RequestMessage message;
  private ScanResult result = ScanResult.NEED_MORE;
  private int fed;

  SpokenRequest(HeadPool heads) {
    this.heads = heads;
  }

  /** Null while its head is not complete, and where the client speaks something else. */
  @Nullable RequestHead head(HeldBytes held) {
    ByteBuf fresh = result == ScanResult.NEED_MORE ? held.from(fed) : null;
    if (fresh != null) {
      RequestMessage request = message;
      if (request == null) {
        request = heads.takeRequest(false).peek();
        message = request;
      }
      fed += fresh.readableBytes();
      result = request.feed(fresh);
    }
    return result == ScanResult.COMPLETE ? message : null;
  }

  /** Whether what is still to come may complete the head. */
  boolean incomplete() {
    return result == ScanResult.NEED_MORE;
  }

  /** The bytes are on their way, and no rule sees them any more. */
  void forget() {
    RequestMessage request = message;
    message = null;
    result = ScanResult.ERROR;
    if (request != null) {
      heads.give(request);
    }
  }
}
