package io.gatehouse.rules.fetch;

import io.gatehouse.api.Decisions;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.Surroundings.ProxyView;
import io.gatehouse.api.rule.ExchangeControl.TimeoutKind;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/** What was decided about the exchange, where its ends are, and the state of the process. */
public final class DecisionFetches extends FetchFamily {

  public DecisionFetches() {
    for (TimeoutKind kind : TimeoutKind.values()) {
      String name = "cur_" + kind.name().toLowerCase(Locale.ROOT) + "_timeout";
      if (kind == TimeoutKind.CLIENT) {
        decided(name, Phase.AFTER_REQUEST, d -> d.timeout(kind));
      } else {
        ofBackend(name, SampleType.INTEGER, of(d -> d.timeout(kind)));
      }
    }
    decided("cur_max_retries", Phase.AFTER_REQUEST, Decisions::maxRetries);
    decided("prio_class", Phase.CONNECTED, Decisions::priorityClass);
    decided("prio_offset", Phase.CONNECTED, Decisions::priorityOffset);
    plain("be_max_retries", SampleType.INTEGER, Phase.AFTER_REQUEST, DecisionFetches::retries);
    Set<Phase> anywhere = Phase.CONNECTED;
    plain("last_rule_file", SampleType.STRING, anywhere, DecisionFetches::lastFile);
    plain("last_rule_line", SampleType.INTEGER, anywhere, DecisionFetches::lastLine);
    local("src_is_local", x -> x.sourceAddress());
    local("dst_is_local", x -> x.destinationAddress());
    local("fc_src_is_local", x -> x.client().sourceAddress());
    local("fc_dst_is_local", x -> x.client().destinationAddress());
    plain("thread", SampleType.INTEGER, Phase.CONNECTED, DecisionFetches::thread);
    plain("uptime", SampleType.INTEGER, Phase.ANYWHERE, DecisionFetches::uptime);
    plain("stopping", SampleType.BOOLEAN, Phase.ANYWHERE, DecisionFetches::stopping);
  }

  private interface NumberOf {
    int of(Decisions decisions);
  }

  private interface AddressOf {
    byte[] of(Exchange exchange);
  }

  private void decided(String name, Set<Phase> phases, NumberOf number) {
    plain(name, SampleType.INTEGER, phases, of(number));
  }

  private static Reader of(NumberOf number) {
    return (x, out) -> {
      int value = number.of(x.decisions());
      out.setInteger(value);
      return value >= 0;
    };
  }

  private void local(String name, AddressOf address) {
    plain(
        name,
        SampleType.BOOLEAN,
        Phase.CONNECTED,
        (x, out) -> {
          byte[] bytes = address.of(x);
          out.setBoolean(bytes.length == 0 || ours(bytes));
          return true;
        });
  }

  /** Addresses come and go, so the system is asked each time. */
  private static boolean ours(byte[] address) {
    try {
      InetAddress asked = InetAddress.getByAddress(address);
      // Of the addresses that stand for any the system says that they are its own.
      return asked.isLoopbackAddress()
          || asked.isAnyLocalAddress()
          || NetworkInterface.getByInetAddress(asked) != null;
    } catch (UnknownHostException impossible) {
      throw new UncheckedIOException("an address has 4 or 16 bytes", impossible);
    } catch (SocketException unknown) {
      return false;
    }
  }

  private static boolean retries(Exchange exchange, Sample out) {
    ProxyView backend = exchange.surroundings().backend(exchange.backend());
    out.setInteger(backend == null ? 0 : backend.retries());
    return backend != null;
  }

  private static boolean lastFile(Exchange exchange, Sample out) {
    String file = exchange.decisions().lastRuleFile();
    out.setText(file);
    return !file.isEmpty();
  }

  private static boolean lastLine(Exchange exchange, Sample out) {
    int line = exchange.decisions().lastRuleLine();
    out.setInteger(line);
    return line > 0;
  }

  private static boolean thread(Exchange exchange, Sample out) {
    out.setInteger(exchange.decisions().thread());
    return true;
  }

  private static boolean uptime(Exchange exchange, Sample out) {
    out.setInteger(exchange.surroundings().uptime());
    return true;
  }

  private static boolean stopping(Exchange exchange, Sample out) {
    out.setBoolean(exchange.surroundings().stopping());
    return true;
  }
}
