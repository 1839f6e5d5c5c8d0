package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.Measures;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.server.Letters;
import io.gatehouse.dataplane.upstream.Dispatch;
import org.jspecify.annotations.Nullable;

/** Times, sizes and outcome of the present exchange; reused by the next one. */
public final class ExchangeMeasures implements Measures {
  private final ClientLink client;
  private @Nullable Dispatch dispatch;
  private long idleSince;
  private long firstByte;
  private long firstByteDate;
  private long headComplete;
  private long responseHead;
  private long tarpitEnd;
  private long end;
  private int status;
  private int serverStatus;
  private long toClient;
  private long fromClient;
  private char cause = '-';
  private char stage = '-';
  private int persistence;

  ExchangeMeasures(ClientLink client) {
    this.client = client;
    begin(client.acceptNanos());
  }

  void dispatch(Dispatch used) {
    dispatch = used;
  }

  /** A new exchange may begin; it has been idle since then. */
  public void begin(long since) {
    idleSince = since;
    firstByte = 0;
    firstByteDate = 0;
    headComplete = 0;
    responseHead = 0;
    tarpitEnd = 0;
    end = 0;
    status = -1;
    serverStatus = -1;
    toClient = 0;
    fromClient = 0;
    cause = '-';
    stage = '-';
    persistence = Letters.NONE;
    Dispatch used = dispatch;
    if (used != null) {
      used.forget();
    }
  }

  void firstByte() {
    firstByte = client.loop().clock().now();
    firstByteDate = client.frontend().surroundings().wallClock();
  }

  void headComplete() {
    headComplete = client.loop().clock().now();
    persistence = client.frontend().quietLetters();
  }

  void responseHead(int answered) {
    responseHead = client.loop().clock().now();
    serverStatus = answered;
  }

  /** The gateway answers itself: whatever the server has said does not count. */
  void noResponseHead() {
    responseHead = 0;
  }

  /** The wait is told as one in the queue, and the request as one that never came. */
  void tarpitted() {
    headComplete = 0;
    tarpitEnd = client.loop().clock().now();
  }

  /** Whether the client has said anything. */
  boolean spoken() {
    return firstByte != 0;
  }

  void status(int sent) {
    status = sent;
  }

  /** Nothing more will come. */
  public void ended() {
    end = client.loop().clock().now();
  }

  public void addFromClient(long bytes) {
    fromClient += bytes;
  }

  public void addToClient(long bytes) {
    toClient += bytes;
  }

  /** The last two letters of the termination state. */
  void persistence(int letters) {
    persistence = letters;
  }

  /** Only the first reason counts. */
  public void terminated(char why, char when) {
    if (cause == '-') {
      cause = why;
      stage = when;
    }
  }

  /** The reason alone, when the stage is not known better: keeps an earlier one. */
  boolean terminated() {
    return cause != '-';
  }

  /** Nanoseconds from the connection to the response's head; -1 without one. */
  long responseNanos() {
    Dispatch used = dispatch;
    return used == null || responseHead == 0 ? -1 : responseHead - used.times().connectedAt();
  }

  private static int millis(long from, long to) {
    return from == 0 || to == 0 ? -1 : (int) ((to - from) / 1_000_000);
  }

  private long now() {
    return end == 0 ? client.loop().clock().now() : end;
  }

  @Override
  public long requestDate() {
    return firstByteDate == 0 ? client.acceptDate() : firstByteDate;
  }

  @Override
  public long acceptDate() {
    return client.acceptDate();
  }

  @Override
  public int handshakeTime() {
    return millis(client.acceptNanos(), client.openedNanos());
  }

  @Override
  public int idleTime() {
    return millis(idleSince, firstByte == 0 ? now() : firstByte);
  }

  @Override
  public int requestTime() {
    return millis(firstByte, headComplete);
  }

  @Override
  public int queueTime() {
    Dispatch used = dispatch;
    if (tarpitEnd != 0) {
      return millis(idleSince, tarpitEnd);
    }
    return used == null ? -1 : used.times().queueMillis();
  }

  @Override
  public int connectTime() {
    Dispatch used = dispatch;
    return used == null ? -1 : used.times().connectMillis();
  }

  @Override
  public int responseTime() {
    Dispatch used = dispatch;
    return used == null ? -1 : millis(used.times().connectedAt(), responseHead);
  }

  @Override
  public int dataTime() {
    return millis(responseHead, now());
  }

  @Override
  public int totalTime() {
    return millis(idleSince, now());
  }

  @Override
  public int activeTime() {
    return millis(firstByte == 0 ? idleSince : firstByte, now());
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public int serverStatus() {
    return serverStatus;
  }

  @Override
  public boolean incomplete() {
    return client.frontend().frontend().log().asap();
  }

  @Override
  public long logCounter() {
    return client.frontend().traffic().written();
  }

  @Override
  public long bytesToClient() {
    return toClient;
  }

  @Override
  public long bytesFromClient() {
    return fromClient;
  }

  @Override
  public int retries() {
    Dispatch used = dispatch;
    return used == null ? 0 : used.retries();
  }

  @Override
  public boolean redispatched() {
    Dispatch used = dispatch;
    return used != null && used.redispatched();
  }

  @Override
  public int serverQueue() {
    Dispatch used = dispatch;
    return used == null ? 0 : used.times().serverQueue();
  }

  @Override
  public int backendQueue() {
    Dispatch used = dispatch;
    return used == null ? 0 : used.times().backendQueue();
  }

  @Override
  public int terminationState() {
    return cause | stage << 8 | persistence;
  }
}
