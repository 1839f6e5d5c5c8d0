package io.gatehouse.gateway.rule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleFetchPlugin;
import io.gatehouse.api.rule.SampleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fetches that the oracle's conditions read, as plainly as can be. */
record RequestSamples() implements SampleFetchPlugin {
  static final Map<String, SampleType> TYPES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("path", SampleType.STRING),
              Map.entry("url", SampleType.STRING),
              Map.entry("query", SampleType.STRING),
              Map.entry("method", SampleType.METHOD),
              Map.entry("req.ver", SampleType.STRING),
              Map.entry("req.hdr", SampleType.STRING),
              Map.entry("req.hdr_cnt", SampleType.INTEGER),
              Map.entry("req.hdr_val", SampleType.INTEGER),
              Map.entry("src", SampleType.ADDRESS),
              Map.entry("req.proto_http", SampleType.BOOLEAN),
              Map.entry("always_true", SampleType.BOOLEAN),
              Map.entry("always_false", SampleType.BOOLEAN)));

  @Override
  public Set<String> names() {
    return TYPES.keySet();
  }

  @Override
  public SampleFetch parse(String name, Arguments arguments) throws ArgumentException {
    String argument = arguments.hasNext() ? arguments.next("a header name") : "";
    return new Fetch(name, argument, TYPES.getOrDefault(name, SampleType.STRING));
  }

  /** One of them with its argument. */
  private record Fetch(String name, String argument, SampleType type) implements SampleFetch {
    @Override
    public Set<Phase> phases() {
      return Phase.ANYWHERE;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      @Nullable RequestHead head = exchange.request();
      if (head == null) {
        return false;
      }
      byte[] bytes = head.bytes();
      switch (name) {
        case "path" -> out.setString(bytes, head.pathOffset(), head.pathLength());
        case "url" -> out.setString(bytes, head.uriOffset(), head.uriLength());
        case "query" -> out.setString(bytes, head.queryOffset(), head.queryLength());
        case "method" -> out.setMethod(bytes, head.methodOffset(), head.methodLength());
        case "req.ver" ->
            out.setString((head.version() == 11 ? "1.1" : "1.0").getBytes(ISO_8859_1), 0, 3);
        case "req.hdr" -> {
          return value(head, out, false);
        }
        case "req.hdr_val" -> {
          return value(head, out, true);
        }
        case "req.hdr_cnt" -> out.setInteger(values(head).size());
        case "src" -> out.setAddress(exchange.sourceAddress());
        default -> out.setBoolean(!name.equals("always_false"));
      }
      return !name.equals("query") || head.queryLength() > 0;
    }

    private boolean value(RequestHead head, Sample out, boolean number) {
      List<String> values = values(head);
      int at = out.cursor();
      if (at >= values.size()) {
        return false;
      }
      byte[] text = values.get(at).getBytes(ISO_8859_1);
      out.setString(text, 0, text.length);
      boolean usable = !number || out.cast(SampleType.INTEGER);
      if (at + 1 < values.size()) {
        out.more(at + 1);
      }
      return usable;
    }

    private List<String> values(RequestHead head) {
      byte[] wanted = argument.toLowerCase(Locale.ROOT).getBytes(ISO_8859_1);
      List<String> values = new ArrayList<>();
      for (int slot = head.find(wanted, 0); slot >= 0; slot = head.find(wanted, slot + 1)) {
        String all =
            new String(head.bytes(), head.valueOffset(slot), head.valueLength(slot), ISO_8859_1);
        for (String value : all.split(",")) {
          values.add(value.strip());
        }
      }
      return values;
    }
  }
}
