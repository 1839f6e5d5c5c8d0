package io.gatehouse.dataplane.check;

import io.gatehouse.api.check.Dialing;
import io.gatehouse.model.CheckTls;
import io.gatehouse.model.ServerTls;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * TLS of one connection of a check.
 *
 * @param sni the name to ask for; empty for none
 * @param alpn the protocols to offer
 */
record Secrecy(ServerTls settings, String sni, List<String> alpn) {
  private static final int ANY_PORT = 443;

  /** What is spoken on this way; empty for nothing. */
  static Optional<Secrecy> of(Dialing.Way way, Optional<CheckTls> server) {
    boolean always = server.isPresent() && server.get().always();
    if (!way.tls() && !(way.standard() && always)) {
      return Optional.empty();
    }
    CheckTls tls =
        server.orElseThrow(() -> new IllegalStateException("nothing is said of the server's TLS"));
    String sni = way.sni().isEmpty() && way.standard() ? tls.sni() : way.sni();
    List<String> alpn =
        way.alpn().isEmpty() && way.standard()
            ? tls.alpn()
            : way.alpn().isEmpty() ? List.of() : List.of(way.alpn().split(",", -1));
    return Optional.of(new Secrecy(tls.settings(), sni, alpn));
  }

  /**
   * @param workers do what takes long
   */
  SslHandler handler(TlsContexts contexts, ByteBufAllocator allocator, Executor workers)
      throws SSLException {
    SslContext context = contexts.of(settings);
    String name = sni.isEmpty() ? settings.verifyHost() : sni;
    SSLEngine engine =
        name.isEmpty()
            ? context.newEngine(allocator)
            : context.newEngine(allocator, name, ANY_PORT);
    SSLParameters parameters = engine.getSSLParameters();
    byte[] asked = sni.getBytes(StandardCharsets.US_ASCII);
    parameters.setServerNames(sni.isEmpty() ? List.of() : List.of(new SNIHostName(asked)));
    // ServerTrust looks at the name.
    parameters.setEndpointIdentificationAlgorithm("");
    parameters.setApplicationProtocols(alpn.toArray(String[]::new));
    engine.setSSLParameters(parameters);
    SslHandler handler = new SslHandler(engine, false, workers);
    // The check's own limit counts.
    handler.setHandshakeTimeoutMillis(0);
    return handler;
  }

  /** In HAProxy's words. */
  String failure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServerTrust.OtherNameException) {
        return "Server presented an SSL certificate different from the %s one"
            .formatted(sni.isEmpty() ? "configured" : "expected");
      }
    }
    return "SSL handshake failure";
  }
}
