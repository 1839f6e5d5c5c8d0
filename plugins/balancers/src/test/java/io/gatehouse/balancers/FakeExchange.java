package io.gatehouse.balancers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.Measures;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.ResponseHead;
import io.gatehouse.api.Surroundings;
import io.gatehouse.api.Variables;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** An exchange of which only the client's address, the request and its payload exist. */
record FakeExchange(SocketAddress source, @Nullable RequestHead request, String payload)
    implements Exchange {

  static FakeExchange from(String address) {
    return new FakeExchange(new InetSocketAddress(InetAddress.ofLiteral(address), 4711), null, "");
  }

  /** A GET for this target from 127.0.0.1. */
  static FakeExchange get(String uri, String... headers) {
    return http("GET", uri, "", headers);
  }

  static FakeExchange http(String method, String uri, String body, String... headers) {
    StringBuilder head = new StringBuilder(method + " " + uri + " HTTP/1.1\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    FakeHead request = new FakeHead(head + "\r\n");
    return new FakeExchange(from("127.0.0.1").source(), request, body);
  }

  static FakeExchange tcp(String payload) {
    return new FakeExchange(from("127.0.0.1").source(), null, payload);
  }

  @Override
  public ByteSpan requestPayload() {
    byte[] bytes = payload.getBytes(ISO_8859_1);
    return new ByteSpan().set(bytes, 0, bytes.length);
  }

  @Override
  public ByteSpan responsePayload() {
    return new ByteSpan();
  }

  @Override
  public SocketAddress destination() {
    return source;
  }

  @Override
  public String frontend() {
    return "f";
  }

  @Override
  public String backend() {
    return "b";
  }

  @Override
  public String server() {
    return "";
  }

  @Override
  public @Nullable ResponseHead response() {
    return null;
  }

  @Override
  public Variables variables() {
    throw new UnsupportedOperationException("no algorithm asks for variables");
  }

  @Override
  public Measures measures() {
    throw new UnsupportedOperationException("no algorithm asks for measures");
  }

  @Override
  public Surroundings surroundings() {
    throw new UnsupportedOperationException("no algorithm asks for its surroundings");
  }

  @Override
  public long id() {
    return 1;
  }
}
