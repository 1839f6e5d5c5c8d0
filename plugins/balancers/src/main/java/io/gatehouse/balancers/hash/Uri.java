package io.gatehouse.balancers.hash;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.HashSettings;
import java.util.List;

/**
 * {@code balance uri [whole] [path-only] [len n] [depth n]}: the request target as received, up to
 * the question mark unless {@code whole}, from the path on with {@code path-only}, at most {@code
 * len} bytes, and up to the slash after {@code depth} directories.
 */
public final class Uri implements BalancerPlugin {
  private static final List<String> WORDS = List.of("whole", "path-only", "len", "depth");

  @Override
  public String name() {
    return "uri";
  }

  @Override
  public BalancerSpec parse(Arguments arguments) throws ArgumentException {
    boolean whole = false;
    boolean pathOnly = false;
    int length = 0;
    int depth = 0;
    while (arguments.hasNext()) {
      String word = arguments.next("an option of balance uri");
      switch (word) {
        case "whole" -> whole = true;
        case "path-only" -> pathOnly = true;
        case "len" -> length = positive(arguments);
        case "depth" -> depth = positive(arguments);
        default -> throw arguments.unknown("option of balance uri", WORDS);
      }
    }
    return new Spec(whole, pathOnly, length, depth);
  }

  private static int positive(Arguments arguments) throws ArgumentException {
    return (int) arguments.integer("a positive integer", 1, Integer.MAX_VALUE - 1);
  }

  /** A length or depth of 0 is no limit. */
  private record Spec(boolean whole, boolean pathOnly, int length, int depth) implements HashSpec {
    @Override
    public String name() {
      return "uri";
    }

    @Override
    public boolean http() {
      return true;
    }

    @Override
    public KeyHash key(HashSettings settings) {
      return exchange -> hash(settings, exchange);
    }

    private long hash(HashSettings settings, Exchange exchange) {
      RequestHead head = exchange.request();
      if (head == null) {
        return KeyHash.ABSENT;
      }
      int start = pathOnly ? head.pathOffset() : head.uriOffset();
      int end = head.uriOffset() + head.uriLength();
      if (start < 0) {
        return HashFunctions.hash(settings, head.bytes(), 0, 0);
      }
      int limit = length == 0 ? end : Math.min(end, start + length);
      return HashFunctions.hash(settings, head.bytes(), start, cut(head.bytes(), start, limit));
    }

    private int cut(byte[] bytes, int start, int limit) {
      int slashes = 0;
      for (int at = start; at < limit; at++) {
        boolean deepEnough = bytes[at] == '/' && depth != 0 && ++slashes > depth;
        if (deepEnough || bytes[at] == '?' && !whole) {
          return at - start;
        }
      }
      return limit - start;
    }
  }
}
