package io.gatehouse.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.failover.Attempts;
import io.gatehouse.testkit.failover.Lab;
import io.gatehouse.testkit.failover.NodeKind;
import io.gatehouse.testkit.failover.Scenario;
import io.gatehouse.testkit.failover.Setup;
import io.gatehouse.testkit.failover.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The mission's pair loses its first node in every way, as two Gatehouse nodes and with a real
 * Keepalived on either side: who owns the address afterwards, and whether clients are answered.
 * Labs run side by side, because they wait more than they work.
 */
@Timeout(600)
class FailoverTest {
  private static final int SIDE_BY_SIDE = 6;
  private static final int ANSWERED = 100;
  private static final Set<String> FIRST = Set.of(Lab.LB1);
  private static final Set<String> SECOND = Set.of(Lab.LB2);

  private static ExecutorService labs = Executors.newFixedThreadPool(SIDE_BY_SIDE);

  @TempDir private static Path folder;

  @BeforeAll
  static void machine() {
    Needs.namespaces();
    Needs.programs("haproxy", "keepalived", "nginx", "nft");
  }

  @AfterAll
  static void end() {
    labs.shutdownNow();
  }

  /** What must be so after a scenario has happened. */
  @FunctionalInterface
  private interface Facts {
    void check(Lab lab, Scenario scenario) throws IOException;
  }

  private record Case(NodeKind first, NodeKind second, Scenario scenario, Facts facts) {
    String name() {
      return scenario.label() + ", " + scenario.title();
    }

    Void run() throws IOException {
      Setup setup = new Setup(first, second, Setup.Timers.V2, Setup.Change.NOTHING);
      Path place = Files.createTempDirectory(folder, "lab");
      try (Lab lab = Lab.running(scenario.of(setup), place)) {
        scenario.prepare(lab);
        facts.check(lab, scenario);
      }
      return null;
    }
  }

  /** All are started before the first is waited for. */
  @TestFactory
  Stream<DynamicContainer> pairs() {
    return Stream.of(twoGatehouses(), gatehouseBeforeKeepalived(), keepalivedBeforeGatehouse());
  }

  private static DynamicContainer twoGatehouses() {
    NodeKind node = gatehouse();
    return side(
        "two Gatehouses",
        Stream.of(
                of(Scenario.A, FailoverTest::secondTakesOver),
                of(Scenario.A4, FailoverTest::secondTakesOver),
                of(Scenario.A4B, FailoverTest::secondTakesOver),
                of(Scenario.B4, FailoverTest::secondTakesOver),
                of(Scenario.C, FailoverTest::secondTakesOver),
                of(Scenario.C254, FailoverTest::secondTakesOver),
                of(Scenario.D1, FailoverTest::secondStandsIn),
                of(Scenario.D2, FailoverTest::partsAgreeAgain),
                of(Scenario.E2, FailoverTest::secondStandsIn),
                of(Scenario.F, FailoverTest::firstTakesBack),
                of(Scenario.G1, FailoverTest::lossHurtsNobody),
                of(Scenario.G2, FailoverTest::lossHurtsNobody),
                of(Scenario.H1, FailoverTest::clientsAreAnsweredAgain),
                of(Scenario.H2, FailoverTest::clientsAreAnsweredAgain),
                of(Scenario.I, FailoverTest::reloadsHurtNobody))
            .map(event -> event.on(node, node)));
  }

  private static DynamicContainer gatehouseBeforeKeepalived() {
    return side(
        "Gatehouse first, then Keepalived",
        Stream.of(
                of(Scenario.A, FailoverTest::secondTakesOver),
                of(Scenario.B4, FailoverTest::secondTakesOver),
                of(Scenario.C, FailoverTest::secondTakesOver),
                of(Scenario.D1, FailoverTest::secondStandsIn),
                of(Scenario.F, FailoverTest::ownerIsFirstInTheEnd),
                of(Scenario.G2, FailoverTest::partsAgreeAgain))
            .map(event -> event.on(gatehouse(), NodeKind.classic())));
  }

  private static DynamicContainer keepalivedBeforeGatehouse() {
    return side(
        "Keepalived first, then Gatehouse",
        Stream.of(
                of(Scenario.A, FailoverTest::secondRespectsTheAdverts),
                of(Scenario.B4, FailoverTest::secondOwnsItToo),
                of(Scenario.C, FailoverTest::secondTakesOver),
                of(Scenario.D1, FailoverTest::secondStandsIn),
                of(Scenario.F, FailoverTest::ownerIsFirstInTheEnd),
                of(Scenario.G2, FailoverTest::partsAgreeAgain))
            .map(event -> event.on(NodeKind.classic(), gatehouse())));
  }

  private record Event(Scenario scenario, Facts facts) {
    Case on(NodeKind first, NodeKind second) {
      return new Case(first, second, scenario, facts);
    }
  }

  private static Event of(Scenario scenario, Facts facts) {
    return new Event(scenario, facts);
  }

  /** Many start at once: they shall not spend what the machine has on their own compilation. */
  private static NodeKind gatehouse() {
    List<String> launcher = new ArrayList<>(List.of(Program.of("gatehouse")));
    launcher.add(1, "GATEHOUSE_JAVA_OPTIONS=-XX:TieredStopAtLevel=1");
    return NodeKind.gatehouse(launcher, false);
  }

