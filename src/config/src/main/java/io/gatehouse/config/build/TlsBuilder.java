package io.gatehouse.config.build;

import io.gatehouse.config.haproxy.GlobalSettings;
import io.gatehouse.config.haproxy.ServerDraft;
import io.gatehouse.config.haproxy.ServerTlsSettings;
import io.gatehouse.config.haproxy.Setting;
import io.gatehouse.config.haproxy.Values;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.model.CheckTls;
import io.gatehouse.model.ServerTls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** TLS of a configuration's servers, with the files that it names. */
final class TlsBuilder {
  private static final String SYSTEM = "@system-ca";

  /** Where distributions keep the authorities that they trust. */
  private static final List<Path> SYSTEM_FILES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"));

  private static final int TLS_1_2 = ServerTlsSettings.VERSIONS.indexOf("TLSv1.2");

  private final Values global;
  private final Diagnostics diagnostics;
  private final Map<Path, PemFile> read = new HashMap<>();

  TlsBuilder(Values global, Diagnostics diagnostics) {
    this.global = global;
    this.diagnostics = diagnostics;
  }

  /**
   * @param asked whether a line of the check asks for it
   * @return empty where no check of the server uses it
   */
  Optional<CheckTls> build(ServerDraft draft, boolean asked) {
    Values values = draft.values();
    boolean always = values.is(ServerTlsSettings.CHECK);
    if (!always && !asked) {
      return Optional.empty();
    }
    return Optional.of(
        new CheckTls(
            always,
            values.get(ServerTlsSettings.CHECK_SNI, ""),
            values.list(ServerTlsSettings.CHECK_ALPN),
            settings(draft)));
  }

  private ServerTls settings(ServerDraft draft) {
    Values values = draft.values();
    List<X509Certificate> authorities = authorities(draft);
    return new ServerTls(
        verify(draft),
        values.get(ServerTlsSettings.VERIFY_HOST, ""),
        authorities,
        identity(draft),
        values.list(ServerTlsSettings.CIPHERS),
        values.list(ServerTlsSettings.SUITES),
        versions(draft));
  }

  private boolean verify(ServerDraft draft) {
    Optional<Boolean> own = draft.values().get(ServerTlsSettings.VERIFY);
    boolean verify = own.orElseGet(() -> global.get(GlobalSettings.SERVER_VERIFY, true));
    if (verify && draft.values().get(ServerTlsSettings.AUTHORITIES).isEmpty()) {
      diagnostics.error(
          draft.at(),
          ("server '%s': verify is enabled by default but no CA file specified. If you're running"
                  + " on a LAN where you're certain to trust the server's certificate, please set"
                  + " an explicit 'verify none' statement on the 'server' line, or use"
                  + " 'ssl-server-verify none' in the global section to disable server-side"
                  + " verifications by default.")
              .formatted(draft.name()));
    }
    return verify;
  }

  private List<X509Certificate> authorities(ServerDraft draft) {
    Optional<String> name = draft.values().get(ServerTlsSettings.AUTHORITIES);
    if (name.isEmpty()) {
      return List.of();
    }
    Path file = path(name.get(), GlobalSettings.CA_BASE);
    if (name.get().equals(SYSTEM)) {
      file = SYSTEM_FILES.stream().filter(Files::exists).findFirst().orElse(file);
    }
    List<X509Certificate> found =
        pem(file, ServerTlsSettings.AUTHORITIES, draft).map(PemFile::certificates).orElse(null);
    if (found != null && found.isEmpty()) {
      unreadable(ServerTlsSettings.AUTHORITIES, draft, "no certificate or crl found");
    }
    return found == null ? List.of() : found;
  }

  private Optional<ServerTls.Identity> identity(ServerDraft draft) {
    Optional<String> name = draft.values().get(ServerTlsSettings.CERTIFICATE);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Path file = path(name.get(), GlobalSettings.CRT_BASE);
    Optional<PemFile> found = pem(file, ServerTlsSettings.CERTIFICATE, draft);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (found.get().certificates().isEmpty() || found.get().key().isEmpty()) {
      unreadable(
          ServerTlsSettings.CERTIFICATE,
          draft,
          found.get().key().isEmpty() ? "no private key found" : "no certificate found");
      return Optional.empty();
    }
    return found.get().key().map(key -> new ServerTls.Identity(found.get().certificates(), key));
  }

  private Path path(String name, Setting<String> base) {
    String folder = global.get(base, "");
    return name.startsWith("/") || folder.isEmpty() ? Path.of(name) : Path.of(folder, name);
  }

  private Optional<PemFile> pem(Path file, Setting<String> setting, ServerDraft draft) {
    PemFile known = read.get(file);
    if (known == null) {
      try {
        known = PemFile.read(file);
        read.put(file, known);
      } catch (PemFile.UnreadableException failed) {
        unreadable(setting, draft, failed.reason());
      }
    }
    return Optional.ofNullable(known);
  }

  private void unreadable(Setting<String> setting, ServerDraft draft, String reason) {
    diagnostics.error(
        draft.values().at(setting).orElse(draft.at()),
        "Couldn't open the %s '%s' (%s)"
            .formatted(setting.name(), draft.values().get(setting, ""), reason));
  }

  /** By Java's names. What is older than TLS 1.2 is not spoken. */
  private List<String> versions(ServerDraft draft) {
    Values values = draft.values();
    int newest = values.get(ServerTlsSettings.NEWEST, ServerTlsSettings.VERSIONS.size() - 1);
    int oldest = Math.max(TLS_1_2, values.get(ServerTlsSettings.OLDEST, TLS_1_2));
    Set<Integer> without = values.get(ServerTlsSettings.WITHOUT, Set.of());
    List<String> all = new ArrayList<>();
    for (int place = oldest; place <= newest; place++) {
      if (!without.contains(place)) {
        all.add(ServerTlsSettings.VERSIONS.get(place));
      }
    }
    if (all.isEmpty()) {
      diagnostics.error(
          draft.at(),
          "server '%s' leaves no version of TLS that is spoken: TLSv1.2 and TLSv1.3 are"
              .formatted(draft.name()));
    }
    return all;
  }
}
