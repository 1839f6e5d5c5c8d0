package io.gatehouse.api.rule;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import java.util.Set;

/**
 * Offers sample fetches by name (manual section 7.3). A ServiceLoader provider; parsing happens
 * when the configuration is loaded.
 */
public interface SampleFetchPlugin {

  /** The names it answers to; one plugin may hold a family. */
  Set<String> names();

  /**
   * Reads the words in the parentheses; {@code arguments} yields them one by one and is empty where
   * there are none. Words left over are refused by the caller.
   */
  SampleFetch parse(String name, Arguments arguments) throws ArgumentException;
}
