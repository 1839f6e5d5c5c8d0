package io.gatehouse.dataplane.check;

import io.gatehouse.api.Captures;
import io.gatehouse.api.Decisions;
import io.gatehouse.api.Measures;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.HeadEditor;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.Verdict;
import java.net.InetSocketAddress;
import java.time.Duration;

/** What a health check lacks of an exchange: there is no client, and nothing is logged of it. */
abstract class NoExchange implements ExchangeControl {

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
