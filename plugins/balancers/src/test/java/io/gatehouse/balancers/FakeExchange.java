package io.gatehouse.balancers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.RequestHead;
import io.gatehouse.testkit.plugin.FakeHead;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * An exchange of which only the client's address, the request and its payload exist; asking for
 * anything else fails the test.
 */
final class FakeExchange implements InvocationHandler {
  private final InetSocketAddress source;
  private final @Nullable RequestHead request;
  private final byte[] payload;

  private FakeExchange(String address, @Nullable RequestHead request, String payload) {
    this.source = new InetSocketAddress(InetAddress.ofLiteral(address), 4711);
    this.request = request;
    this.payload = payload.getBytes(ISO_8859_1);
  }

  static Exchange from(String address) {
    return seen(new FakeExchange(address, null, ""));
  }

  /** A GET for this target from 127.0.0.1. */
  static Exchange get(String uri, String... headers) {
    return http("GET", uri, "", headers);
  }

  static Exchange http(String method, String uri, String body, String... headers) {
    return request("127.0.0.1", method + " " + uri, body, headers);
  }

  static Exchange request(String source, String methodAndUri, String body, String... headers) {
    StringBuilder head = new StringBuilder(methodAndUri + " HTTP/1.1\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return seen(new FakeExchange(source, new FakeHead(head + "\r\n"), body));
  }

  static Exchange tcp(String payload) {
    return seen(new FakeExchange("127.0.0.1", null, payload));
  }

  private static Exchange seen(FakeExchange fake) {
    ClassLoader loader = Exchange.class.getClassLoader();
    return (Exchange) Proxy.newProxyInstance(loader, new Class<?>[] {Exchange.class}, fake);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "source" -> source;
      case "request" -> request;
      case "requestPayload" -> new ByteSpan().set(payload, 0, payload.length);
      default -> {
        if (method.isDefault()) {
          yield InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        throw new UnsupportedOperationException("no algorithm asks for " + method.getName());
      }
    };
  }
}
