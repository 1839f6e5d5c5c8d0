package io.gatehouse.gateway.check;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A log server: collects messages about servers, with durations masked. */
public final class Sink implements AutoCloseable {
  private final DatagramSocket socket;
  private final List<String> heard = new ArrayList<>();

  public Sink() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    socket.setSoTimeout(15_000);
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** Waits until each of the words was in a message, in whatever order. */
  public void await(String... words) throws IOException {
    List<String> missing = new ArrayList<>(List.of(words));
    do {
      String line;
      DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
      try {
        socket.receive(packet);
      } catch (IOException silent) {
        throw new IOException(
            "never heard " + missing + " but " + String.join("\n", heard), silent);
      }
      line = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8).strip();
      if (!line.matches(".*Proxy \\S+ (started|stopped).*")) {
        heard.add(unnamed(line.replaceAll("duration: \\d+ms", "duration: Nms")));
      }
      missing.removeIf(line::contains);
    } while (!missing.isEmpty());
  }

  /** Newer versions than the installed one name the error before they say what it means. */
  private static String unnamed(String line) {
    return line.replaceAll("E[A-Z]+ returned by OS \\(([^)]*)\\)", "$1");
  }

  public List<String> heard() {
    return heard;
  }

  @Override
  public void close() {
    socket.close();
  }
}
