package io.gatehouse.balancers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Algorithms that look at how busy or how slow servers are. */
class LoadTest {
  private static long count(String choices, char name) {
    return choices.chars().filter(c -> c == name).count();
  }

  @Test
  void leastconnGivesABusyServerLess() {
    Bench bench = new Bench("leastconn", 1, 1, 1);
    bench.servers.get(1).served = 5;

    assertThat(bench.choose(4)).isEqualTo("ACAC");
  }

  @Test
  void leastconnUsesAPlaceInAFullServersOwnQueue() {
    Bench bench = new Bench("leastconn", 1, 4);
    bench.servers.get(1).served = 2;
    bench.servers.get(1).maxconn = 2;
    bench.servers.get(0).served = 2;
    bench.closed.set(1);

    assertThat(bench.choose(2)).isEqualTo("AA");
    bench.servers.get(1).maxqueue = 1;
    assertThat(bench.choose(1)).isEqualTo("B");
    bench.servers.get(1).queued = 1;
    assertThat(bench.choose(1)).isEqualTo("A");
  }

  @Test
  void leastconnCountsQueuedExchangesAndWeights() {
    Bench bench = new Bench("leastconn", 1, 4);
    bench.servers.get(0).queued = 1;
    bench.servers.get(1).served = 6;

    assertThat(bench.choose(1)).isEqualTo("B");
    bench.servers.get(1).served = 8;
    assertThat(bench.choose(1)).isEqualTo("A");
  }

  @Test
  void randomTakesTheLighterOfTwo() {
    Bench bench = new Bench("random(2)", 1, 1);
    bench.servers.get(0).served = 9;
    String choices = bench.choose(400);

    assertThat(count(choices, 'A')).isBetween(60L, 140L);
    assertThat(new Bench("random(2)", 1, 1).choose(50)).contains("A", "B");
  }

  @Test
  void randomWithOneDrawFollowsTheWeights() {
    String choices = new Bench("random(1)", 1, 3).choose(4_000);

    assertThat(count(choices, 'B')).isBetween(2_700L, 3_300L);
  }

  @Test
  void randomPrefersTheBackendsQueueToAFullServer() {
    Bench bench = new Bench("random", 1, 1);
    bench.closed.set(0, 2);

    assertThat(bench.choose(3)).isEqualTo("---");
  }

  @Test
  void peakEwmaAvoidsAServerThatHasJustBeenSlowAndForgives() {
    Bench bench = new Bench("peak-ewma", 1, 1);
    bench.observe(bench.servers.get(0), 500_000_000);
    bench.observe(bench.servers.get(1), 1_000_000);

    assertThat(bench.choose(20)).isEqualTo("B".repeat(20));
    bench.nanos += 200_000_000_000L;
    bench.observe(bench.servers.get(1), 1_000_000);
    assertThat(bench.choose(20)).isEqualTo("A".repeat(20));
  }

  @Test
  void peakEwmaCountsAFailureAsASlowAnswer() {
    Bench bench = new Bench("peak-ewma", 1, 1);
    bench.observeFailure(bench.servers.get(1));

    assertThat(bench.choose(20)).isEqualTo("A".repeat(20));
  }

  @Test
  void leastTimeTakesTheFastestUntilItIsBusy() {
    Bench bench = new Bench("least-time header", 1, 1, 1);
    bench.observe(bench.servers.get(0), 3_000_000);
    bench.observe(bench.servers.get(1), 1_000_000);
    bench.observe(bench.servers.get(2), 9_000_000);

    assertThat(bench.choose(3)).isEqualTo("BBB");
    bench.servers.get(1).served = 3;
    assertThat(bench.choose(3)).isEqualTo("AAA");
  }

  @Test
  void leastTimeTriesServersOfWhichItKnowsNothingInTurn() {
    assertThat(new Bench("least-time last_byte", 1, 1, 1).choose(6)).isEqualTo("ABCABC");
  }

  @Test
  void averagesSurviveANewSetOfServers() {
    Bench bench = new Bench("least-time", 1, 1, 1);
    bench.observe(bench.servers.get(0), 3_000_000);
    bench.observe(bench.servers.get(1), 1_000_000);
    bench.remove("C");

    assertThat(bench.choose(2)).isEqualTo("BB");
  }

  @Test
  void rotationsPassOverServersThatAreNotOpen() {
    for (String balance : new String[] {"roundrobin", "static-rr", "leastconn", "url_param id"}) {
      Bench bench = new Bench(balance, 1, 2, 3);
      bench.closed.set(2);

      assertThat(bench.choose(30)).describedAs(balance).doesNotContain("C", "-");
      bench.closed.set(0, 3);
      assertThat(bench.choose(3)).describedAs(balance).isEqualTo("---");
    }
  }

  @Test
  void rotationsGoOnWhereTheyWereAfterARebuild() {
    Bench bench = new Bench("roundrobin", 1, 1, 1);

    assertThat(bench.choose(2)).isEqualTo("AB");
    bench.rebuild();
    assertThat(bench.choose(2)).isEqualTo("CA");
  }

  @Test
  void manyHeavyServersStillShareByWeight() {
    int[] weights = new int[600];
    int total = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 217 + i % 40;
      total += weights[i];
    }
    String choices = new Bench("roundrobin", weights).choose(4 * total);

    for (int i = 0; i < 40; i++) {
      assertThat(count(choices, (char) ('A' + i)))
          .isBetween(4L * weights[i] - 4, 4L * weights[i] + 4);
    }
  }
}
