package io.gatehouse.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArrowsTest {
  private static final String[] NOTHING_ELSE = {"java..", "javax.crypto..", "org.jspecify.."};
  private static final String API = "io.gatehouse.api..";
  private static final String MODEL = "io.gatehouse.model..";
  private static final String CONFIG = "io.gatehouse.config..";
  private static final String DATA_PLANE = "io.gatehouse.dataplane..";
  private static final String GATEWAY = "io.gatehouse.gateway..";
  private static final String NETTY = "io.netty..";

  private static JavaClasses shipped;

  @BeforeAll
  static void readCompiledClasses() {
    List<Path> folders =
        Repository.here().modules().stream()
            .map(module -> module.resolve("target/classes"))
            .filter(Files::isDirectory)
            .toList();
    shipped = new ClassFileImporter().importPaths(folders);
  }

  @Test
  void everyModuleIsLookedAt() {
    for (String part :
        List.of("api", "model", "config", "dataplane", "gateway", "balancers", "persistence")) {
      assertThat(shipped.containPackage("io.gatehouse." + part)).as(part).isTrue();
    }
  }

  @Test
  void apiUsesOnlyTheJdkAndJspecify() {
    onlyUses(API, API);
  }

  @Test
  void modelUsesOnlyTheApi() {
    onlyUses(MODEL, MODEL, API);
  }

  @Test
  void configUsesOnlyModelAndApi() {
    onlyUses(CONFIG, CONFIG, MODEL, API);
  }

  @Test
  void dataPlaneNeverSeesTheConfigurationOrTheGateway() {
    neverUses(DATA_PLANE, CONFIG, GATEWAY);
  }

  @Test
  void pluginsUseOnlyApiAndModel() {
    for (String family : pluginFamilies()) {
      onlyUses(family, family, API, MODEL);
    }
  }

  @Test
  void nobodyUsesBuiltInPluginsByName() {
    String[] families = pluginFamilies().toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(API, MODEL, CONFIG, DATA_PLANE, GATEWAY)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(families)
        .check(shipped);
  }

  @Test
  void nettyStaysInTheDataPlaneAndTheGateway() {
    noClasses()
        .that()
        .resideOutsideOfPackages(DATA_PLANE, GATEWAY, "io.gatehouse.benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(NETTY)
        .check(shipped);
  }

  /** {@code plugins/health-checks} holds {@code io.gatehouse.healthchecks}, and so on. */
  private static List<String> pluginFamilies() {
    Repository repository = Repository.here();
    return repository.modules().stream()
        .filter(module -> module.startsWith(repository.root().resolve("plugins")))
        .map(module -> module.getFileName().toString().replace("-", ""))
        .map(family -> "io.gatehouse." + family + "..")
        .toList();
  }

  private static void onlyUses(String from, String... allowed) {
    String[] all =
        Stream.concat(Stream.of(NOTHING_ELSE), Stream.of(allowed)).toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(from)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(all)
        .allowEmptyShould(true)
        .check(shipped);
  }

  private static void neverUses(String from, String... others) {
    noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(shipped);
  }
}
