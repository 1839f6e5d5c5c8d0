package io.gatehouse.api.rule;

/** Types of a sample (manual section 7.1 and 7.3.1). */
public enum SampleType {
  /** Accepts or yields whatever stands before it. */
  ANY,
  BOOLEAN,
  INTEGER,
  /** IPv4 or IPv6, not known before run time. */
  ADDRESS,
  IPV4,
  IPV6,
  STRING,
  BINARY,
  METHOD
}
