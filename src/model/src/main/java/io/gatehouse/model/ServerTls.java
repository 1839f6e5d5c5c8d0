package io.gatehouse.model;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * How TLS is spoken to a server. Holds what files contain, so that a file that changed is another
 * record.
 *
 * @param verify whether the server's certificate must lead to one of the authorities
 * @param verifyHost the name it must have where none is asked for; empty for any
 * @param identity what is shown to a server that asks for it
 * @param ciphers of TLS 1.2 in OpenSSL's names; empty for the usual ones
 * @param suites of TLS 1.3; empty for the usual ones
 * @param versions as Java names them
 */
public record ServerTls(
    boolean verify,
    String verifyHost,
    List<X509Certificate> authorities,
    Optional<Identity> identity,
    List<String> ciphers,
    List<String> suites,
    List<String> versions) {

  /** A certificate with those that lead from it to an authority, and its key. */
  public record Identity(List<X509Certificate> chain, PrivateKey key) {
    public Identity {
      chain = List.copyOf(chain);
    }
  }

  public ServerTls {
    authorities = List.copyOf(authorities);
    ciphers = List.copyOf(ciphers);
    suites = List.copyOf(suites);
    versions = List.copyOf(versions);
  }
}
