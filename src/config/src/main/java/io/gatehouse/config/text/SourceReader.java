package io.gatehouse.config.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one file, line by line. */
final class SourceReader {

  /** As many errors as HAProxy reports of one file before it gives up. */
  private static final int MOST_ERRORS = 50;

  private final ConfigSource source;
  private final ReaderContext context;
  private final Diagnostics diagnostics;
  private final Tokenizer tokenizer;
  private final ConditionalBlocks blocks;
  private final MessageDirectives messages;
  private final EnvironmentKeywords environmentKeywords;
  private final LineSuspicions suspicions;
  private final List<Section> sections = new ArrayList<>();
  private final List<Line> body = new ArrayList<>();
  private Optional<Line> header = Optional.empty();
  private boolean stopped;

  SourceReader(ConfigSource source, ReaderContext context) {
    this.source = source;
    this.context = context;
    this.diagnostics = context.diagnostics();
    Environment environment = context.environment();
    this.tokenizer = new Tokenizer(environment, diagnostics);
    this.blocks = new ConditionalBlocks(new Conditions(context.facts(), environment), diagnostics);
    this.messages = new MessageDirectives(context.diagnosticMode(), diagnostics);
    this.environmentKeywords = new EnvironmentKeywords(environment, diagnostics);
    this.suspicions = new LineSuspicions(environment, diagnostics);
  }

  List<Section> read() {
    int errorsBefore = diagnostics.errors();
    int number = 0;
    for (String raw : SourceLines.of(source, diagnostics)) {
      number++;
      if (diagnostics.errors() - errorsBefore >= MOST_ERRORS) {
        Position here = new Position(source.name(), number, 0);
        diagnostics.error(
            new Span(here, 0, ""),
            "too many fatal errors (%d), stopping now".formatted(MOST_ERRORS));
        stopped = true;
      }
      if (stopped) {
        break;
      }
      read(number, raw);
    }
    closeSection();
    if (!stopped) {
      blocks.end();
    }
    return sections;
  }

  /** Whether an {@code .alert} or too many errors ended the reading, of later files too. */
  boolean stopped() {
    return stopped;
  }

  private void read(int number, String raw) {
    if (!ScopeLine.isOne(new Position(source.name(), number, 0), raw, diagnostics)) {
      Place place = new Place(source.name(), number, section());
      tokenizer.tokenize(place, raw).filter(line -> !line.isEmpty()).ifPresent(this::accept);
    }
  }

  private String section() {
    return header.map(line -> line.text(line.size() > 1 ? 1 : 0)).orElse("");
  }

  private void accept(Line line) {
    if (blocks.carryOut(line) || blocks.masked()) {
      return;
    }
    if (line.keyword().startsWith(".")) {
      stopped = messages.carryOut(line);
    } else if (suspicions.pass(line)) {
      place(line);
    }
  }

  private void place(Line line) {
    if (context.sectionNames().contains(line.keyword())) {
      closeSection();
      header = Optional.of(line);
    } else if (header.isEmpty()) {
      diagnostics.error(
          line.span(0),
          "unknown keyword '%s' out of section".formatted(line.keyword()),
          Suggestions.didYouMean(line.keyword(), context.sectionNames()));
    } else if (header.get().keyword().equals("global")) {
      placeInGlobal(line);
    } else {
      body.add(line);
    }
  }

  private void placeInGlobal(Line line) {
    if (!environmentKeywords.carryOut(line)) {
      body.add(line);
      if (line.keyword().equals("localpeer") && line.size() == 2) {
        context.environment().set("HAPROXY_LOCALPEER", line.text(1));
      }
    }
  }

  private void closeSection() {
    header.ifPresent(line -> sections.add(new Section(line, body)));
    header = Optional.empty();
    body.clear();
  }
}
