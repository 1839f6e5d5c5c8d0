package io.gatehouse.benchmarks.balance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.Exchange;
import io.gatehouse.api.RequestHead;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * One request of one client, always the same. It answers through a reflective proxy, which costs
 * some nanoseconds a question but allocates nothing: every answer exists beforehand.
 */
final class FixedExchange implements InvocationHandler {
  private static final byte[] HEAD = "GET /images/logo.png?v=3 HTTP/1.1\r\n".getBytes(ISO_8859_1);
  private static final byte[] SOURCE = {(byte) 192, 0, 2, 17};
  private static final Integer URI = 4;
  private static final Integer URI_LENGTH = 20;

  private final RequestHead request = fake(RequestHead.class);

  static Exchange create() {
    return new FixedExchange().fake(Exchange.class);
  }

  private <T> T fake(Class<T> type) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "sourceAddress" -> SOURCE;
      case "request" -> request;
      case "bytes" -> HEAD;
      case "uriOffset", "pathOffset" -> URI;
      case "uriLength" -> URI_LENGTH;
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }
}
