package io.gatehouse.dataplane.check;

import io.gatehouse.model.ServerTls;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.CipherSuiteConverter;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is made once of the settings of TLS, and shared by the servers that have the same. Any
 * thread.
 */
final class TlsContexts {
  private static final Logger LOG = LoggerFactory.getLogger(TlsContexts.class);

  private final Map<ServerTls, SslContext> made = new WeakHashMap<>();

  synchronized SslContext of(ServerTls settings) throws SSLException {
    SslContext known = made.get(settings);
    if (known == null) {
      known = make(settings);
      made.put(settings, known);
    }
    return known;
  }

  /**
   * Makes what the first connection would have to wait for. Java needs longer for its first
   * handshake than a check may take.
   */
  void prepare(ServerTls settings) {
    try {
      SSLEngine engine = of(settings).newEngine(ByteBufAllocator.DEFAULT);
      engine.beginHandshake();
      ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      engine.wrap(ByteBuffer.allocate(0), hello);
    } catch (SSLException impossible) {
      LOG.debug("TLS cannot be prepared, checks will tell why", impossible);
    }
  }

  private static SslContext make(ServerTls settings) throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forClient().sslProvider(SslProvider.JDK).protocols(settings.versions());
    if (settings.verify()) {
      builder.trustManager(ServerTrust.in(settings.authorities()));
    } else {
      builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
    }
    settings.identity().ifPresent(own -> builder.keyManager(own.key(), own.chain()));
    List<String> ciphers = ciphers(settings);
    if (!ciphers.isEmpty()) {
      builder.ciphers(ciphers, SupportedCipherSuiteFilter.INSTANCE);
    }
    return builder.build();
  }

  /** By Java's names; of the version that nothing is said about the usual ones. */
  private static List<String> ciphers(ServerTls settings) throws SSLException {
    if (settings.ciphers().isEmpty() && settings.suites().isEmpty()) {
      return List.of();
    }
    List<String> all = new ArrayList<>(settings.suites());
    for (String cipher : settings.ciphers()) {
      String name = CipherSuiteConverter.toJava(cipher, "TLS");
      if (name != null) {
        all.add(name);
      }
    }
    boolean only12 = settings.suites().isEmpty();
    for (String usual : SslContextBuilder.forClient().build().cipherSuites()) {
      boolean of13 = !usual.contains("_WITH_");
      if (of13 ? only12 : settings.ciphers().isEmpty()) {
        all.add(usual);
      }
    }
    return all;
  }
}
