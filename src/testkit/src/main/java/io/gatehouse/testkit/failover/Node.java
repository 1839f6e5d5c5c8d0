package io.gatehouse.testkit.failover;

import io.gatehouse.testkit.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One of the two load balancers: a host with its programs, and what can befall them. */
public final class Node {
  private static final String PORT_80 = ":0050 ";
  private static final String LISTENING = " 0A ";

  private final String name;
  private final Network.Host host;
  private final NodeKind kind;
  private final Path folder;
  private final Path haproxy;
  private final Path keepalived;
  private final List<Process> programs = new ArrayList<>();
  private final List<Process> replaced = new ArrayList<>();
  private final List<HaltedThread> halted = new ArrayList<>();
  private volatile boolean expected = true;
  private Future<?> helping = CompletableFuture.completedFuture(null);

  Node(String name, Network.Host host, NodeKind kind, Path folder) {
    this.name = name;
    this.host = host;
    this.kind = kind;
    this.folder = folder;
    haproxy = folder.resolve("haproxy.cfg");
    keepalived = folder.resolve("keepalived.conf");
  }

  public String name() {
    return name;
  }

  public Network.Host host() {
    return host;
  }

  public NodeKind kind() {
    return kind;
  }

  void write(String haproxyText, String keepalivedText) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(haproxy, haproxyText);
    Files.writeString(keepalived, keepalivedText);
  }

  /** Starts its programs; whether they serve is another question. */
  public void start() throws IOException {
    programs.clear();
    expected = false;
    int number = 0;
    for (List<String> command : kind.commands(haproxy, keepalived)) {
      Path words = folder.resolve("words." + number++);
      programs.add(host.start(words, command.toArray(String[]::new)));
    }
    Files.writeString(folder.resolve("balancer.pid"), Long.toString(programs.getFirst().pid()));
    if (!kind.whenEnded(haproxy, keepalived).isEmpty()) {
      helping = programs.getFirst().onExit().thenRun(this::help);
    }
  }

  private void help() {
    if (expected) {
      return;
    }
    try {
      String[] command = kind.whenEnded(haproxy, keepalived).toArray(String[]::new);
      host.start(folder.resolve("words.release"), command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What its programs wrote so far. */
  public String words() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().contains("words")).sorted().toList()) {
        all.append("== ").append(name).append(' ').append(file.getFileName()).append('\n');
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  /** Ends the load balancer as a crash does; on a node of one program that is everything. */
  public void killBalancer() throws IOException {
    signal(programs.subList(0, 1), Sys.SIGKILL);
  }

  public void killEverything() throws IOException {
    signal(programs, Sys.SIGKILL);
  }

  /** Asks everything to end, as a service manager does. */
  public void terminate() throws IOException {
    expected = true;
    signal(programs, Sys.SIGTERM);
  }

  public void freeze() throws IOException {
    signal(programs, Sys.SIGSTOP);
  }

  public void thaw() throws IOException {
    signal(programs, Sys.SIGCONT);
  }

  /**
   * Changes the load balancer's file and lets it take effect.
   *
   * @param edit from the old text to the new one
   */
  public void reload(UnaryOperator<String> edit) throws IOException {
    Files.writeString(haproxy, edit.apply(Files.readString(haproxy)));
    long pid = programs.getFirst().pid();
    List<String> successor = kind.successor(haproxy, pid);
    if (successor.isEmpty()) {
      Sys.kill(pid, Sys.SIGHUP);
    } else {
      replaced.add(programs.getFirst());
      Path words = folder.resolve("words.successor." + replaced.size());
      programs.set(0, host.start(words, successor.toArray(String[]::new)));
    }
  }

  /** Its listener on port 80 is closed behind the load balancer's back. */
  public void loseListener() throws IOException {
    List<String> inodes = listeningInodes();
    for (ProcessHandle process : family(programs.subList(0, 1))) {
      Path descriptors = Path.of("/proc", Long.toString(process.pid()), "fd");
      try (Stream<Path> links = Files.list(descriptors)) {
        for (Path link : links.toList()) {
          if (inodes.contains(target(link))) {
            Sys.shutdownInside(process.pid(), Integer.parseInt(link.getFileName().toString()));
          }
        }
      }
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException gone) {
      return "";
    }
  }

  private List<String> listeningInodes() throws IOException {
    List<String> inodes = new ArrayList<>();
    String pid = Long.toString(programs.getFirst().pid());
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc", pid, "net", table))) {
        if (line.contains(PORT_80) && line.contains(LISTENING)) {
          inodes.add("socket:[" + line.strip().split("\\s+")[9] + "]");
        }
      }
    }
    return inodes;
  }

  /** Whether something listens on port 80 there. */
  public boolean listens() throws IOException {
    return programs.getFirst().isAlive() && !listeningInodes().isEmpty();
  }

  /**
   * One of the threads that do the load balancing stands still from now on. The last one: whoever
   * waits for the end of the process would take the halt of its first thread for that.
   */
  public void haltLoop() throws IOException {
    halted.add(HaltedThread.of(loops().getLast()));
  }

  private List<Long> loops() throws IOException {
    Path tasks = Path.of("/proc", Long.toString(programs.getFirst().pid()), "task");
    List<Long> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(tasks)) {
      for (Path task : entries.toList()) {
        if (Files.readString(task.resolve("comm")).strip().matches(kind.loops())) {
          found.add(Long.parseLong(task.getFileName().toString()));
        }
      }
    }
    found.sort(Comparator.naturalOrder());
    return found;
  }

  /** Children first: those of Keepalived end politely when their parent dies before them. */
  private static List<ProcessHandle> family(List<Process> programs) {
    List<ProcessHandle> family = new ArrayList<>();
    programs.forEach(program -> program.descendants().forEach(family::add));
    programs.forEach(program -> family.add(program.toHandle()));
    return family;
  }

  /** The processes of its programs, with their children. */
  public List<ProcessHandle> processes() {
    return family(programs);
  }

  private static void signal(List<Process> programs, int signal) throws IOException {
    for (ProcessHandle process : family(programs)) {
      if (process.isAlive()) {
        Sys.kill(process.pid(), signal);
      }
    }
  }

  /** Ends what is left of it, whatever state it is in. */
  void close() throws IOException {
    expected = true;
    killEverything();
    signal(replaced, Sys.SIGKILL);
    halted.forEach(HaltedThread::close);
    helping.cancel(false);
  }
}
