package io.gatehouse.config.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads files into sections. All problems go to the diagnostics; what could be read is returned all
 * the same, so that later steps can find more.
 */
public final class ConfigReader {

  private final ReaderContext context;

  /**
   * @param sectionNames the keywords that open a section
   * @param facts what conditions may ask about the program
   * @param environment the variables; {@code global} may change them for the lines that follow
   * @param diagnostics where problems go
   */
  public ConfigReader(
      Set<String> sectionNames,
      BuildFacts facts,
      Environment environment,
      Diagnostics diagnostics) {
    this(new ReaderContext(Set.copyOf(sectionNames), facts, environment, diagnostics, false));
  }

  private ConfigReader(ReaderContext context) {
    this.context = context;
  }

  /** The same reader in diagnostic mode, {@code -dD}: messages of {@code .diag} are recorded. */
  public ConfigReader inDiagnosticMode() {
    return new ConfigReader(context.inDiagnosticMode());
  }

  /** The sections of all sources, in their order; a file's end ends its last section. */
  public List<Section> read(List<ConfigSource> sources) {
    List<Section> sections = new ArrayList<>();
    for (ConfigSource source : sources) {
      SourceReader reader = new SourceReader(source, context);
      sections.addAll(reader.read());
      if (reader.stopped()) {
        break;
      }
    }
    return sections;
  }
}
