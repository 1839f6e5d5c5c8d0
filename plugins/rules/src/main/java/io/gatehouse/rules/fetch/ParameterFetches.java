package io.gatehouse.rules.fetch;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleType;
import java.util.Set;

/** Parameters of the URL and of a body in form encoding. */
public final class ParameterFetches extends FetchFamily {

  public ParameterFetches() {
    with("url_param", a -> urlParameter(a, SampleType.STRING));
    with("urlp", a -> urlParameter(a, SampleType.STRING));
    with("urlp_val", a -> urlParameter(a, SampleType.INTEGER));
    with("req.body_param", ParameterFetches::bodyParameter);
    textShorthands("urlp", "urlp");
    textShorthands("url_param", "urlp");
  }

  private static SampleFetch urlParameter(Arguments arguments, SampleType type)
      throws ArgumentException {
    String name = optional(arguments, "a parameter's name");
    String delimiter = optional(arguments, "a delimiter");
    boolean anyCase = insensitive(arguments);
    char first = delimiter.isEmpty() ? '?' : delimiter.charAt(0);
    return new Parameter(name, first, anyCase, false, type);
  }

  private static SampleFetch bodyParameter(Arguments arguments) throws ArgumentException {
    String name = optional(arguments, "a parameter's name");
    return new Parameter(name, '&', insensitive(arguments), true, SampleType.BINARY);
  }

  private static boolean insensitive(Arguments arguments) throws ArgumentException {
    String option = optional(arguments, "'i'");
    if (!option.isEmpty() && !option.equals("i")) {
      throw arguments.unknown("option", Set.of("i"));
    }
    return !option.isEmpty();
  }

  /**
   * The value after {@code name=}. Parameters begin behind the first {@code delimiter}; the next
   * ones behind {@code &}, {@code ;} or the delimiter again.
   */
  record Parameter(String name, char delimiter, boolean anyCase, boolean body, SampleType type)
      implements SampleFetch {
    @Override
    public Set<Phase> phases() {
      return Phase.REQUEST;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      if (body) {
        ByteSpan payload = exchange.requestPayload();
        int end = payload.offset() + payload.length();
        return search(payload.array(), payload.offset(), end, out);
      }
      RequestHead head = exchange.request(out);
      if (head == null) {
        return false;
      }
      byte[] bytes = head.bytes();
      int end = head.uriOffset() + head.uriLength();
      int from = head.uriOffset();
      while (from < end && bytes[from] != delimiter) {
        from++;
      }
      return from < end && search(bytes, from + 1, end, out);
    }

    private boolean search(byte[] bytes, int from, int end, Sample out) {
      int at = from + (out.iterating() ? out.cursor() : 0);
      while (at < end) {
        int stop = at;
        while (stop < end && !ends(bytes[stop])) {
          stop++;
        }
        int value = valueAt(bytes, at, stop);
        if (value >= 0) {
          if (out.iterating() && stop < end) {
            out.more(stop + 1 - from);
          }
          return out.view(body ? SampleType.BINARY : SampleType.STRING, bytes, value, stop - value)
              .cast(type);
        }
        at = stop + 1;
      }
      return false;
    }

    private int valueAt(byte[] bytes, int from, int stop) {
      if (name.isEmpty()) {
        int equal = from;
        while (equal < stop && bytes[equal] != '=') {
          equal++;
        }
        return equal < stop ? equal + 1 : -1;
      }
      int equal = from + name.length();
      if (equal >= stop || bytes[equal] != '=') {
        return -1;
      }
      for (int i = 0; i < name.length(); i++) {
        int a = bytes[from + i] & 0xff;
        int b = name.charAt(i);
        if (a != b && !(anyCase && lower(a) == lower(b))) {
          return -1;
        }
      }
      return equal + 1;
    }

    private boolean ends(byte b) {
      return b == '&' || b == ';' || b == delimiter;
    }

    private static int lower(int c) {
      return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
  }
}
