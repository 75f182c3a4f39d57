package io.pinelink.quarkus.deployment;

import io.pinelink.local.LocalServer;
import io.pinelink.local.LocalServerBuilder;
import io.pinelink.quarkus.internal.ConfigMistake;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import io.pinelink.server.Listener;
import io.quarkus.deployment.builditem.Startable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The embedded server of Dev Services. */
final class DevServer implements Startable {
  /** A dimension, and a metric after a colon. */
  private static final Pattern SHORT = Pattern.compile("(\\d{1,5})(?::([a-z]+))?");

  private final Contents contents;
  private @Nullable LocalServer server;
  private @Nullable Path authority;

  /** What the server has at its start. An equal value keeps a running server. */
  record Contents(Map<String, String> indexes, List<SeedFile> seeds) {}

  /** A seed, and the time of its last change. */
  record SeedFile(Path path, long changed) {
    static SeedFile of(Path path) {
      try (Stream<Path> files = Files.walk(path)) {
        return new SeedFile(
            path, files.mapToLong(file -> file.toFile().lastModified()).max().orElse(0));
      } catch (IOException e) {
        throw new UncheckedIOException("reading " + path, e);
      }
    }
  }

  DevServer(Contents contents) {
    this.contents = contents;
  }

  @Override
  public void start() {
    EmbeddedPineconeBuilder service = EmbeddedPinecone.builder();
    contents.indexes().forEach((name, form) -> service.index(json(name, form)));
    LocalServerBuilder builder = LocalServer.builder(service);
    contents.seeds().forEach(seed -> builder.seed(seed.path()));
    try {
      LocalServer started = builder.start();
      server = started;
      authority = Files.createTempFile("pinelink-dev", ".pem");
      Files.writeString(authority, started.pinecone().authority().pem());
    } catch (IllegalArgumentException e) {
      String group = contents.seeds().isEmpty() ? "devservices.indexes" : "devservices";
      throw ConfigMistake.of(group, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("writing the certificate authority of the server", e);
    }
  }

  private static String json(String name, String form) {
    if (form.strip().startsWith("{")) {
      return form;
    }
    Matcher parts = SHORT.matcher(form.strip());
    if (!parts.matches()) {
      throw ConfigMistake.of(
          "devservices.indexes." + name,
          "index is '" + form + "', expected a dimension, dimension:metric, or JSON",
          null);
    }
    String metric = parts.group(2) == null ? "cosine" : parts.group(2);
    return "{\"name\": \"%s\", \"dimension\": %s, \"metric\": \"%s\"}"
        .formatted(name, parts.group(1), metric);
  }

  String controlPlane() {
    return address(Listener.CONTROL);
  }

  String publicData() {
    return address(Listener.PUBLIC_DATA);
  }

  String privateData() {
    return address(Listener.PRIVATE_DATA);
  }

  String authority() {
    return Objects.requireNonNull(authority, "the server has not started").toString();
  }

  private String address(Listener listener) {
    LocalServer running = Objects.requireNonNull(server, "the server has not started");
    InetSocketAddress address = running.pinecone().address(listener);
    return "127.0.0.1:" + address.getPort();
  }

  @Override
  public String getConnectionInfo() {
    return controlPlane();
  }

  @Override
  public @Nullable String getContainerId() {
    return null;
  }

  @Override
  public void close() {
    LocalServer running = server;
    if (running != null) {
      running.close();
    }
    Path file = authority;
    if (file != null) {
      file.toFile().delete();
    }
  }
}
