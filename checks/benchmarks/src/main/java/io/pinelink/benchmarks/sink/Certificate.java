package io.pinelink.benchmarks.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;

/**
 * A self-signed certificate for {@code localhost} and the hosts of indexes, created with the JDK's
 * keytool: in a key store for the server, and without its key as PEM and in a trust store for
 * clients.
 */
public record Certificate(Path keys, Path pem, Path trust) {
  /** The password of all stores, whose contents live only as long as the run. */
  public static final String PASSWORD = "benchmarks";

  /** Returns the certificate that {@link #create} created in a directory. */
  public static Certificate in(Path directory) {
    return new Certificate(
        directory.resolve("keys.p12"),
        directory.resolve("sink.pem"),
        directory.resolve("trust.p12"));
  }

  /** Creates a certificate in an empty directory. */
  public static Certificate create(Path directory) throws IOException, InterruptedException {
    Certificate made = in(directory);
    keytool(
        "-genkeypair -alias sink -keyalg EC -dname CN=localhost -ext"
            + " san=dns:localhost,dns:*.svc.aped-4627-b74a.pinecone.io -validity 30",
        made.keys);
    keytool("-exportcert -rfc -alias sink -file " + made.pem, made.keys);
    keytool("-importcert -noprompt -alias sink -file " + made.pem, made.trust);
    return made;
  }

  /** Writes a store that trusts an authority, with {@link #PASSWORD}. */
  public static void trust(java.security.cert.Certificate authority, Path file)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", authority);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  private static void keytool(String command, Path store) throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String line =
        tool + " " + command + " -keystore " + store + " -storetype PKCS12 -storepass " + PASSWORD;
    Process process =
        new ProcessBuilder(line.split(" ", -1))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + line);
    }
  }

  KeyManagerFactory keyManagers() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD.toCharArray());
    return factory;
  }
}
