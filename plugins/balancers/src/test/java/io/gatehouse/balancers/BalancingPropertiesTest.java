package io.gatehouse.balancers;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.api.balance.HashSettings.Affinity;
import io.gatehouse.api.balance.HashSettings.Function;
import io.gatehouse.api.balance.HashSettings.Method;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What must hold for all weights and numbers of servers. */
class BalancingPropertiesTest {
  private static final HashSettings RING =
      new HashSettings(Method.CONSISTENT, Function.SDBM, true, 0, Affinity.ALWAYS);
  private static final int KEYS = 3_000;

  private static int[] count(Bench bench, int choices, int servers) {
    int[] counts = new int[servers];
    bench.choose(choices).chars().forEach(name -> counts[name - 'A']++);
    return counts;
  }

  @Property(tries = 60)
  void staticRrGivesEachServerExactlyItsWeightInACycle(@ForAll @Size(min = 1, max = 8) int[] raw) {
    int[] weights = weights(raw);
    int cycle = Arrays.stream(weights).sum();

    assertThat(count(new Bench("static-rr", weights), cycle, weights.length)).isEqualTo(weights);
  }

  @Property(tries = 60)
  void roundrobinKeepsEachServerWithinAFewOfItsShare(@ForAll @Size(min = 1, max = 8) int[] raw) {
    int[] weights = weights(raw);
    int total = Arrays.stream(weights).sum();
    int choices = 16 * total;
    int[] counts = count(new Bench("roundrobin", weights), choices, weights.length);

    for (int i = 0; i < weights.length; i++) {
      assertThat(counts[i]).isBetween(16 * weights[i] - 2, 16 * weights[i] + 2);
    }
  }

  private static int[] weights(int[] raw) {
    return Arrays.stream(raw).map(weight -> Math.floorMod(weight, 40) + 1).toArray();
  }

  @Property(tries = 20)
  void aServerThatLeavesTheRingMovesNoKeysButItsOwn(@ForAll @IntRange(min = 2, max = 12) int n) {
    movesOnlyTheKeysOf("uri", RING, n, 0);
  }

  /** Maglev trades a little disruption for evenness: some other keys move too, but few. */
  @Property(tries = 10)
  void aServerThatLeavesMaglevMovesFewOtherKeys(@ForAll @IntRange(min = 3, max = 12) int n) {
    movesOnlyTheKeysOf("maglev", HashSettings.DEFAULT, n, KEYS / 20);
  }

  private static void movesOnlyTheKeysOf(String balance, HashSettings hash, int n, int tolerated) {
    int[] weights = new int[n];
    Arrays.fill(weights, 1);
    Bench bench = new Bench(balance, hash, weights);
    String before = keys(bench);
    bench.remove("B");
    String after = keys(bench);
    int moved = 0;
    for (int i = 0; i < KEYS; i++) {
      if (before.charAt(i) != 'B' && before.charAt(i) != after.charAt(i)) {
        moved++;
      }
    }
    assertThat(after).doesNotContain("B").doesNotContain("-");
    assertThat(moved).isLessThanOrEqualTo(tolerated);
  }

  private static String keys(Bench bench) {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < KEYS; i++) {
      names.append(bench.choose(RandomRequest.of(random).exchange()));
    }
    return names.toString();
  }

  @Property(tries = 10)
  void maglevSpreadsKeysByWeight(@ForAll @IntRange(min = 1, max = 4) int heavy) {
    String chosen = keys(new Bench("maglev", heavy, 1, 1));
    double share = heavy / (heavy + 2.0);

    assertThat((double) chosen.chars().filter(name -> name == 'A').count() / KEYS)
        .isBetween(share - 0.05, share + 0.05);
  }
}
