package io.gatehouse.config.text;

import java.util.List;
import java.util.Optional;

/** Looks variables up for the line being read, pseudo-variables included (manual section 2.3). */
record Variables(Environment environment, Place place) {

  static final List<String> PSEUDO = List.of(".FILE", ".LINE", ".SECTION");

  /** The value, or nothing when the variable is not set. */
  Optional<String> get(String name) {
    return switch (name) {
      case ".FILE" -> Optional.of(place.file());
      case ".LINE" -> Optional.of(Integer.toString(place.line()));
      case ".SECTION" -> Optional.of(place.section()).filter(section -> !section.isEmpty());
      default -> environment.get(name);
    };
  }
}
