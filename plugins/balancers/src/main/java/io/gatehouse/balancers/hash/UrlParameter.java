package io.gatehouse.balancers.hash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.HashSettings;

/**
 * {@code balance url_param name [check_post]}: the value of a parameter of the query, else of the
 * body of a POST as far as it has arrived. HAProxy looks at the body with or without {@code
 * check_post}, so the word changes nothing.
 */
public final class UrlParameter implements BalancerPlugin {
  @Override
  public String name() {
    return "url_param";
  }

  @Override
  public BalancerSpec parse(Arguments arguments) throws ArgumentException {
    if (!arguments.hasNext()) {
      throw arguments.error("balance url_param requires an URL parameter name.");
    }
    String parameter = arguments.next("an URL parameter name");
    arguments.accept("check_post");
    return new Spec(parameter);
  }

  private record Spec(String parameter) implements HashSpec {
    @Override
    public String name() {
      return "url_param";
    }

    @Override
    public boolean http() {
      return true;
    }

    @Override
    public KeyHash key(HashSettings settings) {
      return new Key(settings, parameter.getBytes(ISO_8859_1));
    }
  }

  private record Key(HashSettings settings, byte[] name) implements KeyHash {
    @Override
    public long of(Exchange exchange) {
      RequestHead head = exchange.request();
      if (head == null) {
        return ABSENT;
      }
      byte[] bytes = head.bytes();
      int end = head.uriOffset() + head.uriLength();
      int query = head.uriOffset();
      while (query < end && bytes[query] != '?') {
        query++;
      }
      int value = Parameters.value(bytes, query + 1, end, name);
      if (value >= 0) {
        return HashFunctions.hash(settings, bytes, value, Parameters.length(bytes, value, end));
      }
      return post(head) ? ofBody(exchange.requestPayload()) : ABSENT;
    }

    private static boolean post(RequestHead head) {
      int at = head.methodOffset();
      byte[] bytes = head.bytes();
      return head.methodLength() == 4
          && bytes[at] == 'P'
          && bytes[at + 1] == 'O'
          && bytes[at + 2] == 'S'
          && bytes[at + 3] == 'T';
    }

    private long ofBody(ByteSpan body) {
      byte[] bytes = body.array();
      int end = body.offset() + body.length();
      int value = Parameters.value(bytes, body.offset(), end, name);
      if (value < 0) {
        return ABSENT;
      }
      int length = Parameters.encodedLength(bytes, value, end);
      return length < 0 ? ABSENT : HashFunctions.hash(settings, bytes, value, length);
    }
  }
}
