package io.gatehouse.rules.convert;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.BackReferences;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.rules.regex.Regex;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Texts: case, order, joining, comparing, replacing. */
public final class TextConverters extends ConverterFamily {
  private static final SampleType TEXT = SampleType.STRING;

  public TextConverters() {
    plain("lower", TEXT, TEXT, s -> caseOf(s, 'A', 'Z', 32));
    plain("upper", TEXT, TEXT, s -> caseOf(s, 'a', 'z', -32));
    plain("length", TEXT, SampleType.INTEGER, s -> s.setInteger(s.length()) == s);
    plain("reverse", TEXT, TEXT, TextConverters::reverse);
    plain("reverse_dom", TEXT, TEXT, TextConverters::reverseLabels);
    with("iif", a -> new Choice(optional(a, "a text"), optional(a, "a text")));
    with("concat", TextConverters::concat);
    with("add_item", TextConverters::item);
    with("strcmp", a -> new Compare(Operand.variable(a)));
    with("regsub", TextConverters::replace);
  }

  static boolean caseOf(Sample sample, int first, int last, int shift) {
    byte[] bytes = sample.bytes();
    int from = sample.offset();
    int end = from + sample.length();
    ByteSink sink = sample.sink();
    for (int i = from; i < end; i++) {
      byte b = bytes[i];
      sink.add((byte) (b >= first && b <= last ? b + shift : b));
    }
    sample.takeSink(TEXT);
    return true;
  }

  private static boolean reverse(Sample sample) {
    ByteSink sink = sample.sink();
    for (int i = sample.length() - 1; i >= 0; i--) {
      sink.add(sample.bytes()[sample.offset() + i]);
    }
    sample.takeSink(TEXT);
    return true;
  }

  /** The labels of a domain name, last first; an empty one makes it none. */
  private static boolean reverseLabels(Sample sample) {
    int from = sample.offset();
    int end = from + sample.length();
    if (end > from && sample.bytes()[end - 1] == '.') {
      end--;
    }
    ByteSink sink = sample.sink();
    int stop = end;
    for (int at = end - 1; at >= from - 1; at--) {
      if (at < from || sample.bytes()[at] == '.') {
        if (stop == at + 1) {
          return false;
        }
        if (sink.length() > 0) {
          sink.add((byte) '.');
        }
        sink.add(sample.bytes(), at + 1, stop - at - 1);
        stop = at;
      }
    }
    sample.takeSink(TEXT);
    return sink.length() > 0;
  }

  private static Variables.@Nullable Name optionalVariable(Arguments arguments)
      throws ArgumentException {
    String name = optional(arguments, "a variable's name");
    if (name.isEmpty()) {
      return null;
    }
    return Variables.Name.parse(name)
        .orElseThrow(() -> arguments.error("'" + name + "' is not a variable"));
  }

  private static Converter concat(Arguments arguments) throws ArgumentException {
    String start = optional(arguments, "a text");
    Variables.Name variable = optionalVariable(arguments);
    return new Concat(start, variable, optional(arguments, "a text"));
  }

  private static Converter item(Arguments arguments) throws ArgumentException {
    String delimiter = arguments.next("a delimiter");
    Variables.Name variable = optionalVariable(arguments);
    String suffix = optional(arguments, "a suffix");
    if (variable == null && suffix.isEmpty()) {
      throw arguments.error("'add_item' needs a variable or a suffix");
    }
    return new Item(delimiter, variable, suffix);
  }

  private static Converter replace(Arguments arguments) throws ArgumentException {
    String text = arguments.next("a regular expression");
    String replacement = arguments.next("a replacement");
    String flags = optional(arguments, "flags");
    for (int i = 0; i < flags.length(); i++) {
      if (flags.charAt(i) != 'g' && flags.charAt(i) != 'i') {
        throw arguments.error("'" + flags.charAt(i) + "' is not a flag, expected 'i' or 'g'");
      }
    }
    Regex regex = Regex.of(text, flags.indexOf('i') >= 0, arguments);
    return new Replace(regex, replacement, flags.indexOf('g') >= 0);
  }

  record Choice(String yes, String no) implements Converter {
    @Override
    public SampleType input() {
      return SampleType.BOOLEAN;
    }

    @Override
    public SampleType output() {
      return TEXT;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      sample.setText(sample.bool() ? yes : no);
      return true;
    }
  }

  record Concat(String start, Variables.@Nullable Name variable, String end) implements Converter {
    @Override
    public SampleType input() {
      return TEXT;
    }

    @Override
    public SampleType output() {
      return TEXT;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      ByteSink sink = sample.sink();
      sink.add(sample.bytes(), sample.offset(), sample.length()).add(start);
      if (variable != null) {
        Sample value = sample.companion();
        if (exchange.variables().get(variable, value) && value.cast(TEXT)) {
          sink.add(value.bytes(), value.offset(), value.length());
        }
      }
      sink.add(end);
      sample.takeSink(TEXT);
      return true;
    }
  }

  /** A delimiter stands before the item where there was something before. */
  record Item(String delimiter, Variables.@Nullable Name variable, String suffix)
      implements Converter {
    @Override
    public SampleType input() {
      return TEXT;
    }

    @Override
    public SampleType output() {
      return TEXT;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      Sample value = sample.companion();
      boolean there =
          variable != null && exchange.variables().get(variable, value) && value.cast(TEXT);
      int added = (there ? value.length() : 0) + suffix.length();
      ByteSink sink = sample.sink();
      sink.add(sample.bytes(), sample.offset(), sample.length());
      if (sample.length() > 0 && added > 0) {
        sink.add(delimiter);
      }
      if (there) {
        sink.add(value.bytes(), value.offset(), value.length());
      }
      sink.add(suffix);
      sample.takeSink(TEXT);
      return true;
    }
  }

  /** Replaces the first match, or all of them. */
  record Replace(Regex regex, String replacement, boolean all) implements Converter {
    @Override
    public SampleType input() {
      return TEXT;
    }

    @Override
    public SampleType output() {
      return TEXT;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      String text = sample.text();
      Matcher matcher = regex.matcher(text);
      ByteSink sink = sample.sink();
      int done = 0;
      while (Regex.find(matcher)) {
        sink.add(text.substring(done, matcher.start()));
        BackReferences.expand(replacement, matcher, sink);
        done = matcher.end();
        if (!all) {
          break;
        }
      }
      sink.add(text.substring(done));
      sample.takeSink(TEXT);
      return true;
    }
  }

  /** The sign of the comparison with a variable, 0 when equal. */
  record Compare(Variables.Name name) implements Converter {
    @Override
    public SampleType input() {
      return TEXT;
    }

    @Override
    public SampleType output() {
      return SampleType.INTEGER;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      Sample other = sample.companion();
      if (!exchange.variables().get(name, other) || !other.cast(TEXT)) {
        return false;
      }
      int common = Math.min(sample.length(), other.length());
      int difference = 0;
      for (int i = 0; i < common && difference == 0; i++) {
        int a = sample.bytes()[sample.offset() + i] & 0xff;
        difference = a - (other.bytes()[other.offset() + i] & 0xff);
      }
      boolean same = difference == 0;
      sample.setInteger(Integer.signum(same ? sample.length() - other.length() : difference));
      return true;
    }
  }
}
