package io.gatehouse.api.rule;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import java.util.Set;

/** Offers converters by name. A ServiceLoader provider; see {@link SampleFetchPlugin}. */
public interface ConverterPlugin {

  Set<String> names();

  Converter parse(String name, Arguments arguments) throws ArgumentException;
}
