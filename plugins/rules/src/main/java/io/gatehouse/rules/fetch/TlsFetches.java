package io.gatehouse.rules.fetch;

import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.rules.NameFile;
import java.util.Locale;
import java.util.Set;

/**
 * What can be read of TLS connections (manual section 7.3.4). Of a connection in clear there is
 * nothing to read, and connections with TLS are refused when the configuration is loaded.
 */
public final class TlsFetches extends FetchFamily {

  public TlsFetches() {
    NameFile.read(TlsFetches.class, "tls-fetches.txt")
        .forEach(
            (name, type) -> {
              SampleType yields = SampleType.valueOf(type.toUpperCase(Locale.ROOT));
              Set<Phase> phases =
                  name.startsWith("ssl_bc") ? Phase.AFTER_RESPONSE : Phase.AFTER_HANDSHAKE;
              with(name, a -> clear(a, new OfClear(name, yields, phases)));
            });
    shorthand("ssl_fc_sni_end", "ssl_fc_sni", MatchMethod.END);
    shorthand("ssl_fc_sni_reg", "ssl_fc_sni", MatchMethod.REG);
  }

  private static SampleFetch clear(Arguments arguments, SampleFetch fetch)
      throws io.gatehouse.api.ArgumentException {
    while (arguments.hasNext()) {
      arguments.next("an argument");
    }
    return fetch;
  }

  /** Nothing. */
  record OfClear(String name, SampleType type, Set<Phase> phases) implements SampleFetch {
    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      return false;
    }
  }
}
