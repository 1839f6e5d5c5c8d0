package io.gatehouse.config.haproxy;

import io.gatehouse.config.haproxy.rule.ProxyRules;
import io.gatehouse.config.text.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A section as far as it was understood.
 *
 * @param header the line that opened it
 * @param rules of a proxy or of a named defaults section
 * @param defaults the rules of the section it inherits from
 */
public record SectionDraft(
    SectionKind kind,
    String name,
    Line header,
    Values values,
    List<BindDraft> binds,
    List<ServerDraft> servers,
    Optional<ProxyRules> rules,
    Optional<ProxyRules> defaults) {

  SectionDraft(
      SectionKind kind,
      Line header,
      Values values,
      Optional<ProxyRules> rules,
      Optional<ProxyRules> defaults) {
    this(
        kind,
        header.text(1),
        header,
        values,
        new ArrayList<>(),
        new ArrayList<>(),
        rules,
        defaults);
  }
}
