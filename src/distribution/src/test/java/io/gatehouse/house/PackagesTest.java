package io.gatehouse.house;

import static io.gatehouse.house.Repository.workList;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

class PackagesTest {
  /** Their types are there to be used from outside; JMH wants its classes public. */
  private static final Set<String> OPEN = Set.of("api", "model", "testkit", "benchmarks");

  /**
   * Over the third: their packages need each other's types, and ServiceLoader wants public
   * providers. The list may only become shorter.
   */
  private static final Set<String> TOO_OPEN =
      Set.of("config", "dataplane", "balancers", "health-checks", "rules");

  private final Repository repository = Repository.here();

  @Test
  void everyPackageSaysWhatItIsAndIsNullMarked() throws IOException {
    Set<String> offenders = new TreeSet<>();
    for (Path module : repository.modules()) {
      for (Path source : Repository.mainSources(module)) {
        Path description = source.resolveSibling("package-info.java");
        if (!Files.exists(description)) {
          offenders.add(repository.relative(description) + ": missing");
        } else if (!isComplete(Files.readString(description))) {
          offenders.add(repository.relative(description) + ": comment and @NullMarked, please");
        }
      }
    }
    assertThat(offenders)
        .withFailMessage(() -> workList("Packages without description:", List.copyOf(offenders)))
        .isEmpty();
  }

  @Test
  void atMostAThirdOfAModuleIsPublic() throws IOException {
    Set<String> offenders = new TreeSet<>();
    for (Path module : repository.modules()) {
      List<Path> sources = Repository.mainSources(module);
      String name = module.getFileName().toString();
      if (sources.isEmpty() || OPEN.contains(name) || TOO_OPEN.contains(name)) {
        continue;
      }
      List<ClassTree> types =
          Parsed.all(sources).stream()
              .flatMap(source -> source.unit().getTypeDecls().stream())
              .filter(ClassTree.class::isInstance)
              .map(ClassTree.class::cast)
              .toList();
      long shown = types.stream().filter(PackagesTest::isPublic).count();
      if (shown * 3 > types.size()) {
        offenders.add(repository.relative(module) + ": " + shown + " of " + types.size());
      }
    }
    assertThat(offenders)
        .withFailMessage(() -> workList("More than a third is public:", List.copyOf(offenders)))
        .isEmpty();
  }

  private static boolean isPublic(Tree type) {
    return ((ClassTree) type).getModifiers().getFlags().contains(Modifier.PUBLIC);
  }

  private static boolean isComplete(String description) {
    return description.startsWith("/**") && description.contains("@NullMarked");
  }
}
