package io.gatehouse.config.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads files into sections. All problems go to the diagnostics; what could be read is returned all
 * the same, so that later steps can find more.
 */
public final class ConfigReader {

  private final Set<String> sectionNames;
  private final Environment environment;
  private final Diagnostics diagnostics;

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
    this.sectionNames = Set.copyOf(sectionNames);
    this.environment = environment;
    this.diagnostics = diagnostics;
  }

  /** The sections of all sources, in their order; a file's end ends its last section. */
  public List<Section> read(List<ConfigSource> sources) {
    List<Section> sections = new ArrayList<>();
    for (ConfigSource source : sources) {
      sections.addAll(new SourceReader(source, sectionNames, environment, diagnostics).read());
    }
    return sections;
  }
}
