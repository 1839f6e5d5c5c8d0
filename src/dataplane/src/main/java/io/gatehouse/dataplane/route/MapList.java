package io.gatehouse.dataplane.route;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Lists.Want;
import io.gatehouse.api.rule.BackReferences;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.model.Pattern;
import java.util.List;
import java.util.regex.Matcher;

/** A map that can be replaced while exchanges look values up. */
final class MapList {
  private volatile Content content = new Content(_ -> MapIndex.NONE, List.of(), List.of());

  /** What belongs together: the index, and keys and values by its numbers. */
  private record Content(
      MapIndex index, List<PatternFileList.Entry> entries, List<Pattern> patterns) {}

  void replace(MapIndex index, List<PatternFileList.Entry> entries, List<Pattern> patterns) {
    content = new Content(index, List.copyOf(entries), List.copyOf(patterns));
  }

  boolean lookup(Sample sample, Want want) {
    Content now = content;
    int found = now.index.find(sample);
    if (found == MapIndex.NONE) {
      return false;
    }
    PatternFileList.Entry entry = now.entries.get(found);
    switch (want) {
      case KEY -> sample.setText(entry.key());
      case VALUE -> sample.setText(entry.value());
      case EXPANDED -> expand(sample, now.patterns.get(found), entry.value());
    }
    return true;
  }

  private static void expand(Sample sample, Pattern pattern, String value) {
    ByteSink sink = sample.sink();
    if (pattern instanceof Pattern.Regex regex) {
      String text = new String(sample.bytes(), sample.offset(), sample.length(), ISO_8859_1);
      Matcher matcher = regex.pattern().matcher(text);
      if (matcher.find()) {
        BackReferences.expand(value, matcher, sink);
      }
    } else {
      sink.add(value);
    }
    sample.takeSink(SampleType.STRING);
  }
}
