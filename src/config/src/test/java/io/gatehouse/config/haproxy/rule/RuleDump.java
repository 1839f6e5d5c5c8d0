package io.gatehouse.config.haproxy.rule;

import io.gatehouse.model.Acl;
import io.gatehouse.model.AclTest;
import io.gatehouse.model.Condition;
import io.gatehouse.model.Frontend.UseBackend;
import io.gatehouse.model.Pattern;
import io.gatehouse.model.Rule;
import io.gatehouse.model.RuleSets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rules as lines of text. */
final class RuleDump {
  private RuleDump() {}

  static String of(ProxyRules rules) {
    StringBuilder out = new StringBuilder();
    RuleSets sets = rules.ruleSets(Optional.empty());
    append(out, "tcp-request connection", sets.tcpConnection());
    append(out, "tcp-request session", sets.tcpSession());
    append(out, "tcp-request content", sets.tcpRequest());
    append(out, "http-request", sets.httpRequest());
    append(out, "tcp-response content", sets.tcpResponse());
    append(out, "http-response", sets.httpResponse());
    append(out, "http-after-response", sets.httpAfterResponse());
    if (!sets.requestInspectDelay().isZero()) {
      out.append("inspect-delay ").append(sets.requestInspectDelay()).append('\n');
    }
    for (UseBackend use : rules.useBackends()) {
      String name =
          switch (use.target()) {
            case UseBackend.Target.Fixed fixed -> fixed.backend();
            case UseBackend.Target.Dynamic dynamic -> "dynamic " + dynamic.name().text();
          };
      out.append("use_backend ").append(name).append(": ");
      out.append(text(use.condition())).append('\n');
    }
    rules.defaultBackend().ifPresent(name -> out.append("default ").append(name).append('\n'));
    rules
        .useServers()
        .forEach(
            use ->
                out.append("use-server ")
                    .append(use.server())
                    .append(": ")
                    .append(text(use.condition()))
                    .append('\n'));
    rules.monitorFail().forEach(c -> out.append("monitor: ").append(text(c)).append('\n'));
    return out.toString();
  }

  private static void append(StringBuilder out, String place, List<Rule> rules) {
    for (Rule rule : rules) {
      SampleVocabulary.Words words = (SampleVocabulary.Words) rule.action();
      out.append(place).append(' ').append(words.name());
      words.arguments().forEach(word -> out.append(' ').append(word));
      out.append(": ").append(text(rule.condition())).append('\n');
    }
  }

  static String text(Condition condition) {
    return switch (condition) {
      case Condition.Constant constant -> Boolean.toString(constant.value());
      case Condition.Not not -> "not(" + text(not.condition()) + ")";
      case Condition.All all -> joined("all(", all.terms());
      case Condition.Any any -> joined("any(", any.terms());
      case Condition.Matches matches -> text(matches.acl());
    };
  }

  private static String joined(String head, List<Condition> terms) {
    return terms.stream().map(RuleDump::text).collect(Collectors.joining(", ", head, ")"));
  }

  private static String text(Acl acl) {
    String tests = acl.tests().stream().map(RuleDump::text).collect(Collectors.joining(" | "));
    return (acl.name().isEmpty() ? "" : acl.name() + "=") + "{" + tests + "}";
  }

  private static String text(AclTest test) {
    String method = test.method().name().toLowerCase(Locale.ROOT);
    String patterns = test.patterns().stream().map(RuleDump::text).collect(Collectors.joining(" "));
    return "#%d %s %s%s%s [%s]"
        .formatted(
            test.id(),
            test.expression().text(),
            method,
            test.ignoreCase() ? " -i" : "",
            test.files().isEmpty() ? "" : " file",
            patterns);
  }

  private static String text(Pattern pattern) {
    return switch (pattern) {
      case Pattern.None none -> none.text();
      case Pattern.Text text -> text.text();
      case Pattern.Range range ->
          end(range.from(), Long.MIN_VALUE) + ".." + end(range.to(), Long.MAX_VALUE);
      case Pattern.Net net ->
          net.network().address().getHostAddress() + "/" + net.network().prefix();
      case Pattern.Regex regex -> regex.pattern().pattern();
    };
  }

  private static String end(long value, long open) {
    return value == open ? "" : Long.toString(value);
  }
}
