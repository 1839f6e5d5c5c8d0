package io.gatehouse.config.haproxy.rule;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ActionPlugin;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.table.TableReference;
import io.gatehouse.config.Vocabulary;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Moment;
import io.gatehouse.config.text.Position;
import io.gatehouse.config.text.Span;
import io.gatehouse.model.AclTest;
import io.gatehouse.model.Backend.UseServer;
import io.gatehouse.model.Condition;
import io.gatehouse.model.Frontend.UseBackend;
import io.gatehouse.model.Frontend.UseBackend.Target;
import io.gatehouse.model.Persistence;
import io.gatehouse.model.Rule;
import io.gatehouse.model.StickRule;
import java.util.List;
import java.util.Optional;

/** Reads rule lines: an action or a name, then a condition. */
final class RuleLines {
  private final ProxyRules rules;
  private final Side side;
  private final Vocabulary vocabulary;
  private final ConditionParser conditions;
  private final RuleOrder order = new RuleOrder();

  RuleLines(ProxyRules rules, Side side, AclTable acls, Vocabulary vocabulary) {
    this.rules = rules;
    this.side = side;
    this.vocabulary = vocabulary;
    this.conditions = new ConditionParser(acls);
  }

  void read(String keyword, Cursor cursor) throws ArgumentException {
    switch (keyword) {
      case "acl" -> refuseInDefaults(cursor, keyword);
      case "http-request" -> action(Phase.HTTP_REQUEST, keyword, cursor);
      case "http-response" -> action(Phase.HTTP_RESPONSE, keyword, cursor);
      case "http-after-response" -> action(Phase.HTTP_AFTER_RESPONSE, keyword, cursor);
      case "tcp-request" -> tcpRequest(cursor);
      case "tcp-response" -> tcpResponse(cursor);
      case "redirect" -> redirect(cursor);
      case "block" -> block(cursor);
      case "use_backend" -> useBackend(cursor);
      case "default_backend" -> defaultBackend(cursor);
      case "use-server" -> useServer(cursor);
      case "force-persist", "ignore-persist" -> persist(keyword, cursor);
      case "stick" -> stick(cursor);
      case "monitor" -> monitor(cursor);
      default -> throw cursor.error("'%s' is not a rule".formatted(keyword));
    }
  }

  private void action(Phase phase, String place, Cursor cursor) throws ArgumentException {
    String name = cursor.next("an action");
    order.check(place, cursor);
    rules.add(phase, rule(phase, place, name, cursor));
  }

  private Rule rule(Phase phase, String place, String name, Cursor cursor)
      throws ArgumentException {
    Optional<ActionPlugin> plugin = vocabulary.action(phase, name);
    if (plugin.isEmpty()) {
      throw cursor.unknown("'%s' action".formatted(place), vocabulary.actions(phase));
    }
    CheckPoint point = CheckPoint.of(phase, side.frontend());
    Moment where = side == Side.LISTEN ? new CheckPoint.Whole(point) : point;
    cursor.moment(where);
    Action action = plugin.get().parse(phase, name, cursor);
    cursor.moment(null);
    if (!action.phases().contains(phase)) {
      throw cursor.error("action '%s' cannot be used in '%s' rules".formatted(name, place));
    }
    Position at = cursor.line().position(0);
    return new Rule(action, condition(cursor, where), new Rule.Place(at.file(), at.line()));
  }

  private Condition condition(Cursor cursor, Moment where) throws ArgumentException {
    Line line = cursor.line();
    int from = cursor.index();
    Condition condition = conditions.parse(cursor, where);
    Condition.tests(condition)
        .map(AclTest::expression)
        .filter(expression -> expression.fetch().ofBytes())
        .findFirst()
        .ifPresent(bytes -> rules.addByteReader(bytes.text(), line.span(from, line.size() - 1)));
    return condition;
  }

  private void tcpRequest(Cursor cursor) throws ArgumentException {
    String stage = cursor.next("'connection', 'session', 'content' or 'inspect-delay'");
    switch (stage) {
      case "inspect-delay" -> {
        rules.requestDelay(cursor.time("a time"));
        cursor.end();
      }
      case "content" -> action(Phase.TCP_REQUEST_CONTENT, "tcp-request content", cursor);
      case "connection", "session" -> {
        if (side == Side.BACKEND) {
          throw cursor.error("'tcp-request %s' rules are not allowed in backends".formatted(stage));
        }
        Phase phase = stage.equals("session") ? Phase.TCP_SESSION : Phase.TCP_CONNECTION;
        action(phase, "tcp-request " + stage, cursor);
      }
      default ->
          throw cursor.unknown(
              "'tcp-request' stage", List.of("connection", "session", "content", "inspect-delay"));
    }
  }

  private void tcpResponse(Cursor cursor) throws ArgumentException {
    String stage = cursor.next("'content' or 'inspect-delay'");
    if (side == Side.FRONTEND) {
      throw cursor.error("'tcp-response' rules are not allowed in frontends");
    }
    switch (stage) {
      case "inspect-delay" -> {
        rules.responseDelay(cursor.time("a time"));
        cursor.end();
      }
      case "content" -> action(Phase.TCP_RESPONSE_CONTENT, "tcp-response content", cursor);
      default -> throw cursor.unknown("'tcp-response' stage", List.of("content", "inspect-delay"));
    }
  }

