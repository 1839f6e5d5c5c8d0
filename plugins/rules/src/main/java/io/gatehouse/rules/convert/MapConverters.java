package io.gatehouse.rules.convert;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.Lists.Want;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.MapTable;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code map}, {@code map_<match>} and {@code map_<match>_<output>}. */
public final class MapConverters extends ConverterFamily {
  private static final List<MatchMethod> METHODS =
      List.of(
          MatchMethod.STR,
          MatchMethod.BEG,
          MatchMethod.SUB,
          MatchMethod.DIR,
          MatchMethod.DOM,
          MatchMethod.END,
          MatchMethod.REG,
          MatchMethod.INT,
          MatchMethod.IP);

  public MapConverters() {
    with("map", a -> map(a, MatchMethod.STR, SampleType.STRING, Want.VALUE));
    with("map_regm", a -> map(a, MatchMethod.REG, SampleType.STRING, Want.EXPANDED));
    for (MatchMethod method : METHODS) {
      String name = "map_" + method.name().toLowerCase(Locale.ROOT);
      with(name, a -> map(a, method, SampleType.STRING, Want.VALUE));
      with(name + "_int", a -> map(a, method, SampleType.INTEGER, Want.VALUE));
      with(name + "_ip", a -> map(a, method, SampleType.ADDRESS, Want.VALUE));
      with(name + "_key", a -> map(a, method, SampleType.STRING, Want.KEY));
    }
  }

  private static Converter map(
      Arguments arguments, MatchMethod method, SampleType output, Want want)
      throws ArgumentException {
    MapTable table = arguments.map(method, want == Want.KEY ? SampleType.STRING : output);
    Optional<String> otherwise = Optional.empty();
    if (want != Want.KEY && arguments.hasNext()) {
      String word = arguments.next("a default");
      String bytes = new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      otherwise = Optional.of(bytes);
      if (!new Sample(1024).setText(bytes).cast(output)) {
        throw arguments.error("the default '" + word + "' cannot be a value of this map");
      }
    }
    return new Lookup(table, output, want, otherwise);
  }

  /** The value of the entry that matches, or the default; without one there is no result. */
  record Lookup(MapTable table, SampleType output, Want want, Optional<String> otherwise)
      implements Converter {
    @Override
    public SampleType input() {
      return switch (table.method()) {
        case INT -> SampleType.INTEGER;
        case IP -> SampleType.ADDRESS;
        default -> SampleType.STRING;
      };
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      if (exchange.surroundings().lists().lookup(table, sample, want)) {
        return sample.cast(output);
      }
      if (otherwise.isEmpty()) {
        return false;
      }
      return sample.setText(otherwise.get()).cast(output);
    }
  }
}
