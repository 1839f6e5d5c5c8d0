package io.gatehouse.rules.convert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An argument that is a variable where its word names one, else the word itself. */
record Operand(String text, Variables.@Nullable Name variable) {

  static Operand of(String word) {
    return new Operand(word, Variables.Name.parse(word).orElse(null));
  }

  static Operand next(Arguments arguments, String expected) throws ArgumentException {
    return of(arguments.next(expected));
  }

  /** A variable, or a number of at least {@code min}. */
  static Operand number(Arguments arguments, String expected, long min) throws ArgumentException {
    Operand operand = next(arguments, expected);
    if (operand.variable == null) {
      try {
        if (Long.parseLong(operand.text) >= min) {
          return operand;
        }
      } catch (NumberFormatException notANumber) {
        throw arguments.error("'" + operand.text + "' is neither a number nor a variable");
      }
      throw arguments.error("'" + operand.text + "' is too small, expected " + expected);
    }
    return operand;
  }

  /** A variable's name and nothing else. */
  static Variables.Name variable(Arguments arguments) throws ArgumentException {
    String word = arguments.next("a variable's name");
    return Variables.Name.parse(word)
        .orElseThrow(() -> arguments.error("'" + word + "' is not a variable"));
  }

  /** Allocates: the bytes, of the variable as {@code type}; null where it has no value. */
  byte @Nullable [] bytes(Exchange exchange, Sample sample, SampleType type) {
    Variables.Name name = variable;
    if (name == null) {
      return text.getBytes(UTF_8);
    }
    Sample value = sample.companion();
    if (!exchange.variables().get(name, value) || !value.cast(type)) {
      return null;
    }
    return Arrays.copyOfRange(value.bytes(), value.offset(), value.offset() + value.length());
  }

  /** Allocates: the text; null where the variable has no value. */
  @Nullable String text(Exchange exchange, Sample sample) {
    byte[] bytes = bytes(exchange, sample, SampleType.STRING);
    return bytes == null ? null : new String(bytes, ISO_8859_1);
  }

  /** The number; negative where the variable has no value. */
  long number(Exchange exchange, Sample sample) {
    Variables.Name name = variable;
    if (name == null) {
      return Long.parseLong(text);
    }
    Sample value = sample.companion();
    boolean there = exchange.variables().get(name, value) && value.cast(SampleType.INTEGER);
    return there ? value.integer() : -1;
  }
}
