package io.gatehouse.rules.action;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.ExchangeControl.TimeoutKind;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Actions that change how one exchange is handled, and nothing of its messages. */
public final class SettingActions extends ActionFamily {
  private static final Set<Phase> ROUTED = Set.of(Phase.TCP_REQUEST_CONTENT, Phase.HTTP_REQUEST);
  private static final Set<Phase> CLIENT = union(TCP, MESSAGES);

  private static final long MARKS = 0xffff_ffffL;
  private static final int OCTET = 255;

  public SettingActions() {
    add("strict-mode", HTTP, (phase, name, a) -> new Strict(onOff(a)));
    add("set-timeout", MESSAGES, (phase, name, a) -> timeout(a));
    add("set-nice", union(MESSAGES, ROUTED), (phase, name, a) -> nice(a));
    counting("set-retries", (a) -> Amount.number(a, "a number of retries", 0, 100), Deed.RETRIES);
    counting("set-priority-class", SettingActions::placed, Deed.PRIORITY_CLASS);
    counting("set-priority-offset", SettingActions::placed, Deed.PRIORITY_OFFSET);
    for (String name : List.of("set-tos", "set-fc-tos")) {
      add(name, CLIENT, (phase, word, a) -> new Setting(Deed.CLIENT_TOS, tos(a), CLIENT));
    }
    for (String name : List.of("set-mark", "set-fc-mark")) {
      add(name, CLIENT, (phase, word, a) -> new Setting(Deed.CLIENT_MARK, mark(a), CLIENT));
    }
    add("set-bc-tos", ROUTED, (phase, name, a) -> new Setting(Deed.SERVER_TOS, tos(a), ROUTED));
    add("set-bc-mark", ROUTED, (phase, name, a) -> new Setting(Deed.SERVER_MARK, mark(a), ROUTED));
  }

  private interface Reader {
    Amount read(Arguments arguments) throws ArgumentException;
  }

  private void counting(String name, Reader reader, Deed deed) {
    add(name, ROUTED, (phase, word, a) -> new Setting(deed, reader.read(a), ROUTED));
  }

  private static Amount placed(Arguments arguments) throws ArgumentException {
    return new Amount(Amount.NONE, arguments.expression());
  }

  private static Amount tos(Arguments arguments) throws ArgumentException {
    return Amount.bits(arguments, "a type of service from 0 to 255", OCTET);
  }

  private static Amount mark(Arguments arguments) throws ArgumentException {
    return Amount.bits(arguments, "a mark of 32 bits", MARKS);
  }

  private static boolean onOff(Arguments arguments) throws ArgumentException {
    String word = arguments.next("'on' or 'off'");
    if (!word.equals("on") && !word.equals("off")) {
      throw arguments.unknown("strict mode", List.of("on", "off"));
    }
    return word.equals("on");
  }

  private static Action timeout(Arguments arguments) throws ArgumentException {
    String word = arguments.next("the name of a timeout");
    for (TimeoutKind kind : TimeoutKind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
        Amount time = Amount.time(arguments, "a time");
        if (time.expression() == null && time.constant() == 0) {
          throw arguments.error("a timeout of 0 cannot be set");
        }
        return new Timeout(kind, time);
      }
    }
    throw arguments.unknown(
        "timeout",
        Arrays.stream(TimeoutKind.values()).map(k -> k.name().toLowerCase(Locale.ROOT)).toList());
  }

  /** Event loops take their work in the order in which it comes. */
  private static Action nice(Arguments arguments) throws ArgumentException {
    arguments.integer("a number from -1024 to 1024", Integer.MIN_VALUE, Integer.MAX_VALUE);
    arguments.warn("'set-nice' has no effect: all exchanges are served alike");
    return new Unchanged();
  }

  record Strict(boolean on) implements Action {
    @Override
    public Set<Phase> phases() {
      return HTTP;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      exchange.strict(on);
      return Verdict.CONTINUE;
    }
  }

  /** Does nothing. */
  record Unchanged() implements Action {
    @Override
    public Set<Phase> phases() {
      return ALL;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      return Verdict.CONTINUE;
    }
  }

  record Timeout(TimeoutKind kind, Amount time) implements Action {
    @Override
    public Set<Phase> phases() {
      return MESSAGES;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      long millis = time.of(exchange);
      if (millis > 0) {
        exchange.timeout(kind, Duration.ofMillis(millis));
      }
      return Verdict.CONTINUE;
    }
  }

  /** What a number is set for. */
  enum Deed {
    RETRIES,
    PRIORITY_CLASS,
    PRIORITY_OFFSET,
    CLIENT_TOS,
    SERVER_TOS,
    CLIENT_MARK,
    SERVER_MARK
  }

  /** An expression without a result changes nothing. */
  record Setting(Deed deed, Amount amount, Set<Phase> phases) implements Action {
    /** The classes and, in milliseconds, the offsets that a queue knows. */
    private static final long CLASSES = 0x7ff;

    private static final long OFFSETS = 0x7_ffff;

    @Override
    public Verdict run(ExchangeControl exchange) {
      long value = amount.of(exchange);
      if (value == Amount.NONE) {
        return Verdict.CONTINUE;
      }
      switch (deed) {
        case RETRIES -> exchange.retries(Math.clamp(value, 0, 100));
        case PRIORITY_CLASS -> exchange.priorityClass((int) Math.clamp(value, -CLASSES, CLASSES));
        case PRIORITY_OFFSET -> exchange.priorityOffset((int) Math.clamp(value, -OFFSETS, OFFSETS));
        case CLIENT_TOS -> exchange.typeOfService(true, (int) value & OCTET);
        case SERVER_TOS -> exchange.typeOfService(false, (int) value & OCTET);
        case CLIENT_MARK -> exchange.mark(true, (int) value);
        case SERVER_MARK -> exchange.mark(false, (int) value);
      }
      return Verdict.CONTINUE;
    }
  }
}
