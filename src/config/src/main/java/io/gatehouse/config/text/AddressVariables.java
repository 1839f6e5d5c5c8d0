package io.gatehouse.config.text;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables of addresses. HAProxy resolves {@code $NAME} and {@code ${NAME}} there once more,
 * whatever the quotes, and files written without quotes live on it. One that is not set is empty.
 */
final class AddressVariables {
  private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\{(\\w*)\\}?|(\\w*))");

  private AddressVariables() {}

  static String resolve(String text, Variables variables) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    return REFERENCE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(variables.get(name(found)).orElse("")));
  }

  private static String name(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }
}
