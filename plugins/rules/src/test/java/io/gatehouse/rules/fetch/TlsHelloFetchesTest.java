package io.gatehouse.rules.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.rules.FakeExchange;
import io.gatehouse.rules.Words;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

class TlsHelloFetchesTest {
  private static final String HELLO = "from a client of the JDK";

  private static byte[] hello() throws GeneralSecurityException, SSLException {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName("www.example.org")));
    parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
    engine.setSSLParameters(parameters);
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    assertThat(engine.wrap(ByteBuffer.allocate(0), out).bytesProduced()).as(HELLO).isPositive();
    return Arrays.copyOf(out.array(), out.position());
  }

  private static String yields(String fetch, byte[] received) throws ArgumentException {
    Sample sample = new Sample(1024);
    FakeExchange exchange = new FakeExchange().payload(received);
    boolean found = Words.expression(fetch).evaluate(exchange.control(), sample);
    String open = sample.isUndecided() ? " yet" : "";
    return found && sample.cast(io.gatehouse.api.rule.SampleType.STRING)
        ? sample.text()
        : "nothing" + open;
  }

  @Test
  void aWholeHelloTellsItsServerAndProtocols() throws Exception {
    byte[] hello = hello();
    assertThat(yields("req.ssl_hello_type", hello)).isEqualTo("1");
    assertThat(yields("req.ssl_sni", hello)).isEqualTo("www.example.org");
    assertThat(yields("req.ssl_alpn", hello)).isEqualTo("h2");
    assertThat(yields("req.ssl_ver", hello)).isEqualTo(String.valueOf(0x3_0003));
    assertThat(yields("req.ssl_ec_ext", hello)).isEqualTo("1");
    assertThat(yields("req.ssl_keyshare_groups,hex", hello)).matches("([0-9A-F]{4})+");
  }

  @Test
  void aPartOfAHelloDecidesNothing() throws Exception {
    byte[] hello = hello();
    for (int length : new int[] {0, 1, 5, 8, hello.length - 1}) {
      byte[] part = Arrays.copyOf(hello, length);
      assertThat(yields("req.ssl_sni", part)).as("%d bytes", length).isEqualTo("nothing yet");
      assertThat(yields("req.ssl_hello_type", part)).as("%d bytes", length).startsWith("nothing");
    }
  }

  @Test
  void anythingElseIsNoHello() throws ArgumentException {
    byte[] request = "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    for (String fetch : List.of("req.ssl_sni", "req.ssl_ver", "req.ssl_hello_type")) {
      assertThat(yields(fetch, request)).as(fetch).isEqualTo("nothing");
    }
  }
}
