package io.gatehouse.dataplane.peers;

import io.gatehouse.dataplane.listen.Transport;
import io.gatehouse.dataplane.server.Addresses;
import io.gatehouse.dataplane.table.RunningTable;
import io.gatehouse.dataplane.table.Tables;
import io.gatehouse.dataplane.table.Updates;
import io.gatehouse.model.Peers;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All {@code peers} sections at work, on a thread of their own that is there once there is one. The
 * control thread changes them; event loops wake the thread at most once in a while and wait for
 * nothing.
 */
public final class Peering implements AutoCloseable {
  private static final int TICK_MILLIS = 100;
  private static final int BREATH_MILLIS = 1;
  private static final long ORIGIN = System.nanoTime();

  private final Transport transport = Transport.choose("auto", true);
  private final LongSupplier wallClock;
  private final LongSupplier random;
  private final AtomicBoolean awake = new AtomicBoolean();
  private @Nullable EventLoopGroup threads;
  private @Nullable EventLoop loop;

  /** Of the feeding thread. */
  private final List<PeerGroup> groups = new ArrayList<>();

  /** Of the control thread, and of the one that reloads, which takes turns with it. */
  private List<PeerDoor> doors = List.of();

  /** A section of the next configuration, and where the others are. */
  private record Section(Peers peers, List<RemotePeer> others, @Nullable PeerDoor door) {}

  /** What the next configuration has; to be followed or abandoned. */
  public static final class Plan {
    private final List<Section> sections = new ArrayList<>();
    private final List<PeerDoor> opened = new ArrayList<>();

    private Plan() {}
  }

  /**
   * @param wallClock milliseconds since the epoch
   */
  public Peering(LongSupplier wallClock, LongSupplier random) {
    this.wallClock = wallClock;
    this.random = random;
  }

  /**
   * Finds out where the others are and binds what is not bound yet.
   *
   * @throws IllegalStateException or {@link IllegalArgumentException} with the reason; nothing has
   *     changed then
   */
  public Plan plan(List<Peers> sections) {
    Plan plan = new Plan();
    try {
      for (Peers peers : sections) {
        List<RemotePeer> others = new ArrayList<>();
        for (Peers.Peer peer : peers.peers()) {
          others.add(new RemotePeer(peer.name(), false, Addresses.of(peer.endpoint())));
        }
        plan.sections.add(new Section(peers, others, door(peers, plan)));
      }
      return plan;
    } catch (RuntimeException refused) {
      abandon(plan);
      throw refused;
    }
  }

  private @Nullable PeerDoor door(Peers peers, Plan plan) {
    if (peers.bind().isEmpty()) {
      return null;
    }
    for (PeerDoor door : doors) {
      boolean taken = plan.sections.stream().anyMatch(section -> door.equals(section.door()));
      if (!taken && door.bind().equals(peers.bind().get())) {
        return door;
      }
    }
    PeerDoor door = new PeerDoor(peers.bind().get(), loop(), transport);
    plan.opened.add(door);
    return door;
  }

  private EventLoop loop() {
    EventLoop known = loop;
    if (known != null) {
      return known;
    }
    EventLoopGroup made = transport.loops(1, new DefaultThreadFactory("gatehouse-peers", true));
    EventLoop only = made.next();
    threads = made;
    loop = only;
    var _ = only.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return only;
  }

  /** Undoes what {@link #plan} did. */
  public void abandon(Plan plan) {
    plan.opened.forEach(PeerDoor::close);
  }

  /** Puts it into force; sections that stay what they are keep their connections. */
  public void follow(Plan plan, Tables tables) {
    List<PeerDoor> before = doors;
    doors =
        plan.sections.stream()
            .flatMap(section -> Optional.ofNullable(section.door()).stream())
            .toList();
    if (loop != null || !plan.sections.isEmpty()) {
      loop().execute(() -> change(plan.sections, tables));
    }
    before.stream().filter(door -> !doors.contains(door)).forEach(PeerDoor::close);
  }

