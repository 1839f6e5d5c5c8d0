package io.gatehouse.api.table;

import io.gatehouse.api.rule.SampleType;
import java.util.Locale;

/** What a table's keys are. */
public enum KeyType {
  IP(SampleType.IPV4, 4),
  IPV6(SampleType.IPV6, 16),
  INTEGER(SampleType.INTEGER, 4),
  STRING(SampleType.STRING, 31),
  BINARY(SampleType.BINARY, 32);

  private final SampleType sample;
  private final int length;

  KeyType(SampleType sample, int length) {
    this.sample = sample;
    this.length = length;
  }

  /** What a sample is converted to before it is looked up. */
  public SampleType sample() {
    return sample;
  }

  /**
   * Bytes of a key where the configuration does not say; HAProxy's strings have one for the end.
   */
  public int length() {
    return length;
  }

  /** As written after {@code type}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
