package io.gatehouse.dataplane.server;

import io.gatehouse.model.ServerHealth.Layer;
import io.gatehouse.model.ServerHealth.Observe;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the traffic whether a server is well ({@code observe}): errors in a row are counted,
 * a good sign forgets them. Any event loop.
 */
public final class Observation {
  private final Observe settings;
  private final AtomicInteger errors = new AtomicInteger();
  private final LongAdder limits = new LongAdder();

  /** What an exchange tells of its server, in HAProxy's words. */
  public enum Sign {
    L4_OK("L4 successful connection", true, false, false),
    L4_ERR("L4 unsuccessful connection", false, true, true),
    HTTP_OK("Correct http response", true, false, true),
    HTTP_STATUS("Wrong http response", false, false, true),
    HTTP_HEADERS("Invalid http response (headers)", false, false, true),
    HTTP_READ_TIMEOUT("Read timeout (http)", false, false, true),
    HTTP_CLOSED("Close from server (http)", false, false, true);

    private final String words;
    private final boolean good;
    private final boolean bothLayers;
    private final boolean layer7;

    Sign(String words, boolean good, boolean bothLayers, boolean layer7) {
      this.words = words;
      this.good = good;
      this.bothLayers = bothLayers;
      this.layer7 = layer7;
    }

    private boolean counts(Layer layer) {
      return layer == Layer.LAYER7 ? layer7 : bothLayers || !layer7;
    }
  }

  Observation(Observe settings) {
    this.settings = settings;
  }

  /** How often there were too many errors ({@code hanafail}). */
  public long limits() {
    return limits.sum();
  }

  /** What is to be told when this sign was one too many; else null. */
  @Nullable String saw(Sign sign) {
    if (!sign.counts(settings.layer())) {
      return null;
    }
    if (sign.good) {
      if (errors.get() != 0) {
        errors.set(0);
      }
      return null;
    }
    int count = errors.incrementAndGet();
    if (count < settings.errorLimit()) {
      return null;
    }
    errors.set(0);
    limits.increment();
    return "Detected " + count + " consecutive errors, last one was: " + sign.words;
  }

  /** A health check passed. */
  void clear() {
    errors.set(0);
  }
}
