package io.gatehouse.rules.variable;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The conditions of {@code set-var(name,cond,…)}: all must hold. */
public record StoreConditions(Set<Condition> conditions) {
  public static final StoreConditions NONE = new StoreConditions(Set.of());

  private static final int MOST = 4;

  /** By the words of the manual. */
  enum Condition {
    IFEXISTS,
    IFNOTEXISTS,
    IFEMPTY,
    IFNOTEMPTY,
    IFSET,
    IFNOTSET,
    IFGT,
    IFLT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public StoreConditions {
    conditions = Set.copyOf(conditions);
  }

  /** These conditions and the one called {@code word}. */
  public StoreConditions with(String word, Arguments arguments) throws ArgumentException {
    List<String> known = Arrays.stream(Condition.values()).map(Condition::word).toList();
    if (!known.contains(word)) {
      throw arguments.unknown("condition", known);
    }
    Set<Condition> more = EnumSet.of(Condition.valueOf(word.toUpperCase(Locale.ROOT)));
    more.addAll(conditions);
    if (more.size() > MOST) {
      throw arguments.error("at most " + MOST + " conditions can be given");
    }
    return new StoreConditions(more);
  }

  /** Sets the variable unless a condition forbids it, which is answered with false. */
  public boolean store(Exchange exchange, Variables.Name name, Sample sample) {
    if (!conditions.isEmpty() && !allow(exchange.variables(), name, sample)) {
      return false;
    }
    exchange.variables().set(name, sample);
    return true;
  }

  private boolean allow(Variables variables, Variables.Name name, Sample sample) {
    Sample old = sample.companion();
    boolean set = variables.get(name, old);
    boolean numbers =
        set && old.type() == SampleType.INTEGER && sample.type() == SampleType.INTEGER;
    boolean bytes = sample.type() == SampleType.STRING || sample.type() == SampleType.BINARY;
    boolean empty = bytes && sample.length() == 0;
    for (Condition condition : conditions) {
      boolean holds =
          switch (condition) {
            case IFEXISTS -> variables.declared(name);
            case IFNOTEXISTS -> !variables.declared(name);
            case IFEMPTY -> empty;
            case IFNOTEMPTY -> !empty;
            case IFSET -> set;
            case IFNOTSET -> !set;
            case IFGT -> !numbers || old.integer() > sample.integer();
            case IFLT -> !numbers || old.integer() < sample.integer();
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }
}
