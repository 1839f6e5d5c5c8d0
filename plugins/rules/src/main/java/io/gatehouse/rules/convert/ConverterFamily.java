package io.gatehouse.rules.convert;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.ConverterPlugin;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A table of converters by name, filled by the constructor of each family. */
public abstract class ConverterFamily implements ConverterPlugin {
  private final Map<String, Maker> makers = new LinkedHashMap<>();

  ConverterFamily() {}

  /** Makes a converter of the words in its parentheses. */
  @FunctionalInterface
  interface Maker {
    Converter make(Arguments arguments) throws ArgumentException;
  }

  /** What a converter without arguments does. */
  @FunctionalInterface
  interface Change {
    boolean apply(Sample sample);
  }

  /** A converter without arguments: one per name, so that equal configurations hold equal ones. */
  record Plain(String name, SampleType input, SampleType output, Change change)
      implements Converter {
    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      return change.apply(sample);
    }
  }

  final void plain(String name, SampleType input, SampleType output, Change change) {
    Plain converter = new Plain(name, input, output, change);
    makers.put(name, arguments -> converter);
  }

  final void with(String name, Maker maker) {
    makers.put(name, maker);
  }

  @Override
  public final Set<String> names() {
    return makers.keySet();
  }

  @Override
  public final Converter parse(String name, Arguments arguments) throws ArgumentException {
    Maker maker = makers.get(name);
    if (maker == null) {
      throw arguments.error("unknown converter '" + name + "'");
    }
    return maker.make(arguments);
  }

  static String optional(Arguments arguments, String expected) throws ArgumentException {
    return arguments.hasNext() ? arguments.next(expected) : "";
  }
}
