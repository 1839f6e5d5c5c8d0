package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.Captures;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.dataplane.http.Message;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.telemetry.CapturePlan;
import org.jspecify.annotations.Nullable;

/** What was captured of one exchange. */
final class CaptureStore implements Captures {
  private static final int LINE_REST = " HTTP/1.1".length();

  private static final byte[] NO_LINE = {};

  private final CapturePlan plan;
  private final int longestLine;
  private final CapturedValues requests;
  private final CapturedValues responses;
  private final @Nullable CapturedCookie requestCookie;
  private final @Nullable CapturedCookie responseCookie;
  private byte[] line = NO_LINE;
  private int lineLength;
  private boolean unread;

  CaptureStore(CapturePlan plan, int longestLine) {
    this.longestLine = longestLine;
    this.plan = plan;
    this.requests = CapturedValues.of(plan.request());
    this.responses = CapturedValues.of(plan.response());
    boolean cookies = plan.cookie() != null;
    this.requestCookie = cookies ? new CapturedCookie() : null;
    this.responseCookie = cookies ? new CapturedCookie() : null;
  }

  void clear() {
    requests.clear();
    responses.clear();
    if (requestCookie != null && responseCookie != null) {
      requestCookie.clear();
      responseCookie.clear();
    }
    line = NO_LINE;
    lineLength = 0;
    unread = false;
  }

  /** The request could not be read: the log does not even show empty slots. */
  void unread() {
    unread = true;
  }

  /**
   * Keeps the request line and the fields before a rule changes them. The line's array stays the
   * request's own, which outlives the exchange.
   */
  void request(RequestMessage head) {
    int end = head.uriOffset() + head.uriLength() + LINE_REST;
    lineLength = Math.min(longestLine, Math.min(head.headLength(), end));
    line = head.copyOfLine(lineLength);
    requests.take(head);
    byte[] prefix = plan.cookie();
    if (prefix != null && requestCookie != null) {
      requestCookie.request(head, prefix, plan.cookieLength());
    }
  }

  void response(Message head) {
    responses.take(head);
    byte[] prefix = plan.cookie();
    if (prefix != null && responseCookie != null) {
      responseCookie.response(head, prefix, plan.cookieLength());
    }
  }

  @Override
  public int requestSlots() {
    return unread ? 0 : requests.count();
  }

  @Override
  public int responseSlots() {
    return unread ? 0 : responses.count();
  }

  @Override
  public boolean request(int slot, Sample out) {
    return requests.read(slot, out);
  }

  @Override
  public boolean response(int slot, Sample out) {
    return responses.read(slot, out);
  }

  @Override
  public void captureRequest(int slot, byte[] from, int offset, int length) {
    requests.write(slot, from, offset, length);
  }

  @Override
  public void captureResponse(int slot, byte[] from, int offset, int length) {
    responses.write(slot, from, offset, length);
  }

  @Override
  public boolean requestLine(Sample out) {
    out.setString(line, 0, lineLength);
    return lineLength > 0;
  }

  @Override
  public boolean requestCookie(Sample out) {
    return requestCookie != null && requestCookie.read(out);
  }

  @Override
  public boolean responseCookie(Sample out) {
    return responseCookie != null && responseCookie.read(out);
  }
}