  private void change(List<Section> sections, Tables tables) {
    List<PeerGroup> next = new ArrayList<>();
    for (Section section : sections) {
      PeerGroup known = null;
      for (PeerGroup group : groups) {
        known = group.section().equals(section.peers()) ? group : known;
      }
      PeerGroup group = known == null ? group(section) : known;
      group.tables(shared(section.peers(), tables));
      if (section.door() != null) {
        section.door().group(group);
      }
      next.add(group);
    }
    groups.stream().filter(group -> !next.contains(group)).forEach(PeerGroup::end);
    groups.clear();
    groups.addAll(next);
    tick();
    wake();
  }

  private PeerGroup group(Section section) {
    SocketAddress here = section.door() == null ? null : section.door().address();
    return new PeerGroup(section.peers(), section.others(), new ProcessMeans(here));
  }

  private static List<SharedTable> shared(Peers peers, Tables tables) {
    List<SharedTable> shared = new ArrayList<>();
    for (RunningTable table : tables.all()) {
      Updates updates = table.updates();
      if (updates != null && table.declaration().sharing().peers().equals(peers.name())) {
        String also = table.declaration().sharing().writeTo();
        shared.add(new SharedTable(0, table, updates, also.isEmpty() ? null : tables.find(also)));
      }
    }
    return shared;
  }

  private void tick() {
    groups.forEach(PeerGroup::tick);
  }

  /** Any thread; costs next to nothing while the feeding thread is at work. */
  private void wake() {
    EventLoop feeding = loop;
    if (feeding != null && !awake.get() && awake.compareAndSet(false, true)) {
      try {
        feeding.execute(this::feed);
      } catch (RejectedExecutionException over) {
        // The process ends: nobody hears of it any more.
        awake.set(true);
      }
    }
  }

  /** Until nothing is left; in breaths, so that a busy node wakes it only now and then. */
  private void feed() {
    boolean more = take();
    if (!more) {
      awake.set(false);
      more = take() && awake.compareAndSet(false, true);
    }
    if (more && loop != null) {
      var _ = loop.schedule(this::feed, BREATH_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private boolean take() {
    boolean any = false;
    for (PeerGroup group : groups) {
      any |= group.take();
    }
    return any;
  }

  /**
   * What dumps tell of the sections, or of one of them.
   *
   * @param name empty for all
   * @param names whether the names of servers that connections remember are told
   * @return null when there is no such section
   */
  public CompletableFuture<@Nullable String> describe(String name, boolean names) {
    CompletableFuture<@Nullable String> answer = new CompletableFuture<>();
    EventLoop feeding = loop;
    if (feeding == null) {
      answer.complete(name.isEmpty() ? "" : null);
      return answer;
    }
    feeding.execute(
        () -> {
          List<PeerGroup> told =
              groups.stream().filter(g -> name.isEmpty() || g.name().equals(name)).toList();
          boolean unknown = told.isEmpty() && !name.isEmpty();
          answer.complete(unknown ? null : PeersText.of(told, names));
        });
    return answer;
  }

  /** Stops listening and ends all connections, so that another process can take over. */
  public void release() {
    doors.forEach(PeerDoor::close);
    doors = List.of();
    EventLoop feeding = loop;
    if (feeding != null) {
      feeding.execute(
          () -> {
            groups.forEach(PeerGroup::end);
            groups.clear();
          });
    }
  }

  @Override
  public void close() {
    EventLoopGroup ended = threads;
    if (ended != null && !ended.isShuttingDown()) {
      release();
      ended.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  /** The means of one section. */
  private final class ProcessMeans implements PeerGroup.Means {
    private final @Nullable SocketAddress here;

    ProcessMeans(@Nullable SocketAddress here) {
      this.here = here;
    }

    @Override
    public long millis() {
      return 1 + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ORIGIN);
    }

    @Override
    public long wallClock() {
      return TimeUnit.MILLISECONDS.toSeconds(wallClock.getAsLong());
    }

    @Override
    public long random() {
      return random.getAsLong();
    }

    @Override
    public void wake() {
      Peering.this.wake();
    }

    @Override
    public void connect(PeerLink link, SocketAddress address) {
      Dial.to(address, link, loop(), transport);
    }

    @Override
    public @Nullable SocketAddress here() {
      return here;
    }
  }
}
