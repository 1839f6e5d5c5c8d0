package io.gatehouse.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network of its own inside this machine: hosts are network namespaces, all on one switch (a
 * bridge in a namespace, too), so that configuration files run with the addresses they name. Needs
 * root. Closing it ends every process that was started on its hosts and takes the network away.
 */
public final class Network implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final long PATIENCE_SECONDS = 30;

  private final String prefix =
      "gh" + ProcessHandle.current().pid() + "n" + COUNT.incrementAndGet();
  private final List<String> namespaces = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();
  private int cables;
  private boolean filtering;

  private Network() {}

  public static Network create() throws IOException {
    Network network = new Network();
    String namespace = network.namespace("switch");
    run("ip", "-n", namespace, "link", "add", "br0", "type", "bridge");
    run("ip", "-n", namespace, "link", "set", "br0", "up");
    return network;
  }

  /** A host with these addresses, such as {@code 192.168.1.68/24}, on its interface eth0. */
  public Host host(String name, String... addresses) throws IOException {
    return hostOn("eth0", name, addresses);
  }

  /** A host whose interface has another name than eth0, as configuration files may ask for. */
  public Host hostOn(String nic, String name, String... addresses) throws IOException {
    String namespace = namespace(name);
    String plug = "p" + cables++;
    run(
        "ip",
        "link",
        "add",
        nic,
        "netns",
        namespace,
        "type",
        "veth",
        "peer",
        plug,
        "netns",
        namespaces.getFirst());
    run("ip", "-n", namespaces.getFirst(), "link", "set", plug, "master", "br0", "up");
    run("ip", "-n", namespace, "link", "set", nic, "up");
    Host host = new Host(namespace, nic, plug);
    for (String address : addresses) {
      host.address(address);
    }
    return host;
  }

  /**
   * What the switch loses without a word, in the words of nft, such as {@code iifname "p1" oifname
   * "p2" ip protocol 112}. These rules replace the ones before; none lets everything pass.
   */
  public void drop(String... matches) throws IOException {
    StringBuilder script = new StringBuilder();
    if (filtering) {
      script.append("delete table bridge lossy\n");
    }
    script.append("table bridge lossy {\n chain through {\n");
    script.append("  type filter hook forward priority 0; policy accept;\n");
    for (String match : matches) {
      script.append("  ").append(match).append(" drop\n");
    }
    script.append(" }\n}\n");
    Path file = Files.createTempFile("lossy", ".nft");
    try {
      Files.writeString(file, script);
      run("ip", "netns", "exec", namespaces.getFirst(), "nft", "-f", file.toString());
      filtering = true;
    } finally {
      Files.delete(file);
    }
  }

  private String namespace(String name) throws IOException {
    String namespace = prefix + name;
    run("ip", "netns", "add", namespace);
    namespaces.add(namespace);
    run("ip", "-n", namespace, "link", "set", "lo", "up");
    return namespace;
  }

  private static String run(String... command) throws IOException {
    return finish(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private static String finish(Process process) throws IOException {
    process.getOutputStream().close();
    String words = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("still running: " + process.info());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    if (process.exitValue() != 0) {
      throw new IOException("exit status " + process.exitValue() + ": " + words);
    }
    return words;
  }

  @Override
  public void close() throws IOException {
    // Asked first: a server that is killed leaves its own children behind.
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      end(process);
    }
    for (String namespace : namespaces.reversed()) {
      run("ip", "netns", "delete", namespace);
    }
  }

  private static void end(Process process) {
    try {
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** One host of the network. */
  public final class Host {
    private final String namespace;
    private final String nic;
    private final String plug;

    private Host(String namespace, String nic, String plug) {
      this.namespace = namespace;
      this.nic = nic;
      this.plug = plug;
    }

    /** The file that stands for its network namespace. */
    public Path namespace() {
      return Path.of("/run/netns", namespace);
    }

    /** The name of its port on the switch, for the rules of {@link Network#drop}. */
    public String port() {
      return plug;
    }

    /** Puts its cable in or pulls it out: its interface sees the carrier come and go. */
    public void cable(boolean in) throws IOException {
      Network.run("ip", "-n", namespaces.getFirst(), "link", "set", plug, in ? "up" : "down");
    }

    /** Gives it one more address, usable at once. */
    public void address(String address) throws IOException {
      run("ip", "-n", namespace, "address", "add", address, "dev", nic);
    }

    /** Runs a command to its end and returns what it wrote; fails when the command does. */
    public String run(String... command) throws IOException {
      return finish(new ProcessBuilder(inside(command)).redirectErrorStream(true).start());
    }

    /**
     * Starts a program with a {@code /run} and a {@code /var/lib/haproxy} of its own, so that what
     * it leaves there meets nobody; its words go to the file.
     */
    public Process start(Path words, String... command) throws IOException {
      List<String> wrapped =
          new ArrayList<>(
              List.of(
                  "sh",
                  "-ec",
                  """
                  mount -t tmpfs none /run
                  mkdir -p /var/lib/haproxy
                  mount -t tmpfs none /var/lib/haproxy
                  exec "$@"
                  """,
                  "sh"));
      wrapped.addAll(Arrays.asList(command));
      Process process =
          new ProcessBuilder(inside(wrapped.toArray(String[]::new)))
              .redirectErrorStream(true)
              .redirectOutput(words.toFile())
              .start();
      processes.add(process);
      return process;
    }

    /** Runs some work on a thread of its own that is on this host; sockets it opens stay there. */
    public <T> T inside(Callable<T> work) throws Exception {
      FutureTask<T> task =
          new FutureTask<>(
              () -> {
                NetworkNamespace.enter(namespace);
                return work.call();
              });
      Thread.ofPlatform().name(namespace).start(task);
      try {
        return task.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Exception cause) {
          throw cause;
        }
        throw new AssertionError(e.getCause());
      }
    }

    /** Listens to what passes its interface eth0; the words are a filter as tcpdump has them. */
    public Capture capture(String... filter) throws IOException {
      List<String> words = new ArrayList<>(List.of("tcpdump", "-i", "eth0", "-Z", "root"));
      words.addAll(List.of("--immediate-mode", "-n", "-U", "-w", "-"));
      words.addAll(Arrays.asList(filter));
      Process tcpdump = new ProcessBuilder(inside(words.toArray(String[]::new))).start();
      processes.add(tcpdump);
      return new Capture(tcpdump);
    }

    private List<String> inside(String... command) {
      List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
      words.addAll(Arrays.asList(command));
      return words;
    }
  }
}
