package io.gatehouse.rules.convert;

import io.gatehouse.rules.NameFile;

/** Converters of HAProxy that are known by name, so that a line with one tells what is missing. */
public final class UnsupportedConverters extends ConverterFamily {

  public UnsupportedConverters() {
    NameFile.read(UnsupportedConverters.class, "unsupported-converters.txt")
        .forEach(
            (name, needs) ->
                with(
                    name,
                    a -> {
                      throw a.error(
                          "'%s' is known to HAProxy but not supported yet, it needs %s"
                              .formatted(name, needs));
                    }));
  }
}
