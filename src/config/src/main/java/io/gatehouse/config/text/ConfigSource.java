package io.gatehouse.config.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text of configuration.
 *
 * @param name the file as the user named it
 * @param content one char per byte
 */
public record ConfigSource(String name, String content) {

  /** A configuration has no use for more; protects from {@code -f /dev/zero}. */
  private static final int LARGEST = 64 << 20;

  /** A text given as ordinary characters. */
  public static ConfigSource ofText(String name, String text) {
    return new ConfigSource(
        name, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  /**
   * Loads what several {@code -f} name, in their order: files, folders (their {@code *.cfg} and
   * {@code *.conf} sorted by name, hidden ones left out) and {@code -} for {@code standardInput}.
   * What cannot be read is reported and left out.
   */
  public static List<ConfigSource> load(
      List<String> names, InputStream standardInput, Diagnostics diagnostics) {
    List<ConfigSource> sources = new ArrayList<>();
    for (String name : names) {
      if (name.equals("-")) {
        add(sources, "-", standardInput, diagnostics);
      } else if (isFolder(name)) {
        for (String file : list(name, diagnostics)) {
          open(sources, file, diagnostics);
        }
      } else {
        open(sources, name, diagnostics);
      }
    }
    return sources;
  }

  private static boolean isFolder(String name) {
    try {
      return Files.isDirectory(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static void open(List<ConfigSource> sources, String name, Diagnostics diagnostics) {
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      add(sources, name, in, diagnostics);
    } catch (IOException | RuntimeException e) {
      diagnostics.error(Span.of(name), "cannot be read: " + reason(e));
    }
  }

  private static void add(
      List<ConfigSource> sources, String name, InputStream in, Diagnostics diagnostics) {
    try {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        diagnostics.error(Span.of(name), "is larger than the " + (LARGEST >> 20) + " MB allowed");
        return;
      }
      sources.add(new ConfigSource(name, new String(bytes, StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      diagnostics.error(Span.of(name), "cannot be read: " + reason(e));
    }
  }

  private static List<String> list(String folder, Diagnostics diagnostics) {
    try (Stream<Path> entries = Files.list(Path.of(folder))) {
      String prefix = folder.endsWith("/") ? folder : folder + "/";
      return entries
          .filter(Files::isRegularFile)
          .map(path -> path.getFileName().toString())
          .filter(
              file -> (file.endsWith(".cfg") || file.endsWith(".conf")) && !file.startsWith("."))
          .sorted()
          .map(prefix::concat)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      diagnostics.error(Span.of(folder), "the folder cannot be listed: " + reason(e));
      return List.of();
    }
  }

  private static String reason(Exception e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      default -> {
        String message = e.getMessage();
        yield message == null ? e.getClass().getSimpleName() : message;
      }
    };
  }
}
