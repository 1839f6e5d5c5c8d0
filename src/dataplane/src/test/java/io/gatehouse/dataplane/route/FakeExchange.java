package io.gatehouse.dataplane.route;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Sample;
import java.lang.reflect.Proxy;

/** An exchange that has scratch space and a switch for the end of inspection, nothing else. */
final class FakeExchange {
  final Sample scratch = new Sample(1024);
  final ByteSink sink = new ByteSink(1024);
  boolean inspectionOver = true;

  ExchangeControl control() {
    return (ExchangeControl)
        Proxy.newProxyInstance(
            FakeExchange.class.getClassLoader(),
            new Class<?>[] {ExchangeControl.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "scratch" -> scratch;
                  case "scratchSink" -> sink.clear();
                  case "inspectionOver" -> inspectionOver;
                  case "lastRule" -> null;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
