package io.gatehouse.gateway.quickstart;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.DataPlaneSettings;
import io.gatehouse.model.GatewayModel;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;

/**
 * Two demo servers, a gateway between them and some clients, all in this process and on loopback,
 * once for each algorithm.
 */
public final class Quickstart {
  private final PrintStream out;
  private final int requests;

  /**
   * @param requests for each algorithm
   */
  public Quickstart(PrintStream out, int requests) {
    this.out = out;
    this.requests = requests;
  }

  /**
   * Ends by itself.
   *
   * @param reader makes a model of a haproxy.cfg
   */
  public void run(Function<String, GatewayModel> reader) throws IOException, InterruptedException {
    try (DemoOrigin a = DemoOrigin.start("a");
        DemoOrigin b = DemoOrigin.start("b")) {
      DemoConfiguration configuration = DemoConfiguration.of(a.port(), b.port());
      GatewayModel model = reader.apply(configuration.text());
      try (DataPlane _ = DataPlane.start(model, DataPlaneSettings.of("auto", 0))) {
        out.printf(
            "Two servers: a (weight 3) on port %d, b (weight 1) on port %d.%n", a.port(), b.port());
        out.printf("%d requests for each algorithm through the gateway:%n%n", requests);
        draw(configuration);
      }
    }
    out.println("Now with your own servers: bin/gatehouse run -f haproxy.cfg");
  }

  private void draw(DemoConfiguration configuration) throws IOException, InterruptedException {
    Chart chart = new Chart(out);
    for (int i = 0; i < Algorithm.ALL.size(); i++) {
      Algorithm algorithm = Algorithm.ALL.get(i);
      InetSocketAddress gateway =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), configuration.ports().get(i));
      chart.draw(algorithm, new DemoClients(gateway, algorithm.traffic()).send(requests));
    }
  }
}
