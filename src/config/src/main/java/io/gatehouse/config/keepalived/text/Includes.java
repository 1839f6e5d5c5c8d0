package io.gatehouse.config.keepalived.text;

import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code include} and its kin, which differ in what they take for an error. */
final class Includes {
  private static final Pattern LINE = Pattern.compile("include([rmwba]?)[ \t]+(.*)");
  private static final int DEEPEST = 32;

  private final Machine machine;
  private final Diagnostics diagnostics;

  Includes(Machine machine, Diagnostics diagnostics) {
    this.machine = machine;
    this.diagnostics = diagnostics;
  }

  static boolean is(Text line) {
    return LINE.matcher(line.chars()).matches();
  }

  /** The files that the line names, in their order. */
  List<SourceFile> open(Text line, Deque<SourceFile> around) {
    Matcher matcher = LINE.matcher(line.chars());
    if (!matcher.matches()) {
      return List.of();
    }
    Text name = line.from(matcher.start(2));
    if (around.size() > DEEPEST) {
      diagnostics.error(line.span(), "files include each other more than 32 deep");
      return List.of();
    }
    Path folder = around.getFirst().folder();
    List<Path> files = machine.files(folder, name.chars());
    check(name, matcher.group(1), files, folder);
    List<SourceFile> opened = new ArrayList<>();
    for (Path file : files) {
      for (ConfigSource source :
          ConfigSource.load(List.of(file.toString()), InputStream.nullInputStream(), diagnostics)) {
        opened.add(SourceFile.open(source, diagnostics));
      }
    }
    return opened;
  }

  private void check(Text name, String kind, List<Path> files, Path folder) {
    String pattern = name.chars();
    boolean braces = kind.equals("b") || kind.equals("a");
    boolean wild = kind.equals("w") || kind.equals("a");
    for (String one : braces ? Globs.alternatives(pattern) : List.of(pattern)) {
      boolean found = braces ? !machine.files(folder, one).isEmpty() : !files.isEmpty();
      if (found) {
        continue;
      }
      String message = "no file is '%s'".formatted(one);
      boolean strict = Globs.wild(one) ? wild || kind.equals("m") : !kind.isEmpty() && valid(one);
      if (strict) {
        diagnostics.error(name.span(), message);
      } else {
        diagnostics.notice(name.span(), message, "'includea' makes it an error");
      }
    }
  }

  private static boolean valid(String name) {
    try {
      return !Path.of(name).toString().isEmpty();
    } catch (InvalidPathException noName) {
      return true;
    }
  }
}
