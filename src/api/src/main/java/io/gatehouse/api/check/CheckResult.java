package io.gatehouse.api.check;

/**
 * What a probe found.
 *
 * @param code protocol status such as an HTTP status; -1 where there is none
 * @param info why, such as {@code Connection refused}; empty where there is nothing to say
 */
public record CheckResult(CheckStatus status, int code, String info) {

  public static CheckResult of(CheckStatus status) {
    return new CheckResult(status, -1, "");
  }

  public static CheckResult of(CheckStatus status, String info) {
    return new CheckResult(status, -1, info);
  }
}
