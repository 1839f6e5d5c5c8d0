package io.gatehouse.vrrp;

import io.gatehouse.api.vip.TrackedStatus;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipStatus;
import io.gatehouse.api.vip.VipSurroundings;
import io.gatehouse.api.vip.VipSurroundings.Severity;
import io.gatehouse.api.vip.Vitality;
import io.gatehouse.vrrp.machine.Event;
import io.gatehouse.vrrp.packet.AdvertisementCodec;
import io.gatehouse.vrrp.port.AdvertisementSocket;
import io.gatehouse.vrrp.port.Host;
import io.gatehouse.vrrp.port.Inbound;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread of the protocol: waits for packets and times, lets the instances step, and looks at
 * the data plane's health. Adverts that wait are always heard before the clock is: after any pause
 * a better master comes first.
 */
final class VrrpRunner implements Runnable, Host.Events {
  /** How often the data plane is asked how it is. */
  private static final long LOOK = 50_000_000L;

  private static final HexFormat MAC = HexFormat.ofDelimiter(":");

  private final Host host;
  private final VipSurroundings surroundings;
  private final Links links = new Links();
  private final Sockets sockets;
  private final Workshop workshop;
  private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();
  private final Unknown unknown = new Unknown();
  private volatile Generation generation;
  private volatile boolean closing;
  private Vitality vitality;
  private boolean linksChanged;
  private boolean linksUncertain;
  private InetAddress[] gone = {};
  private boolean isFailing;

  VrrpRunner(Host host, VipSurroundings surroundings, Workshop workshop) throws IOException {
    this.host = host;
    this.surroundings = surroundings;
    this.workshop = workshop;
    sockets = new Sockets(host);
    links.replace(host.links());
    vitality = surroundings.vitality();
    generation = Generation.empty(room(VipConfiguration.NONE));
  }

  private Room room(VipConfiguration configuration) {
    return new Room(
        host,
        links,
        sockets,
        surroundings,
        workshop.notifier(configuration),
        configuration.globals());
  }

  /** Any thread. */
  List<VipStatus> status() {
    return generation.status();
  }

  /** Any thread. */
  List<TrackedStatus> tracked() {
    return generation.tracked();
  }

  /** Any thread. */
  void post(Runnable errand) {
    errands.add(errand);
    host.wakeUp();
  }

  /** Any thread. */
  void end() {
    closing = true;
    host.wakeUp();
  }

  /** The runner's thread, or before it runs. */
  void adopt(VipConfiguration configuration) {
    Generation before = generation;
    generation = before.next(configuration, room(configuration), workshop);
  }

  @Override
  public void run() {
    try {
      while (!closing) {
        turn();
      }
    } catch (RuntimeException | Error e) {
      surroundings.log(Severity.ALERT, "VRRP ends, the addresses are given up: " + e);
      throw e;
    } finally {
      generation.close();
      host.close();
    }
  }

  private void turn() {
    try {
      host.await(Math.min(generation.wakeAt(), host.nanos() + LOOK), this);
      isFailing = false;
    } catch (IOException e) {
      // Without this the loop would spin for as long as it lasts.
      LockSupport.parkNanos(LOOK / 5);
      if (!isFailing) {
        surroundings.log(Severity.ERROR, "VRRP: " + e.getMessage());
      }
      isFailing = true;
    }
    look();
    generation.tick(host.nanos());
  }

  /** Takes in what changed outside before anything is renewed. */
  private void look() {
    for (Runnable errand = errands.poll(); errand != null; errand = errands.poll()) {
      errand.run();
    }
    if (linksUncertain) {
      refresh();
    }
    if (linksChanged) {
      linksChanged = false;
      generation.locate();
    }
    generation.weighIfChanged();
    Vitality now = surroundings.vitality();
    if (now != vitality) {
      vitality = now;
      generation.step(new Event.Fate(now));
    }
  }

  /** An address went off: only the kernel knows whether it came back meanwhile. */
  private void refresh() {
    linksUncertain = false;
    try {
      links.replace(host.links());
    } catch (IOException e) {
      surroundings.log(Severity.ERROR, "VRRP: " + e.getMessage());
      return;
    }
    linksChanged = true;
    InetAddress[] addresses = gone;
    gone = new InetAddress[0];
    for (InetAddress address : addresses) {
      generation.each(instance -> instance.addressGone(address));
    }
  }

  @Override
  public void advertisement(AdvertisementSocket socket, Inbound packet) {
    Sockets.Shared shared = sockets.find(socket);
    if (shared == null) {
      return;
    }
    int id = AdvertisementCodec.routerId(packet);
    Instance instance = shared.find(id);
    if (instance != null) {
      instance.receive(packet);
    } else if (id >= 0) {
      unknown.received(id, shared, surroundings);
    }
  }

  @Override
  public void changed(Host.Link link) {
    Host.Link before = links.find(link.name());
    if (before == null || before.up() != link.up()) {
      surroundings.log(
          Severity.INFO, "Netlink reports " + link.name() + (link.up() ? " up" : " down"));
    }
    links.changed(link);
    linksChanged = true;
  }

  @Override
  public void disappeared(int interfaceIndex, String name) {
    surroundings.log(Severity.WARNING, "Interface " + name + " deleted");
    links.disappeared(interfaceIndex);
    linksChanged = true;
  }

  @Override
  public void addressGone(int interfaceIndex, InetAddress address) {
    gone = java.util.Arrays.copyOf(gone, gone.length + 1);
    gone[gone.length - 1] = address;
    linksUncertain = true;
  }

  @Override
  public void otherOwner(int interfaceIndex, InetAddress address, byte[] mac, boolean unasked) {
    String words = MAC.formatHex(mac);
    generation.each(instance -> instance.otherOwner(address, words, unasked));
  }

  @Override
  public void asked(int interfaceIndex, InetAddress address) {
    generation.each(instance -> instance.asked(address));
  }
}
