package io.gatehouse.balancers.hash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.HashSettings;
import java.util.Locale;

/**
 * {@code balance hdr(name) [use_domain_only]}: the first value of a header, up to a comma outside
 * quotes; with {@code use_domain_only} the label before the last dot, {@code example} of {@code
 * www.example.com}.
 */
public final class Header implements BalancerPlugin {
  @Override
  public String name() {
    return "hdr";
  }

  @Override
  public BalancerSpec parse(Arguments arguments) throws ArgumentException {
    String header = arguments.hasNext() ? arguments.next("an http header field name") : "";
    if (header.isEmpty()) {
      throw arguments.error("hdr requires an http header field name.");
    }
    return new Spec(header.toLowerCase(Locale.ROOT), arguments.accept("use_domain_only"));
  }

  private record Spec(String header, boolean domainOnly) implements HashSpec {
    @Override
    public String name() {
      return "hdr";
    }

    @Override
    public boolean http() {
      return true;
    }

    @Override
    public KeyHash key(HashSettings settings) {
      return new Key(settings, header.getBytes(ISO_8859_1), domainOnly);
    }
  }

  private record Key(HashSettings settings, byte[] header, boolean domainOnly) implements KeyHash {
    @Override
    public long of(Exchange exchange) {
      RequestHead head = exchange.request();
      int field = head == null ? -1 : head.find(header, 0);
      if (head == null || field < 0) {
        return ABSENT;
      }
      byte[] bytes = head.bytes();
      int start = head.valueOffset(field);
      int end = firstValueEnd(bytes, start, start + head.valueLength(field));
      if (start == end) {
        return ABSENT;
      }
      if (!domainOnly) {
        return HashFunctions.hash(settings, bytes, start, end - start);
      }
      int dot = lastDot(bytes, start, end);
      int label = dot == end ? start : dot - 1;
      while (label > start && bytes[label - 1] != '.') {
        label--;
      }
      return HashFunctions.hash(settings, bytes, label, dot - label);
    }

    private static int firstValueEnd(byte[] bytes, int start, int limit) {
      boolean quoted = false;
      int end = start;
      for (; end < limit && (quoted || bytes[end] != ','); end++) {
        if (quoted && bytes[end] == '\\') {
          end++;
        } else if (bytes[end] == '"') {
          quoted = !quoted;
        }
      }
      end = Math.min(end, limit);
      while (end > start && Parameters.blank(bytes[end - 1])) {
        end--;
      }
      return end;
    }

    /** The last dot behind the first byte, or {@code end}: a leading dot ends no label. */
    private static int lastDot(byte[] bytes, int start, int end) {
      for (int at = end - 1; at > start; at--) {
        if (bytes[at] == '.') {
          return at;
        }
      }
      return end;
    }
  }
}
