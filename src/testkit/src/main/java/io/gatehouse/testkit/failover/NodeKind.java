package io.gatehouse.testkit.failover;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which programs make a node of the pair, and how they are started. */
public interface NodeKind {
  String label();

  /** A pattern of the names of the threads that do the load balancing. */
  String loops();

  /** The command lines, the one of the load balancer first. */
  List<List<String>> commands(Path haproxy, Path keepalived);

  /**
   * What the service manager runs when the node's first program has ended by itself; empty for
   * nothing.
   */
  List<String> whenEnded(Path haproxy, Path keepalived);

  /**
   * What is run to change to a new file; empty where the running process is told to do it itself.
   *
   * @param pid of the process that serves
   */
  List<String> successor(Path haproxy, long pid);

  /** HAProxy and Keepalived as they are installed. */
  static NodeKind classic() {
    return new Classic();
  }

  /**
   * Gatehouse, as one process.
   *
   * @param launcher the words before {@code run}
   * @param helped whether a service manager releases the address when the process has ended
   */
  static NodeKind gatehouse(List<String> launcher, boolean helped) {
    return new Gatehouse(List.copyOf(launcher), helped);
  }

  /** The two programs. */
  record Classic() implements NodeKind {
    @Override
    public String label() {
      return "classic";
    }

    @Override
    public String loops() {
      return "haproxy";
    }

    @Override
    public List<List<String>> commands(Path haproxy, Path keepalived) {
      return List.of(
          List.of("haproxy", "-db", "-f", haproxy.toString()),
          List.of("keepalived", "-n", "-l", "-D", "-f", keepalived.toString()));
    }

    @Override
    public List<String> whenEnded(Path haproxy, Path keepalived) {
      return List.of();
    }

    @Override
    public List<String> successor(Path haproxy, long pid) {
      return List.of("haproxy", "-db", "-f", haproxy.toString(), "-sf", Long.toString(pid));
    }
  }

  /** The one program. */
  record Gatehouse(List<String> launcher, boolean helped) implements NodeKind {
    @Override
    public String label() {
      return "gatehouse";
    }

    @Override
    public String loops() {
      return "gatehouse-\\d.*";
    }

    @Override
    public List<List<String>> commands(Path haproxy, Path keepalived) {
      return List.of(words("run", "-f", haproxy.toString(), "-f", keepalived.toString()));
    }

    @Override
    public List<String> whenEnded(Path haproxy, Path keepalived) {
      return helped ? words("vip", "release", "-f", keepalived.toString()) : List.of();
    }

    @Override
    public List<String> successor(Path haproxy, long pid) {
      return List.of();
    }

    private List<String> words(String... arguments) {
      List<String> words = new ArrayList<>(launcher);
      words.addAll(List.of(arguments));
      return words;
    }
  }
}
