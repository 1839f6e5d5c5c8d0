package io.gatehouse.model;

import java.util.Optional;

/**
 * HTTP behaviour of a proxy (manual section 4.2, {@code option …}).
 *
 * @param forwardFor {@code option forwardfor}
 * @param originalTo {@code option originalto}
 * @param serverNameField {@code http-send-name-header}: the field, in lower case, that tells a
 *     server its own name
 * @param http2Upgrade not {@code option disable-h2-upgrade}: a connection may begin with HTTP/2
 */
public record HttpOptions(
    ConnectionMode connection,
    Optional<AddressHeader> forwardFor,
    Optional<AddressHeader> originalTo,
    Optional<String> serverNameField,
    boolean abortOnClose,
    boolean acceptUnsafeRequests,
    boolean acceptUnsafeResponses,
    boolean bufferRequest,
    boolean ignoreProbes,
    boolean pretendKeepAlive,
    boolean preferLastServer,
    boolean http2Upgrade) {

  /** How long connections live. */
  public enum ConnectionMode {
    KEEP_ALIVE,
    /** {@code option http-server-close}. */
    SERVER_CLOSE,
    /** {@code option httpclose}. */
    CLOSE
  }

  /**
   * A header that carries an address.
   *
   * @param header field name
   * @param except sources for which it is not added
   * @param ifNone only when the request has none yet
   */
  public record AddressHeader(String header, Optional<Network> except, boolean ifNone) {}
}
