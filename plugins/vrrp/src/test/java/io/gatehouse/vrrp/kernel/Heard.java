package io.gatehouse.vrrp.kernel;

import io.gatehouse.vrrp.port.AdvertisementSocket;
import io.gatehouse.vrrp.port.Host;
import io.gatehouse.vrrp.port.Host.Link;
import io.gatehouse.vrrp.port.Inbound;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Notes what a host tells. */
class Heard implements Host.Events {
  private static final long PATIENCE = 20_000_000_000L;

  final List<Advert> adverts = new ArrayList<>();
  final List<Link> changes = new ArrayList<>();
  final List<String> disappeared = new ArrayList<>();
  final List<InetAddress> gone = new ArrayList<>();
  final List<String> owners = new ArrayList<>();
  final List<InetAddress> questions = new ArrayList<>();

  /** A packet that came, copied. */
  record Advert(byte[] bytes, String source, String destination, int hopLimit) {}

  /** Lets the host wait until something is so, or fails. */
  void until(Host host, BooleanSupplier condition) throws IOException {
    long end = host.nanos() + PATIENCE;
    while (!condition.getAsBoolean()) {
      if (host.nanos() > end) {
        throw new AssertionError("it did not come: " + this);
      }
      host.await(host.nanos() + 100_000_000, this);
    }
  }

  @Override
  public void advertisement(AdvertisementSocket socket, Inbound packet) {
    int size = packet.ipv6 ? 16 : 4;
    adverts.add(
        new Advert(
            Arrays.copyOf(packet.bytes, packet.length),
            words(Arrays.copyOf(packet.source, size)),
            words(Arrays.copyOf(packet.destination, size)),
            packet.hopLimit));
  }

  @Override
  public void changed(Link link) {
    changes.add(link);
  }

  @Override
  public void disappeared(int interfaceIndex, String name) {
    disappeared.add(name);
  }

  @Override
  public void addressGone(int interfaceIndex, InetAddress address) {
    gone.add(address);
  }

  @Override
  public void otherOwner(int interfaceIndex, InetAddress address, byte[] mac, boolean unasked) {
    owners.add(address.getHostAddress() + " " + HexFormat.ofDelimiter(":").formatHex(mac));
  }

  @Override
  public void asked(int interfaceIndex, InetAddress address) {
    questions.add(address);
  }

  @Override
  public String toString() {
    return adverts.size() + " adverts, " + changes + disappeared + gone + owners;
  }

  private static String words(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
