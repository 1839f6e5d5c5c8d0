package io.gatehouse.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits is served in the order of the real HAProxy. */
@Timeout(60)
class QueueOracleTest {
  private static final String PRIORITIES =
      """
      listen l
        bind {port}
        http-request set-priority-class req.hdr(x-class) if { req.hdr(x-class) -m found }
        http-request set-priority-offset req.hdr(x-offset) if { req.hdr(x-offset) -m found }
        option http-server-close
        BALANCE
        server a {A} maxconn 1
      """;

  /** A path and its header fields. */
  private record Wish(String path, String... fields) {}

  private static String served(Side side, List<Wish> wishes)
      throws IOException, InterruptedException {
    side.send("/first");
    side.settled(1, "l", "a");
    for (int i = 0; i < wishes.size(); i++) {
      side.send(wishes.get(i).path(), wishes.get(i).fields());
      side.settled(i + 2, "l", "a");
    }
    String last = "";
    for (int i = 1; i <= wishes.size() + 1; i++) {
      last = side.servers().arrivals(i).getLast();
      side.servers().answer(last.substring(1));
    }
    return String.join(" ", side.servers().arrivals(wishes.size() + 1));
  }

  private static String inBoth(String balance, List<Wish> wishes)
      throws IOException, InterruptedException {
    try (Contest contest = Contest.held(PRIORITIES.replace("BALANCE", balance), "A")) {
      return contest.same(side -> served(side, wishes));
    }
  }

  @Test
  void lowerClassesComeFirstThenWhoCameFirst() throws IOException, InterruptedException {
    List<Wish> wishes =
        List.of(
            new Wish("/five", "X-Class: 5"),
            new Wish("/none"),
            new Wish("/minus", "X-Class: -3"),
            new Wish("/zero", "X-Class: 0"),
            new Wish("/lowest", "X-Class: -2047"),
            new Wish("/highest", "X-Class: 2047"),
            new Wish("/again", "X-Class: 5"));
    for (String balance : List.of("balance roundrobin", "balance uri")) {
      assertThat(inBoth(balance, wishes))
          .isEqualTo("A/first A/lowest A/minus A/none A/zero A/five A/again A/highest");
    }
  }

  @Test
  void offsetsMoveARequestInTimeWithinItsClass() throws IOException, InterruptedException {
    List<Wish> wishes =
        List.of(
            new Wish("/later", "X-Offset: 60000"),
            new Wish("/now"),
            new Wish("/sooner", "X-Offset: -60000"),
            new Wish("/soonest", "X-Offset: -120000"),
            new Wish("/latest", "X-Offset: 120000"),
            new Wish("/low", "X-Class: 1", "X-Offset: -120000"));
    for (String balance : List.of("balance roundrobin", "balance source")) {
      assertThat(inBoth(balance, wishes))
          .isEqualTo("A/first A/soonest A/sooner A/now A/later A/latest A/low");
    }
  }

  @Test
  void numbersBeyondTheLimitsAreBroughtBackToThem() throws IOException, InterruptedException {
    inBoth(
        "balance roundrobin",
        List.of(
            new Wish("/far", "X-Class: 5000"),
            new Wish("/edge", "X-Class: 2047"),
            new Wish("/deep", "X-Class: -99999"),
            new Wish("/low", "X-Class: -2047"),
            new Wish("/word", "X-Class: word"),
            new Wish("/plain")));
  }

  @Test
  void whatWaitsForOneServerMeetsWhatWaitsForAny() throws IOException, InterruptedException {
    String text =
        """
        listen l
          bind {port}
          option http-server-close
          use-server a if { path_beg /a }
          http-request set-priority-class int(-1) if { path_end urgent }
          server a {A} maxconn 1
          server b {B} maxconn 1
        """;
    try (Contest contest = Contest.held(text, "A", "B")) {
      contest.same(QueueOracleTest::mixed);
    }
  }

  private static Object mixed(Side side) throws IOException, InterruptedException {
    List<String> seen = new ArrayList<>();
    String[] paths = {"/a1", "/b1", "/x2", "/a2", "/x3", "/a3urgent", "/x4urgent"};
    for (int i = 0; i < paths.length; i++) {
      side.send(paths[i]);
      seen.add(side.settled(i + 1, "l", "a", "b"));
    }
    for (int i = 1; i <= paths.length; i++) {
      String next = i == 1 ? "A/a1" : side.servers().arrivals(i + 1).getLast();
      side.servers().answer(next.substring(1));
      if (i == paths.length - 1) {
        break;
      }
    }
    seen.addAll(side.servers().arrivals(paths.length));
    return seen;
  }

  /** Without {@code option redispatch} who waits for a server stays there. */
  @Test
  void aServerThatGoesKeepsItsQueueUnlessRedispatchIsAllowed()
      throws IOException, InterruptedException {
    String text =
        """
        listen l
          bind {port}
          option http-server-close
          REDISPATCH
          balance uri
          server a {A} maxconn 1
          server b {B} maxconn 1 backup
        """;
    for (String redispatch : List.of("no option redispatch", "option redispatch")) {
      for (String state : List.of("drain", "maint")) {
        try (Contest contest = Contest.held(text.replace("REDISPATCH", redispatch), "A", "B")) {
          String seen = contest.same(side -> leaving(side, state));
          assertThat(seen).as("%s %s", redispatch, state).contains("A/first");
        }
      }
    }
  }

  private static Object leaving(Side side, String state) throws IOException, InterruptedException {
    side.send("/first");
    side.settled(1, "l", "a", "b");
    side.send("/second");
    side.settled(2, "l", "a", "b");
    side.say("set server l/a state " + state);
    side.send("/third");
    String load = side.settled(3, "l", "a", "b");
    side.servers().answer("/first");
    side.servers().answer("/second");
    side.servers().answer("/third");
    List<String> sorted = new ArrayList<>(side.servers().arrivals(3));
    sorted.sort(null);
    return load + " " + sorted;
  }
}
