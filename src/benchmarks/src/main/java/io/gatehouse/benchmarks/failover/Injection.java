package io.gatehouse.benchmarks.failover;

import io.gatehouse.testkit.failover.Node;
import java.io.IOException;

/** A way in which a master's programs are lost without a word. */
enum Injection {
  KILL("kill −9") {
    @Override
    void into(Node node) throws IOException {
      node.killEverything();
    }
  },
  STOP("SIGSTOP for 8 s") {
    @Override
    void into(Node node) throws IOException {
      node.freeze();
    }

    @Override
    void end(Node node) throws IOException {
      node.thaw();
    }
  },
  MEMORY("OOM killer") {
    @Override
    void into(Node node) throws IOException {
      MemoryHog.kill(node.processes());
    }
  };

  private final String title;

  Injection(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  abstract void into(Node node) throws IOException;

  /** What ends it after eight seconds; most last. */
  void end(Node node) throws IOException {}
}
