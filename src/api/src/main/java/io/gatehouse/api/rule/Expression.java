package io.gatehouse.api.rule;

import io.gatehouse.api.Exchange;
import java.util.List;

/**
 * A fetch and the converters after it, such as {@code req.hdr(host),lower,field(1,:)}.
 *
 * @param text as written, for messages and {@code explain}
 */
public record Expression(String text, SampleFetch fetch, List<Converter> converters) {

  public Expression {
    converters = List.copyOf(converters);
  }

  /** The type that evaluation yields. */
  public SampleType type() {
    for (int i = converters.size() - 1; i >= 0; i--) {
      SampleType output = converters.get(i).output();
      if (output != SampleType.ANY) {
        return output;
      }
    }
    return fetch.type();
  }

  /**
   * The fetch's one value, converted: what a log, a header or a hash takes. Which one that is where
   * there are several, the fetch knows: the last header field, the first URL parameter.
   *
   * @return false when there is none
   */
  public boolean evaluate(Exchange exchange, Sample sample) {
    sample.beforeFetch(Sample.SINGLE);
    return fetch.fetch(exchange, sample) && convert(exchange, sample);
  }

  /**
   * One of the fetch's values, converted: for conditions, which try each. Goes on while {@link
   * Sample#hasMore} holds, with {@link Sample#cursor} as the next {@code cursor}.
   */
  public boolean evaluateFrom(Exchange exchange, Sample sample, int cursor) {
    sample.beforeFetch(cursor);
    return fetch.fetch(exchange, sample) && convert(exchange, sample);
  }

  private boolean convert(Exchange exchange, Sample sample) {
    for (int i = 0; i < converters.size(); i++) {
      Converter converter = converters.get(i);
      if (!sample.cast(converter.input()) || !converter.convert(exchange, sample)) {
        return false;
      }
    }
    return true;
  }
}