  private static DynamicContainer side(String pair, Stream<Case> cases) {
    List<DynamicTest> started =
        cases
            .map(
                each -> {
                  Future<Void> result = labs.submit((Callable<Void>) each::run);
                  return dynamicTest(each.name(), result::get);
                })
            .toList();
    return dynamicContainer(pair, started);
  }

  /** A second of connections that begin now. */
  private static void answered(Lab lab) throws IOException {
    long since = System.nanoTime();
    lab.await(
        "clients are answered",
        () -> lab.attempts().between(since, Long.MAX_VALUE).allAnswered(ANSWERED));
  }

  private static void neverTwoOwners(Lab lab, long since) {
    assertThat(lab.timeline().twoOwners(since, System.nanoTime())).as("two owners, ns").isZero();
  }

  private static void secondTakesOver(Lab lab, Scenario scenario) throws IOException {
    long injured = System.nanoTime();
    scenario.injure(lab);
    lab.awaitOwner(Lab.LB2);
    answered(lab);
    neverTwoOwners(lab, injured);
    assertThat(lab.timeline().owners()).isEqualTo(SECOND);
  }

  private static void secondStandsIn(Lab lab, Scenario scenario) throws IOException {
    secondTakesOver(lab, scenario);
    scenario.cure(lab);
    ownerIs(lab, FIRST);
  }

  /** While the parts cannot hear each other, each side has an owner; afterwards there is one. */
  private static void partsAgreeAgain(Lab lab, Scenario scenario) throws IOException {
    scenario.injure(lab);
    lab.await("the second owns it, too", () -> lab.timeline().owners().contains(Lab.LB2));
    scenario.cure(lab);
    ownerIs(lab, FIRST);
  }

  private static void ownerIs(Lab lab, Set<String> owner) throws IOException {
    lab.await("one owner again", () -> lab.timeline().owners().equals(owner));
    answered(lab);
    lab.await("still one owner", () -> lab.timeline().owners().equals(owner));
  }

  private static void firstTakesBack(Lab lab, Scenario scenario) throws IOException {
    long injured = System.nanoTime();
    ownerIsFirstInTheEnd(lab, scenario);
    neverTwoOwners(lab, injured);
  }

  private static void ownerIsFirstInTheEnd(Lab lab, Scenario scenario) throws IOException {
    scenario.injure(lab);
    ownerIs(lab, FIRST);
  }

  private static void lossHurtsNobody(Lab lab, Scenario scenario) throws IOException {
    long injured = System.nanoTime();
    scenario.injure(lab);
    awaitAdverts(lab, "192.168.1.66", 8);
    scenario.cure(lab);
    ownerIs(lab, FIRST);
    assertThat(lab.lost()).as("long-lived connections lost").isZero();
    assertThat(lab.timeline().announcementsPerSecond(injured, System.nanoTime()))
        .as("gratuitous ARPs within a second")
        .isLessThanOrEqualTo(10);
  }

  private static void secondRespectsTheAdverts(Lab lab, Scenario scenario) throws IOException {
    scenario.injure(lab);
    awaitAdverts(lab, "192.168.1.66", 5);
    assertThat(lab.timeline().owners()).isEqualTo(FIRST);
  }

  /** What is left of a killed Keepalived keeps the address; clients follow the announcement. */
  private static void secondOwnsItToo(Lab lab, Scenario scenario) throws IOException {
    scenario.injure(lab);
    lab.await("the second owns it, too", () -> lab.timeline().owners().contains(Lab.LB2));
    answered(lab);
  }

  private static void awaitAdverts(Lab lab, String source, int more) throws IOException {
    long now = System.nanoTime();
    lab.await(
        more + " adverts of " + source,
        () ->
            lab.timeline().all(Sighting.Advert.class).stream()
                    .filter(advert -> advert.at() > now && advert.source().equals(source))
                    .count()
                >= more);
  }

  private static void reloadsHurtNobody(Lab lab, Scenario scenario) throws IOException {
    List<ProcessHandle> before = lab.first().processes();
    Attempts none = lab.attempts();
    long injured = System.nanoTime();
    scenario.injure(lab);
    lab.await("five reloads", () -> lab.first().words().split("Reload finished", -1).length == 6);
    answered(lab);
    assertThat(lab.attempts().between(injured, Long.MAX_VALUE).failed()).as("failed").isZero();
    assertThat(lab.attempts().size()).isGreaterThan(none.size());
    for (Attempts attempts : lab.attemptsOfCrowd()) {
      assertThat(attempts.between(injured, Long.MAX_VALUE).failed()).as("failed").isZero();
    }
    assertThat(lab.lost()).as("long-lived connections lost").isZero();
    assertThat(lab.first().processes()).isEqualTo(before);
    assertThat(lab.timeline().owners()).isEqualTo(FIRST);
  }

  private static void clientsAreAnsweredAgain(Lab lab, Scenario scenario) throws IOException {
    scenario.injure(lab);
    answered(lab);
  }
}
