package io.gatehouse.config.keepalived.text;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/** Patterns of file names, as glob(3) with GLOB_BRACE reads them. */
final class Globs {
  /** A few braces behind each other already name more files than anybody has. */
  private static final int MOST = 1_000;

  private Globs() {}

  static boolean wild(String pattern) {
    return pattern.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
  }

  /** The patterns that the braces of one stand for; itself without braces. */
  static List<String> alternatives(String pattern) {
    List<String> done = new ArrayList<>();
    List<String> open = new ArrayList<>(List.of(pattern));
    while (!open.isEmpty() && done.size() + open.size() < MOST) {
      String next = open.removeFirst();
      int begin = next.indexOf('{');
      int end = begin < 0 ? -1 : closing(next, begin);
      if (end < 0) {
        done.add(next);
      } else {
        List<String> parts = parts(next.substring(begin + 1, end));
        for (int i = parts.size() - 1; i >= 0; i--) {
          open.addFirst(next.substring(0, begin) + parts.get(i) + next.substring(end + 1));
        }
      }
    }
    return done;
  }

  private static int closing(String text, int begin) {
    int depth = 0;
    for (int i = begin; i < text.length(); i++) {
      depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> parts(String inside) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(inside.substring(begin, i));
        begin = i + 1;
      }
    }
    parts.add(inside.substring(begin));
    return parts;
  }

  /** The files that are there and can be read. */
  static List<Path> files(Path folder, String pattern) {
    Set<Path> found = new TreeSet<>();
    alternatives(pattern).forEach(one -> collect(folder, one, found));
    return found.stream().filter(Files::isRegularFile).filter(Files::isReadable).toList();
  }

  private static void collect(Path folder, String pattern, Set<Path> found) {
    try {
      walk(pattern.startsWith("/") ? Path.of("/") : folder, List.of(pattern.split("/")), found);
    } catch (InvalidPathException | PatternSyntaxException namesNothing) {
      return;
    }
  }

  private static void walk(Path folder, List<String> segments, Set<Path> found) {
    if (segments.isEmpty() || found.size() >= MOST) {
      found.add(folder);
      return;
    }
    String segment = segments.getFirst();
    List<String> rest = segments.subList(1, segments.size());
    if (!wild(segment)) {
      walk(folder.resolve(segment), rest, found);
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, segment)) {
      for (Path entry : entries) {
        if (segment.startsWith(".") || !entry.getFileName().toString().startsWith(".")) {
          walk(entry, rest, found);
        }
      }
    } catch (IOException nothingThere) {
      return;
    }
  }
}
