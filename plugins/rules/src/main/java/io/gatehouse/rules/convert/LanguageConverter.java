package io.gatehouse.rules.convert;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.util.List;

/** {@code language}: the best of some languages for an accept-language value. */
public final class LanguageConverter extends ConverterFamily {

  public LanguageConverter() {
    with("language", LanguageConverter::language);
  }

  private static Converter language(Arguments arguments) throws ArgumentException {
    List<String> known = List.of(arguments.next("languages").split(";", -1));
    return new Preferred(known, optional(arguments, "a default"));
  }

  /** The first of the highest quality; a variant behind a dash need not be known. */
  record Preferred(List<String> known, String otherwise) implements Converter {
    @Override
    public SampleType input() {
      return SampleType.STRING;
    }

    @Override
    public SampleType output() {
      return SampleType.STRING;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      String best = "";
      int quality = 0;
      for (String part : sample.text().split(",", -1)) {
        String range = part.strip();
        int end = 0;
        while (end < range.length() && range.charAt(end) != ';' && range.charAt(end) > ' ') {
          end++;
        }
        String language = end == 0 ? "" : match(range.substring(0, end));
        if (language.isEmpty()) {
          continue;
        }
        int q = quality(range.substring(end).strip());
        if (q > quality) {
          best = language;
          quality = q;
        }
        if (quality >= 1000) {
          break;
        }
      }
      String found = best.isEmpty() ? otherwise : best;
      sample.setText(found);
      return !found.isEmpty();
    }

    private String match(String range) {
      for (String language : known) {
        boolean variant =
            range.startsWith(language)
                && range.length() > language.length()
                && range.charAt(language.length()) == '-';
        if (!language.isEmpty() && (range.equals(language) || variant)) {
          return language;
        }
      }
      return "";
    }

    /** Thousandths behind {@code ;q=}; 0 for what follows the range without a semicolon. */
    private static int quality(String parameters) {
      if (parameters.isEmpty()) {
        return 1000;
      }
      if (parameters.charAt(0) != ';') {
        return 0;
      }
      String rest = parameters.substring(1).replaceAll("\\s+", "");
      if (!rest.startsWith("q=") || rest.length() < 3 || !Character.isDigit(rest.charAt(2))) {
        return 1000;
      }
      int q = (rest.charAt(2) - '0') * 1000;
      int unit = 100;
      for (int i = 4; i < rest.length() && unit > 0 && rest.charAt(3) == '.'; i++) {
        if (!Character.isDigit(rest.charAt(i))) {
          break;
        }
        q += (rest.charAt(i) - '0') * unit;
        unit /= 10;
      }
      return Math.min(q, 1000);
    }
  }
}
