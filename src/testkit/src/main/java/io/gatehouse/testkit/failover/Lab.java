package io.gatehouse.testkit.failover;

import static java.util.Objects.requireNonNull;

import io.gatehouse.testkit.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The mission's network with its addresses: lb1 and lb2, two nginx, a client that connects to the
 * virtual address all the time, and a watcher.
 */
public final class Lab implements AutoCloseable {
  public static final String VIP = "192.168.1.88";
  public static final String LB1 = "lb1";
  public static final String LB2 = "lb2";

  /** How many connections stay open. */
  public static final int LONG_LIVED = 10;

  /** Where the client opens connections to. */
  public static final String URL = "http://" + VIP + "/";

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final InetSocketAddress TARGET = new InetSocketAddress(VIP, 80);

  private final Path folder;
  private final Network network;
  private final Server server1;
  private final Server server2;
  private final Node first;
  private final Node second;
  private final Recorder recorder;
  private final Network.Host client;
  private final List<NewConnections> crowd = new ArrayList<>();
  private @Nullable NewConnections connections;
  private @Nullable LongConnections lines;

  private Lab(Setup setup, Path folder) throws IOException {
    this.folder = folder;
    network = Network.create();
    server1 = new Server(network.host("nginx1", "192.168.1.68/24"), "192.168.1.68:80", "host1");
    server2 = new Server(network.host("nginx2", "192.168.1.69/24"), "192.168.1.69:8088", "host2");
    client = network.host("client", "192.168.1.10/24");
    first = node(setup.first(), LB1, "192.168.1.66/24");
    second = node(setup.second(), LB2, "192.168.1.77/24");
    configure(setup, first, 1);
    configure(setup, second, 2);
    Map<String, Network.Host> nodes = new LinkedHashMap<>();
    nodes.put(LB1, first.host());
    nodes.put(LB2, second.host());
    recorder = Recorder.start(VIP, nodes, network.host("watcher"));
  }

  private Node node(NodeKind kind, String name, String address) throws IOException {
    return new Node(name, network.hostOn("enp0s3", name, address), kind, folder.resolve(name));
  }

  private void configure(Setup setup, Node node, int number) throws IOException {
    Path script = folder.resolve(node.name()).resolve("check.sh");
    node.write(setup.haproxy(number), setup.keepalived(number, script.toString()));
    Files.writeString(
        script,
        "#!/bin/sh\nexec kill -0 \"$(cat " + script.resolveSibling("balancer.pid") + ")\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /**
   * A lab whose first node owns the address and answers, whose second one stands by, and whose
   * clients have begun.
   *
   * @param folder for configuration files and what the programs say; not the lab's to delete
   */
  public static Lab running(Setup setup, Path folder) throws IOException {
    Lab lab = new Lab(setup, folder);
    try {
      lab.server1.start(folder.resolve("nginx1"));
      lab.server2.start(folder.resolve("nginx2"));
      lab.first.start();
      lab.awaitOwner(LB1);
      lab.second.start();
      lab.await("both listen", () -> lab.first.listens() && lab.second.listens());
      lab.connect();
      lab.await("clients are answered", () -> lab.attempts().allAnswered(50));
      return lab;
    } catch (IOException | RuntimeException | Error e) {
      lab.close();
      throw e;
    }
  }

  /** Something to wait for. */
  @FunctionalInterface
  public interface Fact {
    boolean holds() throws IOException;
  }

  /** Waits until something holds; fails with what the nodes said when that takes too long. */
  public void await(String what, Fact fact) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!fact.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "not within a minute: "
                + what
                + "; owners "
                + timeline().owners()
                + "\n"
                + first.words()
                + second.words());
      }
      LockSupport.parkNanos(GLANCE_NANOS);
    }
  }

  public void awaitOwner(String node) throws IOException {
    await("only " + node + " owns the address", () -> timeline().owners().equals(Set.of(node)));
  }

  /** Lets time pass, where what is measured is what happens meanwhile. */
  public static void pass(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void connect() {
    connections = NewConnections.start(client, TARGET);
    lines = LongConnections.start(client, TARGET, LONG_LIVED);
  }

  /** Lets so many more clients come, each with a hundred new connections a second. */
  public void crowd(int more) {
    for (int i = 0; i < more; i++) {
      crowd.add(NewConnections.start(client, TARGET));
    }
  }

  /** The connections that the client has opened so far. */
  public Attempts attempts() {
    return requireNonNull(connections).attempts();
  }

  /** Those of the {@link #crowd}. */
  public List<Attempts> attemptsOfCrowd() {
    return crowd.stream().map(NewConnections::attempts).toList();
  }

  /** How many of the {@link #LONG_LIVED} connections are of no use any more. */
  public int lost() {
    return requireNonNull(lines).lost();
  }

  public Node first() {
    return first;
  }

  public Node second() {
    return second;
  }

  public Server server1() {
    return server1;
  }

  public Network.Host client() {
    return client;
  }

  public Timeline timeline() {
    return recorder.timeline();
  }

  /** Loses every frame from and to a host, without its carrier going away. */
  public void cut(Network.Host host) throws IOException {
    network.drop("iifname " + host.port(), "oifname " + host.port());
  }

  /** Loses the advertisements that the first node sends to the second. */
  public void loseAdverts() throws IOException {
    network.drop(adverts(first, second));
  }

  /** Loses the advertisements between the nodes. */
  public void loseAllAdverts() throws IOException {
    network.drop(adverts(first, second), adverts(second, first));
  }

  private static String adverts(Node from, Node to) {
    return "iifname " + from.host().port() + " oifname " + to.host().port() + " ip protocol 112";
  }

  /** Nothing is lost any more. */
  public void heal() throws IOException {
    network.drop();
  }

  @Override
  public void close() throws IOException {
    try {
      crowd.forEach(NewConnections::close);
      if (connections != null && lines != null) {
        connections.close();
        lines.close();
      }
    } finally {
      recorder.close();
      first.close();
      second.close();
      server1.kill();
      server2.kill();
      network.close();
    }
  }
}
