package io.gatehouse.config.haproxy;

import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.config.Vocabulary;
import io.gatehouse.config.haproxy.rule.PatternIds;
import io.gatehouse.config.haproxy.rule.ProxyRules;
import io.gatehouse.config.haproxy.rule.RuleLanguages;
import io.gatehouse.config.text.Diagnostics;
import java.util.HashMap;
import java.util.Map;

/**
 * What all keywords of one load share.
 *
 * @param healthChecks what sections define for servers that name them
 */
public record LoadContext(
    Vocabulary vocabulary,
    RuleLanguages languages,
    PatternIds ids,
    Diagnostics diagnostics,
    Map<String, HealthCheckerSpec> healthChecks) {

  public LoadContext(Vocabulary vocabulary, FormatCompiler formats, Diagnostics diagnostics) {
    this(vocabulary, formats, new PatternIds(), diagnostics);
  }

  private LoadContext(
      Vocabulary vocabulary, FormatCompiler formats, PatternIds ids, Diagnostics diagnostics) {
    this(
        vocabulary, new RuleLanguages(vocabulary, formats, ids), ids, diagnostics, new HashMap<>());
  }

  ProxyRules.Reading reading() {
    return new ProxyRules.Reading(vocabulary, languages, ids, diagnostics);
  }
}
