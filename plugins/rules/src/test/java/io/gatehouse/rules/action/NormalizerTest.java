package io.gatehouse.rules.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizerTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "refused",
      value = {
        "FRAGMENT_ENCODE, false, /#foo, /%23foo",
        "FRAGMENT_STRIP, false, /#foo, /",
        "PATH_MERGE_SLASHES, false, //foo//bar, /foo/bar",
        "PATH_STRIP_DOT, false, /./bar/, /bar/",
        "PATH_STRIP_DOT, false, /a/./a, /a/a",
        "PATH_STRIP_DOT, false, /a/., /a/",
        "PATH_STRIP_DOT, false, /.well-known/, /.well-known/",
        "PATH_STRIP_DOTDOT, false, /foo/../, /",
        "PATH_STRIP_DOTDOT, false, /foo/.., /",
        "PATH_STRIP_DOTDOT, false, /foo/bar/../, /foo/",
        "PATH_STRIP_DOTDOT, false, /../bar/, /../bar/",
        "PATH_STRIP_DOTDOT, false, /bar/../../, /../",
        "PATH_STRIP_DOTDOT, false, /foo//../, /foo/",
        "PATH_STRIP_DOTDOT, true, /../bar/, /bar/",
        "PATH_STRIP_DOTDOT, true, /bar/../../, /",
        "PERCENT_DECODE_UNRESERVED, false, /%61dmin, /admin",
        "PERCENT_DECODE_UNRESERVED, false, /foo%3Fbar=baz, /foo%3Fbar=baz",
        "PERCENT_DECODE_UNRESERVED, false, /%%36%36, /%66",
        "PERCENT_DECODE_UNRESERVED, true, /%%36%36, refused",
        "PERCENT_TO_UPPERCASE, false, /%6f%zz, /%6F%zz",
        "PERCENT_TO_UPPERCASE, true, /%zz, refused",
        "QUERY_SORT_BY_NAME, false, c=3&a=1&b=2, a=1&b=2&c=3",
        "QUERY_SORT_BY_NAME, false, aaa=3&a=1&aa=2, a=1&aa=2&aaa=3",
        "QUERY_SORT_BY_NAME, false, a=3&b=4&a=1&b=5&a=2, a=3&a=1&a=2&b=4&b=5"
      })
  void theManualsExamples(Normalizer normalizer, boolean option, String from, String to) {
    assertThat(normalizer.apply(from, option)).isEqualTo(to);
  }
}
