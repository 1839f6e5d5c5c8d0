package io.gatehouse.dataplane.check;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts servers whose certificate leads to one of the authorities and has the name that the
 * connection's peer is said to have, if any.
 */
final class ServerTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager java;

  private ServerTrust(X509ExtendedTrustManager java) {
    this.java = java;
  }

  /** The certificate is good, but of another server. */
  static final class OtherNameException extends CertificateException {
    private static final long serialVersionUID = 1;

    OtherNameException(String name) {
      super("the certificate is not of " + name);
    }
  }

  static ServerTrust in(List<X509Certificate> authorities) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < authorities.size(); i++) {
        store.setCertificateEntry(String.valueOf(i), authorities.get(i));
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager extended) {
          return new ServerTrust(extended);
        }
      }
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("certificates cannot be verified", impossible);
    }
    throw new IllegalStateException("certificates cannot be verified");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    java.checkServerTrusted(chain, type);
    String name = engine.getPeerHost();
    if (name != null && !ServerNames.match(chain[0], name)) {
      throw new OtherNameException(name);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    java.checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    java.checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    java.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    java.checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    java.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return java.getAcceptedIssuers();
  }
}
