package io.gatehouse.config.text;

import io.gatehouse.api.rule.SampleFetch;

/** When and where a line's expressions are evaluated, which decides what they may read. */
public interface Moment {

  /** Its name, as HAProxy's users know it. */
  String label();

  /** Whether the fetch can yield anything here. */
  boolean readable(SampleFetch fetch);

  /** What to do instead where nothing can be read; empty for nothing. */
  default String hint() {
    return "";
  }
}
