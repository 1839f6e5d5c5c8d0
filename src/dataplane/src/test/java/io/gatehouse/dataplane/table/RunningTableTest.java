package io.gatehouse.dataplane.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.table.Datum;
import io.gatehouse.api.table.KeyType;
import io.gatehouse.api.table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RunningTableTest {

  private static Entry row(TestTable test, long key) {
    return Objects.requireNonNull(test.obtain(key));
  }

  @Test
  void aRowThatWasNotUsedInTimeIsGone() {
    TestTable test = TestTable.of(10, 1_000, false);
    row(test, 1);
    test.now += 999;
    assertThat(test.find(1)).isNotNull();
    test.now += 1;
    assertThat(test.find(1)).isNull();
    assertThat(test.table.used()).isZero();
  }

  @Test
  void lookingDoesNotKeepARowAndTouchingDoes() {
    TestTable test = TestTable.of(10, 1_000, false);
    row(test, 1);
    Entry used = row(test, 2);
    test.now += 600;
    assertThat(test.find(1)).isNotNull();
    used.touch();
    test.now += 600;
    assertThat(test.find(1)).isNull();
    assertThat(test.find(2)).isSameAs(used);
    assertThat(used.idle()).isEqualTo(600);
    assertThat(used.remaining()).isEqualTo(400);
  }

  @Test
  void aTrackedRowStaysAndGoesWithItsLastTracker() {
    TestTable test = TestTable.of(10, 1_000, false);
    StickCounters one = new StickCounters();
    StickCounters other = new StickCounters();
    assertThat(one.trackSession(0, test.table, TestTable.number(5))).isNotNull();
    assertThat(other.trackExchange(1, test.table, TestTable.number(5))).isNotNull();
    Entry row = Objects.requireNonNull(test.find(5));
    assertThat(row.trackers()).isEqualTo(2);
    assertThat(row.value(Datum.CONN_CUR, 0)).isEqualTo(2);
    test.now += 10_000;
    assertThat(test.table.sweep(100)).isFalse();
    assertThat(test.find(5)).isSameAs(row);
    other.endExchange();
    assertThat(row.value(Datum.CONN_CUR, 0)).isEqualTo(1);
    test.now += 10_000;
    one.endSession();
    assertThat(row.trackers()).isZero();
    test.now += 1_000;
    assertThat(test.find(5)).isNull();
  }

  @Test
  void aFullTableLosesItsOldestRow() {
    TestTable test = TestTable.of(3, 60_000, false);
    for (int key = 1; key <= 3; key++) {
      row(test, key);
      test.now += 2_000;
    }
    row(test, 1).touch();
    test.now += 2_000;
    row(test, 4);
    assertThat(test.find(2)).isNull();
    assertThat(test.find(1)).isNotNull();
    assertThat(test.find(3)).isNotNull();
    assertThat(test.table.used()).isEqualTo(3);
  }

  @Test
  void aFullTableThatIsNotPurgedTakesNoNewKey() {
    TestTable test = TestTable.of(2, 1_000, true);
    row(test, 1);
    row(test, 2);
    assertThat(test.obtain(3)).isNull();
    assertThat(test.obtain(2)).isNotNull();
    test.now += 1_100;
    assertThat(test.obtain(3)).isNotNull();
  }

  @Test
  void aTableFullOfTrackedRowsTakesNoNewKey() {
    TestTable test = TestTable.of(1, 0, false);
    StickCounters counters = new StickCounters();
    assertThat(counters.trackSession(0, test.table, TestTable.number(1))).isNotNull();
    assertThat(test.obtain(2)).isNull();
    counters.endSession();
    assertThat(test.obtain(2)).isNotNull();
  }

  @Test
  void aCounterTracksTheFirstKeyItIsGiven() {
    TestTable test = TestTable.of(10, 0, false);
    StickCounters counters = new StickCounters();
    assertThat(counters.trackSession(0, test.table, TestTable.number(1))).isNotNull();
    assertThat(counters.trackExchange(0, test.table, TestTable.number(2))).isNull();
    assertThat(counters.row(0)).isSameAs(test.find(1));
    assertThat(counters.row(1)).isNull();
    counters.count(Datum.HTTP_REQ_CNT, Datum.HTTP_REQ_RATE, 1);
    assertThat(row(test, 1).value(Datum.HTTP_REQ_CNT, 0)).isEqualTo(1);
    assertThat(row(test, 1).value(Datum.HTTP_REQ_RATE, 0)).isEqualTo(1);
  }

  @Test
  void thereAreAsManyCountersAsAreTracked() {
    TestTable test = TestTable.of(10, 0, false);
    StickCounters counters = new StickCounters();
    assertThat(counters.trackSession(1, test.table, TestTable.number(1))).isNotNull();
    assertThat(counters.row(7)).isNull();
    assertThat(counters.trackExchange(7, test.table, TestTable.number(2))).isNotNull();
    assertThat(counters.row(1)).isSameAs(test.find(1));
    assertThat(counters.row(7)).isSameAs(test.find(2));
    counters.endSession();
    assertThat(row(test, 1).trackers()).isZero();
    assertThat(row(test, 2).trackers()).isZero();
  }

  @Test
  void ratesSlideFromOnePeriodToTheNext() {
    TestTable test = TestTable.of(10, 0, false);
    Entry row = row(test, 1);
    for (int i = 0; i < 100; i++) {
      row.add(Datum.HTTP_REQ_RATE, 0, 1);
    }
    assertThat(row.value(Datum.HTTP_REQ_RATE, 0)).isEqualTo(100);
    test.now += TestTable.PERIOD + TestTable.PERIOD / 4;
    assertThat(row.value(Datum.HTTP_REQ_RATE, 0)).isEqualTo(75);
    row.add(Datum.HTTP_REQ_RATE, 0, 10);
    assertThat(row.value(Datum.HTTP_REQ_RATE, 0)).isEqualTo(85);
    test.now += 3L * TestTable.PERIOD;
    assertThat(row.value(Datum.HTTP_REQ_RATE, 0)).isZero();
  }

  /** Of {@link TestTable#BYTES_FACTOR} bytes. */
  @Test
  void ratesOfBytesCountBlocks() {
    Entry row = row(TestTable.of(10, 0, false), 1);
    row.add(Datum.BYTES_IN_RATE, 0, 1);
    row.add(Datum.BYTES_IN_RATE, 0, 25);
    assertThat(row.value(Datum.BYTES_IN_RATE, 0)).isEqualTo(40);
    long[] told = new long[3];
    assertThat(row.rate(Datum.BYTES_IN_RATE, 0, told)).isTrue();
    assertThat(told[1]).isEqualTo(4);
    row.set(Datum.BYTES_IN_RATE, 0, 70);
    assertThat(row.value(Datum.BYTES_IN_RATE, 0)).isEqualTo(70);
  }

  @Test
  void theFirstElementOfAnArrayStandsForTheSingleValue() {
    Entry row = row(TestTable.of(10, 0, false), 1);
    assertThat(row.set(Datum.GPT0, 0, 7)).isTrue();
    assertThat(row.value(Datum.GPT, 0)).isEqualTo(7);
    assertThat(row.value(Datum.GPT, 2)).isZero();
    assertThat(row.value(Datum.GPT, 3)).isEqualTo(Row.ABSENT);
    assertThat(row.value(Datum.GPC1, 0)).isEqualTo(Row.ABSENT);
  }

  @Test
  void numbersAreOf32BitsAndBytesOf64() {
    Entry row = row(TestTable.of(10, 0, false), 1);
    assertThat(row.add(Datum.GPC0, 0, 0xffff_ffffL)).isEqualTo(0xffff_ffffL);
    assertThat(row.add(Datum.GPC0, 0, 2)).isEqualTo(1);
    assertThat(row.add(Datum.BYTES_IN_CNT, 0, 1L << 40)).isEqualTo(1L << 40);
  }

  @Test
  void keysAreCutAndFilledToTheTablesLength() {
    TestTable words = TestTable.of(KeyType.STRING, 3, 10, 0, false);
    assertThat(words.table.obtain(TestTable.text("abcd")))
        .isSameAs(words.table.find(TestTable.text("abcx")));
    assertThat(words.table.find(TestTable.text("ab"))).isNull();
    TestTable binary = TestTable.of(KeyType.BINARY, 4, 10, 0, false);
    Entry row = Objects.requireNonNull(binary.table.obtain(TestTable.text("q")));
    Sample key = new Sample(64);
    row.key(key);
    assertThat(key.text()).isEqualTo("q\0\0\0");
    TestTable addresses = TestTable.of(KeyType.IP, 4, 10, 0, false);
    assertThat(addresses.table.obtain(TestTable.text("nonsense"))).isNull();
    assertThat(addresses.table.obtain(TestTable.text("192.0.2.1"))).isNotNull();
  }

  @Test
  void manyThreadsShareATableThatIsTooSmallForThem() throws InterruptedException {
    TestTable test = TestTable.of(50, 0, false);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int first = t * 20;
      threads.add(Thread.ofPlatform().start(() -> hammer(test.table, first)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(test.table.rows()).hasSize(test.table.used());
    assertThat(test.table.used()).isLessThanOrEqualTo(50);
    for (Entry row : test.table.rows()) {
      assertThat(row.trackers()).isZero();
      assertThat(row.value(Datum.CONN_CUR, 0)).isZero();
    }
  }

  private static void hammer(RunningTable table, int first) {
    StickCounters counters = new StickCounters();
    for (int i = 0; i < 20_000; i++) {
      counters.trackSession(0, table, TestTable.number(first + i % 40));
      counters.trackExchange(1, table, TestTable.number(i % 7));
      counters.count(Datum.HTTP_REQ_CNT, Datum.HTTP_REQ_RATE, 1);
      counters.endSession();
    }
  }
}
