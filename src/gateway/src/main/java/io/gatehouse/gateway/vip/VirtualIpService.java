package io.gatehouse.gateway.vip;

import io.gatehouse.api.vip.TrackedStatus;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipStatus;
import io.gatehouse.api.vip.VipSurroundings.Severity;
import io.gatehouse.api.vip.VirtualIpProvider;
import io.gatehouse.api.vip.VirtualIps;
import io.gatehouse.api.vip.Vitality;
import io.gatehouse.dataplane.vitality.VitalityWatch.Finding;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The virtual addresses while the process runs. Without a {@code keepalived.conf} it does nothing
 * and costs nothing.
 *
 * <pre>
 *   made ──start──► running ──close──► given up
 *                    │   ▲
 *                    └───┘ replace
 * </pre>
 *
 * Changed by the main thread; what only reads may be called by any.
 */
public final class VirtualIpService implements AutoCloseable {
  private static final Finding LEAVING = new Finding(Vitality.LEAVING, "this node was told to end");

  private final VipWishes wishes;
  private final Supplier<Finding> health;
  private final VipLog log;
  private final PostOffice post;
  private volatile VipConfiguration configuration;
  private volatile boolean leaving;
  private volatile @Nullable VirtualIps running;

  /**
   * @param health how well this node is at the moment; never waits
   */
  public VirtualIpService(
      VipWishes wishes, VipConfiguration configuration, Supplier<Finding> health, VipLog log) {
    this.wishes = wishes;
    this.configuration = configuration;
    this.health = health;
    this.log = log;
    this.post = new PostOffice(wishes.options().mail(), log);
  }

  /** One without any address. */
  public static VirtualIpService none() {
    Finding well = new Finding(Vitality.WELL, "");
    VipLog silent = new VipLog((severity, words) -> {});
    return new VirtualIpService(VipWishes.NONE, VipConfiguration.NONE, () -> well, silent);
  }

  /**
   * Begins to take part, where there is anything to take part in.
   *
   * @throws IOException why it cannot, for an operator
   */
  public void start() throws IOException {
    if (running == null && !configuration.equals(VipConfiguration.NONE)) {
      running = create();
    }
  }

  private VirtualIps create() throws IOException {
    VirtualIpProvider provider = wishes.provider();
    Surroundings surroundings =
        new Surroundings(
            wishes.options().settings(),
            () -> finding().vitality(),
            () -> configuration,
            log,
            post);
    try {
      return provider.create(configuration, surroundings);
    } catch (RuntimeException | LinkageError broken) {
      throw new IOException(
          "the plugin '%s' for virtual addresses failed: %s"
              .formatted(wishes.options().provider(), broken),
          broken);
    }
  }

  /**
   * Goes on with another configuration.
   *
   * @throws IOException why it cannot; the old one stays
   */
  public void replace(VipConfiguration next) throws IOException {
    VipConfiguration old = configuration;
    VirtualIps known = running;
    configuration = next;
    try {
      if (known != null) {
        known.replace(next);
      } else {
        start();
      }
    } catch (IOException | RuntimeException | LinkageError broken) {
      configuration = old;
      throw broken instanceof IOException said ? said : new IOException(broken.toString(), broken);
    }
  }

  /** What is in force. */
  public VipConfiguration configuration() {
    return configuration;
  }

  /** How everything that is watched stands; empty while nothing runs. */
  public List<TrackedStatus> tracked() {
    VirtualIps known = running;
    return known == null ? List.of() : known.tracked();
  }

  /** How every instance stands; empty while nothing runs. */
  public List<VipStatus> status() {
    VirtualIps known = running;
    return known == null ? List.of() : known.status();
  }

  /** How well this node is, and why. */
  public Finding finding() {
    return leaving ? LEAVING : health.get();
  }

  /** Mails and log lines since the start. */
  public Traffic traffic() {
    return new Traffic(post.sent(), post.failed(), post.dropped(), log.dropped());
  }

  /** Numbers for operators. */
  public record Traffic(long mailsSent, long mailsFailed, long mailsDropped, long linesDropped) {}

  /** Gives every address up and sends what waits. A second call does nothing. */
  @Override
  public void close() {
    leaving = true;
    VirtualIps known = running;
    running = null;
    if (known != null) {
      try {
        known.close();
      } catch (RuntimeException | LinkageError broken) {
        log.say(Severity.ERROR, "virtual addresses were not given up cleanly: " + broken);
      }
    }
    post.close();
  }
}
