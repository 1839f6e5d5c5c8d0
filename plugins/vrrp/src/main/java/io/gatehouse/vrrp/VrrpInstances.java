package io.gatehouse.vrrp;

import io.gatehouse.api.vip.TrackedStatus;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipStatus;
import io.gatehouse.api.vip.VirtualIps;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The door for other threads. */
final class VrrpInstances implements VirtualIps {
  private static final long PATIENCE_MILLIS = 400;

  private final VrrpRunner runner;
  private final Thread thread;

  private VrrpInstances(VrrpRunner runner) {
    this.runner = runner;
    thread = Thread.ofPlatform().name("vrrp").daemon(false).unstarted(runner);
  }

  static VrrpInstances start(VrrpRunner runner, VipConfiguration configuration) {
    VrrpInstances instances = new VrrpInstances(runner);
    CountDownLatch done = new CountDownLatch(1);
    runner.post(
        () -> {
          runner.adopt(configuration);
          done.countDown();
        });
    instances.thread.start();
    instances.await(done);
    return instances;
  }

  @Override
  public List<VipStatus> status() {
    return runner.status();
  }

  @Override
  public List<TrackedStatus> tracked() {
    return runner.tracked();
  }

  @Override
  public void replace(VipConfiguration configuration) {
    CountDownLatch done = new CountDownLatch(1);
    runner.post(
        () -> {
          runner.adopt(configuration);
          done.countDown();
        });
    await(done);
  }

  /** A runner that stands still does not hold up its caller. */
  private void await(CountDownLatch done) {
    try {
      boolean _ = done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    runner.end();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
