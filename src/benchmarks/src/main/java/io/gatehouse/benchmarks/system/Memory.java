package io.gatehouse.benchmarks.system;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Start to the first answer, memory then, and what a connection costs that waits for a request. */
final class Memory {
  /** Well below what a process may usually open, as the proxy needs as many. */
  private static final int IDLE = 6_000;

  private final Settings settings;
  private final Setting setting;
  private final Map<Peer, Cost> costs = new EnumMap<>(Peer.class);

  /** Milliseconds, MiB, MiB, bytes. */
  record Cost(Figures start, Figures resident, Figures loaded, Figures idle) {
    Cost() {
      this(new Figures(), new Figures(), new Figures(), new Figures());
    }
  }

  Memory(Settings settings, Setting setting) {
    this.settings = settings;
    this.setting = setting;
    settings.peers().forEach(peer -> costs.put(peer, new Cost()));
  }

  Map<Peer, Cost> measure() throws IOException, InterruptedException {
    for (int round = 0; round < settings.rounds(); round++) {
      for (Peer peer : settings.peers()) {
        round(peer, costs.computeIfAbsent(peer, key -> new Cost()));
      }
    }
    return costs;
  }

  private void round(Peer peer, Cost cost) throws IOException, InterruptedException {
    int port = ProxyProcess.freePort();
    try (ProxyProcess proxy = setting.startAnywhere(peer, port)) {
      cost.start().add(proxy.firstAnswer(port));
      TimeUnit.SECONDS.sleep(1);
      cost.resident().add(proxy.residentKib() / 1_024.0);
      int seconds = Math.max(settings.seconds(), settings.warmUp());
      Wrk.run(Scenario.SMALL, port, seconds, setting.loadProcessor());
      cost.loaded().add(proxy.residentKib() / 1_024.0);
      cost.idle().add(idle(proxy, port));
    }
  }

  /**
   * Each connection has had one answer; garbage of that is what warming up left room for. Whether a
   * virtual machine gives its young generation more room meanwhile differs from start to start, so
   * one measurement says little.
   */
  private static double idle(ProxyProcess proxy, int port) throws IOException {
    long before = proxy.residentKib();
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < IDLE; i++) {
        Socket socket = new Socket();
        open.add(socket);
        Answer.connect(socket, port);
        if (!Answer.ask(socket)) {
          throw new IOException("connection " + i + " got no answer");
        }
      }
      return (proxy.residentKib() - before) * 1_024.0 / IDLE;
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }
}
