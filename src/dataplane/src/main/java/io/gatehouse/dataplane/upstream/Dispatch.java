package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.loop.Deadline;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.queue.Ticket;
import io.gatehouse.dataplane.server.Observation.Sign;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.RetrySettings;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Brings one exchange to a server: chooses, waits in the queue, connects, and does it again after a
 * failure. Reused by the next exchange of the client; confined to one event loop.
 *
 * <pre>
 *  choose ─┬─► connect ─┬─► connected
 *     ▲    └─► queue ───┘       ▲
 *     │          │  failure     │ same server, after the turn-around
 *     └──────────┴──────────────┘
 * </pre>
 */
public final class Dispatch implements Ticket.Waiter, Connecting.Result {
  private static final long SECOND = 1_000_000_000L;
  private static final int ATTEMPTS_AT_ONE_SLOT = 4;

  private final Loop loop;
  private final Channel client;
  private final DispatchOwner owner;
  private final DispatchTimes times;
  private final Deadline patience = new Patience();
  private @Nullable RunningBackend backend;
  private @Nullable RunningServer server;
  private @Nullable RunningServer failed;
  private @Nullable Ticket ticket;
  @Nullable Connecting connecting;
  // Neighbours among the engagements of the event loop, which alone changes them.
  @Nullable Dispatch next;
  @Nullable Dispatch previous;
  private final Slot slot = new Slot();
  private int retries;
  private boolean redispatched;
  private boolean fresh;

  /** The end of the wait in a queue or, outside of one, of the turn-around. */
  private final class Patience extends Deadline {
    @Override
    protected void expired() {
      if (ticket == null) {
        retrySame();
      } else {
        leaveQueue();
        fail(Failure.QUEUE_TIMEOUT);
      }
    }
  }

  public Dispatch(ClientLink client, DispatchOwner owner) {
    this.loop = client.loop();
    this.client = client.connection();
    this.owner = owner;
    this.times = new DispatchTimes(loop.clock());
  }

  public DispatchTimes times() {
    return times;
  }

  /** The server chosen last; null before. */
  public @Nullable RunningServer server() {
    return server;
  }

  public int retries() {
    return retries;
  }

  public boolean redispatched() {
    return redispatched;
  }

  /** Nothing has happened yet to the next exchange. */
  public void forget() {
    server = null;
    failed = null;
    retries = 0;
    redispatched = false;
    times.clear();
  }

  /** Starts looking for a server of this backend. */
  public void start(RunningBackend wanted) {
    backend = wanted;
    forget();
    fresh = false;
    times.start();
    choose(wanted);
  }

  /** The connection taken from the pool turned out to be dead: the same server, a new one. */
  public void again() {
    RunningServer same = server;
    fresh = true;
    retries++;
    if (same != null) {
      connect(same);
    }
  }

  /**
   * The request was sent and is to be sent once more ({@code retry-on}). At once, and to the same
   * server unless {@code option redispatch} allows another one.
   *
   * @return false when there were enough retries
   */
  public boolean repeat() {
    RunningServer from = server;
    RunningBackend wanted = backend;
    if (from == null || wanted == null || retries >= owner.plan().retries()) {
      return false;
    }
    retries++;
    Tally.retry(from);
    fresh = true;
    if (Redispatch.allowed(from, owner.plan(), retries)) {
      chooseAnother(wanted, from);
    } else {
      connect(from);
    }
    return true;
  }

  private void chooseAnother(RunningBackend wanted, RunningServer from) {
    freeSlot();
    owner.plan().unstick();
    failed = from;
    choose(wanted);
  }

  /** Whether it waits for a slot; otherwise it chooses or connects. */
  public boolean queued() {
    return ticket != null;
  }

  private void choose(RunningBackend from) {
    RunningServer named = owner.plan().stuckTo();
    if (named != null) {
      stay(from, named);
      return;
    }
    RunningServer own = owner.plan().preferred();
    if (own != null && failed == null && own.usable() && own.takeSlot()) {
      got(own);
      return;
    }
    for (int attempt = 0; attempt < ATTEMPTS_AT_ONE_SLOT; attempt++) {
      RunningServer chosen = loop.chooser().choose(from, owner.exchange(), failed);
      if (chosen == null) {
        break;
      }
      if (chosen.takeSlot()) {
        got(chosen);
        return;
      }
      if (!chosen.eligible()) {
        queue(from, chosen);
        return;
      }
    }
    if (from.hasUsableServer()) {
      queue(from, null);
    } else {
      fail(Failure.NO_SERVER);
    }
  }

  /** Its session has a server: it waits there, unless that queue is full and it may go on. */
  private void stay(RunningBackend from, RunningServer named) {
    if (named.takeSlot()) {
      got(named);
    } else if (!named.queueFull()) {
      queue(from, named);
    } else if (owner.plan().forced() || from.backend().retries().redispatch() == 0) {
      Tally.connectError(named);
      fail(Failure.QUEUE_FULL);
    } else {
      chooseAnother(from, named);
    }
  }

  /** A server whose queue is full sends the exchange to the backend's ({@code maxqueue}). */
  private void queue(RunningBackend from, @Nullable RunningServer chosen) {
    RunningServer only = chosen != null && chosen.queueFull() ? null : chosen;
    server = only == null ? server : only;
    DispatchPlan plan = owner.plan();
    loop.deadlines().in(patience, plan.queueNanos());
    ticket = from.waitingRoom().enter(this, only, plan.priorityClass(), plan.queueDate());
  }

