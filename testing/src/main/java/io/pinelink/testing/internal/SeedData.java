package io.pinelink.testing.internal;

import io.pinelink.testing.internal.Annotations.DeclaredData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * A file with the data of an index.
 *
 * @param beside the test class, beside which the file is looked up
 */
record SeedData(DeclaredData data, Class<?> beside) {
  private static final String DEFAULT_NAMESPACE = "__default__";

  /** Returns which of the indexes of a test has the data. */
  IndexDeclaration index(Collection<IndexDeclaration> indexes) {
    return indexes.stream()
        .filter(index -> data.index().isEmpty() ? indexes.size() == 1 : isNamed(index))
        .findFirst()
        .orElseThrow(
            () ->
                new ExtensionConfigurationException(
                    "@PineconeData(\""
                        + data.file()
                        + "\") is for "
                        + (data.index().isEmpty() ? "the only index" : "'" + data.index() + "'")
                        + ", but the test has the indexes "
                        + indexes.stream().map(IndexDeclaration::name).sorted().toList()));
  }

  private boolean isNamed(IndexDeclaration index) {
    return index.name().equals(data.index());
  }

  /** Passes a folder that has the data in a file named after its namespace, as servers read it. */
  void inFolder(Consumer<Path> consumer) {
    String namespace = data.namespace().isEmpty() ? DEFAULT_NAMESPACE : data.namespace();
    try {
      Path folder = Files.createTempDirectory("pinelink-data");
      Path copy = folder.resolve(fileName(namespace) + suffix());
      try (InputStream in = open()) {
        Files.copy(in, copy);
        consumer.accept(folder);
      } finally {
        Files.deleteIfExists(copy);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the data of " + this, e);
    }
  }

  /** Returns a name in the encoding of exports: of a URL, but for spaces and stars. */
  private static String fileName(String namespace) {
    String name =
        URLEncoder.encode(namespace, StandardCharsets.UTF_8)
            .replace("+", "%20")
            .replace("*", "%2A");
    return name.startsWith(".") ? "%2E" + name.substring(1) : name;
  }

  private String suffix() {
    int dot = data.file().lastIndexOf('.');
    return dot < 0 ? "" : data.file().substring(dot);
  }

  private InputStream open() throws IOException {
    @Nullable InputStream resource = beside.getResourceAsStream(data.file());
    if (resource != null) {
      return resource;
    }
    Path file = Path.of(data.file());
    if (Files.isRegularFile(file)) {
      return Files.newInputStream(file);
    }
    throw new ExtensionConfigurationException(
        "@PineconeData(\""
            + data.file()
            + "\") is neither a resource beside "
            + beside.getName()
            + " nor the file "
            + file.toAbsolutePath());
  }

  /** Returns the file and the namespace. */
  @Override
  public String toString() {
    return data.file() + " for namespace '" + data.namespace() + "'";
  }
}
