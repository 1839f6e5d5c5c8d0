package io.gatehouse.gateway.quickstart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clients with different addresses, paths and users, a few at a time; they count which server
 * answered.
 */
final class DemoClients {
  private static final int AT_A_TIME = 8;
  private static final int TIMEOUT_MILLIS = 10_000;

  /** Loopback addresses that Linux answers from without any set-up. */
  private static final int ADDRESSES = 250;

  private final InetSocketAddress gateway;
  private final Algorithm.Traffic traffic;

  DemoClients(InetSocketAddress gateway, Algorithm.Traffic traffic) {
    this.gateway = gateway;
    this.traffic = traffic;
  }

  /** How often each of the two servers answered. */
  Map<String, Integer> send(int requests) throws InterruptedException, IOException {
    Map<String, Integer> answers = new TreeMap<>(Map.of("a", 0, "b", 0));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<String>>> clients = new ArrayList<>();
      for (int client = 0; client < AT_A_TIME; client++) {
        int first = client;
        clients.add(() -> everyEighth(first, requests));
      }
      for (Future<List<String>> client : threads.invokeAll(clients)) {
        for (String answer : client.get()) {
          answers.merge(answer, 1, Integer::sum);
        }
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
    return answers;
  }

  private List<String> everyEighth(int first, int requests) throws IOException {
    List<String> answers = new ArrayList<>();
    for (int request = first; request < requests; request += AT_A_TIME) {
      answers.add(ask(request));
    }
    return answers;
  }

  private String ask(int number) throws IOException {
    byte[] address = {127, 0, 0, (byte) (1 + number % ADDRESSES)};
    SocketAddress own = new InetSocketAddress(InetAddress.getByAddress(address), 0);
    try (Socket socket = new Socket()) {
      socket.bind(own);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(gateway, TIMEOUT_MILLIS);
      socket.getOutputStream().write(packet(number));
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      return answer.substring(answer.lastIndexOf('\n', answer.length() - 2) + 1).strip();
    }
  }

  private byte[] packet(int number) {
    return traffic == Algorithm.Traffic.HTTP ? request(number) : remoteDesktop(number);
  }

  private static byte[] request(int number) {
    return """
    GET /page/%d?user=%d HTTP/1.1\r
    Host: quickstart\r
    X-User: %d\r
    Connection: close\r
    \r
    """
        .formatted(number, number, number)
        .getBytes(ISO_8859_1);
  }

  /** A connection request of RDP: TPKT, X.224, cookie. */
  private static byte[] remoteDesktop(int number) {
    byte[] cookie = ("Cookie: mstshash=user" + number + "\r\n").getBytes(ISO_8859_1);
    int x224 = cookie.length + 6;
    byte[] packet = new byte[x224 + 5];
    packet[0] = 3;
    packet[3] = (byte) packet.length;
    packet[4] = (byte) x224;
    packet[5] = (byte) 0xe0;
    System.arraycopy(cookie, 0, packet, 11, cookie.length);
    return packet;
  }
}
