package io.gatehouse.config.text;

import java.util.List;
import java.util.Optional;

/** Evaluates the conditions of {@code .if}, {@code .elif} and {@code haproxy -cc}. */
public final class Conditions {

  private final BuildFacts facts;
  private final Environment environment;

  public Conditions(BuildFacts facts, Environment environment) {
    this.facts = facts;
    this.environment = environment;
  }

  /**
   * Evaluates an expression given on a command line, where {@code #} is an ordinary character.
   * False when it is wrong, which is reported; {@code haproxy -cc} exits with 2 then.
   */
  public boolean evaluate(String expression, Diagnostics diagnostics) {
    Position start = new Position("", 0, 0);
    Variables variables = new Variables(environment, new Place("", 0, ""));
    try {
      List<Word> words = new WordScanner(expression, start, variables, false).scan();
      return evaluate(joined(words, 0));
    } catch (ScanException e) {
      Span span = new Span(start, 0, expression);
      diagnostics.error(span, "Failed to evaluate condition: " + e.reason(), e.hints());
      return false;
    }
  }

  /**
   * Evaluates what follows a directive. Nothing when it is wrong, which is reported with the words
   * marked.
   */
  Optional<Boolean> evaluate(Line line, Diagnostics diagnostics) {
    try {
      return Optional.of(evaluate(joined(line.words(), 1)));
    } catch (ScanException e) {
      Span span = mark(line, e.offset(), e.length());
      diagnostics.error(span, e.reason() + " in '" + line.keyword() + "'", e.hints());
      return Optional.empty();
    }
  }

  /**
   * One space between the words, whatever stood there: part of the arguments, as the manual says.
   */
  private static String joined(List<Word> words, int from) {
    return String.join(" ", words.stream().skip(from).map(Word::text).toArray(String[]::new));
  }

  /** The offset counts in the joined words; a quoted word is marked as a whole. */
  private static Span mark(Line line, int offset, int length) {
    int before = 0;
    for (int i = 1; i < line.size(); i++) {
      Word word = line.word(i);
      if (offset <= before + word.text().length()) {
        int inside = offset - before;
        int left = word.text().length() - inside;
        if (word.quoted() || left <= 0) {
          return line.span(i);
        }
        return length <= left ? line.span(i).part(inside, length) : rest(line, i, inside);
      }
      before += word.text().length() + 1;
    }
    return line.span(line.size());
  }

  private static Span rest(Line line, int word, int inside) {
    Span all = line.span(word, line.size() - 1);
    return all.part(inside, all.length() - inside);
  }

  private boolean evaluate(String expression) throws ScanException {
    return !expression.isEmpty() && holds(ConditionParser.parse(expression));
  }

  private boolean holds(ConditionTerm term) throws ScanException {
    return switch (term) {
      case ConditionTerm.Constant(boolean value) -> value;
      case ConditionTerm.Not(ConditionTerm negated) -> !holds(negated);
      case ConditionTerm.All(List<ConditionTerm> terms) -> !anyIs(false, terms);
      case ConditionTerm.Any(List<ConditionTerm> terms) -> anyIs(true, terms);
      case ConditionTerm.Question question -> answer(question);
    };
  }

  /** From the left; the terms behind the first such one are not looked at. */
  private boolean anyIs(boolean wanted, List<ConditionTerm> terms) throws ScanException {
    for (ConditionTerm term : terms) {
      if (holds(term) == wanted) {
        return true;
      }
    }
    return false;
  }

  private boolean answer(ConditionTerm.Question question) throws ScanException {
    List<String> arguments = question.arguments();
    String first = arguments.isEmpty() ? "" : arguments.getFirst();
    String second = arguments.isEmpty() ? "" : arguments.getLast();
    return switch (question.predicate()) {
      case DEFINED -> environment.contains(first);
      case FEATURE -> facts.features().contains(first);
      case STREQ -> first.equals(second);
      case STRNEQ -> !first.equals(second);
      case STRSTR -> first.contains(second);
      case VERSION_ATLEAST -> compareVersion(first) >= 0;
      case VERSION_BEFORE -> compareVersion(first) < 0;
      case OPENSSL_VERSION_ATLEAST -> compareTls(question, first) >= 0;
      case OPENSSL_VERSION_BEFORE -> compareTls(question, first) < 0;
      case SSLLIB_NAME_STARTSWITH ->
          !facts.tls().name().isEmpty() && facts.tls().name().startsWith(first);
      case AWSLC_API_ATLEAST -> compareAwslc(question, first) >= 0;
      case AWSLC_API_BEFORE -> compareAwslc(question, first) < 0;
      case ENABLED -> facts.enabled().contains(first);
      case FIPS_MODE -> facts.tls().fips();
    };
  }

  /** Ours against the given one; what is no version counts as older than all, as in HAProxy. */
  private int compareVersion(String given) {
    VersionNumber ours =
        VersionNumber.parse(facts.version())
            .orElseThrow(() -> new IllegalStateException("version " + facts.version()));
    return VersionNumber.parse(given).map(ours::compareTo).orElse(1);
  }

  private int compareTls(ConditionTerm.Question question, String given) throws ScanException {
    TlsVersion ours = TlsVersion.parse(facts.tls().opensslVersion()).orElse(null);
    TlsVersion theirs = TlsVersion.parse(given).orElse(null);
    if (ours == null || theirs == null) {
      throw invalid(question, given);
    }
    return ours.compareTo(theirs);
  }

  private int compareAwslc(ConditionTerm.Question question, String given) throws ScanException {
    if (facts.tls().awslcApi().isEmpty() || !given.matches("-?\\d{1,9}")) {
      throw invalid(question, given);
    }
    return Integer.compare(facts.tls().awslcApi().getAsInt(), Integer.parseInt(given));
  }

  private static ScanException invalid(ConditionTerm.Question question, String given) {
    String word = question.predicate().word();
    return new ScanException(
        question.offset(),
        word.length(),
        "invalid argument to conditional expression predicate '%s': '%s'".formatted(word, given));
  }
}
