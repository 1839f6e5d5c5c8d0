package io.gatehouse.house;

import static io.gatehouse.house.Repository.workList;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An exception says why on a comment line {@code // size: …} right above the method or file. */
class SizeTest {
  private static final int FILE_LINES = 400;
  private static final int METHOD_LINES = 40;
  private static final int PARAMETERS = 5;
  private static final String REASON = "// size: ";

  private final Repository repository = Repository.here();
  private final List<String> offenders = new ArrayList<>();

  @Test
  void filesMethodsAndParameterListsAreShort() throws IOException {
    for (Parsed source : Parsed.all(repository.sources())) {
      List<String> lines = Files.readAllLines(source.file());
      if (lines.size() > FILE_LINES && !lines.getFirst().startsWith(REASON)) {
        offenders.add(repository.relative(source.file()) + ": " + lines.size() + " lines");
      }
      new Methods(source, lines).scan(source.unit(), null);
    }
    assertThat(offenders)
        .withFailMessage(
            () -> workList("At most 400 lines a file, 40 a method, 5 parameters:", offenders))
        .isEmpty();
  }

  private class Methods extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Parsed source;
    private final List<String> lines;
    private boolean inRecord;

    Methods(Parsed source, List<String> lines) {
      this.source = source;
      this.lines = lines;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
      boolean outer = inRecord;
      inRecord = type.getKind() == Tree.Kind.RECORD;
      super.visitClass(type, null);
      inRecord = outer;
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      int first = firstLine(method);
      int length = source.lastLine(method) - first + 1;
      int parameters = method.getParameters().size();
      // A record's components are counted by readers, not here: its canonical constructor repeats
      // them by necessity.
      boolean canonical = inRecord && method.getReturnType() == null;
      if (!isExplained(first)) {
        if (length > METHOD_LINES) {
          report(method, first, length + " lines");
        }
        if (parameters > PARAMETERS && !canonical) {
          report(method, first, parameters + " parameters");
        }
      }
      return super.visitMethod(method, null);
    }

    /** Annotations do not count: a table of cases above a test is data. */
    private int firstLine(MethodTree method) {
      var annotations = method.getModifiers().getAnnotations();
      return annotations.isEmpty()
          ? source.firstLine(method)
          : source.lastLine(annotations.getLast()) + 1;
    }

    private boolean isExplained(int firstLine) {
      return firstLine > 1 && lines.get(firstLine - 2).strip().startsWith(REASON);
    }

    private void report(MethodTree method, int line, String size) {
      String place = repository.relative(source.file()) + ":" + line;
      offenders.add(place + ": " + method.getName() + ": " + size);
    }
  }
}
