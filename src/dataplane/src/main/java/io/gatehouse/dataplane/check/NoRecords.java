package io.gatehouse.dataplane.check;

import io.gatehouse.api.Captures;
import io.gatehouse.api.Decisions;
import io.gatehouse.api.Measures;
import io.gatehouse.api.rule.ExchangeControl.TimeoutKind;
import io.gatehouse.api.rule.Sample;

/** Times, sizes and captures of a health check: it has none. */
final class NoRecords implements Measures, Decisions, Captures {
  static final NoRecords INSTANCE = new NoRecords();

  /** Four dashes. */
  private static final int UNKNOWN = 0x2d2d2d2d;

  private NoRecords() {}

  @Override
  public int handshakeTime() {
    return -1;
  }

  @Override
  public int idleTime() {
    return -1;
  }

  @Override
  public int requestTime() {
    return -1;
  }

  @Override
  public int queueTime() {
    return -1;
  }

  @Override
  public int connectTime() {
    return -1;
  }

  @Override
  public int responseTime() {
    return -1;
  }

  @Override
  public int dataTime() {
    return -1;
  }

  @Override
  public int totalTime() {
    return -1;
  }

  @Override
  public int activeTime() {
    return -1;
  }

  @Override
  public int status() {
    return -1;
  }

  @Override
  public int serverStatus() {
    return -1;
  }

  @Override
  public long requestDate() {
    return System.currentTimeMillis();
  }

  @Override
  public long acceptDate() {
    return System.currentTimeMillis();
  }

  @Override
  public long logCounter() {
    return 0;
  }

  @Override
  public long bytesToClient() {
    return 0;
  }

  @Override
  public long bytesFromClient() {
    return 0;
  }

  @Override
  public int retries() {
    return 0;
  }

  @Override
  public int serverQueue() {
    return 0;
  }

  @Override
  public int backendQueue() {
    return 0;
  }

  @Override
  public int priorityClass() {
    return 0;
  }

  @Override
  public int priorityOffset() {
    return 0;
  }

  @Override
  public int thread() {
    return 0;
  }

  @Override
  public int lastRuleLine() {
    return 0;
  }

  @Override
  public int requestSlots() {
    return 0;
  }

  @Override
  public int responseSlots() {
    return 0;
  }

  @Override
  public int terminationState() {
    return UNKNOWN;
  }

  @Override
  public int timeout(TimeoutKind kind) {
    return 0;
  }

  @Override
  public int maxRetries() {
    return -1;
  }

  @Override
  public String lastRuleFile() {
    return "";
  }

  @Override
  public boolean incomplete() {
    return false;
  }

  @Override
  public boolean redispatched() {
    return false;
  }

  @Override
  public boolean request(int slot, Sample out) {
    return false;
  }

  @Override
  public boolean response(int slot, Sample out) {
    return false;
  }

  @Override
  public boolean requestLine(Sample out) {
    return false;
  }

  @Override
  public boolean requestCookie(Sample out) {
    return false;
  }

  @Override
  public boolean responseCookie(Sample out) {
    return false;
  }

  @Override
  public void captureRequest(int slot, byte[] from, int offset, int length) {}

  @Override
  public void captureResponse(int slot, byte[] from, int offset, int length) {}
}
