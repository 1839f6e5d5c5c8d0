package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.model.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Patterns of one match method, ready to be compared. Immutable; called on event loops; allocates
 * nothing.
 */
public interface PatternSet {

  /** Whether one of the patterns matches; the sample has the type the method compares. */
  boolean matches(Sample sample);

  /** Builds the set that suits method and size. */
  static PatternSet of(MatchMethod method, boolean ignoreCase, List<Pattern> patterns) {
    return switch (method) {
      case FOUND -> sample -> true;
      case BOOL -> sample -> sample.integer() != 0;
      case INT -> new NumberSet(ranges(patterns), false);
      case LEN -> new NumberSet(ranges(patterns), true);
      case IP -> AddressSet.of(patterns);
      case REG -> new RegexSet(patterns);
      case BIN -> TextTable.of(TextTable.End.BOTH, false, hexadecimal(patterns));
      case STR -> TextTable.of(TextTable.End.BOTH, ignoreCase, texts(patterns));
      case BEG -> TextTable.of(TextTable.End.FRONT, ignoreCase, texts(patterns));
      case END -> TextTable.of(TextTable.End.BACK, ignoreCase, texts(patterns));
      case SUB -> new PartSet(ignoreCase, texts(patterns));
      case DIR -> new WordSet("/?", ignoreCase, texts(patterns));
      case DOM -> new WordSet("/?.:", ignoreCase, texts(patterns));
    };
  }

  private static List<Pattern.Range> ranges(List<Pattern> patterns) {
    List<Pattern.Range> ranges = new ArrayList<>();
    for (Pattern pattern : patterns) {
      if (pattern instanceof Pattern.Range range) {
        ranges.add(range);
      }
    }
    return ranges;
  }

  private static byte[][] texts(List<Pattern> patterns) {
    byte[][] texts = new byte[patterns.size()][];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = patterns.get(i).text().getBytes(StandardCharsets.ISO_8859_1);
    }
    return texts;
  }

  private static byte[][] hexadecimal(List<Pattern> patterns) {
    byte[][] bytes = new byte[patterns.size()][];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = HexFormat.of().parseHex(patterns.get(i).text());
    }
    return bytes;
  }
}