  private void redirect(Cursor cursor) throws ArgumentException {
    refuseInDefaults(cursor, "redirect");
    order.check("redirect", cursor);
    rules.addRedirect(rule(Phase.HTTP_REQUEST, "redirect", "redirect", cursor));
  }

  /** Removed in HAProxy 2.1, in old files still; it ran before every {@code http-request} rule. */
  private void block(Cursor cursor) throws ArgumentException {
    refuseInDefaults(cursor, "block");
    cursor.warn("'block' was removed from HAProxy: use 'http-request deny', which reads the same");
    rules.addBlock(rule(Phase.HTTP_REQUEST, "block", "deny", cursor));
  }

  private void useBackend(Cursor cursor) throws ArgumentException {
    refuseInDefaults(cursor, "use_backend");
    Target target = target(cursor);
    Span at = cursor.span();
    order.check("use_backend", cursor);
    Condition condition = condition(cursor, CheckPoint.USE_BACKEND);
    if (!side.frontend()) {
      cursor.warn("'use_backend' is ignored, this section has no frontend");
      return;
    }
    rules.addUseBackend(new UseBackend(target, condition), at);
  }

  private static Target target(Cursor cursor) throws ArgumentException {
    String word = cursor.peek();
    if (word == null || word.indexOf('%') < 0) {
      return new Target.Fixed(cursor.next("the name of a backend"));
    }
    cursor.moment(CheckPoint.USE_BACKEND);
    Format name = cursor.format("the name of a backend");
    cursor.moment(null);
    return name.constant() ? new Target.Fixed(word) : new Target.Dynamic(name);
  }

  private void defaultBackend(Cursor cursor) throws ArgumentException {
    String name = cursor.next("the name of a backend");
    Span at = cursor.span();
    cursor.end();
    if (side == Side.BACKEND) {
      cursor.warn("'default_backend' is ignored, this section has no frontend");
      return;
    }
    rules.defaultBackend(name, at);
  }

  private void useServer(Cursor cursor) throws ArgumentException {
    refuseInDefaults(cursor, "use-server");
    String name = cursor.next("the name of a server");
    Span at = cursor.span();
    if (name.indexOf('%') >= 0) {
      throw cursor.error("'use-server' with a name made by a log-format string is not supported");
    }
    if (!cursor.hasNext()) {
      throw cursor.error("'use-server' expects 'if' or 'unless' and a condition after the name");
    }
    Condition condition = condition(cursor, CheckPoint.USE_SERVER);
    if (!side.backend()) {
      cursor.warn("'use-server' is ignored, this section has no backend");
      return;
    }
    rules.addUseServer(new UseServer(name, condition), at);
  }

  private void persist(String keyword, Cursor cursor) throws ArgumentException {
    refuseInDefaults(cursor, keyword);
    if (!cursor.hasNext()) {
      throw cursor.error("'%s' expects 'if' or 'unless' and a condition".formatted(keyword));
    }
    Condition condition = condition(cursor, CheckPoint.USE_SERVER);
    if (side.backend()) {
      rules.addPersist(new Persistence.Rule(keyword.equals("force-persist"), condition));
    } else {
      cursor.warn("'%s' is ignored, this section has no backend".formatted(keyword));
    }
  }

  private void stick(Cursor cursor) throws ArgumentException {
    refuseInDefaults(cursor, "stick");
    StickRule.Kind kind =
        switch (cursor.next("'on', 'match', 'store-request' or 'store-response'")) {
          case "on" -> StickRule.Kind.ON;
          case "match" -> StickRule.Kind.MATCH;
          case "store", "store-request" -> StickRule.Kind.STORE_REQUEST;
          case "store-response" -> StickRule.Kind.STORE_RESPONSE;
          default ->
              throw cursor.unknown(
                  "kind of 'stick' rule",
                  List.of("on", "match", "store-request", "store-response"));
        };
    CheckPoint where = kind.response() ? CheckPoint.STORE_RESPONSE : CheckPoint.USE_SERVER;
    cursor.moment(where);
    Expression expression = cursor.expression();
    cursor.moment(null);
    String name = cursor.accept("table") ? cursor.next("the name of a stick table") : "";
    if (!side.backend()) {
      cursor.warn("'stick' is ignored, this section has no backend");
      return;
    }
    TableReference table = cursor.table(name, expression.type());
    rules.addStick(new StickRule(kind, expression, table, condition(cursor, where)));
  }

  private void monitor(Cursor cursor) throws ArgumentException {
    refuseInDefaults(cursor, "monitor");
    if (!cursor.accept("fail")) {
      cursor.next("'fail'");
      throw cursor.error("'monitor' expects 'fail'");
    }
    order.check("monitor fail", cursor);
    if (!cursor.hasNext()) {
      throw cursor.error("'monitor fail' expects 'if' or 'unless' and a condition");
    }
    Condition condition = condition(cursor, CheckPoint.HTTP_REQUEST_FRONTEND);
    if (side.frontend()) {
      rules.addMonitorFail(condition);
    } else {
      cursor.warn("'monitor' is ignored, this section has no frontend");
    }
  }

  private void refuseInDefaults(Cursor cursor, String keyword) throws ArgumentException {
    if (side == Side.DEFAULTS && !keyword.equals("acl")) {
      throw cursor.error("'%s' is not allowed in a 'defaults' section".formatted(keyword));
    }
  }
}
