package io.gatehouse.gateway.balance;

import io.gatehouse.testkit.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One of the two programs in a contest, with the servers and clients that are its own. */
final class Side {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final int port;
  private final HeldServers servers;
  private final Cli runtime;
  private final List<RawClient> clients = new ArrayList<>();

  /** Its runtime socket. */
  interface Cli {
    String say(String line) throws IOException;
  }

  Side(int port, HeldServers servers, Cli runtime) {
    this.port = port;
    this.servers = servers;
    this.runtime = runtime;
  }

  HeldServers servers() {
    return servers;
  }

  String say(String line) throws IOException {
    return runtime.say(line + "\n");
  }

  /** Sends a request on a connection of its own, which stays open. */
  RawClient send(String path, String... fields) throws IOException {
    RawClient client = connect();
    client.send("GET " + path + " HTTP/1.1\r\nHost: h\r\n" + lines(fields) + "\r\n");
    return client;
  }

  RawClient connect() throws IOException {
    RawClient client = RawClient.connect(port);
    clients.add(client);
    return client;
  }

  private static String lines(String... fields) {
    StringBuilder text = new StringBuilder();
    Arrays.asList(fields).forEach(field -> text.append(field).append("\r\n"));
    return text.toString();
  }

  /** Sends a request and waits for the status of its answer. */
  int ask(String path, String... fields) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      client.send("GET " + path + " HTTP/1.1\r\nHost: h\r\n" + lines(fields) + "\r\n");
      return client.readAnswer().status();
    }
  }

  /** A number of {@code show stat}. */
  int stat(String proxy, String row, String column) throws IOException {
    String value = text(proxy, row, column);
    return value.isEmpty() ? 0 : Integer.parseInt(value);
  }

  /** A word of {@code show stat}. */
  String text(String proxy, String row, String column) throws IOException {
    String[] lines = say("show stat").split("\n");
    int index = Arrays.asList(lines[0].substring(2).split(",")).indexOf(column);
    for (String line : lines) {
      if (line.startsWith(proxy + "," + row + ",")) {
        return line.split(",", -1)[index];
      }
    }
    throw new IllegalArgumentException("no " + proxy + "/" + row);
  }

  /** How many of a backend's requests its servers work on, and how many wait. */
  String load(String backend, String... servers) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String server : servers) {
      text.append(server).append(' ').append(stat(backend, server, "scur"));
      text.append('+').append(stat(backend, server, "qcur")).append(' ');
    }
    return text.append("waiting ").append(stat(backend, "BACKEND", "qcur")).toString();
  }

  /** Waits until that many requests are at servers or wait for one. */
  String settled(int requests, String backend, String... servers) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    String before = "";
    while (true) {
      String load = load(backend, servers);
      int sum = 0;
      for (String number : load.replaceAll("[^0-9]+", " ").strip().split(" ")) {
        sum += Integer.parseInt(number);
      }
      if (sum == requests && load.equals(before)) {
        return load;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("expected " + requests + " requests, found " + load);
      }
      before = load;
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Waits until so many sessions are left in a backend. */
  void awaitSessions(String backend, int count) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (stat(backend, "BACKEND", "scur") != count) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not " + count + " sessions are left");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  void close() {
    clients.forEach(RawClient::close);
    servers.close();
  }
}
