package io.gatehouse.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.Script;
import io.gatehouse.api.vip.Tracked;
import io.gatehouse.api.vip.Tracking;
import io.gatehouse.api.vip.Tracking.Watch;
import io.gatehouse.vrrp.port.Host.Link;
import io.gatehouse.vrrp.port.Watched;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WeightsTest {
  private final Links links = new Links();
  private final Map<String, Tracked> tracked = new HashMap<>();
  private Watched.Verdict verdict = Watched.Verdict.WELL;
  private int value;

  WeightsTest() {
    links.replace(
        List.of(
            new Link("eth0", 1, true, 1500, List.of(), List.of()),
            new Link("eth1", 2, false, 1500, List.of(), List.of())));
    tracked.put("script", script(0, false));
    tracked.put("file", new Tracked.TrackFile("file", "/f", 1, false, OptionalInt.empty(), false));
  }

  @Test
  void anInterfaceThatIsDownIsAFault() {
    assertThat(interfaces(watch("eth0")).fault()).isEmpty();
    assertThat(interfaces(watch("eth1")).fault()).isEqualTo("interface eth1 is down");
    assertThat(interfaces(watch("eth9")).fault()).isEqualTo("interface eth9 is down");
  }

  @Test
  void weightsAddWhenUpAndSubtractWhenDown() {
    assertThat(interfaces(watch("eth0", 10)).sum()).isEqualTo(10);
    assertThat(interfaces(watch("eth1", 10)).sum()).isZero();
    assertThat(interfaces(watch("eth0", -10)).sum()).isZero();
    assertThat(interfaces(watch("eth1", -10)).sum()).isEqualTo(-10);
  }

  @Test
  void reverseTurnsAScriptRound() {
    Watch reversed = new Watch("script", OptionalInt.of(0), true);
    assertThat(objects(reversed).fault()).isEqualTo("script script succeeds");
    verdict = Watched.Verdict.FAILED;
    assertThat(objects(reversed).fault()).isEmpty();
    assertThat(objects(watch("script")).fault()).isEqualTo("script script failed");
    assertThat(objects(new Watch("script", OptionalInt.of(-30), true)).sum()).isEqualTo(30);
  }

  @Test
  void theObjectsOwnWeightHoldsWhereNoneIsGiven() {
    tracked.put("script", script(-30, false));
    verdict = Watched.Verdict.FAILED;
    assertThat(objects(watch("script")).sum()).isEqualTo(-30);
    assertThat(objects(watch("script")).fault()).isEmpty();
    assertThat(objects(watch("script", -5)).sum()).isEqualTo(-5);
  }

  @Test
  void aScriptWithoutResultIsWaitedForOnlyWithoutWeight() {
    verdict = Watched.Verdict.PENDING;
    assertThat(objects(watch("script")).fault())
        .isEqualTo("waits for the first result of script script");
    assertThat(objects(watch("script", -30)).fault()).isEmpty();
    assertThat(objects(watch("script", -30)).sum()).isZero();
  }

  @Test
  void aFilesNumberTimesTheWeightIsAdded() {
    value = 7;
    assertThat(objects(watch("file", 2)).sum()).isEqualTo(14);
    value = 1000;
    assertThat(objects(watch("file", 2)).sum()).isEqualTo(253);
    value = -127;
    assertThat(objects(watch("file", 2)).fault()).isEqualTo("file file says -127");
    assertThat(objects(watch("file", 0)).fault()).isEqualTo("file file says -127");
    value = 0;
    assertThat(objects(watch("file", 0)).fault()).isEmpty();
  }

  private static Tracked script(int weight, boolean reverse) {
    return new Tracked.TrackScript(
        "script",
        new Script(List.of("/bin/true"), "", ""),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        weight,
        reverse,
        1,
        1,
        false);
  }

  private static Watch watch(String name) {
    return new Watch(name, OptionalInt.empty(), false);
  }

  private static Watch watch(String name, int weight) {
    return new Watch(name, OptionalInt.of(weight), false);
  }

  private Weights interfaces(Watch watch) {
    return weigh(new Tracking(false, List.of(watch), List.of()));
  }

  private Weights objects(Watch watch) {
    return weigh(new Tracking(false, List.of(), List.of(watch)));
  }

  private Weights weigh(Tracking tracking) {
    Watched watched =
        new Watched() {
          @Override
          public long generation() {
            return 0;
          }

          @Override
          public Verdict verdict(String name) {
            return verdict;
          }

          @Override
          public int value(String name) {
            return value;
          }

          @Override
          public void close() {}
        };
    Weights weights = new Weights(links, tracked, watched);
    weights.add(tracking);
    return weights;
  }
}
