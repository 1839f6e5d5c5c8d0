package io.gatehouse.rules.fetch;

import io.gatehouse.rules.NameFile;

/** Fetches of HAProxy that are known by name, so that a line with one tells what is missing. */
public final class UnsupportedFetches extends FetchFamily {

  public UnsupportedFetches() {
    NameFile.read(UnsupportedFetches.class, "unsupported-fetches.txt")
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
