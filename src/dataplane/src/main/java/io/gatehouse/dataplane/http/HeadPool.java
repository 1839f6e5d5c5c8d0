package io.gatehouse.dataplane.http;

import java.util.ArrayDeque;

/**
 * The messages of one event loop, so that an idle connection holds none. A message is taken at the
 * first byte of a head and given back when its exchange ends. Bounded: what a burst needed beyond
 * that goes to the garbage collector.
 *
 * <p>Not thread-safe: one pool for each event loop.
 */
public final class HeadPool {
  private static final int KEPT = 256;

  private final HeadRules rules;
  private final ArrayDeque<RequestMessage> requests = new ArrayDeque<>();
  private final ArrayDeque<ResponseMessage> responses = new ArrayDeque<>();

  public HeadPool(HeadRules rules) {
    this.rules = rules;
  }

  /** Bytes of the largest head. */
  public int largest() {
    return rules.bufsize();
  }

  /** A request ready to be fed; see {@link RequestMessage#begin}. */
  public RequestMessage takeRequest(boolean unsafe) {
    RequestMessage request = requests.pollLast();
    return (request == null ? new RequestMessage(rules) : request).begin(unsafe);
  }

  /** A response ready to be fed; see {@link ResponseMessage#begin}. */
  public ResponseMessage takeResponse(Method asked, boolean unsafe) {
    ResponseMessage response = responses.pollLast();
    return (response == null ? new ResponseMessage(rules) : response).begin(asked, unsafe);
  }

  public void give(RequestMessage request) {
    if (requests.size() < KEPT) {
      requests.addLast(request);
    }
  }

  public void give(ResponseMessage response) {
    if (responses.size() < KEPT) {
      responses.addLast(response);
    }
  }
}
