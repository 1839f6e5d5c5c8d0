package io.gatehouse.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Backup servers stand in as those of the real HAProxy do. */
@Timeout(60)
class BackupOracleTest {
  private static final String TEXT =
      """
      listen l
        bind {port}
        option http-server-close
        LINES
        server a {A} weight 2
        server b {B}
        server c {C} backup
        server d {D} backup
        server e {E} backup
      """;
  private static final String[] STEPS = {
    "",
    "set server l/a state maint",
    "set server l/b state maint",
    "set server l/c state maint",
    "set server l/d state drain",
    "set server l/c state ready",
    "set server l/e state maint",
    "set server l/d state ready",
    "set server l/c weight 0",
    "set server l/b state ready",
    "set server l/b weight 0",
    "set server l/a state ready",
  };

  private static String inBoth(String... lines) throws IOException, InterruptedException {
    String text = TEXT.replace("LINES", String.join("\n  ", lines));
    try (Contest contest = Contest.prompt(text, "A", "B", "C", "D", "E")) {
      boolean placed = !text.contains("rr") && !text.contains("robin") && !text.contains("conn\n");
      return contest.same(side -> course(side, placed));
    }
  }

  /**
   * @param placed whether the algorithm gives a request its place
   */
  private static Object course(Side side, boolean placed) throws IOException, InterruptedException {
    List<String> seen = new ArrayList<>();
    int before = 0;
    for (String step : STEPS) {
      seen.add(step.isEmpty() ? "" : side.say(step).strip());
      for (int i = 0; i < 12; i++) {
        int status = side.ask("/" + i % 5);
        if (status != 200) {
          seen.add(String.valueOf(status));
        }
      }
      seen.add(
          side.stat("l", "BACKEND", "act")
              + " active "
              + side.stat("l", "BACKEND", "bck")
              + " backup weight "
              + side.stat("l", "BACKEND", "weight"));
      List<String> arrivals = side.servers().arrivals(0);
      List<String> mine = new ArrayList<>(arrivals.subList(before, arrivals.size()));
      before = arrivals.size();
      if (!placed) {
        // Where a rotation goes on after a change is nobody's promise: how often counts.
        mine.replaceAll(arrival -> arrival.substring(0, 1));
        mine.sort(null);
      }
      seen.add(step + " " + mine);
    }
    return String.join("\n", seen);
  }

  @Test
  void theFirstBackupServesAlone() throws IOException, InterruptedException {
    assertThat(inBoth("balance roundrobin")).contains("C, C, C");
  }

  @Test
  void allBackupsShareTheLoad() throws IOException, InterruptedException {
    assertThat(inBoth("balance roundrobin", "option allbackups"))
        .contains("C, C, C, C, D, D, D, D, E, E, E, E");
  }

  @Test
  void everyAlgorithmTreatsThemAlike() throws IOException, InterruptedException {
    for (String balance :
        List.of(
            "balance static-rr",
            "balance leastconn",
            "balance first",
            "balance source",
            "balance uri",
            "balance uri\n  hash-type consistent")) {
      inBoth(balance);
      inBoth(balance, "option allbackups");
    }
  }

  @Test
  void aFullServerSendsNobodyToTheBackups() throws IOException, InterruptedException {
    String text =
        """
        listen l
          bind {port}
          option httpclose
          server a {A} maxconn 1
          server b {B} backup
        """;
    try (Contest contest = Contest.held(text, "A", "B")) {
      assertThat(
              contest.same(
                  side -> {
                    side.send("/1");
                    side.settled(1, "l", "a", "b");
                    side.send("/2");
                    return side.settled(2, "l", "a", "b");
                  }))
          .isEqualTo("a 1+0 b 0+0 waiting 1");
    }
  }

  @Test
  void boundedLoadsSpillToTheNextServerOfTheRing() throws IOException, InterruptedException {
    for (int factor : new int[] {101, 125, 150, 200, 300}) {
      String text =
          """
          listen l
            bind {port}
            option httpclose
            balance hdr(x-key)
            hash-type consistent
            hash-balance-factor %d
            server a {A}
            server b {B} weight 3
            server c {C} weight 2
          """
              .formatted(factor);
      try (Contest contest = Contest.held(text, "A", "B", "C")) {
        contest.same(BackupOracleTest::spilling);
      }
    }
  }

  private static Object spilling(Side side) throws IOException, InterruptedException {
    List<String> seen = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      side.send("/" + i, "X-Key: " + i % 3);
      seen.add(side.servers().arrivals(i).get(i - 1));
      if (i % 4 == 0) {
        side.servers().answer("/" + i / 4);
        side.awaitSessions("l", i - i / 4);
      }
    }
    return seen;
  }
}
