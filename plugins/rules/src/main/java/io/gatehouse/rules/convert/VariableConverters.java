package io.gatehouse.rules.convert;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.rules.variable.StoreConditions;

/** What passes is kept, in a variable or a capture slot, and goes on unchanged. */
public final class VariableConverters extends ConverterFamily {

  public VariableConverters() {
    with("set-var", VariableConverters::store);
    with("unset-var", a -> new Forget(Operand.variable(a)));
    with("capture-req", a -> new Capture(true, slot(a)));
    with("capture-res", a -> new Capture(false, slot(a)));
  }

  private static Converter store(Arguments arguments) throws ArgumentException {
    Variables.Name name = Operand.variable(arguments);
    StoreConditions conditions = StoreConditions.NONE;
    while (arguments.hasNext()) {
      conditions = conditions.with(arguments.next("a condition"), arguments);
    }
    return new Store(name, conditions);
  }

  private static int slot(Arguments arguments) throws ArgumentException {
    return (int) arguments.integer("the number of a capture slot", 0, 10_000);
  }

  /** A sample that the conditions do not let pass ends the expression. */
  record Store(Variables.Name name, StoreConditions conditions) implements Converter {
    @Override
    public SampleType input() {
      return SampleType.ANY;
    }

    @Override
    public SampleType output() {
      return SampleType.ANY;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      return conditions.store(exchange, name, sample);
    }
  }

  record Forget(Variables.Name name) implements Converter {
    @Override
    public SampleType input() {
      return SampleType.ANY;
    }

    @Override
    public SampleType output() {
      return SampleType.ANY;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      exchange.variables().unset(name);
      return true;
    }
  }

  record Capture(boolean request, int slot) implements Converter {
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
      var captures = exchange.captures();
      int slots = request ? captures.requestSlots() : captures.responseSlots();
      if (slot >= slots) {
        return false;
      }
      if (request) {
        captures.captureRequest(slot, sample.bytes(), sample.offset(), sample.length());
      } else {
        captures.captureResponse(slot, sample.bytes(), sample.offset(), sample.length());
      }
      return true;
    }
  }
}
