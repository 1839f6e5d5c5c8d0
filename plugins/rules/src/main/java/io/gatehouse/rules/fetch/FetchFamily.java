package io.gatehouse.rules.fetch;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleFetchPlugin;
import io.gatehouse.api.rule.SampleType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A table of fetches by name, filled by the constructor of each family. */
public abstract class FetchFamily implements SampleFetchPlugin {
  private final Map<String, Maker> makers = new LinkedHashMap<>();
  private final Map<String, Shorthand> shorthands = new HashMap<>();

  FetchFamily() {}

  /** Makes a fetch of the words in its parentheses. */
  @FunctionalInterface
  interface Maker {
    SampleFetch make(Arguments arguments) throws ArgumentException;
  }

  /** What a fetch without arguments does. */
  @FunctionalInterface
  interface Reader {
    boolean read(Exchange exchange, Sample out);
  }

  /** What a fetch tells of, where rules must know. */
  private enum Subject {
    ANY,
    BACKEND,
    BYTES
  }

  /** A fetch without arguments: one per name, so that equal configurations hold equal ones. */
  record Plain(String name, SampleType type, Set<Phase> phases, Subject subject, Reader reader)
      implements SampleFetch {
    @Override
    public boolean ofBackend() {
      return subject == Subject.BACKEND;
    }

    @Override
    public boolean ofBytes() {
      return subject == Subject.BYTES;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      return reader.read(exchange, out);
    }
  }

  final void plain(String name, SampleType type, Set<Phase> phases, Reader reader) {
    plain(new Plain(name, type, phases, Subject.ANY, reader));
  }

  /** Of the exchange's own backend, which only backends' rules and later ones know. */
  final void ofBackend(String name, SampleType type, Reader reader) {
    plain(new Plain(name, type, Phase.AFTER_REQUEST, Subject.BACKEND, reader));
  }

  /** Of a connection's bytes, which mode http does not keep as they came. */
  final void ofBytes(String name, SampleType type, Set<Phase> phases, Reader reader) {
    plain(new Plain(name, type, phases, Subject.BYTES, reader));
  }

  private void plain(Plain fetch) {
    makers.put(fetch.name(), arguments -> fetch);
  }

  final void with(String name, Maker maker) {
    makers.put(name, maker);
  }

  /**
   * Declares {@code alias_beg}, {@code alias_reg} … and, where it is no fetch, the alias itself.
   */
  final void textShorthands(String alias, String fetch) {
    for (MatchMethod method :
        new MatchMethod[] {
          MatchMethod.BEG,
          MatchMethod.DIR,
          MatchMethod.DOM,
          MatchMethod.END,
          MatchMethod.LEN,
          MatchMethod.REG,
          MatchMethod.SUB
        }) {
      shorthand(alias + "_" + method.name().toLowerCase(Locale.ROOT), fetch, method);
    }
    shorthand(alias, fetch, MatchMethod.STR);
  }

  final void shorthand(String name, String fetch, MatchMethod method) {
    shorthands.put(name, new Shorthand(fetch, method));
  }

  @Override
  public final Set<String> names() {
    return makers.keySet();
  }

  @Override
  public final Map<String, Shorthand> shorthands() {
    return Map.copyOf(shorthands);
  }

  @Override
  public final SampleFetch parse(String name, Arguments arguments) throws ArgumentException {
    Maker maker = makers.get(name);
    if (maker == null) {
      throw arguments.error("unknown sample fetch '" + name + "'");
    }
    return maker.make(arguments);
  }

  /** The next word, or an empty one where there is none. */
  static String optional(Arguments arguments, String expected) throws ArgumentException {
    return arguments.hasNext() ? arguments.next(expected) : "";
  }
}
