package io.gatehouse.gateway.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Certificates that openssl makes for a test: {@code ca.pem} and {@code other.pem} are authorities;
 * {@code good.pem} and {@code client.pem} hold certificates of the first with their keys.
 */
final class Certificates {
  private static final List<String> NEW_KEY =
      List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes");

  private Certificates() {}

  static void make(Path folder) throws IOException, InterruptedException {
    authority(folder, "ca");
    authority(folder, "other");
    signed(folder, "good", "DNS:www.example.com,DNS:*.example.org");
    signed(folder, "client", "DNS:client.example.com");
  }

  private static void authority(Path folder, String name) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("req", "-x509", "-days", "30"));
    words.addAll(NEW_KEY);
    words.addAll(List.of("-subj", "/CN=" + name, "-keyout", name + ".key", "-out", name + ".pem"));
    openssl(folder, words);
  }

  private static void signed(Path folder, String name, String names)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("req"));
    words.addAll(NEW_KEY);
    words.addAll(List.of("-subj", "/CN=" + name, "-keyout", name + ".key", "-out", name + ".csr"));
    openssl(folder, words);
    Files.writeString(folder.resolve(name + ".ext"), "subjectAltName=" + names + "\n");
    openssl(
        folder,
        List.of("x509", "-req", "-days", "30", "-in", name + ".csr", "-CA", "ca.pem"),
        List.of("-CAkey", "ca.key", "-CAcreateserial", "-extfile", name + ".ext"),
        List.of("-out", name + ".crt"));
    Files.writeString(
        folder.resolve(name + ".pem"),
        Files.readString(folder.resolve(name + ".crt"))
            + Files.readString(folder.resolve(name + ".key")));
  }

  @SafeVarargs
  private static void openssl(Path folder, List<String>... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    for (List<String> some : words) {
      command.addAll(some);
    }
    Path output = folder.resolve("openssl.out");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + Files.readString(output));
    }
  }
}
