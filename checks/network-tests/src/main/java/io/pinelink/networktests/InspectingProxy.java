package io.pinelink.networktests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * HAProxy beside the endpoint, which ends TLS with a certificate by an authority of its own, offers
 * HTTP/1.1 only, and encrypts again for the endpoint. The router leads connections to it, so that
 * clients see nothing of it but the certificate and the answers.
 */
final class InspectingProxy implements AutoCloseable {
  private static final String AUTHORITY = "Example Corp Inspection CA";
  private static final int PORT = 8443;
  private static final String PASSWORD = "changeit";

  private final Network network;
  private final Path authority;
  private final Path pidFile;

  private InspectingProxy(Network network) {
    this.network = network;
    this.authority = network.file("inspection-ca.pem");
    this.pidFile = network.file("haproxy.pid");
  }

  /** Starts the proxy in front of the endpoint. */
  static InspectingProxy start(Network network) {
    InspectingProxy proxy = new InspectingProxy(network);
    try {
      proxy.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    network.detour(NetworkAddress.ENDPOINT, PORT);
    return proxy;
  }

  private void run() throws IOException {
    Path authorityKey = network.file("inspection-ca-key.pem");
    Path certificate = network.file("inspection.pem");
    // HAProxy reads the key of a certificate from the file with .key added.
    Path key = Path.of(certificate + ".key");
    openssl(authority, authorityKey, "/CN=" + AUTHORITY, "basicConstraints=critical,CA:TRUE");
    openssl(
        certificate,
        key,
        "/CN=inspected",
        "subjectAltName=DNS:*.svc." + ScenarioProject.PRIVATE_ZONE,
        "-CA",
        authority.toString(),
        "-CAkey",
        authorityKey.toString());
    Path configuration = network.file("haproxy.cfg");
    Files.writeString(
        configuration,
        """
        defaults
          mode http
          timeout connect 5s
          timeout client 30s
          timeout server 30s
        frontend inspection
          bind %1$s:%2$d ssl crt %3$s alpn http/1.1
          http-response add-header Via "1.1 haproxy"
          default_backend service
        backend service
          server endpoint %1$s:%4$d ssl verify required ca-file %5$s sni req.hdr(host)
        """
            .formatted(
                NetworkAddress.ENDPOINT.address(),
                PORT,
                certificate,
                NetworkAddress.ENDPOINT.port(),
                network.directory().resolve(Network.CA_FILE)));
    // It goes into the background as soon as it listens.
    network.on(
        "endpoint", "haproxy", "-D", "-f", configuration.toString(), "-p", pidFile.toString());
  }

  /** Creates a key, and a certificate that is signed with it or, with further options, by -CA. */
  private void openssl(
      Path certificate, Path key, String subject, String extension, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of("openssl", "req", "-x509", "-nodes", "-days", "30", "-newkey", "ec"));
    command.addAll(List.of("-pkeyopt", "ec_paramgen_curve:P-256"));
    command.addAll(List.of("-subj", subject, "-addext", extension));
    command.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
    command.addAll(List.of(options));
    network.on("endpoint", command.toArray(String[]::new));
  }

  String authorityName() {
    return AUTHORITY;
  }

  /** Returns a machine whose administrator added the proxy's authority to the JVM's. */
  MachineSettings trustingMachine() {
    Path store = network.file("cacerts");
    network.on(
        "endpoint",
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-importcert",
        "-noprompt",
        "-alias",
        "inspection",
        "-file",
        authority.toString(),
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD);
    return MachineSettings.withJvmOptions(
        "-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  @Override
  public void close() {
    try {
      Network.stop(Long.parseLong(Files.readString(pidFile).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
