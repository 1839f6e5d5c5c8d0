package io.gatehouse.vrrp.machine;

import static io.gatehouse.vrrp.machine.Sample.MILLI;
import static io.gatehouse.vrrp.machine.Sample.SECOND;

import io.gatehouse.api.vip.Vitality;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Nodes on one network whose time is a number. Messages are delayed, overtake each other and are
 * lost as a schedule says; processes are killed, stand still and come back; the kernel of each node
 * keeps its addresses for as long as their lease says, whatever happens to the process.
 */
final class SimulatedNetwork {
  /** Less than the skew of the best priority, as RFC 9568 assumes. */
  static final long SLOWEST = 1_400_000;

  /** The kernel is late with the end of a lease. */
  private static final long KERNEL_LAG = 400 * MILLI;

  final List<Node> nodes = new ArrayList<>();
  final SplittableRandom random;
  private final PriorityQueue<Due> queue = new PriorityQueue<>();
  private long sequence;
  long now;
  long mostOwners;
  private final StringBuilder story = new StringBuilder();
  private final boolean telling;

  /** Something at a time. */
  private record Due(long at, long order, Runnable deed) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int first = Long.compare(at, other.at);
      return first != 0 ? first : Long.compare(order, other.order);
    }
  }

  /**
   * @param telling whether the story is kept, for a schedule that failed
   */
  SimulatedNetwork(SplittableRandom random, boolean telling) {
    this.random = random;
    this.telling = telling;
  }

  private void tell(Node node, Object what) {
    if (telling) {
      story.append(String.format("%n%.6f %s %s", now / 1e9, node, what));
    }
  }

  String story() {
    return story.toString();
  }

  void at(long time, Runnable deed) {
    queue.add(new Due(time, sequence++, deed));
  }

  void runUntil(long end) {
    while (!queue.isEmpty() && queue.peek().at <= end && mostOwners <= 1) {
      Due due = queue.poll();
      now = due.at;
      due.deed.run();
    }
    now = end;
  }

  private long delay() {
    return 20_000 + random.nextLong(SLOWEST - 20_000);
  }

  private void count() {
    long owners = nodes.stream().filter(node -> node.holdsUntil > now).count();
    mostOwners = Math.max(mostOwners, owners);
  }

  /** One machine. */
  final class Node {
    final int number;
    final Rules rules;
    State state;
    boolean running;
    long stalledUntil;
    long holdsUntil = Long.MIN_VALUE;
    long calm = Long.MAX_VALUE;
    Vitality vitality = Vitality.WELL;
    private final List<Event> waiting = new ArrayList<>();
    private final int[] lost = new int[8];
    private long armedFor = State.NEVER;
    private int life;
    double loss;

    Node(int number, Rules rules) {
      this.number = number;
      this.rules = rules;
      state = State.initial(rules, vitality);
    }

    void boot() {
      running = true;
      stalledUntil = 0;
      waiting.clear();
      life++;
      armedFor = State.NEVER;
      state = State.initial(rules, vitality);
      take(new Event.Start(0));
    }

    /** {@code kill -9}: the kernel goes on. */
    void kill() {
      tell(this, "ends");
      running = false;
      life++;
    }

    /** The power goes. */
    void cut() {
      kill();
      holdsUntil = Long.MIN_VALUE;
    }

    /** Told to end. */
    void stop() {
      if (running && !isStalled()) {
        take(new Event.Stop());
        kill();
      }
    }

    void stall(long duration) {
      if (!running) {
        return;
      }
      tell(this, "stands still for " + duration);
      stalledUntil = Math.max(stalledUntil, now + duration);
      int lifeNow = life;
      at(stalledUntil, () -> resume(lifeNow));
    }

    private void resume(int lifeThen) {
      if (life != lifeThen || isStalled()) {
        return;
      }
      // What waits in the sockets is heard before the clock is looked at.
      List<Event> heard = List.copyOf(waiting);
      waiting.clear();
      heard.forEach(this::take);
      take(new Event.Tick());
    }

    private boolean isStalled() {
      return now < stalledUntil;
    }

    void become(Vitality next) {
      vitality = next;
      deliver(new Event.Fate(next));
    }

    void deliver(Event event) {
      if (running && isStalled()) {
        waiting.add(event);
      } else if (running) {
        take(event);
      }
    }

    private void take(Event event) {
      tell(this, event);
      VrrpMachine.Step step = VrrpMachine.step(rules, state, event, now);
      state = step.state();
      step.actions().forEach(this::perform);
      long wake = state.wakeAt(rules);
      if (wake != State.NEVER && wake != armedFor) {
        armedFor = wake;
        int lifeNow = life;
        at(Math.max(wake, now), () -> wake(lifeNow, wake));
      }
    }

    private void wake(int lifeThen, long wake) {
      if (life != lifeThen || armedFor != wake) {
        return;
      }
      armedFor = State.NEVER;
      if (!isStalled()) {
        take(new Event.Tick());
      }
    }

    private void perform(Action action) {
      tell(this, action);
      switch (action) {
        case Action.SendAdvert advert -> send(advert.priority());
        case Action.AddAddresses _, Action.RenewAddresses _ -> {
          holdsUntil = now + rules.lease() + random.nextLong(KERNEL_LAG);
          count();
        }
        case Action.RemoveAddresses _ -> holdsUntil = Long.MIN_VALUE;
        case Action.Announce _ -> others(node -> node.deliver(new Event.OtherOwner(mac(), true)));
        case Action.Probe _ -> others(node -> node.asked(this));
        case Action.Log _, Action.Notify _, Action.FollowSequence _, Action.Alert _ -> {}
      }
    }

    private String mac() {
      return "mac" + number;
    }

    private void asked(Node by) {
      if (holdsUntil > now) {
        at(now + delay(), () -> by.deliver(new Event.OtherOwner(mac(), false)));
      }
      deliver(new Event.Asked());
    }

    private void others(java.util.function.Consumer<Node> deed) {
      for (Node node : nodes) {
        if (node != this) {
          at(now + delay(), () -> deed.accept(node));
        }
      }
    }

    private void send(int priority) {
      for (Node node : nodes) {
        if (node == this || isLost(node)) {
          continue;
        }
        Sender from = new Sender(0, number, "node" + number);
        Event.Advert advert =
            new Event.Advert(from, priority, rules.interval(), number - node.number);
        at(now + delay(), () -> node.deliver(advert));
      }
    }

    /** Never three in a row, and none shortly before this node is killed or stands still. */
    private boolean isLost(Node to) {
      boolean may = now < calm - 4 * SECOND && lost[to.number] < 2;
      if (may && random.nextDouble() < loss) {
        lost[to.number]++;
        return true;
      }
      lost[to.number] = 0;
      return false;
    }

    @Override
    public String toString() {
      return "node "
          + number
          + (running ? " " : " dead ")
          + (isStalled() ? "stalled " : "")
          + (holdsUntil > now ? "OWNS " : "")
          + state.phase()
          + " "
          + state.priority();
    }
  }
}
