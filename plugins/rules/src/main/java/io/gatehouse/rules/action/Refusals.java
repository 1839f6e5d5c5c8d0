package io.gatehouse.rules.action;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Actions that end a rule set or the exchange. */
public final class Refusals extends ActionFamily {

  public Refusals() {
    add("allow", HTTP, (phase, name, a) -> new Ending(name, HTTP, Verdict.STOP));
    add("accept", TCP, (phase, name, a) -> new Ending(name, TCP, Verdict.STOP));
    Set<Phase> rejecting = union(TCP, REQUEST);
    add("reject", rejecting, (phase, name, a) -> new Ending(name, rejecting, Verdict.CLOSE));
    Set<Phase> closing = Set.of(Phase.TCP_RESPONSE_CONTENT);
    add("close", closing, (phase, name, a) -> new Close());
    Set<Phase> dropping = union(TCP, MESSAGES);
    add("silent-drop", dropping, (phase, name, a) -> new Ending(name, dropping, Verdict.DROP));
    add("deny", MESSAGES, (phase, name, a) -> deny(phase, a));
    add("return", MESSAGES, (phase, name, a) -> new Answer(ReplyWords.parse(a, 200, false)));
    add("auth", REQUEST, (phase, name, a) -> new Authentication(challenge(a)));
    add("tarpit", REQUEST, (phase, name, a) -> new Tarpit(ReplyWords.parse(a, 500, true)));
  }

  private static Action deny(Phase phase, Arguments arguments) throws ArgumentException {
    int status = phase == Phase.HTTP_REQUEST ? 403 : 502;
    return new Denial(ReplyWords.parse(arguments, status, true));
  }

  /** The proxy's page for 401 with a challenge in place of any that it holds. */
  private static Reply challenge(Arguments arguments) throws ArgumentException {
    String realm = arguments.accept("realm") ? arguments.next("a realm") : "";
    Reply.Field field = new Reply.Field("www-authenticate", new Challenge(realm));
    return new Reply(401, List.of(field), new Reply.Body.ErrorPage());
  }

  /** Without a realm of its own, the proxy's name is it. */
  record Challenge(String realm) implements Format {
    @Override
    public String text() {
      return realm;
    }

    @Override
    public boolean constant() {
      return false;
    }

    @Override
    public void write(Exchange exchange, Sample scratch, ByteSink out) {
      String proxy = exchange.backend().isEmpty() ? exchange.frontend() : exchange.backend();
      out.add("Basic realm=\"").add(realm.isEmpty() ? proxy : realm).add((byte) '"');
    }
  }

  /** Ends without a word. */
  record Ending(String name, Set<Phase> phases, Verdict verdict) implements Action {
    @Override
    public Verdict run(ExchangeControl exchange) {
      return verdict;
    }
  }

  /** Ends the server's connection; what it said goes on to the client. */
  record Close() implements Action {
    @Override
    public Set<Phase> phases() {
      return Set.of(Phase.TCP_RESPONSE_CONTENT);
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      return exchange.closeServer() ? Verdict.STOP : Verdict.CLOSE;
    }
  }

  /** Ends with a reply. */
  record Answer(Reply reply) implements Action {
    @Override
    public Set<Phase> phases() {
      return MESSAGES;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      exchange.reply(reply);
      return Verdict.REPLY;
    }

    @Override
    public Optional<Reply> ending() {
      return Optional.of(reply);
    }
  }

  /** Ends with a reply that asks who the client is. */
  record Authentication(Reply reply) implements Action {
    @Override
    public Set<Phase> phases() {
      return REQUEST;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      exchange.challenge(reply);
      return Verdict.REPLY;
    }

    @Override
    public Optional<Reply> ending() {
      return Optional.of(reply);
    }
  }

  /** Ends with a reply that says no. */
  record Denial(Reply reply) implements Action {
    @Override
    public Set<Phase> phases() {
      return MESSAGES;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      exchange.deny(reply);
      return Verdict.REPLY;
    }
  }

  /** Ends with a reply that lets the client wait. */
  record Tarpit(Reply reply) implements Action {
    @Override
    public Set<Phase> phases() {
      return REQUEST;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      exchange.tarpit(reply);
      return Verdict.REPLY;
    }
  }
}
