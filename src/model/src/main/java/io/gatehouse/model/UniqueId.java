package io.gatehouse.model;

import io.gatehouse.api.rule.Format;
import java.util.Optional;

/**
 * {@code unique-id-format} and {@code unique-id-header}.
 *
 * @param format without one exchanges have no id
 * @param header the field by which servers are told
 */
public record UniqueId(Optional<Format> format, Optional<String> header) {
  public static final UniqueId NONE = new UniqueId(Optional.empty(), Optional.empty());
}
