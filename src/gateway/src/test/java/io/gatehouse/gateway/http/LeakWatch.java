package io.gatehouse.gateway.http;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Collects what Netty's leak detector reports, which it only ever writes to its log. */
final class LeakWatch extends AppenderBase<ILoggingEvent> {
  private static final int ROUNDS = 3;

  private final List<String> found = new CopyOnWriteArrayList<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);

  @Override
  public void start() {
    super.start();
    logger.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().levelInt >= ch.qos.logback.classic.Level.ERROR_INT) {
      found.add(event.getFormattedMessage());
    }
  }

  /** Leaks are noticed when garbage is collected and a buffer is taken afterwards. */
  List<String> found() {
    for (int i = 0; i < ROUNDS; i++) {
      System.gc();
      PooledByteBufAllocator.DEFAULT.directBuffer().release();
    }
    return List.copyOf(found);
  }

  @Override
  public void stop() {
    logger.detachAppender(this);
    super.stop();
  }
}
