package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.Format;
import io.gatehouse.config.haproxy.ProxySettings.LogLine;
import io.gatehouse.config.haproxy.rule.CheckPoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Where log lines go and what they say. */
final class LogKeywords implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Map<String, Set<SectionKind>> all = new HashMap<>();
    all.put("log", SectionKind.EVERYWHERE);
    all.put("log-tag", SectionKind.EVERYWHERE);
    all.put("log-send-hostname", SectionKind.ONLY_GLOBAL);
    for (String name : Set.of("log-format", "log-format-sd", "error-log-format")) {
      all.put(name, SectionKind.CLIENT);
    }
    all.put("option httplog", SectionKind.PROXIES);
    all.put("option tcplog", SectionKind.PROXIES);
    return all;
  }

  @Override
  public boolean negatable(String keyword) {
    return keyword.equals("log");
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    switch (s.keyword()) {
      case "log" -> log(s);
      case "log-tag" -> s.setText(ProxySettings.LOG_TAG, "a tag");
      case "log-send-hostname" -> hostname(s);
      case "log-format" -> s.set(ProxySettings.LOG_FORMAT, new LogLine.Custom(format(s)));
      case "log-format-sd" -> s.set(ProxySettings.LOG_SD, format(s));
      case "error-log-format" -> s.set(ProxySettings.ERROR_LOG_FORMAT, format(s));
      case "option httplog" -> line(s, new LogLine.Http(s.cursor().accept("clf")));
      default -> line(s, new LogLine.Tcp());
    }
  }

  private static Format format(Statement s) throws ArgumentException {
    s.cursor().moment(CheckPoint.LOG);
    Format format =
        s.context().languages().format(s.cursor(), "a log-format string", Format.Use.LOG);
    s.cursor().end();
    return format;
  }

  private static void line(Statement s, LogLine line) throws ArgumentException {
    s.cursor().end();
    s.set(ProxySettings.LOG_FORMAT, line);
  }

  private static void hostname(Statement s) throws ArgumentException {
    String name = s.cursor().hasNext() ? s.cursor().next("a host name") : LocalHost.name();
    s.cursor().end();
    s.set(GlobalSettings.LOG_HOSTNAME, name);
  }

  private static void log(Statement s) throws ArgumentException {
    if (s.prefix() != Statement.Prefix.NONE) {
      s.cursor().end();
      s.values().clear(ProxySettings.LOGS);
      s.values().clear(ProxySettings.LOG_GLOBAL);
    } else if (s.draft().kind() != SectionKind.GLOBAL && s.cursor().accept("global")) {
      s.cursor().end();
      s.set(ProxySettings.LOG_GLOBAL, true);
    } else {
      s.append(ProxySettings.LOGS, LogTargets.parse(s.cursor()));
    }
  }
}
