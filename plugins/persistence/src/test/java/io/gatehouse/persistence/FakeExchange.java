package io.gatehouse.persistence;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.testkit.plugin.FakeHead;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** An exchange of which only the two heads exist; asking for anything else fails the test. */
final class FakeExchange implements InvocationHandler {
  private final FakeHead request;
  private final @Nullable FakeHead response;
  private final ByteSink sink = new ByteSink(16_384);

  private FakeExchange(FakeHead request, @Nullable FakeHead response) {
    this.request = request;
    this.response = response;
  }

  static ExchangeControl of(FakeHead request, @Nullable FakeHead response) {
    ClassLoader loader = ExchangeControl.class.getClassLoader();
    FakeExchange fake = new FakeExchange(request, response);
    Class<?>[] type = {ExchangeControl.class};
    return (ExchangeControl) Proxy.newProxyInstance(loader, type, fake);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "request", "editRequest" -> request;
      case "response", "editResponse" -> response;
      case "scratchSink" -> sink.clear();
      default ->
          throw new UnsupportedOperationException("no persistence asks for " + method.getName());
    };
  }
}
