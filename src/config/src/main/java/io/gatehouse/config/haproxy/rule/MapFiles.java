package io.gatehouse.config.haproxy.rule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.MapTable;
import io.gatehouse.api.rule.PatternReference;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Languages.MapKind;
import io.gatehouse.model.MapFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The maps of a configuration while it is read: each file is read once for a way of matching. */
final class MapFiles {
  private static final int LONGEST_NUMBER = 64;

  private final PatternIds ids;
  private final Map<MapUse, MapFile> files = new LinkedHashMap<>();

  private record MapUse(String name, io.gatehouse.api.rule.MatchMethod method) {}

  MapFiles(PatternIds ids) {
    this.ids = ids;
  }

  List<MapFile> all() {
    return List.copyOf(files.values());
  }

  PatternReference reference(String name) {
    return new PatternReference(ids.ofFile(name), name);
  }

  MapTable read(Cursor cursor, String name, MapKind kind) throws ArgumentException {
    MapUse use = new MapUse(name, kind.method());
    MapFile file = files.get(use);
    if (file == null) {
      try {
        PatternReader reader = new PatternReader(kind.method(), false, false, true);
        List<MapFile.Entry> entries = PatternFile.entries(name, reader);
        file = new MapFile(reference(name), kind.method(), entries);
      } catch (BadPattern bad) {
        throw cursor.error(bad.reason());
      }
      files.put(use, file);
    }
    check(cursor, file, kind.output());
    return file;
  }

  private static void check(Cursor cursor, MapFile file, SampleType output)
      throws ArgumentException {
    Sample sample = new Sample(LONGEST_NUMBER);
    for (MapFile.Entry entry : file.entries()) {
      byte[] value = entry.value().getBytes(ISO_8859_1);
      boolean number = output != SampleType.INTEGER || entry.value().matches("[+-]?\\d+");
      if (!number || !sample.setString(value, 0, value.length).cast(output)) {
        throw cursor.error(
            "map '%s': value '%s' of '%s' is not %s"
                .formatted(
                    file.reference().name(),
                    entry.value(),
                    entry.key().text(),
                    TypeNames.of(output)));
      }
    }
  }
}
