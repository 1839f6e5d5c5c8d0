package io.gatehouse.rules.action;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.BackReferences;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.rules.regex.Regex;
import java.util.regex.Matcher;

/**
 * A regular expression and what its match becomes: a format whose result may hold {@code \0} to
 * {@code \9}. Where it matches, the whole text is replaced. Allocates: matching works on text.
 */
record Substitution(Regex regex, Format replacement) {

  static Substitution parse(Arguments arguments) throws ArgumentException {
    Regex regex = Regex.of(arguments.next("a regular expression"), false, arguments);
    return new Substitution(regex, arguments.format("the replacement"));
  }

  /** Writes the new text to {@code out}; false when the text does not match. */
  boolean apply(Exchange exchange, Sample scratch, String text, ByteSink out) {
    Matcher matcher = regex.matcher(text);
    if (!Regex.find(matcher)) {
      return false;
    }
    replacement.write(exchange, scratch, out);
    byte[] form = new byte[out.length()];
    System.arraycopy(out.array(), 0, form, 0, form.length);
    out.clear();
    BackReferences.expand(new String(form, ISO_8859_1), matcher, out);
    return true;
  }
}
