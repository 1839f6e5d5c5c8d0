package io.gatehouse.dataplane.statefile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of one file. One that cannot be read, is of another version or is damaged has none:
 * what is wrong with it is told by an exception.
 */
final class StateFile {
  private static final int FEWEST_FIELDS = 20;
  private static final int MOST_FIELDS = 25;
  private static final int LONGEST_LINE = 1_999;

  private StateFile() {}

  /** A file that has nothing to tell, and the words of HAProxy for why. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String why) {
      super(why);
    }
  }

  /**
   * Fields of the lines, in the order of the file.
   *
   * @param what it is, for the messages: {@code server state file}
   */
  static List<List<String>> read(Path file, String what) throws Unusable {
    List<String> lines = lines(file, what);
    if (lines.isEmpty() || !lines.getFirst().strip().equals("1")) {
      throw new Unusable("Can't get version of the %s '%s'.".formatted(what, file));
    }
    List<List<String>> all = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() && line.endsWith("\n") || line.stripLeading().startsWith("#")) {
        continue;
      }
      List<String> fields = LineReader.split(line, MOST_FIELDS);
      boolean whole = line.endsWith("\n") && line.length() <= LONGEST_LINE;
      if (!whole || fields.size() < FEWEST_FIELDS) {
        throw new Unusable("corrupted %s '%s' at line %d.".formatted(what, file, i));
      }
      all.add(fields);
    }
    return all;
  }

  /** With their ends: the last one may have none. */
  private static List<String> lines(Path file, String what) throws Unusable {
    String why;
    try {
      return List.of(Files.readString(file, ISO_8859_1).split("(?<=\n)")).stream()
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (NoSuchFileException none) {
      why = "No such file or directory";
    } catch (AccessDeniedException denied) {
      why = "Permission denied";
    } catch (IOException other) {
      why = String.valueOf(other.getMessage());
    }
    throw new Unusable("Can't open %s '%s': %s".formatted(what, file, why));
  }
}
