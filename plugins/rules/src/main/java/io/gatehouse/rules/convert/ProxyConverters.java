package io.gatehouse.rules.convert;

import io.gatehouse.api.Exchange;
import io.gatehouse.api.Surroundings.ProxyView;
import io.gatehouse.api.Surroundings.ServerView;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import org.jspecify.annotations.Nullable;

/** What the proxy or server of a name is like, where the name is made at run time. */
public final class ProxyConverters extends ConverterFamily {

  public ProxyConverters() {
    with("nbsrv", a -> new OfBackend());
    with("srv_is_up", a -> new OfServer(false));
    with("srv_queue", a -> new OfServer(true));
    with("fe_exists", a -> new FrontendExists());
  }

  /** Servers that can be chosen; nothing where there is no such backend. */
  record OfBackend() implements Converter {
    @Override
    public SampleType input() {
      return SampleType.STRING;
    }

    @Override
    public SampleType output() {
      return SampleType.INTEGER;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      ProxyView backend = exchange.surroundings().backend(sample.text());
      if (backend == null) {
        return false;
      }
      sample.setInteger(backend.usableServers());
      return true;
    }
  }

  /** {@code backend/server}, or a server of the exchange's own backend. */
  record OfServer(boolean queue) implements Converter {
    @Override
    public SampleType input() {
      return SampleType.STRING;
    }

    @Override
    public SampleType output() {
      return queue ? SampleType.INTEGER : SampleType.BOOLEAN;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      String text = sample.text();
      int slash = text.indexOf('/');
      String backend = slash < 0 ? exchange.backend() : text.substring(0, slash);
      ProxyView proxy = exchange.surroundings().backend(backend);
      @Nullable ServerView server = proxy == null ? null : proxy.server(text.substring(slash + 1));
      if (server == null) {
        return false;
      }
      if (queue) {
        sample.setInteger(server.queued());
      } else {
        sample.setBoolean(server.up());
      }
      return true;
    }
  }

  record FrontendExists() implements Converter {
    @Override
    public SampleType input() {
      return SampleType.STRING;
    }

    @Override
    public SampleType output() {
      return SampleType.BOOLEAN;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      sample.setBoolean(exchange.surroundings().frontend(sample.text()) != null);
      return true;
    }
  }
}
