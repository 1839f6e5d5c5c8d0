package io.gatehouse.config.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one file, line by line. */
final class SourceReader {

  private final ConfigSource source;
  private final Set<String> sectionNames;
  private final Diagnostics diagnostics;
  private final Tokenizer tokenizer;
  private final List<Section> sections = new ArrayList<>();
  private final List<Line> body = new ArrayList<>();
  private Optional<Line> header = Optional.empty();

  SourceReader(
      ConfigSource source,
      Set<String> sectionNames,
      Environment environment,
      Diagnostics diagnostics) {
    this.source = source;
    this.sectionNames = sectionNames;
    this.diagnostics = diagnostics;
    this.tokenizer = new Tokenizer(environment, diagnostics);
  }

  List<Section> read() {
    int number = 0;
    for (String raw : source.content().split("\n", -1)) {
      number++;
      tokenizer.tokenize(new Place(source.name(), number, section()), raw).ifPresent(this::accept);
    }
    closeSection();
    return sections;
  }

  private String section() {
    return header.map(line -> line.text(line.size() > 1 ? 1 : 0)).orElse("");
  }

  private void accept(Line line) {
    if (line.isEmpty()) {
      return;
    }
    if (sectionNames.contains(line.keyword())) {
      closeSection();
      header = Optional.of(line);
    } else if (header.isEmpty()) {
      diagnostics.error(
          line.span(0),
          "unknown keyword '%s' out of section".formatted(line.keyword()),
          Suggestions.didYouMean(line.keyword(), sectionNames));
    } else {
      body.add(line);
    }
  }

  private void closeSection() {
    header.ifPresent(line -> sections.add(new Section(line, body)));
    body.clear();
  }
}
