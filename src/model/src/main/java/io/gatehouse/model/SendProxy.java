package io.gatehouse.model;

import io.gatehouse.api.rule.Format;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The PROXY protocol header that a server is sent first.
 *
 * @param version 1 or 2; 0 is none
 * @param options {@code proxy-v2-options}
 * @param elements {@code set-proxy-v2-tlv-fmt}, in order
 */
public record SendProxy(int version, Set<Option> options, List<Element> elements) {

  public static final SendProxy NONE = new SendProxy(0, Set.of(), List.of());

  public SendProxy {
    options = Set.copyOf(options);
    elements = List.copyOf(elements);
  }

  /** What version 2 may tell besides addresses. */
  public enum Option {
    SSL,
    AUTHORITY,
    CRC32C,
    UNIQUE_ID
  }

  /** An element of a type from 0 to 255; without a value it is empty. */
  public record Element(int type, Optional<Format> value) {}
}
