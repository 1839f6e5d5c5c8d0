package io.gatehouse.testkit.failover;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.gatehouse.testkit.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Writes down who has the virtual address, as the kernels of the nodes tell it at the moment it
 * changes, and what the wire shows of it: announcements, advertisements and who answers an ARP
 * probe every tenth of a second. One thread with real-time priority waits for all of them, so that
 * their order is the order of the events.
 */
public final class Recorder implements AutoCloseable {
  private static final int PROBE_MILLIS = 100;
  private static final int PACKET = 17;
  private static final int NETLINK = 16;
  private static final int RAW = 3;
  private static final int EVERY_PROTOCOL = 0x0300;
  private static final int ADDRESS_EVENTS = 0x10;
  private static final short READABLE = 1;
  private static final int POLLFD = 8;

  private final Frames frames;
  private final AddressEvents events;
  private final List<String> nodes = new ArrayList<>();
  private final List<Integer> sockets = new ArrayList<>();
  private final Timeline timeline = new Timeline();
  private final Thread thread;
  private volatile boolean closed;

  private Recorder(String vip) {
    frames = new Frames(vip);
    events = new AddressEvents(vip);
    thread = Thread.ofPlatform().name("recorder").daemon().unstarted(this::run);
  }

  /**
   * Starts to write down.
   *
   * @param nodes the hosts that may own the address, by the names they get in the record
   * @param watcher a host on the same switch that takes no part
   */
  static Recorder start(String vip, Map<String, Network.Host> nodes, Network.Host watcher)
      throws IOException {
    Recorder recorder = new Recorder(vip);
    for (Map.Entry<String, Network.Host> node : nodes.entrySet()) {
      recorder.nodes.add(node.getKey());
      recorder.sockets.add(inside(node.getValue(), Recorder::addressSocket));
    }
    recorder.sockets.add(inside(watcher, Recorder::packetSocket));
    recorder.thread.start();
    return recorder;
  }

  public Timeline timeline() {
    return timeline;
  }

  private interface Opening {
    int open() throws IOException;
  }

  /** A socket belongs to the namespace its opener was in, whoever uses it afterwards. */
  private static int inside(Network.Host host, Opening opening) {
    CompletableFuture<Integer> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                Sys.enter(host.namespace());
                result.complete(opening.open());
              } catch (IOException e) {
                result.completeExceptionally(e);
              }
            });
    return result.join();
  }

  private static int addressSocket() throws IOException {
    int fd = Sys.socket(NETLINK, RAW, 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(12, 4);
      name.set(JAVA_SHORT, 0, (short) NETLINK);
      name.set(JAVA_INT, 8, ADDRESS_EVENTS);
      Sys.bind(fd, name);
    }
    return fd;
  }

  private static int packetSocket() throws IOException {
    int fd = Sys.socket(PACKET, RAW, EVERY_PROTOCOL);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(20, 4);
      name.set(JAVA_SHORT, 0, (short) PACKET);
      name.set(JAVA_SHORT, 2, (short) EVERY_PROTOCOL);
      name.set(JAVA_INT, 4, java.net.NetworkInterface.getByName("eth0").getIndex());
      Sys.bind(fd, name);
    }
    return fd;
  }

  private void run() {
    try (Arena arena = Arena.ofConfined()) {
      Sys.hurry();
      MemorySegment waits = arena.allocate((long) POLLFD * sockets.size(), 4);
      for (int i = 0; i < sockets.size(); i++) {
        waits.set(JAVA_INT, (long) i * POLLFD, sockets.get(i));
        waits.set(JAVA_SHORT, (long) i * POLLFD + 4, READABLE);
      }
      MemorySegment buffer = arena.allocate(1 << 16, 8);
      byte[] question = frames.probe();
      MemorySegment probe = arena.allocateFrom(JAVA_BYTE, question);
      long nextProbe = System.nanoTime();
      while (!closed) {
        long now = System.nanoTime();
        if (now >= nextProbe) {
          Sys.send(sockets.getLast(), probe);
          nextProbe = now + TimeUnit.MILLISECONDS.toNanos(PROBE_MILLIS);
        }
        Sys.poll(waits, sockets.size(), PROBE_MILLIS / 4);
        readAll(buffer);
      }
      for (int socket : sockets) {
        Sys.close(socket);
      }
    } catch (IOException e) {
      timeline.spoil(new UncheckedIOException(e));
    }
  }

  private void readAll(MemorySegment buffer) throws IOException {
    long woken = System.nanoTime();
    for (int i = 0; i < nodes.size(); i++) {
      int length = Sys.receive(sockets.get(i), buffer);
      while (length >= 0) {
        for (boolean owns : events.read(bytes(buffer, length))) {
          timeline.add(new Sighting.Ownership(woken, nodes.get(i), owns));
        }
        length = Sys.receive(sockets.get(i), buffer);
      }
    }
    readFrames(buffer);
  }

  private void readFrames(MemorySegment buffer) throws IOException {
    int fd = sockets.getLast();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment moment = arena.allocate(16, 8);
      int length = Sys.receive(fd, buffer);
      while (length >= 0) {
        long age = wallClock() - Sys.received(fd, moment);
        frames
            .read(System.nanoTime() - Math.max(0, age), bytes(buffer, length))
            .ifPresent(timeline::add);
        length = Sys.receive(fd, buffer);
      }
    }
  }

  private static byte[] bytes(MemorySegment buffer, int length) {
    return buffer.asSlice(0, length).toArray(JAVA_BYTE);
  }

  private static long wallClock() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
