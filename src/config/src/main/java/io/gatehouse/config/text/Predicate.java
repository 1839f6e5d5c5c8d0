package io.gatehouse.config.text;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a condition may ask (manual section 2.4). */
enum Predicate {
  DEFINED("defined", 1),
  FEATURE("feature", 1),
  STREQ("streq", 2),
  STRNEQ("strneq", 2),
  STRSTR("strstr", 2),
  VERSION_ATLEAST("version_atleast", 1),
  VERSION_BEFORE("version_before", 1),
  OPENSSL_VERSION_ATLEAST("openssl_version_atleast", 1),
  OPENSSL_VERSION_BEFORE("openssl_version_before", 1),
  SSLLIB_NAME_STARTSWITH("ssllib_name_startswith", 1),
  AWSLC_API_ATLEAST("awslc_api_atleast", 1),
  AWSLC_API_BEFORE("awslc_api_before", 1),
  ENABLED("enabled", 1),
  FIPS_MODE("fips_mode", 0);

  static final List<String> NAMES = Arrays.stream(values()).map(p -> p.word).toList();

  private final String word;
  private final int arity;

  Predicate(String word, int arity) {
    this.word = word;
    this.arity = arity;
  }

  String word() {
    return word;
  }

  /** How many arguments it needs. */
  int arity() {
    return arity;
  }

  static Optional<Predicate> named(String name) {
    return Arrays.stream(values()).filter(p -> p.word.equals(name)).findFirst();
  }
}
