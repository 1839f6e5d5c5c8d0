package io.gatehouse.gateway.vip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipSurroundings;
import io.gatehouse.api.vip.VipSurroundings.Severity;
import io.gatehouse.api.vip.Vitality;
import io.gatehouse.dataplane.vitality.VitalityWatch.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VirtualIpServiceTest {
  private static final VipConfiguration ONE = Files.instance("VI_1", "1");
  private static final VipConfiguration OTHER = Files.instance("VI_2", "1");

  private final ScriptedProvider provider = new ScriptedProvider();
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final VipLog log = new VipLog((severity, words) -> lines.add(severity + " " + words));
  private Finding health = new Finding(Vitality.STARTING, "a check is missing");

  private VirtualIpService service(VipConfiguration configuration, String chosen) {
    VipOptions usual = VipOptions.DEFAULT;
    VipOptions options = new VipOptions(chosen, usual.settings(), usual.stuckAfter(), usual.mail());
    VipWishes wishes = new VipWishes(options, Map.of(provider.name(), provider));
    return new VirtualIpService(wishes, configuration, () -> health, log);
  }

  private VipSurroundings surroundings() {
    return Objects.requireNonNull(provider.surroundings);
  }

  @Test
  void withoutKeepalivedConfNoPluginIsAsked() throws IOException {
    try (VirtualIpService service = service(VipConfiguration.NONE, "missing")) {
      service.start();
      assertThat(service.status()).isEmpty();
    }
    assertThat(provider.told).isEmpty();
  }

  @Test
  void pluginStartsIsReplacedAndClosedOnce() throws IOException {
    VirtualIpService service = service(ONE, "scripted");
    service.start();
    assertThat(service.status()).hasSize(1);
    service.replace(OTHER);
    assertThat(service.configuration()).isEqualTo(OTHER);
    service.close();
    service.close();
    assertThat(provider.told).containsExactly("create VI_1", "replace VI_2", "close");
    assertThat(service.status()).isEmpty();
  }

  @Test
  void firstVirtualAddressMayComeWithAReload() throws IOException {
    try (VirtualIpService service = service(VipConfiguration.NONE, "scripted")) {
      service.start();
      service.replace(ONE);
      assertThat(provider.told).containsExactly("create VI_1");
    }
  }

  @Test
  void pluginHearsHowTheNodeIsAndThatItLeaves() throws IOException {
    VirtualIpService service = service(ONE, "scripted");
    service.start();
    assertThat(surroundings().vitality()).isEqualTo(Vitality.STARTING);
    health = new Finding(Vitality.WELL, "");
    assertThat(surroundings().vitality()).isEqualTo(Vitality.WELL);
    service.close();
    assertThat(surroundings().vitality()).isEqualTo(Vitality.LEAVING);
  }

  @Test
  void missingPluginIsNamedWithThoseThereAre() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> service(ONE, "vrrpp").start())
        .withMessage(
            "no plugin for virtual addresses is called 'vrrpp' (gatehouse.vip.provider): there is"
                + " scripted");
  }

  @Test
  void whatAPluginThrowsIsAnErrorOfTheStart() {
    provider.failure = new IllegalStateException("boom");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> service(ONE, "scripted").start())
        .withMessageContaining("'scripted'")
        .withMessageContaining("boom");
  }

  @Test
  void replacementThatFailsLeavesTheOldConfigurationInForce() throws IOException {
    try (VirtualIpService service = service(ONE, "scripted")) {
      service.start();
      provider.failure = new IllegalStateException("boom");
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> service.replace(OTHER));
      assertThat(service.configuration()).isEqualTo(ONE);
    }
  }

  @Test
  void linesAreWrittenInTheirOrderWithoutAnybodyWaiting() throws IOException {
    try (VirtualIpService service = service(ONE, "scripted")) {
      service.start();
      surroundings().log(Severity.NOTICE, "one");
      surroundings().log(Severity.ALERT, "two");
    }
    log.close();
    assertThat(lines).containsExactly("NOTICE one", "ALERT two");
  }

  @Test
  void linesThatFindTheQueueFullAreCounted() {
    CountDownLatch go = new CountDownLatch(1);
    VipLog slow =
        new VipLog(
            (severity, words) -> {
              try {
                go.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    for (int i = 0; i < 3_000; i++) {
      slow.say(Severity.INFO, "line");
    }
    assertThat(slow.dropped()).isGreaterThan(1_000);
    go.countDown();
    slow.close();
  }

  @Test
  void silenceOfAnEventLoopIsMeasuredByTheShortestInterval() {
    VipOptions options = VipOptions.DEFAULT;
    assertThat(options.stuckAfter(ONE)).isEqualTo(Duration.ofMillis(500));
    assertThat(options.stuckAfter(Files.instance("fast", "0.1"))).isEqualTo(Duration.ofMillis(200));
    assertThat(options.stuckAfter(Files.instance("slow", "10"))).isEqualTo(Duration.ofSeconds(1));
    Duration set = Duration.ofSeconds(7);
    assertThat(new VipOptions("vrrp", options.settings(), set, options.mail()).stuckAfter(ONE))
        .isEqualTo(set);
  }
}
