package io.gatehouse.api.rule;

import io.gatehouse.api.Exchange;

/**
 * Changes a sample into another (manual section 7.3.1). Immutable and stateless, a record; runs on
 * event loops, must not block. The caller has cast the sample to {@link #input}.
 */
public interface Converter {

  SampleType input();

  SampleType output();

  /** Changes {@code sample} in place; false when there is no result. */
  boolean convert(Exchange exchange, Sample sample);
}
