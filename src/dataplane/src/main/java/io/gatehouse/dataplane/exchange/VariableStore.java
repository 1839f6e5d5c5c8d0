package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Variables as an exchange sees them. Those of a session outlive the exchange, those of the process
 * outlive the connection. A connection without variables has no map.
 */
public final class VariableStore implements Variables {
  private static final byte[] NONE = {};

  /** Those of the process, shared by all. */
  private static final Map<Name, Value> PROCESS = new ConcurrentHashMap<>();

  /** In place of a value: the variable was unset, which is not the same as never set. */
  private static final Value UNSET = new Value(SampleType.ANY, 0, NONE);

  private @Nullable Map<Name, Value> session;
  private @Nullable Map<Name, Value> exchange;

  /** A copy of a sample. */
  record Value(SampleType type, long number, byte[] bytes) {}

  /** A new exchange of the same session begins. */
  void nextExchange() {
    Map<Name, Value> old = exchange;
    if (old != null) {
      old.clear();
    }
  }

  /** The other one belongs to the same session. */
  void share(VariableStore other) {
    session = other.ownMap(Scope.SESSION);
  }

  private @Nullable Map<Name, Value> map(Scope scope) {
    return switch (scope) {
      case PROCESS -> PROCESS;
      case SESSION -> session;
      case TRANSACTION, REQUEST, RESPONSE, CHECK -> exchange;
    };
  }

  private Map<Name, Value> ownMap(Scope scope) {
    Map<Name, Value> there = map(scope);
    if (there != null) {
      return there;
    }
    Map<Name, Value> made = new HashMap<>();
    if (scope == Scope.SESSION) {
      session = made;
    } else {
      exchange = made;
    }
    return made;
  }

  @Override
  public boolean get(Name name, Sample out) {
    Map<Name, Value> map = map(name.scope());
    Value value = map == null ? null : map.get(name);
    if (value == null || value.type() == SampleType.ANY) {
      return false;
    }
    switch (value.type()) {
      case BOOLEAN -> out.setBoolean(value.number() != 0);
      case INTEGER -> out.setInteger(value.number());
      default -> out.view(value.type(), value.bytes(), 0, value.bytes().length);
    }
    return true;
  }

  @Override
  public void set(Name name, Sample sample) {
    SampleType type = sample.type();
    Value value =
        switch (type) {
          case BOOLEAN -> new Value(type, sample.bool() ? 1 : 0, NONE);
          case INTEGER -> new Value(type, sample.integer(), NONE);
          default -> {
            int from = sample.offset();
            yield new Value(
                type, 0, Arrays.copyOfRange(sample.bytes(), from, from + sample.length()));
          }
        };
    ownMap(name.scope()).put(name, value);
  }

  @Override
  public void unset(Name name) {
    Map<Name, Value> map = map(name.scope());
    if (map != null && map.containsKey(name)) {
      map.put(name, UNSET);
    }
  }

  @Override
  public boolean declared(Name name) {
    Map<Name, Value> map = map(name.scope());
    return name.scope() == Scope.PROCESS || map != null && map.containsKey(name);
  }
}
