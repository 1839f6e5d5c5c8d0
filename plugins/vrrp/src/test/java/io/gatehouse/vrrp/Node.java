package io.gatehouse.vrrp;

import static java.util.Objects.requireNonNull;

import io.gatehouse.api.vip.Notification;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipSettings;
import io.gatehouse.api.vip.VipStatus;
import io.gatehouse.api.vip.VipSurroundings;
import io.gatehouse.api.vip.VirtualIps;
import io.gatehouse.api.vip.Vitality;
import io.gatehouse.testkit.Network;
import io.gatehouse.vrrp.kernel.LinuxHost;
import io.gatehouse.vrrp.port.Host;
import io.gatehouse.vrrp.port.Notifier;
import io.gatehouse.vrrp.port.Watched;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A running node: everything is real but the data plane, whose health the test sets. */
final class Node implements VipSurroundings, Workshop, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final List<String> log = new CopyOnWriteArrayList<>();
  final List<String> told = new CopyOnWriteArrayList<>();
  private volatile Vitality vitality;
  private @Nullable VirtualIps ips;

  Node(Vitality vitality) {
    this.vitality = vitality;
  }

  /** On a host of a test's network. */
  Node startOn(Network.Host host, VipConfiguration configuration) throws Exception {
    return host.inside(() -> start(configuration));
  }

  /** Where this thread is; the runner's thread is where its maker was. */
  Node start(VipConfiguration configuration) throws IOException {
    ips = VrrpInstances.start(new VrrpRunner(new LinuxHost(), this, this), configuration);
    return this;
  }

  void become(Vitality next) {
    vitality = next;
  }

  VirtualIps ips() {
    return requireNonNull(ips);
  }

  VipStatus status() {
    return ips().status().getFirst();
  }

  void await(VipStatus.State state) {
    until(() -> status().state() == state);
  }

  void awaitLog(String part) {
    until(() -> log.stream().anyMatch(line -> line.contains(part)));
  }

  /** Looks again and again until it is so. */
  void until(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come: " + ips().status() + log);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public Vitality vitality() {
    return vitality;
  }

  @Override
  public VipSettings settings() {
    return VipSettings.DEFAULT;
  }

  @Override
  public void log(Severity severity, String line) {
    log.add(line);
  }

  @Override
  public void mail(Mail mail) {
    told.add("MAIL " + mail.subject());
  }

  @Override
  public Watched watch(VipConfiguration configuration, Host host) {
    return new Watched() {
      @Override
      public long generation() {
        return 0;
      }

      @Override
      public Verdict verdict(String name) {
        return Verdict.PENDING;
      }

      @Override
      public int value(String name) {
        return 0;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Notifier notifier(VipConfiguration configuration) {
    return new Notifier() {
      @Override
      public void tell(Subject subject, Notification whom, Word word, int priority) {
        told.add(subject.name() + " " + word + " " + priority);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {
    if (ips != null) {
      ips.close();
    }
  }
}