  @Override
  public void granted(Ticket given, RunningServer by) {
    loop.executor().execute(() -> take(given, by));
  }

  private void take(Ticket given, RunningServer by) {
    loop.clock().tick();
    if (!given.equals(ticket)) {
      by.freeSlot();
      return;
    }
    ticket = null;
    loop.deadlines().clear(patience);
    times.leftQueue(given);
    got(by);
  }

  @Override
  public void chooseAgain() {
    loop.executor().execute(this::chooseAfterExpulsion);
  }

  private void chooseAfterExpulsion() {
    loop.clock().tick();
    RunningBackend from = backend;
    Ticket mine = ticket;
    if (mine != null && from != null) {
      ticket = null;
      server = null;
      times.expelled(mine);
      loop.deadlines().clear(patience);
      owner.plan().unstick();
      choose(from);
    }
  }

  private void leaveQueue() {
    Ticket mine = ticket;
    RunningBackend from = backend;
    ticket = null;
    loop.deadlines().clear(patience);
    if (mine != null && from != null) {
      times.gaveUpQueue(mine);
      // When a slot was granted meanwhile, the notice on its way finds no ticket and returns it.
      from.waitingRoom().leave(mine);
    }
  }

  private void got(RunningServer chosen) {
    slot.taken(chosen);
    loop.engagements().add(this);
    if (failed != null && !chosen.equals(failed)) {
      redispatched = true;
      Tally.redispatch(failed);
    }
    server = chosen;
    Tally.chosen(chosen);
    if (!owner.redirected(chosen)) {
      connect(chosen);
    }
  }

  private void connect(RunningServer to) {
    times.connecting();
    DispatchPlan plan = owner.plan();
    Departure departure = Departure.of(to, owner.exchange(), loop, plan.marks());
    if (departure == null) {
      giveUp(Failure.NO_SOURCE);
      return;
    }
    if (loop.homeward().loops(client, to)) {
      giveUp(Failure.LOOP);
      return;
    }
    ServerConnection kept = fresh ? null : loop.idle().kept(to, departure, plan);
    if (kept != null) {
      Tally.session(to, loop.clock().now());
      Tally.reuse(to);
      established(kept);
      return;
    }
    Tally.connect(to);
    connecting = new Connecting(loop, to, departure, retries == 0 && plan.hasData(), this);
    connecting.start(Destination.of(to, owner.exchange()), plan.connectNanos());
  }

  @Override
  public void connected(ServerConnection connection) {
    connecting = null;
    connection.server().observe(Sign.L4_OK);
    loop.idle().made(connection, owner.plan());
    established(connection);
  }

  private void established(ServerConnection connection) {
    // In mode tcp it may have come before the connection that it came by was known to stand.
    if (loop.homeward().loops(client, connection.server())) {
      connection.close();
      giveUp(Failure.LOOP);
      return;
    }
    loop.homeward().leaves(client, connection);
    times.connected();
    loop.idle().use(connection);
    connection.use(owner);
    owner.connected(connection);
  }

  @Override
  public void connectFailed(Failure how, boolean turnAround) {
    connecting = null;
    RunningServer from = server;
    RunningBackend wanted = backend;
    if (from == null || wanted == null) {
      return;
    }
    boolean doomed = from.observe(Sign.L4_ERR) || Redispatch.unexpected(from, owner.plan());
    int allowed = owner.plan().retries();
    boolean repeated = wanted.backend().retries().on().contains(RetrySettings.On.CONN_FAILURE);
    if (retries >= allowed || !repeated) {
      Tally.connectError(from);
      giveUp(how);
      return;
    }
    retries++;
    Tally.retry(from);
    // A server that is down, or will be at once, gets no second chance while there are others.
    boolean elsewhere = doomed || Redispatch.allowed(from, owner.plan(), retries);
    if (elsewhere) {
      owner.plan().unstick();
    }
    if (elsewhere && Redispatch.possible(wanted, from)) {
      chooseAnother(wanted, from);
    } else if (turnAround) {
      long limit = owner.plan().connectNanos();
      loop.deadlines().in(patience, limit <= 0 ? SECOND : Math.min(limit, SECOND));
    } else {
      retrySame();
    }
  }

  private void retrySame() {
    RunningServer same = server;
    RunningBackend wanted = backend;
    if (same == null || wanted == null) {
      return;
    }
    if (same.usable() || same.equals(owner.plan().stuckTo())) {
      connect(same);
    } else {
      chooseAnother(wanted, same);
    }
  }

  private void giveUp(Failure failure) {
    freeSlot();
    fail(failure);
  }

  void fail(Failure failure) {
    owner.dispatchFailed(failure);
  }

  private void freeSlot() {
    if (slot.free()) {
      loop.engagements().remove(this);
    }
  }

  /**
   * The server is not used any more. Its slot counts as free at once, so that the log can tell, and
   * goes to whoever waits with {@link #end}, which must follow.
   */
  public void leaveServer() {
    leaveQueue();
    if (slot.leave()) {
      loop.engagements().remove(this);
    }
  }

  /** The exchange is over, or given up while it looked for a server. */
  public void end() {
    leaveQueue();
    Connecting pending = connecting;
    connecting = null;
    if (pending != null) {
      pending.cancel();
    }
    freeSlot();
    slot.serveOthers();
  }

  /** The client is gone: the event loop forgets the deadlines. */
  public void dispose() {
    end();
    loop.deadlines().remove(patience);
  }
}
